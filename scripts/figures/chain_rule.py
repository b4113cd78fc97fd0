"""Diagrams of how slopes travel through nested functions, drawn with the snippets."""

from functools import partial
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import activations, composition, derivatives, functions
from snippets import chain_rule as rule

_ROWS = (2.0, 1.0, 0.0)  # heights of the three number lines
_UNIT = 0.4  # how long the first arrow is drawn

_Weight = Annotated[float, Slider(-3, 3, step=0.5, value=2, label="w")]


def chain_rule() -> tuple:
    """A small change is stretched twice, and the product of both factors is the slope."""
    fig = style.figure((style.WIDTH, 440))
    lines = _number_lines(fig, (12, 0, 226, 220))
    ax = style.plane(fig, (0, 216, style.WIDTH, 224), (-1.6, 1.6), (-1.2, 1.4),
                     ylabel="tanh(x²) and its slope")
    style.curve(ax, partial(composition.compose, activations.tanh, functions.square),
                gid="composition.compose?f=activations.tanh&g=functions.square")
    style.curve(ax, partial(rule.chain_rule, activations.tanh, functions.square),
                color=style.DERIVATIVE,
                gid="chain_rule.chain_rule?f=activations.tanh&g=functions.square")
    point = style.point(ax, 0, 0, gid="point")
    arrows = [_arrow(lines, f"arrow{number}") for number in range(3)]
    (sides,) = lines.plot([], [], color=style.NEUTRAL, linewidth=1, gid="sides")
    values = [style.remark(lines, "", 3.5, row, color=style.HIGHLIGHT, shift=(6, 9), ha="left",
                           gid=f"value{number}") for number, row in enumerate(_ROWS)]
    lengths = [style.remark(lines, "", 3.5, row, color=style.HIGHLIGHT, shift=(6, -8), ha="left",
                            gid=f"length{number}") for number, row in enumerate(_ROWS)]
    factors = [style.remark(lines, "", 3.5, row, shift=(6, 0), ha="left", gid=f"factor{number}")
               for number, row in enumerate((1.5, 0.5))]

    def update(at: Annotated[float, Slider(-1.5, 1.5, step=0.1, value=1, label="x")]) -> None:
        u = float(functions.square(at))
        inner, outer = float(functions.square_grad(at)), float(activations.tanh_grad(u))
        starts = [at, u, float(activations.tanh(u))]
        changes = [1.0, inner, outer * inner]
        for arrow, start, change, row in zip(arrows, starts, changes, _ROWS, strict=True):
            _stretch(arrow, start, change, row)
        ends = [start + _UNIT * change for start, change in zip(starts, changes, strict=True)]
        sides.set_data([*starts, np.nan, *ends], [*_ROWS, np.nan, *_ROWS])
        point.set_data([at], [changes[-1]])
        for text, name, start in zip(values, ("x", "u", "f(u)"), starts, strict=True):
            text.set_text(f"{name} = {_number(start, '.2f')}")
        for text, change in zip(lengths, changes, strict=True):
            text.set_text(f"change {_number(change, '.2f')}")
        for text, name, factor in zip(factors, ("square", "tanh"), (inner, outer), strict=True):
            text.set_text(f"{name}: × {_number(factor, '.2f')}")

    return fig, update


def bell_grad() -> tuple:
    """The bell above its derivative, by the rule and by central differences."""
    fig, (above, below) = style.above_below((-3, 3), (-0.2, 1.4), (-1.2, 1.2), name="bell")
    style.curve(above, rule.bell)
    places = np.linspace(-3, 3, 25)
    below.plot(places, derivatives.derivative(rule.bell, places), "o", color=style.SECOND,
               markersize=6, gid="derivatives.derivative?f=chain_rule.bell")
    style.curve(below, rule.bell_grad, color=style.DERIVATIVE)
    style.remark(below, "measured", 1.5, -0.3, color=style.SECOND, shift=(10, -12), ha="left")
    (tangent,) = above.plot([0, 1], [0, 1], color=style.HIGHLIGHT, linewidth=2, gid="tangent")
    upper = style.point(above, 0, 0, gid="upper")
    lower = style.point(below, 0, 0, gid="lower")
    caption = style.remark(below, "", -2.9, -0.95, color=style.HIGHLIGHT, ha="left", gid="product")

    def update(at: Annotated[float, Slider(-2.5, 2.5, step=0.1, value=0.7, label="x")]) -> None:
        y, m = float(rule.bell(at)), float(rule.bell_grad(at))
        ends = np.array([at - 0.6, at + 0.6])
        tangent.set_data(ends, y + m * (ends - at))
        upper.set_data([at], [y])
        lower.set_data([at], [m])
        inner = _number(-2 * at, ".1f")
        caption.set_text(f"{_number(y, '.3f')} · {_bracketed(inner)} = {_number(m, '.3f')}")

    return fig, update


def neuron_grad() -> tuple:
    """A neuron above its derivative, for any weight."""
    fig, (above, below) = style.above_below((-5, 5), (-0.2, 1.2), (-0.85, 0.85), name="neuron")
    places = np.linspace(-5, 5, 81)
    value = style.curve(above, partial(rule.neuron, w=2.0, b=1.0), places, gid="chain_rule.neuron?b=1.0")
    slope = style.curve(below, partial(rule.neuron_grad, w=2.0, b=1.0), places,
                        color=style.DERIVATIVE, gid="chain_rule.neuron_grad?b=1.0")
    (level,) = below.plot([-5, 5], [0.5, 0.5], color=style.NEUTRAL, linestyle=style.DOTTED,
                          linewidth=1.5, gid="level", zorder=1)
    name = style.remark(below, "w / 4", 5, 0.5, color=style.NEUTRAL, shift=(0, 9), ha="right",
                        gid="level:name")

    def update(w: _Weight) -> None:
        value.redraw(partial(rule.neuron, w=w, b=1.0))
        slope.redraw(partial(rule.neuron_grad, w=w, b=1.0))
        level.set_ydata([w / 4, w / 4])
        name.xy = (5, w / 4)

    return fig, update


def sigmoid_slopes() -> tuple:
    """Values go forward through the steps of the sigmoid, slopes multiply on the way back."""
    names = ("x", "u₁", "u₂", "u₃", "u₄")
    actions = ("negate", "exp", "add 1", "1 over")
    height, wide, gap = 186, 50, 24
    fig, ax = style.canvas((style.WIDTH, height))
    centers = [7 + number * (wide + gap) + wide / 2 for number in range(5)]
    place = {"ha": "center", "va": "center"}
    forward, local, back = [], [], []
    for number, (name, x) in enumerate(zip(names, centers, strict=True)):
        ax.text(x, 14, name, **place)
        _box(ax, x, 28, wide)
        forward.append(ax.text(x, 43, "", color=style.HIGHLIGHT, gid=f"value{number}", **place))
        _box(ax, x, 146, wide)
        back.append(ax.text(x, 161, "", color=style.DERIVATIVE, gid=f"slope{number}", **place))
        if number < len(actions):
            middle = x + (wide + gap) / 2
            _connect(ax, middle - 11, middle + 11, 43, style.FUNCTION)
            ax.text(middle, 75, actions[number], color=style.FUNCTION, **place)
            local.append(ax.text(middle, 101, "", gid=f"local{number}", **place))
            ax.text(middle, 127, f"× m{'₁₂₃₄'[number]}", color=style.DERIVATIVE, **place)
            _connect(ax, middle + 11, middle - 11, 161, style.DERIVATIVE)

    def update(x: Annotated[float, Slider(-2, 2, step=0.1, value=1)]) -> None:
        values = [x, *(float(value) for value in composition.sigmoid_steps(x))]
        slopes = [float(slope) for slope in rule.sigmoid_slopes(x)]
        products = [float(np.prod(slopes[number:])) for number in range(5)]
        for texts, shown in ((forward, values), (local, slopes), (back, products)):
            for text, value in zip(texts, shown, strict=True):
                text.set_text(_number(value, ".2f" if abs(value) >= 0.1 else ".3f"))

    return fig, update


def neuron_error_grad() -> tuple:
    """The squared error of a neuron above its slope, by the weight."""
    given = {"x": 2.0, "b": -1.0, "y": 0.8}
    query = "&".join(f"{name}={value}" for name, value in given.items())
    fig, (above, below) = style.above_below((-3, 4), (-0.2, 0.8), (-0.5, 0.3), name="error",
                                            xlabel="weight w")
    above.texts[0].set_text("error(w)")
    below.texts[0].set_text("error′(w)")
    style.curve(above, partial(rule.neuron_error, **given), gid=f"chain_rule.neuron_error?{query}")
    style.curve(below, partial(rule.neuron_error_grad, **given), color=style.DERIVATIVE,
                gid=f"chain_rule.neuron_error_grad?{query}")
    (tangent,) = above.plot([0, 1], [0, 1], color=style.HIGHLIGHT, linewidth=2, gid="tangent")
    upper = style.point(above, 0, 0, gid="upper")
    lower = style.point(below, 0, 0, gid="lower")
    caption = style.remark(below, "", 4, 0.24, color=style.HIGHLIGHT, ha="right", gid="words")

    def update(weight: Annotated[float, Slider(-2.8, 3.8, step=0.1, value=0, label="w")]) -> None:
        y, m = float(rule.neuron_error(weight, **given)), float(rule.neuron_error_grad(weight, **given))
        ends = np.array([weight - 0.6, weight + 0.6])
        tangent.set_data(ends, y + m * (ends - weight))
        upper.set_data([weight], [y])
        lower.set_data([weight], [m])
        move = "more weight" if m < -0.005 else "less weight" if m > 0.005 else "hardly a move"
        caption.set_text(f"slope {_number(m, '.2f')}: {move}")

    return fig, update


def narrow_network_slope() -> tuple:
    """A chain of tanh neurons above its slope, for any weight and depth."""
    fig, (above, below) = style.above_below((-3, 3), (-1.3, 1.3), (-1, 6), name="network")
    places = 3 * np.linspace(-1, 1, 73) ** 3  # close together where a deep chain is steep
    curves = [
        style.curve(above, lambda x: x, places, gid="network"),
        style.curve(below, lambda x: x, places, color=style.DERIVATIVE, gid="slope"),
    ]
    caption = style.remark(below, "", 2.95, 5.2, color=style.HIGHLIGHT, ha="right", gid="middle")

    def update(
        T: Annotated[float, Slider(1, 10, step=1, value=4)],  # noqa: N803
        w: Annotated[float, Slider(0.5, 1.5, step=0.25, value=1)],
    ) -> None:
        weights, biases = np.full(round(T), w), np.zeros(round(T))
        for curve, function in zip(
            curves, (composition.narrow_network, rule.narrow_network_slope), strict=True
        ):
            curve.redraw(partial(function, w=weights, b=biases))
        middle = float(rule.narrow_network_slope(0.0, weights, biases))
        caption.set_text(f"slope at 0: {middle:.3g}")

    return fig, update


def _number_lines(fig: Figure, box: tuple[float, float, float, float]) -> Axes:
    """Three number lines, one below the other, from −2 to 3."""
    width, height = (side * 72 for side in fig.get_size_inches())
    left, top, wide, high = box
    ax = fig.add_axes((left / width, 1 - (top + high) / height, wide / width, high / height))
    ax.set(xlim=(-2.1, 3.5), ylim=(-0.4, 2.3))
    ax.set_axis_off()
    for row in _ROWS:
        ax.plot([-2.1, 3.5], [row, row], color=style.AXIS, linewidth=1.2, zorder=1)
        for tick in range(-2, 4):
            ax.plot([tick, tick], [row - 0.03, row + 0.03], color=style.AXIS, linewidth=1.2, zorder=1)
    for tick in range(-2, 4):
        style.remark(ax, _number(tick), tick, 0, color=style.NEUTRAL, shift=(0, -17))
    return ax


def _arrow(ax: Axes, gid: str) -> Line2D:
    return ax.plot([], [], color=style.HIGHLIGHT, linewidth=3, gid=gid, zorder=3)[0]


def _stretch(arrow: Line2D, start: float, change: float, row: float) -> None:
    """A dot-less arrow as one line: its shaft and the two sides of its head."""
    end = start + _UNIT * change
    back = end - np.sign(change) * min(0.12, abs(_UNIT * change))
    arrow.set_data([start, end, back, end, back], [row, row, row + 0.06, row, row - 0.06])


def _box(ax: Axes, center: float, top: float, wide: float) -> None:
    ax.add_patch(Rectangle((center - wide / 2, top), wide, 30, facecolor="none", edgecolor=style.AXIS))


def _connect(ax: Axes, start: float, end: float, height: float, color: str) -> None:
    arrow = {"arrowstyle": "->", "color": color, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (end, height), (start, height), arrowprops=arrow)


def _bracketed(number: str) -> str:
    return f"({number})" if number.startswith("−") else number


def _number(value: float, form: str = "g") -> str:
    return f"{value:z{form}}".replace("-", "−")  # z: no minus before a zero
