"""The site under a path of its host: whatever a reader does there, nothing is asked for outside it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from scripts.bench.browser import Served, serve
from scripts.bench.pages import load
from tests.exercises.answers import solution
from tests.project import make_project
from tests.site.conftest import Visit
from tests.site.reader import PATIENCE, block
from tests.site.test_exercises import FIRST, WRONG, Box
from tests.site.test_live import Live, same

pytestmark = pytest.mark.slow

_PREFIX = "/some/prefix/"
FUNCTIONS, DERIVATIVES = "foundation/functions/", "foundation/derivatives/"


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[Served]:
    with serve(site, _PREFIX) as server:
        yield server


@pytest.fixture
def asked(open_page: Callable[..., Visit], served: Served) -> Iterator[tuple[Visit, list[str]]]:
    """A visit to the first chapter, and all addresses of the host that it asks for."""
    urls: list[str] = []

    def note(page: object) -> None:
        page.context.on("request", lambda request: urls.append(request.url))

    visit = open_page(FUNCTIONS, prepare=note)
    yield visit, urls
    asked = [url for url in urls if not url.startswith(("data:", "blob:"))]
    assert len(asked) > 10 and [url for url in asked if not url.startswith(served.url)] == []
    assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])


def test_a_reader_goes_on_moves_a_slider_and_finds(
    asked: tuple[Visit, list[str]], served: Served
) -> None:
    page = asked[0].page
    page.evaluate("window.stays = true")
    page.locator(".md-footer__link--next").click()
    page.wait_for_url(served.url + DERIVATIVES)
    page.locator(".md-nav--primary .md-nav__link", has_text="Functions").first.click()
    page.wait_for_url(served.url + FUNCTIONS)
    leaky = Live(page, "activations.leaky_relu")
    leaky.figure.and_(page.locator(".ready")).wait_for()
    before = leaky.picture
    leaky.slider.press("End")
    assert not same(leaky.picture, before)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("entropy")
    result = page.locator(".md-search-result__item a:visible", has_text="entropy").first
    expect(result).to_be_visible(timeout=PATIENCE)
    result.click()
    page.wait_for_url(f"{served.url}**/?h=*")
    assert page.evaluate("window.stays"), "the page was loaded anew"


def test_a_reader_runs_code_and_has_an_answer_checked(asked: tuple[Visit, list[str]]) -> None:
    page = asked[0].page
    block(page, 1).run()
    assert "output in your browser" in block(page, 1).note.inner_text()
    box = Box(page, FIRST)
    box.answer(WRONG)
    expect(box.verdict).to_contain_text("Not yet")
    box.answer(solution(FIRST))
    expect(box.verdict).to_contain_text("Right: ")


def test_the_page_for_what_is_not_there_leads_back(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is shown at any address: so it alone is told at the build where the site will be."""
    monkeypatch.setenv("SITE_URL", f"https://example.org{_PREFIX}")
    project = make_project(tmp_path / "project", {})
    built = project.build()
    assert built.returncode == 0, built.stderr
    with serve(project.root / "site", _PREFIX) as served, browser.new_context() as context:
        visit = Visit(context.new_page())
        visit.watch(urlsplit(served.url).netloc)
        lost = f"{served.url}deep/down/nothing/"
        load(visit.page, lost)
        assert "Not found" in visit.page.inner_text("h1")
        assert (visit.failed, visit.foreign) == ([lost], [])
        visit.page.locator("a.md-logo:visible").click()
        visit.page.wait_for_url(served.url)
