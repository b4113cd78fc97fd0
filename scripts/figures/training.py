"""Training seen from outside: batches, splits, scales, and models of any size."""

from typing import Annotated

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import datasets, losses, mlp, optimization, optimizers, training
from snippets.linear_regression import minimum_norm

COLORS = (style.FUNCTION, style.SECOND)  # of the two classes
MARKERS = ("o", "s")

Layers = list[tuple[np.ndarray, np.ndarray]]


def split() -> tuple:
    """The boundary bends around the training data, and the validation loss turns up."""
    X, y, train, valid = _moons_and_parts()
    paths = _trained(X[train], y[train], 600)
    fig = style.figure((style.WIDTH, 470))
    above = style.plane(fig, (0, 0, style.WIDTH, 262), (-1.8, 2.8), (-1.4, 1.9), xlabel="input 1",
                        ylabel="input 2")
    below = style.plane(fig, (0, 258, style.WIDTH, 212), (0, 600), (0, 1), xlabel="epoch",
                        ylabel="loss")
    for rows, filled in ((train, True), (valid, False)):
        for kind in (0, 1):
            points = X[rows][y[rows] == kind]
            above.plot(*points.T, MARKERS[kind], color=COLORS[kind], markersize=4.5,
                       markerfacecolor=COLORS[kind] if filled else style.PAPER, linewidth=0)
    (boundary,) = above.plot([0], [0], color=style.HIGHLIGHT, linewidth=2, gid="boundary")
    epochs = np.arange(0, 601, 20)
    dots = []
    for rows, color, text, place in [(train, style.FUNCTION, "training", (110, 0.1)),
                                     (valid, style.HIGHLIGHT, "validation", (430, 0.8))]:
        curve = [_loss(paths[epoch], X[rows], y[rows]) for epoch in epochs]
        below.plot(epochs, curve, color=color, linewidth=2)
        style.remark(below, text, *place, color=color)
        dots.append((style.point(below, 0, curve[0], color=color, gid=text), curve))
    above.annotate("filled: training, hollow: validation", (0.5, 1), (0, 9),
                   xycoords="axes fraction", textcoords="offset points", ha="center", va="bottom",
                   color=style.NEUTRAL)

    def update(epoch: Annotated[float, Slider(0, 600, step=60, value=0, label="epoch")]) -> None:
        boundary.set_data(*_border(paths[int(epoch)], (-1.8, 2.8), (-1.4, 1.9)))
        for dot, curve in dots:
            dot.set_data([epoch], [curve[int(epoch) // 20]])

    return fig, update


def _moons_and_parts() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Moons with much noise: few to train on, and as many to validate."""
    rng = np.random.default_rng(5)
    X, y = datasets.moons(100, 0.35, rng)
    train, valid, _ = training.split(100, 0.49, 0.0, rng)
    return X, y, train, valid


def _trained(X: np.ndarray, y: np.ndarray, epochs: int, width: int = 50) -> list[Layers]:
    """The layers of a network at the start and after each epoch of Adam on all examples."""
    layers = mlp.random_layers([2, width, 2], np.random.default_rng(0))
    state = [[(np.zeros_like(one), np.zeros_like(one)) for one in layer] for layer in layers]
    path = [layers]
    for epoch in range(1, epochs + 1):
        Z, tape = mlp.forward(X, layers)
        gradients = mlp.backward(losses.softmax_cross_entropy_grad(Z, y), layers, tape)
        moved = []
        for layer, slopes, memory in zip(layers, gradients, state, strict=True):
            stepped = [optimizers.adam_step(*each, epoch, 0.02)
                       for each in ((one, slope, *kept) for one, slope, kept in
                                    zip(layer, slopes, memory, strict=True))]
            memory[:] = [one[1:] for one in stepped]
            moved.append(tuple(one[0] for one in stepped))
        layers = moved
        path.append(layers)
    return path


def _border(layers: Layers, x: tuple[float, float], y: tuple[float, float]) -> np.ndarray:
    """Where the two scores are equal: polylines with a gap between them."""
    across, up = np.linspace(*x, 27), np.linspace(*y, 21)
    grid = np.stack(np.meshgrid(across, up), axis=-1)
    Z = mlp.forward(grid.reshape(-1, 2), layers)[0]
    scratch = Figure().add_subplot()
    drawn = scratch.contour(across, up, (Z[:, 1] - Z[:, 0]).reshape(grid.shape[:2]), levels=[0.0])
    gap = np.full((1, 2), np.nan)
    parts = [part for piece in drawn.allsegs[0] for part in (piece, gap)]
    return np.concatenate(parts or [gap]).T


def _loss(layers: Layers, X: np.ndarray, y: np.ndarray) -> float:
    return losses.softmax_cross_entropy(mlp.forward(X, layers)[0], y)


def standardize() -> Figure:
    """The same data in units of their own, and in standard deviations."""
    rng = np.random.default_rng(2)
    # Rooms of a flat and its area in square meters.
    area = rng.normal(80, 22, 20)
    X = np.stack([area, area / 25 + rng.normal(0, 0.5, 20)], axis=1)
    Z = training.standardize(X, X)
    fig, (left, right) = style.side_by_side(
        (-3, 3), (-75, 75), (-3, 3), labels=("rooms, as they come", "rooms, standardized"),
        xlabel="area", size=(style.WIDTH, 236))
    left.set_xlim(0, 150)
    for ax, points in [(left, X), (right, Z)]:
        ax.plot(*points.T, "o", color=style.FUNCTION, markersize=3.5)
    return fig


def minibatches() -> tuple:
    """Ten examples, shuffled for each of two epochs and dealt into mini-batches."""
    fig, ax = style.canvas((style.WIDTH, 134))
    rng = np.random.default_rng(1)
    orders = [np.concatenate(training.minibatches(10, 10, rng)) for _ in range(2)]
    boxes, numbers = [], []
    for epoch, order in enumerate(orders):
        top = 30 + 44 * epoch
        style.remark(ax, f"epoch {epoch + 1}", 4, top - 10, color=style.NEUTRAL, ha="left")
        for place, row in enumerate(order):
            box = Rectangle((0, top), 24, 22, facecolor=style.GRID, edgecolor=style.NEUTRAL,
                            linewidth=1, gid=f"box{epoch}-{place}")
            boxes.append(ax.add_patch(box))
            numbers.append(style.remark(ax, f"{row + 1}", 0, top + 11, gid=f"row{epoch}-{place}"))
    caption = style.remark(ax, "", 180, 118, color=style.HIGHLIGHT, gid="caption")

    def update(size: Annotated[float, Slider(1, 10, step=1, value=4, label="batch size M")]) -> None:
        for number, (box, text) in enumerate(zip(boxes, numbers, strict=True)):
            place = number % 10
            left = 6 + 25 * place + 9 * (place // int(size))
            box.set_x(left)
            text.xy = (left + 12, text.xy[1])
        steps = training.steps_per_epoch(10, int(size))
        caption.set_text(f"{steps} step{'s' if steps > 1 else ''} an epoch")

    return fig, update


def batch_sizes() -> Figure:
    """The loss of all training data after each epoch, for three sizes of mini-batches."""
    fig, ax = style.axes(x=(0, 20), y=(0, 0.8), xlabel="epoch", ylabel="loss of the training set")
    X, y = datasets.moons(240, 0.15, np.random.default_rng(0))
    for size, color, at, shift in [
        (240, style.SECOND, 14, (0, 14)), (24, style.FUNCTION, 12, (-14, -15)),
        (2, style.HIGHLIGHT, 3.2, (10, -16)),
    ]:
        layers = mlp.random_layers([2, 16, 2], np.random.default_rng(1))
        rng, curve = np.random.default_rng(2), [_loss(layers, X, y)]
        for _ in range(20):
            for rows in training.minibatches(240, size, rng):
                Z, tape = mlp.forward(X[rows], layers)
                G = losses.softmax_cross_entropy_grad(Z, y[rows])
                layers = [tuple(optimization.gradient_step(one, slope, 0.3)
                                for one, slope in zip(*pair, strict=True))
                          for pair in zip(layers, mlp.backward(G, layers, tape), strict=True)]
            curve.append(_loss(layers, X, y))
        ax.plot(range(21), curve, color=color, linewidth=2)
        style.remark(ax, f"M = {size}", at, float(np.interp(at, range(21), curve)), color=color,
                     shift=shift)
    return fig


def random_features() -> tuple:
    """Random features, from too few to far too many."""
    fig = style.figure((style.WIDTH, 490))
    above = style.plane(fig, (0, 0, style.WIDTH, 250), (-1, 1), (-2, 2), ylabel="target and fit")
    below = style.plane(fig, (0, 250, style.WIDTH, 240), (2, 512), (1e-3, 1e5), xlabel="features k",
                        ylabel="mean squared error")
    below.set(xscale="log", yscale="log", xlim=(2, 512), ylim=(1e-3, 1e5))
    below.set_xticks([2, 4, 16, 64, 256], ["2", "4", "16", "64", "256"])
    below.set_yticks([1e-2, 1, 1e2, 1e4], ["0.01", "1", "100", "10⁴"])
    below.minorticks_off()
    fine = np.linspace(-1, 1, 65)
    above.plot(fine, _target(fine), color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=2)
    x, y = _training_points(0)
    above.plot(x, y, "o", color=style.FUNCTION, markersize=5)
    (fit,) = above.plot(fine, fine, color=style.HIGHLIGHT, linewidth=2, gid="fit")
    below.axvline(16, color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED)
    style.remark(below, "k = n", 16, 3e-3, color=style.NEUTRAL, shift=(6, 0), ha="left")
    counts = _features_tried()
    errors = np.array([[_feature_errors(int(k), seed) for seed in range(20)] for k in counts])
    typical = np.median(errors, axis=1)
    dots = []
    for column, color, text, place in [(0, style.FUNCTION, "training", (2.2, 0.03)),
                                       (1, style.HIGHLIGHT, "test", (40, 30))]:
        shown = np.maximum(typical[:, column], 1e-9)
        below.plot(counts, shown, color=color, linewidth=2)
        style.remark(below, text, *place, color=color, ha="left")
        dots.append((style.point(below, 2, 1, color=color, gid=text), shown))
    caption = style.remark(above, "", 1, 2.3, color=style.HIGHLIGHT, ha="right", gid="caption")

    def update(size: Annotated[float, Slider(1, 9, step=0.5, value=3, label="log₂ of k")]) -> None:
        place = round(2 * (size - 1))
        W, b = _neurons(int(counts[place]), 0)
        weights = minimum_norm(_features(x, W, b), y)
        fit.set_ydata(np.clip(_features(fine, W, b) @ weights, -9, 9))
        for dot, shown in dots:
            dot.set_data([counts[place]], [shown[place]])
        caption.set_text(f"{counts[place]:.0f} features, 16 examples")

    return fig, update


def _target(x: np.ndarray) -> np.ndarray:
    """The function that is to be learned."""
    return np.sin(2 * np.pi * x)


def _training_points(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Sixteen examples of the target, with noise."""
    rng = np.random.default_rng(100 + seed)
    x = np.linspace(-1, 1, 16) + rng.uniform(-0.04, 0.04, 16)
    return x, _target(x) + 0.1 * rng.normal(size=16)


def _features_tried() -> np.ndarray:
    """How many features, from 2 to 512, with equal factors between them."""
    return np.round(2.0 ** np.arange(1, 9.5, 0.5))


def _neurons(k: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights and biases of k hidden neurons that are never trained; the first stay if k grows."""
    rng = np.random.default_rng(200 + seed)
    W, places = 10.0 * rng.choice([-1, 1], 512)[:k], rng.uniform(-1.2, 1.2, 512)[:k]
    return W, -W * places


def _features(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    return training.random_features(x[:, np.newaxis], W[np.newaxis], b)


def _feature_errors(k: int, seed: int) -> tuple[float, float]:
    """Training and test error of a fit with k random features."""
    x, y = _training_points(seed)
    W, b = _neurons(k, seed)
    weights = minimum_norm(_features(x, W, b), y)
    fine = np.linspace(-1, 1, 201)
    return (losses.mse(_features(x, W, b) @ weights, y),
            losses.mse(_features(fine, W, b) @ weights, _target(fine)))


