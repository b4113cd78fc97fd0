"""What the author of a figure uses: colors, planes, curves, labels and sliders.

In go functions and ranges, out come Matplotlib figures that look alike, follow
the light and the dark theme of the page, and stay readable on a phone. A module
of `scripts/figures` needs NumPy, the snippets and this module, nothing else.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator

from scripts.drawing.palette import (
    AXIS,
    DERIVATIVE,
    FUNCTION,
    GRID,
    HIGHLIGHT,
    INK,
    NEUTRAL,
    PAPER,
    SECOND,
)

DASHED = (0, (5, 3))  #: the dashes of a derivative
DOTTED = (0, (1.2, 2.6))  #: the dots of a helping line

WIDTH, HEIGHT = 360, 270  # in CSS pixels of a figure shown at its own size
_LEFT, _RIGHT, _TOP, _BOTTOM = 38, 14, 14, 44
_POINTS_PER_INCH = 72

PARAMETERS = {
    "font.family": "sans-serif",
    "font.size": 13.5,
    "axes.labelsize": 13.5,
    "xtick.labelsize": 13,
    "ytick.labelsize": 13,
    "mathtext.fontset": "dejavusans",
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": AXIS,
    "axes.facecolor": "none",
    "axes.linewidth": 1.0,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "axes.prop_cycle": f"cycler(color={[FUNCTION, SECOND, DERIVATIVE, HIGHLIGHT]})",
    "figure.facecolor": "none",
    "figure.edgecolor": "none",
    "savefig.facecolor": "none",
    "savefig.edgecolor": "none",
    "figure.dpi": _POINTS_PER_INCH,
    "figure.figsize": (WIDTH / _POINTS_PER_INCH, HEIGHT / _POINTS_PER_INCH),
    "grid.color": GRID,
    "grid.linewidth": 1.0,
    "xtick.color": NEUTRAL,
    "ytick.color": NEUTRAL,
    "lines.linewidth": 2.5,
    "lines.solid_capstyle": "round",
    "lines.solid_joinstyle": "round",
    "patch.edgecolor": NEUTRAL,
    "path.simplify": False,  # frames of a live diagram need the same points at every step
    "svg.fonttype": "none",
    "svg.hashsalt": "three-views",
}


@dataclass(frozen=True)
class Slider:
    """The range of one parameter of `update`, as its annotation.

    `def update(alpha: Annotated[float, Slider(0, 1, step=0.05, value=0.2, label="α")]): ...`

    Parameters
    ----------
    min, max : float
        The ends of the range, both included.
    step : float
        Distance between two positions; it must divide the range.
    value : float
        Where the slider stands at first, and what the page shows without JavaScript.
    label : str
        What stands beside the slider; the name of the parameter if empty.
    """

    min: float
    max: float
    step: float
    value: float
    label: str = ""

    @property
    def decimals(self) -> int:
        """How many decimals tell two positions apart."""
        return next(
            digits
            for digits in range(16)
            if all(
                math.isclose(round(number, digits), number, abs_tol=1e-12)
                for number in (self.min, self.step)
            )
        )

    @property
    def values(self) -> tuple[float, ...]:
        """Every position, from the lowest to the highest."""
        count = round((self.max - self.min) / self.step) + 1
        return tuple(round(float(self.min + k * self.step), self.decimals) for k in range(count))


@dataclass(frozen=True)
class Curve:
    """A plotted function, which `update` of a live diagram may draw again."""

    x: np.ndarray
    jumps: tuple[float, ...]
    line: Line2D
    closed: Line2D | None
    open: Line2D | None
    label: Annotation | None

    def redraw(self, function: Callable[[np.ndarray], np.ndarray]) -> None:
        """Show another function over the same x."""
        self.line.set_ydata(function(self.x))
        if self.closed is not None and self.open is not None:
            closed, opened = _ends(function, self.jumps)
            self.closed.set_data(*closed)
            self.open.set_data(*opened)
        if self.label is not None:
            at = self.label.xy[0]
            self.label.xy = (at, float(function(np.array([at]))[0]))


def axes(
    x: tuple[float, float] = (-3, 3),
    y: tuple[float, float] = (-1, 3),
    *,
    xlabel: str = "x",
    ylabel: str = "",
    size: tuple[float, float] = (WIDTH, HEIGHT),
) -> tuple[Figure, Axes]:
    """A calm x–y plane with the axes through the origin.

    Parameters
    ----------
    x, y : tuple of float
        The range that each axis shows.
    xlabel, ylabel : str
        What the axes measure; the second stands upright above its axis.
    size : tuple of float
        Width and height of the figure, in CSS pixels.

    Returns
    -------
    tuple
        The figure and its plane.
    """
    fig = figure(size)
    return fig, plane(fig, (0, 0, *size), x, y, xlabel=xlabel, ylabel=ylabel)


def above_below(
    x: tuple[float, float],
    above: tuple[float, float],
    below: tuple[float, float],
    *,
    name: str = "f",
    labels: tuple[str, str] | None = None,
    xlabel: str = "x",
    size: tuple[float, float] = (WIDTH, 390),
) -> tuple[Figure, tuple[Axes, Axes]]:
    """Two planes with one x axis: a function above, its derivative below, or what `labels` say."""
    fig = figure(size)
    upper_label, lower_label = labels or (f"{name}(x)", f"{name}′(x)")
    width, height = size
    half = (height - _BOTTOM / 2) / 2  # the lower one has its x axis to carry
    upper = plane(fig, (0, 0, width, half), x, above, xlabel="", ylabel=upper_label)
    lower = plane(fig, (0, half, width, height - half), x, below,
                  xlabel=xlabel, ylabel=lower_label)
    upper.tick_params(labelbottom=False)
    return fig, (upper, lower)


def side_by_side(
    x: tuple[float, float],
    left: tuple[float, float],
    right: tuple[float, float],
    *,
    labels: tuple[str, str] = ("", ""),
    xlabel: str = "x",
    size: tuple[float, float] = (WIDTH, 230),
) -> tuple[Figure, tuple[Axes, Axes]]:
    """Two planes beside each other, for two functions to compare."""
    fig = figure(size)
    width, height = size
    half = width / 2
    return fig, (
        plane(fig, (0, 0, half, height), x, left, xlabel=xlabel, ylabel=labels[0]),
        plane(fig, (half, 0, half, height), x, right, xlabel=xlabel, ylabel=labels[1]),
    )


def figure(size: tuple[float, float] = (WIDTH, HEIGHT)) -> Figure:
    """An empty figure of a size in CSS pixels."""
    return Figure(figsize=tuple(side / _POINTS_PER_INCH for side in size))


def canvas(size: tuple[float, float] = (WIDTH, HEIGHT)) -> tuple[Figure, Axes]:
    """A figure to draw on freely: coordinates are CSS pixels from the top left."""
    fig = figure(size)
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, size[0]), ylim=(size[1], 0))
    ax.set_axis_off()
    return fig, ax


def plane(
    fig: Figure,
    box: tuple[float, float, float, float],
    x: tuple[float, float],
    y: tuple[float, float],
    *,
    xlabel: str = "x",
    ylabel: str = "",
) -> Axes:
    """One x–y plane in a part of a figure.

    Parameters
    ----------
    fig : Figure
        Where it goes.
    box : tuple of float
        Left, top, width and height of the part, in CSS pixels from the top left.
    x, y : tuple of float
        The range that each axis shows.
    xlabel, ylabel : str
        What the axes measure.
    """
    width, height = (side * _POINTS_PER_INCH for side in fig.get_size_inches())
    top = _TOP + (16 if ylabel else 0)
    bottom = _BOTTOM if xlabel else _BOTTOM / 2
    left = box[0] + _LEFT
    ax = fig.add_axes((
        left / width,
        1 - (box[1] + box[3] - bottom) / height,
        (box[2] - _LEFT - _RIGHT) / width,
        (box[3] - top - bottom) / height,
    ))
    ax.set(xlim=x, ylim=y)
    calm(ax, steps=int(box[2] // 50))
    ax.set_xlabel(xlabel, labelpad=3)
    if ylabel:
        ax.annotate(ylabel, (0, 1), (-_LEFT + 8, 9), xycoords="axes fraction",
                    textcoords="offset points", ha="left", va="bottom")
    return ax


def calm(ax: Axes, steps: int = 7) -> None:
    """Give axes the look of the site: a faint grid, the axes through the origin, no frame."""
    ax.spines[:].set_visible(False)
    ax.grid(True)
    ax.tick_params(length=0, pad=5)
    ax.tick_params(axis="x", pad=8)
    ax.xaxis.set_major_locator(MaxNLocator(steps, steps=[1, 2, 5, 10]))
    ax.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    # Between the grid and the curves.
    if ax.get_xlim()[0] <= 0 <= ax.get_xlim()[1]:
        ax.axvline(0, color=AXIS, linewidth=1.2, zorder=1)
    if ax.get_ylim()[0] <= 0 <= ax.get_ylim()[1]:
        ax.axhline(0, color=AXIS, linewidth=1.2, zorder=1)


def curve(
    ax: Axes,
    function: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray | None = None,
    *,
    gid: str | None = None,
    color: str = FUNCTION,
    dashed: bool | None = None,
    jumps: Iterable[float] = (),
    label: str = "",
    at: float | None = None,
    shift: tuple[float, float] | None = None,
) -> Curve:
    """Plot a function, as a line that the build compares with the code.

    Parameters
    ----------
    ax : Axes
        Where to plot.
    function : callable
        From the array of x to the array of y: a snippet, or a `functools.partial` of one.
    x : ndarray or None
        Where to evaluate it; 121 points over the plane's width if not given.
    gid : str or None
        The snippet that the curve must equal, `module.symbol` or `module.symbol?alpha=0.2`;
        taken from `function` where that is a snippet or a partial of one. In a live
        diagram, parameters of the snippet that have a slider follow the slider.
    color : str
        One of the colors of this module.
    dashed : bool or None
        Dashes instead of a solid line; a derivative has them without asking.
    jumps : iterable of float
        Where the function jumps: a gap with an open and a closed dot, not a slope.
    label : str
        The name that stands on the curve, in its color.
    at : float or None
        The x at which the label stands; near the right end if not given.
    shift : tuple of float or None
        How far the label stands from the curve, in CSS pixels to the right and up;
        above the curve, on the side that the slope leaves free, if not given.

    Returns
    -------
    Curve
        For `update` of a live diagram: `curve.redraw(function)`.
    """
    jumps = tuple(sorted(jumps))
    low, high = ax.get_xlim()
    x = _with_gaps(np.linspace(low, high, 121) if x is None else np.asarray(x, float), jumps)
    gid = _name(function) if gid is None else gid
    dashed = color == DERIVATIVE if dashed is None else dashed
    (line,) = ax.plot(x, function(x), color=color, gid=gid, linestyle=DASHED if dashed else "-")
    closed = opened = text = None
    if jumps:
        closed, opened = (
            ax.plot(*data, "o", color=color, markerfacecolor=inside, markersize=6.5,
                    markeredgewidth=1.8, gid=gid and f"{gid}:{part}", zorder=3)[0]
            for data, inside, part in zip(
                _ends(function, jumps), (color, PAPER), ("closed", "open"), strict=True
            )
        )
    if label:
        at = high - 0.15 * (high - low) if at is None else at
        text = remark(ax, label, at, float(function(np.array([at]))[0]), color=color,
                      gid=gid and f"{gid}:label", **_beside(ax, function, at, shift))
    return Curve(x, jumps, line, closed, opened, text)


def remark(
    ax: Axes,
    text: str,
    x: float,
    y: float,
    *,
    color: str = INK,
    shift: tuple[float, float] = (0, 0),
    gid: str | None = None,
    ha: str = "center",
) -> Annotation:
    """Text at a point of the plane, shifted by CSS pixels to the right and up."""
    return ax.annotate(text, (x, y), shift, textcoords="offset points", color=color, gid=gid,
                       ha=ha, va="center", annotation_clip=False, zorder=4)


def point(
    ax: Axes, x: float, y: float, *, color: str = HIGHLIGHT, gid: str | None = None
) -> Line2D:
    """A dot at a point of the plane; `set_data([x], [y])` moves it."""
    return ax.plot([x], [y], "o", color=color, markersize=8, markeredgewidth=1.5,
                   markeredgecolor=PAPER, gid=gid, zorder=3)[0]


def _name(function: Callable) -> str | None:
    arguments = {}
    if isinstance(function, partial):
        function, arguments = function.func, function.keywords
    package, _, module = getattr(function, "__module__", "").partition(".")
    if package != "snippets":
        return None
    query = "&".join(f"{name}={value!r}" for name, value in arguments.items())
    return f"{module}.{function.__name__}" + (f"?{query}" if query else "")


def _beside(
    ax: Axes, function: Callable, at: float, shift: tuple[float, float] | None
) -> dict[str, object]:
    """Where a label stands so that the curve does not run through it, and the edge not cut it."""
    low, high = ax.get_xlim()
    along = (at - low) / (high - low)
    ha = "left" if along < 0.2 else "right" if along > 0.85 else "center"
    if shift is not None:
        return {"shift": shift, "ha": ha}
    near = np.array([at, at + 0.01 * (high - low)])
    (x0, y0), (x1, y1) = ax.transData.transform(np.column_stack([near, function(near)]))
    slope = (y1 - y0) / (x1 - x0)
    if abs(slope) < 0.25:
        return {"shift": (0, 12), "ha": ha}
    return {"shift": (-9, 5), "ha": "right"} if slope > 0 else {"shift": (9, 5), "ha": "left"}


def _nearby(jump: float) -> float:
    return 1e-9 * max(1.0, abs(jump))


def _with_gaps(x: np.ndarray, jumps: tuple[float, ...]) -> np.ndarray:
    """Both sides of each jump instead of the jump itself, with NaN between them."""
    pieces = np.split(x, np.searchsorted(x, jumps))
    result = pieces[0]
    for jump, after in zip(jumps, pieces[1:], strict=True):
        sides = [jump - _nearby(jump), np.nan, jump + _nearby(jump)]
        result = np.concatenate([result, sides, after[after != jump]])
    return result


def _ends(function: Callable, jumps: tuple[float, ...]) -> tuple[np.ndarray, np.ndarray]:
    """The closed and the open dots at the jumps, each as rows x and y."""
    closed, opened = [], []
    for jump in jumps:
        sides = np.array([jump - _nearby(jump), jump, jump + _nearby(jump)])
        left, value, right = np.asarray(function(sides), float)
        limits = [left] if math.isclose(left, right, abs_tol=1e-6) else [left, right]
        missed = [limit for limit in limits if not math.isclose(limit, value, abs_tol=1e-6)]
        opened += [(jump, limit) for limit in missed]
        if missed:
            closed.append((jump, value))
    return tuple(np.array(dots, float).reshape(-1, 2).T for dots in (closed, opened))
