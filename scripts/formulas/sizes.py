"""Sizes written as small expressions (`n`, `2*h`, `n - k + 1`) in, whole numbers out."""

import ast
import operator
from collections.abc import Mapping

_OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
}


def is_size(text: str) -> bool:
    """Whether the text is an expression of whole numbers and dimension letters."""
    try:
        size(text, dict.fromkeys(letters(text), 7))
    except (ValueError, SyntaxError, ZeroDivisionError):
        return False
    return True


def letters(text: str) -> tuple[str, ...]:
    """The dimensions that an expression names, in order of appearance."""
    nodes = ast.walk(ast.parse(text, mode="eval"))
    return tuple(dict.fromkeys(node.id for node in nodes if isinstance(node, ast.Name)))


def size(text: str, dimensions: Mapping[str, int]) -> int:
    """The value of an expression.

    Raises
    ------
    ValueError
        If it is anything else than +, -, *, // over integers and known letters.
    """
    return _value(ast.parse(text, mode="eval").body, dimensions)


def _value(node: ast.expr, dimensions: Mapping[str, int]) -> int:
    match node:
        case ast.Constant(value=int(value)):
            return value
        case ast.Name(id=letter) if letter in dimensions:
            return dimensions[letter]
        case ast.BinOp(left, operation, right) if type(operation) in _OPERATIONS:
            act = _OPERATIONS[type(operation)]
            return act(_value(left, dimensions), _value(right, dimensions))
    raise ValueError(f"not a size: {ast.unparse(node)}")
