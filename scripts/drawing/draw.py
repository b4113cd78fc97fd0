"""Turn one figure function into all that a page needs of it.

In goes a function that returns a Matplotlib figure, or `(fig, update)`, out comes
its SVG, its sliders and frames if it is live, and what its curves proved, as JSON.
"""

import inspect
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import matplotlib
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from scripts import sources
from scripts.drawing import curves, live, picture, renderer, sliders, svg
from scripts.drawing.style import PARAMETERS
from scripts.errors import PageError
from scripts.project import ROOT


def draw(function: Callable[[], object], module: str, name: str) -> dict:
    """Draw a figure function.

    Parameters
    ----------
    function : callable
        Without parameters; gives a `Figure` or `(fig, update)`.
    module, name : str
        What the figure is called: its ids begin with both.

    Returns
    -------
    dict
        `id`, `svg`, `png`, `title`, `width`, `height`, `sliders`, `frames`, `curves` and `seconds`.

    Raises
    ------
    PageError
        In the figure's file, if it fails or does not hold what it promises.
    """
    try:
        with matplotlib.rc_context(PARAMETERS):
            drawing = _drawn(function, f"{module}-{name}")
    except PageError as error:
        if error.arguments["page"]:
            raise
        raise PageError(f"{name}: {error.arguments['message']}", *_place(function)) from error
    finally:
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close("all")
    return {"id": f"{module}-{name}", "title": _title(function, name), **drawing}


def _drawn(function: Callable[[], object], prefix: str) -> dict:
    start = time.perf_counter()
    fig, update = _called(function)
    definitions = svg.Definitions(prefix)
    labelled = _labelled_once(fig)
    claimed = curves.named(labelled)
    _reachable(function, claimed)
    if update is None:
        for curve in claimed:
            curve.check({})
        tree = svg.still(svg.tidy(renderer.whole(fig), definitions))
        moving, frames = {}, None
        drawn = time.perf_counter()
    else:
        moving = sliders.read(update)
        diagram = live.Live(fig, update, moving, labelled, claimed)
        tree = live.draw(diagram, definitions)
        drawn = time.perf_counter()
        frames = live.animate(diagram, tree, definitions)
    seconds = {"static": drawn - start, "frames": time.perf_counter() - drawn}
    if update is not None:
        diagram.show(sliders.start(moving))  # as the page shows it at first
    width, height = renderer.size(fig)
    return {
        "svg": svg.write(tree, definitions),
        "width": width,
        "height": height,
        "sliders": [sliders.described(name, slider) for name, slider in moving.items()],
        "frames": frames,
        "png": picture.png(fig),
        "curves": [curve.summary for curve in claimed],
        "seconds": seconds,
    }


def _called(function: Callable[[], object]) -> tuple[Figure, Callable[..., None] | None]:
    """The figure and, if it is live, its `update`."""
    try:
        result = function()
    except PageError:
        raise
    except Exception as error:
        raise PageError(
            f"{function.__name__} raises {type(error).__name__}: {error}", *_raised(function, error)
        ) from error
    match result:
        case Figure():
            return result, None
        case (Figure() as fig, update) if inspect.isfunction(update):
            return fig, update
    raise PageError(
        f"the function returns {_kind(result)}; return a Matplotlib Figure, or (fig, update) "
        "for a live diagram"
    )


def _kind(result: object) -> str:
    if isinstance(result, tuple):
        return f"({', '.join(type(part).__name__ for part in result)})"
    return "nothing" if result is None else f"a {type(result).__name__}"


def _labelled_once(fig: Figure) -> list[Artist]:
    artists = renderer.labelled(fig)
    gids = Counter(artist.get_gid() for artist in artists)
    twice = [gid for gid, count in gids.items() if count > 1]
    if twice:
        raise PageError(f"two artists have the gid '{twice[0]}'; each needs its own")
    return artists


def _reachable(function: Callable, claimed: list[curves.Curve]) -> None:
    """Only a snippet that the figure imports makes the figure stale when it changes."""
    file = Path(inspect.unwrap(function).__code__.co_filename)
    reached = sources.closure([file])
    for curve in claimed:
        if sources.snippet(curve.name).path not in reached:
            module = curve.name.partition(".")[0]
            raise PageError(
                f"a curve claims to be {curve.name}, but {file.name} does not import "
                f"snippets.{module}; draw the curve with the snippet itself"
            )


def _raised(function: Callable, error: Exception) -> tuple[str | None, int | None]:
    """The last line of the figure's own file before the error."""
    file = function.__code__.co_filename
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
             if frame.filename == file]
    page, line = _place(function)
    return page, lines[-1] if lines else line


def _place(function: Callable) -> tuple[str | None, int | None]:
    code = inspect.unwrap(function).__code__
    path = Path(code.co_filename)
    page = sources.relative(path) if path.is_relative_to(ROOT) else str(path)
    return page, code.co_firstlineno


def _title(function: Callable, name: str) -> str:
    doc = inspect.getdoc(function)
    return doc.splitlines()[0].rstrip(".") if doc else name.replace("_", " ").capitalize()
