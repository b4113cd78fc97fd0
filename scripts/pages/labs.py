"""Labs on their pages: cells and their results go in, Markdown with their elements comes out.

Outputs that are Markdown, tables above all, stay Markdown: the page's own extensions render
them, and links in them are checked as everywhere.
"""

from collections.abc import Iterator
from html import escape

from scripts.drawing.markup import figure_html
from scripts.errors import PageError
from scripts.labs.source import Cell
from scripts.pages.alternatives import refuse_unseen
from scripts.pages.cells import cell_html
from scripts.pages.chapters import navigation
from scripts.pages.elements import PageElements
from scripts.pages.fences import Fence
from scripts.pages.results import Results
from scripts.pages.site import Page, lab_cells, pages


def cells(page: Page, results: Results, elements: PageElements) -> Iterator[tuple[Fence, str]]:
    """Each cell of a lab with the Markdown that stands in its place."""
    pairs = zip(page.of_kind("cell"), lab_cells(page), strict=True)
    for number, (fence, cell) in enumerate(pairs, 1):
        outputs = results.of(fence)["outputs"]
        alternative_texts = _alternative_texts(page, cell, outputs)

        def element(html: str, fence: Fence = fence) -> str:
            return elements.wait(elements.raw(html), fence)

        shown = [element(cell_html(cell.source, _note(number, outputs)))]
        for output in outputs:
            if output["kind"] == "markdown":
                shown.append(output["text"].strip())
            elif output["kind"] == "figure":
                alternative_text = next(alternative_texts)
                refuse_unseen(alternative_text, output, page.path, cell.line)
                shown.append(element(_figure(output, alternative_text)))
            else:
                shown.append(element(_text(output["text"])))
        text = "\n\n".join(shown)
        yield fence, f'<div class="lab" id="cell-{number}" markdown="1">\n\n{text}\n\n</div>'


def _alternative_texts(page: Page, cell: Cell, outputs: list[dict]) -> Iterator[str]:
    """The alternative text of each figure of a cell.

    Raises
    ------
    PageError
        If there is not one for each.
    """
    figures = sum(output["kind"] == "figure" for output in outputs)
    if figures != len(cell.alternative_texts):
        raise PageError(
            f"the cell shows {figures} figures and has {len(cell.alternative_texts)} alternative "
            "texts: say in one comment for each, at the head of the cell, what it shows, as in "
            "'# alt: The loss falls for thirty epochs, then levels off.'", page.path, cell.line,
        )  # fmt: skip
    return iter(cell.alternative_texts)


def _note(number: int, outputs: list[dict]) -> str:
    return f"Cell {number}: output" if outputs else f"Cell {number}: no output"


def _text(text: str) -> str:
    shown = f"<pre><samp>{escape(text)}</samp></pre>"
    return f'<div class="run-output" data-search-exclude="true">{shown}</div>'


def _figure(figure: dict, alternative_text: str) -> str:
    """A figure, at most as wide as it was drawn."""
    sized = figure["svg"].replace("<svg", f'<svg width="{figure["width"]:g}"', 1)
    return figure_html({**figure, "svg": sized, "frames": None, "sliders": []}, alternative_text)


def lab_list() -> str:
    """The labs in the order of the navigation, each with what its front matter says of it."""
    order = {uri: place for place, uri in enumerate(navigation())}
    found = [page for page in pages() if page.is_lab and page.uri in order]
    found.sort(key=lambda page: order[page.uri])
    return "\n".join(f"1. **[{page.title}]({_beside(page)}).** {_said(page)}" for page in found)


def _beside(page: Page) -> str:
    return page.uri.rpartition("/")[2]


def _said(page: Page) -> str:
    missing = [key for key in ("title", "description", "takes") if not page.front.get(key)]
    if missing:
        raise PageError(
            f"the front matter of a lab has a title, a description and how long it takes; add "
            f"'{missing[0]}: …'", page.path, 1,
        )  # fmt: skip
    return f"{page.front['description']} Takes {page.front['takes']}."
