"""Computational graphs with the value and the gradient of each edge, computed with the snippets."""

from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import activations, graphs

RADIUS = 17  # of a node, in CSS pixels

Place = tuple[float, float]


def squared_error() -> tuple:
    """Values go down the graph, gradients come up."""
    fig, ax = style.canvas((style.WIDTH, 448))
    x, b = 2.0, 1.0
    places = {"w": (60, 58), "x": (240, 58), "×": (150, 128), "b": (290, 128), "+": (150, 208),
              "y": (290, 208), "−": (150, 288), "( )²": (150, 368), "L": (150, 432)}
    edges = {("w", "×"): "right", ("x", "×"): "left", ("×", "+"): "down", ("b", "+"): "left",
             ("+", "−"): "down", ("y", "−"): "left", ("−", "( )²"): "down",
             ("( )²", "L"): "down"}
    for name in ("×", "+", "−", "( )²"):
        _node(ax, places[name], name)
    for name in ("w", "x", "b", "y"):
        _node(ax, places[name], name, given=True)
    _text(ax, "L", *places["L"])
    for start, end in edges:
        _edge(ax, places[start], places[end], RADIUS if end != "L" else 10)
    labels = [_labels(ax, places[start], places[end], side, f"{number}")
              for number, ((start, end), side) in enumerate(edges.items())]
    _text(ax, "values go down", 22, 16, color=style.FUNCTION, ha="left")
    _text(ax, "gradients come up", 338, 16, color=style.DERIVATIVE, ha="right")

    def update(
        w: Annotated[float, Slider(-2, 2, step=0.5, value=1.5, label="w")],
        y: Annotated[float, Slider(-1, 7, step=1, value=2, label="y")],
    ) -> None:
        product, line = w * x, w * x + b
        loss = graphs.squared_error(w, x, b, y)
        w_grad, x_grad, b_grad, y_grad = graphs.squared_error_backward(1.0, w, x, b, y)
        shown = [(w, w_grad), (x, x_grad), (product, b_grad), (b, b_grad), (line, -y_grad),
                 (y, y_grad), (line - y, -y_grad), (loss, 1.0)]
        for (value, gradient), pair in zip(shown, labels, strict=True):
            pair[0].set_text(_number(value, "g"))
            pair[1].set_text(_number(gradient, "g"))

    return fig, update


def gated() -> tuple:
    """One number goes two ways; its gradient is the sum of what comes back."""
    fig, ax = style.canvas((style.WIDTH, 372))
    places = {"x": (100, 52), "σ": (280, 150), "×": (100, 248), "L": (100, 318)}
    _node(ax, places["x"], "x", given=True)
    _node(ax, places["σ"], "σ")
    _node(ax, places["×"], "×")
    _text(ax, "L", *places["L"])
    edges = [("x", "×", "down"), ("x", "σ", "right"), ("σ", "×", "left"), ("×", "L", "down")]
    labels = []
    for number, (start, end, side) in enumerate(edges):
        _edge(ax, places[start], places[end], RADIUS if end != "L" else 10)
        labels.append(_labels(ax, places[start], places[end], side, str(number)))
    total = _text(ax, "", 180, 356, color=style.DERIVATIVE, gid="total")
    _text(ax, "values go down", 22, 14, color=style.FUNCTION, ha="left")
    _text(ax, "gradients come up", 338, 14, color=style.DERIVATIVE, ha="right")

    def update(x: Annotated[float, Slider(-4, 4, step=0.25, value=1, label="x")]) -> None:
        gate = float(activations.sigmoid(x))
        direct, by_gate = graphs.multiply_backward(1.0, x, gate)
        through = by_gate * float(activations.sigmoid_grad(x))
        shown = [(x, direct), (x, through), (gate, by_gate), (float(graphs.gated(x)), 1.0)]
        for (value, gradient), pair in zip(shown, labels, strict=True):
            pair[0].set_text(_number(value))
            pair[1].set_text(_number(gradient))
        total.set_text(f"gradient of x: {_number(direct)} {_signed(through)}"
                       f" = {_number(float(graphs.gated_grad(x)))}")

    return fig, update


def contributions() -> Figure:
    """The gradients of two uses, and their sum."""
    fig, ax = style.axes(x=(-6, 6), y=(-0.4, 1.2), ylabel="gradient")
    style.curve(ax, activations.sigmoid, color=style.SECOND, label="direct", at=-1.4,
                shift=(-14, 10))
    x = np.linspace(-6, 6, 121)
    ax.plot(x, x * activations.sigmoid_grad(x), color=style.HIGHLIGHT, linewidth=2.5,
            linestyle=style.DOTTED)
    style.remark(ax, "through the gate", 3.0, 3.0 * activations.sigmoid_grad(3.0),
                 color=style.HIGHLIGHT, shift=(-30, 24), ha="left")
    style.curve(ax, graphs.gated_grad, color=style.DERIVATIVE, label="sum", at=4,
                shift=(0, 13))
    return fig


def rules() -> Figure:
    """What a sum, a product and a copy do with a gradient."""
    fig, ax = style.canvas((style.WIDTH, 184))
    for middle, name, title, gradients in [(52, "+", "a sum copies", ("G", "G")),
                                           (174, "×", "a product swaps", ("G·x₂", "G·x₁"))]:
        node = (middle, 110)
        for side, value, gradient in [(-1, "x₁", gradients[0]), (1, "x₂", gradients[1])]:
            start = (middle + 28 * side, 52)
            _text(ax, value, start[0], 42, color=style.FUNCTION)
            _edge(ax, start, node, RADIUS, start_gap=0)
            _text(ax, gradient, middle + 26 * side, 80, color=style.DERIVATIVE,
                  ha="left" if side > 0 else "right")
        _edge(ax, node, (middle, 162), 0)
        _node(ax, node, name)
        _text(ax, "G", middle + 8, 146, color=style.DERIVATIVE, ha="left")
        _text(ax, title, middle, 14)
    middle = 296
    _text(ax, "a copy adds", middle, 14)
    _text(ax, "x", middle, 42, color=style.FUNCTION)
    _text(ax, "G₁ + G₂", middle + 8, 66, color=style.DERIVATIVE, ha="left")
    for side, gradient in [(-1, "G₁"), (1, "G₂")]:
        _edge(ax, (middle, 52), (middle + 32 * side, 162), 0, start_gap=0)
        _text(ax, gradient, middle + 30 * side, 120, color=style.DERIVATIVE,
              ha="left" if side > 0 else "right")
    return fig


def layer_mean() -> Figure:
    """Arrays on the edges: each gradient has the shape of its value."""
    fig, ax = style.canvas((style.WIDTH, 424))
    places = {"X": (40, 34), "W": (260, 34), "@": (150, 104), "b": (300, 104), "+": (150, 184),
              "σ": (150, 256), "mean": (150, 334), "L": (150, 408)}
    shapes = [("X", "@", "(n, d)", "right"), ("W", "@", "(d, k)", "left"),
              ("@", "+", "(n, k)", "down"), ("b", "+", "(k,)", "left"), ("+", "σ", "(n, k)", "down"),
              ("σ", "mean", "(n, k)", "down"), ("mean", "L", "()", "down")]
    for name in ("@", "+", "σ", "mean"):
        _node(ax, places[name], name, radius=24 if name == "mean" else RADIUS)
    for name in ("X", "W", "b"):
        _node(ax, places[name], name, given=True)
    _text(ax, "L", *places["L"])
    for number, (start, end, shape, side) in enumerate(shapes):
        _edge(ax, places[start], places[end], {"L": 9, "mean": 24}.get(end, RADIUS),
              start_gap=24 if start == "mean" else RADIUS)
        value, gradient = _labels(ax, places[start], places[end], side, f"{number}")
        value.set_text(shape)
        gradient.set_text(shape)
    return fig


def paths() -> Figure:
    """Each doubling doubles the paths, and adds two edges."""
    fig, ax = style.canvas((style.WIDTH, 116))
    for number in range(5):
        x, count = 32 + 74 * number, 2**number
        _node(ax, (x, 34), "+" if number else "x", given=not number, radius=13)
        _text(ax, f"{count}", x, 70, color=style.DERIVATIVE)
        for bend in (0.35, -0.35) if number < 4 else ():
            ax.add_patch(FancyArrowPatch(
                (x + 12, 34), (x + 62, 34), connectionstyle=f"arc3,rad={bend}",
                arrowstyle="-|>", mutation_scale=10, color=style.NEUTRAL, linewidth=1.4,
                shrinkA=3, shrinkB=3))
    _text(ax, "paths from x to each node", 180, 98, color=style.DERIVATIVE)
    return fig


def _node(ax: Axes, place: Place, name: str, *, given: bool = False, radius: float = RADIUS) -> None:
    """An operation as a circle, an input as a filled one."""
    ax.add_patch(Circle(place, radius, facecolor=style.GRID if given else style.PAPER,
                        edgecolor=style.NEUTRAL, linewidth=1.4, zorder=3))
    label = _text(ax, name, *place)
    if name in ("×", "+", "−"):  # so that a product does not look like an input x
        label.set_fontsize(20)


def _edge(ax: Axes, start: Place, end: Place, gap: float, start_gap: float = RADIUS) -> None:
    """An arrow between the rims of two nodes."""
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=11,
                                 color=style.NEUTRAL, linewidth=1.4, shrinkA=start_gap,
                                 shrinkB=gap))


def _labels(ax: Axes, start: Place, end: Place, side: str, name: str) -> tuple:
    """Empty texts beside an edge that goes down to a side: its value and its gradient."""
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    below = {"down": 0, "right": 14, "left": -14}[side]  # so that the edge misses both
    spots = [(x - 9, y + below, "right"), (x + 9, y - below, "left")]
    return tuple(
        _text(ax, "", *spot[:2], color=color, ha=spot[2], gid=f"{kind}{name}")
        for kind, color, spot in zip(("value", "gradient"), (style.FUNCTION, style.DERIVATIVE),
                                     spots, strict=True)
    )


def _text(ax: Axes, text: str, x: float, y: float, *, color: str = style.INK, ha: str = "center",
          gid: str | None = None) -> Annotation:
    return style.remark(ax, text, x, y, color=color, ha=ha, gid=gid)


def _signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'} {abs(value):.3f}"


def _number(value: float, form: str = ".3f") -> str:
    return f"{value:z{form}}".replace("-", "−")
