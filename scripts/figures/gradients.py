"""Diagrams of landscapes, their slopes and their gradients, drawn with the snippets."""

from collections.abc import Callable
from functools import cache
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import gradients

_X, _Y = (-3.0, 3.0), (-2.4, 2.4)
_MAP = 246.4  # the height of a map of these ranges, so that both axes have one scale
_LEVELS = (0.1, 0.3, 0.5)


def gradient() -> tuple:
    """The gradient at a point of the map."""
    fig, ax = _map()
    _contours(ax)
    _names(ax)
    arrow = _arrow(ax, "arrow")
    at = style.point(ax, 0, 0, gid="point")
    height = style.remark(ax, "", -2.9, 2.15, gid="height", ha="left")
    entries = style.remark(ax, "", -2.9, -2.15, color=style.HIGHLIGHT, gid="entries", ha="left")

    def update(
        x_1: Annotated[float, Slider(-2, 2, step=0.4, value=-0.4, label="x₁")],
        x_2: Annotated[float, Slider(-1.5, 1.5, step=0.3, value=0.9, label="x₂")],
    ) -> None:
        x = np.array([x_1, x_2])
        g = gradients.gradient(gradients.landscape, x)
        at.set_data([x_1], [x_2])
        arrow.set_data(*_shaft(x, x + 1.2 * g))
        height.set_text(f"height {_number(gradients.landscape(x))}")
        entries.set_text(f"gradient ({_number(g[0])}, {_number(g[1])})")

    return fig, update


def landscape() -> Figure:
    """The landscape as a surface."""
    fig, ax = _stage(250)
    _surface(ax, gradients.landscape, (-3, 3), (-2.4, 2.4), cells=12, up=2.1)
    for text, x, shift in [("hill", (1, 0), (0, 16)), ("hollow", (-1, 0), (-4, -26))]:
        style.remark(ax, text, *_seen(*x, gradients.landscape(np.array(x)), 2.1), shift=shift)
    _corner(ax, 2.1)
    return fig


def contours() -> Figure:
    """The landscape as a map."""
    fig, ax = _map()
    _contours(ax)
    _names(ax)
    for level in _LEVELS:
        # Above the summit, the landscape has this height.
        up = np.sqrt(-2 * np.log(level) - 1)
        style.remark(ax, f"{level:g}", 1, up, color=style.FUNCTION)
        style.remark(ax, f"−{level:g}", -1, up, color=style.SECOND)
    style.remark(ax, "0", 0, -1.5)
    return fig


def partial() -> tuple:
    """One input moves, the other waits: a cut through the landscape."""
    fig = style.figure((style.WIDTH, 2 * _MAP + 20))
    above = style.plane(fig, (0, 0, style.WIDTH, _MAP + 52), _X, _Y, ylabel="x₂", xlabel="")
    below = style.plane(fig, (0, _MAP + 44, style.WIDTH, _MAP - 24), _X, (-0.8, 0.8), xlabel="x₁",
                        ylabel="height on the cut")
    above.tick_params(labelbottom=False)
    _contours(above)
    x_1 = -0.5
    along = np.linspace(*_X, 49)
    (cut,) = above.plot(_X, [0, 0], color=style.HIGHLIGHT, linewidth=2, gid="cut")
    upper = style.point(above, x_1, 0, gid="upper")
    (profile,) = below.plot(along, 0 * along, color=style.FUNCTION, gid="profile")
    (tangent,) = below.plot([x_1 - 1, x_1 + 1], [0, 0], color=style.HIGHLIGHT, linewidth=2,
                            gid="tangent")
    lower = style.point(below, x_1, 0, gid="lower")
    caption = style.remark(below, "", -2.9, 0.62, color=style.HIGHLIGHT, ha="left", gid="slope")

    def update(x_2: Annotated[float, Slider(-2, 2, step=0.2, value=0.4, label="x₂")]) -> None:
        x = np.array([x_1, x_2])
        y, m = gradients.landscape(x), gradients.partial(gradients.landscape, x, 0)
        cut.set_ydata([x_2, x_2])
        upper.set_data([x_1], [x_2])
        profile.set_ydata([gradients.landscape(np.array([t, x_2])) for t in along])
        tangent.set_ydata([y - m, y + m])
        lower.set_data([x_1], [y])
        caption.set_text(f"slope {_number(m)}")

    return fig, update


def landscape_grad() -> Figure:
    """The gradient at many points of the map."""
    fig, ax = _map()
    _contours(ax, alpha=0.45)
    for x_1 in np.linspace(-2.4, 2.4, 9):
        for x_2 in np.linspace(-1.8, 1.8, 7):
            x = np.array([x_1, x_2])
            g = gradients.landscape_grad(x)
            if np.hypot(*g) > 0.04:
                ax.plot(*_shaft(x, x + 0.5 * g, barb=0.12), color=style.DERIVATIVE, linewidth=1.4)
            else:
                ax.plot(*x, ".", color=style.DERIVATIVE, markersize=3)
    return fig


def directional_derivative() -> tuple:
    """A straight way through the landscape, and its profile."""
    fig = style.figure((style.WIDTH, 2 * _MAP + 36))
    above = style.plane(fig, (0, 0, style.WIDTH, _MAP + 74), _X, _Y, ylabel="x₂", xlabel="x₁")
    below = style.plane(fig, (0, _MAP + 70, style.WIDTH, _MAP - 34), (-2, 2), (-0.8, 0.8),
                        xlabel="step a along u", ylabel="height on the way")
    _contours(above)
    x, steps = np.array([-0.5, 1.0]), np.linspace(-2, 2, 33)
    y = gradients.landscape(x)
    (way,) = above.plot([0, 1], [0, 1], color=style.HIGHLIGHT, linewidth=1.5,
                        linestyle=style.DOTTED, gid="way")
    arrow = _arrow(above, "arrow")
    style.point(above, *x)
    name = style.remark(above, "u", *x, color=style.HIGHLIGHT, gid="name")
    (profile,) = below.plot(steps, 0 * steps, color=style.FUNCTION, gid="profile")
    (tangent,) = below.plot([-1, 1], [0, 0], color=style.HIGHLIGHT, linewidth=2, gid="tangent")
    style.point(below, 0, y)
    caption = style.remark(below, "", -1.9, 0.62, color=style.HIGHLIGHT, ha="left", gid="slope")

    def update(angle: Annotated[float, Slider(0, 360, step=20, value=40, label="angle")]) -> None:
        u = _unit(np.radians(angle))
        m = gradients.directional_derivative(gradients.landscape, x, u)
        ends = x + np.outer([-2, 2], u)
        way.set_data(ends[:, 0], ends[:, 1])
        arrow.set_data(*_shaft(x, x + u))
        name.xy = tuple(x + 0.9 * u + 0.3 * np.array([-u[1], u[0]]))
        profile.set_ydata([gradients.landscape(x + a * u) for a in steps])
        tangent.set_ydata([y - m, y + m])
        caption.set_text(f"slope {_number(m)}")

    return fig, update


def slope_at_angle() -> tuple:
    """Turn a direction: its slope runs along one wave, and the gradient is at the crest."""
    fig = style.figure((style.WIDTH, 2 * _MAP + 36))
    above = style.plane(fig, (0, 0, style.WIDTH, _MAP + 74), _X, _Y, ylabel="x₂", xlabel="x₁")
    below = style.plane(fig, (0, _MAP + 70, style.WIDTH, _MAP - 34), (0, 2 * np.pi), (-0.9, 0.9),
                        xlabel="angle of the direction", ylabel="slope")
    below.set_xticks(np.arange(5) * np.pi / 2, ["0°", "90°", "180°", "270°", "360°"])
    _contours(above)
    x = np.array([-0.5, 1.0])
    g = gradients.gradient(gradients.landscape, x)
    steepest = np.arctan2(g[1], g[0]) % (2 * np.pi)
    style.curve(below, lambda angle: gradients.slope_at_angle(g, angle), color=style.DERIVATIVE,
                gid=f"gradients.slope_at_angle?g={g.tolist()}")
    below.plot([steepest] * 2, [0, np.hypot(*g)], color=style.NEUTRAL,
                          linestyle=style.DOTTED, linewidth=1.5)
    style.remark(below, "gradient", steepest, np.hypot(*g), color=style.DERIVATIVE, shift=(0, 12))
    above.plot(*_shaft(x, x + 1.6 * g), color=style.DERIVATIVE, linewidth=2.5)
    style.remark(above, "gradient", *(x + 1.6 * g), color=style.DERIVATIVE, shift=(6, 10), ha="left")
    arrow = _arrow(above, "arrow")
    style.point(above, *x)
    moving = style.point(below, 0, 0, gid="moving")
    caption = style.remark(below, "", 6.2, 0.78, color=style.HIGHLIGHT, ha="right", gid="slope")

    def update(turn: Annotated[float, Slider(0, 360, step=10, value=180, label="angle")]) -> None:
        u = _unit(np.radians(turn))
        m = gradients.directional_derivative(gradients.landscape, x, u)
        arrow.set_data(*_shaft(x, x + u))
        moving.set_data([np.radians(turn)], [m])
        caption.set_text(f"slope {_number(m)}")

    return fig, update


def basin() -> tuple:
    """A basin, a trough, a saddle: the second factor decides."""
    fig, ax = _stage(290, y=(-2.6, 4.8))
    redraw = _surface(ax, gradients.basin, (-2, 2), (-2, 2), cells=6, up=0.75)
    at = style.point(ax, *_seen(0, 0, 0, 1), gid="origin")
    name = style.remark(ax, "", -4.2, 4.4, gid="name", ha="left")
    at.set_zorder(5)

    def update(c_2: Annotated[float, Slider(-1, 1, step=0.2, value=1, label="c₂")]) -> None:
        redraw(lambda x: gradients.basin(x, c_2=c_2))
        name.set_text("trough" if c_2 == 0 else "basin" if c_2 > 0 else "saddle")

    return fig, update


def basin_grad() -> tuple:
    """Straight downhill is not straight to the bottom."""
    fig, ax = _map()
    x, turn = np.array([-2.0, 1.0]), np.linspace(0, 2 * np.pi, 41)
    lines = [
        ax.plot(turn, turn, color=style.FUNCTION, linewidth=1.4, gid=f"level{level}")[0]
        for level in range(3)
    ]
    ax.plot([x[0], 0], [x[1], 0], color=style.NEUTRAL, linewidth=1.5, linestyle=style.DOTTED)
    style.point(ax, 0, 0, color=style.FUNCTION)
    style.remark(ax, "bottom", 0, 0, color=style.FUNCTION, shift=(8, -12), ha="left")
    arrow = _arrow(ax, "arrow")
    style.point(ax, *x)
    caption = style.remark(ax, "", 2.9, 2.15, color=style.HIGHLIGHT, ha="right", gid="off")

    def update(c_2: Annotated[float, Slider(1, 8, step=1, value=4, label="c₂")]) -> None:
        downhill = -gradients.basin_grad(x, c_2=c_2)
        for number, line in enumerate(lines):
            width = (0.8, 1.8, 2.8)[number]
            line.set_data(width * np.cos(turn), width * np.sin(turn) / np.sqrt(c_2))
        arrow.set_data(*_shaft(x, x + 1.6 * downhill / np.hypot(*downhill)))
        cosine = downhill @ -x / (np.hypot(*downhill) * np.hypot(*x))
        caption.set_text(f"{np.degrees(np.arccos(min(cosine, 1))):.0f}° apart")

    return fig, update


def crease() -> Figure:
    """At a crease, the slopes around a point are no cosine wave."""
    fig, ax = style.axes(x=(0, 2 * np.pi), y=(-1.5, 1.5), xlabel="angle of the direction",
                         ylabel="slope at the origin")
    ax.set_xticks(np.arange(5) * np.pi / 2, ["0°", "90°", "180°", "270°", "360°"])
    angles = np.linspace(0, 2 * np.pi, 121)
    partials = gradients.gradient(_creased, np.zeros(2))
    ax.plot(angles, gradients.slope_at_angle(partials, angles), color=style.DERIVATIVE,
            linestyle=style.DASHED)
    ax.plot(angles, [gradients.directional_derivative(_creased, np.zeros(2), _unit(angle))
                     for angle in angles], color=style.FUNCTION)
    style.remark(ax, "what the partials say", np.pi, -1, color=style.DERIVATIVE, shift=(0, -14))
    style.remark(ax, "measured", np.pi, -0.25, color=style.FUNCTION)
    return fig


def _creased(x: np.ndarray) -> float:
    return 0.0 if not x.any() else x[0] ** 3 / (x[0] ** 2 + x[1] ** 2)


# --- maps --------------------------------------------------------------------


def _map() -> tuple[Figure, Axes]:
    """A plane of both inputs, drawn to scale."""
    return style.axes(x=_X, y=_Y, xlabel="x₁", ylabel="x₂", size=(style.WIDTH, _MAP + 74))


@cache
def _rings() -> list[np.ndarray]:
    """Lines of equal height around the hill, from outside to inside; rows x and y."""
    summit = np.array([1.0, 0.0])
    rays = np.array([_unit(angle) for angle in np.linspace(0, 2 * np.pi, 37)])
    return [np.array([summit + _reach(summit, ray, level) * ray for ray in rays]).T
            for level in _LEVELS]  # fmt: skip


def _reach(start: np.ndarray, ray: np.ndarray, level: float) -> float:
    """How far to go from the summit until the height has fallen to a level, by bisection."""
    near, far = 0.0, 3.0
    for _ in range(30):
        middle = 0.5 * (near + far)
        higher = gradients.landscape(start + middle * ray) > level
        near, far = (middle, far) if higher else (near, middle)
    return near


def _contours(ax: Axes, alpha: float = 0.8) -> None:
    """Lines of equal height: the hill in one color, the hollow, its mirror image, in another."""
    for x, y in _rings():
        ax.plot(x, y, color=style.FUNCTION, linewidth=1.3, alpha=alpha)
        ax.plot(-x, y, color=style.SECOND, linewidth=1.3, alpha=alpha)


def _names(ax: Axes) -> None:
    style.remark(ax, "hill", 1, 0, color=style.FUNCTION)
    style.remark(ax, "hollow", -1, 0, color=style.SECOND)


def _arrow(ax: Axes, gid: str) -> Line2D:
    return ax.plot([0, 1], [0, 1], color=style.HIGHLIGHT, linewidth=2.5, gid=gid, zorder=3)[0]


def _shaft(start: np.ndarray, end: np.ndarray, barb: float = 0.16) -> np.ndarray:
    """An arrow as one line: the shaft, then both barbs; rows x and y."""
    along = end - start
    length = np.hypot(*along)
    along = along / length if length > 0 else along
    back = -min(barb, 0.5 * length) * along
    side = 0.6 * np.array([-back[1], back[0]])
    return np.array([start, end, end + back + side, end, end + back - side]).T


def _unit(angle: float) -> np.ndarray:
    return np.array([np.cos(angle), np.sin(angle)])


# --- surfaces ----------------------------------------------------------------


def _stage(height: float, y: tuple[float, float] = (-2.6, 2.4)) -> tuple[Figure, Axes]:
    """An empty picture in which a surface is seen from above at an angle."""
    fig = style.figure((style.WIDTH, height))
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set(xlim=(-4.4, 4.4), ylim=y)
    ax.set_axis_off()
    return fig, ax


def _seen(x_1: float, x_2: float, height: float, up: float) -> tuple[float, float]:
    """Where a point of space is in the picture."""
    turn = np.radians(28)
    across = x_1 * np.cos(turn) - x_2 * np.sin(turn)
    away = x_1 * np.sin(turn) + x_2 * np.cos(turn)
    return 1.15 * across, 0.52 * away + up * height


def _surface(
    ax: Axes, f: Callable, x: tuple[float, float], y: tuple[float, float], cells: int, up: float
) -> Callable[[Callable], None]:
    """A mesh in which what is in front hides what is behind; gives the means to redraw it."""
    first, second = np.linspace(*x, cells + 1), np.linspace(*y, cells + 1)
    strips = [PathPatch(Path([(0, 0), (0, 0)]), facecolor=style.PAPER, edgecolor=style.FUNCTION,
                        linewidth=0.9, gid=f"strip{row}") for row in range(cells)]

    def redraw(f: Callable) -> None:
        heights = [[f(np.array([a, b])) for a in first] for b in second]
        seen = np.array([[_seen(a, b, heights[row][column], up) for column, a in enumerate(first)]
                         for row, b in enumerate(second)])
        for row, strip in enumerate(strips):
            # From the far corner of each strip to the near one, as its cells hide each other.
            corners = [
                [seen[row, k], seen[row, k + 1], seen[row + 1, k + 1], seen[row + 1, k],
                 seen[row, k]] for k in reversed(range(cells))
            ]
            codes = [Path.MOVETO, *[Path.LINETO] * 4] * cells
            strip.set_path(Path(np.concatenate(corners), codes))

    redraw(f)
    for strip in reversed(strips):
        ax.add_patch(strip)
    return redraw


def _corner(ax: Axes, up: float) -> None:
    """The names of the two inputs along the near edges."""
    style.remark(ax, "x₁ →", *_seen(0, -2.4, 0, up), shift=(20, -16), color=style.NEUTRAL)
    style.remark(ax, "x₂ →", *_seen(-3, 0, 0, up), shift=(-22, -8), color=style.NEUTRAL)


def _number(value: float) -> str:
    return f"{value:z.2f}".replace("-", "−")
