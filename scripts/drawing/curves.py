"""Check that a curve that carries a snippet's name is that snippet.

In go the labelled artists of a figure and the positions of its sliders, out comes
for each curve its largest relative error; a curve that differs is a `PageError`.
"""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D

from scripts import sources
from scripts.errors import PageError

TOLERANCE = 1e-9
_SMALL = 1e-3  # below this size of the value, the error is absolute


@dataclass
class Curve:
    """An artist that claims to be a snippet, and the largest error met so far."""

    artist: Artist
    name: str
    function: Callable
    arguments: Mapping[str, object]
    error: float = field(default=0.0)

    @property
    def summary(self) -> dict:
        """What verification reports of it."""
        return {"gid": self.artist.get_gid(), "name": self.name, "error": self.error}

    def check(self, sliders: Mapping[str, float]) -> None:
        """Compare the plotted y with the snippet at the plotted x.

        Parameters
        ----------
        sliders : mapping
            Where each slider stands; parameters of the snippet follow the slider of
            their name.

        Raises
        ------
        PageError
            Without a position, at the first x where the two differ.
        """
        x, y = _data(self.artist)
        shown = ~np.isnan(x)
        if not shown.any():
            raise PageError(f"the curve '{self.artist.get_gid()}' has no points to compare")
        if not np.isnan(y[~shown]).all():
            raise PageError(f"the curve '{self.artist.get_gid()}' has a y without an x")
        names = inspect.signature(self.function).parameters
        followed = {name: value for name, value in sliders.items() if name in names}
        code = self._values(x[shown], {**followed, **self.arguments})
        self._compare(x[shown], y[shown], code, {**followed, **self.arguments})

    def _values(self, x: np.ndarray, arguments: dict[str, object]) -> np.ndarray:
        names = [name for name in inspect.signature(self.function).parameters]
        free = next((name for name in names if name not in arguments), None)
        try:
            return np.broadcast_to(self.function(**{**arguments, free: x}), x.shape)
        except Exception as error:
            raise PageError(
                f"the curve '{self.artist.get_gid()}' cannot be compared: {self.name} fails at its "
                f"x with {type(error).__name__}: {error}. Give the missing parameters in the gid, "
                f"as in '{self.name}?parameter=value'"
            ) from error

    def _compare(self, x: np.ndarray, y: np.ndarray, code: np.ndarray, arguments: dict) -> None:
        same = (y == code) | (np.isnan(y) & np.isnan(code))
        with np.errstate(invalid="ignore"):
            errors = np.where(same, 0.0, np.abs(y - code) / np.maximum(np.abs(code), _SMALL))
        wrong = ~(errors <= TOLERANCE)
        if wrong.any():
            first = np.flatnonzero(wrong)[0]
            setting = ", ".join(f"{name} = {value}" for name, value in arguments.items())
            raise PageError(
                f"the curve '{self.artist.get_gid()}' is not {self.name}: at x = {x[first]:.12g}"
                + (f" with {setting}" if setting else "")
                + f" the figure plots y = {y[first]:.12g}, the code gives {code[first]:.12g}"
            )
        self.error = max(self.error, float(errors.max()))


def named(artists: Iterable[Artist]) -> list[Curve]:
    """The artists whose gid is a snippet's name: `module.symbol`, `module.symbol?alpha=0.2`.

    A gid without a dot is a mere label, and so is what follows a colon, as in the dots
    and the text that accompany a curve.

    Raises
    ------
    PageError
        Without a position, if a gid looks like a name but names no snippet, or if the
        artist has no points.
    """
    return [
        _claim(artist)
        for artist in artists
        if "." in artist.get_gid().partition("?")[0] and ":" not in artist.get_gid()
    ]


def _claim(artist: Artist) -> Curve:
    name, _, query = artist.get_gid().partition("?")
    try:
        function = _snippet(name)
        pairs = parse_qsl(query, strict_parsing=bool(query))
        arguments = {key: _value(text) for key, text in pairs}
    except (PageError, ValueError) as error:
        raise PageError(
            f"the gid '{artist.get_gid()}' must name a snippet and may set its parameters: "
            f"{error}. A label that is not a name has no dot"
        ) from None
    unknown = arguments.keys() - inspect.signature(function).parameters.keys()
    if unknown:
        raise PageError(
            f"the gid '{artist.get_gid()}' sets {', '.join(sorted(unknown))}, "
            f"which {name} does not have"
        )
    if not isinstance(artist, Line2D | PathCollection):
        raise PageError(
            f"the gid '{artist.get_gid()}' is on a {type(artist).__name__}, "
            "but only lines and scatters have points to compare with the code"
        )
    return Curve(artist, name, function, arguments)


def _snippet(name: str) -> Callable:
    definition = sources.snippet(name)
    module = importlib.import_module(f"snippets.{definition.module}")
    return getattr(module, definition.symbol)


def _value(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return _snippet(text)


def _data(artist: Line2D | PathCollection) -> tuple[np.ndarray, np.ndarray]:
    if isinstance(artist, Line2D):
        x, y = artist.get_data(orig=False)
    else:
        x, y = np.ma.filled(artist.get_offsets().astype(float), np.nan).T
    return np.asarray(x, float), np.asarray(y, float)
