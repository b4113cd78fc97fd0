"""What the site says to those who are not reading it: heads, preview images, sitemap and robots."""

import gzip
import hashlib
import io
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from PIL import Image

from scripts.previews.requests import HEIGHT, WIDTH

pytestmark = pytest.mark.slow

ADDRESS = "http://127.0.0.1:8000/"  # which mkdocs.yml has where nothing else is said
SITE_NAME = "Deep Learning in Three Views"
MOST_BYTES = 60 * 1024


class Head(HTMLParser):
    """The title, metadata and canonical address of one page."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.said: dict[str, list[str]] = {}
        self.canonical: list[str] = []
        self.title = ""
        self._in_title = False
        self.feed(file.read_text("utf-8").partition("<body")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and "content" in values:
            name = values.get("name") or values.get("property", "")
            self.said.setdefault(name, []).append(values["content"])
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical.append(values["href"])
        self._in_title = tag == "title"

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        self.title += data if self._in_title else ""

    def one(self, name: str) -> str:
        """What the page says once."""
        [value] = self.said[name]
        return value


@pytest.fixture(scope="module")
def heads(site: Path) -> dict[str, Head]:
    """The head of every page by its address."""
    files = sorted(site.rglob("index.html"))
    places = [file.relative_to(site).as_posix().removesuffix("index.html") for file in files]
    return {urljoin(ADDRESS, place): Head(file) for place, file in zip(places, files, strict=True)}


def test_every_page_has_its_address_and_a_title(heads: dict[str, Head]) -> None:
    for address, head in heads.items():
        assert head.canonical == [address] == head.said["og:url"]
        assert SITE_NAME in head.title
    titles = [head.title for head in heads.values()]
    assert len(set(titles)) == len(titles) > 40


def test_every_page_has_a_description_of_its_own(heads: dict[str, Head]) -> None:
    descriptions = {address: head.one("description") for address, head in heads.items()}
    assert {address: text for address, text in descriptions.items() if not 60 <= len(text) <= 200} == {}
    assert len(set(descriptions.values())) == len(descriptions)


def test_every_page_says_what_stands_for_it_elsewhere(heads: dict[str, Head]) -> None:
    for address, head in heads.items():
        kind = "website" if address == ADDRESS else "article"
        assert (head.one("og:type"), head.one("og:site_name")) == (kind, SITE_NAME)
        assert head.one("og:title") in head.title
        assert head.one("og:description") == head.one("description")
        assert head.one("twitter:card") == "summary_large_image"
        assert head.one("og:image:type") == "image/png"
        assert head.one("og:title") in head.one("og:image:alt")
        assert len(head.one("og:image:alt")) <= 420


def test_every_page_has_an_image_of_its_own(site: Path, heads: dict[str, Head]) -> None:
    digests = set()
    for head in heads.values():
        url = head.one("og:image")
        assert url.startswith(ADDRESS)
        content = (site / url.removeprefix(ADDRESS)).read_bytes()
        image = Image.open(io.BytesIO(content))
        said = int(head.one("og:image:width")), int(head.one("og:image:height"))
        assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT)) == ("PNG", said)
        assert len(content) <= MOST_BYTES
        digests.add(hashlib.sha256(content).digest())
    images = list((site / "assets" / "previews").rglob("*.png"))
    assert len(digests) == len(heads) == len(images)


def test_the_sitemap_has_every_page_and_nothing_else(site: Path, heads: dict[str, Head]) -> None:
    text = (site / "sitemap.xml").read_bytes()
    places = ElementTree.fromstring(text).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    assert sorted(place.text for place in places) == sorted(heads)
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == text


def test_robots_are_welcome_and_find_the_sitemap(site: Path) -> None:
    lines = (site / "robots.txt").read_text("utf-8").split("\n")
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: {ADDRESS}sitemap.xml", ""]


def test_the_page_for_missing_ones_is_not_to_be_found(site: Path) -> None:
    head = Head(site / "404.html")
    assert head.one("robots") == "noindex"
    assert head.title == f"Page not found - {SITE_NAME}"
    assert not head.canonical
    assert not any(name.startswith("og:") for name in head.said)
