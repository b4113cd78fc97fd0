"""The graph of any expression: a node that knows its parents in, a drawing of all behind it out.

Inputs stand at the top, the result at the bottom. Beside each node stand its value and,
below it, its gradient; of an array its shape. A node has `value`, `grad`, `parents`, `name` and
`order()`, which lists all nodes, parents first.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.text import Annotation

from scripts.drawing import style

PITCH = 72  # from one row of nodes to the next, in CSS pixels
_TOP, _BOTTOM, _HALF = 24, 30, 14
_SIGNS = ("+", "−", "×", "÷")
_SWEEPS, _TRIES = 8, 10


def written(array: Any) -> str:
    """One number in few digits, an array as its shape; nothing for what is not there yet."""
    if array is None:
        return ""
    if np.ndim(array):
        return str(np.shape(array))
    return f"{float(array):z.3g}".replace("-", "−")


class Graph:
    """A drawn graph, whose numbers `show` may write again.

    Parameters
    ----------
    end : Node
        The result.
    write : callable
        From a value or a gradient to its text.
    width : float
        Of the figure, in CSS pixels; its height follows from the number of rows.
    """

    def __init__(
        self, end: Any, write: Callable[[Any], str] = written, width: float = style.WIDTH
    ) -> None:
        self._write = write
        rows, ways = _rows(end)
        height = _TOP + _BOTTOM + PITCH * (len(rows) - 1)
        self.figure, self.axes = style.canvas((width, height))
        self._places = _places(rows, width)
        for way in ways:
            self._edge([self._places[item] for item in way])
        self._texts = [self._node(node, number) for number, node in enumerate(end.order())]
        self.show(end)

    def show(self, end: Any) -> None:
        """Write the values and gradients of a result of the same form."""
        self.write([(node.value, node.grad) for node in end.order()])

    def write(self, numbers: list[tuple[Any, Any]]) -> None:
        """Write a value and a gradient beside each node, in the order of `order()`."""
        for pair, texts in zip(numbers, self._texts, strict=True):
            for number, text in zip(pair, texts, strict=True):
                text.set_text(self._write(number))

    def halo(self, gid: str) -> Line2D:
        """A halo, still nowhere, for `put`."""
        return self.axes.plot([], [], color=style.HIGHLIGHT, linewidth=2 * _HALF + 9, gid=gid,
                              zorder=2)[0]  # fmt: skip

    def put(self, halo: Line2D, node: Any) -> None:
        """Put a halo around a node."""
        x, y = self._places[node]
        reach = self._half(node) - _HALF + 0.1
        halo.set_data([x - reach, x + reach], [y, y])

    def _edge(self, way: list[tuple[float, float]]) -> None:
        """A line by way of the rows between, with an arrow into the last node."""
        (left, top), *between, (right, bottom) = way
        # From the bottom of one box to the top of the other, clear of the numbers beside them.
        way = [(left, top + _HALF), *between, (right, bottom - _HALF)]
        if between:
            self.axes.plot(*zip(*way[:-1], strict=True), color=style.NEUTRAL, linewidth=1.4, zorder=1)
        self.axes.add_patch(FancyArrowPatch(
            *way[-2:], arrowstyle="-|>", mutation_scale=11, color=style.NEUTRAL, linewidth=1.4,
            shrinkA=0, shrinkB=0, zorder=1,
        ))  # fmt: skip

    def _node(self, node: Any, number: int) -> tuple[Annotation, Annotation]:
        """A box with a name, and empty texts for the value and the gradient."""
        x, y = self._places[node]
        name, half = self._name(node), self._half(node)
        self.axes.add_patch(FancyBboxPatch(
            (x - half, y - _HALF), 2 * half, 2 * _HALF, boxstyle=f"round,pad=0,rounding_size={_HALF}",
            facecolor=style.PAPER if node.parents else style.GRID, edgecolor=style.NEUTRAL,
            linewidth=1.4, zorder=3,
        ))  # fmt: skip
        label = style.remark(self.axes, name, x, y)
        if name in _SIGNS:
            label.set_fontsize(20)
        return tuple(
            style.remark(self.axes, "", x + half + 7, y + side, color=color, ha="left",
                         gid=f"{kind}{number}")
            for kind, color, side in (("value", style.FUNCTION, -8), ("gradient", style.DERIVATIVE, 8))
        )  # fmt: skip

    def _name(self, node: Any) -> str:
        return node.name or ("" if node.parents else self._write(node.value))

    def _half(self, node: Any) -> float:
        """Half the width of its box."""
        return max(_HALF, 4.4 * len(self._name(node)) + 5)


def _rows(end: Any) -> tuple[list[list], list[list]]:
    """The nodes row by row, with a point in each row that an edge passes; and each edge's way."""
    order = end.order()
    row = {}
    for node in order:
        row[node] = 1 + max((row[parent] for parent in node.parents), default=-1)
    uses = defaultdict(list)
    for node in order:
        for parent in node.parents:
            uses[parent].append(row[node])
    for node in order:
        if not node.parents and uses[node]:
            row[node] = min(uses[node]) - 1  # just above where it is used first
    rows = [[] for _ in range(max(row.values()) + 1)]
    for node in order:
        rows[row[node]].append(node)
    ways = []
    for node in order:
        for parent in dict.fromkeys(node.parents):
            between = [(parent, node, level) for level in range(row[parent] + 1, row[node])]
            for item in between:
                rows[item[2]].append(item)
            ways.append([parent, *between, node])
    return _untangled(rows, ways), ways


def _untangled(rows: list[list], ways: list[list]) -> list[list]:
    """The rows in an order in which few edges cross; then parents in order, and short edges."""
    edges = [edge for way in ways for edge in pairwise(way)]
    random = np.random.default_rng(0)
    tries = [_sorted_by_neighbors(rows, edges)]
    for _ in range(_TRIES):
        shuffled = [[row[place] for place in random.permutation(len(row))] for row in rows]
        tries.append(_sorted_by_neighbors(shuffled, edges))
    return _swapped_while_it_helps(min(tries, key=lambda rows: _tangle(rows, edges)), edges)


def _swapped_while_it_helps(rows: list[list], edges: list[tuple]) -> list[list]:
    """Neighbors in a row changed round, one pair at a time, as long as the tangle gets smaller."""
    best, found = _tangle(rows, edges), True
    while found:
        found = False
        for row in rows:
            for place in range(len(row) - 1):
                row[place], row[place + 1] = row[place + 1], row[place]
                if (tangle := _tangle(rows, edges)) < best:
                    best, found = tangle, True
                else:
                    row[place], row[place + 1] = row[place + 1], row[place]
    return rows


def _sorted_by_neighbors(rows: list[list], edges: list[tuple]) -> list[list]:
    """Each row sorted by where its neighbors stand, up and down in turns."""
    neighbors = defaultdict(list)
    for above, below in edges:
        neighbors[above].append(below)
        neighbors[below].append(above)
    rows = [list(row) for row in rows]
    place = _spots(rows)
    for sweep in range(_SWEEPS):
        for row in rows[:: 1 if sweep % 2 else -1]:
            wanted = {item: np.mean([place[each] for each in neighbors[item]] or [0]) for item in row}
            row.sort(key=wanted.__getitem__)
            place |= _spots([row])
    return rows


def _tangle(rows: list[list], edges: list[tuple]) -> tuple[int, int, float]:
    """How many pairs of edges cross, how many parents are swapped, and how far edges go sideways."""
    place = _spots(rows)
    level = {item: number for number, row in enumerate(rows) for item in row}
    crossings = sum(
        (place[one[0]] - place[other[0]]) * (place[one[1]] - place[other[1]]) < 0
        for one, other in combinations(edges, 2)
        if level[one[0]] == level[other[0]]
    )
    sideways = sum(abs(place[above] - place[below]) for above, below in edges)
    parents = defaultdict(list)
    for above, below in edges:
        parents[below].append(place[above])
    swapped = sum(left > right for places in parents.values() for left, right in pairwise(places))
    return crossings, swapped, round(sideways, 6)


def _spots(rows: list[list]) -> dict[Any, float]:
    return {item: spot for row in rows for item, spot in zip(row, _spread(len(row)), strict=True)}


def _spread(count: int) -> Iterator[float]:
    return (number - (count - 1) / 2 for number in range(count))


def _places(rows: list[list], width: float) -> dict[Any, tuple[float, float]]:
    """Where each item stands: columns of one width, every row in the middle."""
    gap = min(width / max(map(len, rows)), 150)
    middle = width / 2 - 20  # the numbers stand to the right of the nodes
    return {
        item: (middle + gap * spot, _TOP + PITCH * number)
        for number, row in enumerate(rows)
        for item, spot in zip(row, _spread(len(row)), strict=True)
    }
