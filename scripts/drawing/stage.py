"""The drawing stage: from the name of a figure function to its drawing, as plain JSON."""

import importlib

import matplotlib

from scripts import sources
from scripts.drawing.draw import draw
from scripts.errors import PageError
from scripts.project import FIGURES

matplotlib.use("svg")  # a figure that asks pyplot must not look for a window


def compute(payload: dict) -> dict:
    """Draw one figure.

    Parameters
    ----------
    payload : dict
        `module` and `function` of `scripts.figures`.

    Returns
    -------
    dict
        See `scripts.drawing.draw.draw`.

    Raises
    ------
    PageError
        If there is no such figure, or if it fails.
    """
    module, function = payload["module"], payload["function"]
    name = f"{module}.{function}"
    definition = sources.definition(FIGURES, name)
    if definition is None:
        known = sources.definitions(FIGURES)
        raise PageError(f"there is no figure '{name}'. {sources.nearest(name, known)}")
    try:
        imported = importlib.import_module(f"scripts.figures.{module}")
    except Exception as error:
        raise PageError(
            f"the module cannot be imported: {type(error).__name__}: {error}",
            sources.relative(definition.path),
        ) from error
    return draw(getattr(imported, function), module, function)
