"""How pages look where they are shared: the pages of a build go in, their preview images come out.

A page shows its own first diagram; the first page of a part, if it has none, that of the part;
any other shows the mark of the site, and says what it is about. Readers of a page do not load its
image: only who follows the address in its head does.
"""

from base64 import b64decode
from collections.abc import Iterable
from textwrap import shorten

from mkdocs.structure.pages import Page

from scripts import stages
from scripts.pages.chapters import beside
from scripts.pages.fences import Fence
from scripts.pages.site import figure_name, pages
from scripts.previews.requests import HEIGHT, WIDTH, Card, request

_FOLDER = "assets/previews"
_LONGEST_ALT = 420  # characters: where some sites cut it


def images(shared: Iterable[Page], site_name: str) -> dict[str, bytes]:
    """The image of each page, by where it goes in the site."""
    shared = list(shared)
    requests = [
        request(page.file.src_uri, _card(page, diagram, site_name), diagram and figure_name(diagram))
        for page, diagram in ((page, _diagram(page)) for page in shared)
    ]
    made = stages.results(requests)
    return {_uri(page): b64decode(one["png"]) for page, one in zip(shared, made, strict=True)}


def described(page: Page, site_name: str) -> dict[str, object]:
    """What the head of a page says of its image."""
    diagram = _diagram(page)
    shown = diagram.body if diagram else "The name of the page beside two curves."
    return {
        "uri": _uri(page),
        "width": WIDTH,
        "height": HEIGHT,
        "title": title(page, site_name),
        "alt": shorten(f"{title(page, site_name)}: {shown}", _LONGEST_ALT, placeholder=" …"),
    }


def title(page: Page, site_name: str) -> str:
    """The name of a page where its site is not seen."""
    return site_name if page.is_homepage else page.title


def _card(page: Page, diagram: Fence | None, site_name: str) -> Card:
    part = page.parent.title if page.parent else ""
    return Card(
        title=title(page, site_name),
        site="" if page.is_homepage else site_name,
        section="" if part == page.title else part,
        text="" if diagram and not page.is_homepage else page.meta.get("description", ""),
    )


def _diagram(page: Page) -> Fence | None:
    """The diagram that stands for a page."""
    source = next((other for other in pages() if other.uri == page.file.src_uri), None)
    if source is None:
        return None
    candidates = [source, *beside(source)] if page.is_index and page.parent else [source]
    return next((fence for each in candidates for fence in each.of_kind("diagram")), None)


def _uri(page: Page) -> str:
    return f"{_FOLDER}/{page.file.src_uri.rpartition('.')[0]}.png"
