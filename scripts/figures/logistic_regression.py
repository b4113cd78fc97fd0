"""Diagrams of probabilities along a score, of boundaries between two classes, and of their loss."""

from typing import Annotated

import numpy as np
from contourpy import contour_generator
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import activations, logistic_regression, losses

# How many minutes earlier than usual somebody left home, and whether the train was caught.
EARLY = np.array([-7.0, -5.0, -4.0, -2.0, -1.0, 1.0, 2.0, 4.0, 5.0, 7.0])
CAUGHT = np.array([0, 0, 1, 0, 0, 1, 0, 1, 1, 1])
X = EARLY[:, None]

Weight = Annotated[float, Slider(-0.2, 1.4, step=0.2, value=0, label="w")]
Bias = Annotated[float, Slider(-2, 2, step=0.5, value=-1, label="b")]
Minutes = Annotated[float, Slider(-7, 6, step=1, value=0, label="x")]
Angle = Annotated[float, Slider(-60, 90, step=15, value=-60, label="angle of w (°)")]
Length = Annotated[float, Slider(0.5, 4, step=0.5, value=1, label="length of w")]
Steps = Annotated[float, Slider(0, 40, step=2, value=0, label="steps")]
Threshold = Annotated[float, Slider(0.1, 0.9, step=0.1, value=0.5, label="ϑ")]


def predict_probability() -> tuple:
    """A sigmoid over yes-or-no outcomes above; below, the same sigmoid as one point of a map."""
    fig = style.figure((style.WIDTH, 490))
    data = style.plane(fig, (0, 0, style.WIDTH, 235), (-8, 8), (-0.1, 1.1), xlabel="minutes early",
                       ylabel="caught: 1, missed: 0")
    data.set_yticks([0, 0.5, 1])
    _outcomes(data)
    stems = [data.plot([x, x], [0, 1], color=style.HIGHLIGHT, linewidth=2, gid=f"stem{i}")[0]
             for i, x in enumerate(EARLY)]
    at = np.linspace(-8, 8, 61)
    curve = data.plot(at, at, color=style.FUNCTION, gid="curve")[0]
    below = style.plane(fig, (0, 232, style.WIDTH, 258), (-0.4, 1.6), (-2.5, 2.5), xlabel="weight w",
                        ylabel="bias b")
    weights, biases = np.linspace(-0.4, 1.6, 61), np.linspace(-2.5, 2.5, 61)
    heights = [[_loss(w, b) for w in weights] for b in biases]
    lines = contour_generator(weights, biases, heights)
    for level in (0.5, 0.6, 0.8, 1.1, 1.5, 2):
        for line in lines.lines(level):
            few = np.linspace(0, len(line) - 1, 41).round().astype(int)
            below.plot(*line[few].T, color=style.FUNCTION, linewidth=1.2, alpha=0.6)
    w, b = logistic_regression.fit(X, CAUGHT, 0.1, 2000)
    style.point(below, w[0], b, color=style.FUNCTION)
    here = style.point(below, 0, 0, gid="here")
    caption = _caption(below)

    def update(w: Weight, b: Bias) -> None:
        weights = np.array([w])
        curve.set_ydata(logistic_regression.predict_probability(at[:, None], weights, b))
        chances = logistic_regression.predict_probability(X, weights, b)
        for stem, p, caught in zip(stems, chances, CAUGHT, strict=True):
            stem.set_ydata([caught, p])
        here.set_data([w], [b])
        caption.set_text(f"loss {_loss(w, b):.3f}")

    return fig, update


def log_odds() -> tuple:
    """One step to the right adds the weight to the log-odds."""
    w, b = 0.5, 0.0
    fig, (above, below) = style.above_below(
        (-8, 8), (-0.1, 1.1), (-4.5, 4.5), xlabel="minutes early",
        labels=("probability", "log-odds, the score z"))
    above.set_yticks([0, 0.5, 1])
    x = np.linspace(-8, 8, 61)
    above.plot(x, activations.sigmoid(w * x + b), color=style.FUNCTION)
    below.plot(x, w * x + b, color=style.SECOND)
    parts = []
    for number, (ax, height) in enumerate([(above, lambda x: activations.sigmoid(w * x + b)),
                                           (below, lambda x: w * x + b)]):
        parts.append((height, ax.plot([0] * 3, [0] * 3, color=style.HIGHLIGHT, linewidth=2,
                                      gid=f"stairs{number}")[0]))
    caption = _caption(above)
    style.remark(below, "always by w = 0.5", 8, 4.5, color=style.HIGHLIGHT, shift=(0, 16), ha="right")

    def update(place: Minutes) -> None:
        for height, stairs in parts:
            stairs.set_data([place, place + 1, place + 1],
                            [height(place), height(place), height(place + 1)])
        p, q = (activations.sigmoid(w * at + b) for at in (place, place + 1))
        caption.set_text(f"{p:.2f} to {q:.2f}")

    return fig, update


def loss() -> Figure:
    """The surprise at a yes and at a no, against the score."""
    fig, ax = style.axes(x=(-5, 5), y=(0, 5.2), xlabel="score z", ylabel="loss of one example")
    z = np.linspace(-5, 5, 61)
    for outcome, color, at, shift in [(1, style.FUNCTION, -3, (26, 6)), (0, style.SECOND, 3, (-26, 6))]:
        if outcome:
            ax.plot(z, _one(z, outcome), color=color)
        else:
            style.curve(ax, activations.softplus, z, color=color)
        height = _one(np.array([at]), outcome)[0]
        style.remark(ax, f"y = {outcome}", at, height, color=color, shift=shift)
    style.point(ax, 0, float(np.log(2)))
    style.remark(ax, "log 2", 0, float(np.log(2)), color=style.HIGHLIGHT, shift=(0, 18))
    return fig


def loss_gradients() -> Figure:
    """Prediction minus outcome: which way each example pulls the curve."""
    fig, ax = style.axes(x=(-8, 8), y=(-0.1, 1.1), xlabel="minutes early",
                         ylabel="caught: 1, missed: 0")
    ax.set_yticks([0, 0.5, 1])
    w, b = np.array([0.2]), -1.0
    x = np.linspace(-8, 8, 61)
    ax.plot(x, logistic_regression.predict_probability(x[:, None], w, b), color=style.FUNCTION)
    for place, p, caught in zip(EARLY, logistic_regression.predict_probability(X, w, b), CAUGHT,
                                strict=True):
        ax.annotate("", (place, caught), (place, p), arrowprops={
            "arrowstyle": "-|>", "color": style.HIGHLIGHT, "linewidth": 2, "shrinkA": 0, "shrinkB": 3,
            "mutation_scale": 12,
        })
    _outcomes(ax)
    by_w, by_b = logistic_regression.loss_gradients(w, b, X, CAUGHT)
    text = f"slope of the loss: by b {by_b:.2f}, by w {by_w[0]:.2f}".replace("-", "−")
    style.remark(ax, text, 8, 1.1, color=style.HIGHLIGHT, shift=(0, 16), ha="right")
    ax.texts[0].set_visible(False)  # the name of the axis makes room
    return fig


def loss_hessian() -> Figure:
    """Along the weight: one valley for the cross-entropy, a plateau for squared errors."""
    fig, ax = style.axes(x=(-3, 3), y=(0, 2.2), xlabel="weight w", ylabel="loss")
    weights = np.linspace(-3, 3, 61)
    ax.plot(weights, [_loss(w, 0.0) for w in weights], color=style.FUNCTION)
    square = [losses.mse(logistic_regression.predict_probability(X, np.array([w]), 0.0),
                         CAUGHT.astype(float)) for w in weights]
    ax.plot(weights, square, color=style.SECOND, linestyle=style.DASHED)
    style.remark(ax, "cross-entropy", -0.65, 1.95, color=style.FUNCTION, shift=(10, 0), ha="left")
    style.remark(ax, "squared errors", -2.9, square[5], color=style.SECOND, shift=(0, -18), ha="left")
    return fig


def boundary() -> tuple:
    """The line between two clouds, and where the probability is 0.1 and 0.9."""
    fig, ax, points, classes = _clouds()
    lines = _three_lines(ax)
    arrow = ax.plot([0, 0], [0, 0], color=style.HIGHLIGHT, linewidth=2.5, gid="arrow")[0]
    tip = style.point(ax, 0, 0, gid="tip")
    caption = _caption(ax)

    def update(angle: Angle, length: Length) -> None:
        turn = np.deg2rad(angle)
        w = length * np.array([np.cos(turn), np.sin(turn)])
        _set_lines(lines, w, 0.0)
        arrow.set_data([0, w[0]], [0, w[1]])
        tip.set_data(w[:1], w[1:])
        right = np.sum(logistic_regression.classify(points, w, 0.0) == classes)
        value = logistic_regression.loss(w, 0.0, points, classes)
        caption.set_text(f"loss {value:.2f}, right {right} of {len(classes)}")

    return fig, update


def fit() -> tuple:
    """Gradient descent turns and moves the boundary."""
    fig = style.figure((style.WIDTH, 520))
    _, ax, points, classes = _clouds(fig)
    lines = _three_lines(ax)
    below = style.plane(fig, (0, 330, style.WIDTH, 190), (0, 40), (0, 1.6), xlabel="step t",
                        ylabel="loss")
    path = _descent(points, classes, 0.5, 40)
    values = [logistic_regression.loss(w, b, points, classes) for w, b in path]
    below.plot(range(41), values, color=style.FUNCTION)
    here = style.point(below, 0, 0, gid="here")
    caption = _caption(below)

    def update(steps: Steps) -> None:
        w, b = path[round(steps)]
        _set_lines(lines, w, b)
        here.set_data([steps], [values[round(steps)]])
        caption.set_text(f"loss {values[round(steps)]:.3f}")

    return fig, update


def classify() -> tuple:
    """Where to say yes: fewer misses, or fewer false alarms."""
    fig, ax = style.axes(x=(-8, 8), y=(-0.1, 1.1), xlabel="minutes early", ylabel="caught: 1, missed: 0")
    ax.set_yticks([0, 0.5, 1])
    w, b = logistic_regression.fit(X, CAUGHT, 0.1, 2000)
    x = np.linspace(-8, 8, 61)
    ax.plot(x, logistic_regression.predict_probability(x[:, None], w, b), color=style.FUNCTION)
    _outcomes(ax)
    level = ax.plot([-8, 0], [0, 0], color=style.HIGHLIGHT, linestyle=style.DOTTED, linewidth=1.5,
                    gid="level")[0]
    wall = ax.plot([0, 0], [-0.1, 1.1], color=style.HIGHLIGHT, linewidth=2, gid="wall")[0]
    caption = _caption(ax)
    ax.texts[0].set_visible(False)

    def update(threshold: Threshold) -> None:
        place = float((np.log(threshold / (1 - threshold)) - b) / w[0])
        level.set_data([-8, place], [threshold] * 2)
        wall.set_xdata([place, place])
        said = logistic_regression.classify(X, w, b, threshold)
        missed, alarms = np.sum(said < CAUGHT), np.sum(said > CAUGHT)
        caption.set_text(f"caught, but “no”: {missed}; missed, but “yes”: {alarms}")

    return fig, update


def separable() -> Figure:
    """The length of the weights: it settles where the classes overlap, and nowhere else."""
    fig, ax = style.axes(x=(1, 1e4), y=(0, 7), xlabel="step t", ylabel="length of w")
    ax.set_xscale("log")
    ax.minorticks_off()
    ax.set_xticks([1, 10, 100, 1000, 10000], ["1", "10", "100", "10³", "10⁴"])
    shown = np.unique(np.geomspace(1, 10_000, 41).astype(int))
    for outcomes, color, name, shift in [(CAUGHT, style.FUNCTION, "overlapping", (0, 12)),
                                         (EARLY > 0, style.SECOND, "separable", (-34, 10))]:
        path = _descent(X, outcomes.astype(int), 0.3, 10_000)
        ax.plot(shown, [abs(path[t][0][0]) for t in shown], color=color)
        style.remark(ax, name, 1000, abs(path[1000][0][0]), color=color, shift=shift)
    return fig


def _descent(points: np.ndarray, classes: np.ndarray, learning_rate: float, steps: int) -> list:
    """Weights and bias after each step, from a poor start."""
    w, b = np.array([0.0] if points.shape[1] == 1 else [-0.6, 1.2]), 0.0
    path = [(w, b)]
    for _ in range(steps):
        by_w, by_b = logistic_regression.loss_gradients(w, b, points, classes)
        w, b = w - learning_rate * by_w, b - learning_rate * by_b
        path.append((w, b))
    return path


def _clouds(fig: Figure | None = None) -> tuple[Figure, Axes, np.ndarray, np.ndarray]:
    """Two overlapping clouds of dots and squares."""
    fig = style.figure((style.WIDTH, 340)) if fig is None else fig
    ax = style.plane(fig, (0, 0, style.WIDTH, 340), (-4, 4), (-3.6, 3.6), xlabel="x₁", ylabel="x₂")
    random = np.random.default_rng(3)
    classes = np.repeat([0, 1], 15)
    points = random.normal(size=(30, 2)) + np.where(classes == 1, 1, -1)[:, None] * np.array([1.1, 0.7])
    points = np.round(points, 1)
    for value, color, mark in [(1, style.FUNCTION, "o"), (0, style.SECOND, "s")]:
        ax.plot(*points[classes == value].T, mark, color=color, markersize=6,
                markerfacecolor=color if value else style.PAPER, markeredgewidth=1.5)
    return fig, ax, points, classes


def _three_lines(ax: Axes) -> list:
    lines = []
    for p, dots, width in [(0.5, "-", 2.5), (0.1, style.DASHED, 1.5), (0.9, style.DASHED, 1.5)]:
        (line,) = ax.plot([0, 0], [0, 0], color=style.INK, linestyle=dots, linewidth=width,
                          gid=f"level{10 * p:.0f}")
        lines.append((p, line))
    return lines


def _set_lines(lines: list, w: np.ndarray, b: float) -> None:
    """Where the score is the logit of each level, far beyond the plane at both ends."""
    square = w @ w
    along = np.array([-w[1], w[0]]) / np.sqrt(square)
    for p, line in lines:
        foot = (np.log(p / (1 - p)) - b) * w / square
        line.set_data(*np.column_stack([foot - 9 * along, foot + 9 * along]))


def _outcomes(ax: Axes) -> None:
    ax.plot(EARLY, CAUGHT, "o", color=style.INK, markersize=6, zorder=4)


def _loss(w: float, b: float) -> float:
    return logistic_regression.loss(np.array([w]), b, X, CAUGHT)


def _one(z: np.ndarray, outcome: int) -> np.ndarray:
    return np.array([losses.binary_cross_entropy(np.array([one]), np.array([outcome])) for one in z])


def _caption(ax: Axes, color: str = style.HIGHLIGHT) -> Annotation:
    """A line that `update` fills, above the plane at the right, where no curve is."""
    right, top = ax.get_xlim()[1], ax.get_ylim()[1]
    return style.remark(ax, "", right, top, color=color, shift=(0, 16), ha="right", gid="caption")
