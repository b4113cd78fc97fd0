"""Diagrams of what a floating-point number keeps, drawn with the snippets."""

from typing import Annotated

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import floating_point

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

Bits = Annotated[int, Slider(1, 5, step=1, value=3, label="bits ν")]
Number = Annotated[float, Slider(0.1, 8, step=0.1, value=0.1, label="x")]


def keep_bits() -> tuple:
    """The numbers that there are, and rounding to them."""
    fig = style.figure((style.WIDTH, 400))
    ax = style.plane(fig, (0, 0, style.WIDTH, 300), (0, 8.4), (0, 8.4), xlabel="",
                     ylabel="x, rounded")
    ax.plot([0, 8.4], [0, 8.4], color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED)
    stairs = style.curve(ax, floating_point.keep_bits, np.linspace(0.07, 8.4, 120),
                         gid="floating_point.keep_bits")
    ruler = style.plane(fig, (0, 303, style.WIDTH, 97), (0, 8.4), (-1, 1), xlabel="x",
                        ylabel="numbers that there are")
    ruler.set_yticks([])
    (ticks,) = ruler.plot([0], [0], "|", color=style.FUNCTION, markersize=18, markeredgewidth=1.6,
                          gid="ticks")

    def update(bits: Bits) -> None:
        stairs.redraw(lambda x: floating_point.keep_bits(x, int(bits)))
        fine = np.arange(1, 8.4 * 64) / 64
        there = np.unique(floating_point.keep_bits(fine, int(bits)))
        ticks.set_data(there, np.zeros(len(there)))

    return fig, update


def decompose() -> tuple:
    """The 32 bits of a float32."""
    fig, ax = style.canvas((style.WIDTH, 176))
    colors = [style.HIGHLIGHT] + [style.SECOND] * 8 + [style.FUNCTION] * 23
    cells = []
    for place, color in enumerate(colors):
        row, column = divmod(place, 16)
        left, top = 12 + 21 * column, 44 + 34 * row
        ax.add_patch(Rectangle((left, top), 19, 24, facecolor=color, alpha=0.16, linewidth=0))
        cells.append(style.remark(ax, "0", left + 9.5, top + 13, color=color, gid=f"bit{place}"))
    for text, x, y, color in [("sign", 12, 34, style.HIGHLIGHT), ("exponent", 60, 34, style.SECOND),
                              ("significand", 210, 34, style.FUNCTION)]:
        style.remark(ax, text, x, y, color=color, ha="left")
    value = style.remark(ax, "", 12, 12, ha="left", gid="value")
    parts = style.remark(ax, "", 12, 136, ha="left", gid="parts")
    error = style.remark(ax, "", 12, 160, color=style.NEUTRAL, ha="left", gid="error")

    def update(x: Number) -> None:
        single = np.float32(x)
        for cell, bit in zip(cells, f"{single.view(np.uint32):032b}", strict=True):
            cell.set_text(bit)
        significand, exponent = floating_point.decompose(np.array([single]))
        value.set_text(f"x = {x:.1f} as float32")
        parts.set_text(f"= {significand[0]:.9f} · 2{str(exponent[0]).translate(_SUPERSCRIPTS)}")
        error.set_text(f"stored: {float(single):.12f}")

    return fig, update


def gap() -> Figure:
    """The distance to the next number, against the number."""
    fig = style.figure()
    ax = style.plane(fig, (8, 0, style.WIDTH - 8, style.HEIGHT), (1e-2, 1e12), (1e-18, 1e8),
                     ylabel="gap to the next number")
    ax.set(xscale="log", yscale="log")
    ax.minorticks_off()
    ax.set_xticks(*_powers(range(-1, 12, 3)))
    ax.set_yticks(*_powers(range(-16, 9, 8)))
    x = 10.0 ** np.linspace(-2, 12, 161)
    ax.axhline(1, color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED)
    for bits, name, color, end, at, shift in [
        (53, "float64", style.FUNCTION, 1e12, 1e9, (6, -12)),
        (24, "float32", style.SECOND, 1e12, 1e9, (8, -27)),
        (11, "float16", style.DERIVATIVE, 65504.0, 0.1, (-12, 24)),
    ]:
        shown = x[x <= end]
        ax.plot(shown, floating_point.gap(shown, bits), color=color, linewidth=2,
                gid=f"floating_point.gap?bits={bits}")
        height = float(floating_point.gap(np.array([at]), bits)[0])
        style.remark(ax, name, at, height, color=color, shift=shift, ha="left")
    style.point(ax, 2.0**24, 2.0)
    style.remark(ax, "16,777,216", 2.0**24, 2.0, color=style.HIGHLIGHT, shift=(-12, 17))
    return fig


def log_sigmoid() -> Figure:
    """The logarithm of the sigmoid, the naive way and the stable one, in 32 bits."""
    fig, ax = style.axes(x=(-130, 20), y=(-130, 12), ylabel="log σ(x) in float32")
    x = np.linspace(-130, 20, 301, dtype=np.float32)
    with np.errstate(all="ignore"):
        naive = np.log(1 / (1 + np.exp(-x)))
    naive = np.where(np.isfinite(naive), naive, np.nan)
    style.curve(ax, floating_point.log_sigmoid, np.linspace(-130, 20, 61))
    ax.plot(x[::3], naive[::3], color=style.DERIVATIVE, linewidth=5, alpha=0.45)
    end = float(x[np.isfinite(naive)][0])
    style.point(ax, end, end, color=style.DERIVATIVE)
    style.remark(ax, "naive: −∞ left of here", end, end, color=style.DERIVATIVE, shift=(10, -6),
                 ha="left")
    style.remark(ax, "stable", -114, -114, color=style.FUNCTION, shift=(14, -4), ha="left")
    return fig


def compensated_sum() -> Figure:
    """The relative error of adding 0.1 again and again in 32 bits."""
    fig, ax = style.axes(x=(10, 1e7), y=(1e-9, 10), xlabel="how many times 0.1",
                         ylabel="relative error in float32")
    ax.set(xscale="log", yscale="log")
    ax.minorticks_off()
    ax.set_xticks(*_powers(range(1, 8, 2)))
    ax.set_yticks(*_powers(range(-8, 1, 2)))
    tenth = np.float32(0.1)
    counts = np.unique(np.round(10 ** np.linspace(1, 6.9, 60)).astype(int))
    exact = counts * float(tenth)
    one_by_one = np.cumsum(np.full(counts[-1], tenth))[counts - 1]
    ax.plot(counts, np.maximum(np.abs(one_by_one / exact - 1), 1e-9), color=style.DERIVATIVE)
    few = counts[counts < 3e4]
    careful = [float(floating_point.compensated_sum(np.full(count, tenth))) for count in few]
    ax.plot(few, np.maximum(np.abs(careful / (few * float(tenth)) - 1), 1e-9),
            color=style.FUNCTION)
    style.remark(ax, "one by one", 2e4, 2e-2, color=style.DERIVATIVE, ha="right")
    style.remark(ax, "compensated", 4e4, 4e-8, color=style.FUNCTION, ha="left")
    return fig


def _powers(exponents: range) -> tuple[list[float], list[str]]:
    names = [f"10{str(n).translate(_SUPERSCRIPTS)}" if n else "1" for n in exponents]
    return [10.0**n for n in exponents], names
