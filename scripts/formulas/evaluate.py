"""A tree and the arguments of one draw in, the value of the formula out.

Index formulas are evaluated literally, entry by entry over tiny arrays; every index is
checked against its axis, and `base` (the first index) is subtracted where it is read.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from scripts.formulas import differentiate, reductions
from scripts.formulas.contract import contract_of
from scripts.formulas.problems import IllTyped, Refused, Undefined, Unsettled
from scripts.formulas.scope import Scope
from scripts.formulas.standard import ELEMENTWISE, MATRIX
from scripts.formulas.tree import (
    Apply,
    Bound,
    Call,
    Cases,
    Defined,
    Derivative,
    Dimension,
    Expectation,
    Identity,
    Index,
    Indicator,
    Inverse,
    Limit,
    Logic,
    Loss,
    Node,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Reduce,
    Sum,
    Transpose,
    Value,
)
from scripts.formulas.values import ScaledIdentity, added, multiplied

_WORST_CONDITION = 1e5
_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    r"\le": lambda a, b: a <= b,
    r"\ge": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    r"\ne": lambda a, b: a != b,
}


class Evaluator:
    """The values of all symbols for one draw, at one position of its batch.

    Parameters
    ----------
    scope : Scope
        What the symbols mean.
    arguments : mapping
        The drawn arguments, whole.
    sizes : mapping
        The value of each dimension.
    position : tuple of int
        Which entry or row of the batch the formula speaks of.
    definitions : mapping
        The rows of `aligned` by the symbol that they define.
    """

    def __init__(
        self,
        scope: Scope,
        arguments: Mapping[str, Any],
        sizes: Mapping[str, int],
        position: tuple,
        definitions: Mapping[str, Any],
    ) -> None:
        self.scope = scope
        self.arguments = arguments
        self.sizes = sizes
        self.position = position
        self.definitions = definitions
        self.base = scope.options.base
        self.letters: dict[str, float] = {}
        self.ranges: dict[int, list[int]] = {}
        self._defined: dict[str, Any] = {}
        self._read: dict[str, Any] = {}

    def replaced(self, name: str, value: Any) -> "Evaluator":
        """The same, with another value for a parameter at this position."""
        other = Evaluator(self.scope, self.arguments, self.sizes, self.position, self.definitions)
        other.letters, other.ranges = dict(self.letters), self.ranges
        other._read = {**self._read, name: value}
        return other

    def value(self, node: Node) -> Any:
        """The value of a node: a float, an array, or a scaled identity."""
        return _MEANING[type(node)](self, node)

    def argument(self, name: str) -> Any:
        """A parameter as the formula reads it: its part of the batch, classes from `base`."""
        if name not in self._read:
            parameter = self.scope.contract.parameter(name)
            part = self.scope.batch.slice(self.arguments[name], parameter.shape, self.position)
            if not callable(part):
                part = np.asarray(part, dtype=float)[()]
                if parameter.domain.is_index:
                    part = part + self.base
            self._read[name] = part
        return self._read[name]

    def defined(self, key: str) -> Any:
        """The array that a row of `aligned` defines."""
        if key not in self._defined:
            row = self.definitions[key]
            self._defined[key] = reductions.tabulated(self, row.sides[0], row.free, row.sides)
        return self._defined[key]

    def truth(self, node: Node) -> bool:
        """Whether a condition holds."""
        if isinstance(node, Logic):
            found = [self.truth(part) for part in node.parts]
            return all(found) if node.kind == "and" else any(found)
        values = [self.value(operand) for operand in node.operands]
        if any(np.isnan(value) for value in values):
            raise Undefined("a side of a comparison has no value")
        pairs = zip(node.operators, values, values[1:], strict=False)
        return all(_RELATIONS[operator](left, right) for operator, left, right in pairs)


def _index(self: Evaluator, node: Index) -> Any:
    base = self.value(node.base)
    picked = []
    for axis, item in enumerate(node.items):
        if item is None:
            picked.append(slice(None))
            continue
        index = self.value(item)
        length = np.shape(base)[axis]
        place = index - self.base
        if place != int(place):
            raise IllTyped(f"the index {index:g} is no whole number")
        if not 0 <= place < length:
            last = self.base + length - 1
            raise IllTyped(
                f"the index {index:g} leaves its axis, which runs from {self.base} to {last}"
            )
        picked.append(int(place))
    return base[tuple(picked)]


def _sum(self: Evaluator, node: Sum) -> Any:
    return added([(sign, self.value(term)) for sign, term in node.terms])


def _product(self: Evaluator, node: Product) -> Any:
    return multiplied(node.kind, self.value(node.left), self.value(node.right))


def _quotient(self: Evaluator, node: Quotient) -> Any:
    above, below = self.value(node.above), self.value(node.below)
    if np.ndim(above) and np.ndim(below) and np.shape(above) != np.shape(below):
        raise IllTyped(f"shapes {np.shape(above)} and {np.shape(below)} cannot be divided")
    return np.divide(above, below)


def _power(self: Evaluator, node: Power) -> Any:
    return np.power(self.value(node.base), self.value(node.exponent))


def _transpose(self: Evaluator, node: Transpose) -> Any:
    base = self.value(node.base)
    return base if isinstance(base, ScaledIdentity) or np.ndim(base) < 2 else base.T


def _inverse(self: Evaluator, node: Inverse) -> Any:
    base = self.value(node.base)
    if isinstance(base, ScaledIdentity):
        return ScaledIdentity(1 / base.scale)
    if base.shape[0] != base.shape[1]:
        raise IllTyped(f"a matrix of shape {base.shape} has no inverse")
    if not np.linalg.cond(base) < _WORST_CONDITION:
        raise Unsettled("the matrix is too close to a singular one")
    return np.linalg.inv(base)


def _apply(self: Evaluator, node: Apply) -> Any:
    values = [self.value(argument) for argument in node.arguments]
    if node.order:
        return differentiate.elementwise(ELEMENTWISE[node.function], values[0], node.order)
    if node.function in ELEMENTWISE:
        return ELEMENTWISE[node.function](values[0])
    if node.function in MATRIX:
        return MATRIX[node.function](values[0])
    pick = np.maximum if node.function == r"\max" else np.minimum
    if len(values) == 1:
        return pick.reduce(values[0], axis=None)
    shapes = {np.shape(value) for value in values} - {()}
    if len(shapes) > 1:
        raise IllTyped(f"'{node.function}' of arrays of shapes {shapes}")
    result = values[0]
    for value in values[1:]:
        result = pick(result, value)
    return result


def _call(self: Evaluator, node: Call) -> Any:
    given = [self.value(argument) for argument in node.arguments]
    function = node.function
    if function.call is None:
        call = self.argument(function.name)
        return differentiate.elementwise(call, given[0], node.order)
    contract = contract_of(function.call)
    named = dict(zip(function.parameters, given, strict=False))
    named |= {name: self.argument(name) for name in node.rest}
    for parameter in contract.parameters:
        if parameter.name in named and parameter.domain.is_index:
            named[parameter.name] = np.asarray(named[parameter.name] - self.base, dtype=int)
    if node.order:
        rest = {name: named[name] for name in node.rest}
        return differentiate.elementwise(lambda x: function.call(x, **rest), given[0], node.order)
    return _returned(self, node, contract, named)


def _returned(self: Evaluator, node: Call, contract: Any, named: dict[str, Any]) -> Any:
    if node.lift:
        own = set(node.function.parameters[: len(node.arguments)])
        named = {
            name: np.asarray(value)[None] if name in own else value for name, value in named.items()
        }
    value = np.asarray(node.function.call(**named), dtype=float)
    if contract.returns[0].domain.is_index:
        value = value + self.base
    return (value[0] if node.lift else value)[()]


def _cases(self: Evaluator, node: Cases) -> Any:
    found = []
    for value, condition in node.rows:
        if condition is None:
            if not found:
                found.append(self.value(value))
        elif self.truth(condition):
            found.append(self.value(value))
    if not found:
        raise Undefined("no row of the cases applies")
    if len(found) > 1 and not np.allclose(found, found[0], rtol=1e-9, atol=1e-12, equal_nan=True):
        shown = " and ".join(f"{value:.6g}" for value in found)
        raise Refused(f"two rows of the cases apply and give {shown}: make them exclude each other",
                      node.at)  # fmt: skip
    return found[0]


def _norm(self: Evaluator, node: Norm) -> Any:
    base = self.value(node.base)
    return (
        np.sqrt(np.sum(base * base)) if np.isnan(node.order) else np.linalg.norm(base, node.order)
    )


_MEANING: dict[type, Callable[[Evaluator, Any], Any]] = {
    Number: lambda self, node: np.float64(node.value),
    Value: lambda self, node: self.argument(node.name),
    Dimension: lambda self, node: np.float64(self.sizes[node.letter]),
    Bound: lambda self, node: self.letters[node.letter],
    Defined: lambda self, node: self.defined(node.key),
    Identity: lambda self, node: ScaledIdentity(1.0),
    Index: _index,
    Sum: _sum,
    Product: _product,
    Quotient: _quotient,
    Power: _power,
    Transpose: _transpose,
    Inverse: _inverse,
    Apply: _apply,
    Call: _call,
    Cases: _cases,
    Indicator: lambda self, node: np.float64(self.truth(node.condition)),
    Norm: _norm,
    Reduce: reductions.reduced,
    Expectation: reductions.expected,
    Derivative: differentiate.derivative,
    Limit: differentiate.limit_of,
    Loss: differentiate.loss,
}
