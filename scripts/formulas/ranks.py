"""The ranks of two operands in, what their sum or product means out, or why it is unclear."""

from collections.abc import Sequence
from typing import NoReturn, Protocol

from scripts.formulas.scope import Scope
from scripts.formulas.tree import Node, Product, Value


class Refuser(Protocol):
    """Whoever can refuse a formula at an offset."""

    scope: Scope

    def refuse(self, message: str, at: int | None = None) -> NoReturn: ...


def add_types(terms: Sequence[Node], reader: Refuser) -> tuple[int, bool]:
    """Rank and orientation of a sum.

    A number is added to every entry; a vector to every row of a matrix only if the
    fence says `broadcast`.
    """
    rank = max(term.rank for term in terms)
    kept = []
    for term in terms:
        if term.rank not in (0, rank) and not _is_broadcast(term, reader.scope):
            reader.refuse(
                'a vector added to a matrix: say broadcast="b" if it goes to every row,'
                " or write indices",
                term.at,
            )
        if term.rank == rank:
            kept.append(term)
    rows = {term.row for term in kept}
    if rank == 1 and len(rows) > 1:
        reader.refuse("a row added to a column: transpose one of them", terms[0].at)
    return rank, rank == 1 and rows == {True}


def _is_broadcast(term: Node, scope: Scope) -> bool:
    if not isinstance(term, Value):
        return False
    keys = (key for key, entry in scope.entries.items() if entry.name == term.name)
    return any(key in scope.options.broadcast for key in keys)


def multiply(left: Node, right: Node, sign: str, at: int, reader: Refuser) -> Node:
    """The product that the ranks and the sign ask for."""
    if sign in (r"\odot", r"\oslash"):
        return _entrywise(left, right, sign, at, reader)
    if left.rank == 0 or right.rank == 0:
        rank, row = (right.rank, right.row) if left.rank == 0 else (left.rank, left.row)
        return Product("scale", left, right, at=left.at, rank=rank, row=row)
    if sign == r"\times":
        reader.refuse("'\\times' between arrays is the cross product: write \\cdot", at)
    for factor in (left, right):
        if _is_entrywise(factor):
            reader.refuse("mixes \\odot with a matrix product: put one in parentheses", at)
    shape = (left.rank, left.row, right.rank, right.row)
    match shape:
        case (1, False, 1, False) if sign == r"\cdot":
            return Product("dot", left, right, at=left.at)
        case (1, False, 1, False):
            reader.refuse(
                "two vectors side by side: write x^\\top y or x \\cdot y for the dot product,"
                " x y^\\top for the outer, x \\odot y for entry by entry",
                at,
            )
        case (1, True, 1, False):
            return Product("dot", left, right, at=left.at)
        case (1, False, 1, True):
            return Product("outer", left, right, at=left.at, rank=2)
        case (2, _, 1, False):
            return Product("matrix", left, right, at=left.at, rank=1)
        case (1, True, 2, _):
            return Product("matrix", left, right, at=left.at, rank=1, row=True)
        case (2, _, 2, _):
            return Product("matrix", left, right, at=left.at, rank=2)
    reader.refuse("these cannot be multiplied as they stand: a transpose ^\\top is missing", at)


def _is_entrywise(node: Node) -> bool:
    is_product = isinstance(node, Product) and node.kind in ("entrywise", "divide")
    return is_product and not node.bracketed


def _entrywise(left: Node, right: Node, sign: str, at: int, reader: Refuser) -> Node:
    if left.rank != right.rank or left.row != right.row or not left.rank:
        reader.refuse(f"'{sign}' needs two arrays of one shape", at)
    for factor in (left, right):
        if isinstance(factor, Product) and factor.kind in ("matrix", "outer"):
            if not factor.bracketed:
                reader.refuse(f"mixes a matrix product with {sign}: put it in parentheses", at)
    kind = "entrywise" if sign == r"\odot" else "divide"
    return Product(kind, left, right, at=left.at, rank=left.rank, row=left.row)
