"""The content security policy in a real browser: what a page must not do is blocked and reported."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from scripts.bench.browser import Served, serve
from tests.site.conftest import Visit

pytestmark = pytest.mark.slow

Open = Callable[..., Visit]
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def test_all_pages_have_one_policy(site: Path) -> None:
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    policies = {policy for html in pages for policy in _POLICY.findall(html)}
    assert len(policies) == 1
    assert all(len(_POLICY.findall(html)) == 1 for html in pages)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Served]:
    """Another origin, which must never be asked."""
    (tmp_path / "file.js").write_text("window.injected = true", "utf-8")
    with serve(tmp_path) as served:
        yield served


_INJECTED = {
    "a script": "<script>window.injected = true</script>",
    "a script from elsewhere": '<script src="{elsewhere}file.js"></script>',
    "a handler": '<img src="assets/images/favicon.png" alt="" onload="window.injected = true">',
    "a style": "<style>body {{ color: red }}</style>",
    "a style attribute": '<p style="color: red">red</p>',
    "a style sheet from elsewhere": '<link rel="stylesheet" href="{elsewhere}file.css">',
    "an image from elsewhere": '<img src="{elsewhere}file.png" alt="">',
    "a frame": '<iframe src="{elsewhere}"></iframe>',
}


@pytest.mark.parametrize("what", _INJECTED)
def test_what_is_injected_into_a_page_is_blocked_and_reported(
    open_page: Open, served: Served, elsewhere: Served, what: str
) -> None:
    injected = _INJECTED[what].format(elsewhere=elsewhere.url)

    def inject(route: Route) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, body=reply.text().replace("</h1>", f"</h1>{injected}", 1))

    visit = open_page("", prepare=lambda page: page.route(served.url, inject))

    assert any("Content Security Policy" in error for error in visit.errors), visit.errors
    assert not visit.page.evaluate("window.injected")
    assert elsewhere.sent == []


_CALLED = {
    "a request": "fetch({elsewhere!r})",
    "text as code": "Function('window.injected = true')()",
    "a worker of another origin": "new Worker({elsewhere!r} + 'file.js')",
    "a request of a worker": (
        "new Worker(URL.createObjectURL(new Blob([`fetch({elsewhere!r}).catch("
        "error => setTimeout(() => {{ throw error }}))`])))"
    ),
}


@pytest.mark.parametrize("what", _CALLED)
def test_what_a_script_of_the_site_must_not_do_is_blocked_and_reported(
    open_page: Open, served: Served, elsewhere: Served, what: str
) -> None:
    code = _CALLED[what].format(elsewhere=elsewhere.url)

    def add(route: Route) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, body=f"{reply.text()}\n;{code};")

    def prepare(page: Page) -> None:
        page.route("**/assets/javascripts/scroll.js", add)

    visit = open_page("", prepare=prepare)

    visit.wait_for_error()
    assert not visit.page.evaluate("window.injected")
    assert elsewhere.sent == []
