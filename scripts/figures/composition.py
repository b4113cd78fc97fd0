"""Diagrams of functions inside functions, drawn with the snippets."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import activations, composition, functions

Steepness = Annotated[float, Slider(-2, 2, step=0.5, value=1, label="w")]
Height = Annotated[float, Slider(-2, 2, step=0.5, value=1, label="b")]

_FOLD = functions.absolute
_SHIFT = composition.decrement
_ROWS = (2.0, 1.0, 0.0)  # heights of the three number lines


def compose() -> tuple:
    """The number line is mapped twice, and the composed curve."""
    fig = style.figure((style.WIDTH, 440))
    lines = _number_lines(fig, (12, 0, 232, 220))
    ax = style.plane(fig, (0, 216, style.WIDTH, 224), (-2.2, 2.2), (-1.5, 3.5), ylabel="output")
    swapped_curve = style.curve(ax, partial(composition.compose, _SHIFT, _FOLD), color=style.SECOND,
                                gid="composition.compose?f=composition.decrement&g=functions.absolute")
    swapped_curve.line.set_linewidth(4.5)  # seen on both sides of the other where the two agree
    style.curve(ax, partial(composition.compose, _FOLD, _SHIFT),
                gid="composition.compose?f=functions.absolute&g=composition.decrement")
    style.remark(ax, "f(g(x))", -0.9, 1.9, color=style.FUNCTION, shift=(10, 8), ha="left")
    style.remark(ax, "g(f(x))", 0.45, -0.55, color=style.SECOND, shift=(8, -9), ha="left")
    point = style.point(ax, 0, 0, gid="point")
    (others,) = lines.plot([], [], color=style.AXIS, linewidth=0.9, gid="others")
    (path,) = lines.plot([], [], "o-", color=style.HIGHLIGHT, linewidth=2.5, markersize=7,
                         gid="path", zorder=3)
    texts = [style.remark(lines, "", 3.3, row, color=style.HIGHLIGHT, shift=(8, 0), ha="left",
                          gid=f"row{number}") for number, row in enumerate(_ROWS)]
    names = [style.remark(lines, "", 3.3, row, shift=(8, 0), ha="left", gid=f"step{number}")
             for number, row in enumerate((1.5, 0.5))]

    def update(
        at: Annotated[float, Slider(-2, 2, step=0.5, value=-1, label="x")],
        swapped: Annotated[float, Slider(0, 1, step=1, value=0, label="swap")],
    ) -> None:
        first, second = (_FOLD, _SHIFT) if swapped else (_SHIFT, _FOLD)
        values = [at, float(first(at)), float(second(first(at)))]
        path.set_data(values, _ROWS)
        point.set_data([at], [values[-1]])
        starts = np.linspace(-2, 2, 9)
        others.set_data(*_strands(starts, first(starts), second(first(starts))))
        labels = ("x", "f(x)", "g(f(x))") if swapped else ("x", "g(x)", "f(g(x))")
        for text, label, value in zip(texts, labels, values, strict=True):
            text.set_text(f"{label} = {_number(value)}")
        actions = ("f: drop the sign", "g: subtract 1")
        for name, action in zip(names, actions if swapped else actions[::-1], strict=True):
            name.set_text(action)

    return fig, update


def composed_curve() -> tuple:
    """The height of the inner curve is the place on the outer one."""
    fig = style.figure((style.WIDTH, 560))
    third = 180
    inner = style.plane(fig, (0, 0, style.WIDTH, third), (-2.2, 2.2), (-5, 0.6), ylabel="u = g(x) = −x²")
    outer = style.plane(fig, (0, third, style.WIDTH, third), (-5, 0.6), (-0.2, 1.4),
                        xlabel="u", ylabel="f(u) = exp(u)")
    both = style.plane(fig, (0, 2 * third + 10, style.WIDTH, third + 10), (-2.2, 2.2), (-0.2, 1.4),
                       ylabel="f(g(x)) = exp(−x²)")
    style.curve(inner, partial(composition.compose, composition.negate, functions.square),
                gid="composition.compose?f=composition.negate&g=functions.square")
    style.curve(outer, functions.exp, color=style.SECOND)
    bell = partial(composition.compose_three, functions.exp, composition.negate, functions.square)
    style.curve(both, bell, gid="composition.compose_three?f=functions.exp"
                                "&g=composition.negate&h=functions.square")
    helping = {"color": style.HIGHLIGHT, "linewidth": 1.5, "linestyle": style.DOTTED}
    drops = [ax.plot([0, 0], [0, 0], gid=f"drop{number}", **helping)[0]
             for number, ax in enumerate((inner, outer, both))]
    points = [style.point(ax, 0, 0, gid=f"point{number}")
              for number, ax in enumerate((inner, outer, both))]
    texts = [style.remark(ax, "", *at, color=style.HIGHLIGHT, ha=ha, gid=f"text{number}")
             for number, (ax, at, ha) in enumerate([
                 (inner, (0, -3.9), "center"), (outer, (-4.9, 1.15), "left"),
                 (both, (2.15, 1.15), "right")])]

    def update(at: Annotated[float, Slider(-2, 2, step=0.1, value=-1, label="x")]) -> None:
        u = float(composition.negate(functions.square(at)))
        value = float(functions.exp(u))
        pairs = [(at, u), (u, value), (at, value)]
        for point, drop, pair in zip(points, drops, pairs, strict=True):
            point.set_data(*([number] for number in pair))
            drop.set_data([pair[0], pair[0]], [0, pair[1]])
        # The outer plane also shows the height that goes on to the third.
        drops[1].set_data([u, u, 0.6], [0, value, value])
        for text, words in zip(texts, (
            f"{_number(at, '.1f')} → {_number(u, '.2f')}",
            f"{_number(u, '.2f')} → {_number(value, '.2f')}",
            f"{_number(at, '.1f')} → {_number(value, '.2f')}",
        ), strict=True):
            text.set_text(words)

    return fig, update


def inside() -> tuple:
    """An affine function inside and outside of tanh."""
    fig, (left, right) = style.side_by_side(
        x=(-4, 4), left=(-4, 4), right=(-4, 4),
        labels=("inside: tanh(wx + b)", "outside: w tanh(x) + b"), size=(style.WIDTH, 250),
    )
    places = np.linspace(-4, 4, 65)
    curves = []
    for ax, function, name in [(left, composition.inside, "inside"),
                               (right, composition.outside, "outside")]:
        before = style.curve(ax, activations.tanh, places, color=style.NEUTRAL, gid=f"{name}:before")
        before.line.set(linestyle=style.DOTTED, linewidth=1.5)
        curves.append((function, style.curve(
            ax, partial(function, activations.tanh, w=1.0, b=1.0), places,
            gid=f"composition.{name}?f=activations.tanh")))

    def update(w: Steepness, b: Height) -> None:
        for function, curve in curves:
            curve.redraw(partial(function, activations.tanh, w=w, b=b))

    return fig, update


def sigmoid_steps() -> tuple:
    """A number goes through the four steps of the sigmoid."""
    names = ("x", "u₁", "u₂", "u₃", "u₄")
    actions = ("negate", "exp", "add 1", "1 over")
    height, wide, gap = 92, 50, 24
    fig, ax = style.canvas((style.WIDTH, height))
    arrow = {"arrowstyle": "->", "color": style.FUNCTION, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
    texts = []
    for number, name in enumerate(names):
        left = 7 + number * (wide + gap)
        ax.add_patch(Rectangle((left, 30), wide, 30, facecolor="none", edgecolor=style.AXIS))
        texts.append(ax.text(left + wide / 2, 45, "", ha="center", va="center",
                             color=style.HIGHLIGHT, gid=f"value{number}"))
        ax.text(left + wide / 2, 75, name, ha="center", va="center")
        if number < len(actions):
            right = left + wide
            ax.annotate("", (right + gap - 1, 45), (right + 1, 45), arrowprops=arrow)
            ax.text(right + gap / 2, 15, actions[number], ha="center", va="center",
                    color=style.FUNCTION)

    def update(x: Annotated[float, Slider(-4, 4, step=0.2, value=1)]) -> None:
        values = [x, *(float(value) for value in composition.sigmoid_steps(x))]
        for text, value in zip(texts, values, strict=True):
            text.set_text(_number(value, ".1f" if abs(value) >= 9.995 else ".2f"))

    return fig, update


def affine_twice() -> tuple:
    """A line inside a line is a line; a bend in between stays a bend."""
    w_1, b_1, b_2 = 1.5, -1.0, 0.5
    fig, (left, right) = style.side_by_side(
        x=(-3, 3), left=(-4, 4), right=(-4, 4), labels=("nothing in between", "ReLU in between"),
        size=(style.WIDTH, 250),
    )
    straight = partial(composition.affine_twice, w_1=w_1, b_1=b_1, b_2=b_2)
    curve = style.curve(left, partial(straight, w_2=1.0), gid=(
        f"composition.affine_twice?w_1={w_1}&b_1={b_1}&b_2={b_2}"))
    bend = -b_1 / w_1
    places = np.array([-3.0, bend, 3.0])
    bent = style.curve(right, lambda x: _bent(x, w_1, b_1, 1.0, b_2), places, gid="bent")
    dot = style.point(right, bend, b_2, color=style.FUNCTION)
    dot.set_markersize(6)

    def update(w_2: Annotated[float, Slider(-2, 2, step=0.25, value=1, label="w₂")]) -> None:
        curve.redraw(partial(straight, w_2=w_2))
        bent.redraw(lambda x: _bent(x, w_1, b_1, w_2, b_2))

    return fig, update


def tent() -> Figure:
    """The tent."""
    fig, ax = style.axes(x=(0, 1), y=(0, 1.1), ylabel="tent(x)")
    style.curve(ax, composition.tent)
    return fig


def iterate() -> tuple:
    """The tent inside itself, once to six times."""
    fig, ax = style.axes(x=(0, 1), y=(0, 1.1), ylabel="tent(… tent(x) …)")
    x = np.linspace(0, 1, 129)
    curves = [
        style.curve(ax, partial(composition.iterate, composition.tent, steps=steps), x,
                    gid=f"composition.iterate?f=composition.tent&steps={steps}")
        for steps in range(7)
    ]
    caption = style.remark(ax, "", 1, 1.07, color=style.HIGHLIGHT, ha="right", gid="pieces")

    def update(T: Annotated[float, Slider(0, 6, step=1, value=3)]) -> None:  # noqa: N803
        for steps, curve in enumerate(curves):
            curve.line.set_visible(steps == round(T))
        pieces = 2 ** round(T)
        caption.set_text(f"{pieces} piece{'s' * (pieces > 1)}")

    return fig, update


def _number_lines(fig: Figure, box: tuple[float, float, float, float]) -> Axes:
    """Three number lines, one below the other, from −3 to 3."""
    width, height = (side * 72 for side in fig.get_size_inches())
    left, top, wide, high = box
    ax = fig.add_axes((left / width, 1 - (top + high) / height, wide / width, high / height))
    ax.set(xlim=(-3.3, 3.3), ylim=(-0.35, 2.25))
    ax.set_axis_off()
    for row in _ROWS:
        ax.plot([-3.2, 3.2], [row, row], color=style.AXIS, linewidth=1.2, zorder=1)
        for tick in range(-3, 4):
            ax.plot([tick, tick], [row - 0.03, row + 0.03], color=style.AXIS, linewidth=1.2, zorder=1)
    for tick in range(-3, 4):
        style.remark(ax, _number(tick), tick, 0, color=style.NEUTRAL, shift=(0, -14))
    return ax


def _strands(*rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One line from row to row for each number, as a single line with gaps."""
    x = np.column_stack([*rows, np.full(rows[0].size, np.nan)]).ravel()
    return x, np.tile([*_ROWS, np.nan], rows[0].size)


def _bent(x: np.ndarray, w_1: float, b_1: float, w_2: float, b_2: float) -> np.ndarray:
    relu_inside: Callable = partial(composition.inside, activations.relu, w=w_1, b=b_1)
    return composition.outside(relu_inside, x, w_2, b_2)


def _number(value: float, form: str = "g") -> str:
    return f"{value:z{form}}".replace("-", "−")  # z: no minus before a zero
