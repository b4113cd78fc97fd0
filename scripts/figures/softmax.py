"""Diagrams of softmax and of its logarithm, drawn with the snippets."""

from typing import Annotated

import numpy as np
from matplotlib.figure import Figure

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import softmax as snippets

Shift = Annotated[float, Slider(-120, 120, step=10, value=0, label="c")]
SCORES = np.array([1.0, 2.0, 0.0], dtype=np.float32)


def softmax() -> tuple:
    """The same scores, shifted: the textbook form and the stable one."""
    fig, planes = style.side_by_side((0.4, 3.6), (0, 1), (0, 1), labels=("textbook", "stable"),
                                     xlabel="class", size=(style.WIDTH, 270))
    bars, notes = [], []
    for side, ax in enumerate(planes):
        ax.set_xticks([1, 2, 3])
        color = (style.DERIVATIVE, style.FUNCTION)[side]
        bars.append([ax.plot([place, place], [0, 0], color=color, linewidth=22,
                             solid_capstyle="butt", gid=f"bar{side}{place}")[0]
                     for place in (1, 2, 3)])
        notes.append([style.remark(ax, "", place, 0.02, color=color, shift=(0, 10),
                                   gid=f"note{side}{place}") for place in (1, 2, 3)])
    caption = style.remark(planes[1], "", 3.6, 1, shift=(0, 16), ha="right", gid="caption")

    def update(c: Shift) -> None:
        z = SCORES + np.float32(c)
        with np.errstate(all="ignore"):
            exponentials = np.exp(z)
            textbook = exponentials / exponentials.sum()
        for lines, labels, p in zip(bars, notes, (textbook, snippets.softmax(z)), strict=True):
            for line, label, height in zip(lines, labels, p, strict=True):
                line.set_ydata([0, np.nan_to_num(height)])
                label.set_text("nan" if np.isnan(height) else f"{height:.2f}")
                label.xy = (label.xy[0], np.nan_to_num(height))
        low, high = exponentials.min(), exponentials.max()
        size = "overflow" if np.isinf(high) else "underflow" if low == 0 else "in range"
        caption.set_text(f"exp: {size}")

    return fig, update


def logsumexp() -> Figure:
    """A maximum with its corner rounded off."""
    fig, ax = style.axes(x=(-4, 4), y=(-1, 4), ylabel="logsumexp of x and 0")
    x = np.linspace(-4, 4, 81)
    ax.plot(x, np.maximum(x, 0), color=style.NEUTRAL, linewidth=2, linestyle=style.DOTTED)
    ax.plot(x, snippets.logsumexp(np.stack([x, np.zeros(81)], axis=1)), color=style.FUNCTION)
    style.remark(ax, "max", 2.2, 2.2, color=style.NEUTRAL, shift=(14, -8), ha="left")
    style.point(ax, 0, float(np.log(2)), color=style.FUNCTION)
    style.remark(ax, "log 2 above", 0, float(np.log(2)), shift=(-10, 8), ha="right")
    return fig
