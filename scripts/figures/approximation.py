"""Diagrams of curves built from steps, bumps and hats, and of what that does not promise."""

from functools import partial
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import approximation
from snippets.activations import relu
from snippets.losses import mse_grad
from snippets.mlp import mlp, mlp_backward, random_layers

X = np.linspace(0, 1, 121)
COARSE = np.linspace(0, 1, 81)

Bumps = Annotated[float, Slider(2, 22, step=2, value=6, label="bumps")]
Weight = Annotated[float, Slider(5, 105, step=10, value=15, label="w")]
Half = Annotated[float, Slider(0.1, 0.4, step=0.05, value=0.2, label="a")]
Steepness = Annotated[float, Slider(10, 90, step=20, value=30, label="w")]
Width = Annotated[float, Slider(0.1, 0.4, step=0.05, value=0.25, label="a")]
Hats = Annotated[float, Slider(2, 12, step=1, value=4, label="pieces")]


def bump_sum() -> tuple:
    """A target and a sum of bumps above, what is missing below."""
    fig, (above, below) = style.above_below(
        (0, 1), (-1.1, 1.35), (-1.2, 1.2), labels=("height", "error"), size=(style.WIDTH, 430))
    style.curve(above, approximation.wave, X)
    style.remark(above, "target", 0.85, 1.08, color=style.FUNCTION)
    (made,) = above.plot(X, X, color=style.SECOND, linewidth=2, gid="made")
    (error,) = below.plot(X, X, color=style.DERIVATIVE, linewidth=2, gid="error")
    caption = _caption(above, style.SECOND)

    def update(bumps: Bumps) -> None:
        values = _bumps(X, int(bumps))
        made.set_ydata(values)
        error.set_ydata(approximation.wave(X) - values)
        worst = approximation.max_error(values, approximation.wave(X))
        caption.set_text(f"sum of {int(bumps)} bumps, error up to {worst:.2f}")

    return fig, update


def _bumps(x: np.ndarray, count: int) -> np.ndarray:
    """The target's values in the middle of equal pieces, as bumps with steep sides."""
    middle = (np.arange(count) + 0.5) / count
    heights = approximation.wave(middle)
    return approximation.bump_sum(x, middle, heights, 0.5 / count, 60.0 * count)


def soft_step() -> tuple:
    """One sigmoid, steeper and steeper."""
    fig, ax = style.axes(x=(0, 1), y=(-0.1, 1.2), ylabel="y")
    step = style.curve(ax, partial(approximation.soft_step, position=0.4, w=15.0), X,
                       gid="approximation.soft_step?position=0.4")
    ax.plot([0.4, 0.4], [0, 0.5], color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=1.5)
    style.point(ax, 0.4, 0.5)
    style.remark(ax, "ξ", 0.4, 0, color=style.HIGHLIGHT, shift=(0, -10))
    caption = _caption(ax)

    def update(w: Weight) -> None:
        step.redraw(partial(approximation.soft_step, position=0.4, w=w))
        caption.set_text(f"b = −wξ = −{0.4 * w:g}")

    return fig, update


def bump() -> tuple:
    """Two sigmoids above, and their difference below."""
    x = np.linspace(0, 1, 81)
    fig, (above, below) = style.above_below((0, 1), (-0.1, 1.2), (-0.1, 1.2),
                                            labels=("two sigmoids", "first minus second"))
    lines = [above.plot(x, x, color=color, linestyle=dots, gid=gid)[0] for color, dots, gid in (
        (style.FUNCTION, "-", "up"), (style.SECOND, style.DASHED, "down"))]
    difference = style.curve(below, partial(approximation.bump, position=0.5, a=0.2, w=30.0), x,
                             color=style.HIGHLIGHT, gid="approximation.bump?position=0.5")
    marks = [style.remark(above, text, at, 0, color=style.INK, shift=(0, -11), gid=gid)
             for text, at, gid in (("ξ − a", 0.3, "left"), ("ξ + a", 0.7, "right"))]

    def update(a: Half, w: Steepness) -> None:
        for line, mark, at in zip(lines, marks, (0.5 - a, 0.5 + a), strict=True):
            line.set_ydata(approximation.soft_step(x, at, w))
            mark.xy = (at, 0)
        difference.redraw(partial(approximation.bump, position=0.5, a=a, w=w))

    return fig, update


def staircase_network() -> Figure:
    """The network that goes up and down in four steps, and its curve."""
    fig = style.figure((style.WIDTH, 470))
    above = style.plane(fig, (0, 0, style.WIDTH, 250), (0.01, 4), (0.2, 5.2), xlabel="")
    above.axis("off")
    below = style.plane(fig, (0, 250, style.WIDTH, 220), (0, 1), (-0.7, 1.1), ylabel="output")
    k, w = 5, 200.0
    positions = np.arange(1, k) / k
    heights = approximation.wave((np.arange(k) + 0.5) / k)
    network = approximation.staircase_network(positions, heights, w)
    _, biases, outputs, (start,) = network
    for row, (bias, output) in enumerate(zip(biases, outputs[:, 0], strict=True)):
        level = 4.6 - 1.25 * row
        above.plot([0.35, 1.9], [2.7, level], color=style.NEUTRAL, linewidth=1.2, zorder=1)
        above.plot([1.9, 3.6], [level, 2.7], color=style.NEUTRAL, linewidth=1.2, zorder=1)
        _node(above, 1.9, level, f"σ, b = {_number(bias, 0)}", style.SECOND)
        style.remark(above, _number(output, 2), 2.62, level + (2.7 - level) * 0.36, ha="left",
                     color=style.HIGHLIGHT, shift=(0, 11 if level > 2.7 else -11))
    style.remark(above, "w = 200", 0.72, 3.9, color=style.INK)
    _node(above, 0.25, 2.7, "x", style.FUNCTION)
    _node(above, 3.65, 2.7, f"+ {start:.2f}", style.FUNCTION)
    style.curve(below, approximation.wave, X)
    below.plot(X, approximation.sigmoid_network(X[:, None], *network)[:, 0], color=style.SECOND,
               linewidth=2)
    for position in positions:
        below.plot([position, position], [-0.7, 1.1], color=style.NEUTRAL, linewidth=1,
                   linestyle=style.DOTTED)
    return fig


def _node(ax: Axes, x: float, y: float, text: str, color: str) -> None:
    """A name in a box."""
    ax.text(x, y, text, ha="center", va="center", color=style.INK, fontsize=12, zorder=4, bbox={
        "boxstyle": "round,pad=0.35", "facecolor": style.PAPER, "edgecolor": color,
        "linewidth": 1.8,
    })


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace("-", "−")


def staircase_bound() -> Figure:
    """The greatest error against the number of pieces, of stairs and of hats."""
    fig, ax = style.axes(x=(4, 300), y=(1e-4, 3), xlabel="pieces k", ylabel="greatest error ε")
    ax.set(xscale="log", yscale="log")
    ax.minorticks_off()
    ax.set_xticks([5, 10, 100], ["5", "10", "100"])
    ax.set_yticks([1e-4, 1e-2, 1], ["10⁻⁴", "10⁻²", "1"])
    pieces = np.array([5, 10, 20, 40, 80, 160])
    x = np.linspace(0, 1, 2001)
    ends = np.array([4, 300])
    ax.plot(ends, [approximation.staircase_bound(3 * np.pi, int(k)) for k in ends],
            color=style.NEUTRAL, linestyle=style.DASHED, linewidth=1.8)
    for build, color, marker in ((_stairs, style.SECOND, "s"), (_hats, style.HIGHLIGHT, "o")):
        errors = [approximation.max_error(build(x, k), approximation.wave(x)) for k in pieces]
        ax.plot(pieces, errors, marker, color=color, markersize=6)
        ax.plot(pieces, errors, color=color, linewidth=1.5)
    for text, at, color in [
        ("Λ / 2k", (150, 0.07), style.INK),
        ("stairs", (20, 0.1), style.SECOND),
        ("hats", (22, 0.006), style.HIGHLIGHT),
    ]:
        style.remark(ax, text, *at, color=color)
    return fig


def _stairs(x: np.ndarray, k: int) -> np.ndarray:
    heights = approximation.wave((np.arange(k) + 0.5) / k)
    return approximation.staircase(x, np.arange(1, k) / k, heights, 1e6)


def _hats(x: np.ndarray, k: int) -> np.ndarray:
    tops = np.linspace(0, 1, k + 1)
    return approximation.hat_sum(x, tops, approximation.wave(tops), 1 / k)


def hat() -> tuple:
    """Three hinges, and the hat that they add up to."""
    x = np.linspace(0, 1, 41)
    fig, (above, below) = style.above_below((0, 1), (-2.2, 2.2), (-0.2, 1.3),
                                            labels=("three hinges", "their sum"))
    lines = [above.plot(x, x, color=color, linestyle=dots, linewidth=2, gid=f"hinge{number}")[0]
             for number, (color, dots) in enumerate((
                 (style.FUNCTION, "-"), (style.SECOND, style.DASHED), (style.FUNCTION, "-")))]
    total = style.curve(below, partial(approximation.hat, position=0.5, a=0.25), x,
                        color=style.HIGHLIGHT, gid="approximation.hat?position=0.5")

    def update(a: Width) -> None:
        hinges = (relu(x - 0.5 + a) / a, -2 * relu(x - 0.5) / a, relu(x - 0.5 - a) / a)
        for line, values in zip(lines, hinges, strict=True):
            line.set_ydata(np.clip(values, -3, 3))
        total.redraw(partial(approximation.hat, position=0.5, a=a))

    return fig, update


def hat_sum() -> tuple:
    """A polyline of hats through points of the target."""
    fig, ax = style.axes(x=(0, 1), y=(-1.1, 1.2), ylabel="height")
    style.curve(ax, approximation.wave, COARSE)
    (made,) = ax.plot(COARSE, COARSE, color=style.HIGHLIGHT, linewidth=2, gid="made")
    (tops,) = ax.plot([0] * 13, [0] * 13, "o", color=style.HIGHLIGHT, markersize=5.5, gid="tops")
    caption = _caption(ax)

    def update(pieces: Hats) -> None:
        k = int(pieces)
        values = _hats(COARSE, k)
        made.set_ydata(values)
        at = np.minimum(np.arange(13), k) / k
        tops.set_data(at, approximation.wave(at))
        worst = approximation.max_error(values, approximation.wave(COARSE))
        caption.set_text(f"{k} pieces, error up to {worst:.2f}")

    return fig, update


def tower() -> Figure:
    """Two crossing bumps, seen from above, and the tower where both are high."""
    fig, planes = style.side_by_side((-1, 1), (-1, 1), (-1, 1), xlabel="x₁", size=(style.WIDTH, 220),
                                     labels=("two bumps, added", "tower"))
    side = np.linspace(-1, 1, 61)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    added = approximation.bump(grid, np.zeros(2), 0.4, 12.0).sum(axis=1)
    box = approximation.tower(grid, np.zeros(2), 0.4, 12.0)
    for ax, values, levels, color, texts in (
        (planes[0], added, (0.5, 1.5), style.FUNCTION, (("2", 0, 0), ("1", 0.72, 0), ("1", 0, 0.72),
                                                        ("0", 0.75, 0.75))),
        (planes[1], box, (0.1, 0.5, 0.9), style.HIGHLIGHT, (("1", 0, 0), ("0", 0.75, 0.75))),
    ):
        ax.contour(side, side, values.reshape(61, 61), levels=levels, colors=color, linewidths=1.8)
        for text, x, y in texts:
            style.remark(ax, text, x, y, color=style.INK)
    return fig


def curse() -> Figure:
    """How many boxes fill a cube, by its dimension."""
    fig, ax = style.axes(x=(0.7, 8.3), y=(1, 1e9), xlabel="number of inputs d", ylabel="boxes")
    ax.set_yscale("log")
    ax.minorticks_off()
    ax.set_yticks([1, 1e3, 1e6, 1e9], ["1", "10³", "10⁶", "10⁹"])
    dimensions = np.arange(1, 9)
    for k, color, marker, at in ((10, style.FUNCTION, "o-", 6), (5, style.SECOND, "s--", 6)):
        ax.plot(dimensions, float(k) ** dimensions, marker, color=color, linewidth=2, markersize=6)
        style.remark(ax, f"{k} a side", at, float(k) ** at, color=color,
                     shift=(-10, 8) if k == 10 else (8, -14), ha="right" if k == 10 else "left")
    return fig


def outside() -> Figure:
    """A network on the interval for which it was built, and beyond."""
    x = np.linspace(-0.4, 1.6, 121)
    fig, ax = style.axes(x=(-0.4, 1.6), y=(-1.6, 1.5), ylabel="height", size=(style.WIDTH, 250))
    ax.axvspan(0, 1, color=style.NEUTRAL, alpha=0.1, linewidth=0)
    ax.plot(x, x * np.sin(3 * np.pi * x), color=style.FUNCTION)
    ax.plot(x, _bumps(x, 22), color=style.SECOND, linewidth=2)
    style.remark(ax, "target", 1.02, -0.95, color=style.FUNCTION, ha="right")
    style.remark(ax, "bumps", 1.45, 0, color=style.SECOND, shift=(0, 12))
    style.remark(ax, "built for this interval", 0.5, 1.2, color=style.INK)
    return fig


def parabola() -> Figure:
    """Fifty neurons whose activation is the square, fitted as well as can be."""
    fig, ax = style.axes(x=(0, 1), y=(-1.1, 1.2), ylabel="height", size=(style.WIDTH, 240))
    style.curve(ax, approximation.wave, COARSE, label="target", at=0.62, shift=(24, -4))
    for activation, color, dots, text, at in (
        (np.square, style.DERIVATIVE, style.DASHED, "50 squares", (0.3, -0.6)),
        (relu, style.HIGHLIGHT, style.DOTTED, "50 ReLUs", (0.6, 0.72)),
    ):
        ax.plot(COARSE, _fitted(activation), color=color, linestyle=dots, linewidth=2.5)
        style.remark(ax, text, *at, color=color)
    return fig


def _fitted(activation: object) -> np.ndarray:
    """The best output weights for fifty hidden neurons with random weights."""
    random = np.random.default_rng(0)
    hidden = activation(4 * COARSE[:, None] * random.normal(size=50) + 2 * random.normal(size=50))
    A = np.column_stack([hidden, np.ones(len(COARSE))])
    return A @ np.linalg.lstsq(A, approximation.wave(COARSE), rcond=None)[0]


def learning() -> Figure:
    """The same network, built and trained."""
    fig, ax = style.axes(x=(0, 1), y=(-1.1, 1.2), ylabel="height")
    style.curve(ax, approximation.wave, COARSE)
    ax.plot(COARSE, _hats(COARSE, 20), color=style.HIGHLIGHT, linestyle=style.DOTTED, linewidth=3)
    x = np.linspace(0, 1, 64)[:, None]
    y = approximation.wave(x[:, 0])
    (W_1, b_1), (W_2, b_2) = random_layers([1, 20, 1], np.random.default_rng(0))
    for _ in range(2000):
        G = mse_grad(mlp(x, W_1, b_1, W_2, b_2)[:, 0], y)[:, None]
        _, *gradients = mlp_backward(G, x, W_1, b_1, W_2, b_2)
        W_1, b_1, W_2, b_2 = (
            part - 0.1 * gradient
            for part, gradient in zip((W_1, b_1, W_2, b_2), gradients, strict=True))
    ax.plot(COARSE, mlp(COARSE[:, None], W_1, b_1, W_2, b_2)[:, 0], color=style.SECOND,
            linestyle=style.DASHED)
    style.remark(ax, "built", 0.87, 0.95, color=style.HIGHLIGHT)
    style.remark(ax, "trained, 2,000 steps", 0.38, 0.5, color=style.SECOND)
    return fig


def _caption(ax: Axes, color: str = style.HIGHLIGHT) -> Annotation:
    """A line that `update` fills, above the plane at the right."""
    return style.remark(ax, "", ax.get_xlim()[1], ax.get_ylim()[1], color=color,
                        shift=(0, 16), ha="right", gid="caption")
