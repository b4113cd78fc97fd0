"""Diagrams of gradients of matrix products and of Jacobians, drawn with the snippets."""

from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import activations, matrix_derivatives

# The numbers of the page's example: four examples, three inputs, two outputs.
X = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0], [2.0, -1.0, 0.0], [-1.0, 1.0, 1.0]])
W = np.array([[0.5, -1.0], [1.0, 0.0], [-0.5, 1.0]])
G = np.array([[1.0, 0.0], [-1.0, 2.0], [0.5, -1.0], [2.0, 1.0]])

ROW = 25  # height of a row of a table, in CSS pixels


def matmul_backward() -> tuple:
    """The gradient of one weight: a column of X meets a column of G."""
    fig, ax = style.canvas((style.WIDTH, 334))
    x_grad, w_grad = matrix_derivatives.matmul_backward(G, X, W)
    places = {"X": (30, 156, 42), "G": (210, 156, 48), "W": (210, 34, 48), "grad": (46, 34, 48)}
    for name, values, title in [("X", X, "X"), ("G", G, "G, the gradient of Z"), ("W", W, "W"),
                                ("grad", w_grad, "gradient of W")]:
        _table(ax, values, *places[name], title)
    marks = {name: _mark(ax, name) for name in places}
    caption = _text(ax, "", 180, 286, gid="terms", color=style.HIGHLIGHT)
    total = _text(ax, "", 180, 314, gid="total", color=style.HIGHLIGHT)

    def update(
        l: Annotated[float, Slider(1, 3, step=1, value=2, label="row l of W")],  # noqa: E741
        j: Annotated[float, Slider(1, 2, step=1, value=1, label="column j of W")],
    ) -> None:
        row, column = int(l) - 1, int(j) - 1
        for name, (first, last), at in [("X", (0, 4), row), ("G", (0, 4), column),
                                        ("W", (row, row + 1), column),
                                        ("grad", (row, row + 1), column)]:
            left, top, width = places[name]
            marks[name].set_bounds(left + at * width, top + first * ROW, width,
                                   (last - first) * ROW)
        terms = zip(X[:, row], G[:, column], strict=True)
        caption.set_text(" + ".join(f"{_factor(a)}·{_factor(b)}" for a, b in terms))
        total.set_text(f"= {_number(w_grad[row, column])}")

    return fig, update


def sigmoid_sum() -> tuple:
    """One weight moves: the slope of the sum is its entry of the gradient."""
    fig, ax = style.axes(x=(-5, 5), y=(3, 6), xlabel="weight in row 3, column 1", ylabel="L")
    weights = np.linspace(-5, 5, 121)
    ax.plot(weights, [_sum_at(weight) for weight in weights], color=style.FUNCTION)
    (tangent,) = ax.plot([0, 1], [3, 4], color=style.DERIVATIVE, linestyle=style.DASHED,
                         linewidth=2, gid="tangent")
    spot = style.point(ax, 0, 4, gid="spot")
    caption = style.remark(ax, "", 4.8, 3.25, color=style.DERIVATIVE, ha="right", gid="slope")

    def update(
        w: Annotated[float, Slider(-4, 4, step=0.25, value=-0.5, label="weight")],
    ) -> None:
        height = _sum_at(w)
        _, w_grad = matrix_derivatives.sigmoid_sum_gradients(X, _with(w))
        slope = w_grad[2, 0]
        ends = np.array([w - 1.1, w + 1.1])
        tangent.set_data(ends, height + slope * (ends - w))
        spot.set_data([w], [height])
        caption.set_text(f"entry of the gradient: {_number(slope, '.3f')}")

    return fig, update


def sigmoid_sum_gradients() -> Figure:
    """Under every value of the example stands its gradient, of the same shape."""
    fig, ax = style.canvas((style.WIDTH, 322))
    Z = matrix_derivatives.matmul(X, W)
    total = matrix_derivatives.sigmoid_sum(X, W)
    columns = [
        (16, 52, Z, activations.sigmoid_grad(Z), "Z = XW"),
        (152, 52, activations.sigmoid(Z), np.ones_like(Z), "σ(Z)"),
        (288, 58, np.array([[total]]), np.ones((1, 1)), "L"),
    ]
    for left, width, value, gradient, title in columns:
        middle = (4 - len(value)) * ROW / 2
        _table(ax, value, left, 36 + middle, width, title, ".2f")
        _table(ax, gradient, left, 196 + middle, width, f"by {title.split()[0]}", ".2f",
               color=style.DERIVATIVE)
    for start, end in [(124, 148), (260, 284)]:
        _arrow(ax, (start, 86), (end, 86), style.NEUTRAL)
        _arrow(ax, (end, 246), (start, 246), style.DERIVATIVE)
    _text(ax, "forward: values", 180, 154, color=style.NEUTRAL)
    _text(ax, "backward: gradients", 180, 310, color=style.DERIVATIVE)
    return fig


def layouts() -> Figure:
    """The same derivatives in two layouts, of which this site uses the first."""
    fig, ax = style.canvas((style.WIDTH, 226))
    _grid(ax, (14, 56), (2, 3), lambda i, j: f"∂f{_low(i)}/∂x{_low(j)}", style.INK)
    _grid(ax, (228, 56), (3, 2), lambda i, j: f"∂f{_low(j)}/∂x{_low(i)}", style.NEUTRAL)
    _text(ax, "this site: (k, d)", 98, 16)
    _text(ax, "one row an output", 98, 37, color=style.NEUTRAL)
    _text(ax, "elsewhere: (d, k)", 284, 16)
    _text(ax, "one row an input", 284, 37, color=style.NEUTRAL)
    _grid(ax, (14, 180), (1, 3), lambda i, j: f"∂L/∂x{_low(j)}", style.DERIVATIVE)
    _text(ax, "gradient of one", 194, 186, color=style.DERIVATIVE, ha="left")
    _text(ax, "number: shape of x", 194, 205, color=style.DERIVATIVE, ha="left")
    return fig


def layer_jacobian() -> tuple:
    """Under the microscope, a layer is its Jacobian."""
    weights, center = np.array([[2.4, -1.0], [1.2, 2.2]]), np.array([0.4, -0.5])
    at_center = matrix_derivatives.layer(center, weights)
    J = matrix_derivatives.layer_jacobian(center, weights)
    fig, (left, right) = _microscope()
    along = np.linspace(-0.5, 0.5, 13)
    lines = [np.stack([np.full(13, level), along]) for level in np.linspace(-0.5, 0.5, 5)]
    lines += [line[::-1] for line in lines]
    curves = []
    for number, line in enumerate(lines):
        left.plot(*line, color=style.FUNCTION, linewidth=1.5)
        right.plot(*(J @ line), color=style.DERIVATIVE, linewidth=1.5, linestyle=style.DASHED)
        curves += right.plot(*line, color=style.FUNCTION, linewidth=1.5, gid=f"line{number}")
    style.point(left, 0, 0)
    style.point(right, 0, 0)
    size = _below(left, "size")
    apart = _below(right, "apart")

    def update(side: Annotated[float, Slider(0.1, 2.5, step=0.1, value=2, label="side")]) -> None:
        worst = 0.0
        for drawn, line in zip(curves, lines, strict=True):
            points = [matrix_derivatives.layer(center + side * point, weights)
                      for point in line.T]
            image = (np.array(points) - at_center).T / side
            drawn.set_data(*image)
            worst = max(worst, np.abs(image - J @ line).max())
        size.set_text(f"side {side:.1f}")
        apart.set_text(f"off by {worst:.3f} sides")

    return fig, update


def layer_vjp() -> Figure:
    """From the left, a row stays a row; from the right, matrices make a matrix."""
    fig, ax = style.canvas((style.WIDTH, 206))
    n = 1000  # inputs and outputs of each of two layers
    square, row = (36, 36), (36, 8)
    v, first, second = (row, "v"), (square, "J₁"), (square, "J₂")
    for top, title, products, pieces in [
        (14, "row first", 2 * n**2, [v, "·", second, "=", (row, ""), "", (row, ""), "·", first,
                                     "=", (row, "")]),
        (116, "matrices first", n**3 + n**2, [second, "·", first, "=", (square, ""), "", v, "·",
                                              (square, ""), "=", (row, "")]),
    ]:
        _text(ax, f"{title}: {products // 10**6:,} million products", 18, top + 6, ha="left")
        left = 18
        for piece in pieces:
            if isinstance(piece, str):
                _text(ax, piece, left + 10, top + 52, color=style.NEUTRAL)
                left += 20 if piece else 26
                continue
            (width, height), name = piece
            color = style.FUNCTION if name else style.HIGHLIGHT
            ax.add_patch(Rectangle((left, top + 52 - height / 2), width, height, facecolor=color,
                                   edgecolor=color, alpha=0.25, linewidth=1.5))
            _text(ax, name, left + width / 2, top + (52 if height > 20 else 38))
            left += width
    return fig


def _microscope() -> tuple[Figure, list[Axes]]:
    """Two square windows, the right one enlarged more."""
    width, height = style.WIDTH, 232
    fig = style.figure((width, height))
    windows = []
    for left, reach, title in [(10, 0.62, "inputs"), (188, 0.48, "outputs")]:
        ax = fig.add_axes((left / width, 36 / height, 162 / width, 162 / height))
        ax.set(xlim=(-reach, reach), ylim=(-reach, reach), xticks=[], yticks=[])
        ax.spines[:].set_color(style.GRID)
        style.remark(ax, title, 0, reach, shift=(0, 14))
        windows.append(ax)
    return fig, windows


def _below(ax: Axes, gid: str):
    return style.remark(ax, "", 0, ax.get_ylim()[0], shift=(0, -16), color=style.INK, gid=gid)


def _sum_at(weight: float) -> float:
    return matrix_derivatives.sigmoid_sum(X, _with(weight))


def _with(weight: float) -> np.ndarray:
    """The weights of the example with another entry in row 3, column 1."""
    changed = W.copy()
    changed[2, 0] = weight
    return changed


def _table(
    ax: Axes, values: np.ndarray, left: float, top: float, width: float, title: str,
    form: str = "g", color: str = style.INK,
) -> None:  # fmt: skip
    """The numbers of a matrix between brackets, with its name above."""
    rows, columns = values.shape
    right, bottom = left + columns * width, top + rows * ROW
    for edge, inward in [(left, 5), (right, -5)]:
        ax.plot([edge + inward, edge, edge, edge + inward], [top, top, bottom, bottom],
                color=style.AXIS, linewidth=1.2)
    for i, j in np.ndindex(rows, columns):
        _text(ax, _number(values[i, j], form), left + (j + 0.5) * width, top + (i + 0.5) * ROW,
              color=color)
    _text(ax, title, (left + right) / 2, top - 14, color=color)


def _grid(ax: Axes, corner: tuple[float, float], shape: tuple[int, int], name, color: str) -> None:
    """Named cells."""
    width, height = 56, 30
    left, top = corner
    for i, j in np.ndindex(shape):
        ax.add_patch(Rectangle((left + j * width, top + i * height), width, height,
                               facecolor="none", edgecolor=style.AXIS, linewidth=1))
        _text(ax, name(i + 1, j + 1), left + (j + 0.5) * width, top + (i + 0.5) * height,
              color=color)


def _mark(ax: Axes, name: str) -> Rectangle:
    patch = Rectangle((0, 0), 1, 1, facecolor=style.HIGHLIGHT, edgecolor=style.HIGHLIGHT,
                      alpha=0.18, linewidth=1.5, gid=f"mark-{name}", zorder=1)
    return ax.add_patch(patch)


def _arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float], color: str) -> None:
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=11, color=color,
                                 linewidth=1.5, shrinkA=0, shrinkB=0))


def _text(ax: Axes, text: str, x: float, y: float, *, color: str = style.INK, ha: str = "center",
          gid: str | None = None):
    return style.remark(ax, text, x, y, color=color, ha=ha, gid=gid)


def _low(number: int) -> str:
    return "₀₁₂₃₄₅₆₇₈₉"[number]


def _factor(value: float) -> str:
    return f"({_number(value)})" if value < 0 else _number(value)


def _number(value: float, form: str = "g") -> str:
    return f"{value:z{form}}".replace("-", "−")
