"""Diagrams of first weights: how values spread through layers, and why equal ones stay equal."""

from functools import lru_cache, partial
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import activations, datasets, initializers, losses, mlp, optimization, probability

Inputs = Annotated[float, Slider(4, 64, step=4, value=16, label="inputs d")]
Scale = Annotated[float, Slider(0.5, 4, step=0.25, value=1, label="d · s²")]
Gain = Annotated[float, Slider(0.25, 4, step=0.25, value=1, label="d · s²")]

WIDTH, DEPTH = 64, 30


@lru_cache(maxsize=1)
def _network() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Data, a gradient at the end, and weights with standard deviation 1."""
    rng = np.random.default_rng(0)
    X, G = rng.normal(size=(2, 40, WIDTH))
    return X, G, rng.normal(size=(DEPTH, WIDTH, WIDTH))


def layer_variances() -> tuple:
    """Mean squares of scores and gradients in each layer, and the law of both."""
    fig, ax = style.axes(x=(1, DEPTH), y=(1e-14, 1e14), xlabel="layer", ylabel="mean square",
                         size=(style.WIDTH, 330))
    _log(ax, range(-12, 13, 6))
    X, G, W = _network()
    layers = np.arange(1, DEPTH + 1)
    (law,) = ax.plot(layers, layers, color=style.NEUTRAL, linewidth=1.4, linestyle=style.DOTTED,
                     gid="law")
    (scores,) = ax.plot(layers, layers, color=style.FUNCTION, gid="scores")
    (gradients,) = ax.plot(layers, layers, color=style.DERIVATIVE, linestyle=style.DASHED,
                           gid="gradients")
    names = [style.remark(ax, text, at, 1, color=color, ha=ha, gid=f"name{ha}")
             for text, at, color, ha in (("scores", DEPTH, style.FUNCTION, "right"),
                                         ("gradients", 1.4, style.DERIVATIVE, "left"))]
    caption = style.remark(ax, "", DEPTH, 1e14, color=style.HIGHLIGHT, shift=(0, 16), ha="right",
                           gid="caption")

    def update(scale: Scale) -> None:
        s = np.sqrt(scale / WIDTH)
        forward = initializers.layer_variances(X, s * W)
        backward = initializers.gradient_variances(G, X, s * W)
        law.set_ydata([initializers.variance_at_depth(forward[0], WIDTH, s, int(layer - 1))
                       for layer in layers])
        scores.set_ydata(forward)
        gradients.set_ydata(backward)
        for name, value in zip(names, (forward[-1], backward[0]), strict=True):
            # Above the line's end, by more where it is steep; below it where both are level.
            steep = min(2.4 + 9 * abs(np.log10(scale / 2)) * (scale <= 1), 5)
            name.xy = (name.xy[0], max(value, 1e-13) * 10 ** (-2.4 if 1 < scale <= 2 else steep))
        caption.set_text(f"each layer: times {scale / 2:g}")

    return fig, update


def normal() -> tuple:
    """How widely weighted sums spread, with weights of one size and with scaled ones."""
    fig, ax = style.axes(x=(-16, 16), y=(0, 0.45), xlabel="score z", ylabel="density")
    z = np.linspace(-16, 16, 97)
    lines = [ax.plot(z, 0 * z, color=color, linestyle=dots, gid=name)[0]
             for name, color, dots in (("plain", style.FUNCTION, "-"),
                                       ("scaled", style.SECOND, style.DASHED))]
    style.remark(ax, "s = 1/√d", 1.1, 0.3, color=style.SECOND, shift=(6, 4), ha="left")
    name = style.remark(ax, "s = 1", 0, 0, color=style.FUNCTION, ha="left", shift=(4, 10), gid="name")
    caption = style.remark(ax, "", 16, 0.45, color=style.HIGHLIGHT, shift=(0, 16), ha="right",
                           gid="caption")
    W = initializers.normal(64, 20_000, 1.0, np.random.default_rng(0))
    x = np.where(np.arange(64) % 2, 1.0, -1.0)

    def update(inputs: Inputs) -> None:
        d = int(inputs)
        sums = x[:d] @ W[:d]
        # The middle of each bin is where its share is drawn.
        edges = np.linspace(-16 - 1 / 6, 16 + 1 / 6, 98)
        for line, scores in zip(lines, (sums, sums / np.sqrt(d)), strict=True):
            line.set_ydata(_smooth(np.histogram(scores, edges)[0] / 20_000 * 3))
        at = 0.8 * np.sqrt(d)
        name.xy = (at, float(probability.gaussian(np.array([at]), 0.0, np.sqrt(d))[0]))
        caption.set_text(f"mean square {np.mean(sums**2):.1f} and {np.mean(sums**2) / d:.2f}")

    return fig, update


def _smooth(shares: np.ndarray) -> np.ndarray:
    """A moving mean over three bins."""
    return np.convolve(shares, np.full(3, 1 / 3), mode="same")


def gradient_variances() -> Figure:
    """Mean squares of the gradients in each ReLU layer, with two rules."""
    fig, ax = style.axes(x=(1, DEPTH), y=(1e-11, 1e2), xlabel="layer",
                         ylabel="mean square of the gradient", size=(style.WIDTH, 230))
    _log(ax, range(-9, 1, 3))
    X, G, W = _network()
    layers = np.arange(1, DEPTH + 1)
    for s, color, dots, text, at, shift in [
        (initializers.he_std(WIDTH), style.FUNCTION, "-", "He", 8, (0, -13)),
        (initializers.xavier_std(WIDTH, WIDTH), style.SECOND, style.DASHED, "Xavier", 12, (10, -12)),
    ]:
        sizes = initializers.gradient_variances(G, X, s * W)
        ax.plot(layers, sizes, color=color, linestyle=dots)
        style.remark(ax, text, at, sizes[at - 1], color=color, shift=shift, ha="left")
    return fig


def xavier() -> Figure:
    """What a layer does to scores and to gradients, by its shape."""
    fig, ax = style.axes(x=(0, 4), y=(0, 2.2), xlabel="outputs per input, k / d",
                         ylabel="factor of the mean square")
    ratio = np.linspace(0.05, 4, 80)
    s = np.array([initializers.xavier_std(1000, round(1000 * one)) for one in ratio])
    ax.axhline(1, color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED)
    ax.plot(ratio, 1000 * s**2, color=style.FUNCTION)
    ax.plot(ratio, 1000 * ratio * s**2, color=style.DERIVATIVE, linestyle=style.DASHED)
    style.remark(ax, "scores, d · s²", 2.2, 0.32, color=style.FUNCTION)
    style.remark(ax, "gradients, k · s²", 2.2, 1.72, color=style.DERIVATIVE)
    style.point(ax, 1, 1)
    return fig


def xavier_uniform() -> Figure:
    """A normal and a uniform density with the same standard deviation."""
    fig, ax = style.axes(x=(-3.5, 3.5), y=(0, 0.5), xlabel="weight, in standard deviations",
                         ylabel="density")
    bound = initializers.uniform_bound(1.0)
    style.curve(ax, partial(probability.gaussian, mu=0.0, s=1.0), np.linspace(-3.5, 3.5, 61))
    box = np.array([-3.5, -bound, -bound, bound, bound, 3.5])
    ax.plot(box, np.array([0, 0, 1, 1, 0, 0]) / (2 * bound), color=style.SECOND,
            linestyle=style.DASHED)
    style.remark(ax, "normal", 0.5, 0.36, color=style.FUNCTION, shift=(10, 8), ha="left")
    style.remark(ax, "uniform", -bound, 0.29, color=style.SECOND, shift=(-6, 8), ha="right")
    style.remark(ax, "√3", bound, 0.2, color=style.SECOND, shift=(8, 0), ha="left")
    return fig


def tanh_outputs() -> tuple:
    """How the outputs of tanh layers are spread, in three depths."""
    fig, ax = style.axes(x=(-1, 1), y=(0, 4), xlabel="output of a tanh neuron", ylabel="density")
    X, _, W = _network()
    edges = np.linspace(-1, 1, 42)
    middles = (edges[1:] + edges[:-1]) / 2
    kinds = [(1, style.FUNCTION, "-"), (5, style.SECOND, style.DASHED),
             (20, style.HIGHLIGHT, style.DOTTED)]
    lines = [ax.plot(middles, 0 * middles, color=color, linestyle=dots, gid=f"layer{layer}")[0]
             for layer, color, dots in kinds]
    for number, (layer, color, dots) in enumerate(kinds):
        height = 3.75 - 0.42 * number
        ax.plot([-0.95, -0.75], [height, height], color=color, linestyle=dots)
        style.remark(ax, f"layer {layer}", -0.72, height, color=color, ha="left")

    def update(scale: Gain) -> None:
        A, found = X, {}
        for number, weights in enumerate(W[:20], 1):
            A = activations.tanh(A @ weights * np.sqrt(scale / WIDTH))
            found[number] = A
        for line, (layer, _, _) in zip(lines, kinds, strict=True):
            shares = np.histogram(found[layer], edges)[0]
            density = shares / shares.sum() / (edges[1] - edges[0])
            # Piled up in one place, it would leave the plane.
            line.set_ydata(np.minimum(density, 4.3))

    return fig, update


@lru_cache(maxsize=8)
def _trained(kind: str) -> list[float]:
    """The loss after each step of a network of ten layers on two half circles."""
    X, y = datasets.moons(60, 0.12, np.random.default_rng(0))
    rng = np.random.default_rng(1)
    draw = {
        "he": initializers.he,
        "xavier": initializers.xavier,
        "small": partial(_small, s=0.05),
    }[kind]
    sizes = [2, *[16] * 9, 1]
    layers = [(draw(d, k, generator=rng), np.zeros(k))
              for d, k in zip(sizes[:-1], sizes[1:], strict=True)]
    history = []
    for _ in range(300):
        scores, tape = mlp.forward(X, layers)
        history.append(losses.binary_cross_entropy(scores[:, 0], y))
        G = losses.binary_cross_entropy_grad(scores[:, 0], y)[:, np.newaxis]
        layers = [tuple(optimization.gradient_step(array, gradient, 0.1)
                        for array, gradient in zip(layer, gradients, strict=True))
                  for layer, gradients in zip(layers, mlp.backward(G, layers, tape), strict=True)]
    return history


def _small(d: int, k: int, generator: np.random.Generator, s: float) -> np.ndarray:
    return initializers.normal(d, k, s, generator)


def he() -> Figure:
    """The loss of a deep ReLU network from three kinds of first weights."""
    fig, ax = style.axes(x=(0, 300), y=(0, 0.8), xlabel="step", ylabel="loss")
    for kind, color, dots, text, at, shift in [
        ("small", style.HIGHLIGHT, style.DOTTED, "s = 0.05", 290, (0, 11)),
        ("xavier", style.SECOND, style.DASHED, "Xavier", 60, (10, 6)),
        ("he", style.FUNCTION, "-", "He", 40, (8, 6)),
    ]:
        history = np.array(_trained(kind))
        x = np.arange(0, 300, 4)
        ax.plot(x, history[x], color=color, linestyle=dots)
        style.remark(ax, text, at, history[at], color=color, shift=shift, ha="right" if at > 280
                     else "left")
    return fig


def zeros() -> Figure:
    """The paths of four hidden neurons' weights, from equal and from random starts."""
    fig, (left, right) = style.side_by_side((-3.5, 3.5), (-3.5, 3.5), (-3.5, 3.5),
                                            labels=("equal start", "random start"), xlabel="w₁")
    for ax, W_1 in ((left, np.full((2, 4), 0.5)),
                    (right, initializers.he(2, 4, np.random.default_rng(5)))):
        path = _weights(W_1)
        for j, color in enumerate((style.FUNCTION, style.SECOND, style.DERIVATIVE,
                                   style.HIGHLIGHT)):
            ax.plot(path[::20, 0, j], path[::20, 1, j], color=color, linewidth=2 + 2 * (3 - j) *
                    (ax is left))
            ax.plot(*path[0, :, j], "o", color=color, markersize=5)
            style.point(ax, *path[-1, :, j], color=color)
    style.remark(left, "four neurons,\none path", -3.3, 2.4, ha="left")
    for ax in (left, right):
        style.remark(ax, "w₂", 0, -3, shift=(6, 0), ha="left", color=style.NEUTRAL)
    return fig


def _weights(W_1: np.ndarray) -> np.ndarray:
    """First weights after each step on two half circles, with equal weights in the second layer."""
    X, y = datasets.moons(60, 0.12, np.random.default_rng(0))
    parameters = [W_1, np.zeros(4), np.full((4, 1), 0.5), np.zeros(1)]
    path = [W_1]
    for _ in range(600):
        z = mlp.mlp(X, *parameters)[:, 0]
        G = losses.binary_cross_entropy_grad(z, y)[:, np.newaxis]
        parameters = [optimization.gradient_step(array, gradient, 0.5) for array, gradient
                      in zip(parameters, mlp.mlp_backward(G, X, *parameters)[1:], strict=True)]
        path.append(parameters[0])
    return np.array(path)


def _log(ax: Axes, exponents: range) -> None:
    superscripts = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    ax.set_yscale("log")
    ax.minorticks_off()
    names = [f"10{str(n).translate(superscripts)}" if n else "1" for n in exponents]
    ax.set_yticks([10.0**n for n in exponents], names)
