"""Diagrams of a nerve cell beside its model, of thresholds, and of the responses of a neuron."""

from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, PathPatch
from matplotlib.path import Path

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import activations
from snippets import neuron as neurons
from snippets.composition import logit

CASES = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
# From the cell body, outward: each dendrite as the points of a bent line, and its width.
DENDRITES = [
    ([(70, 172), (52, 140), (58, 108), (30, 84)], 5.0),
    ([(46, 113), (58, 92), (54, 70), (62, 44)], 3.2),
    ([(34, 87), (24, 78), (22, 60), (16, 46)], 2.4),
    ([(84, 170), (98, 140), (92, 116), (110, 94)], 4.6),
    ([(98, 112), (106, 84), (92, 66), (94, 40)], 3.0),
    ([(108, 96), (120, 88), (124, 70), (122, 52)], 2.4),
    ([(64, 186), (44, 184), (34, 172), (14, 170)], 3.2),
    ([(92, 188), (112, 190), (116, 176), (130, 168)], 2.8),
]
TERMINALS = [(30, 430), (58, 446), (96, 446), (124, 430)]

X2 = Annotated[float, Slider(-2, 2, step=0.5, value=1, label="x₂")]
Threshold = Annotated[float, Slider(-1.5, 2.5, step=0.5, value=2, label="ϑ")]
Second = Annotated[float, Slider(-1, 1, step=1, value=1, label="w₂")]
Angle = Annotated[float, Slider(-150, 150, step=30, value=30, label="angle of w (°)")]
Bias = Annotated[float, Slider(-3, 3, step=1, value=0, label="b")]
Length = Annotated[float, Slider(0.5, 8, step=0.5, value=1, label="length of w")]


def cells() -> Figure:
    """A nerve cell on the left, the artificial neuron on the right, the same parts at one height."""
    fig, ax = style.canvas((style.WIDTH, 470))
    _nerve_cell(ax)
    _model(ax)
    for y, cell, model in [(58, "dendrites", "inputs"), (124, "synapses", "weights"),
                           (186, "cell body", "sum, bias"), (280, "axon", "activation"),
                           (424, "terminals", "output")]:
        style.remark(ax, cell, 184, y - 9, color=style.SECOND)
        style.remark(ax, model, 184, y + 9, color=style.FUNCTION)
    return fig


def _nerve_cell(ax: Axes) -> None:
    for points, width in DENDRITES:
        _branch(ax, points, width)
    for x, y in TERMINALS:
        _branch(ax, [(77, 380), (77, 408), (x, 404), (x, y)], 2.6)
        ax.add_patch(Circle((x, y), 5, facecolor=style.SECOND, edgecolor="none"))
    ax.plot([77, 77], [196, 384], color=style.SECOND, linewidth=4.5)
    for top in (228, 266, 304, 342):
        ax.add_patch(FancyBboxPatch((70, top), 14, 24, boxstyle="round,pad=0,rounding_size=6",
                                    facecolor=style.PAPER, edgecolor=style.SECOND, linewidth=1.6))
    around = np.linspace(0.0, 2.0 * np.pi, 61)
    radius = 24 + 2.5 * np.sin(3 * around + 0.6) + 1.5 * np.sin(5 * around)
    ax.fill(77 + radius * np.cos(around), 184 + 0.9 * radius * np.sin(around),
            facecolor=style.PAPER, edgecolor=style.SECOND, linewidth=2.5, zorder=3)
    ax.add_patch(Circle((77, 184), 8, facecolor=style.SECOND, edgecolor="none", alpha=0.6, zorder=4))


def _branch(ax: Axes, points: list[tuple[float, float]], width: float) -> None:
    path = Path(points, [Path.MOVETO, *[Path.CURVE4] * 3])
    ax.add_patch(PathPatch(path, facecolor="none", edgecolor=style.SECOND, linewidth=width,
                           capstyle="round"))


def _model(ax: Axes) -> None:
    for number, x in enumerate((240, 288, 336), 1):
        ax.add_patch(Circle((x, 48), 15, facecolor=style.GRID, edgecolor=style.NEUTRAL,
                            linewidth=1.4))
        style.remark(ax, "x" + "₁₂₃"[number - 1], x, 48)
        _arrow(ax, (x, 48), (288, 184), 15, 24)
        style.remark(ax, "w" + "₁₂₃"[number - 1], (258, 293, 319)[number - 1], 112,
                     color=style.FUNCTION, ha="right" if number == 1 else "left")
    style.remark(ax, "b", 348, 184, color=style.FUNCTION)
    _arrow(ax, (348, 184), (288, 184), 9, 24)
    for y in (184, 280):
        ax.add_patch(Circle((288, y), 24, facecolor=style.PAPER, edgecolor=style.FUNCTION,
                            linewidth=2, zorder=3))
    style.remark(ax, "Σ", 288, 184).set_fontsize(20)
    z = np.linspace(-6, 6, 31)
    ax.plot(288 + 2.6 * z, 291 - 22 * activations.sigmoid(z), color=style.FUNCTION, linewidth=2,
            zorder=4)
    _arrow(ax, (288, 184), (288, 280), 24, 24)
    style.remark(ax, "z", 300, 231, color=style.FUNCTION, ha="left")
    _arrow(ax, (288, 280), (288, 408), 24, 0)
    style.remark(ax, "σ(z)", 288, 424, color=style.FUNCTION)


def _arrow(ax: Axes, start: tuple, end: tuple, start_gap: float, gap: float) -> None:
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=11,
                                 color=style.NEUTRAL, linewidth=1.4, shrinkA=start_gap,
                                 shrinkB=gap))


def mcculloch_pitts() -> tuple:
    """The four cases of two inputs, and the line that the threshold draws between them."""
    fig, ax = style.axes(x=(-0.6, 1.6), y=(-0.6, 1.6), xlabel="x₁", ylabel="x₂",
                         size=(style.WIDTH, 376))
    ax.set_xticks([0, 1])
    ax.set_yticks([0, 1])
    line = ax.plot([0, 1], [0, 1], color=style.FUNCTION, linewidth=2, gid="line")[0]
    silent = ax.plot([0], [0], "o", color=style.PAPER, markeredgecolor=style.NEUTRAL,
                     markeredgewidth=2, markersize=16, linestyle="none", gid="silent")[0]
    firing = ax.plot([0], [0], "o", color=style.HIGHLIGHT, markersize=17, linestyle="none",
                     gid="firing")[0]
    caption = style.remark(ax, "", 0.5, 1.5, gid="caption")
    caption.set_bbox({"facecolor": style.PAPER, "edgecolor": "none", "pad": 3})

    def update(threshold: Threshold, second: Second) -> None:
        w = np.array([1.0, second])
        fires = neurons.mcculloch_pitts(CASES, w, threshold) == 1
        firing.set_data(*_or_away(CASES[fires]))
        silent.set_data(*_or_away(CASES[~fires]))
        ends = np.array([-2.0, 3.0])
        if second:
            line.set_data(ends, neurons.boundary(ends, w, -threshold))
        else:
            line.set_data([threshold, threshold], ends)
        caption.set_text(f"fires in {fires.sum()} of 4 cases{_meaning(fires)}")

    return fig, update


def _or_away(points: np.ndarray) -> np.ndarray:
    """Coordinates of points, always four of them: what is missing lies outside the plane."""
    away = np.full((4 - len(points), 2), 9.0)
    return np.concatenate([points, away]).T


def _meaning(fires: np.ndarray) -> str:
    names = {(0, 0, 0, 1): "and", (0, 1, 1, 1): "or", (0, 0, 1, 0): "x₁ and not x₂",
             (0, 0, 1, 1): "x₁", (1, 0, 1, 1): "x₁ or not x₂"}
    name = names.get(tuple(fires.astype(int)))
    return f": {name}" if name else ""


def weighted_sum() -> tuple:
    """Each input times its weight as a bar; the bars, end to end, lead to the sum."""
    fig, ax = style.axes(x=(-3.2, 4.2), y=(0.3, 5.6), xlabel="", size=(style.WIDTH, 250))
    ax.set_yticks([])
    w, b = np.array([1.5, -1.0, 0.5]), 0.5
    names = ["x₁w₁", "x₂w₂", "x₃w₃", "b"]
    bars = []
    for row, name in enumerate(names):
        y = 5 - row
        color = style.SECOND if name == "b" else style.FUNCTION
        bars.append(ax.plot([0, 1], [y, y], color=color, linewidth=13, solid_capstyle="butt",
                            gid=f"bar{row}")[0])
        style.remark(ax, name, -3.1, y, ha="left", color=color)
    total = style.point(ax, 0, 1, gid="total")
    caption = style.remark(ax, "", 0, 1, shift=(12, 0), ha="left", color=style.HIGHLIGHT,
                           gid="caption")
    style.remark(ax, "z", -3.1, 1, ha="left", color=style.HIGHLIGHT)

    def update(second: X2) -> None:
        x = np.array([1.0, second, 2.0])
        ends = np.cumsum([0.0, *(x * w), b])
        for bar, start, end in zip(bars, ends[:-1], ends[1:], strict=True):
            bar.set_xdata([start, end])
        z = float(neurons.weighted_sum(x[None], w, b)[0])
        total.set_data([z], [1])
        caption.xy = (z, 1)
        caption.set_text(f"{z:g}".replace("-", "−"))

    return fig, update


def neuron() -> tuple:
    """Lines of equal response in the plane of two inputs, and the weights as an arrow across them."""
    fig, ax = style.axes(x=(-4, 4), y=(-4, 4), xlabel="x₁", ylabel="x₂", size=(style.WIDTH, 376))
    lines = [ax.plot([0, 1], [0, 1], color=style.FUNCTION, linewidth=3.2 if level == 0.5 else 1.6,
                     alpha=1 if level == 0.5 else 0.6, gid=f"level{place}")[0]
             for place, level in enumerate(LEVELS)]
    labels = [style.remark(ax, f"{level:g}", 0, 0, gid=f"label{place}")
              for place, level in enumerate(LEVELS[::4])]
    arrow = ax.plot([0, 1], [0, 1], color=style.HIGHLIGHT, linewidth=3, gid="arrow")[0]
    tip = style.point(ax, 0, 0, gid="tip")
    name = style.remark(ax, "w", 0, 0, color=style.HIGHLIGHT, gid="name")

    def update(angle: Angle, b: Bias) -> None:
        turn = np.radians(angle)
        w = 1.5 * np.array([np.cos(turn), np.sin(turn)])
        along = np.array([-w[1], w[0]]) / 1.5
        shifts = (logit(np.array(LEVELS)) - b) / 1.5  # where each response lies along w
        for line, shift in zip(lines, shifts, strict=True):
            line.set_data(*np.array([shift * w / 1.5 - 12 * along, shift * w / 1.5 + 12 * along]).T)
        for label, shift in zip(labels, shifts[::4], strict=True):
            label.xy = tuple((shift + np.sign(shift - shifts[2]) * 0.45) * w / 1.5 + 2.1 * along)
        foot = shifts[2] * w / 1.5
        arrow.set_data(*np.array([foot, foot + w]).T)
        tip.set_data(*np.array([foot + w]).T)
        name.xy = tuple(foot + 1.35 * w)

    return fig, update


def steepness() -> tuple:
    """Along its weights, a neuron with long weights is nearly a threshold."""
    fig, ax = style.axes(x=(-3, 3), y=(-0.1, 1.15), xlabel="distance from the boundary, along w",
                         ylabel="response")
    x = np.linspace(-3, 3, 121)
    ax.plot([-3, 0, 0, 3], [0, 0, 1, 1], color=style.NEUTRAL, linewidth=1.6, linestyle=style.DOTTED)
    curve = ax.plot(x, x, color=style.FUNCTION, gid="response")[0]

    def update(length: Length) -> None:
        curve.set_ydata(neurons.neuron(x[:, None], np.array([length]), 0.0))

    return fig, update
