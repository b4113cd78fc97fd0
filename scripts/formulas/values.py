"""Two values in, their sum or product out; shapes that do not fit are an error, never stretched."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scripts.formulas.problems import IllTyped


@dataclass(frozen=True)
class ScaledIdentity:
    """A multiple of the identity matrix, of the size that its neighbor asks for."""

    scale: float

    def as_array(self, shape: tuple[int, ...]) -> np.ndarray:
        if len(shape) != 2 or shape[0] != shape[1]:
            raise IllTyped(f"the identity does not fit an array of shape {shape}")
        return self.scale * np.eye(shape[0])


def added(terms: Sequence[tuple[int, Any]]) -> Any:
    """The sum of signed terms."""
    arrays = [(sign, term) for sign, term in terms if not isinstance(term, ScaledIdentity)]
    identities = [sign * term.scale for sign, term in terms if isinstance(term, ScaledIdentity)]
    if not arrays:
        return ScaledIdentity(sum(identities))
    total = arrays[0][0] * arrays[0][1]
    for sign, term in arrays[1:]:
        _check_sum(np.shape(total), np.shape(term))
        total = total + sign * term
    if identities:
        total = total + ScaledIdentity(sum(identities)).as_array(np.shape(total))
    return total


def _check_sum(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    """Equal shapes, a number, or the rows that the parser allowed to be broadcast."""
    short, long = sorted((one, other), key=len)
    if short and short != long[len(long) - len(short) :]:
        raise IllTyped(f"arrays of shapes {one} and {other} cannot be added")


def multiplied(kind: str, left: Any, right: Any) -> Any:
    """The product of the kind that the parser chose from the ranks."""
    if isinstance(left, ScaledIdentity) or isinstance(right, ScaledIdentity):
        return _with_identity(kind, left, right)
    if kind == "scale":
        return left * right
    if kind == "outer":
        return np.outer(left, right)
    shapes = np.shape(left), np.shape(right)
    if kind in ("entrywise", "divide"):
        if shapes[0] != shapes[1]:
            raise IllTyped(f"arrays of shapes {shapes[0]} and {shapes[1]} differ entry by entry")
        return left * right if kind == "entrywise" else left / right
    if shapes[0][-1] != shapes[1][0]:
        raise IllTyped(f"arrays of shapes {shapes[0]} and {shapes[1]} cannot be multiplied")
    return left @ right


def _with_identity(kind: str, left: Any, right: Any) -> Any:
    identity, other = (left, right) if isinstance(left, ScaledIdentity) else (right, left)
    if isinstance(other, ScaledIdentity):
        return ScaledIdentity(identity.scale * other.scale)
    if kind == "scale":
        return ScaledIdentity(identity.scale * other)
    if kind == "matrix":
        return identity.scale * other
    return other * identity.as_array(np.shape(other))
