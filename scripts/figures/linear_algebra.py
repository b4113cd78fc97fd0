"""Diagrams of arrows, of grids under a matrix, and of arrays cell by cell."""

from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import linear_algebra

_TALL = 74  # what a plane with both labels needs beyond its grid
_CELL = 34
_LINES = np.arange(-3, 4)


def dot() -> tuple:
    """The dot product as a shadow times a length."""
    fig, ax = style.axes(x=(-3, 3), y=(-1, 3), xlabel="", ylabel="", size=(style.WIDTH, 242))
    u = np.array([2.4, 0.6])
    line = linear_algebra.normalize(u)
    ax.plot(*np.outer(line, [-3.5, 3.5]), color=style.NEUTRAL, linewidth=1.2,
            linestyle=style.DOTTED)
    (shadow,) = ax.plot([0, 1], [0, 1], color=style.SECOND, linewidth=6, alpha=0.5,
                        solid_capstyle="butt", gid="shadow")
    (drop,) = ax.plot([0, 1], [0, 1], color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED,
                      gid="drop")
    ax.plot(*_shaft(np.zeros(2), u), color=style.FUNCTION, linewidth=2.5)
    style.remark(ax, "u", *u, color=style.FUNCTION, shift=(4, -14))
    arrow = _arrow(ax, "arrow")
    name = style.remark(ax, "v", 0, 0, color=style.HIGHLIGHT, gid="name")
    product = style.remark(ax, "", -2.9, 2.8, color=style.HIGHLIGHT, ha="left", gid="product")
    cosine = style.remark(ax, "", -2.9, 2.45, ha="left", gid="cosine")

    def update(
        angle: Annotated[float, Slider(0, 180, step=18, value=54, label="angle")],
        length: Annotated[float, Slider(0.6, 2.6, step=0.2, value=2, label="length of v")],
    ) -> None:
        v = length * linear_algebra.rotation(np.radians(angle)) @ line
        foot = linear_algebra.projection(v, u)
        arrow.set_data(*_shaft(np.zeros(2), v))
        name.xy = tuple(v * (1 + 0.22 / length))
        shadow.set_data([0, foot[0]], [0, foot[1]])
        drop.set_data([v[0], foot[0]], [v[1], foot[1]])
        product.set_text(f"u · v = {_number(linear_algebra.dot(u, v))}")
        cosine.set_text(f"cosine {_number(linear_algebra.cosine_similarity(u, v))}")

    return fig, update


def norm() -> Figure:
    """Pythagoras."""
    fig, ax = style.axes(x=(-0.5, 5), y=(-0.5, 3.6), xlabel="v₁", ylabel="v₂",
                         size=(style.WIDTH, 230 + _TALL))
    v = np.array([4.0, 3.0])
    ax.plot([0, 4, 4], [0, 0, 3], color=style.SECOND, linewidth=2, linestyle=style.DOTTED)
    ax.plot(*_shaft(np.zeros(2), v), color=style.FUNCTION, linewidth=2.5)
    for text, x, y, color in [
        (f"{v[0]:g}", 2, 0, style.SECOND),
        (f"{v[1]:g}", 4, 1.5, style.SECOND),
        (f"{linear_algebra.norm(v):g}", 2, 1.5, style.FUNCTION),
    ]:
        shift = {2: (0, 14) if y else (0, 12), 4: (14, 0)}[x]
        style.remark(ax, text, x, y, color=color, shift=(-10, 10) if (x, y) == (2, 1.5) else shift)
    return fig


def cosine_similarity() -> Figure:
    """From the same direction to the opposite one."""
    fig, ax = style.axes(x=(0, 180), y=(-1.4, 1.4), xlabel="angle between u and v",
                         ylabel="cosine similarity")
    ax.set_xticks([0, 45, 90, 135, 180], ["0°", "45°", "90°", "135°", "180°"])
    angles = np.linspace(0, 180, 61)
    u = np.array([2.0, 1.0])
    values = [linear_algebra.cosine_similarity(u, linear_algebra.rotation(np.radians(angle)) @ u)
              for angle in angles]  # fmt: skip
    ax.plot(angles, values, color=style.FUNCTION)
    for text, angle, value, shift, ha in [
        ("same direction", 0, 1, (4, 14), "left"),
        ("right angle", 90, 0, (12, 10), "left"),
        ("opposite", 180, -1, (-2, -16), "right"),
    ]:
        style.point(ax, angle, value, color=style.FUNCTION)
        style.remark(ax, text, angle, value, shift=shift, ha=ha)
    return fig


def matvec() -> tuple:
    """A matrix moves the whole grid: its columns are where the two axis arrows land."""
    fig, ax = style.axes(x=(-3, 3), y=(-2.6, 2.6), xlabel="", ylabel="",
                         size=(style.WIDTH, 267 + 36))
    (grid,) = ax.plot([0], [0], color=style.FUNCTION, linewidth=1, alpha=0.6, gid="grid")
    square = Polygon(np.zeros((4, 2)), facecolor=style.HIGHLIGHT, alpha=0.18, gid="square")
    ax.add_patch(square)
    first, second = _arrow(ax, "first", style.SECOND), _arrow(ax, "second")
    one = style.remark(ax, "column 1", 0, 0, color=style.SECOND, gid="one")
    two = style.remark(ax, "column 2", 0, 0, color=style.HIGHLIGHT, gid="two")
    area = style.remark(ax, "", -2.9, -2.4, color=style.HIGHLIGHT, ha="left", gid="area")

    def update(
        across: Annotated[float, Slider(-1, 2, step=0.3, value=0.5, label="A₁₂")],
        up: Annotated[float, Slider(-1, 2, step=0.3, value=1.4, label="A₂₂")],
    ) -> None:
        A = np.array([[1.0, across], [0.4, up]])
        grid.set_data(*_grid(A))
        corners = [linear_algebra.matvec(A, np.array(corner, float))
                   for corner in [(0, 0), (1, 0), (1, 1), (0, 1)]]  # fmt: skip
        square.set_xy(corners)
        first.set_data(*_shaft(np.zeros(2), corners[1]))
        second.set_data(*_shaft(np.zeros(2), corners[3]))
        one.xy = (corners[1][0] + 0.2, corners[1][1] - 0.35)
        two.xy = (across, up + (0.25 if up >= 0 else -0.25))
        area.set_text(f"area × {_number(linear_algebra.area_factor(A))}")

    return fig, update


def order() -> Figure:
    """Turn then stretch, and stretch then turn."""
    size = (style.WIDTH, 200)
    fig = style.figure(size)
    turn = linear_algebra.rotation(np.pi / 4)
    stretch = np.diag([1.4, 0.6])
    for left, name, A in [
        (0, "turn, then stretch", linear_algebra.matmul(stretch, turn)),
        (180, "stretch, then turn", linear_algebra.matmul(turn, stretch)),
    ]:
        ax = style.plane(fig, (left, 0, 180, 200), (-2.2, 2.2), (-2.55, 2.55), xlabel="", ylabel=name)
        ax.plot(*_grid(A, np.arange(-1, 2)), color=style.FUNCTION, linewidth=1.2)
        for column, color in zip(A.T, (style.SECOND, style.HIGHLIGHT), strict=True):
            ax.plot(*_shaft(np.zeros(2), column), color=color, linewidth=2.5)
    return fig


def matmul() -> tuple:
    """One row, one column, one entry."""
    A = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]])
    B = np.array([[2.0, 0.0, 1.0, -1.0], [1.0, 3.0, -2.0, 4.0]])
    C = linear_algebra.matmul(A, B)
    fig, ax = style.canvas((style.WIDTH, 250))
    _cells(ax, (30, 102), A, "A (3, 2)", below=True)
    _cells(ax, (160, 20), B, "B (2, 4)", beside=True)
    _cells(ax, (160, 102), C, "")
    style.remark(ax, "AB (3, 4)", 160 + 2 * _CELL, 102 + 3 * _CELL, shift=(0, -14))
    row, column, entry = (_frame(ax, name) for name in ("row", "column", "entry"))
    sum_of = style.remark(ax, "", 180, 236, color=style.HIGHLIGHT, gid="sum")

    def update(
        i: Annotated[float, Slider(1, 3, step=1, value=1, label="row i")],
        j: Annotated[float, Slider(1, 4, step=1, value=2, label="column j")],
    ) -> None:
        i, j = int(i) - 1, int(j) - 1
        _put(row, (30, 102 + i * _CELL), 2, 1)
        _put(column, (160 + j * _CELL, 20), 1, 2)
        _put(entry, (160 + j * _CELL, 102 + i * _CELL), 1, 1)
        pairs = zip(A[i], B[:, j], strict=True)
        terms = " + ".join(f"{_bracketed(a)}·{_bracketed(b)}" for a, b in pairs)
        sum_of.set_text(f"{terms} = {_whole(C[i, j])}")

    return fig, update


def transpose() -> Figure:
    """Rows become columns."""
    A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    fig, ax = style.canvas((style.WIDTH, 172))
    _cells(ax, (40, 48), A, "A (2, 3)")
    _cells(ax, (236, 31), linear_algebra.transpose(A), "Aᵀ (3, 2)")
    for place, width, height in [((40, 48), 3, 1), ((236, 31), 1, 3)]:
        _put(_frame(ax, None), place, width, height)
    ax.annotate("", (224, 82), (156, 82), arrowprops={
        "arrowstyle": "->", "color": style.HIGHLIGHT, "linewidth": 1.6,
    })
    return fig


def outer() -> Figure:
    """All products of two vectors: a multiplication table."""
    u, v = np.array([1.0, 2.0, 3.0]), np.array([4.0, 0.0, -1.0, 5.0])
    fig, ax = style.canvas((style.WIDTH, 196))
    _cells(ax, (70, 70), u[:, np.newaxis], "")
    _cells(ax, (122, 20), v[np.newaxis], "")
    _cells(ax, (122, 70), linear_algebra.outer(u, v), "")
    style.remark(ax, "u (3,)", 62, 121, ha="right")
    style.remark(ax, "v (4,)", 266, 37, ha="left")
    style.remark(ax, "(3, 4)", 266, 121, ha="left")
    return fig


def linear() -> Figure:
    """The bias goes to every row."""
    X = np.array([[1.0, 0.0], [2.0, -1.0], [0.0, 3.0]])
    W = np.array([[1.0, 2.0], [0.0, 1.0]])
    b = np.array([10.0, 20.0])
    fig, ax = style.canvas((style.WIDTH, 176))
    _cells(ax, (12, 36), X @ W, "XW (3, 2)")
    _cells(ax, (130, 36), np.tile(b, (3, 1)), "b (2,)", faded=2)
    _cells(ax, (268, 36), linear_algebra.linear(X, W, b), "Z (3, 2)")
    for text, x in [("+", 105), ("=", 233)]:
        style.remark(ax, text, x, 36 + 1.5 * _CELL)
    style.remark(ax, "copied down", 130 + _CELL, 36 + 3 * _CELL, color=style.NEUTRAL,
                 shift=(0, -14))
    return fig


def linear_backward() -> Figure:
    """A bias goes to every row, so its gradient comes from every row."""
    X, W, b = np.ones((4, 3)), np.ones((3, 2)), np.array([3.0, -1.0])
    G = np.array([[1.0, 0.0], [-1.0, 2.0], [3.0, -1.0], [2.0, 1.0]])
    _, _, b_grad = linear_algebra.linear_backward(G, X, W, b)
    fig, ax = style.canvas((style.WIDTH, 300))
    _cells(ax, (40, 36), b[None], "b")
    _cells(ax, (40, 130), np.tile(b, (4, 1)), "", faded=4)
    _cells(ax, (220, 36), G, "G")
    _cells(ax, (220, 36 + 6 * _CELL), b_grad[None], "", below=True)
    middles = (40 + _CELL, 220 + _CELL)
    for text, x, y in [("↓ copied", middles[0], 112), ("↓ summed", middles[1], 36 + 5 * _CELL),
                       ("added to XW", middles[0], 130 + 4.6 * _CELL),
                       ("gradient of b", middles[1], 36 + 7.6 * _CELL)]:
        style.remark(ax, text, x, y, color=style.NEUTRAL)
    return fig


def broadcasting() -> Figure:
    """A column and a row make a table."""
    column, row = np.array([[10.0], [20.0], [30.0]]), np.array([[1.0, 2.0, 3.0, 4.0]])
    fig, ax = style.canvas((style.WIDTH, 352))
    for top, left, name, values, faded in [
        (30, 12, "(3, 1)", np.tile(column, (1, 4)), "right"),
        (30, 206, "(1, 4)", np.tile(row, (3, 1)), 2),
        (208, 109, "(3, 4)", column + row, 0),
    ]:
        _cells(ax, (left, top), values, name, faded=faded)
    style.remark(ax, "+", 177, 30 + 1.5 * _CELL)
    style.remark(ax, "=", 92, 208 + 1.5 * _CELL)
    return fig


# --- arrows and grids ----------------------------------------------------------


def _grid(A: np.ndarray, lines: np.ndarray = _LINES) -> np.ndarray:
    """The lines of the integer grid after the matrix, one after the other; rows x and y."""
    ends = np.array([lines[0], lines[-1], np.nan])
    upright = [np.array([[line, end] for end in ends]) for line in lines]
    level = [points[:, ::-1] for points in upright]
    return A @ np.concatenate(upright + level).T


def _arrow(ax: Axes, gid: str, color: str = style.HIGHLIGHT) -> Line2D:
    return ax.plot([0, 1], [0, 1], color=color, linewidth=2.5, gid=gid, zorder=3)[0]


def _shaft(start: np.ndarray, end: np.ndarray, barb: float = 0.16) -> np.ndarray:
    """An arrow as one line: the shaft, then both barbs; rows x and y."""
    along = end - start
    length = np.hypot(*along)
    along = along / length if length > 0 else along
    back = -min(barb, 0.5 * length) * along
    side = 0.6 * np.array([-back[1], back[0]])
    return np.array([start, end, end + back + side, end, end + back - side]).T


# --- cells ---------------------------------------------------------------------


def _cells(
    ax: Axes, place: tuple[float, float], values: np.ndarray, name: str, *,
    below: bool = False, beside: bool = False, faded: int | str = 0,
) -> None:  # fmt: skip
    """An array as a table; the last rows, or the columns on the right, faded as mere copies."""
    left, top = place
    height, width = (count * _CELL for count in values.shape)
    xs = [x for step in range(0, width + 1, _CELL) for x in (left + step, left + step, np.nan)]
    ys = [y for step in range(0, height + 1, _CELL) for y in (top + step, top + step, np.nan)]
    ax.plot(xs, [top, top + height, np.nan] * (len(xs) // 3), color=style.AXIS, linewidth=1)
    ax.plot([left, left + width, np.nan] * (len(ys) // 3), ys, color=style.AXIS, linewidth=1)
    for (i, j), value in np.ndenumerate(values):
        is_copy = j > 0 if faded == "right" else i >= len(values) - faded
        ax.text(left + (j + 0.5) * _CELL, top + (i + 0.5) * _CELL, _whole(value), ha="center",
                va="center", color=style.NEUTRAL if is_copy else style.INK,
                alpha=0.6 if is_copy else 1)
    if name:
        x, y = (left + width + 8, top + height / 2) if beside else (left + width / 2, top)
        y = top + height + 14 if below else y if beside else y - 14
        ax.text(x, y, name, ha="left" if beside else "center", va="center")


def _frame(ax: Axes, gid: str | None) -> Rectangle:
    frame = Rectangle((0, 0), _CELL, _CELL, facecolor=style.HIGHLIGHT, alpha=0.22, gid=gid)
    return ax.add_patch(frame)


def _put(frame: Rectangle, place: tuple[float, float], width: int, height: int) -> None:
    frame.set_bounds(*place, width * _CELL, height * _CELL)


def _bracketed(value: float) -> str:
    return f"({_whole(value)})" if value < 0 else _whole(value)


def _whole(value: float) -> str:
    return f"{value:zg}".replace("-", "−")


def _number(value: float) -> str:
    return f"{value:z.2f}".replace("-", "−")
