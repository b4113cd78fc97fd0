"""Small figure functions for the tests of drawing; each shows or breaks one thing."""

from functools import partial
from typing import Annotated

import numpy as np
from matplotlib.figure import Figure

from scripts.drawing.style import (
    DERIVATIVE,
    HIGHLIGHT,
    SECOND,
    Slider,
    above_below,
    axes,
    curve,
    point,
    remark,
)
from snippets.activations import leaky_relu, leaky_relu_grad, relu, swish
from snippets.functions import square, step

Slope = Annotated[float, Slider(0, 1, step=0.05, value=0.2, label="α")]
Coarse = Annotated[float, Slider(-1, 1, step=0.5, value=0)]


def static() -> Figure:
    """A parabola & more."""
    fig, ax = axes(y=(-1, 9))
    curve(ax, square, label="x²")
    point(ax, 1, 1)
    return fig


def jump() -> Figure:
    fig, ax = axes(y=(-1, 2))
    curve(ax, step, jumps=[0])
    return fig


def many() -> Figure:
    """Everything that a figure may hold besides curves."""
    fig, (above, below) = above_below((-3, 3), (-1, 9), (-6, 6))
    curve(above, square)
    curve(below, lambda x: 2 * x, color=DERIVATIVE)
    above.fill_between([0, 1], [0, 1], color=HIGHLIGHT, alpha=0.3)
    above.scatter([0, 1, 2], [0, 1, 4], color=SECOND)
    below.bar([0, 1], [1, 2], color=SECOND, hatch="/")
    below.set_ylabel("slope", rotation=90)
    remark(above, "$x^2$", 0, 5)
    return fig


def live() -> tuple:
    """Leaky ReLU above its derivative."""
    fig, (above, below) = above_below((-3, 3), (-1, 3), (-0.5, 1.5))
    line = curve(above, leaky_relu, label="f(x)", at=-2)
    slope = curve(below, leaky_relu_grad, color=DERIVATIVE, jumps=[0])
    value = remark(above, "", 2, 0.5, gid="value")

    def update(alpha: Slope) -> None:
        line.redraw(partial(leaky_relu, alpha=alpha))
        slope.redraw(partial(leaky_relu_grad, alpha=alpha))
        value.set_text(f"α = {alpha:.2f}" if alpha else "")

    return fig, update


def two_sliders() -> tuple:
    """What changes in every way that frames can hold."""
    fig, ax = axes(y=(-4, 9))
    line = curve(ax, swish)
    area = ax.fill_between([0, 1], [0, 1], color=HIGHLIGHT, alpha=0.3, gid="area")
    dots = ax.scatter([0, 1, 2], [0, 1, 4], color=SECOND, gid="dots")
    spot = point(ax, 0, 0, gid="spot")
    x = np.linspace(-3, 3, 7)
    (broken,) = ax.plot(x, x, gid="broken")

    def update(
        beta: Annotated[float, Slider(0.5, 1.5, step=0.5, value=1)],
        shift: Coarse,
    ) -> None:
        line.redraw(partial(swish, beta=beta))
        area.set_data([0, beta], [0, 0], [1, beta])
        dots.set_offsets([[shift, 0], [1, beta], [2, 4]])
        dots.set_facecolor(SECOND if shift < 0 else HIGHLIGHT)
        spot.set_data([shift], [beta])
        spot.set_visible(shift != -1)
        broken.set_ydata(np.where(np.isclose(x, 2 * shift), np.nan, 20 * x))  # far off the canvas

    return fig, update


def wrong_curve() -> Figure:
    fig, ax = axes()
    curve(ax, partial(leaky_relu, alpha=0.2), gid="activations.relu")
    relu(0.0)
    return fig


def wrong_slope() -> Figure:
    fig, ax = axes()
    curve(ax, partial(leaky_relu, alpha=0.21), gid="activations.leaky_relu?alpha=0.2")
    return fig


def wrong_point() -> Figure:
    fig, ax = axes()
    drawn = curve(ax, relu)
    y = relu(drawn.x)
    y[37] += 1e-6
    drawn.line.set_ydata(y)
    return fig


def missing_piece() -> Figure:
    fig, ax = axes()
    drawn = curve(ax, relu)
    y = relu(drawn.x)
    y[37] = np.nan
    drawn.line.set_ydata(y)
    return fig


def wrong_at_one_step() -> tuple:
    fig, ax = axes()
    line = curve(ax, leaky_relu)

    def update(alpha: Slope) -> None:
        line.redraw(partial(leaky_relu, alpha=min(alpha, 0.9)))

    return fig, update


def no_such_snippet() -> Figure:
    fig, ax = axes()
    curve(ax, relu, gid="activations.rello")
    return fig


def not_imported() -> Figure:
    fig, ax = axes()
    curve(ax, np.negative, gid="derivatives.derivative")
    return fig


def unlabelled_change() -> tuple:
    fig, ax = axes()
    line = curve(ax, leaky_relu)

    def update(alpha: Slope) -> None:
        line.redraw(partial(leaky_relu, alpha=alpha))
        ax.set_ylim(-1, 3 + alpha)

    return fig, update


def grows() -> tuple:
    fig, ax = axes()

    def update(alpha: Slope) -> None:
        point(ax, alpha, 1)

    return fig, update


def drifts() -> tuple:
    fig, ax = axes()
    spot = point(ax, 0, 0, gid="spot")

    def update(alpha: Slope) -> None:
        spot.set_data([spot.get_xdata()[0] + 0.01 + alpha], [0])

    return fig, update


def moving_image() -> tuple:
    fig, ax = axes()
    image = ax.imshow(np.eye(3), extent=(-1, 1, -1, 1), gid="image")

    def update(shift: Coarse) -> None:
        image.set_data(np.eye(3) * shift)

    return fig, update


def noisy() -> tuple:
    fig, ax = axes()
    dots = ax.plot(*np.zeros((2, 400)), gid="noise")[0]

    def update(alpha: Slope) -> None:
        dots.set_data(*np.random.default_rng(round(alpha * 100)).normal(size=(2, 400)))

    return fig, update


def fails_in_update() -> tuple:
    fig, _ = axes()

    def update(shift: Coarse) -> None:
        1 / shift

    return fig, update


def foreign_color() -> Figure:
    fig, ax = axes()
    ax.plot([0, 1], [0, 1], color="#123456")
    return fig


def twins() -> Figure:
    fig, ax = axes()
    point(ax, 0, 0, gid="spot")
    point(ax, 1, 1, gid="spot")
    return fig


def fails() -> Figure:
    fig, _ = axes()
    square("not a number")
    raise ValueError("no such luck")


def nothing() -> None:
    axes()


def scatter() -> Figure:
    fig, ax = axes(y=(-1, 9))
    ax.scatter([-1, 0, 2], square(np.array([-1.0, 0, 2])), color=SECOND, gid="functions.square")
    return fig


def named_text() -> Figure:
    fig, ax = axes()
    remark(ax, "a parabola", 0, 0, gid="functions.square")
    return fig


def unknown_parameter() -> Figure:
    fig, ax = axes()
    curve(ax, relu, gid="activations.relu?alpha=0.2")
    return fig


def nothing_plotted() -> Figure:
    fig, ax = axes()
    ax.plot([], [], gid="activations.relu")
    return fig


def nested() -> tuple:
    fig, ax = axes()
    ax.set_gid("plane")
    spot = point(ax, 0, 0, gid="spot")

    def update(alpha: Slope) -> None:
        spot.set_data([alpha], [0])

    return fig, update
