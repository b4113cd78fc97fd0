"""Diagrams of softmax regression: regions, probabilities, gradients and what changes nothing."""

from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import datasets, optimization, softmax_regression

# The examples of the page: three clouds, fifteen points each.
CLASSES = np.repeat([0, 1, 2], 15)
CENTERS = np.array([[0.0, 2.0], [-2.0, -1.0], [2.0, -1.0]])
POINTS = CENTERS[CLASSES] + np.random.default_rng(3).normal(size=(45, 2))

COLORS = (style.FUNCTION, style.SECOND, style.HIGHLIGHT)
MARKERS = ("o", "s", "^")
BOX = np.array([[-4.5, -4.0], [4.5, -4.0], [4.5, 4.5], [-4.5, 4.5]])
CORNERS = 8  # more than a region of three classes in a box can have
RATE = 0.5
SLOW = 0.15  # for a first diagram in which the regions can be followed
WRONG = np.deg2rad([195.0, 315.0, 75.0])  # the directions of its first weights

Steps = Annotated[float, Slider(0, 30, step=1, value=0, label="steps")]
MiddleBias = Annotated[float, Slider(-3, 3, step=0.5, value=2, label="bias of class 1")]
Angle = Annotated[float, Slider(0, 160, step=20, value=100, label="angle")]
Bias = Annotated[float, Slider(-4, 4, step=1, value=0, label="bias")]
Shift = Annotated[float, Slider(-2, 2, step=0.25, value=0, label="c")]


def fit() -> tuple:
    """The regions after some steps of descent, and the loss so far."""
    fig = style.figure((style.WIDTH, 500))
    above = _field(fig, (0, 0, style.WIDTH, 330))
    below = style.plane(fig, (0, 322, style.WIDTH, 178), (0, 30), (0, 4), xlabel="step", ylabel="loss")
    path = _descent(30)
    heights = [softmax_regression.loss(*weights, POINTS, CLASSES) for weights in path]
    regions = _regions(above)
    _scatter(above, POINTS, CLASSES)
    for k, place in enumerate([(1.9, 3.3), (-3.5, -3.5), (3.6, -3.5)]):
        style.remark(above, f"class {k}", *place, color=COLORS[k])
    below.plot(range(31), heights, color=style.FUNCTION)
    here = style.point(below, 0, 0, gid="here")
    caption = _caption(above)

    def update(steps: Steps) -> None:
        weights = path[int(steps)]
        _place(regions, *weights)
        here.set_data([steps], [heights[int(steps)]])
        right = int(np.sum(softmax_regression.classify(POINTS, *weights) == CLASSES))
        caption.set_text(f"{right} of 45 right")

    return fig, update


def _descent(steps: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """All weights and biases on the way, from a start that points to the wrong clouds."""
    path = [(np.stack([np.cos(WRONG), np.sin(WRONG)]), np.zeros(3))]
    for _ in range(steps):
        gradients = softmax_regression.loss_gradients(*path[-1], POINTS, CLASSES)
        path.append(tuple(optimization.gradient_step(weights, gradient, SLOW)
                          for weights, gradient in zip(path[-1], gradients, strict=True)))  # fmt: skip
    return path


def predict_probability() -> tuple:
    """Three probabilities over one input: they share a total of one."""
    fig, ax = style.axes(x=(-5, 5), y=(0, 1.12), xlabel="input x", ylabel="probability")
    x = np.linspace(-5, 5, 81)
    W = np.array([[-1.5, 0.0, 1.5]])
    lines = [ax.plot(x, x, color=color, gid=f"class{k}")[0] for k, color in enumerate(COLORS)]
    names = [
        style.remark(ax, f"class {k}", place, 0, color=COLORS[k], shift=(0, 11), gid=f"name{k}")
        for k, place in enumerate((x[5], x[40], x[75]))
    ]

    def update(middle: MiddleBias) -> None:
        b = np.array([0.0, middle, 0.0])
        P = softmax_regression.predict_probability(x[:, np.newaxis], W, b)
        for k, (line, name) in enumerate(zip(lines, names, strict=True)):
            line.set_ydata(P[:, k])
            name.xy = (name.xy[0], float(P[(5, 40, 75)[k], k]))

    return fig, update


def classify() -> tuple:
    """Turn the weights of one class, and raise its bias: the borders follow."""
    fig = style.figure((style.WIDTH, 340))
    ax = _field(fig, (0, 0, style.WIDTH, 340))
    regions = _regions(ax)
    arrows = [ax.plot([0, 1], [0, 1], color=color, linewidth=2.5, gid=f"weights{k}")[0]
              for k, color in enumerate(COLORS)]  # fmt: skip
    tips = [style.point(ax, 0, 0, color=color, gid=f"tip{k}") for k, color in enumerate(COLORS)]
    names = [
        style.remark(ax, f"class {k}", 0, 0, color=color, gid=f"name{k}")
        for k, color in enumerate(COLORS)
    ]

    def update(angle: Angle, bias: Bias) -> None:
        angles = np.deg2rad([angle, 210, 330])
        W = 1.5 * np.stack([np.cos(angles), np.sin(angles)])
        _place(regions, W, np.array([bias, 0.0, 0.0]))
        for k, (arrow, tip, name) in enumerate(zip(arrows, tips, names, strict=True)):
            arrow.set_data([0, W[0, k]], [0, W[1, k]])
            tip.set_data([W[0, k]], [W[1, k]])
            name.xy = tuple(W[:, k] * (1.35 + 0.35 * abs(np.cos(angles[k]))))

    return fig, update


def log_odds() -> Figure:
    """Between each two classes there is a line; a third class can hide a part of it."""
    fig = style.figure((style.WIDTH, 330))
    ax = _field(fig, (0, 0, style.WIDTH, 330))
    W, b = softmax_regression.fit(POINTS, CLASSES, 3, RATE, 200)
    _place(_regions(ax), W, b)
    _scatter(ax, POINTS, CLASSES)
    for i, j in [(0, 1), (0, 2), (1, 2)]:
        ends = _line(W[:, i] - W[:, j], b[i] - b[j])
        along = ends[0] + np.linspace(0, 1, 101)[:, np.newaxis] * (ends[1] - ends[0])
        scores = along @ W + b
        seen = scores[:, i] >= scores.max(axis=1) - 1e-9
        for part, dots, width in [(seen, "-", 2.0), (~seen, style.DOTTED, 1.5)]:
            ax.plot(*along[part].T, color=style.INK, linestyle=dots, linewidth=width)
    for name, x, y in [("0 or 1", -3.0, 3.2), ("0 or 2", 3.5, 2.1), ("1 or 2", 0.75, -3.3)]:
        style.remark(ax, name, x, y)
    return fig


def loss_gradients() -> Figure:
    """Probabilities, what happened, and the difference, in one row for each example."""
    fig, ax = style.canvas((style.WIDTH, 186))
    P = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4], [0.5, 0.4, 0.1]])
    Y = softmax_regression.one_hot(np.array([0, 1, 2, 1]), 3)
    for left, width, table, title, form, color in [
        (12, 32, P, "P", ".1f", style.FUNCTION), (138, 22, Y, "Y", ".0f", style.INK),
        (234, 39, P - Y, "P − Y", ".1f", style.DERIVATIVE),
    ]:  # fmt: skip
        _table(ax, table, (left, 36), width, title, form, color)
    for x, sign in [(123, "−"), (219, "=")]:
        style.remark(ax, sign, x, 92)
    style.remark(ax, "each row adds up to 1, 1 and 0", 180, 168, color=style.NEUTRAL)
    return fig


def remove_shift() -> tuple:
    """A valley without an end: one weight more in every class, the same probabilities."""
    fig = style.figure((style.WIDTH, 470))
    above = style.plane(
        fig,
        (0, 0, style.WIDTH, 265),
        (-3, 3),
        (-3, 3),
        xlabel="weight of class 0",
        ylabel="weight of class 1",
    )
    below = style.plane(
        fig,
        (0, 265, style.WIDTH, 205),
        (-4, 4),
        (0, 1.05),
        xlabel="input x",
        ylabel="probability of class 1",
    )
    X, y = np.array([[-2.0], [-1.0], [-0.3], [0.4], [1.0], [2.0]]), np.array([0, 0, 1, 0, 1, 1])
    weights = np.linspace(-3, 3, 41)
    b = np.zeros(2)
    heights = [[softmax_regression.loss(np.array([[first, second]]), b, X, y) for first in weights]
               for second in weights]  # fmt: skip
    best = _best_difference(X, y)
    low = softmax_regression.loss(np.array([[0.0, best]]), b, X, y)
    above.contour(
        weights,
        weights,
        heights,
        levels=low + np.array([0.02, 0.1, 0.3, 0.7, 1.5, 3]),
        colors=[style.FUNCTION],
        linewidths=1.2,
        alpha=0.55,
    )
    above.plot([-3, 3 - best], [-3 + best, 3], color=style.SECOND, linestyle=style.DASHED)
    style.remark(above, "bottom of the valley", -2.9, 2.5, color=style.SECOND, ha="left")
    here = style.point(above, 0, 0, gid="here")
    x = np.linspace(-4, 4, 81)
    below.plot(X[:, 0], y, "o", color=style.INK, markersize=6)
    (line,) = below.plot(x, x, color=style.FUNCTION, gid="line")
    caption = _caption(above)

    def update(shift: Shift) -> None:
        W = np.array([[shift - best / 2, shift + best / 2]])
        here.set_data([W[0, 0]], [W[0, 1]])
        line.set_ydata(softmax_regression.predict_probability(x[:, np.newaxis], W, b)[:, 1])
        caption.set_text(f"loss {softmax_regression.loss(W, b, X, y):.4f}")

    return fig, update


def learning_rates() -> Figure:
    """The loss on the way down, too slowly, well and too fast."""
    fig, ax = style.axes(x=(0, 30), y=(0, 2.2), xlabel="step", ylabel="loss")
    for rate, color, dots, x, y in [
        (0.02, style.SECOND, "-", 29, 0.86), (0.5, style.FUNCTION, "-", 29, 0.3),
        (40.0, style.HIGHLIGHT, style.DASHED, 12, 1.5),
    ]:  # fmt: skip
        heights = [
            softmax_regression.loss(
                *softmax_regression.fit(POINTS, CLASSES, 3, rate, steps), POINTS, CLASSES
            )
            for steps in range(31)
        ]
        ax.plot(range(31), heights, color=color, linestyle=dots, linewidth=2)
        style.remark(ax, f"η = {rate:g}", x, y, color=color, ha="right")
    return fig


def limits() -> Figure:
    """Rings, and the best that straight borders can do."""
    fig = style.figure((style.WIDTH, 330))
    X, y = datasets.rings(90, 0.1, np.random.default_rng(0))
    X = X * 3.2 / np.max(np.abs(X))
    ax = _field(fig, (0, 0, style.WIDTH, 330))
    W, b = softmax_regression.fit(X, y, int(y.max()) + 1, RATE, 300)
    _place(_regions(ax)[: W.shape[1]], W, b)
    _scatter(ax, X, y)
    right = np.mean(softmax_regression.classify(X, W, b) == y)
    _caption(ax).set_text(f"{right:.0%} right")
    return fig


def _best_difference(X: np.ndarray, y: np.ndarray) -> float:
    """The difference of the two weights at the bottom of the valley, without biases."""
    W = np.zeros((1, 2))
    for _ in range(300):
        W = W - softmax_regression.loss_gradients(W, np.zeros(2), X, y)[0]
    return float(W[0, 1] - W[0, 0])


def _field(fig: Figure, box: tuple[float, float, float, float]) -> Axes:
    """A plane of two inputs."""
    return style.plane(fig, box, (-4.5, 4.5), (-4, 4.5), xlabel="first input", ylabel="second input")


def _scatter(ax: Axes, X: np.ndarray, y: np.ndarray) -> None:
    for k, (color, marker) in enumerate(zip(COLORS, MARKERS, strict=True)):
        ax.plot(
            *X[y == k].T,
            marker,
            color=color,
            markersize=6,
            markeredgecolor=style.PAPER,
            markeredgewidth=0.8,
        )


def _regions(ax: Axes) -> list[Polygon]:
    """A patch for each class, which `_place` puts where its score is the largest."""
    nowhere = np.zeros((CORNERS, 2))
    return [ax.add_patch(Polygon(nowhere, facecolor=color, edgecolor=color, alpha=0.16, linewidth=1.2,
                                 gid=f"region{k}")) for k, color in enumerate(COLORS)]  # fmt: skip


def _place(regions: list[Polygon], W: np.ndarray, b: np.ndarray) -> None:
    for k, region in enumerate(regions):
        corners = BOX
        for j in range(len(b)):
            if j != k:
                corners = _cut(corners, W[:, k] - W[:, j], b[k] - b[j])
        # The last corner again and again: each frame has as many.
        filler = corners[-1:] if len(corners) else np.array([[-9.0, -9.0]])
        region.set_xy(np.vstack([corners, np.repeat(filler, CORNERS - len(corners), axis=0)]))


def _cut(corners: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """The part of a convex polygon where w·x + b is not negative."""
    kept = []
    for here, there in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        first, second = here @ w + b, there @ w + b
        if first >= 0:
            kept.append(here)
        if first * second < 0:
            kept.append(here + first / (first - second) * (there - here))
    return np.array(kept).reshape(-1, 2)


def _line(w: np.ndarray, b: float) -> np.ndarray:
    """Both ends of the line w·x + b = 0 in the box."""
    inside = _cut(BOX, w, b)
    return inside[np.argsort(np.abs(inside @ w + b))[:2]]


def _table(
    ax: Axes, values: np.ndarray, corner: tuple[float, float], width: float, title: str, form: str,
    color: str,
) -> None:  # fmt: skip
    """The numbers of a matrix between brackets, with its name above."""
    (left, top), height = corner, 27
    rows, columns = values.shape
    right, bottom = left + columns * width, top + rows * height
    for edge, inward in [(left, 5), (right, -5)]:
        ax.plot(
            [edge + inward, edge, edge, edge + inward],
            [top, top, bottom, bottom],
            color=style.AXIS,
            linewidth=1.2,
        )
    for i, j in np.ndindex(rows, columns):
        text = f"{values[i, j]:z{form}}".replace("-", "−")
        style.remark(ax, text, left + (j + 0.5) * width, top + (i + 0.5) * height, color=color)
    style.remark(ax, title, (left + right) / 2, top - 15, color=color)


def _caption(ax: Axes) -> Annotation:
    """A line that `update` fills, above the plane at the right."""
    right, top = ax.get_xlim()[1], ax.get_ylim()[1]
    return style.remark(
        ax, "", right, top, color=style.HIGHLIGHT, shift=(0, 16), ha="right", gid="caption"
    )
