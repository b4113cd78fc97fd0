"""Diagrams of what ReLU hinges do: build curves, fold the plane, cut it into regions."""

from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import hinges

Second = Annotated[float, Slider(-2, 2, step=0.5, value=-0.5, label="second joint")]
Third = Annotated[float, Slider(-2, 2, step=0.5, value=1, label="third joint")]
Angle = Annotated[float, Slider(0, 345, step=15, value=0, label="direction u")]
Count = Annotated[float, Slider(0, 7, step=1, value=2, label="hinges k")]

SLOPES = np.array([1.0, -2.0, 2.0])


def hinge_sum() -> tuple:
    """Three hinges and their sum; two of the joints move."""
    fig, ax = style.axes(x=(-3, 3), y=(-4, 4), xlabel="x", ylabel="sum of three hinges",
                         size=(style.WIDTH, 320))
    parts = [ax.plot([0] * 3, [0] * 3, color=style.SECOND, linewidth=1.6, linestyle=style.DASHED,
                     gid=f"hinge{number}")[0] for number in range(3)]
    (total,) = ax.plot([0] * 5, [0] * 5, color=style.FUNCTION, gid="total")
    (dots,) = ax.plot([0] * 3, [0] * 3, "o", color=style.HIGHLIGHT, markersize=8, gid="dots",
                      markeredgecolor=style.PAPER, markeredgewidth=1.5, zorder=3)
    caption = _caption(ax)

    def update(second: Second, third: Third) -> None:
        joints = np.array([-2.5, second, third])
        for line, joint, slope in zip(parts, joints, SLOPES, strict=True):
            x = np.array([-3.0, joint, 3.0])
            line.set_data(x, hinges.hinge_sum(x, np.array([joint]), np.array([slope])))
        x = np.sort(np.append(joints, [-3.0, 3.0]))
        total.set_data(x, hinges.hinge_sum(x, joints, SLOPES))
        dots.set_data(joints, hinges.hinge_sum(joints, joints, SLOPES))
        slopes = [SLOPES[joints <= joint].sum() for joint in np.unique(joints)]
        caption.set_text("slopes 0, " + ", ".join(f"{slope:g}" for slope in slopes).replace("-", "−"))

    return fig, update


def fold() -> tuple:
    """The plane before and after a fold, with the four corners of exclusive or."""
    fig, (left, right) = style.side_by_side((-2, 2), (-2, 2), (-2, 2),
                                            labels=("before", "after the fold"), xlabel="",
                                            size=(style.WIDTH, 205))
    corners = np.array([[-1.0, -1.0], [1.0, 1.0], [-1.0, 1.0], [1.0, -1.0]])
    offsets = 0.3 * np.array([[-1, -1], [1, -1], [0, 1], [0, 0]])
    points = (corners[:, np.newaxis] + offsets).reshape(-1, 2)
    dots = []
    for ax, name in ((left, "before"), (right, "after")):
        ax.tick_params(labelleft=False, labelbottom=False)
        for part, color, marker in ((slice(0, 8), style.FUNCTION, "o"),
                                    (slice(8, 16), style.DERIVATIVE, "s")):
            (artist,) = ax.plot(*points[part].T, marker, color=color, markersize=5.5,
                                markeredgewidth=0, gid=f"{name}{marker}")
            if ax is right:
                dots.append((artist, part))
    (line,) = left.plot([0, 0], [0, 0], color=style.HIGHLIGHT, linewidth=2, gid="line")
    (edge,) = right.plot([0, 0], [0, 0], color=style.HIGHLIGHT, linewidth=2, gid="edge")
    arrow = left.plot([0, 0], [0, 0], color=style.HIGHLIGHT, linewidth=2, gid="arrow")[0]
    tip = style.point(left, 0, 0, gid="tip")
    caption = _caption(right)
    caption.set_position((0, -12))
    caption.xy = (2, -2)

    def update(angle: Angle) -> None:
        u = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        along = 2.9 * np.array([[-u[1], u[0]], [u[1], -u[0]]])
        for artist in (line, edge):
            artist.set_data(*along.T)
        arrow.set_data([0, u[0]], [0, u[1]])
        tip.set_data(u[:1], u[1:])
        folded = hinges.fold(points, u)
        for artist, part in dots:
            artist.set_data(*folded[part].T)
        caption.set_text("one line separates them" if _separable(folded[:8], folded[8:])
                         else "no line separates them")

    return fig, update


def _separable(first: np.ndarray, second: np.ndarray) -> bool:
    """Whether a line in one of 720 directions has the two groups on its two sides."""
    angle = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    ways = np.stack([np.cos(angle), np.sin(angle)])
    return bool(np.any((first @ ways).min(axis=0) > (second @ ways).max(axis=0) + 1e-9))


def most_regions() -> tuple:
    """Lines in the plane, and the regions between them."""
    fig, ax = style.axes(x=(-3, 3), y=(-2.2, 2.2), xlabel="x₁", ylabel="x₂")
    angle = np.radians([20.0, 100.0, 55.0, 150.0, 78.0, 125.0, 178.0])
    offsets = np.array([0.2, -0.3, -0.8, 0.7, 0.9, -0.25, -0.9])
    W = np.stack([np.cos(angle), np.sin(angle)])
    lines = [ax.plot([0, 0], [0, 0], color=style.FUNCTION, linewidth=2, gid=f"line{number}")[0]
             for number in range(7)]
    grid = _samples(W, offsets)
    counts = [hinges.count_regions(grid, W[:, :k], -offsets[:k]) for k in range(1, 8)]
    counts.insert(0, 1)
    caption = _caption(ax)

    def update(k: Count) -> None:
        for number, line in enumerate(lines):
            middle = offsets[number] * W[:, number]
            along = 6 * np.array([-W[1, number], W[0, number]]) * (number < k)
            ends = np.stack([middle - along, middle + along])
            line.set_data(*(ends.T if number < k else np.full((2, 2), 99.0)))
        regions = "1 region" if k == 0 else f"{counts[int(k)]} regions"
        caption.set_text(f"{regions}, at most {hinges.most_regions(int(k))}")

    return fig, update


def _samples(W: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """Points around every crossing of two lines and on a far circle: some in each region."""
    angle = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    crossings = [np.linalg.solve(W[:, [i, j]].T, offsets[[i, j]])
                 for i in range(len(offsets)) for j in range(i)]
    return np.concatenate([1000 * circle, *(at + 1e-3 * circle[::6] for at in crossings)])


def _caption(ax: Axes) -> Annotation:
    """A line that `update` fills, above the plane at the right."""
    right, top = ax.get_xlim()[1], ax.get_ylim()[1]
    return style.remark(ax, "", right, top, color=style.HIGHLIGHT, shift=(0, 16), ha="right",
                        gid="caption")
