"""Inside the kernel of a lab: what makes it draw, fail and report as the site does.

`client` calls `prepare` before the first cell, `show_value` for an expression in a sentence,
`report` after a cell that raised, and `reached` after the last. Nothing here is in the lab's
namespace.
"""

import ast
import json
import linecache
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import matplotlib
from IPython import get_ipython
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.figure import Figure
from matplotlib_inline.config import InlineBackend

from scripts.drawing import picture, renderer
from scripts.drawing.palette import DERIVATIVE, FUNCTION, GRID, HIGHLIGHT, INK, NEUTRAL, SECOND
from scripts.drawing.style import PARAMETERS
from scripts.project import ROOT
from scripts.running.kernel import describe, in_sentence

FIGURE = "application/vnd.three-views.figure+json"
VALUE = "application/vnd.three-views.value+json"
_CYCLE = [FUNCTION, SECOND, DERIVATIVE, HIGHLIGHT, INK, NEUTRAL]
_PARAMETERS = {
    **PARAMETERS,
    "axes.prop_cycle": f"cycler(color={_CYCLE})",
    "boxplot.medianprops.color": DERIVATIVE,
    **{f"boxplot.{part}props.color": INK for part in ("box", "whisker", "cap")},
    "figure.constrained_layout.use": True,
    "hatch.color": NEUTRAL,
    "image.interpolation": "none",  # as many pixels as the array has: the page scales them
    "legend.edgecolor": GRID,
    "legend.frameon": False,
    "legend.fontsize": 13,
    "axes.titlesize": 13.5,
}
_opened: set[str] = set()


def prepare(page: str, lines: list[int], terminal: str | None, position: int) -> None:
    """Set up this kernel for a lab.

    Parameters
    ----------
    page : str
        Path of the lab from the project's root.
    lines : list of int
        The line at which each cell begins.
    terminal : str or None
        The terminal that shows progress; none of it is shown without one.
    position : int
        Which line of the terminal it takes.
    """
    shell = get_ipython()
    _place_code(shell, page, lines)
    InlineBackend.instance(parent=shell).figure_formats = set()
    matplotlib.rcParams.update(_PARAMETERS)
    shell.display_formatter.mimebundle_formatter.for_type(Figure, _figure)
    _forward_progress(Path(page).stem, terminal, position)
    sys.addaudithook(_note_opened)


def _place_code(shell: InteractiveShell, page: str, lines: list[int]) -> None:
    """Give every line of code the place that it has in the file, for errors and warnings."""
    offset = 0

    def name_of(_raw: str, _transformed: str, number: int) -> str:
        nonlocal offset
        offset = lines[min(number, len(lines)) - 1] - 1
        return page

    class Place(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return ast.increment_lineno(node, offset)

    def place_error(error: BaseException | None) -> None:
        if isinstance(error, SyntaxError) and error.filename == page and error.lineno:
            error.lineno += offset

    shell.compile.get_code_name = name_of
    shell.ast_transformers.append(Place())
    shell.place_error = place_error


def _figure(figure: Figure) -> dict[str, Any]:
    """A figure as the site draws it; with its identity, since pyplot shows again what it holds."""
    canvas = figure.canvas
    drawn = {
        "raw": renderer.whole(figure),
        "size": renderer.size(figure),
        "png": picture.png(figure),
        "identity": id(figure),
    }
    figure.set_canvas(canvas)  # pyplot knows the figure by it
    return {FIGURE: drawn, "text/plain": ""}


def _forward_progress(name: str, terminal: str | None, position: int) -> None:
    """Let progress bars write to the terminal of the build, each lab on a line of its own."""
    from tqdm.std import tqdm

    begin = tqdm.__init__
    file = open(terminal, "w", encoding="utf-8") if terminal else None  # noqa: SIM115

    def begin_there(
        self: tqdm,
        iterable: Iterable | None = None,
        desc: str | None = None,
        total: float | None = None,
        **options: Any,
    ) -> None:
        options |= {"file": file, "position": position, "leave": False, "disable": file is None}
        begin(self, iterable, f"{name}: {desc}" if desc else name, total, **options)

    tqdm.__init__ = begin_there


def _note_opened(event: str, arguments: tuple) -> None:
    if event == "open" and isinstance(arguments[0], str | bytes):
        _opened.add(os.path.abspath(os.fsdecode(arguments[0])))


def show_value(value: object) -> None:
    """Display what a sentence shows of a value."""
    get_ipython().display_pub.publish({VALUE: in_sentence(value)})


def report(page: str) -> None:
    """Print what the last cell raised, as `scripts.running.kernel.describe` gives it."""
    get_ipython().place_error(sys.last_value)
    linecache.cache.pop(page, None)  # where IPython has put the cell alone
    print(json.dumps(describe(sys.last_value, [page])))


def reached() -> None:
    """Print the files of this project that the lab has opened or imported."""
    modules = [getattr(module, "__file__", None) for module in sys.modules.values()]
    paths = {Path(name).resolve() for name in [*_opened, *filter(None, modules)]}
    installed = Path(sys.prefix).resolve()
    print(json.dumps(sorted(
        path.relative_to(ROOT).as_posix()
        for path in paths
        if path.is_relative_to(ROOT) and not path.is_relative_to(installed) and path.suffix != ".pyc"
    )))  # fmt: skip
