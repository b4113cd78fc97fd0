"""Networks with values and gradients, what gradients cost, and how to find a wrong one."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import activations, backpropagation, mlp

RADIUS = 18  # of a neuron, in CSS pixels
ROW = 24  # height of a row of a table

# The small network of the page.
W_1, B_1, W_2 = np.array([1.0, -1.0]), np.array([0.25, 0.25]), np.array([2.0, 1.0])

Place = tuple[float, float]


def small_loss() -> tuple:
    """A network of two hidden neurons, with the value and the gradient of everything in it."""
    fig, ax = style.canvas((style.WIDTH, 452))
    places = {"x": (180, 52), "left": (104, 186), "right": (256, 186), "ŷ": (180, 320),
              "L": (180, 414)}
    for name, label in [("x", "x"), ("left", "u₁"), ("right", "u₂"), ("ŷ", "ŷ"), ("L", "L")]:
        _neuron(ax, places[name], label, given=name == "x")
    edges = [("x", "left"), ("x", "right"), ("left", "ŷ"), ("right", "ŷ"), ("ŷ", "L")]
    for start, end in edges:
        _arrow(ax, places[start], places[end])
    spots = {
        "x": (_text(ax, "", 210, 52, color=style.FUNCTION, ha="left", gid="x"),),
        "w11": _pair(ax, "w11", (118, 104), (158, 134)), "w12": _pair(ax, "w12", (242, 104), (202, 134)),
        "z1": _pair(ax, "z1", (72, 166), (72, 186)), "z2": _pair(ax, "z2", (288, 166), (288, 186)),
        "u1": _pair(ax, "u1", (72, 210), (72, 230)), "u2": _pair(ax, "u2", (288, 210), (288, 230)),
        "w21": _pair(ax, "w21", (118, 272), (158, 242)), "w22": _pair(ax, "w22", (242, 272), (202, 242)),
        "ŷ": _pair(ax, "yhat", (218, 312), (218, 332)), "L": _pair(ax, "loss", (218, 406), (218, 426)),
    }
    for name in ("z1", "u1", "w11", "w21", "z2", "u2", "w12", "w22", "ŷ", "L"):
        side = "right" if name in ("z1", "u1", "w11", "w21") else "left"
        inner = name[0] == "w"
        spots[name][0].set_horizontalalignment(side)
        spots[name][1].set_horizontalalignment("center" if inner else side)
    target = _text(ax, "", 168, 366, color=style.FUNCTION, ha="right", gid="target")
    _text(ax, "values go down", 10, 14, color=style.FUNCTION, ha="left")
    _text(ax, "gradients come up", 350, 14, color=style.DERIVATIVE, ha="right")

    def update(
        x: Annotated[float, Slider(-2, 2, step=0.5, value=1, label="x")],
        y: Annotated[float, Slider(-1, 4, step=0.5, value=1.5, label="y")],
    ) -> None:
        z = W_1 * x + B_1
        u = activations.relu(z)
        prediction = float(u @ W_2)
        w_1_grad, z_grad, w_2_grad = backpropagation.small_gradients(W_1, B_1, W_2, x, y)
        error = 2 * (prediction - y)
        spots["x"][0].set_text(_number(x))
        target.set_text(f"target {_number(y)}")
        shown = {"ŷ": (prediction, error),
                 "L": (backpropagation.small_loss(W_1, B_1, W_2, x, y), 1.0)}
        for j in (0, 1):
            shown |= {f"w1{j + 1}": (W_1[j], w_1_grad[j]), f"z{j + 1}": (z[j], z_grad[j]),
                      f"u{j + 1}": (u[j], error * W_2[j]), f"w2{j + 1}": (W_2[j], w_2_grad[j])}
        names = {"z": "z = ", "u": "u = ", "w": "w = "}
        for name, (value, gradient) in shown.items():
            spots[name][0].set_text(names.get(name[0], "") + _number(value))
            spots[name][1].set_text(_number(gradient))

    return fig, update


def small_gradients() -> tuple:
    """The loss over one weight; the slope of the tangent is its entry of the gradient."""
    fig, ax = style.axes(x=(-2, 3), y=(-1, 12), xlabel="first weight of the left neuron", ylabel="L")
    weights = np.linspace(-2, 3, 121)
    ax.plot(weights, [_loss_at(weight) for weight in weights], color=style.FUNCTION)
    (tangent,) = ax.plot([0, 1], [0, 1], color=style.DERIVATIVE, linestyle=style.DASHED, linewidth=2,
                         gid="tangent")
    spot = style.point(ax, 0, 0, gid="spot")
    caption = style.remark(ax, "", -1.8, 11, color=style.DERIVATIVE, ha="left", gid="caption")
    state = style.remark(ax, "", -1.8, 9.8, color=style.NEUTRAL, ha="left", gid="state")

    def update(w: Annotated[float, Slider(-1.5, 2.5, step=0.25, value=1, label="weight")]) -> None:
        height = _loss_at(w)
        slope = float(backpropagation.small_gradients(np.array([w, -1.0]), B_1, W_2, 1.0, 1.5)[0][0])
        ends = np.array([w - 0.6, w + 0.6])
        tangent.set_data(ends, height + slope * (ends - w))
        spot.set_data([w], [height])
        caption.set_text(f"gradient: {_number(slope)}")
        state.set_text("neuron on" if w + B_1[0] > 0 else "neuron off")

    return fig, update


def _loss_at(weight: float) -> float:
    return backpropagation.small_loss(np.array([weight, -1.0]), B_1, W_2, 1.0, 1.5)


def network_loss() -> Figure:
    """Every array of the network, and under it its gradient, of the same shape."""
    fig, ax = style.canvas((style.WIDTH, 336))
    unit = 11
    n, d, k, classes = 5, 2, 4, 3
    columns = [(16, d, "X"), (112, k, "Z⁽¹⁾"), (202, k, "A⁽¹⁾"), (290, classes, "Z⁽²⁾")]
    for left, width, name in columns:
        for top, color in ((92, style.FUNCTION), (206, style.DERIVATIVE)):
            if name == "X" and color is style.DERIVATIVE:
                continue
            _box(ax, left, top, width * unit, n * unit, color)
        _text(ax, name, left + width * unit / 2, 80, color=style.FUNCTION)
    for (left, width, _), (right, _, _) in zip(columns[:-1], columns[1:], strict=True):
        start, end = left + width * unit + 4, right - 4
        _straight(ax, (start, 120), (end, 120), style.FUNCTION)
        if left > 16:
            _straight(ax, (end, 234), (start, 234), style.DERIVATIVE)
    for left, rows, wide, name in [(60, d, k, "W⁽¹⁾"), (252, k, classes, "W⁽²⁾")]:
        _box(ax, left, 58 - rows * unit, wide * unit, rows * unit, style.FUNCTION)
        _box(ax, left, 284, wide * unit, rows * unit, style.DERIVATIVE)
        _text(ax, name, left - 6, 58 - rows * unit / 2, color=style.FUNCTION, ha="right")
    _text(ax, "values", 16, 160, color=style.FUNCTION, ha="left")
    _text(ax, "gradients", 16, 218, color=style.DERIVATIVE, ha="left")
    _text(ax, "of the same", 16, 236, color=style.DERIVATIVE, ha="left")
    _text(ax, "shapes", 16, 254, color=style.DERIVATIVE, ha="left")
    _text(ax, "→ L", 328, 120, color=style.FUNCTION, ha="left")
    _text(ax, "← 1", 328, 234, color=style.DERIVATIVE, ha="left")
    return fig


def network_gradients() -> Figure:
    """The gradient passes where the sum was positive."""
    fig, ax = style.canvas((style.WIDTH, 196))
    rng = np.random.default_rng(1)
    n, d, k, classes = 5, 2, 4, 3
    X, y = rng.normal(size=(n, d)), np.array([0, 1, 2, 1, 0])
    weights = [rng.normal(size=(d, k)), rng.normal(size=k), rng.normal(size=(k, classes)),
               rng.normal(size=classes)]
    Z = X @ weights[0] + weights[1]
    G = backpropagation.softmax_cross_entropy_grad(mlp.mlp(X, *weights), y)
    by_A = G @ weights[2].T
    by_Z = by_A * activations.relu_grad(Z)
    scale = 100  # hundredths, so that four columns fit on a phone
    for left, values, color, title in [
        (1, Z, style.FUNCTION, "Z⁽¹⁾"), (124, by_A * scale, style.DERIVATIVE, "by A⁽¹⁾, · 100"),
        (247, by_Z * scale, style.DERIVATIVE, "by Z⁽¹⁾, · 100"),
    ]:
        _text(ax, title, left + 56, 22, color=color)
        for (i, j), value in np.ndenumerate(values):
            on = Z[i, j] > 0
            ax.add_patch(Rectangle((left + 28 * j, 40 + ROW * i), 28, ROW, linewidth=1,
                                   facecolor=style.GRID if not on else "none",
                                   edgecolor=style.AXIS))
            text = f"{value:z.1f}" if color is style.FUNCTION else f"{value:z.0f}"
            entry = _text(ax, text.replace("-", "−"), left + 28 * j + 14,
                          40 + ROW * (i + 0.5), color=color)
            entry.set_fontsize(10.5)
    _text(ax, "gray: the neuron was off for this example", 180, 180, color=style.NEUTRAL)
    return fig


def multiplications() -> Figure:
    """One way back against two ways forward for each weight."""
    fig, ax = style.axes(x=(4, 1024), y=(1e5, 1e15), xlabel="hidden neurons k",
                         ylabel="multiplications", size=(style.WIDTH, 290))
    ax.set(xscale="log", yscale="log", xlim=(4, 1024), ylim=(1e5, 1e15))
    ax.set_xticks([4, 16, 64, 256], ["4", "16", "64", "256"])
    _powers(ax, range(5, 16, 2))
    ax.minorticks_off()
    k = np.array([4, 8, 16, 32, 64, 128, 256, 512, 1024])
    passes = np.array([backpropagation.multiplications(64, 784, int(one), 10) for one in k], float)
    weights = 784 * k + k + 10 * k + 10
    for y, color, text, at, shift in [
        (passes.sum(axis=1), style.FUNCTION, "forward and backward", 128, (0, -24)),
        (2 * weights * passes[:, 0], style.SECOND, "central differences", 64, (-6, 24)),
    ]:
        ax.plot(k, y, color=color)
        style.remark(ax, text, at, float(np.interp(at, k, y)), color=color, shift=shift)
    return fig


def gradient_check() -> tuple:
    """A right gradient gives a V, a wrong one a floor."""
    fig, ax = style.axes(x=(1e-11, 1e-1), y=(1e-12, 10), xlabel="step a of the differences",
                         ylabel="relative error", size=(style.WIDTH, 300))
    ax.set(xscale="log", yscale="log", xlim=(1e-11, 1e-1), ylim=(1e-12, 10))
    ax.set_xticks(10.0 ** np.arange(-10, -1, 2), [_power(p) for p in range(-10, -1, 2)])
    _powers(ax, range(-9, 1, 3))
    ax.minorticks_off()
    steps = np.logspace(-11, -1, 61)
    loss, theta, gradient = _checked()
    right = [backpropagation.gradient_check(loss, theta, gradient, a) for a in steps]
    ax.plot(steps, right, color=style.FUNCTION, linewidth=2)
    style.remark(ax, "right", 2e-8, 4e-11, color=style.FUNCTION)
    (wrong,) = ax.plot(steps, right, color=style.SECOND, linewidth=2.5, linestyle=style.DASHED,
                       gid="wrong")
    caption = style.remark(ax, "", 2e-11, 2.5, color=style.SECOND, ha="left", gid="caption")
    measured = [backpropagation.jacobian(loss, theta, a) for a in steps]

    def update(
        bug: Annotated[float, Slider(-9, 0, step=1, value=-3, label="log₁₀ bug")],
    ) -> None:
        planted = gradient * (1 + 10.0**bug)
        wrong.set_ydata([backpropagation.relative_error(planted, one) for one in measured])
        caption.set_text(f"wrong by a factor of 1 + {_power(int(bug))}")

    return fig, update


def _checked() -> tuple[Callable, np.ndarray, np.ndarray]:
    """A small network's loss as a function of its second weights, which have no kink."""
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(6, 3)), rng.integers(0, 4, 6)
    W_1, b_1, W_2, b_2 = (rng.normal(size=shape) for shape in ((3, 4), 4, (4, 4), 4))
    gradient = backpropagation.network_gradients(W_1, b_1, W_2, b_2, X, y)[2]
    return (lambda W: backpropagation.network_loss(W_1, b_1, W, b_2, X, y)), W_2, gradient


def sigmoid_chain_grad() -> tuple:
    """The slope of a chain of sigmoids, and its bound."""
    fig, ax = style.axes(x=(-6, 6), y=(1e-9, 3), xlabel="x", ylabel="slope of the chain")
    ax.set(yscale="log", ylim=(1e-9, 3))
    _powers(ax, range(-9, 1, 3))
    x = np.linspace(-6, 6, 61)
    style.curve(ax, partial(backpropagation.sigmoid_chain_grad, w=2.0, depth=1), x, dashed=True,
                color=style.NEUTRAL)
    style.remark(ax, "one neuron", 5.2, 2e-3, color=style.NEUTRAL, ha="right")
    (line,) = ax.plot(x, x, color=style.DERIVATIVE, linestyle=style.DASHED, gid="slope")
    (limit,) = ax.plot([-6, 6], [1, 1], color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=2,
                       gid="limit")
    caption = style.remark(ax, "", 0, 4e-9, color=style.NEUTRAL, gid="caption")

    def update(depth: Annotated[float, Slider(1, 9, step=1, value=3, label="neurons")]) -> None:
        line.set_ydata(backpropagation.sigmoid_chain_grad(x, 2.0, int(depth)))
        bound = backpropagation.slope_bound(2.0, int(depth))
        limit.set_ydata([bound, bound])
        caption.set_text(f"dotted: the bound, {bound:.4f}")

    return fig, update


def by_layer() -> tuple:
    """How large the gradients are, layer by layer, for two activations."""
    fig, ax = style.axes(x=(1, 10), y=(1e-12, 1e3), xlabel="layer", ylabel="size of the gradient",
                         size=(style.WIDTH, 290))
    ax.set(yscale="log", ylim=(1e-12, 1e3), xlim=(0.7, 10.3))
    ax.set_xticks(range(1, 11))
    _powers(ax, range(-9, 4, 3))
    lines = {}
    for name, color in (("sigmoid", style.SECOND), ("ReLU", style.FUNCTION)):
        (lines[name],) = ax.plot(range(1, 11), [1] * 10, "o-", color=color, linewidth=2, markersize=5,
                                 gid=name)
    _text(ax, "ReLU", 9.8, 200, color=style.FUNCTION, ha="right")
    _text(ax, "sigmoid", 9.8, 1e-11, color=style.SECOND, ha="right")

    def update(
        s: Annotated[float, Slider(0.6, 4, step=0.2, value=1.4, label="spread · √20")],
    ) -> None:
        for name, pair in (("sigmoid", (activations.sigmoid, activations.sigmoid_grad)),
                           ("ReLU", (activations.relu, activations.relu_grad))):
            lines[name].set_ydata(np.maximum(_sizes(s, *pair), 1e-14))

    return fig, update


def _sizes(spread: float, activation: Callable, activation_grad: Callable) -> list[float]:
    """Root mean square of the gradient of each layer's biases."""
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(40, 20)), rng.integers(0, 20, 40)
    # He's start has the spread √2 / √20.
    layers = [(W * spread / np.sqrt(2.0), b) for W, b in mlp.random_layers([20] * 11, rng)]
    Z, tape = mlp.forward(X, layers, activation)
    G = backpropagation.softmax_cross_entropy_grad(Z, y)
    gradients = mlp.backward(G, layers, tape, activation_grad)
    return [float(np.sqrt(np.mean(b**2))) for _, b in gradients]


def _neuron(ax: Axes, place: Place, name: str, *, given: bool = False) -> None:
    ax.add_patch(Circle(place, RADIUS, facecolor=style.GRID if given else style.PAPER,
                        edgecolor=style.NEUTRAL, linewidth=1.4, zorder=3))
    _text(ax, name, *place)


def _arrow(ax: Axes, start: Place, end: Place) -> None:
    """An arrow between the rims of two neurons."""
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=11,
                                 color=style.NEUTRAL, linewidth=1.4, shrinkA=RADIUS,
                                 shrinkB=RADIUS))


def _straight(ax: Axes, start: Place, end: Place, color: str) -> None:
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=11, color=color,
                                 linewidth=1.4, shrinkA=0, shrinkB=0))


def _box(ax: Axes, left: float, top: float, width: float, height: float, color: str) -> None:
    ax.add_patch(Rectangle((left, top), width, height, facecolor=color, alpha=0.15, linewidth=0))
    ax.add_patch(Rectangle((left, top), width, height, facecolor="none", edgecolor=color,
                           linewidth=1.4))


def _pair(ax: Axes, name: str, value: Place, gradient: Place) -> tuple[Annotation, Annotation]:
    """Empty texts for a value and its gradient."""
    return (_text(ax, "", *value, color=style.FUNCTION, gid=f"value-{name}"),
            _text(ax, "", *gradient, color=style.DERIVATIVE, gid=f"gradient-{name}"))


def _powers(ax: Axes, powers: range) -> None:
    """Ticks of a logarithmic y axis."""
    ax.set_yticks([10.0**power for power in powers], [_power(power) for power in powers])
    ax.minorticks_off()


def _power(power: int) -> str:
    superscripts = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    return f"10{str(power).translate(superscripts)}" if power else "1"


def _text(ax: Axes, text: str, x: float, y: float, *, color: str = style.INK, ha: str = "center",
          gid: str | None = None) -> Annotation:
    return style.remark(ax, text, x, y, color=color, ha=ha, gid=gid)


def _number(value: float) -> str:
    return f"{float(value):z.4g}".replace("-", "−")
