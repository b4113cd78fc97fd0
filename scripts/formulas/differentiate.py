"""Derivatives and limits of the tree, evaluated numerically."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from scripts.formulas import slopes
from scripts.formulas.tree import Bound, Derivative, Index, Limit, Loss

if TYPE_CHECKING:
    from scripts.formulas.evaluate import Evaluator


def elementwise(function: Callable, x: Any, order: int) -> Any:
    """The value, or the derivative, of an elementwise function at a number or an array."""
    if not order:
        return np.asarray(function(x), dtype=float)[()]
    points = np.asarray(x, dtype=float)
    found = [slopes.slope(function, float(point), order) for point in points.ravel()]
    return np.reshape(found, points.shape)[()]


def derivative(evaluator: "Evaluator", node: Derivative) -> Any:
    """The derivative by a number, by one entry of an array, or by each entry."""
    variable = node.variable
    if isinstance(variable, Bound):
        return _by_letter(evaluator, node, variable.letter)
    if not isinstance(variable, Index):
        whole = evaluator.argument(variable.name)
        if np.ndim(whole) == 0:
            return _by_entry(evaluator, node, variable.name, ())
        entries = [_by_entry(evaluator, node, variable.name, at) for at in np.ndindex(whole.shape)]
        return np.reshape(entries, whole.shape)
    base = evaluator.argument(variable.base.name)
    places = np.arange(np.size(base), dtype=float).reshape(np.shape(base))
    marked = evaluator.replaced(variable.base.name, places)
    place = np.unravel_index(int(marked.value(variable)), np.shape(base))
    return _by_entry(evaluator, node, variable.base.name, place)


def _by_letter(evaluator: "Evaluator", node: Derivative, letter: str) -> float:
    before = dict(evaluator.letters)

    def sampled(points: np.ndarray) -> list[float]:
        values = []
        for point in points:
            evaluator.letters = before | {letter: point}
            values.append(evaluator.value(node.body))
        return values

    found = slopes.slope(sampled, float(before[letter]), node.order)
    evaluator.letters = before
    return np.float64(found)


def _by_entry(evaluator: "Evaluator", node: Derivative, name: str, place: tuple) -> float:
    whole = np.asarray(evaluator.argument(name), dtype=float)

    def sampled(points: np.ndarray) -> list[float]:
        values = []
        for point in points:
            changed = whole.copy()
            changed[place] = point
            values.append(evaluator.replaced(name, changed[()]).value(node.body))
        return values

    return np.float64(slopes.slope(sampled, float(whole[place]), node.order))


def loss(evaluator: "Evaluator", node: Loss) -> float:
    """The forward pass, in an inner product with the gradient of its output."""
    scope = evaluator.scope
    forward = scope.forward
    own = [parameter.name for parameter in scope.contract.parameters]
    given = {
        parameter.name: evaluator.argument(parameter.name)
        for parameter in forward.parameters
        if parameter.name in own and parameter.name in evaluator.arguments
    }
    for parameter in forward.parameters:
        if parameter.name in given and parameter.domain.is_index:
            given[parameter.name] = np.asarray(given[parameter.name] - evaluator.base, dtype=int)
    output = forward.function(**given)
    if scope.upstream is None:
        return np.float64(output)
    return np.sum(evaluator.argument(scope.upstream) * output)


def limit_of(evaluator: "Evaluator", node: Limit) -> float:
    """The limit of the body as its letter approaches the target."""
    before = dict(evaluator.letters)

    def body(point: float) -> float:
        evaluator.letters = before | {node.letter: np.float64(point)}
        return evaluator.value(node.body)

    try:
        return np.float64(slopes.limit(body, float(evaluator.value(node.target)), node.side))
    finally:
        evaluator.letters = before
