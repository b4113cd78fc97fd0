"""The copy to take away, opened from disk: links, search, sliders, and a word where Python would run."""

import re
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.publish.offline import COPY, FOLDER
from tests.site.addresses import ADDRESSES
from tests.site.conftest import Visit
from tests.site.reader import PATIENCE, block
from tests.site.test_exercises import FIRST, Box
from tests.site.test_live import Live, same

pytestmark = pytest.mark.slow

FUNCTIONS = "foundation/functions/index.html"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_LINK = re.compile(r'<span class="offline-copy">.*?</a> \((.*?) MB\)', re.DOTALL)
_HEAVY = 6e6  # bytes; the runtime of Python alone is several times as large


class Referring(HTMLParser):
    """The addresses in a page, those of whole sites that only name it left out, and its anchors."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.anchors: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors.add(values.get("id", ""))
        if values.get("rel") != "canonical":
            self.addresses += [values[name] for name in ("href", "src", "data") if name in values]


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader unpacks, at a place with a space in its name."""
    target = tmp_path_factory.mktemp("my downloads")
    with zipfile.ZipFile(site / COPY) as packed:
        packed.extractall(target)
    assert [path.name for path in target.iterdir()] == [FOLDER]
    return target / FOLDER


@pytest.fixture
def open_file(browser: Browser, copy: Path) -> Iterator[Callable[[str], Visit]]:
    """Open a file of the copy; nothing but files may be asked for, and nothing may go wrong."""
    visits: list[Visit] = []
    asked: list[str] = []
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        context.on("request", lambda request: asked.append(request.url))

        def open_(name: str) -> Visit:
            visit = Visit(context.new_page())
            visit.watch("")
            visit.page.goto((copy / name).as_uri())
            visits.append(visit)
            return visit

        yield open_
        here = copy.as_uri()
        assert [url for url in asked if not url.startswith((here, "data:", "blob:"))] == []
        for visit in visits:
            # Who leaves a page before its icon has come ends that request.
            failed = [url for url in visit.failed if "favicon" not in url]
            assert (visit.errors, failed) == ([], [])


def test_home_links_to_it_with_its_size_and_the_copy_does_not(site: Path, copy: Path) -> None:
    said = _LINK.search((site / "index.html").read_text("utf-8"))[1]
    size = (site / COPY).stat().st_size
    assert abs(float(said) - size / 1e6) <= 0.05
    assert size < _HEAVY
    assert COPY not in (copy / "index.html").read_text("utf-8")


def test_it_has_every_page_and_every_address_in_them_names_a_file_of_it(copy: Path) -> None:
    pages = {path: Referring(path.read_text("utf-8")) for path in copy.rglob("*.html")}
    assert {path.relative_to(copy).as_posix() for path in pages} == {f"{a}index.html" for a in ADDRESSES}
    lost = []
    for path, page in pages.items():
        for address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            is_there = target.is_file() and target.is_relative_to(copy)
            anchor = unquote(parts.fragment)
            if not is_there or (anchor and target in pages and anchor not in pages[target].anchors):
                lost.append((path.relative_to(copy).as_posix(), address))
    assert lost == []


def test_it_has_nothing_that_no_page_uses(copy: Path) -> None:
    names = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    of_servers = (".wasm", ".whl", ".map", ".xml", ".gz", ".zip")
    assert not [name for name in names if name.endswith(of_servers)]
    assert not [name for name in names if name.startswith(("assets/runtime/", "offline/"))]


def test_its_pages_have_one_policy_which_allows_files_and_no_inline_code(copy: Path) -> None:
    policies = {tuple(_POLICY.findall(path.read_text("utf-8"))) for path in copy.rglob("*.html")}
    ((policy,),) = policies
    assert "script-src 'self' file: " in policy and "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


def test_what_is_injected_into_a_page_from_disk_is_blocked(copy: Path, browser: Browser) -> None:
    page = browser.new_page()
    home = (copy / "index.html").read_text("utf-8")
    injected = copy / "injected.html"
    html = home.replace("</h1>", "</h1><script>window.injected = true</script>", 1)
    injected.write_text(html, "utf-8")
    try:
        page.goto(injected.as_uri())
        assert page.evaluate("[window.injected, typeof document$]") == [None, "object"]
    finally:
        page.close()
        injected.unlink()


def test_a_reader_goes_from_home_to_a_chapter_and_back(
    open_file: Callable[[str], Visit], copy: Path
) -> None:
    page = open_file("index.html").page
    page.get_by_role("link", name="Start with functions").click()
    page.wait_for_url((copy / FUNCTIONS).as_uri())
    page.locator(".md-footer__link--next").click()
    page.wait_for_url("**/foundation/derivatives/index.html")
    page.locator(".md-tabs__link", has_text="Neural Networks").click()
    page.wait_for_url("**/neural-networks/index.html")
    page.locator("a.md-logo:visible").click()
    page.wait_for_url((copy / "index.html").as_uri())


def test_the_search_finds_a_page_and_opens_it(open_file: Callable[[str], Visit], copy: Path) -> None:
    page = open_file("foundation/index.html").page
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("jacobian")
    result = page.locator(".md-search-result__item a:visible", has_text="jacobian").first
    expect(result).to_be_visible(timeout=PATIENCE)
    result.click()
    page.wait_for_url(re.compile(re.escape(copy.as_uri()) + r"/.+/index\.html\?h=\w+"))
    # The words that were searched are marked on the page that was found.
    expect(page.locator("article mark").first).to_be_attached(timeout=PATIENCE)


def test_a_slider_changes_its_diagram_and_its_formula(open_file: Callable[[str], Visit]) -> None:
    leaky = Live(open_file(FUNCTIONS).page, "activations.leaky_relu")
    before, symbol = leaky.picture, leaky.symbol.text_content()
    leaky.slider.press("End")
    assert not same(leaky.picture, before)
    assert leaky.symbol.text_content() != symbol


def test_the_theme_changes_and_stays_on_the_next_page(open_file: Callable[[str], Visit]) -> None:
    page = open_file("index.html").page
    assert _paper(page) == "default"
    page.locator("label[title='Switch to dark']").click()
    assert _paper(page) == "slate"
    page.locator(".md-tabs__link", has_text="Foundation").click()
    page.wait_for_url("**/foundation/index.html")
    assert _paper(page) == "slate"


def _paper(page: Page) -> str:
    return page.locator("body").get_attribute("data-md-color-scheme")


def test_what_needs_a_server_says_so_and_where_there_is_one(open_file: Callable[[str], Visit]) -> None:
    page = open_file(FUNCTIONS).page
    said = re.compile(r"need a server.*They work at https?://.*/foundation/functions/$")
    cell = block(page, 1)
    cell.run()
    expect(cell.note).to_have_text(said)
    cell.button("Edit").click()
    expect(cell.note).to_have_text(said)
    box = Box(page, FIRST)
    box.cell.button("Check").click()
    expect(box.cell.note).to_have_text(said)
    drawer = page.locator(".view-drawing").first
    drawer.locator("summary").click()
    expect(drawer.locator(".drawing-remark")).to_have_text(said)


def test_the_math_font_is_used(open_file: Callable[[str], Visit]) -> None:
    page = open_file(FUNCTIONS).page
    fonts = page.evaluate("document.fonts.ready.then(all => [...all].map(font => font.status))")
    assert fonts == ["loaded"]
