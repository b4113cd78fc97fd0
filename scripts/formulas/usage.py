"""The rows of a formula in; what it uses, where it may change its behavior, what it says out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from scripts.formulas.evaluate import Evaluator
from scripts.formulas.parse import Row
from scripts.formulas.problems import IllTyped, Refused, Undefined, Unsettled
from scripts.formulas.scope import Scope
from scripts.formulas.tree import (
    Apply,
    Call,
    Compare,
    Defined,
    Derivative,
    Limit,
    Loss,
    Node,
    Value,
    walk,
)


def check_content(rows: Sequence[Row], scope: Scope) -> None:
    """Refuse what is true whatever the code does."""
    own = tuple(parameter.name for parameter in scope.contract.parameters)
    for row in rows:
        for side, other in zip(row.sides, row.sides[1:], strict=False):
            if side == other:
                raise Refused(
                    "both sides are the same expression: the formula says nothing", row.at
                )
        for side in row.sides:
            if isinstance(side, Call) and side.function.call is scope.contract.function:
                names = tuple(getattr(argument, "name", None) for argument in side.arguments)
                if names + side.rest == own and not side.order:
                    raise Refused("this side is the function itself: it says nothing", side.at)


def check_definitions(rows: Sequence[Row]) -> None:
    """Refuse a row that only defines what no compared row uses: nothing would check it."""
    definitions = {row.defines: row for row in rows if row.defines}
    waiting = [row for row in rows if row.place is not None]
    seen = {row.defines for row in waiting}
    while waiting:
        for node in walk(waiting.pop().sides):
            if isinstance(node, Defined) and node.key not in seen:
                seen.add(node.key)
                waiting.append(definitions[node.key])
    for row in rows:
        if row.place is None and row.defines not in seen:
            raise Refused(f"nothing uses {row.defines}, so nothing checks its definition", row.at)


def used_parameters(sides: Iterable[Node], scope: Scope) -> set[str]:
    """The parameters that the sides, or a loss in them, mention."""
    own = {parameter.name for parameter in scope.contract.parameters}
    used: set[str] = set()
    for node in walk(tuple(sides)):
        if isinstance(node, Value):
            used.add(node.name)
        elif isinstance(node, Call):
            used.update(node.rest)
            if node.function.call is None:
                used.add(node.function.name)
        elif isinstance(node, Loss):
            forward = scope.forward.parameters
            used.update(one.name for one in forward if one.name in own and not one.optional)
    return used


def kept_defaults(rows: Sequence[Row], used: set[str], scope: Scope) -> set[str]:
    """The parameters that the formula leaves out and that keep their defaults.

    Others are drawn although the formula leaves them out: then it must hold for every
    value. The step of a difference quotient keeps its default where the formula states
    the limit itself.
    """
    contract, stated = scope.contract, scope.options.defaults
    optional = {parameter.name for parameter in contract.parameters if parameter.optional}
    if wrong := (stated & used) | (stated - optional):
        name = sorted(wrong)[0]
        raise Refused(f"defaults: the formula uses {name}, or {contract.name} has no default of it")
    takes_function = any(parameter.kind == "callable" for parameter in contract.parameters)
    definitions = {row.defines: row for row in rows if row.defines}
    sides = [side for row in rows for side in row.sides]
    if takes_function and any(is_numerical(side, definitions) for side in sides):
        return optional - used
    return set(stated)


def compared_operands(rows: Sequence[Row]) -> list[Node]:
    """The sides of all comparisons in the formula."""
    nodes = walk(tuple(row.sides for row in rows))
    return [operand for node in nodes if isinstance(node, Compare) for operand in node.operands]


def landmarks(operands: Sequence[Node], scope: Scope, numbers: Mapping[str, Any]) -> list[float]:
    """What the formula compares with: the operands that the hyperparameters alone decide."""
    evaluator = Evaluator(scope, numbers, numbers, (), {})
    found = []
    for operand in operands:
        try:
            value = float(evaluator.value(operand))
        except (KeyError, IllTyped, Undefined, Unsettled, IndexError, Refused):
            continue
        found += [value, -value]
    return [value for value in found if np.isfinite(value)]


def is_numerical(node: Node, definitions: Mapping[str, Row]) -> bool:
    """Whether a numerical derivative or a limit takes part."""
    for below in walk(node):
        if isinstance(below, Derivative | Limit):
            return True
        if isinstance(below, Call | Apply) and below.order:
            return True
        if isinstance(below, Defined):
            if any(is_numerical(side, definitions) for side in definitions[below.key].sides):
                return True
    return False
