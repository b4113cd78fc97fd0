"""Graphs of tensors as they are computed, walked back step by step; broadcasting; both modes."""

from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

from scripts.drawing import style
from scripts.drawing.graph import Graph
from scripts.drawing.style import Slider
from snippets import autograd, datasets
from snippets.autograd import Tensor
from snippets.mlp import random_layers


def example() -> tuple:
    """All values and gradients follow the inputs."""
    graph = Graph(_example(1.0, 0.5))

    def update(
        x: Annotated[float, Slider(-2, 2, step=0.5, value=1, label="x")],
        w: Annotated[float, Slider(-2, 2, step=0.5, value=0.5, label="w")],
    ) -> None:
        end = _example(x, w)
        end.backward()
        graph.show(end)

    return graph.figure, update


def _example(x: float, w: float) -> Tensor:
    return autograd.example(Tensor(x, name="x"), Tensor(w, name="w"))


def walk() -> tuple:
    """One node a step, from the end: what has arrived, and who hands up now."""
    end = _example(1.0, 0.5)
    graph, back = Graph(end), end.order()[::-1]
    values = [node.value for node in end.order()]
    halo = graph.halo("halo")
    told = style.remark(graph.axes, "", 12, graph.axes.get_ylim()[0] - 30, ha="left", gid="told")

    def update(step: Annotated[float, Slider(1, 6, step=1, value=1, label="step")]) -> None:
        node = back[int(step) - 1]
        graph.write(list(zip(values, _partial(end, int(step)), strict=True)))
        graph.put(halo, node)
        told.set_text(f"{node.name} hands up" if node.parents else f"{node.name} is complete")

    return graph.figure, update


def _partial(end: Tensor, count: int) -> list[np.ndarray | None]:
    """The gradients that have arrived after so many nodes have handed theirs up."""
    arrived = {end: np.ones(())}
    for node in list(reversed(end.order()))[:count]:
        parts = node.rule(arrived[node]) if node.rule else ()
        for parent, part in zip(node.parents, parts, strict=True):
            arrived[parent] = arrived.get(parent, 0.0) + part
    return [arrived.get(node) for node in end.order()]


def multiply() -> Figure:
    """A product that remembers its factors."""
    product = Tensor(3.0, name="w") * Tensor(-2.0, name="x")
    return Graph(product).figure


def network() -> Figure:
    """A layer, an activation, a layer and a loss: shapes, each twice."""
    end = _network()
    end.backward()
    return Graph(end).figure


def _network() -> Tensor:
    generator = np.random.default_rng(0)
    X, W_1, b_1, W_2, b_2 = (
        Tensor(generator.normal(size=shape), name=name)
        for name, shape in [("X", (6, 2)), ("W₁", (2, 4)), ("b₁", (4,)), ("W₂", (4, 3)), ("b₂", (3,))]
    )
    Z = autograd.relu(X @ W_1 + b_1) @ W_2 + b_2
    return autograd.softmax_cross_entropy(Z, np.array([0, 1, 2, 2, 1, 0]))


def unbroadcast() -> tuple:
    """Three copies of a row go out, three gradients come back and add up."""
    fig, ax = style.canvas((style.WIDTH, 300))
    G = np.array([[1.0, 0.0, -2.0], [3.0, 1.0, 0.0], [0.0, 2.0, 1.0]])
    b = np.array([5.0, 7.0, 9.0])
    style.remark(ax, "forward: copies", 92, 16, color=style.FUNCTION)
    style.remark(ax, "backward: sums", 268, 16, color=style.DERIVATIVE)
    _cells(ax, b[np.newaxis], (38, 40), style.FUNCTION)
    copies = _cells(ax, np.zeros((3, 3)), (38, 130), style.FUNCTION, gid="copy")
    gradients = _cells(ax, G, (214, 130), style.DERIVATIVE, gid="gradient")
    sums = _cells(ax, b[np.newaxis], (214, 40), style.DERIVATIVE, gid="sum")
    _arrow(ax, (92, 80), (92, 124))
    _arrow(ax, (268, 124), (268, 80))
    style.remark(ax, "b", 22, 58, color=style.FUNCTION)
    style.remark(ax, "G", 340, 184, color=style.DERIVATIVE)
    told = style.remark(ax, "", 180, 276, gid="told")

    def update(n: Annotated[float, Slider(1, 3, step=1, value=3, label="rows")]) -> None:
        shown = np.arange(3)[:, np.newaxis] < n
        _write(copies, np.where(shown, b, np.nan))
        _write(gradients, np.where(shown, G, np.nan))
        _write(sums, autograd.unbroadcast(G[: int(n)], b)[np.newaxis])
        told.set_text(f"({int(n)}, 3) forward, (3,) back")

    return fig, update


def index() -> Figure:
    """Rows 2, 0 and 2 are picked; two gradients meet in row 2."""
    fig, ax = style.canvas((style.WIDTH, 262))
    x = np.array([[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]])
    key, G = np.array([2, 0, 2]), np.array([[1.0, 0.0], [4.0, 4.0], [2.0, -1.0]])
    _cells(ax, x, (48, 44), style.FUNCTION)
    _cells(ax, x[key], (156, 44), style.FUNCTION)
    _cells(ax, G, (156, 160), style.DERIVATIVE, rise=28)
    _cells(ax, autograd.index_backward(G, x, key), (48, 160), style.DERIVATIVE, rise=28)
    for row, place in enumerate(key):
        _arrow(ax, (122, 62 + 36 * place), (153, 62 + 36 * row))
        _arrow(ax, (153, 174 + 28 * row), (123, 174 + 28 * place))
    style.remark(ax, "x", 84, 26, color=style.FUNCTION)
    style.remark(ax, "x[[2, 0, 2]]", 192, 26, color=style.FUNCTION)
    style.remark(ax, "each row", 246, 80, color=style.FUNCTION, ha="left")
    style.remark(ax, "is a copy", 246, 98, color=style.FUNCTION, ha="left")
    style.remark(ax, "row 2 gets two", 246, 192, color=style.DERIVATIVE, ha="left")
    style.remark(ax, "gradients: add", 246, 210, color=style.DERIVATIVE, ha="left")
    return fig


def modes() -> Figure:
    """One walk forward fills a column of the Jacobian, one walk back a row."""
    fig, ax = style.canvas((style.WIDTH, 236))
    for left, title, filled, color, told in [
        (28, "forward mode", (slice(None), 1), style.SECOND, "one column a walk"),
        (206, "reverse mode", (1, slice(None)), style.DERIVATIVE, "one row a walk"),
    ]:
        chosen = np.zeros((4, 4), bool)
        chosen[filled] = True
        for row, column in np.ndindex(4, 4):
            ax.add_patch(Rectangle((left + 32 * column, 62 + 28 * row), 32, 28, linewidth=1.2,
                                   edgecolor=style.NEUTRAL, zorder=2,
                                   facecolor=color if chosen[row, column] else style.PAPER))  # fmt: skip
        style.remark(ax, title, left + 64, 16)
        style.remark(ax, "inputs →", left + 64, 44, color=style.NEUTRAL)
        style.remark(ax, told, left + 64, 200, color=color)
    style.remark(ax, "the rows are the outputs", 180, 224, color=style.NEUTRAL)
    return fig


def moons() -> Figure:
    """The loss of the two-moons network, step by step."""
    fig, ax = style.axes(x=(0, 100), y=(0, 1.2), xlabel="step", ylabel="hinge loss")
    ax.plot(np.arange(101), _losses(100), color=style.FUNCTION)
    return fig


def _losses(steps: int) -> list[float]:
    X, y = datasets.moons(100, 0.1, np.random.default_rng(0))
    layers = random_layers([2, 16, 16, 1], np.random.default_rng(1))
    parameters = [Tensor(array) for layer in layers for array in layer]
    found = []
    for _ in range(steps + 1):
        W_1, b_1, W_2, b_2, W_3, b_3 = parameters
        hidden = autograd.relu(autograd.relu(X @ W_1 + b_1) @ W_2 + b_2)
        loss = autograd.hinge((hidden @ W_3 + b_3)[:, 0], 2 * y - 1)
        loss.backward()
        parameters = [Tensor(each.value - 0.5 * each.grad) for each in parameters]
        found.append(float(loss.value))
    return found


def _cells(ax: Axes, array: np.ndarray, corner: tuple[float, float], color: str, *,
           gid: str = "", rise: float = 36) -> list:  # fmt: skip
    """A table of numbers, its texts row by row."""
    texts = []
    for row, column in np.ndindex(array.shape):
        x, y = corner[0] + 36 * column, corner[1] + rise * row
        ax.add_patch(Rectangle((x, y), 36, rise, facecolor=style.PAPER, edgecolor=style.GRID,
                               linewidth=1.4, zorder=2))  # fmt: skip
        texts.append(style.remark(ax, "", x + 18, y + rise / 2, color=color,
                                  gid=f"{gid}{row}{column}" if gid else None))  # fmt: skip
    _write(texts, array)
    return texts


def _write(texts: list, array: np.ndarray) -> None:
    for text, number in zip(texts, array.flat, strict=True):
        text.set_text("" if np.isnan(number) else f"{number:zg}".replace("-", "−"))


def _arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=11, shrinkA=0,
                                 shrinkB=0, color=style.NEUTRAL, linewidth=1.4))  # fmt: skip
