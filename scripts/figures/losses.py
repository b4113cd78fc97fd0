"""Diagrams of losses: where they come from, what fits best, how fast they teach."""

from functools import partial
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import activations, functions, losses, optimization, probability

FOUR = np.array([1.0, 2.0, 2.5, 4.0])  # a fifth number is the reader's
ONE = np.ones(1)
RATE = 0.3  # of the neuron that is badly wrong
SUM_RATE = 0.1  # of the descent with a mean and with a sum

Last = Annotated[float, Slider(0, 12, step=0.5, value=9, label="last number")]
Error = Annotated[float, Slider(-5, 5, step=0.25, value=3, label="y − ŷ")]
Threshold = Annotated[float, Slider(0.25, 3, step=0.25, value=1, label="Δ")]
Start = Annotated[float, Slider(-6, 2, step=0.5, value=-4, label="first score")]
Score = Annotated[float, Slider(-3, 5, step=0.25, value=0, label="score of class 1")]
Count = Annotated[float, Slider(1, 12, step=1, value=3, label="examples n")]


def best_constant() -> tuple:
    """One number for five: each loss chooses another one."""
    fig = style.figure((style.WIDTH, 412))
    above = style.plane(fig, (0, 0, style.WIDTH, 165), (0, 12), (0, 1), xlabel="")
    above.set_yticks([])
    below = style.plane(
        fig, (0, 172, style.WIDTH, 240), (0, 12), (1, 5), xlabel="last number", ylabel="best constant"
    )
    above.plot(FOUR, [0.12] * 4, "o", color=style.INK, markersize=8)
    last = style.point(above, 0, 0.12, gid="last")
    places = np.linspace(0, 12, 49)
    marks = []
    for name, best, color, row, at in [
        ("squares: mean", np.mean, style.FUNCTION, 0.9, (9, 4.05)),
        ("Huber, Δ = 1", _huber_center, style.DERIVATIVE, 0.65, (11.9, 3.02)),
        ("sizes: median", np.median, style.SECOND, 0.4, (11.9, 2.2)),
    ]:  # fmt: skip
        dashes = style.DASHED if color == style.DERIVATIVE else "-"
        curve = [best(np.append(FOUR, place)) for place in places]
        below.plot(places, curve, color=color, linestyle=dashes)
        (line,) = above.plot(
            [0, 0], [0, row], color=color, linewidth=2, linestyle=dashes, gid=f"line-{name}"
        )
        tip = style.point(above, 0, row, color=color, gid=f"tip-{name}")
        style.remark(above, name, 11.9, row, color=color, ha="right")
        style.remark(below, name.partition(": ")[2] or name, *at, color=color, ha="right")
        marks.append((best, line, tip, row, style.point(below, 0, 0, color=color, gid=f"dot-{name}")))

    def update(place: Last) -> None:
        y = np.append(FOUR, place)
        last.set_data([place], [0.12])
        for best, line, tip, row, dot in marks:
            center = float(best(y))
            line.set_xdata([center, center])
            tip.set_data([center], [row])
            dot.set_data([place], [center])

    return fig, update


def _huber_center(y: np.ndarray) -> float:
    def gradient(constant: float) -> float:
        return float(losses.huber_grad(np.full(len(y), constant), y).sum())

    return float(optimization.gradient_descent(gradient, float(np.mean(y)), 1.0, 60)[-1])


def from_density() -> tuple:
    """Two densities, and below them their negative logarithms: two losses."""
    fig, (above, below) = style.above_below(
        (-5, 5), (0, 0.6), (0, 14), labels=("density", "negative logarithm"), xlabel="y − ŷ",
        size=(style.WIDTH, 420),
    )  # fmt: skip
    kinds = []
    x = np.linspace(-5, 5, 101)
    for name, density, color in [
        ("Gaussian", probability.gaussian, style.FUNCTION),
        ("Laplace", lambda x: np.exp(losses.laplace_log(x)), style.SECOND),
    ]:  # fmt: skip
        style.curve(above, density, x, color=color)
        style.curve(below, partial(_surprise, density), x, color=color)
        kinds.append(
            (
                density,
                style.point(above, 0, 0, color=color, gid=f"high-{name}"),
                style.point(below, 0, 0, color=color, gid=f"low-{name}"),
            )
        )
    (drop,) = below.plot(
        [0, 0], [0, 14], color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=1.5, gid="drop"
    )
    style.remark(above, "Laplace", 0.35, 0.46, color=style.SECOND, ha="left")
    style.remark(above, "Gaussian", 1.25, 0.24, color=style.FUNCTION, ha="left")
    style.remark(below, "Gaussian", -3.6, 10, color=style.FUNCTION, ha="left")
    style.remark(below, "Laplace", -4.9, 3.2, color=style.SECOND, ha="left")
    caption = _caption(below)

    def update(error: Error) -> None:
        here = np.array([error])
        values = []
        for density, high, low in kinds:
            values.append(_surprise(density, here)[0])
            high.set_data([error], density(here))
            low.set_data([error], [values[-1]])
        drop.set_xdata([error, error])
        caption.set_text(f"Gaussian {values[0]:.1f}, Laplace {values[1]:.1f}")

    return fig, update


def _surprise(density, x: np.ndarray) -> np.ndarray:
    return -np.log(density(x))


def mae() -> Figure:
    """The square and the size of an error."""
    fig, ax = style.axes(x=(-3, 3), y=(0, 5), xlabel="ŷ − y", ylabel="loss of one example")
    x = np.linspace(-3, 3, 61)
    style.curve(ax, functions.square, x[np.abs(x) <= 2.3])
    style.curve(ax, functions.absolute, x, color=style.SECOND)
    style.remark(ax, "square", 1.8, 4.4, color=style.FUNCTION, ha="right")
    style.remark(ax, "size", 2.95, 1.8, color=style.SECOND, ha="right")
    return fig


def huber() -> tuple:
    """A parabola in the middle, lines outside, and the threshold between them."""
    fig, ax = style.axes(x=(-4, 4), y=(0, 6), xlabel="ŷ − y", ylabel="loss of one example")
    x = np.linspace(-4, 4, 81)
    inner = x[np.abs(x) <= 3.4]
    ax.plot(
        inner, functions.square(inner) / 2, color=style.FUNCTION, linewidth=1.5, linestyle=style.DOTTED
    )
    style.remark(ax, "half the square", -3.2, 5.3, color=style.FUNCTION, shift=(12, 0), ha="left")
    drawn = style.curve(ax, partial(_huber_terms, delta=1.0), x, color=style.HIGHLIGHT, gid="terms")
    ends = [style.point(ax, 0, 0, gid=f"end{side}") for side in range(2)]
    caption = _caption(ax)

    def update(delta: Threshold) -> None:
        drawn.redraw(partial(_huber_terms, delta=delta))
        for end, side in zip(ends, (-delta, delta), strict=True):
            end.set_data([side], [delta**2 / 2])
        caption.set_text(f"slope at most {delta:.2f}")

    return fig, update


def _huber_terms(x: np.ndarray, delta: float) -> np.ndarray:
    return np.array([losses.huber(np.array([one]), np.zeros(1), delta) for one in x])


def huber_grad() -> Figure:
    """How hard an example pulls at its prediction, by the size of the error."""
    fig, ax = style.axes(x=(-4, 4), y=(-4, 4), xlabel="ŷ − y", ylabel="gradient of one example")
    x = np.linspace(-4, 4, 81)
    for name, function, color, at, ha in [
        ("MSE", losses.mse_grad, style.FUNCTION, (2.1, 3.6), "left"),
        ("MAE", losses.mae_grad, style.SECOND, (-3.9, -0.5), "left"),
        ("Huber, Δ = 2", partial(losses.huber_grad, delta=2.0), style.HIGHLIGHT, (4, 2.5), "right"),
    ]:
        style.curve(ax, partial(_terms, function), x[np.abs(x) <= 2] if name == "MSE" else x,
                    color=color, jumps=(0,) if name == "MAE" else ())  # fmt: skip
        style.remark(ax, name, *at, color=color, ha=ha)
    return fig


def _terms(gradient, x: np.ndarray) -> np.ndarray:
    """The gradient of each example alone, which no mean divides."""
    return len(x) * gradient(x, np.zeros(len(x)))


def binary_cross_entropy() -> Figure:
    """What a classifier pays, by the probability that it gave to what happened."""
    fig, ax = style.axes(
        x=(0, 1), y=(0, 5), xlabel="probability given to what happened", ylabel="loss of one example"
    )
    p = np.linspace(0.006, 1, 121)
    style.curve(ax, lambda p: -np.log(p), p, label="cross-entropy", at=0.13, shift=(12, 8))
    style.curve(
        ax,
        lambda p: (1 - p) ** 2,
        p,
        color=style.SECOND,
        label="squared error",
        at=0.3,
        shift=(-34, -14),
    )
    return fig


def sigmoid_mse() -> tuple:
    """The same neuron from the same start, with two losses."""
    fig, ax = style.axes(
        x=(0, 200), y=(0, 1.05), xlabel="step", ylabel="probability of the right answer"
    )
    steps = np.arange(0, 201, 2)
    kinds = []
    for name, gradient, color in [
        ("cross-entropy", losses.binary_cross_entropy_grad, style.FUNCTION),
        ("squared error", losses.sigmoid_mse_grad, style.SECOND),
    ]:  # fmt: skip
        (line,) = ax.plot(steps, np.zeros(len(steps)), color=color, gid=name)
        kinds.append((gradient, line))
    begin = style.point(ax, 0, 0, gid="begin")
    begin.set_clip_on(False)
    texts = [style.remark(ax, name, 195, 0, color=color, shift=(0, 13), ha="right", gid=f"text-{name}")
             for name, color in [("cross-entropy", style.FUNCTION),
                                 ("squared error", style.SECOND)]]  # fmt: skip

    def update(start: Start) -> None:
        ends = []
        for gradient, line in kinds:
            path = optimization.gradient_descent(partial(gradient, y=ONE), np.array([start]), RATE, 200)
            values = activations.sigmoid(path[:, 0])
            line.set_ydata(values[::2])
            ends.append(values[190])
        begin.set_data([0], [values[0]])
        for text, end, beside in zip(texts, ends, (13, 14 if ends[1] < 0.8 else -36), strict=True):
            text.xy = (195, end)
            text.xyann = (0, beside)

    return fig, update


def sigmoid_mse_grad() -> Figure:
    """How hard each loss pulls at the score, if the answer should be yes."""
    fig, ax = style.axes(
        x=(-6, 4), y=(0, 1.1), xlabel="score z, target 1", ylabel="pull toward a larger score"
    )
    z = np.linspace(-6, 4, 101)
    for name, gradient, color, at, ha in [
        ("cross-entropy", losses.binary_cross_entropy_grad, style.FUNCTION, (-0.2, 0.74), "left"),
        ("squared error", losses.sigmoid_mse_grad, style.SECOND, (-1.4, 0.35), "right"),
    ]:
        style.curve(ax, partial(_pull, gradient), z, color=color)
        style.remark(ax, name, *at, color=color, ha=ha)
    return fig


def _pull(gradient, z: np.ndarray) -> np.ndarray:
    return -len(z) * gradient(z, np.ones(len(z)))


def softmax_cross_entropy_grad() -> tuple:
    """What each score is pulled by: probability minus what happened."""
    fig = style.figure((style.WIDTH, 400))
    above = style.plane(fig, (0, 0, style.WIDTH, 200), (-0.6, 3.6), (0, 1.1), xlabel="", ylabel="P")
    below = style.plane(
        fig,
        (0, 185, style.WIDTH, 215),
        (-0.6, 3.6),
        (-1.1, 1.1),
        xlabel="class; class 1 is true",
        ylabel="P − Y",
    )
    above.set_xticks(range(4), [])
    below.set_xticks(range(4), ["0", "1", "2", "3"])
    happened = np.array([0.0, 1.0, 0.0, 0.0])
    above.bar(
        range(4),
        happened,
        width=0.7,
        facecolor="none",
        edgecolor=style.NEUTRAL,
        linewidth=1.5,
        linestyle=style.DOTTED,
    )
    style.remark(above, "Y", 1.5, 0.95, color=style.NEUTRAL)
    bars = [above.bar([k], [0.5], width=0.5, color=style.FUNCTION, gid=None)[0] for k in range(4)]
    pulls = [below.bar([k], [0.5], width=0.5, color=style.DERIVATIVE)[0] for k in range(4)]
    for k, (bar, pull) in enumerate(zip(bars, pulls, strict=True)):
        bar.set_gid(f"bar{k}")
        pull.set_gid(f"pull{k}")
    caption = _caption(above)

    def update(score: Score) -> None:
        Z, y = np.array([[1.0, score, 0.0, -1.0]]), np.array([1])
        G = losses.softmax_cross_entropy_grad(Z, y)[0]
        for bar, pull, g, one in zip(bars, pulls, G, happened, strict=True):
            bar.set_height(g + one)
            pull.set_height(g)
        caption.set_text(f"loss {losses.softmax_cross_entropy(Z, y):.2f}")

    return fig, update


def hinge() -> Figure:
    """Three ways to count a mistake, by how clear the answer is."""
    fig, ax = style.axes(x=(-3, 3), y=(0, 4), xlabel="label times score", ylabel="loss of one example")
    margin = np.linspace(-3, 3, 61)
    style.curve(ax, lambda m: 1.0 * (m < 0), margin, color=style.NEUTRAL, jumps=(0,))
    style.curve(ax, partial(_each, losses.binary_cross_entropy), margin, color=style.FUNCTION)
    style.curve(ax, partial(_each, losses.hinge), margin, color=style.HIGHLIGHT)
    for name, x, y, color in [
        ("mistake", -2.9, 0.72, style.NEUTRAL), ("cross-entropy", 0.75, 0.8, style.FUNCTION),
        ("hinge", -1.8, 3.1, style.HIGHLIGHT),
    ]:  # fmt: skip
        style.remark(ax, name, x, y, color=color, ha="left")
    style.point(ax, 1, 0)
    return fig


def _each(loss, margin: np.ndarray) -> np.ndarray:
    """The loss of one example after the other, all of them a yes."""
    return np.array([loss(np.array([one]), ONE) for one in margin])


def mean_or_sum() -> tuple:
    """The same learning rate with the gradient of a mean and of a sum."""
    fig, ax = style.axes(x=(0, 12), y=(1e-4, 1e4), xlabel="step", ylabel="distance")
    ax.set_yscale("log")
    ax.minorticks_off()
    ax.set_yticks([1e-4, 1e-2, 1, 1e2, 1e4], ["10⁻⁴", "10⁻²", "1", "10²", "10⁴"])
    lines = [
        ax.plot(range(13), [1] * 13, "o-", color=color, linewidth=1.5, markersize=5, gid=name)[0]
        for name, color in [("mean", style.FUNCTION), ("sum", style.HIGHLIGHT)]
    ]
    style.remark(ax, "mean", 11.9, 0.07, color=style.FUNCTION, shift=(0, 15), ha="right")
    label = style.remark(ax, "sum", 0, 1, color=style.HIGHLIGHT, gid="label")
    caption = _caption(ax)

    def update(n: Count) -> None:
        y = np.zeros(int(n))
        for line, times in zip(lines, (1, n), strict=True):
            path = optimization.gradient_descent(partial(_by_constant, y, times), 1.0, SUM_RATE, 12)
            line.set_ydata(np.clip(np.abs(path), 1e-6, 1e6))
        factor = 1 - 2 * n * SUM_RATE
        if abs(factor) < 1e-3:
            label.xy, label.xyann = (1.5, 1e-2), (0, 0)
        else:
            last = 12 if 1e-3 < abs(factor) ** 12 else 3
            label.xy, label.xyann = (last, abs(factor) ** last), (-14, -15 if abs(factor) < 0.9 else 14)
        caption.set_text(f"sum: each step · {factor:.1f}".replace("-", "−"))

    return fig, update


def _by_constant(y: np.ndarray, times: float, constant: float) -> float:
    return times * float(losses.mse_grad(np.full(len(y), constant), y).sum())


def _caption(ax: Axes) -> Annotation:
    """A line that `update` fills, above the plane at the right."""
    right, top = ax.get_xlim()[1], ax.get_ylim()[1]
    return style.remark(
        ax, "", right, top, color=style.HIGHLIGHT, shift=(0, 16), ha="right", gid="caption"
    )
