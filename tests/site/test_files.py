"""The files of the site: links arrive, nothing comes from elsewhere, prose is read, copies run alone."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from scripts.pages.code import standalone
from scripts.pages.site import Page, pages
from scripts.project import SNIPPETS
from scripts.sources import definitions
from tests.site.addresses import address

pytestmark = pytest.mark.slow

_LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "use": "href"}
_FOREIGN = re.compile(r"^(?:https?:)?//")
# Where signs of Markdown are not of the prose: code, and what stands beside it, may well show them.
_NO_PROSE = {"code", "details", "math", "samp", "script", "style", "svg"}
_MARKUP = re.compile(r"""[^$]{0,30}\$|\[@\w|\]\(\S*\.md|\{python""")


class Html(HTMLParser):
    """What a page refers to, and what can be referred to in it."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.copied: list[str] = []
        self.blocks: dict[str, list[str]] = {}
        self.prose: list[str] = []
        self._no_prose = 0
        self._head: list[str] | None = None
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes = values.get("class", "").split()
        self.anchors |= {values.get("id", ""), values.get("name", "") if tag == "a" else ""} - {""}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in _LOADED and _LOADED[tag] in values:
            self.loaded.append(values[_LOADED[tag]])
        if tag == "link" and values.get("rel") != "canonical":
            self.loaded.append(values["href"])
        if "data-clipboard-text" in values:
            self.copied.append(values["data-clipboard-text"])
        if tag == "section" and "views" in classes:
            self.blocks[values["id"]] = []
        self._no_prose += tag in _NO_PROSE
        self._head = self._head if tag == "code" else None
        if tag == "a" and "views-name" in classes:
            self._head = list(self.blocks.values())[-1]

    def handle_endtag(self, tag: str) -> None:
        self._no_prose -= tag in _NO_PROSE

    def handle_data(self, data: str) -> None:
        if not self._no_prose:
            self.prose.append(data)
        if self._head is not None and data.strip():
            self._head.append(data)


@pytest.fixture(scope="module")
def html(site: Path) -> dict[Path, Html]:
    return {file: Html(file) for file in sorted(site.rglob("*.html"))}


def test_every_link_arrives(site: Path, html: dict[Path, Html]) -> None:
    lost = []
    for file, page in html.items():
        for link in page.links:
            target = urlsplit(link)
            if target.scheme or target.netloc or file.name == "404.html":
                continue
            path = file if not target.path else (file.parent / unquote(target.path)).resolve()
            path = path / "index.html" if path.is_dir() else path
            is_there = path.is_file() and path.is_relative_to(site.resolve())
            anchor = unquote(target.fragment)
            if not is_there or (anchor and path in html and anchor not in html[path].anchors):
                lost.append((file.relative_to(site).as_posix(), link))
    assert lost == []


def test_no_sign_of_markdown_is_left_in_the_prose(html: dict[Path, Html]) -> None:
    left = {file.parent.name: _MARKUP.findall("".join(page.prose)) for file, page in html.items()}
    assert {page: signs for page, signs in left.items() if signs} == {}


def test_no_page_loads_anything_from_elsewhere(site: Path, html: dict[Path, Html]) -> None:
    loaded = [url for page in html.values() for url in page.loaded]
    styles = "".join(file.read_text("utf-8") for file in site.rglob("*.css"))
    loaded += re.findall(r"""url\(\s*["']?([^"')]+)""", styles) + re.findall(r'@import "([^"]+)', styles)
    assert loaded
    assert [url for url in loaded if _FOREIGN.match(url)] == []


@pytest.mark.parametrize("page", [page for page in pages() if page.names], ids=lambda page: page.uri)
def test_every_name_has_its_block_and_every_block_its_anchor(
    site: Path, html: dict[Path, Html], page: Page
) -> None:
    blocks = html[site / address(page.uri) / "index.html"].blocks
    shown = [name for names in blocks.values() for name in names]
    assert set(shown) == set(page.names)
    for anchor, names in blocks.items():
        assert re.sub(r"-\d+$", "", anchor) == names[0]


def test_what_a_page_lets_copy_is_the_code_that_runs_alone(html: dict[Path, Html]) -> None:
    # That it does: tests/pages/test_code.py, for every public name.
    alone = {standalone(definition) for definition in definitions(SNIPPETS).values()}
    copies = {text for page in html.values() for text in page.copied}
    assert len(copies) >= 28  # fourteen functions and their derivatives
    assert copies <= alone
