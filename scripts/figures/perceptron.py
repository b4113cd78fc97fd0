"""Diagrams of lines that learn from their mistakes, and of what stops them."""

from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import perceptron
from snippets.datasets import xor

X = np.array([
    [-1.8, 0.7], [2.9, -0.7], [-1.0, -2.1], [-0.4, -0.8], [2.0, 0.5], [-0.8, -2.7], [-2.8, -2.9],
    [-2.4, -1.0], [2.9, -2.3], [-2.9, 2.7], [-2.4, 2.6], [-1.6, -2.2], [-0.5, 1.8], [0.9, 1.0],
])  # fmt: skip
Y = np.array([-1, 1, -1, -1, 1, -1, -1, -1, -1, 1, 1, -1, 1, 1])
CORNERS, DIFFERENT = xor()
COLORS = {1: style.FUNCTION, -1: style.SECOND}

Corrections = Annotated[float, Slider(0, 9, step=1, value=1, label="corrections")]
Angle = Annotated[float, Slider(-180, 180, step=45, value=45, label="angle of w")]
Bias = Annotated[float, Slider(-2, 2, step=0.5, value=0, label="b")]
Direction = Annotated[float, Slider(52, 72, step=2, value=52, label="angle of w")]
Margin = Annotated[float, Slider(0.1, 0.5, step=0.05, value=0.2, label="Γ")]
Turn = Annotated[float, Slider(-180, 180, step=45, value=45, label="angle of w")]
Offset = Annotated[float, Slider(-1.5, 0.5, step=0.25, value=-0.5, label="b")]


def perceptron_train() -> tuple:
    """The line after each correction, and the example that causes the next one."""
    fig, ax = _square()
    side, line = _divided(ax)
    _examples(ax, X, Y)
    (ring,) = ax.plot([0], [0], "o", markersize=17, markerfacecolor=style.PAPER,
                      markeredgewidth=2, color=style.HIGHLIGHT, gid="ring")
    caption = _caption(ax)
    weights, biases = perceptron.perceptron_train(X, Y, 60)
    shown = np.flatnonzero(np.diff(biases)) % len(X)
    states = np.append(np.flatnonzero(np.diff(biases)), 60)

    def update(corrections: Corrections) -> None:
        t = int(corrections)
        w, b = weights[states[t]], biases[states[t]]
        _draw(side, line, w, b)
        ring.set_data(*(X[shown[t]][:, None] if t < len(shown) else [[9], [9]]))
        wrong = perceptron.mistakes(X, Y, w, b)
        caption.set_text(f"{wrong} of {len(X)} wrong; ringed: the next to fail" if wrong
                         else "none is wrong: it stops")

    return fig, update


def predict() -> tuple:
    """The weights point to the side of the ones; the bias shifts the line."""
    fig, ax = _square()
    side, line = _divided(ax)
    (arrow,) = ax.plot([0, 0], [0, 0], color=style.HIGHLIGHT, linewidth=2.5, gid="arrow")
    tip = style.point(ax, 0, 0, gid="tip")
    name = style.remark(ax, "w", 0, 0, color=style.HIGHLIGHT, gid="name")
    caption = _caption(ax)

    def update(angle: Angle, b: Bias) -> None:
        w = _unit(angle)
        _draw(side, line, w, b)
        arrow.set_data(*np.stack([np.zeros(2), 1.2 * w], axis=1))
        tip.set_data(*(1.2 * w)[:, None])
        name.xy = tuple(1.55 * w)
        caption.set_text(f"line {abs(b):.1f} from the origin; shaded: label 1")

    return fig, update


def perceptron_step() -> Figure:
    """A missed example of label 1 is added to the weights, and the line turns."""
    fig, ax = _square((-1.6, 3.4), (-2, 3))
    w, x = np.array([-0.4, 1.6]), np.array([2.4, -0.3])
    after, _ = perceptron.perceptron_step(w, 0.0, x, 1)
    for direction, color, dots, text, at in [
        (w, style.NEUTRAL, style.DASHED, "line before", 2.7),
        (after, style.FUNCTION, "-", "line after", -1.45),
    ]:
        along = np.array([direction[1], -direction[0]]) / np.hypot(*direction)
        ax.plot(*np.stack([-6 * along, 6 * along], axis=1), color=color, linestyle=dots)
        height = at * along[1] / along[0]
        shift, ha = ((2, -16), "center") if color == style.NEUTRAL else ((10, 2), "left")
        style.remark(ax, text, at, height, color=color, shift=shift, ha=ha)
    for tail, head, color, text, shift in [
        (np.zeros(2), w, style.NEUTRAL, "w", (-12, 0)),
        (np.zeros(2), after, style.HIGHLIGHT, "w + x", (14, 12)),
        (w, after, style.NEUTRAL, "+ x", (0, 14)),
    ]:
        ax.annotate("", head, tail, arrowprops={
            "arrowstyle": "-|>", "color": color, "linewidth": 2, "shrinkA": 0, "shrinkB": 0,
            "mutation_scale": 14, "linestyle": "-" if tail is not w else (0, (2, 2)),
        })
        middle = head if tail is not w else (head + tail) / 2
        style.remark(ax, text, *middle, color=color, shift=shift)
    _examples(ax, x[None], np.array([1]))
    style.remark(ax, "x, label 1", *x, color=style.FUNCTION, shift=(0, -17))
    return fig


def gates() -> Figure:
    """AND and OR, each with the line that the perceptron finds."""
    fig, planes = style.side_by_side((-0.5, 1.6), (-0.5, 1.6), (-0.5, 1.6), labels=("and", "or"),
                                     xlabel="x₁", size=(style.WIDTH, 240))
    for ax, y in zip(planes, ([-1, -1, -1, 1], [-1, 1, 1, 1]), strict=True):
        y = np.array(y)
        weights, biases = perceptron.perceptron_train(CORNERS, y, 40)
        _draw(*_divided(ax, None), weights[-1], biases[-1])
        _examples(ax, CORNERS, y)
        ax.set_xticks([0, 1])
        ax.set_yticks([0, 1])
    return fig


def margin() -> tuple:
    """The empty strip around a line, for each direction of it."""
    fig, ax = _square((-4.6, 4.6), (-4.6, 4.6))
    ax.add_patch(Circle((0, 0), perceptron.radius(X), fill=False, edgecolor=style.NEUTRAL,
                        linestyle=style.DOTTED, linewidth=1.5))
    reach = perceptron.radius(X) * _unit(200)
    ax.plot([0, reach[0]], [0, reach[1]], color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=1.5)
    style.remark(ax, "R", *(0.75 * reach), color=style.INK, shift=(0, 11))
    strip = Polygon(np.zeros((4, 2)), closed=True, facecolor=style.HIGHLIGHT, alpha=0.2,
                    edgecolor="none", linewidth=0, gid="strip")
    ax.add_patch(strip)
    (line,) = ax.plot([0, 0], [0, 0], color=style.HIGHLIGHT, linewidth=2, gid="line")
    _examples(ax, X, Y)
    caption = _caption(ax)

    def update(angle: Direction) -> None:
        w = _unit(angle)
        b = perceptron.middle_bias(X[Y == 1], X[Y == -1], w)
        gap = perceptron.margin(X, Y, w, b)
        line.set_data(*_ends(w, b))
        strip.set_xy(np.concatenate([_ends(w, b + gap).T, _ends(w, b - gap).T[::-1]]))
        caption.set_text(f"margin Γ = {gap:.2f}")

    return fig, update


def mistake_bound() -> tuple:
    """The length of the weights between its two bounds, which cross."""
    fig, ax = style.axes(x=(0, 105), y=(0, 12.5), xlabel="mistakes t", ylabel="length of w")
    t = np.linspace(0, 105, 106)
    style.curve(ax, lambda t: perceptron.greatest_length(t, 1.0), t, color=style.SECOND,
                gid="perceptron.greatest_length?radius=1.0")
    style.remark(ax, "at most R √t", 105, 11.6, color=style.SECOND, ha="right")
    least = style.curve(ax, lambda t: perceptron.least_length(t, 0.2), t,
                        gid="perceptron.least_length")
    (run,) = ax.plot(np.arange(41), np.zeros(41), color=style.HIGHLIGHT, linewidth=4, gid="run")
    crossing = style.point(ax, 0, 0, color=style.INK, gid="crossing")
    style.remark(ax, "at least Γ t", 105, 1.2, color=style.FUNCTION, ha="right")
    caption = _caption(ax)

    def update(margin: Margin) -> None:
        least.redraw(lambda t: perceptron.least_length(t, margin))
        lengths = _lengths(margin)
        count = len(lengths) - 1
        bound = perceptron.mistake_bound(1.0, margin)
        crossing.set_data([bound], [perceptron.greatest_length(bound, 1.0)])
        padded = np.append(lengths, np.full(41 - len(lengths), lengths[-1]))
        run.set_data(np.minimum(np.arange(41), count), padded)
        caption.set_text(f"a run: {count} mistakes; bound: {bound:.1f}")

    return fig, update


def _lengths(margin: float) -> np.ndarray:
    """How long the weights are after each mistake, on data of radius 1 with this margin."""
    random = np.random.default_rng(1)
    across = random.normal(size=(120, 19))
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    height = np.append(margin, random.uniform(margin, min(1, 2 * margin), 119))
    data = np.column_stack([height, np.sqrt(1 - height**2)[:, None] * across])
    w, lengths = np.zeros(20), [0.0]
    while perceptron.mistakes(data, np.ones(120), w, 0.0):
        for x in data:
            after, _ = perceptron.perceptron_step(w, 0.0, x, 1)
            if np.any(after != w):
                w = after
                lengths.append(float(np.linalg.norm(w)))
    return np.array(lengths)


def exclusive_or() -> tuple:
    """A line through the four cases of XOR that can be turned and shifted."""
    fig, ax = _square((-0.7, 1.7), (-0.7, 1.7))
    side, line = _divided(ax)
    y = 2 * DIFFERENT - 1
    _examples(ax, CORNERS, y)
    caption = _caption(ax)

    def update(angle: Turn, b: Offset) -> None:
        w = _unit(angle)
        _draw(side, line, w, b)
        right = int(np.sum(perceptron.predict(CORNERS, w, b) == y))
        caption.set_text(f"{right} of 4 right")

    return fig, update


def cycle() -> Figure:
    """The weights and the bias of a perceptron that is shown XOR, going round in a circle."""
    fig, ax = style.axes(x=(0, 25), y=(-1.7, 1.7), xlabel="step t", size=(style.WIDTH, 250))
    weights, biases = perceptron.perceptron_train(CORNERS, 2 * DIFFERENT - 1, 24)
    steps = np.arange(25)
    for values, color, dots, text, shift in [
        (weights[:, 0], style.FUNCTION, "-", "w₁", 0.06),
        (weights[:, 1], style.SECOND, style.DASHED, "w₂", -0.06),
        (biases, style.HIGHLIGHT, style.DOTTED, "b", 0),
    ]:
        ax.step(steps, values + shift, where="post", color=color, linestyle=dots, linewidth=2)
        at = {"w₁": (4.2, 1.35), "w₂": (2.1, 1.35), "b": (1.5, -1.3)}[text]
        style.remark(ax, text, *at, color=color)
    return fig


def scale() -> Figure:
    """Mistakes against the size of the first input."""
    fig, ax = style.axes(x=(0.8, 100), y=(1, 1e6), xlabel="factor of the first input",
                         ylabel="mistakes until none is left")
    ax.set(xscale="log", yscale="log")
    ax.minorticks_off()
    ax.set_xticks([1, 10, 100], ["1", "10", "100"])
    ax.set_yticks([1, 100, 1e4, 1e6], ["1", "100", "10⁴", "10⁶"])
    factors = np.array([1, 2, 5, 10, 20, 50])
    made, bounds = np.transpose([_scaled(factor) for factor in factors])
    for values, color, marker, text, shift in [
        (bounds, style.SECOND, "s--", "bound", (-9, 7)),
        (made, style.HIGHLIGHT, "o-", "made", (-4, 13)),
    ]:
        ax.plot(factors, values, marker, color=color, markersize=6, linewidth=2)
        style.remark(ax, text, 20, values[4], color=color, shift=shift, ha="right")
    return fig


def _scaled(factor: float) -> tuple[int, float]:
    """Mistakes made, and their bound, when the first input is measured in another unit."""
    data = X * [factor, 1]
    _, biases = perceptron.perceptron_train(data, Y, 14 * 900)
    best = np.array([0.50603376 / factor, 0.86251367, -0.27709389])
    ones = np.column_stack([data, np.ones(len(X))])
    bound = perceptron.mistake_bound(
        perceptron.radius(ones), perceptron.margin(ones, Y, best, 0.0))
    return int(np.count_nonzero(np.diff(biases))), bound


def wrong_label() -> Figure:
    """Mistakes after each pass, with all labels right and with one of them wrong."""
    fig, ax = style.axes(x=(0, 31), y=(-1.4, 7), xlabel="pass through the examples",
                         ylabel="examples on the wrong side", size=(style.WIDTH, 240))
    flipped = Y.copy()
    flipped[3] *= -1
    for y, color, marker, text, at in [
        (flipped, style.HIGHLIGHT, "o-", "one label is wrong", (16, 6)),
        (Y, style.FUNCTION, "s-", "all labels are right", (16, -0.7)),
    ]:
        weights, biases = perceptron.perceptron_train(X, y, 30 * len(X))
        wrong = [perceptron.mistakes(X, y, weights[14 * t], biases[14 * t]) for t in range(1, 31)]
        ax.plot(range(1, 31), wrong, marker, color=color, linewidth=1.5, markersize=4.5)
        style.remark(ax, text, *at, color=color)
    return fig


def _square(x: tuple[float, float] = (-3.6, 3.6), y: tuple[float, float] = (-3.6, 3.6)) -> tuple:
    fig, ax = style.axes(x=x, y=y, xlabel="x₁", ylabel="x₂", size=(style.WIDTH, 372))
    return fig, ax


def _unit(angle: float) -> np.ndarray:
    return np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])


def _examples(ax: Axes, data: np.ndarray, y: np.ndarray) -> None:
    """Full dots of label 1 and open squares of label −1."""
    for label, marker, size in ((1, "o", 8), (-1, "s", 7)):
        inside = COLORS[label] if label == 1 else style.PAPER
        ax.plot(*data[y == label].T, marker, color=COLORS[label], markerfacecolor=inside,
                markersize=size, markeredgewidth=1.8, zorder=3)


def _divided(ax: Axes, gid: str | None = "side") -> tuple:
    """The side of label 1, and the line, both still to be drawn."""
    side = Polygon(np.zeros((4, 2)), closed=True, facecolor=style.FUNCTION, alpha=0.12,
                   edgecolor="none", linewidth=0, gid=gid)
    ax.add_patch(side)
    (line,) = ax.plot([9, 9], [9, 9], color=style.HIGHLIGHT, linewidth=2, gid=gid and "line")
    return side, line


def _draw(side: Polygon, line: object, w: np.ndarray, b: float) -> None:
    ends = _ends(w, b)
    line.set_data(*ends)
    far = 12 * w / max(np.hypot(*w), 1e-9)
    side.set_xy(np.concatenate([ends.T, ends.T[::-1] + far]))


def _ends(w: np.ndarray, b: float) -> np.ndarray:
    """Two far points of the line w·x + b = 0; out of sight if there is no line."""
    length = np.hypot(*w)
    if length == 0:
        return np.full((2, 2), 9.0)
    foot = -b * w / length**2
    along = 8 * np.array([-w[1], w[0]]) / length
    return np.stack([foot - along, foot + along], axis=1)


def _caption(ax: Axes) -> Annotation:
    """A line that `update` fills, above the plane at the right."""
    return style.remark(ax, "", ax.get_xlim()[1], ax.get_ylim()[1], color=style.HIGHLIGHT,
                        shift=(0, 16), ha="right", gid="caption")
