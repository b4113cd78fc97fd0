"""Diagrams of what a derivative is and of how well it can be estimated, drawn with the snippets."""

from collections.abc import Callable
from typing import Annotated

import numpy as np
from matplotlib.figure import Figure

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import derivatives, functions


def derivative() -> tuple:
    """The secant becomes the tangent as the step shrinks."""
    x = 0.0
    fig, ax = style.axes(x=(-3, 3), y=(-1, 9), ylabel="exp(x)")
    style.curve(ax, functions.exp)
    ends = np.array(ax.get_xlim())
    slope = functions.exp_grad(x)
    ax.plot(ends, functions.exp(x) + slope * (ends - x), color=style.NEUTRAL, linewidth=1.5,
            linestyle=style.DOTTED)
    style.remark(ax, "tangent", 3, 4, color=style.NEUTRAL, shift=(0, -33), ha="right")
    (secant,) = ax.plot(ends, ends, color=style.HIGHLIGHT, linewidth=2, gid="secant")
    left = style.point(ax, x, 1, gid="left")
    right = style.point(ax, x, 1, gid="right")
    text = {"color": style.HIGHLIGHT, "ha": "right"}
    # Of different heights above their points, so that they stay apart as the points meet.
    left_name = style.remark(ax, "x − a", x, 1, shift=(-6, 10), gid="left:name", **text)
    right_name = style.remark(ax, "x + a", x, 1, shift=(-10, 20), gid="right:name", **text)
    caption = style.remark(ax, "", -1.15, 8.2, gid="slope", **text)

    def update(a: Annotated[float, Slider(0.05, 2, step=0.05, value=1.5)]) -> None:
        m = float(derivatives.derivative(functions.exp, x, a))
        y = functions.exp(np.array([x - a, x + a]))
        secant.set_ydata(y[0] + m * (ends - (x - a)))
        left.set_data([x - a], y[:1])
        right.set_data([x + a], y[1:])
        left_name.xy, right_name.xy = (x - a, y[0]), (x + a, y[1])
        caption.set_text(f"slope {m:.4f}")

    return fig, update


def moving_point() -> tuple:
    """The slope of the tangent above is the height of the derivative below."""
    f, gradient = functions.normal_cdf_grad, derivatives.derivative
    fig, (above, below) = style.above_below((-4, 4), (-0.1, 0.5), (-0.4, 0.4))
    style.curve(above, f)
    style.curve(below, lambda x: gradient(f, x), color=style.DERIVATIVE,
                gid="derivatives.derivative?f=functions.normal_cdf_grad")
    (tangent,) = above.plot([0, 1], [0, 1], color=style.HIGHLIGHT, linewidth=2, gid="tangent")
    helping = {"color": style.HIGHLIGHT, "linewidth": 1.5, "linestyle": style.DOTTED}
    (drop,) = above.plot([0, 0], [0, 1], gid="drop", **helping)
    (height,) = below.plot([0, 0], [0, 1], gid="height", **helping)
    upper = style.point(above, 0, 0, gid="upper")
    lower = style.point(below, 0, 0, gid="lower")
    caption = style.remark(below, "", -3.9, -0.33, color=style.HIGHLIGHT, ha="left", gid="slope")

    def update(at: Annotated[float, Slider(-3.5, 3.5, step=0.1, value=-1, label="x")]) -> None:
        y, m = float(f(at)), float(gradient(f, at))
        ends = np.array([at - 1.2, at + 1.2])
        tangent.set_data(ends, y + m * (ends - at))
        drop.set_data([at, at], [above.get_ylim()[0], y])
        height.set_data([at, at], [m, below.get_ylim()[1]])
        upper.set_data([at], [y])
        lower.set_data([at], [m])
        caption.set_text(f"slope {_number(m, '.2f')}")

    return fig, update


def v_curve() -> Figure:
    """The error of a difference quotient against its step."""
    fig = style.figure((style.WIDTH, 340))
    ax = style.plane(fig, (8, 0, style.WIDTH - 8, 340), (1e-13, 3), (1e-12, 10),
                     xlabel="step a", ylabel="mean error")
    ax.set(xscale="log", yscale="log")
    ax.minorticks_off()
    ax.set_xticks(*_powers(-12, 0, 3))
    ax.set_yticks(*_powers(-12, 0, 3))
    steps = {np.float32: np.logspace(-7, 0, 57), np.float64: np.logspace(-13, 0, 105)}
    lines = {derivatives.forward_difference: style.SECOND, derivatives.derivative: style.FUNCTION}
    for method, color in lines.items():
        for kind, dots in [(np.float64, "-"), (np.float32, style.DOTTED)]:
            ax.plot(steps[kind], [_mean_error(method, kind(a)) for a in steps[kind]],
                    color=color, linestyle=dots, linewidth=2)
    for text, a, error, shift, color in [
        ("forward ∝ a", 1e-5, 1.4e-5, (-9, 5), style.SECOND),
        ("central ∝ a²", 1e-4, 4.7e-9, (9, -5), style.FUNCTION),
        ("64 bits", 1e-10, 2e-6, (-9, -9), style.INK),
        ("32 bits", 1e-6, 1e-1, (9, 9), style.INK),
    ]:
        style.remark(ax, text, a, error, color=color, shift=shift,
                     ha="left" if shift[0] > 0 else "right")
    return fig


def kink() -> Figure:
    """Two slopes meet at a kink, and symmetric secants see neither."""
    fig, ax = style.axes(x=(-2.5, 2.5), y=(-0.5, 2.5), ylabel="abs(x)")
    for a in (0.5, 1.0, 1.5):
        ends = np.array([-a, a])
        ax.plot(ends, functions.absolute(ends), "o-", color=style.HIGHLIGHT, linewidth=2,
                markersize=6)
    style.curve(ax, functions.absolute)
    for x, a, shift, ha in [(-1.25, 0.5, (-10, -8), "right"), (1.25, 0.5, (10, -8), "left")]:
        slope = derivatives.derivative(functions.absolute, x, a)
        style.remark(ax, f"slope {_number(slope)}", x, abs(x), color=style.FUNCTION, shift=shift,
                     ha=ha)
    level = derivatives.derivative(functions.absolute, 0.0, 1.5)
    style.remark(ax, f"secants: slope {_number(level)}", 0, 1.5, color=style.HIGHLIGHT,
                 shift=(0, 12))
    return fig


def _mean_error(method: Callable, a: np.floating) -> float:
    """How far the estimated slopes of exp are off on average, computed in the precision of a."""
    x = np.linspace(0.5, 1.5, 200).astype(type(a))
    estimates = method(functions.exp, x, a).astype(np.float64)
    return float(np.mean(np.abs(estimates - functions.exp_grad(x.astype(np.float64)))))


def _powers(low: int, high: int, by: int) -> tuple[list[float], list[str]]:
    """Powers of ten, and how they are written."""
    superscripts = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    exponents = range(low, high + 1, by)
    names = [f"10{str(n).translate(superscripts)}" if n else "1" for n in exponents]
    return [10.0**n for n in exponents], names


def _number(value: float, form: str = "g") -> str:
    return f"{value:z{form}}".replace("-", "−")  # z: no minus before a zero
