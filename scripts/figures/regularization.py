"""Diagrams of what holds a network back, so that it does not learn its examples by heart."""

from functools import cache, partial
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import regularization
from snippets.datasets import moons
from snippets.losses import mse, softmax_cross_entropy, softmax_cross_entropy_grad
from snippets.mlp import mlp, mlp_backward, random_layers
from snippets.optimization import bowl
from snippets.training import minibatches

CENTER = np.array([0.5, 1.5])  # the minimum of the loss of two weights
BENDS = np.array([[1.0, 0.6], [0.6, 1.5]])
WIDTHS = (3, 5, 5, 2)  # of the layers of the network that dropout thins out
POWERS = np.arange(1, 13)
SEED = 20  # a run in which the patience matters

Exponent = Annotated[float, Slider(-10, 0, step=1, value=-10, label="log₁₀ ζ")]
Strength = Annotated[float, Slider(0, 2, step=0.25, value=0.5, label="ζ")]
Pull = Annotated[float, Slider(0, 2, step=0.2, value=1, label="ζ")]
Rate = Annotated[float, Slider(0, 0.8, step=0.2, value=0.4, label="p")]
Draw = Annotated[float, Slider(1, 4, step=1, value=1, label="draw")]
Chance = Annotated[float, Slider(0, 0.8, step=0.1, value=0.5, label="p")]
Patience = Annotated[float, Slider(1, 12, step=1, value=2, label="patience")]
Down = Annotated[float, Slider(-3, 3, step=3, value=0, label="down")]
Right = Annotated[float, Slider(-4, 4, step=4, value=4, label="right")]
Eps = Annotated[float, Slider(0.05, 0.4, step=0.05, value=0.1, label="ε")]


def ridge() -> tuple:
    """A polynomial with twelve weights through twelve points, held back or not."""
    fig = style.figure((style.WIDTH, 480))
    above = style.plane(fig, (0, 0, style.WIDTH, 270), (-1, 1), (-2.2, 2.6))
    below = style.plane(fig, (0, 270, style.WIDTH, 210), (-10, 0), (0, 1.3), xlabel="log₁₀ ζ",
                        ylabel="mean squared error")
    x, y = _points()
    far = np.sin(np.pi / 2 * np.linspace(-1, 1, 61))  # denser where the curve swings
    truth = np.sin(np.pi * far)
    above.plot(far, truth, color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=2)
    (fit,) = above.plot(far, truth, color=style.FUNCTION, gid="fit")
    above.plot(x, y, "o", color=style.INK, markersize=6.5)
    caption = _caption(above, -2.2)
    exponents = np.linspace(-10, 0, 31)
    errors = np.array([_errors(exponent) for exponent in exponents])
    for column, color, text, at, shift in [
        (0, style.SECOND, "on the 12 points", -9.8, (0, 12)),
        (1, style.FUNCTION, "on new points", -7.0, (12, 6)),
    ]:
        below.plot(exponents, errors[:, column], color=color)
        height = float(np.interp(at, exponents, errors[:, column]))
        style.remark(below, text, at, height, color=color, shift=shift, ha="left")
    dots = [style.point(below, 0, 0, color=color, gid=f"dot{place}")
            for place, color in enumerate([style.SECOND, style.FUNCTION])]
    for dot in dots:
        dot.set_clip_on(False)  # it may stand on the axis

    def update(exponent: Exponent) -> None:
        w = regularization.ridge(x[:, None] ** POWERS, y, 10.0**exponent)
        fit.set_ydata(np.clip(far[:, None] ** POWERS @ w, -4, 4))
        for dot, error in zip(dots, _errors(exponent), strict=True):
            dot.set_data([exponent], [error])
        caption.set_text(f"largest weight: {np.abs(w).max():.1f}")

    return fig, update


def _points() -> tuple[np.ndarray, np.ndarray]:
    x = np.linspace(-1, 1, 12)
    return x, np.sin(np.pi * x) + 0.25 * np.random.default_rng(2).normal(size=12)


def _errors(exponent: float) -> tuple[float, float]:
    """The mean squared error on the points themselves, and against the truth everywhere."""
    (x, y), far = _points(), np.linspace(-1, 1, 101)
    w = regularization.ridge(x[:, None] ** POWERS, y, 10.0**exponent)
    return mse(x[:, None] ** POWERS @ w, y), mse(far[:, None] ** POWERS @ w, np.sin(np.pi * far))


def l2_minimum() -> tuple:
    """The ball of L2 and the diamond of L1 against the contours of a loss."""
    fig = style.figure((style.WIDTH, 590))
    parts = []
    for place, (name, color, minimum) in enumerate([
        ("L2: a ball", style.FUNCTION, _l2), ("L1: a diamond", style.SECOND, _l1),
    ]):
        ax = style.plane(fig, (0, 285 * place, style.WIDTH, 283 + 22 * place), (-2.2, 2.2),
                         (-1.4, 2.0), xlabel="w₁" if place else "", ylabel="w₂")
        ax.set_aspect("equal", adjustable="box")
        for level in (0.5, 1.7):
            ax.plot(*_contour(level), color=style.NEUTRAL, linewidth=1, alpha=0.5)
        path = np.array([minimum(zeta) for zeta in np.linspace(0, 6, 25)])
        ax.plot(*path.T, color=color, linewidth=1.6, linestyle=style.DOTTED)
        style.point(ax, *CENTER, color=style.NEUTRAL)
        (touching,) = ax.plot([0], [0], color=style.INK, linewidth=1.8, gid=f"touching{place}")
        (shape,) = ax.plot([0], [0], color=color, linewidth=2.5, gid=f"shape{place}")
        dot = style.point(ax, 0, 0, gid=f"dot{place}")
        title = style.remark(ax, name, -2.15, 1.8, color=color, ha="left")
        caption = style.remark(ax, "", -2.15, 1.45, ha="left", gid=f"caption{place}")
        for text in (title, caption):
            text.set_bbox({"facecolor": style.PAPER, "edgecolor": "none", "pad": 2})
        parts.append((minimum, touching, shape, dot, caption))

    def update(zeta: Strength) -> None:
        for minimum, touching, shape, dot, caption in parts:
            w = minimum(zeta)
            touching.set_data(*_contour(bowl(w - CENTER, BENDS)))
            size = np.sqrt(w @ w) if minimum is _l2 else np.abs(w).sum()
            shape.set_data(*(size * (_circle() if minimum is _l2 else _diamond())))
            dot.set_data(*w[:, None])
            caption.set_text(f"w = ({w[0]:.2f}, {w[1]:.2f})".replace("-", "−"))

    return fig, update


def _l2(zeta: float) -> np.ndarray:
    return regularization.l2_minimum(CENTER, BENDS, zeta)


@cache
def _l1(zeta: float) -> np.ndarray:
    w = CENTER
    for _ in range(300):
        w = regularization.l1_step(w, BENDS @ (w - CENTER), 0.5, zeta)
    return w


def _circle() -> np.ndarray:
    angle = np.linspace(0, 2 * np.pi, 29)
    return np.stack([np.cos(angle), np.sin(angle)])


def _diamond() -> np.ndarray:
    return np.array([[1, 0, -1, 0, 1], [0, 1, 0, -1, 0]])


def _contour(level: float) -> np.ndarray:
    """Where the bowl around the center has this height."""
    bends, axes = np.linalg.eigh(BENDS)
    return CENTER[:, None] + np.sqrt(2 * level) * axes @ (_circle() / np.sqrt(bends)[:, None])


def soft_threshold() -> tuple:
    """A weight after the pull of each penalty, against the weight before."""
    fig, ax = style.axes(x=(-3, 3), y=(-3, 3), xlabel="weight before", ylabel="weight after",
                         size=(style.WIDTH, 330))
    ax.plot([-3, 3], [-3, 3], color=style.NEUTRAL, linewidth=1.4, linestyle=style.DOTTED)
    curves = []
    for function, color, text, at, shift in [
        (regularization.shrink, style.FUNCTION, "L2", -2.9, (3, 16)),
        (regularization.soft_threshold, style.SECOND, "L1", 2.9, (-6, 10)),
    ]:
        curves.append((function, style.curve(
            ax, partial(function, weight_decay=1.0), np.linspace(-3, 3, 31), color=color,
            gid=f"regularization.{function.__name__}", label=text, at=at, shift=shift,
        )))

    def update(weight_decay: Pull) -> None:
        for function, curve in curves:
            curve.redraw(partial(function, weight_decay=weight_decay))

    return fig, update


def paths() -> Figure:
    """Six weights against the strength: all shrink by L2, one after the other vanishes by L1."""
    fig, planes = style.above_below((-3, 2), (-2.4, 3.4), (-2.4, 3.4), labels=("w, L2", "w, L1"),
                                    xlabel="log₁₀ ζ", size=(style.WIDTH, 440))
    exponents = np.linspace(-3, 2, 41)
    colors = [style.FUNCTION, style.SECOND, style.HIGHLIGHT, *[style.NEUTRAL] * 3]
    for ax, weights in zip(planes, _weights(exponents), strict=True):
        for path, color in zip(weights.T, colors, strict=True):
            ax.plot(exponents, path, color=color, linewidth=2 if color != style.NEUTRAL else 1.4)
        for path, color, text, shift in zip(weights.T, colors, ["w₁", "w₂", "w₃"],
                                            [(0, 12), (0, -12), (0, 12)], strict=False):
            style.remark(ax, text, -2.8, path[2], color=color, shift=shift)
    return fig


def _weights(exponents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The best weights for each strength, with an L2 and with an L1 penalty."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(30, 6))
    y = X @ np.array([2.5, -1.5, 1.0, 0.0, 0.0, 0.0]) + rng.normal(size=30)
    by_l2 = [regularization.ridge(X, y, 10.0**exponent) for exponent in exponents]
    by_l1, w = [], np.zeros(6)
    for exponent in exponents[::-1]:
        for _ in range(150):
            w = regularization.l1_step(w, 2 / 30 * X.T @ (X @ w - y), 0.15, 10.0**exponent)
        by_l1.append(w)
    return np.array(by_l2), np.array(by_l1[::-1])


def decay_step() -> Figure:
    """One step in the plane of two weights: shrink, then descend; or both at once."""
    fig, ax = style.axes(x=(-0.4, 5.2), y=(-0.3, 3.6), xlabel="w₁", ylabel="w₂")
    w, gradient, eta, zeta = np.array([3.6, 2.4]), np.array([1.0, -1.6]), 0.5, 0.6
    shrunk = (1 - eta * zeta) * w
    end = regularization.decay_step(w, gradient, eta, zeta)
    ax.plot([0, w[0]], [0, w[1]], color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED)
    for tail, head, color, dashed in [
        (w, shrunk, style.SECOND, False), (shrunk, end, style.FUNCTION, False),
        (w, w - eta * gradient, style.FUNCTION, True),
        (w - eta * gradient, end, style.SECOND, True),
    ]:
        ax.annotate("", head, tail, arrowprops={
            "arrowstyle": "-|>", "color": color, "linewidth": 2, "shrinkA": 0, "shrinkB": 0,
            "mutation_scale": 14, "linestyle": style.DASHED if dashed else "-",
        })
    for at, text, shift in [(w, "before", (12, 4)), (end, "after", (-22, 12))]:
        style.point(ax, *at)
        style.remark(ax, text, *at, color=style.HIGHLIGHT, shift=shift, ha="left")
    style.remark(ax, "shrink: −ηζw", *(0.5 * (w + shrunk)), color=style.SECOND, shift=(8, -14),
                 ha="left")
    style.remark(ax, "descend: −ηg", *(0.5 * (shrunk + end)), color=style.FUNCTION,
                 shift=(-10, -4), ha="right")
    return fig


def dropout() -> tuple:
    """A network that lost some of its hidden neurons, anew in each step."""
    fig, ax = style.canvas((style.WIDTH, 280))
    places = [np.array([[30 + 100 * layer, 140 + 48 * (row - (width - 1) / 2)]
                        for row in range(width)]) for layer, width in enumerate(WIDTHS)]
    (edges,) = ax.plot([0], [0], color=style.NEUTRAL, linewidth=1, gid="edges")
    (gone,) = ax.plot([0], [0], "o", markersize=17, markerfacecolor=style.PAPER,
                      markeredgecolor=style.NEUTRAL, markeredgewidth=1.4, gid="gone")
    (kept,) = ax.plot([0], [0], "o", markersize=20, color=style.FUNCTION, gid="kept")
    for layer in (0, 3):
        ax.plot(*places[layer].T, "o", markersize=21, color=style.SECOND, zorder=3)
    for x, text in [(30, "inputs"), (180, "hidden neurons"), (330, "scores")]:
        style.remark(ax, text, x, 268, ha="left" if x == 30 else "right" if x == 330 else "center",
                     shift=(-10 if x == 30 else 16 if x == 330 else 0, 0))
    caption = style.remark(ax, "", 180, 10, gid="caption")
    hidden = np.concatenate(places[1:3])

    def update(p: Rate, draw: Draw) -> None:
        _, mask = regularization.dropout(np.ones(10), p, np.random.default_rng(int(draw)))
        there = [np.ones(3, bool), mask[:5], mask[5:], np.ones(2, bool)]
        # A dropped edge stays in the path as a point: every frame has the same number of them.
        lines = [[a, b if start and end else a, [np.nan, np.nan]]
                 for layer in range(3)
                 for a, start in zip(places[layer], there[layer], strict=True)
                 for b, end in zip(places[layer + 1], there[layer + 1], strict=True)]
        edges.set_data(*np.concatenate(lines).T)
        behind = places[0][0]  # under an input, where the other dots hide
        kept.set_data(*np.where(mask[:, None], hidden, behind).T)
        gone.set_data(*np.where(mask[:, None], behind, hidden).T)
        caption.set_text(f"{mask.sum()} of 10 kept, each times {1 / (1 - p):.2f}")

    return fig, update


def dropout_moments() -> tuple:
    """What dropout makes of a 1: the values, their probabilities, their mean and spread."""
    fig, ax = style.axes(x=(-1.6, 5.4), y=(0, 1.35), xlabel="output for x = 1",
                         ylabel="probability")
    bars = [ax.plot([0, 0], [0, 1], color=color, linewidth=13, solid_capstyle="butt", gid=name)[0]
            for name, color in [("dropped", style.NEUTRAL), ("kept", style.FUNCTION)]]
    labels = [style.remark(ax, "", 0, 0, shift=(0, 10), gid=f"label{place}") for place in range(2)]
    (spread,) = ax.plot([0, 1], [1.2, 1.2], color=style.SECOND, linewidth=2.5, gid="spread")
    style.point(ax, 1, 1.2)
    note = style.remark(ax, "", 5.3, 1.05, ha="right", gid="note")

    def update(p: Chance) -> None:
        outcomes, chances = [0.0, 1 / (1 - p)], [p, 1 - p]
        for bar, label, x, chance in zip(bars, labels, outcomes, chances, strict=True):
            bar.set_data([x, x], [0, chance])
            label.xy = (x, chance)
            label.set_text(f"{chance:.1f}" if chance else "")
        mean, variance = regularization.dropout_moments(np.array(1.0), p)
        spread.set_xdata(mean + np.sqrt(variance) * np.array([-1, 1]))
        note.set_text(f"mean 1, s = {np.sqrt(variance):.2f}")

    return fig, update


def early_stopping() -> tuple:
    """The loss on the training and the validation set, and where patience ends."""
    fig, ax = style.axes(x=(0, 60), y=(0, 1), xlabel="epoch", ylabel="loss",
                         size=(style.WIDTH, 300))
    training, validation = _curves()
    (wait,) = ax.plot([0, 1], [0, 0], color=style.HIGHLIGHT, linewidth=9, alpha=0.25,
                      solid_capstyle="butt", gid="wait")
    for losses, color, text, at, shift in [
        (training, style.SECOND, "training", 44, (0, -14)),
        (validation, style.FUNCTION, "validation", 47, (0, 20)),
    ]:
        ax.plot(losses, color=color, linewidth=2)
        style.remark(ax, text, at, losses[at], color=color, shift=shift)
    (line,) = ax.plot([0, 0], [0, 1], color=style.INK, linewidth=1.4, linestyle=style.DASHED,
                      gid="line")
    dot = style.point(ax, 0, 0, gid="dot")
    caption = _caption(ax)

    def update(patience: Patience) -> None:
        best, stop = regularization.early_stopping(validation, int(patience))
        wait.set_data([best, stop], [validation[best]] * 2)
        line.set_xdata([stop, stop])
        dot.set_data([best], [validation[best]])
        caption.set_text(f"stops after epoch {stop}, keeps {best}: {validation[best]:.2f}")

    return fig, update


@cache
def _curves() -> tuple[np.ndarray, np.ndarray]:
    """Both losses of a wide network after each epoch on 16 noisy examples."""
    rng = np.random.default_rng(SEED)
    (X, y), (X_new, y_new) = moons(16, 0.35, rng), moons(200, 0.35, rng)
    parameters = [array for layer in random_layers([2, 100, 2], rng) for array in layer]
    losses = []
    for _ in range(61):
        losses.append([softmax_cross_entropy(mlp(A, *parameters), b)
                       for A, b in ((X, y), (X_new, y_new))])
        for rows in minibatches(16, 4, rng):
            G = softmax_cross_entropy_grad(mlp(X[rows], *parameters), y[rows])
            _, *gradients = mlp_backward(G, X[rows], *parameters)
            parameters = [a - 0.1 * g for a, g in zip(parameters, gradients, strict=True)]
    return tuple(np.array(losses).T)



def _digit() -> np.ndarray:
    """A seven in 12 rows and columns."""
    rows = ["............", "............", "..########..", "..########..", ".......###..",
            "......###...", ".....###....", ".....###....", "....###.....", "....###.....",
            "............", "............"]
    return np.array([[float(pixel == "#") for pixel in row] for row in rows])


def shift_images() -> tuple:
    """A seven moved by whole pixels: what leaves is gone; np.roll brings it back."""
    fig, ax = style.canvas((style.WIDTH, 200))
    image, pixel = _digit(), 13
    squares, corners = [], [(10, 30), (194, 30)]
    for place, (left, top) in enumerate(corners):
        ends = np.array([0, 12 * pixel])
        ax.plot(left + ends[[0, 1, 1, 0, 0]], top + ends[[0, 0, 1, 1, 0]], color=style.NEUTRAL,
                linewidth=1.4)
        style.remark(ax, ("shift_images", "np.roll")[place], left + 6 * pixel, 14,
                     color=(style.FUNCTION, style.SECOND)[place])
        squares.append(ax.plot([0], [0], "s", markersize=pixel - 1.5, markeredgewidth=0,
                               color=(style.FUNCTION, style.SECOND)[place],
                               gid=f"pixels{place}")[0])

    def update(down: Down, right: Right) -> None:
        shift = (int(down), int(right))
        moved = [regularization.shift_images(image[None], np.array([shift]))[0],
                 np.roll(image, shift, axis=(0, 1))]
        for dots, picture, (left, top) in zip(squares, moved, corners, strict=True):
            row, column = np.nonzero(picture)
            # Every frame has as many squares: those that left hide under another one.
            row, column = (np.append(one, np.full(int(image.sum()) - len(one), one[0]))
                           for one in (row, column))
            dots.set_data(left + pixel * (column + 0.5), top + pixel * (row + 0.5))

    return fig, update


def label_smoothing() -> tuple:
    """The loss against the lead of the right score, with hard and with smoothed targets."""
    fig, ax = style.axes(x=(0, 9), y=(0, 2), xlabel="lead of the right score", ylabel="loss")
    lead = np.linspace(0, 9, 46)
    hard = ax.plot(lead, _loss(lead, 0.0), color=style.NEUTRAL, linestyle=style.DASHED)[0]
    style.remark(ax, "hard targets", 6.4, 0, color=style.INK, shift=(0, 12))
    (smooth,) = ax.plot(lead, hard.get_ydata(), color=style.FUNCTION, gid="smooth")
    dot = style.point(ax, 0, 0, gid="dot")
    caption = _caption(ax)

    def update(eps: Eps) -> None:
        smooth.set_ydata(_loss(lead, eps))
        best = regularization.best_gap(eps, 4)
        dot.set_data([best], _loss(np.array([best]), eps))
        caption.set_text(f"lowest at a lead of {best:.2f}")

    return fig, update


def _loss(lead: np.ndarray, eps: float) -> np.ndarray:
    target = regularization.label_smoothing(np.eye(4)[:1], eps)
    scores = [np.array([[one, 0.0, 0.0, 0.0]]) for one in lead]
    return np.array([regularization.soft_cross_entropy(Z, target) for Z in scores])


def _caption(ax: Axes, height: float | None = None) -> Annotation:
    """A line of text at the right edge, near the top, that says what the sliders have set."""
    high, top = ax.get_xlim()[1], ax.get_ylim()[1]
    at, shift = (top, -10) if height is None else (height, 10)
    text = style.remark(ax, "", high, at, shift=(0, shift), ha="right", gid="caption")
    text.set_bbox({"facecolor": style.PAPER, "edgecolor": "none", "pad": 3})
    return text
