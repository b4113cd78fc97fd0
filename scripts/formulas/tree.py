"""The tree of a formula: one dataclass for each thing that mathematics of this field says.

Every node knows its offset in the text, its rank (0 a number, 1 a vector, 2 a matrix),
whether it is a row vector, and whether it stood in brackets.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Node:
    at: int = field(default=0, compare=False)
    rank: int = 0
    row: bool = False
    bracketed: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Number(Node):
    value: float


@dataclass(frozen=True)
class Value(Node):
    """A parameter of the bound snippet."""

    name: str


@dataclass(frozen=True)
class Dimension(Node):
    letter: str


@dataclass(frozen=True)
class Bound(Node):
    """An index letter, the variable of a limit, or an outcome of an expectation."""

    letter: str


@dataclass(frozen=True)
class Result(Node):
    """A return value of the bound snippet; only on a left side."""

    place: int


@dataclass(frozen=True)
class Defined(Node):
    """A symbol that an earlier row of `aligned` defined."""

    key: str


@dataclass(frozen=True)
class Identity(Node):
    """The identity matrix, of the size that its neighbor asks for."""


@dataclass(frozen=True)
class Index(Node):
    """An entry or a slice: None stands for a colon."""

    base: Node
    items: tuple[Node | None, ...]


@dataclass(frozen=True)
class Sum(Node):
    terms: tuple[tuple[int, Node], ...]


@dataclass(frozen=True)
class Product(Node):
    """`kind` is scale, dot, matrix, outer or entrywise: the ranks decided."""

    kind: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Quotient(Node):
    above: Node
    below: Node


@dataclass(frozen=True)
class Power(Node):
    base: Node
    exponent: Node


@dataclass(frozen=True)
class Transpose(Node):
    base: Node


@dataclass(frozen=True)
class Inverse(Node):
    base: Node


@dataclass(frozen=True)
class Apply(Node):
    """A built-in function, or its derivative of the given order."""

    function: str
    arguments: tuple[Node, ...]
    order: int = 0


@dataclass(frozen=True)
class Function:
    """What a function symbol stands for: a snippet, or a callable parameter.

    `parameters` are the names that the arguments of a call fill, in order.
    """

    name: str
    call: Callable | None = field(default=None, compare=False)
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call(Node):
    """A call; `rest` are the parameters that go by the same name, `lift` adds a leading axis.

    `order` counts derivatives with respect to the only argument; `composed` says that
    it was written with \\circ.
    """

    function: Function
    arguments: tuple[Node, ...]
    rest: tuple[str, ...] = ()
    lift: bool = False
    order: int = 0
    composed: bool = False


@dataclass(frozen=True)
class Reduce(Node):
    """A sum, product, max, min, argmax or argmin over index letters."""

    kind: str
    letters: tuple[str, ...]
    lower: Node | None
    upper: Node | None
    condition: Node | None
    body: Node


@dataclass(frozen=True)
class Cases(Node):
    """Rows of value and condition; None is "otherwise"."""

    rows: tuple[tuple[Node, Node | None], ...]


@dataclass(frozen=True)
class Compare(Node):
    operators: tuple[str, ...]
    operands: tuple[Node, ...]


@dataclass(frozen=True)
class Logic(Node):
    kind: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Indicator(Node):
    condition: Node


@dataclass(frozen=True)
class Norm(Node):
    order: float
    base: Node


@dataclass(frozen=True)
class Derivative(Node):
    """A derivative of an expression by a number, an entry, or every entry of an array.

    `point` is where, if not at the variable's own value.
    """

    body: Node
    variable: Node
    order: int = 1
    point: Node | None = None


@dataclass(frozen=True)
class Loss(Node):
    """The scalar that a backward pass differentiates."""


@dataclass(frozen=True)
class Limit(Node):
    letter: str
    target: Node
    side: int
    body: Node


@dataclass(frozen=True)
class Expectation(Node):
    """The mean over the entries of a distribution; the letter counts them."""

    letter: str
    distribution: Node
    body: Node


def walk(node: Any) -> Iterator[Node]:
    """The node and everything below it."""
    if isinstance(node, Node):
        yield node
        for entry in fields(node):
            yield from walk(getattr(node, entry.name))
    elif isinstance(node, tuple):
        for item in node:
            yield from walk(item)
