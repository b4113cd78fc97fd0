"""How pages look where they are shared: the pages of a build go in, their preview images come out.

A page shows its own first picture; the first page of a part, if it has none, that of the part;
any other shows the mark of the site, and says what it is about. Readers of a page do not load its
image: only who follows the address in its head does. A page knows its image as
`page.meta["preview"]`, which `partials/share.html` puts into that head.
"""

from base64 import b64decode
from dataclasses import dataclass
from textwrap import shorten

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from scripts import stages
from scripts.pages.chapters import beside
from scripts.pages.site import Page as Source
from scripts.pages.site import diagram_request, lab_cells, lab_request, pages
from scripts.previews.requests import HEIGHT, WIDTH, Card, request

_FOLDER = "assets/previews"
_LONGEST_ALT = 420  # characters: where some sites cut it


@dataclass(frozen=True)
class Picture:
    """A picture of a page: the file, in base64, and its alternative text."""

    png: str
    alt: str


def add_previews(files: Files, config: MkDocsConfig) -> None:
    """Add the image of every page."""
    shared = [file.page for file in files.documentation_pages() if file.page]
    pictures = [_picture(page) for page in shared]
    cards = [
        request(page.file.src_uri, _card(page, picture, config), picture and picture.png)
        for page, picture in zip(shared, pictures, strict=True)
    ]
    for page, picture, made in zip(shared, pictures, stages.results(cards), strict=True):
        uri = f"{_FOLDER}/{page.file.src_uri.rpartition('.')[0]}.png"
        content = b64decode(made["png"])
        files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))
        title = _title(page, config)
        shown = picture.alt if picture else "its name, and what it is about, beside two curves"
        alt = shorten(f"{title}: {shown}", _LONGEST_ALT, placeholder=" …")
        page.meta["preview"] = {"uri": uri, "title": title, "alt": alt, "width": WIDTH, "height": HEIGHT}


def _title(page: Page, config: MkDocsConfig) -> str:
    return config.site_name if page.is_homepage else page.title


def _card(page: Page, picture: Picture | None, config: MkDocsConfig) -> Card:
    part = page.parent.title if page.parent else ""
    return Card(
        title=_title(page, config),
        site="" if page.is_homepage else config.site_name,
        section="" if part == page.title else part,
        text="" if picture and not page.is_homepage else page.meta.get("description", ""),
    )


def _picture(page: Page) -> Picture | None:
    """The picture that stands for a page."""
    source = next((other for other in pages() if other.uri == page.file.src_uri), None)
    if source is None:
        return None
    candidates = [source, *beside(source)] if page.is_index and page.parent else [source]
    return next(filter(None, map(_first, candidates)), None)


def _first(source: Source) -> Picture | None:
    """The first picture of one page."""
    if source.is_lab:
        (result,) = stages.results([lab_request(source)])
        for cell, outputs in zip(lab_cells(source), result["cells"], strict=True):
            for figure in outputs:
                if figure["kind"] == "figure":
                    return Picture(figure["png"], cell.alternative_texts[0])
    for diagram in source.of_kind("diagram"):
        (drawing,) = stages.results([diagram_request(source, diagram)])
        return Picture(drawing["png"], diagram.body)
    return None
