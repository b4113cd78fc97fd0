"""Code that a reader may run: a text goes in, the HTML that `cell.js` brings to life comes out.

Without JavaScript it is complete: the code, a line on what stands below, and the output.
"""

from html import escape

from scripts.pages import code
from scripts.pages.fences import Fence


def cell_html(source: str, note: str, output: str = "") -> str:
    """The inside of a cell.

    Parameters
    ----------
    source : str
        Python.
    note : str
        What the line under the code says before anything has run. The line is there from
        the start, since the buttons come into it: nothing moves.
    output : str
        What stands under it; nothing if empty.
    """
    line = f'<span class="cell-note">{escape(note)}</span>'
    bar = f'<div class="cell-bar" data-search-exclude="true">{line}</div>'
    below = ""
    if output:
        text = f"<pre><samp>{escape(output)}</samp></pre>"
        below = f'<div class="run-output" data-search-exclude="true">{text}</div>'
    return code.highlighted(source) + bar + below


def run_html(fence: Fence, result: dict, number: int) -> str:
    """A run block: the example and, under it, what it printed when the site was built."""
    if result["text"]:
        return cell_html(fence.body, f"Example {number}: output", result["text"])
    return cell_html(fence.body, f"Example {number}: no output")


def run_attributes(fence: Fence, page: str, number: int) -> dict[str, str]:
    """What the element of a run block carries for `run.js`."""
    attributes = {"class": "run cell", "data-page": page, "data-cell": f"example {number}"}
    if error := fence.options.get("error"):
        attributes["data-error"] = error
    return attributes


def drawing_html(figure: str) -> str:
    """The place for the code of a diagram, which `drawing.js` fetches when it is opened."""
    return (
        f'<details data-figure="{escape(figure)}" data-search-exclude="true">'
        "<summary>code of the diagram</summary></details>"
    )
