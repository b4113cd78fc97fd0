"""Diagrams of batches whose columns or rows are normalized, and of what goes back through it."""

from functools import lru_cache
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import losses, normalization
from snippets.activations import relu, relu_grad
from snippets.datasets import moons
from snippets.optimization import gradient_step

Gamma = Annotated[float, Slider(0.25, 2.25, step=0.25, value=1, label="γ")]
Shift = Annotated[float, Slider(-2, 2, step=0.5, value=0, label="b")]
Gain = Annotated[float, Slider(0.5, 4, step=0.5, value=1, label="d · s²")]
Start = Annotated[float, Slider(0.5, 3, step=0.5, value=0.5, label="d · s²")]
Chosen = Annotated[float, Slider(1, 8, step=1, value=7, label="ringed example")]
Size = Annotated[float, Slider(2, 30, step=4, value=2, label="batch size")]
Share = Annotated[float, Slider(0.1, 1, step=0.1, value=0.1, label="ι")]
Length = Annotated[float, Slider(0.6, 2, step=0.1, value=1, label="length of w")]

DEPTH, WIDTH = 20, 32
COLUMN = np.array([1.2, 2.0, 2.4, 3.0, 3.3, 4.1, 5.6, 7.2])[:, np.newaxis]
ONE, NONE = np.ones(1), np.zeros(1)


def batch_norm() -> tuple:
    """The values of one column before, and after with a scale and a shift."""
    fig, (above, below) = style.above_below((-5, 10), (0, 48), (0, 48), xlabel="value",
                                            labels=("examples before", "after"),
                                            size=(style.WIDTH, 360))
    values = 3 + np.random.default_rng(4).gamma(2.2, 1.0, size=400)
    edges = np.linspace(3, 9, 25)
    heights = np.histogram(values, edges)[0]
    _bars(above, edges, heights, style.NEUTRAL)
    mean, s = values.mean(), values.std()
    _spread(above, mean, s)
    style.remark(above, f"mean {mean:.1f}, deviation {s:.1f}", 10, 48, shift=(0, 16), ha="right")
    bars = _bars(below, edges, heights, style.FUNCTION, gid="bars")
    bar, dot = _spread(below, mean, s, gid="spread")
    caption = _caption(below)

    def update(gamma: Gamma, b: Shift) -> None:
        outputs = normalization.batch_norm(values[:, np.newaxis], gamma * ONE, b * ONE)
        moved = gamma * (edges - mean) / s + b
        bars.set_xy(_outline(moved, heights))
        bar.set_data([outputs.mean() - outputs.std(), outputs.mean() + outputs.std()], [3, 3])
        dot.set_data([outputs.mean()], [3])
        middle = round(float(outputs.mean()), 1) + 0.0  # no minus before a zero
        caption.set_text(f"mean {middle:.1f}, deviation {outputs.std():.2f}".replace("-", "−"))

    return fig, update


def depth() -> tuple:
    """How large the values of each layer are, with and without batch norm."""
    fig, ax = style.axes(x=(1, DEPTH), y=(1e-7, 1e7), xlabel="layer", ylabel="mean square of the values")
    _log(ax, range(-6, 7, 3))
    rng = np.random.default_rng(0)
    X, W = rng.normal(size=(40, WIDTH)), rng.normal(size=(DEPTH, WIDTH, WIDTH))
    layers = np.arange(1, DEPTH + 1)
    (plain,) = ax.plot(layers, layers, color=style.SECOND, linestyle=style.DASHED, gid="plain")
    (normal,) = ax.plot(layers, layers, color=style.FUNCTION, gid="normal")
    name = style.remark(ax, "without", 4, 1, color=style.SECOND, gid="name")
    style.remark(ax, "with batch norm", DEPTH, 1, color=style.FUNCTION, shift=(0, -13), ha="right")

    def update(scale: Gain) -> None:
        weights = np.sqrt(scale / WIDTH) * W
        sizes = np.array(_sizes(X, weights, normalized=False))
        plain.set_ydata(sizes)
        normal.set_ydata(_sizes(X, weights, normalized=True))
        name.xy = (4, sizes[3] * 10 ** (2.2 if scale >= 2 else -2.2))

    return fig, update


def _sizes(X: np.ndarray, W: np.ndarray, normalized: bool) -> list[float]:
    """The mean square of the values that reach each layer's ReLU."""
    sizes = []
    for weights in W:
        X = X @ weights
        if normalized:
            X = normalization.batch_norm(X, np.ones(WIDTH), np.zeros(WIDTH))
        sizes.append(float(np.mean(np.square(X))))
        X = relu(X)
    return sizes


def batch_statistics() -> tuple:
    """Mean and deviation of many random batches, around those of all data."""
    fig, ax = style.axes(x=(1, 9), y=(0, 4.6), xlabel="mean of the batch",
                         ylabel="deviation")
    draws = np.random.default_rng(1).normal(size=(50, 30))
    draws = 5 + 2 * (draws - draws.mean()) / draws.std()
    (dots,) = ax.plot(np.zeros(50), np.zeros(50), "o", color=style.FUNCTION, markersize=4.5,
                      alpha=0.6, gid="dots")
    style.point(ax, 5, 2)
    style.remark(ax, "all data", 5, 4.3, color=style.HIGHLIGHT)
    ax.plot([5, 5], [2.15, 4.0], color=style.HIGHLIGHT, linestyle=style.DOTTED, linewidth=1.4)
    caption = _caption(ax)

    def update(size: Size) -> None:
        mean, variance = normalization.batch_statistics(draws[:, : int(size)].T)
        dots.set_data(mean, np.sqrt(variance))
        caption.set_text(f"batches of {int(size)}: means ± {mean.std():.2f}")

    return fig, update


def graph() -> Figure:
    """The three ways from an input to the outputs of batch norm."""
    fig, ax = style.canvas((style.WIDTH, 200))
    places = {"X": (30, 100), "μ": (115, 165), "s²": (195, 165), "X̂": (235, 60), "X̃": (325, 60)}
    for tail, head in [("X", "X̂"), ("X", "μ"), ("X", "s²"), ("μ", "s²"), ("μ", "X̂"), ("s²", "X̂"),
                       ("X̂", "X̃")]:
        ax.annotate("", places[head], places[tail], arrowprops={
            "arrowstyle": "-|>", "color": style.NEUTRAL, "linewidth": 1.6, "mutation_scale": 13,
            "shrinkA": 19, "shrinkB": 19,
        })
    for name, (x, y) in places.items():
        color = style.HIGHLIGHT if name in ("μ", "s²") else style.FUNCTION
        ax.plot([x], [y], "o", markersize=32, color=style.PAPER, markeredgecolor=color,
                markeredgewidth=2, zorder=2)
        style.remark(ax, name, x, y, color=color)
    style.remark(ax, "γ, b", 280, 28, color=style.INK)
    style.remark(ax, "straight", 118, 66, color=style.INK)
    return fig


def batch_norm_backward() -> tuple:
    """The gradient by each example, when the loss asks for one output only."""
    fig, ax = style.axes(x=(0, 8), y=(-0.25, 0.5), xlabel="value of the example",
                         ylabel="gradient")
    x = COLUMN[:, 0]
    line = np.array([0.2, 7.8])
    (rest,) = ax.plot(line, line, color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=1.6, gid="rest")
    stems = [ax.plot([value, value], [0, 0], color=style.DERIVATIVE, linewidth=2, gid=f"stem{i}")[0]
             for i, value in enumerate(x)]
    (ring,) = ax.plot([0], [0], "o", markersize=15, color=style.HIGHLIGHT, markerfacecolor=style.PAPER,
                      markeredgewidth=2, gid="ring")
    (dots,) = ax.plot(x, 0 * x, "o", color=style.DERIVATIVE, markersize=7, gid="gradients")
    caption = _caption(ax)

    def update(example: Chosen) -> None:
        chosen = int(example) - 1
        G = np.zeros_like(COLUMN)
        G[chosen] = 1
        by_X = normalization.batch_norm_backward(G, COLUMN, ONE, NONE)[0][:, 0]
        dots.set_ydata(by_X)
        for stem, value in zip(stems, by_X, strict=True):
            stem.set_ydata([0, value])
        others = np.delete(np.arange(8), chosen)
        rest.set_ydata(np.polyval(np.polyfit(x[others], by_X[others], 1), line))
        ring.set_data([x[chosen]], [by_X[chosen]])
        caption.set_text(f"all the others: {by_X[others].sum():.2f}".replace("-", "−"))

    return fig, update


def eps() -> Figure:
    """How widely a column spreads after batch norm, against its spread before."""
    fig, ax = style.axes(x=(1e-5, 1), y=(0, 1.15), xlabel="standard deviation before",
                         ylabel="standard deviation after", size=(style.WIDTH, 240))
    ax.set_xscale("log")
    ax.minorticks_off()
    ax.set_xticks([1e-4, 1e-3, 1e-2, 1e-1, 1], ["0.0001", "0.001", "0.01", "0.1", "1"])
    s = np.logspace(-5, 0, 81)
    outputs = [normalization.batch_norm(np.array([[-one], [one]]), ONE, NONE).std() for one in s]
    ax.plot(s, outputs, color=style.FUNCTION)
    ax.axvline(np.sqrt(1e-5), color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=1.4)
    style.remark(ax, "√ε", np.sqrt(1e-5), 0.12, shift=(8, 0), ha="left")
    return fig


def rays() -> tuple:
    """A loss over two weights before a batch norm: the same along each ray."""
    fig, ax = style.axes(x=(-2.6, 2.6), y=(-2.6, 2.6), xlabel="w₁", ylabel="w₂",
                         size=(style.WIDTH, 372))
    angles = np.linspace(-np.pi, np.pi, 721)
    heights = np.array([_loss(np.array([np.cos(a), np.sin(a)]))[0] for a in angles])
    levels = np.linspace(heights.min(), heights.max(), 9)[1:-1]
    for level in levels:
        crossed = angles[:-1][np.diff(np.sign(heights - level)) != 0]
        for angle in crossed:
            ax.plot([0, 4 * np.cos(angle)], [0, 4 * np.sin(angle)], color=style.NEUTRAL, linewidth=1.2)
    best = angles[np.argmin(heights)]
    ax.plot([0, 4 * np.cos(best)], [0, 4 * np.sin(best)], color=style.SECOND, linewidth=3)
    style.remark(ax, "least loss", 2.45 * np.cos(best), 2.45 * np.sin(best), color=style.SECOND,
                 shift=(-8, 12), ha="right")
    (weights,) = ax.plot([0, 1], [0, 1], color=style.FUNCTION, gid="weights")
    (step,) = ax.plot([0, 1], [0, 1], color=style.HIGHLIGHT, gid="step")
    at = style.point(ax, 0, 0, color=style.FUNCTION, gid="at")
    end = style.point(ax, 0, 0, gid="end")
    caption = _caption(ax)
    direction = np.array([np.cos(best + 1.3), np.sin(best + 1.3)])

    def update(length: Length) -> None:
        w = length * direction
        loss, gradient = _loss(w)
        after = gradient_step(w, gradient, 0.75)
        weights.set_data([0, w[0]], [0, w[1]])
        step.set_data([w[0], after[0]], [w[1], after[1]])
        at.set_data([w[0]], [w[1]])
        end.set_data([after[0]], [after[1]])
        caption.set_text(f"loss {loss:.2f}, gradient of length {np.linalg.norm(gradient):.2f}")

    return fig, update


def _loss(w: np.ndarray) -> tuple[float, np.ndarray]:
    """A mean squared error of a neuron with batch norm, and its gradient by the weights."""
    rng = np.random.default_rng(3)
    X = rng.normal(size=(30, 2))
    y = X @ np.array([0.8, 0.6])
    Z = (X @ w)[:, np.newaxis]
    prediction = normalization.batch_norm(Z, ONE, NONE)[:, 0]
    G = losses.mse_grad(prediction, y)[:, np.newaxis]
    by_Z, _, _ = normalization.batch_norm_backward(G, Z, ONE, NONE)
    return losses.mse(prediction, y), X.T @ by_Z[:, 0]


def running_statistics() -> tuple:
    """The running mean after each batch, for a share of the new one."""
    fig, ax = style.axes(x=(0, 40), y=(-0.5, 8.5), xlabel="batch", ylabel="mean")
    batches = np.random.default_rng(5).normal(5, 3, size=(40, 6, 1))
    ax.axhline(5, color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=1.4)
    ax.plot(np.arange(1, 41), batches.mean(axis=(1, 2)), "o", color=style.SECOND, markersize=4.5,
            markerfacecolor=style.PAPER)
    (line,) = ax.plot(np.arange(41), np.zeros(41), color=style.FUNCTION, gid="running")
    style.remark(ax, "running", 12, 0.9, color=style.FUNCTION)
    style.remark(ax, "each batch", 40, 0.9, color=style.SECOND, ha="right")
    caption = _caption(ax)

    def update(momentum: Share) -> None:
        mean, variance = np.zeros(1), np.ones(1)
        path = [0.0]
        for batch in batches:
            mean, variance = normalization.running_statistics(batch, mean, variance, momentum)
            path.append(float(mean[0]))
        line.set_ydata(path)
        caption.set_text(f"at the end {mean[0]:.2f}, variance {variance[0]:.1f}")

    return fig, update


def batch_norm_inference() -> Figure:
    """The output for one example, against the value of a neighbor in its batch."""
    fig, ax = style.axes(x=(0, 20), y=(-1.6, 2), xlabel="value of another example in the batch",
                         ylabel="output for an example at 6", size=(style.WIDTH, 250))
    values = np.linspace(0, 20, 81)
    batch = np.array([3.0, 4.0, 5.0, 6.0])
    outputs = [normalization.batch_norm(np.append(batch, v)[:, np.newaxis], ONE, NONE)[3, 0]
               for v in values]
    ax.plot(values, outputs, color=style.SECOND, linestyle=style.DASHED)
    kept = normalization.batch_norm_inference(
        np.array([[6.0]]), ONE, NONE, np.array([4.5]), np.array([3.0]))
    ax.plot([0, 20], [kept[0, 0]] * 2, color=style.FUNCTION)
    style.remark(ax, "statistics that were kept", 20, kept[0, 0], color=style.FUNCTION,
                 shift=(0, 12), ha="right")
    style.remark(ax, "statistics of the batch", 20, -0.75, color=style.SECOND, ha="right")
    return fig


def layer_norm() -> Figure:
    """Which entries of a batch share their mean and variance."""
    fig, ax = style.canvas((style.WIDTH, 205))
    for left, title, by_column in ((18, "batch norm", True), (202, "layer norm", False)):
        style.remark(ax, title, left + 70, 16, color=style.INK)
        for i in range(4):
            for j in range(5):
                marked = j == 1 if by_column else i == 2
                ax.add_patch(Rectangle((left + 28 * j, 32 + 28 * i), 25, 25, linewidth=1.2,
                                       facecolor=style.FUNCTION if marked else "none",
                                       edgecolor=style.FUNCTION if marked else style.NEUTRAL))
        style.remark(ax, "one column" if by_column else "one row",
                     left + 70, 164, color=style.FUNCTION)
    style.remark(ax, "a row is an example, a column a feature", 180, 192, color=style.NEUTRAL)
    return fig


def train() -> tuple:
    """The loss of a network of ten hidden layers, with and without batch norm."""
    fig, ax = style.axes(x=(0, 100), y=(5e-3, 8), xlabel="step", ylabel="loss")
    ax.set_yscale("log")
    ax.minorticks_off()
    ax.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
    steps = np.arange(0, 101, 2)
    (plain,) = ax.plot(steps, steps, color=style.SECOND, linestyle=style.DASHED, gid="plain")
    (normal,) = ax.plot(steps, steps, color=style.FUNCTION, gid="normal")
    style.remark(ax, "without", 100, 1.5, color=style.SECOND, ha="right")
    style.remark(ax, "with batch norm", 4, 0.009, color=style.FUNCTION, ha="left")
    caption = _caption(ax)

    def update(scale: Start) -> None:
        without, with_it = (_history(scale, normalized) for normalized in (False, True))
        plain.set_ydata(without[steps])
        normal.set_ydata(with_it[steps])
        caption.set_text(f"at the end {without[-1]:.2f} and {with_it[-1]:.3f}")

    return fig, update


@lru_cache(maxsize=16)
def _history(scale: float, normalized: bool, steps: int = 100) -> np.ndarray:
    """The loss before each step of a deep network on two half circles."""
    X, y = moons(60, 0.1, np.random.default_rng(0))
    rng = np.random.default_rng(1)
    sizes = [2, *[16] * 10, 1]
    W = [rng.normal(0, np.sqrt(scale / d), size=(d, k))
         for d, k in zip(sizes[:-1], sizes[1:], strict=True)]
    gamma, b = [np.ones(16)] * 10, [*[np.zeros(16)] * 10, np.zeros(1)]
    history = []
    for _ in range(steps + 1):
        A, tape = X, []
        for i in range(10):
            Z = A @ W[i]
            N = normalization.batch_norm(Z, gamma[i], b[i]) if normalized else Z + b[i]
            tape.append((A, Z, N))
            A = relu(N)
        z = (A @ W[10] + b[10])[:, 0]
        history.append(losses.binary_cross_entropy(z, y))
        G = losses.binary_cross_entropy_grad(z, y)[:, np.newaxis]
        back = G @ W[10].T
        W[10] = gradient_step(W[10], A.T @ G, 0.2)
        b[10] = gradient_step(b[10], G.sum(axis=0), 0.2)
        for i in reversed(range(10)):
            A, Z, N = tape[i]
            G = back * relu_grad(N)
            by_b = G.sum(axis=0)
            if normalized:
                G, by_gamma, by_b = normalization.batch_norm_backward(G, Z, gamma[i], b[i])
                gamma[i] = gradient_step(gamma[i], by_gamma, 0.2)
            back = G @ W[i].T
            W[i] = gradient_step(W[i], A.T @ G, 0.2)
            b[i] = gradient_step(b[i], by_b, 0.2)
    return np.array(history)


def _bars(ax: Axes, edges: np.ndarray, heights: np.ndarray, color: str,
          gid: str | None = None) -> Polygon:
    bars = Polygon(_outline(edges, heights), closed=True, facecolor=color, alpha=0.35,
                   edgecolor="none", linewidth=0, gid=gid)
    ax.add_patch(bars)
    return bars


def _outline(edges: np.ndarray, heights: np.ndarray) -> np.ndarray:
    """The outline of a histogram, down to the axis at both ends."""
    x = np.repeat(edges, 2)
    return np.column_stack([x, np.concatenate([[0], np.repeat(heights, 2), [0]])])


def _spread(ax: Axes, mean: float, s: float, gid: str | None = None) -> tuple:
    """A dot at the mean and a bar of one standard deviation to both sides."""
    (bar,) = ax.plot([mean - s, mean + s], [3, 3], color=style.HIGHLIGHT, linewidth=3, gid=gid)
    return bar, style.point(ax, mean, 3, gid=gid and f"{gid}:mean")


def _log(ax: Axes, exponents: range) -> None:
    superscripts = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    ax.set_yscale("log")
    ax.minorticks_off()
    names = [f"10{str(n).translate(superscripts)}" if n else "1" for n in exponents]
    ax.set_yticks([10.0**n for n in exponents], names)


def _caption(ax: Axes) -> Annotation:
    """A line that `update` fills, above the plane at the right."""
    return style.remark(ax, "", ax.get_xlim()[1], ax.get_ylim()[1], color=style.HIGHLIGHT,
                        shift=(0, 16), ha="right", gid="caption")
