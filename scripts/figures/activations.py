"""Diagrams of the activation functions and of their derivatives, drawn with the snippets."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import activations

Slope = Annotated[float, Slider(0, 1, step=0.05, value=0.2, label="α")]
Depth = Annotated[float, Slider(0.1, 2, step=0.1, value=1, label="α")]
Sharpness = Annotated[float, Slider(0.2, 6, step=0.2, value=1, label="β")]


def relu() -> Figure:
    """ReLU."""
    fig, ax = style.axes(ylabel="ReLU(x)")
    style.curve(ax, activations.relu)
    return fig


def leaky_relu() -> tuple:
    """Leaky ReLU with any slope on the left."""
    fig, ax = style.axes(x=(-3, 3), y=(-3, 3), ylabel="LeakyReLU(x)")
    curve = style.curve(ax, activations.leaky_relu)

    def update(alpha: Slope) -> None:
        curve.redraw(partial(activations.leaky_relu, alpha=alpha))

    return fig, update


def elu() -> tuple:
    """ELU with any depth on the left."""
    fig, ax = style.axes(x=(-4, 3), y=(-2.5, 3), ylabel="ELU(x)")
    curve = style.curve(ax, activations.elu)
    (floor,) = ax.plot([-4, 0], [-1, -1], color=style.NEUTRAL, linestyle=style.DOTTED,
                       linewidth=1.5, gid="floor")
    name = style.remark(ax, "−α", 0, -1, color=style.NEUTRAL, shift=(6, -8), ha="left",
                        gid="floor:label")

    def update(alpha: Depth) -> None:
        curve.redraw(partial(activations.elu, alpha=alpha))
        floor.set_ydata([-alpha, -alpha])
        name.xy = (0, -alpha)

    return fig, update


def sigmoid() -> Figure:
    """The sigmoid."""
    fig, ax = style.axes(x=(-6, 6), y=(-0.2, 1.2), ylabel="σ(x)")
    _level(ax, 1)
    style.curve(ax, activations.sigmoid)
    style.point(ax, 0, float(activations.sigmoid(0.0)), color=style.FUNCTION)
    style.remark(ax, "σ(0) = ½", 0, 0.5, shift=(10, -6), ha="left")
    return fig


def complement() -> Figure:
    """Relative errors of 1 − σ(x) and of σ(−x)."""
    fig = style.figure()
    ax = style.plane(fig, (8, 0, style.WIDTH - 8, style.HEIGHT), (0, 45), (1e-17, 30),
                     ylabel="relative error of 1 − σ(x)")
    ax.set_yscale("log")
    ax.minorticks_off()
    ax.set_yticks([1e-16, 1e-12, 1e-8, 1e-4, 1], ["10⁻¹⁶", "10⁻¹²", "10⁻⁸", "10⁻⁴", "1"])
    for kind, color, name, at in [(np.float32, style.SECOND, "float32", (8, 3e-2)),
                                  (np.float64, style.FUNCTION, "float64", (24, 3e-3))]:
        x = np.arange(0.25, 45, 0.5)
        exact = activations.sigmoid(-x)
        error = np.abs((1 - activations.sigmoid(x.astype(kind))).astype(float) / exact - 1)
        ax.plot(x, np.maximum(error, 1e-17), color=color, linewidth=2)
        style.remark(ax, name, *at, color=color, ha="right")
    style.remark(ax, "of σ(−x): below 1e−15", 44, 2e-16, color=style.HIGHLIGHT, ha="right")
    return fig


def tanh() -> Figure:
    """The hyperbolic tangent."""
    fig, ax = style.axes(x=(-4, 4), y=(-1.5, 1.5), ylabel="tanh(x)")
    _level(ax, 1)
    _level(ax, -1)
    style.curve(ax, activations.tanh)
    return fig


def softplus() -> Figure:
    """Softplus, and ReLU behind it."""
    fig, ax = style.axes(x=(-4, 4), y=(-1, 4), ylabel="softplus(x)")
    _relu_behind(ax, shift=(30, -8))
    style.curve(ax, activations.softplus)
    return fig


def gelu() -> Figure:
    """GELU, and ReLU behind it."""
    fig, ax = style.axes(x=(-4, 3), y=(-0.5, 3), ylabel="GELU(x)")
    _relu_behind(ax)
    style.curve(ax, activations.gelu)
    return fig


def swish() -> tuple:
    """Swish with any sharpness, and ReLU behind it."""
    fig, ax = style.axes(x=(-4, 3), y=(-1.5, 3), ylabel="Swish(x)")
    _relu_behind(ax)
    curve = style.curve(ax, activations.swish)

    def update(beta: Sharpness) -> None:
        curve.redraw(partial(activations.swish, beta=beta))

    return fig, update


def mismatch() -> Figure:
    """ReLU by formula and plot, Leaky ReLU by the code beside them."""
    fig, ax = style.axes(x=(-3, 3), y=(-1.25, 3), ylabel="f₂(x)")
    x = np.linspace(-3, 0, 61)
    code = partial(activations.leaky_relu, alpha=0.2)
    ax.fill_between(x, code(x), activations.relu(x), color=style.HIGHLIGHT, alpha=0.18, linewidth=0)
    style.curve(ax, activations.relu)
    style.curve(ax, code, color=style.SECOND, dashed=True)
    for text, y, shift, color in [
        ("formula and plot:", 0, 30, style.FUNCTION),
        ("max(x, 0)", 0, 13, style.FUNCTION),
        ("gap", -0.25, 0, style.HIGHLIGHT),
        ("code: slope 0.2", -0.6, -14, style.SECOND),
    ]:
        style.remark(ax, text, -2.9, y, color=color, shift=(0, shift), ha="left")
    return fig


def family() -> Figure:
    """Eight activation functions on the same scale."""
    names = {
        activations.relu: "ReLU",
        activations.leaky_relu: "Leaky ReLU",
        activations.elu: "ELU",
        activations.softplus: "softplus",
        activations.swish: "Swish",
        activations.gelu: "GELU",
        activations.sigmoid: "sigmoid",
        activations.tanh: "tanh",
    }
    width, height = style.WIDTH / 2, 140
    fig = style.figure((2 * width, 4 * height))
    for place, (function, name) in enumerate(names.items()):
        row, column = divmod(place, 2)
        box = (column * width, row * height, width, height)
        ax = style.plane(fig, box, (-3, 3), (-1.5, 3), xlabel="x" if row == 3 else "", ylabel=name)
        style.curve(ax, function)
    return fig


def relu_grad() -> Figure:
    """ReLU above its derivative."""
    fig, (above, below) = style.above_below((-3, 3), (-1, 3), (-0.5, 1.5), name="ReLU")
    style.curve(above, activations.relu)
    style.curve(below, activations.relu_grad, color=style.DERIVATIVE, jumps=[0])
    return fig


def leaky_relu_grad() -> tuple:
    """Leaky ReLU above its derivative, with any slope on the left."""
    fig, (above, below) = style.above_below((-3, 3), (-3, 3), (-0.5, 1.5), name="LeakyReLU")
    value = style.curve(above, activations.leaky_relu)
    slope = style.curve(below, activations.leaky_relu_grad, color=style.DERIVATIVE, jumps=[0])

    def update(alpha: Slope) -> None:
        _redraw(value, activations.leaky_relu, slope, activations.leaky_relu_grad, alpha=alpha)

    return fig, update


def elu_grad() -> tuple:
    """ELU above its derivative, with any depth on the left."""
    fig, (above, below) = style.above_below((-4, 3), (-2.5, 3), (-0.5, 2.5), name="ELU")
    value = style.curve(above, activations.elu)
    slope = style.curve(below, activations.elu_grad, color=style.DERIVATIVE, jumps=[0])

    def update(alpha: Depth) -> None:
        _redraw(value, activations.elu, slope, activations.elu_grad, alpha=alpha)

    return fig, update


def sigmoid_grad() -> Figure:
    """The sigmoid above its derivative."""
    fig, (above, below) = style.above_below((-6, 6), (-0.2, 1.2), (-0.05, 0.3), name="σ")
    style.curve(above, activations.sigmoid)
    style.curve(below, activations.sigmoid_grad, color=style.DERIVATIVE)
    _peak(below, activations.sigmoid_grad, "0.25")
    return fig


def tanh_grad() -> Figure:
    """The hyperbolic tangent above its derivative."""
    fig, (above, below) = style.above_below((-4, 4), (-1.5, 1.5), (-0.5, 1.5), name="tanh")
    style.curve(above, activations.tanh)
    style.curve(below, activations.tanh_grad, color=style.DERIVATIVE)
    _peak(below, activations.tanh_grad, "1")
    return fig


def softplus_grad() -> Figure:
    """Softplus above its derivative."""
    fig, (above, below) = style.above_below((-6, 6), (-1, 6), (-0.2, 1.2), name="softplus")
    style.curve(above, activations.softplus)
    style.curve(below, activations.softplus_grad, color=style.DERIVATIVE)
    return fig


def gelu_grad() -> Figure:
    """GELU above its derivative."""
    fig, (above, below) = style.above_below((-4, 4), (-1, 4), (-0.5, 1.5), name="GELU")
    style.curve(above, activations.gelu)
    style.curve(below, activations.gelu_grad, color=style.DERIVATIVE)
    return fig


def swish_grad() -> tuple:
    """Swish above its derivative, with any sharpness."""
    fig, (above, below) = style.above_below((-4, 4), (-1, 4), (-0.5, 1.5), name="Swish")
    value = style.curve(above, activations.swish)
    slope = style.curve(below, activations.swish_grad, color=style.DERIVATIVE)

    def update(beta: Sharpness) -> None:
        _redraw(value, activations.swish, slope, activations.swish_grad, beta=beta)

    return fig, update


def _redraw(
    value: style.Curve, function: Callable, slope: style.Curve, gradient: Callable, **parameter: float
) -> None:
    """A function and its derivative, both for another value of their parameter."""
    value.redraw(partial(function, **parameter))
    slope.redraw(partial(gradient, **parameter))


def _relu_behind(ax: Axes, shift: tuple[float, float] | None = None) -> None:
    behind = style.curve(
        ax, activations.relu, color=style.SECOND, label="ReLU", at=2.0, shift=shift
    )
    behind.line.set(linestyle=style.DOTTED, linewidth=2)


def _level(ax: Axes, y: float) -> None:
    """The height that a curve approaches and never reaches."""
    ax.axhline(y, color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=1.5, zorder=1)


def _peak(ax: Axes, gradient: Callable, text: str) -> None:
    """The largest slope, at zero."""
    height = float(gradient(0.0))
    style.point(ax, 0, height, color=style.DERIVATIVE)
    style.remark(ax, text, 0, height, color=style.DERIVATIVE, shift=(12, 8), ha="left")
