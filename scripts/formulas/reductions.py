"""Sums, extremes and expectations over index letters, evaluated one index at a time."""

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from scripts.formulas.problems import IllTyped, Refused, Undefined, Unsettled
from scripts.formulas.tree import Bound, Expectation, Index, Node, Reduce, walk

if TYPE_CHECKING:
    from scripts.formulas.evaluate import Evaluator


_SLACK = 1e-9
_MOST_TERMS = 1000


def axis_lengths(evaluator: "Evaluator", letter: str, nodes: Sequence[Node]) -> dict[int, int]:
    """The length of each axis on which a letter stands alone, by offset in the formula."""
    found = {}
    for node in nodes:
        for read in walk(node):
            if not isinstance(read, Index):
                continue
            for axis, item in enumerate(read.items):
                if isinstance(item, Bound) and item.letter == letter:
                    shape = _shape(evaluator, read.base)
                    if shape is not None:
                        found[item.at] = shape[axis]
    return found


def _shape(evaluator: "Evaluator", base: Node) -> tuple[int, ...] | None:
    """The shape of what is indexed; None if it depends on an index that has no value yet."""
    try:
        return np.shape(evaluator.value(base))
    except (KeyError, Undefined, Unsettled):
        return None


def letter_range(evaluator: "Evaluator", letter: str, nodes: Sequence[Node], at: int) -> list[int]:
    """The values of an index letter without stated bounds: every axis must agree."""
    lengths = axis_lengths(evaluator, letter, nodes)
    if not lengths:
        raise Refused(
            f"the range of '{letter}' is unclear: write its bounds, as in {letter}=1 to n", at
        )
    if len(set(lengths.values())) > 1:
        shown = " and ".join(str(length) for length in sorted(set(lengths.values())))
        raise IllTyped(f"the index {letter} stands on axes of different lengths: {shown}")
    return [evaluator.base + place for place in range(next(iter(lengths.values())))]


def _assignments(evaluator: "Evaluator", node: Reduce) -> list[tuple[float, ...]]:
    """Every combination of index values that the range and its condition allow."""
    if node.lower is not None:
        ends = [evaluator.value(bound) for bound in (node.lower, node.upper)]
        if any(end != np.floor(end) for end in ends):
            raise IllTyped("a bound of a sum or product is no whole number")
        if not ends[1] - ends[0] < _MOST_TERMS:
            raise Refused(f"more than {_MOST_TERMS} terms are not evaluated", node.at)
        return [(value,) for value in range(int(ends[0]), int(ends[1]) + 1)]
    if id(node) not in evaluator.ranges:
        parts = (node.body,) if node.condition is None else (node.body, node.condition)
        evaluator.ranges[id(node)] = [
            letter_range(evaluator, letter, parts, node.at) for letter in node.letters
        ]
    return list(product(*evaluator.ranges[id(node)]))


def reduced(evaluator: "Evaluator", node: Reduce) -> Any:
    """The value of a sum, product, max, min, argmax or argmin."""
    before = dict(evaluator.letters)
    values, places = [], []
    for assignment in _assignments(evaluator, node):
        evaluator.letters = before | dict(zip(node.letters, assignment, strict=True))
        if node.condition is None or evaluator.truth(node.condition):
            values.append(evaluator.value(node.body))
            places.append(assignment[0])
    evaluator.letters = before
    if node.kind in ("sum", "product"):
        start = np.float64(node.kind == "product")
        for value in values:
            start = start + value if node.kind == "sum" else start * value
        return start
    if not values:
        raise Undefined("nothing to compare: the range is empty")
    if any(np.isnan(value) for value in values):
        raise Undefined("one of the values to compare does not exist")
    if node.kind in ("max", "min"):
        return max(values) if node.kind == "max" else min(values)
    pick = np.argmax if node.kind == "argmax" else np.argmin
    return np.float64(places[int(pick(values))])


def expected(evaluator: "Evaluator", node: Expectation) -> Any:
    """The mean over the outcomes that have a probability above zero."""
    weights = evaluator.value(node.distribution)
    if np.any(weights < 0) or abs(np.sum(weights) - 1) > _SLACK:
        raise IllTyped("the weights of this mean are no probabilities: they do not sum to 1")
    before = dict(evaluator.letters)
    total = np.float64(0.0)
    for place, weight in enumerate(weights):
        if weight:
            evaluator.letters = before | {node.letter: evaluator.base + place}
            total = total + weight * evaluator.value(node.body)
    evaluator.letters = before
    return total


def tabulated(
    evaluator: "Evaluator", body: Node, letters: Sequence[str], nodes: Sequence[Node]
) -> Any:
    """The array of a body's values over its free index letters."""
    if not letters:
        return evaluator.value(body)
    before = dict(evaluator.letters)
    ranges = [letter_range(evaluator, letter, nodes, body.at) for letter in letters]
    values = []
    for assignment in product(*ranges):
        evaluator.letters = before | dict(zip(letters, assignment, strict=True))
        values.append(evaluator.value(body))
    evaluator.letters = before
    shape = tuple(len(found) for found in ranges)
    return np.asarray(values).reshape(shape + np.shape(values[0]))
