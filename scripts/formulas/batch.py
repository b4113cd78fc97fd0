"""A contract and `each` in; which leading axes the formula leaves out, and their slices, out.

A formula of an elementwise function speaks of one number, one of a layer may speak of
one row. The code gets whole arrays; the formula is evaluated for each entry or row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from scripts.formulas.contract import ANY, Contract, Parameter
from scripts.formulas.problems import Refused

Shape = tuple[str, ...]


@dataclass(frozen=True)
class Batch:
    """The axes of the result over which the formula is repeated."""

    axes: Shape = ()

    @classmethod
    def of(cls, contract: Contract, each: str | None) -> Self:
        """Decide from the shape of the result.

        Raises
        ------
        Refused
            If `each` asks for axes that the result does not have.
        """
        shapes = [value.shape or () for value in contract.returns]
        leading = next((shape for shape in shapes if shape), ())
        if leading[:1] == ANY:
            return cls(leading if each == "element" else ANY)
        if each is None:
            return cls()
        if not leading:
            raise Refused(f'each="{each}": {contract.name} returns a single number')
        return cls(leading if each == "element" else leading[:1])

    def depth(self, shape: Shape | None) -> int:
        """How many axes of an array of this shape the formula leaves out."""
        shape = shape or ()
        if not self.axes or not shape:
            return 0
        if shape[: len(self.axes)] == self.axes:
            return len(self.axes)
        is_tail = len(self.axes) > 1 and self.axes[-len(shape) :] == shape
        return len(shape) if is_tail else 0

    def positions(self, parameters: list[Parameter], arguments: dict[str, Any]) -> Iterator[tuple]:
        """Every index over the left-out axes."""
        if not self.axes:
            yield ()
            return
        shape: tuple[int, ...] = ()
        for parameter in parameters:
            if parameter.name in arguments and self.depth(parameter.shape):
                found = np.shape(arguments[parameter.name])
                shape = max(shape, found[: len(found) - self._kept(parameter.shape)], key=len)
        yield from np.ndindex(shape)

    def _kept(self, shape: Shape) -> int:
        return len(shape) - self.depth(shape)

    def slice(self, value: Any, shape: Shape | None, position: tuple) -> Any:
        """The part of an array that belongs to one position."""
        if not self.depth(shape):
            return value
        axes = np.ndim(value) - self._kept(shape)
        return np.asarray(value)[position[len(position) - axes :]]
