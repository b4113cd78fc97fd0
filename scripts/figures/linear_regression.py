"""Diagrams of straight lines through data, and of the bowl that their error makes."""

from functools import partial
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import linear_regression, optimization

# Rides by bicycle: kilometers and minutes.
KM = np.array([1.0, 2.0, 3.0, 5.0, 6.0, 7.0])
MINUTES = np.array([8.0, 10.0, 16.0, 22.0, 29.0, 30.0])
X = KM[:, None]
ENDS = np.array([0.0, 8.0])

Weight = Annotated[float, Slider(2, 6, step=0.5, value=2.5, label="w")]
Bias = Annotated[float, Slider(-5, 11, step=2, value=-1, label="b")]
Slope = Annotated[float, Slider(2, 6, step=0.25, value=5.5, label="w")]
Steps = Annotated[float, Slider(0, 400, step=20, value=0, label="steps")]
Factor = Annotated[float, Slider(-0.1, 1.8, step=0.1, value=0.3, label="w")]
First = Annotated[float, Slider(-3, 7, step=0.5, value=6, label="w₁")]
Place = Annotated[float, Slider(1, 11, step=1, value=11, label="km")]
Height = Annotated[float, Slider(0, 50, step=5, value=5, label="minutes")]
Share = Annotated[float, Slider(0, 1, step=0.1, value=0, label="share")]


def predict() -> tuple:
    """A line through data above; below, the same line as one point of a bowl."""
    fig, data, bowl = _line_and_bowl()
    line = data.plot(ENDS, ENDS, color=style.FUNCTION, gid="line")[0]
    misses = _misses(data, KM)
    here = style.point(bowl, 0, 0, gid="here")
    caption = _caption(bowl)

    def update(w: Weight, b: Bias) -> None:
        weights = np.array([w])
        line.set_ydata(linear_regression.predict(ENDS[:, None], weights, b))
        for miss, y, guess in zip(misses, MINUTES, linear_regression.predict(X, weights, b),
                                  strict=True):
            miss.set_ydata([y, guess])
        here.set_data([w], [b])
        caption.set_text(f"loss {linear_regression.loss(weights, b, X, MINUTES):.1f}")

    return fig, update


def loss() -> tuple:
    """The squares that the loss adds up."""
    fig, ax = _rides()
    line = ax.plot(ENDS, ENDS, color=style.FUNCTION, gid="line")[0]
    boxes = [Rectangle((0, 0), 1, 1, facecolor=style.HIGHLIGHT, alpha=0.25, linewidth=0, gid=f"box{i}")
             for i in range(len(KM))]
    for box in boxes:
        ax.add_patch(box)
    misses = _misses(ax, KM)
    _dots(ax)
    caption = _caption(ax)
    # A square on the screen: so many kilometers are as wide as a minute is high.
    across, up = np.diff(ax.transData.transform([[0, 0], [1, 1]]), axis=0)[0]
    wide = up / across

    def update(w: Slope) -> None:
        weights, b = np.array([w]), float(MINUTES.mean() - w * KM.mean())
        guesses = linear_regression.predict(X, weights, b)
        line.set_ydata(linear_regression.predict(ENDS[:, None], weights, b))
        for box, miss, x, y, guess in zip(boxes, misses, KM, MINUTES, guesses, strict=True):
            size = abs(y - guess)
            box.set_bounds(x - wide * size if w > 3.9 else x, min(y, guess), wide * size, size)
            miss.set_ydata([y, guess])
        caption.set_text(f"mean square {linear_regression.loss(weights, b, X, MINUTES):.1f}")

    return fig, update


def loss_gradients() -> Figure:
    """Errors push a line, and farther out they turn it."""
    fig, ax = _rides()
    weights, b = np.array([2.5]), 14.0
    ax.plot(ENDS, linear_regression.predict(ENDS[:, None], weights, b), color=style.FUNCTION)
    for x, y, guess in zip(KM, MINUTES, linear_regression.predict(X, weights, b), strict=True):
        _arrow(ax, (x, guess), (x, y), style.HIGHLIGHT)
    _dots(ax)
    by_w, by_b = linear_regression.loss_gradients(weights, b, X, MINUTES)
    text = f"slope of the loss: by b {by_b:.1f}, by w {by_w[0]:.1f}"
    style.remark(ax, text.replace("-", "−"), 8, 40, color=style.HIGHLIGHT, shift=(0, 10), ha="right")
    return fig


def fit() -> tuple:
    """Gradient descent: the line above, its path on the bowl below."""
    fig, data, bowl = _line_and_bowl(b=(-2, 5), w=(0, 6), levels=(1, 10, 40, 90, 160))
    path = _path(X, 0.02, 400)
    shown = [*range(6), *range(20, 401, 20)]
    bowl.plot(*path[shown].T, "o-", color=style.HIGHLIGHT, linewidth=1.2, markersize=3)
    here = style.point(bowl, 0, 0, gid="here")
    line = data.plot(ENDS, ENDS, color=style.FUNCTION, gid="line")[0]
    caption = _caption(bowl)

    def update(steps: Steps) -> None:
        w, b = path[round(steps)]
        line.set_ydata(linear_regression.predict(ENDS[:, None], np.array([w]), b))
        here.set_data([w], [b])
        caption.set_text(f"loss {linear_regression.loss(np.array([w]), b, X, MINUTES):.2f}")

    return fig, update


def normal_equation() -> tuple:
    """Two examples, one weight: the nearest point of a line, at a right angle."""
    fig, ax = style.axes(x=(-1.2, 5.6), y=(-0.8, 4.3), xlabel="first example",
                         ylabel="second example", size=(style.WIDTH, 300))
    x, y = np.array([3.0, 1.0]), np.array([2.0, 3.0])
    ax.plot(*np.outer(x, [-0.38, 1.84]), color=style.NEUTRAL, linewidth=1.5, linestyle=style.DOTTED)
    style.remark(ax, "wX", -0.9, -0.3, color=style.NEUTRAL, shift=(4, -14))
    left = ax.plot([0, 0], [0, 0], color=style.HIGHLIGHT, gid="left")[0]
    guess = style.point(ax, 0, 0, color=style.FUNCTION, gid="guess")
    style.point(ax, *y, color=style.INK)
    style.remark(ax, "targets y", *y, shift=(9, 6), ha="left")
    style.point(ax, *x, color=style.NEUTRAL)
    style.remark(ax, "X", *x, color=style.NEUTRAL, shift=(9, 11))
    name = style.remark(ax, "ŷ", 0, 0, color=style.FUNCTION, shift=(6, -14), gid="name")
    caption = _caption(ax)

    def update(w: Factor) -> None:
        prediction = linear_regression.predict(x[:, None], np.array([w]), 0.0)
        residual = linear_regression.residuals(prediction, y)
        left.set_data(*np.column_stack([prediction, y]))
        guess.set_data(prediction[:1], prediction[1:])
        name.xy = tuple(prediction)
        text = f"length of e {np.hypot(*residual):.2f}, X · e = {x @ residual:.1f}"
        caption.set_text(text.replace("-", "−").replace("−0.0", "0.0"))

    return fig, update


def minimum_norm() -> tuple:
    """Two columns that say the same: a trough, along which no prediction changes."""
    fig = style.figure((style.WIDTH, 500))
    data = _rides_in(fig, 0, 220)
    _dots(data)
    trough = style.plane(fig, (0, 217, style.WIDTH, 283), (-4, 8), (-4, 8), xlabel="w₁", ylabel="w₂")
    twice = np.column_stack([KM, KM])
    y = MINUTES - 3.5
    short = linear_regression.minimum_norm(twice, y)
    total = short.sum()
    for apart in (-4.5, -3, -1.5, 0, 1.5, 3, 4.5):
        ends = np.array([-4.0, 8.0])
        trough.plot(ends, total + apart - ends, color=style.FUNCTION, alpha=0.55 if apart else 1,
                    linewidth=1.2 if apart else 2.5)
    trough.plot([0, short[0]], [0, short[1]], color=style.SECOND, linewidth=1.5, linestyle=style.DOTTED)
    style.point(trough, *short, color=style.SECOND)
    style.remark(trough, "shortest", *short, color=style.SECOND, shift=(9, 9), ha="left")
    here = style.point(trough, 0, 0, gid="here")
    line = data.plot(ENDS, ENDS, color=style.FUNCTION, gid="line")[0]
    caption = _caption(trough)

    def update(first: First) -> None:
        weights = np.array([first, total - first])
        line.set_ydata(linear_regression.predict(np.column_stack([ENDS, ENDS]), weights, 3.5))
        here.set_data(weights[:1], weights[1:])
        value = linear_regression.loss(weights, 0.0, twice, y)
        caption.set_text(f"loss {value:.2f}, length {np.hypot(*weights):.1f}")

    return fig, update


def leverage() -> tuple:
    """What one ride that does not fit does to the line."""
    fig, ax = style.axes(x=(0, 12), y=(0, 52), xlabel="km", ylabel="minutes")
    ends = np.array([0.0, 12.0])
    before = linear_regression.fit_line(KM, MINUTES)
    ax.plot(ends, before[1] + before[0] * ends, color=style.NEUTRAL, linewidth=1.5,
            linestyle=style.DOTTED)
    line = ax.plot(ends, ends, color=style.FUNCTION, gid="line")[0]
    _dots(ax)
    odd = style.point(ax, 0, 0, gid="odd")
    caption = _caption(ax)

    def update(place: Place, height: Height) -> None:
        x, y = np.append(KM, place), np.append(MINUTES, height)
        w, b = linear_regression.fit_line(x, y)
        line.set_ydata(b + w * ends)
        odd.set_data([place], [height])
        share = linear_regression.leverage(linear_regression.add_ones(x[:, None]))[-1]
        caption.set_text(f"leverage {share:.2f}, w = {w:.2f}".replace("-", "−"))

    return fig, update


def loss_hessian() -> tuple:
    """Taking away the mean of an input turns a narrow valley into a round bowl."""
    fig, ax = style.axes(x=(-8, 8), y=(-8, 8), xlabel="w minus the best w", ylabel="b minus the best b",
                         size=(style.WIDTH, 330))
    angles = np.linspace(0, 2 * np.pi, 41)
    rings = [ax.plot(angles, angles, color=style.FUNCTION, linewidth=1.2, alpha=0.6, gid=f"ring{i}")[0]
             for i in range(3)]
    style.point(ax, 0, 0, color=style.FUNCTION)
    path = ax.plot([0] * 17, [0] * 17, "o-", color=style.HIGHLIGHT, linewidth=1.5, markersize=4,
                   gid="path")[0]
    caption = _caption(ax)

    def update(share: Share) -> None:
        x = (KM - share * KM.mean()) / KM.std()
        A = linear_regression.loss_hessian(linear_regression.add_ones(x[:, None]))[::-1, ::-1]
        bends = np.linalg.eigvalsh(A)
        for ring, level in zip(rings, (4, 14, 30), strict=True):
            ring.set_data(*_ellipse(A, level, angles))
        eta = optimization.best_learning_rate(bends)
        start = np.array([-5.0, 6.0])
        points = optimization.gradient_descent(partial(optimization.bowl_grad, A=A), start, eta, 16)
        path.set_data(*points.T)
        caption.set_text(f"condition number {bends[1] / bends[0]:.1f}")

    return fig, update


def residuals() -> Figure:
    """A line through a curve: what is left over has a pattern."""
    fig, (above, below) = style.above_below((0, 8), (0, 50), (-8, 8), xlabel="km",
                                            labels=("minutes", "residual"))
    x = np.linspace(0.5, 7.5, 15)
    y = 3 + 1.2 * x + 0.6 * x**2 + np.array([0.7, -0.6, 0.3, -0.8, 0.5, 0.9, -0.4, -0.9,
                                             0.2, 0.6, -0.5, 0.8, -0.2, 0.4, -0.7])
    w, b = linear_regression.fit_line(x, y)
    prediction = linear_regression.predict(x[:, None], np.array([w]), b)
    above.plot(ENDS, b + w * ENDS, color=style.FUNCTION)
    above.plot(x, y, "o", color=style.INK, markersize=5)
    left = linear_regression.residuals(prediction, y)
    for place, miss in zip(x, left, strict=True):
        below.plot([place, place], [0, miss], color=style.HIGHLIGHT, linewidth=2)
    below.plot(x, left, "o", color=style.HIGHLIGHT, markersize=5)
    return fig


def scaling() -> Figure:
    """How the excess of the loss falls, in three units of the same input."""
    fig, ax = style.axes(x=(0, 300), y=(1e-6, 1e3), xlabel="step t", ylabel="loss minus the smallest")
    ax.set_yscale("log")
    ax.minorticks_off()
    ax.set_yticks([1e-6, 1e-3, 1, 1e3], ["10⁻⁶", "10⁻³", "1", "10³"])
    for name, inputs, color, at, shift in [
        ("kilometers", KM, style.FUNCTION, 150, (3, 13)),
        ("meters", 1000 * KM, style.SECOND, 200, (0, 12)),
        ("standardized", (KM - KM.mean()) / KM.std(), style.HIGHLIGHT, 14, (0, 0)),
    ]:
        design = linear_regression.add_ones(inputs[:, None])
        bends = np.linalg.eigvalsh(linear_regression.loss_hessian(design))
        # Best is one step for the round bowl; a little less, so that there is something to see.
        eta = 0.9 * optimization.best_learning_rate(bends)
        best = linear_regression.normal_equation(design, MINUTES)
        least = linear_regression.loss(best[1:], best[0], inputs[:, None], MINUTES)
        excess = [linear_regression.loss(np.array([w]), b, inputs[:, None], MINUTES) - least
                  for w, b in _path(inputs[:, None], eta, 300)[::3]]
        excess = np.maximum(excess, 1e-7)
        ax.plot(np.arange(0, 301, 3), excess, color=color, linewidth=2.2)
        style.remark(ax, name, at, excess[at // 3] if at > 20 else 1e-4, color=color, shift=shift,
                     ha="left")
    return fig


def _line_and_bowl(
    w: tuple[float, float] = (1.5, 6.5),
    b: tuple[float, float] = (-7, 13),
    levels: tuple[float, ...] = (2, 12, 40, 90, 170, 280),
) -> tuple[Figure, Axes, Axes]:
    """The data above, and below the map of the loss over slope and height."""
    fig = style.figure((style.WIDTH, 490))
    data = _rides_in(fig, 0, 235)
    _dots(data)
    bowl = style.plane(fig, (0, 232, style.WIDTH, 258), w, b, xlabel="slope w",
                       ylabel="height at zero b")
    design = linear_regression.add_ones(X)
    height, slope = linear_regression.normal_equation(design, MINUTES)
    A = linear_regression.loss_hessian(design)[::-1, ::-1]  # slope first
    for level in levels:
        ring = _ellipse(A, level, np.linspace(0, 2 * np.pi, 49))
        bowl.plot(slope + ring[0], height + ring[1], color=style.FUNCTION, linewidth=1.2, alpha=0.6)
    style.point(bowl, slope, height, color=style.FUNCTION)
    return fig, data, bowl


def _rides() -> tuple[Figure, Axes]:
    return style.axes(x=(0, 8), y=(0, 40), xlabel="km", ylabel="minutes", size=(style.WIDTH, 300))


def _rides_in(fig: Figure, top: float, height: float) -> Axes:
    return style.plane(fig, (0, top, style.WIDTH, height), (0, 8), (0, 40), xlabel="km",
                       ylabel="minutes")


def _dots(ax: Axes) -> None:
    ax.plot(KM, MINUTES, "o", color=style.INK, markersize=6, zorder=4)


def _misses(ax: Axes, x: np.ndarray) -> list:
    """A segment from each dot to the line."""
    return [ax.plot([place, place], [0, 1], color=style.HIGHLIGHT, linewidth=2, gid=f"miss{i}")[0]
            for i, place in enumerate(x)]


def _ellipse(A: np.ndarray, level: float, angles: np.ndarray) -> np.ndarray:
    """Where a bowl with this bend has this height."""
    bends, turn = np.linalg.eigh(A)
    circle = np.stack([np.cos(angles), np.sin(angles)])
    return turn @ (np.sqrt(2 * level / bends)[:, None] * circle)


def _path(inputs: np.ndarray, learning_rate: float, steps: int) -> np.ndarray:
    """Slope and height after each step of descent, from zeros."""

    def gradient(theta: np.ndarray) -> np.ndarray:
        by_w, by_b = linear_regression.loss_gradients(theta[:1], theta[1], inputs, MINUTES)
        return np.append(by_w, by_b)

    return optimization.gradient_descent(gradient, np.zeros(2), learning_rate, steps)


def _arrow(ax: Axes, start: tuple, end: tuple, color: str) -> None:
    ax.annotate("", end, start, arrowprops={
        "arrowstyle": "-|>", "color": color, "linewidth": 2, "shrinkA": 0, "shrinkB": 3,
        "mutation_scale": 12,
    })


def _caption(ax: Axes, color: str = style.HIGHLIGHT) -> Annotation:
    """A line that `update` fills, above the plane at the right, where no curve is."""
    right, top = ax.get_xlim()[1], ax.get_ylim()[1]
    return style.remark(ax, "", right, top, color=color, shift=(0, 16), ha="right", gid="caption")
