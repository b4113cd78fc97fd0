"""What the notebook of a lab has beside that of a page: its cells, their outputs, its data."""

from nbformat import NotebookNode
from nbformat.v4 import new_output

from scripts.labs.requests import data_files
from scripts.notebooks.inline import Cell
from scripts.notebooks.markdown import Prose
from scripts.pages.site import Page, lab_cells
from scripts.project import DOCS

_DATA = '"docs/labs/data"'
_BESIDE = '"."'


def code(page: Page) -> dict[int, Cell]:
    """The cells of a lab by the lines of their fences; none of a page."""
    pairs = zip(page.of_kind("cell"), lab_cells(page), strict=True)
    return {fence.line: Cell(cell.source, cell.line) for fence, cell in pairs}


def data_of(page: Page) -> list[str]:
    """The files that a lab reads, from `docs/`; none of a page."""
    return [path.relative_to(DOCS).as_posix() for path in data_files(lab_cells(page))]


def needs(page: Page, prose: Prose) -> str:
    """What a reader gets before the lab can run."""
    wanted = ["It also needs Matplotlib, tqdm and IPython: `pip install matplotlib tqdm ipython`."]
    for uri in data_of(page):
        name = uri.rpartition("/")[2]
        wanted.append(f"It reads {prose.file(name, uri)}: save this file beside the notebook.")
    return " ".join(wanted)


def at_home(source: str, shown: list[dict]) -> str:
    """A cell that looks for data beside the notebook, and shows each figure once."""
    # Jupyter shows what pyplot holds; the semicolon keeps it from showing the last value, too.
    once = ";" if any(one.get("is_held") for one in shown) else ""
    return source.replace(_DATA, _BESIDE) + once


def outputs_of(shown: list[dict]) -> list[NotebookNode]:
    """What a cell showed when the site was built, as a notebook keeps it."""
    return [_output(one) for one in shown]


def _output(one: dict) -> NotebookNode:
    if one["kind"] == "text":
        return new_output("stream", name="stdout", text=one["text"] + "\n")
    if one["kind"] == "markdown":
        return new_output("display_data", {"text/markdown": one["text"]})
    size = {"image/png": {"width": round(one["width"])}}
    return new_output("display_data", {"image/png": one["png"]}, metadata=size)
