"""Diagrams of a network with a hidden layer: its values, its bent space, its training."""

from functools import lru_cache
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import activations, datasets, linear_algebra, losses, optimization
from snippets import mlp as network

First = Annotated[float, Slider(0, 1, step=0.25, value=1, label="x₁")]
Other = Annotated[float, Slider(0, 1, step=0.25, value=0, label="x₂")]
Bend = Annotated[float, Slider(0, 1, step=0.1, value=1, label="slope left of 0")]
Step = Annotated[float, Slider(0, 1000, step=100, value=0, label="step")]
Depth = Annotated[float, Slider(1, 8, step=1, value=1, label="hidden layers")]

SEED = 390  # of a random network whose curve is lively
XOR = (np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0]),
       np.array([[1.0], [-2.0]]), np.array([0.0]))


def mlp() -> tuple:
    """The network for exclusive or, with the values in its neurons."""
    fig, ax = style.canvas((style.WIDTH, 250))
    inputs, middle, out = [(50, 70), (50, 175)], [(180, 70), (180, 175)], [(310, 123)]
    W_1, b_1, W_2, _ = XOR
    for i, start in enumerate(inputs):
        for j, end in enumerate(middle):
            _wire(ax, start, end, W_1[i, j], 0.26)
    for j, start in enumerate(middle):
        _wire(ax, start, out[0], W_2[j, 0], 0.45)
    places = [*inputs, *middle, *out]
    for place, color in zip(places, [style.NEUTRAL] * 2 + [style.SECOND] * 2 + [style.FUNCTION],
                            strict=True):
        ax.add_patch(Circle(place, 24, facecolor=style.PAPER, edgecolor=color, linewidth=2.2,
                            zorder=3))
    for text, (x, y), way in [("x₁", inputs[0], 1), ("x₂", inputs[1], -1),
                              ("bias 0", middle[0], 1), ("bias −1", middle[1], -1),
                              ("score", out[0], 1)]:
        style.remark(ax, text, x, y, shift=(0, 37 * way))
    style.remark(ax, "ReLU", 180, 123, color=style.SECOND)
    values = [style.remark(ax, "", *place, gid=f"value{number}")
              for number, place in enumerate(places)]

    def update(x_1: First, x_2: Other) -> None:
        X = np.array([[x_1, x_2]])
        A = network.hidden(X, *XOR[:2])
        score = network.mlp(X, *XOR)
        for text, value in zip(values, [*X[0], *A[0], *score[0]], strict=True):
            text.set_text(f"{value + 0:g}".replace("-", "−"))

    return fig, update


def _wire(
    ax: Axes, start: tuple[int, int], end: tuple[int, int], weight: float, share: float
) -> None:
    """A connection with its weight on it."""
    ax.plot(*zip(start, end, strict=True), color=style.AXIS, linewidth=1.6)
    x, y = (a + share * (b - a) for a, b in zip(start, end, strict=True))
    ax.annotate(f"{weight:g}".replace("-", "−"), (x, y), color=style.INK, ha="center", va="center",
                bbox={"boxstyle": "round,pad=0.15", "facecolor": style.PAPER, "edgecolor": "none"})


def hidden() -> tuple:
    """The square of inputs on the left, what the hidden layer makes of it on the right."""
    fig = style.figure((style.WIDTH, 220))
    left = style.plane(fig, (0, 0, 165, 220), (-0.4, 1.4), (-0.4, 1.4), xlabel="x₁", ylabel="x₂")
    right = style.plane(fig, (165, 0, 195, 220), (-0.4, 2.4), (-1.4, 1.4),
                        xlabel="first neuron", ylabel="second neuron")
    X, y = datasets.xor()
    line = np.linspace(-0.2, 2.2, 13)
    for total in (0.5, 1.5):
        left.plot([total - 1.4, 1.4], [1.4, total - 1.4], color=style.NEUTRAL, linewidth=1.3,
                  linestyle=style.DOTTED)
    for label in (0, 1):
        color, marker = (style.FUNCTION, "o") if label == 0 else (style.DERIVATIVE, "s")
        left.plot(*X[y == label].T, marker, color=color, markersize=9)
    (way,) = right.plot(line, line, color=style.NEUTRAL, linewidth=2, gid="way")
    moved = [right.plot([0, 0], [0, 0], marker, color=color, markersize=9, gid=f"class{label}")[0]
             for label, (color, marker) in enumerate([(style.FUNCTION, "o"),
                                                      (style.DERIVATIVE, "s")])]
    (cut,) = right.plot([0, 0], [0, 0], color=style.HIGHLIGHT, linewidth=2,
                        linestyle=style.DASHED, gid="cut")
    caption = style.remark(right, "", 2.4, -1.1, color=style.HIGHLIGHT, ha="right", gid="caption")

    def bent(points: np.ndarray, alpha: float) -> np.ndarray:
        return activations.leaky_relu(linear_algebra.linear(points, *XOR[:2]), alpha)

    def update(alpha: Bend) -> None:
        way.set_data(*bent(np.stack([line / 2, line / 2], axis=1), alpha).T)
        for label, artist in enumerate(moved):
            artist.set_data(*bent(X[y == label], alpha).T)
        ends = np.array([-0.4, 2.4])
        # The corners lie at (0, -alpha), (1, 0) and (2, 1): between the middle one and the others.
        height = (1 - alpha) / 4
        cut.set_data(ends, (ends - 1) * (1 + alpha) / 2 + height if alpha < 1 else [99.0, 99.0])
        caption.set_text("separated" if alpha < 1 else "not separable")

    return fig, update


def linear_network() -> Figure:
    """The same two layers without and with a bend."""
    fig, (left, right) = style.side_by_side((-2, 2), (-2, 3), (-2, 3),
                                            labels=("nothing between", "ReLU between"))
    W_1, b_1 = np.array([[1.0, -1.0, 1.5]]), np.array([0.5, 0.8, -0.9])
    W_2, b_2 = np.array([[1.0], [1.0], [-1.5]]), np.array([-0.6])
    x = np.linspace(-2, 2, 41)
    column = x[:, np.newaxis]
    for ax, sums in ((left, linear_algebra.linear(column, W_1, b_1)),
                     (right, network.hidden(column, W_1, b_1))):
        for j in range(3):
            ax.plot(x, sums[:, j], color=style.SECOND, linewidth=1.4, linestyle=style.DASHED)
    left.plot(x, network.linear_network(column, W_1, b_1, W_2, b_2)[:, 0], color=style.FUNCTION)
    right.plot(x, network.mlp(column, W_1, b_1, W_2, b_2)[:, 0], color=style.FUNCTION)
    style.remark(left, "sum", -0.6, 2.75, color=style.FUNCTION, shift=(8, -3), ha="left")
    style.remark(right, "sum", -1.5, 1.7, color=style.FUNCTION, shift=(6, 6), ha="left")
    return fig


@lru_cache(maxsize=8)
def _trained(seed: int, k: int, steps: int, rate: float, moons: bool = False) -> tuple:
    """The parameters and the loss after each step."""
    rng = np.random.default_rng(seed)
    X, y = datasets.moons(60, 0.12, np.random.default_rng(0)) if moons else datasets.xor()
    parameters = [array for layer in network.random_layers([2, k, 1], rng) for array in layer]
    path, history = [parameters], []
    for _ in range(steps):
        z = network.mlp(X, *parameters)[:, 0]
        history.append(losses.binary_cross_entropy(z, y))
        G = losses.binary_cross_entropy_grad(z, y)[:, np.newaxis]
        gradients = network.mlp_backward(G, X, *parameters)[1:]
        parameters = [optimization.gradient_step(array, gradient, rate)
                      for array, gradient in zip(parameters, gradients, strict=True)]
        path.append(parameters)
    return X, y, path, history


def xor_training() -> Figure:
    """The loss of exclusive or from four random starts."""
    fig, ax = style.axes(x=(0, 600), y=(0, 1), xlabel="step", ylabel="loss")
    for seed, color, text, at, shift in [
        (1, style.FUNCTION, "seed 1: solved", 150, (8, 4)),
        (0, style.SECOND, "seed 0: two cases alike", 560, (0, -12)),
        (3, style.DERIVATIVE, "seed 3: three cases alike", 560, (0, -12)),
        (7, style.HIGHLIGHT, "seed 7: all four alike", 560, (0, 12)),
    ]:
        history = np.array(_trained(seed, 2, 601, 0.5)[3])
        x = np.arange(0, 601, 10)
        ax.plot(x, history[x], color=color, linewidth=2)
        style.remark(ax, text, at, history[at], color=color, shift=shift,
                     ha="left" if seed == 1 else "right")
    return fig


def moons_training() -> tuple:
    """Where each hidden neuron begins to respond, and the border of the classes, in training."""
    fig, ax = style.axes(x=(-1.6, 2.6), y=(-1.1, 1.6), xlabel="x₁", ylabel="x₂",
                         size=(style.WIDTH, 290))
    X, y, path, history = _trained(3, 8, 1000, 0.5, True)
    _classes(ax, X, y, 4.5)
    hinges = [ax.plot([0, 0], [0, 0], color=style.SECOND, linewidth=1.3, linestyle=style.DASHED,
                      gid=f"hinge{j}")[0] for j in range(8)]
    (border,) = ax.plot([0], [0], color=style.HIGHLIGHT, linewidth=2.6, gid="border")
    caption = style.remark(ax, "", 2.6, 1.6, color=style.HIGHLIGHT, shift=(0, 16), ha="right",
                           gid="caption")

    def update(step: Step) -> None:
        parameters = path[int(step)]
        for j, line in enumerate(hinges):
            line.set_data(*_edge(parameters[0][:, j], parameters[1][j]))
        border.set_data(*_border(parameters))
        caption.set_text(f"loss {history[min(int(step), 999)]:.3f}")

    return fig, update


def responses() -> Figure:
    """What each of the eight hidden neurons responds to after training."""
    fig = style.figure((style.WIDTH, 492))
    X, y, path, _ = _trained(3, 8, 1000, 0.5, True)
    W_1, b_1, W_2, _ = path[-1]
    for j in range(8):
        box = (180 * (j % 2) - 20, 12 + 118 * (j // 2), 190, 126)
        ax = style.plane(fig, box, (-1.6, 2.6), (-1.1, 1.6), xlabel="", ylabel="")
        ax.tick_params(labelleft=False, labelbottom=False)
        _classes(ax, X[::3], y[::3], 2.6)
        for level in range(6):
            ax.plot(*_edge(W_1[:, j], b_1[j] - 0.75 * level), color=style.SECOND,
                    linewidth=2.2 if level == 0 else 0.9)
        weight = f"{W_2[j, 0]:+.1f}".replace("-", "−")
        style.remark(ax, f"weight {weight}", 2.6, 1.6, shift=(0, 9), ha="right",
                     color=style.DERIVATIVE if W_2[j, 0] > 0 else style.FUNCTION)
    return fig


def _classes(ax: Axes, X: np.ndarray, y: np.ndarray, size: float) -> None:
    for label, color, marker in ((0, style.FUNCTION, "o"), (1, style.DERIVATIVE, "s")):
        ax.plot(*X[y == label].T, marker, color=color, markersize=size, markeredgewidth=0)


def _edge(w: np.ndarray, b: float) -> np.ndarray:
    """Two far points of the line where the weighted sum is zero."""
    middle = -b * w / (w @ w)
    along = 9 * np.array([-w[1], w[0]]) / np.sqrt(w @ w)
    return np.stack([middle - along, middle + along], axis=1)


def _border(parameters: list[np.ndarray]) -> np.ndarray:
    """The line where the score is zero, in pieces with gaps between them."""
    x, y = np.linspace(-1.6, 2.6, 127), np.linspace(-1.1, 1.6, 82)
    grid = np.stack(np.meshgrid(x, y), -1)
    scores = network.mlp(grid.reshape(-1, 2), *parameters).reshape(grid.shape[:2])
    pieces = [np.array([[np.nan, np.nan]])]
    for piece in Figure().add_subplot().contour(x, y, scores, [0.0]).allsegs[0]:
        pieces += [_corners(piece), np.array([[np.nan, np.nan]])]
    return np.concatenate(pieces).T


def _corners(points: np.ndarray) -> np.ndarray:
    """The points of a chain that lie off the straight lines between the others."""
    start, way = points[0], points[-1] - points[0]
    beside = (points - start) @ np.array([-way[1], way[0]]) / max(np.sqrt(way @ way), 1e-9)
    farthest = int(np.argmax(np.abs(beside)))
    if np.abs(beside[farthest]) < 0.006:
        return points[[0, -1]]
    return np.concatenate([_corners(points[: farthest + 1])[:-1], _corners(points[farthest:])])


def forward() -> tuple:
    """A curve that a random network draws, with more and more layers."""
    fig, ax = style.axes(x=(-2, 2), y=(-1.15, 1.15), xlabel="x", ylabel="score, scaled")
    x = np.linspace(-2, 2, 121)
    (line,) = ax.plot(x, 0 * x, color=style.FUNCTION, gid="line")
    fine = np.linspace(-2, 2, 8_001)
    caption = style.remark(ax, "", 2, 1.15, color=style.HIGHLIGHT, shift=(0, 16), ha="right",
                           gid="caption")

    def update(depth: Depth) -> None:
        generator = np.random.default_rng(SEED)
        layers = network.random_layers([1] + [8] * int(depth) + [1], generator)
        rng = np.random.default_rng(SEED + 1000)
        layers = [(W, rng.normal(0, 1.0, b.shape)) for W, b in layers]
        scores, tape = network.forward(fine[:, np.newaxis], layers)
        on = np.concatenate([sums > 0 for _, sums in tape[:-1]], axis=1)
        pieces = 1 + np.count_nonzero(np.any(on[1:] != on[:-1], axis=1))
        # Scaled to the plane, to compare the shapes and not the sizes.
        middle, half = (scores.max() + scores.min()) / 2, np.ptp(scores) / 2
        line.set_ydata((network.forward(x[:, np.newaxis], layers)[0][:, 0] - middle) / half)
        caption.set_text(f"{8 * int(depth)} neurons, {pieces} pieces")

    return fig, update
