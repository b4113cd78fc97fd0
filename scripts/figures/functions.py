"""Diagrams of the elementary functions and of their derivatives, drawn with the snippets."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from scripts.drawing import style
from snippets import activations, functions

_ARROW = {"arrowstyle": "->", "color": style.FUNCTION, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}


def square() -> Figure:
    """The square."""
    fig, ax = style.axes(x=(-3, 3), y=(-1, 9), ylabel="square(x)")
    style.curve(ax, functions.square)
    return fig


def absolute() -> Figure:
    """The absolute value."""
    fig, ax = style.axes(x=(-3, 3), y=(-1, 3), ylabel="abs(x)")
    style.curve(ax, functions.absolute)
    return fig


def step() -> Figure:
    """The step."""
    fig, ax = style.axes(x=(-3, 3), y=(-0.5, 1.5), ylabel="step(x)")
    style.curve(ax, functions.step, jumps=[0])
    return fig


def sign() -> Figure:
    """The sign."""
    fig, ax = style.axes(x=(-3, 3), y=(-1.5, 1.5), ylabel="sign(x)")
    style.curve(ax, functions.sign, jumps=[0])
    return fig


def exp() -> Figure:
    """The exponential."""
    fig, ax = style.axes(x=(-3, 3), y=(-2, 20), ylabel="exp(x)")
    style.curve(ax, functions.exp)
    _mark(ax, functions.exp, 0.0, "exp(0) = 1", (-8, 12))
    _mark(ax, functions.exp, 1.0, "exp(1) = e", (10, -8))
    return fig


def log() -> Figure:
    """The logarithm."""
    fig, ax = style.axes(x=(-1, 6), y=(-4, 2), ylabel="log(x)")
    style.curve(ax, functions.log, np.geomspace(0.015, 6.0, 121))
    _mark(ax, functions.log, 1.0, "log(1) = 0", (8, -12))
    return fig


def square_and_relu() -> Figure:
    """The square and ReLU side by side."""
    fig, (left, right) = style.side_by_side(
        x=(-2, 2), left=(-0.5, 4), right=(-0.5, 4), labels=("f₁(x) = x²", "f₂(x) = max(x, 0)")
    )
    style.curve(left, functions.square)
    style.curve(right, activations.relu)
    return fig


def elementwise() -> Figure:
    """An array goes through the square entry by entry."""
    x = np.array([-2.0, 3.0, 0.5, 0.0, -1.5])
    fig, ax = style.canvas((style.WIDTH, 224))
    for left, name, values in [(28, "x", x), (252, "square(x)", functions.square(x))]:
        ax.text(left + 40, 18, name, ha="center", va="center")
        for row, value in enumerate(values):
            top = 34 + 36 * row
            ax.add_patch(Rectangle((left, top), 80, 36, facecolor="none", edgecolor=style.AXIS))
            ax.text(left + 40, top + 18, _number(value), ha="center", va="center")
    for row in range(x.size):
        ax.annotate("", (244, 52 + 36 * row), (116, 52 + 36 * row), arrowprops=_ARROW)
    return fig


def domain_and_range() -> Figure:
    """The logarithm takes positive inputs only, the exponential gives positive outputs only."""
    fig, (left, right) = style.side_by_side(
        x=(-3, 3), left=(-3, 3), right=(-3, 3), labels=("log(x)", "exp(x)")
    )
    style.curve(left, functions.log, np.geomspace(np.exp(-3.0), 3.0, 121))
    style.curve(right, functions.exp, np.linspace(-3.0, np.log(3.0), 121))
    band = {"linewidth": 7, "color": style.HIGHLIGHT, "alpha": 0.45, "solid_capstyle": "butt"}
    left.plot([0, 3], [0, 0], **band)
    style.remark(left, "domain", 3, 0, color=style.HIGHLIGHT, shift=(0, -25), ha="right")
    right.plot([0, 0], [0, 3], **band)
    style.remark(right, "range", 0, 2, color=style.HIGHLIGHT, shift=(-9, 0), ha="right")
    return fig


def square_grad() -> Figure:
    """The square above its derivative."""
    fig, (above, below) = style.above_below((-3, 3), (-1, 9), (-7, 7), name="square")
    style.curve(above, functions.square)
    style.curve(below, functions.square_grad, color=style.DERIVATIVE)
    return fig


def absolute_grad() -> Figure:
    """The absolute value above its derivative."""
    fig, (above, below) = style.above_below((-3, 3), (-1, 3), (-1.5, 1.5), name="abs")
    style.curve(above, functions.absolute)
    style.curve(below, functions.absolute_grad, color=style.DERIVATIVE, jumps=[0])
    return fig


def step_grad() -> Figure:
    """The step above its derivative."""
    fig, (above, below) = style.above_below((-3, 3), (-0.5, 1.5), (-1, 1), name="step")
    style.curve(above, functions.step, jumps=[0])
    style.curve(below, functions.step_grad, color=style.DERIVATIVE)
    _no_slope(below)
    return fig


def sign_grad() -> Figure:
    """The sign above its derivative."""
    fig, (above, below) = style.above_below((-3, 3), (-1.5, 1.5), (-1, 1), name="sign")
    style.curve(above, functions.sign, jumps=[0])
    style.curve(below, functions.sign_grad, color=style.DERIVATIVE)
    _no_slope(below)
    return fig


def exp_grad() -> Figure:
    """The exponential above its derivative."""
    fig, (above, below) = style.above_below((-3, 3), (-2, 20), (-2, 20), name="exp")
    style.curve(above, functions.exp)
    style.curve(below, functions.exp_grad, color=style.DERIVATIVE)
    return fig


def log_grad() -> Figure:
    """The logarithm above its derivative."""
    fig, (above, below) = style.above_below((-1, 6), (-4, 2), (-1, 8), name="log")
    style.curve(above, functions.log, np.geomspace(0.018, 6.0, 121))
    style.curve(below, functions.log_grad, np.geomspace(0.125, 6.0, 121), color=style.DERIVATIVE)
    return fig


def _no_slope(ax: Axes) -> None:
    """Where the function above jumps, its derivative has a hole, whatever the code returns."""
    ax.plot([0], [0], "o", color=style.DERIVATIVE, markerfacecolor=style.PAPER, markersize=6.5,
            markeredgewidth=1.8, zorder=3)
    style.remark(ax, "no slope at the jump", 0, 0, color=style.DERIVATIVE, shift=(10, 14),
                 ha="left")


def _mark(
    ax: Axes, function: Callable, x: float, text: str, shift: tuple[float, float]
) -> None:
    """A point of the curve with what it says, on the side that the curve leaves free."""
    y = float(function(x))
    style.point(ax, x, y, color=style.FUNCTION)
    style.remark(ax, text, x, y, shift=shift, ha="left" if shift[0] > 0 else "right")


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")
