"""Drawn graphs: every node has a place below its parents, few edges cross, numbers stand beside."""

import numpy as np
import pytest

from scripts.drawing.graph import Graph, _rows, _tangle, written
from snippets.autograd import Tensor, example, relu, softmax_cross_entropy, tanh


def _network() -> Tensor:
    X, W, b = (Tensor(np.ones(shape), name=name) for name, shape in
               [("X", (6, 2)), ("W", (2, 4)), ("b", (4,))])  # fmt: skip
    return softmax_cross_entropy(relu(X @ W + b) @ Tensor(np.ones((4, 3))), np.zeros(6, int))


def _twice() -> Tensor:
    x = Tensor(2.0, name="x")
    return x * x


EXPRESSIONS = {
    "example": lambda: example(Tensor(1.0, name="x"), Tensor(0.5, name="w")),
    "network": _network,
    "twice": _twice,
    "chain": lambda: tanh(tanh(Tensor(1.0))),
    "alone": lambda: Tensor(1.0, name="x"),
}


def _edges(end: Tensor) -> list:
    rows, ways = _rows(end)
    return rows, [pair for way in ways for pair in zip(way, way[1:], strict=False)]


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_every_node_has_a_place_of_its_own_below_its_parents(name):
    end = EXPRESSIONS[name]()
    graph = Graph(end)
    places = graph._places
    assert len({places[node] for node in end.order()}) == len(end.order())
    assert all(places[parent][1] < places[node][1] for node in end.order() for parent in node.parents)
    (_, right), (bottom, _) = graph.axes.get_xlim(), graph.axes.get_ylim()
    assert all(0 < x < right and 0 < y < bottom for x, y in places.values())
    assert max(y for _, y in places.values()) == places[end][1]


@pytest.mark.parametrize("name", ["example", "network", "twice", "chain"])
def test_edges_join_rows_that_follow_each_other_and_do_not_cross(name):
    rows, edges = _edges(EXPRESSIONS[name]())
    level = {item: number for number, row in enumerate(rows) for item in row}
    assert all(level[below] == level[above] + 1 for above, below in edges)
    assert _tangle(rows, edges)[0] == 0


def test_a_left_factor_stands_left_of_a_right_one():
    end = _network()
    graph = Graph(end)
    for node in end.order():
        across = [graph._places[parent][0] for parent in node.parents]
        assert across == sorted(across)


def test_values_and_gradients_stand_beside_their_nodes_and_follow_a_new_result():
    def texts(graph):
        return {text.get_gid(): text.get_text() for text in graph.axes.texts if text.get_gid()}

    end = EXPRESSIONS["twice"]()
    graph = Graph(end)
    assert texts(graph) == {"value0": "2", "gradient0": "", "value1": "4", "gradient1": ""}
    other = Tensor(-3.0, name="x")
    result = other * other
    result.backward()
    graph.show(result)
    assert texts(graph) == {"value0": "−3", "gradient0": "−6", "value1": "9", "gradient1": "1"}


def test_a_halo_surrounds_the_node_it_is_put_to():
    end = EXPRESSIONS["chain"]()
    graph = Graph(end)
    halo = graph.halo("halo")
    graph.put(halo, end)
    x, y = graph._places[end]
    assert np.mean(halo.get_xdata()) == pytest.approx(x) and set(halo.get_ydata()) == {y}


def test_numbers_are_written_short():
    assert written(None) == ""
    assert written(np.float64(-0.12345)) == "−0.123"
    assert written(np.zeros((5, 3))) == "(5, 3)"
    assert written(-0.0) == "0"
