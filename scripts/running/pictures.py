"""Figures on their way to the page: Matplotlib figures go in, SVG comes out.

The colors are those of the light theme, by role; the page puts its own in their place.
"""

import io
import logging
import sys
import warnings
from typing import Any

PACKAGES = {"matplotlib", "mpl_toolkits", "pylab"}


def prepare() -> None:
    """Let Matplotlib draw as the site does; imports it."""
    # It would tell the console that it looks for fonts, which nobody can do anything about.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    import matplotlib

    from scripts.drawing.style import PARAMETERS

    # Letters as paths: no font of the page reaches into a picture.
    matplotlib.rcParams.update({**PARAMETERS, "svg.fonttype": "path"})
    warnings.filterwarnings("ignore", ".*is non-interactive, and thus cannot be shown", UserWarning)


def figures(value: Any) -> list[Any]:
    """The figures that a block leaves: its last value, if it is one, and those that pyplot holds."""
    found = [value] if is_figure(value) else []
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot:
        held = [pyplot.figure(number) for number in pyplot.get_fignums()]
        found += [figure for figure in held if figure is not value]
        pyplot.close("all")
    return found


def is_figure(value: Any) -> bool:
    """Whether a value is shown as a picture."""
    module = sys.modules.get("matplotlib.figure")
    return module is not None and isinstance(value, module.Figure)


def picture(figure: Any) -> dict:
    """A figure for the page: `svg`, `width` and `height` in CSS pixels, `alt`."""
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    width, height = figure.get_size_inches() * 72
    titles = [axes.get_title() or axes.get_ylabel() for axes in figure.axes]
    named = ", ".join(filter(None, [figure.get_suptitle(), *titles]))
    return {
        "svg": file.getvalue(),
        "width": round(width),
        "height": round(height),
        "alt": f"Figure drawn by this code{f': {named}' if named else ''}",
    }


def roles() -> dict[str, str]:
    """The colors of the light theme by role."""
    from scripts.drawing.palette import ROLES

    return ROLES
