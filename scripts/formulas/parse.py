"""The LaTeX of a formula and its scope in, a tree of rows out: all of it, or a refusal.

A row is a chain of sides that are all equal. Its left side may be the result of the
snippet, a new symbol (in `aligned`), or an expression like the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scripts.formulas.calculus import Calculus
from scripts.formulas.conditions import Conditions
from scripts.formulas.left import EQUALS, Lefts
from scripts.formulas.names import Span
from scripts.formulas.operators import Operators
from scripts.formulas.problems import Refused
from scripts.formulas.scope import Entry, Scope
from scripts.formulas.symbols import Symbols
from scripts.formulas.tokens import rows_within, tokenize
from scripts.formulas.tree import Dimension, Index, Node, Result, Value, walk

_NO_EQUALITY = {
    r"\approx": "approximation",
    r"\sim": "idea",
    r"\simeq": "approximation",
    r"\propto": "idea",
    r"\to": "asymptotic",
    r"\leftarrow": None,
    r"\gets": None,
    "<": "inequality",
    ">": "inequality",
    r"\le": "inequality",
    r"\ge": "inequality",
    r"\ne": "inequality",
}
_KNOWN = "it has a meaning in this formula already; leave it out"


@dataclass(frozen=True)
class Row:
    """One chain of equal sides.

    Attributes
    ----------
    sides : tuple of Node
        What must be equal; without the left side if that is `defines` or the result.
    free : tuple of str
        Index letters of the left side.
    defines : str or None
        The key of the symbol that the row defines.
    result : Node or None
        The left side that stands for a return value: a `Result`, perhaps indexed.
    place : int or None
        Which return value the sides are compared with; None for a mere definition.
    """

    sides: tuple[Node, ...]
    free: tuple[str, ...] = ()
    defines: str | None = None
    result: Node | None = None
    place: int | None = None
    at: int = 0


class Parser(Lefts, Symbols, Operators, Calculus, Conditions):
    """Reads whole formulas."""

    def formula(self) -> tuple[Row, ...]:
        """All rows, to the end of the text."""
        if self.token.kind == "stop":
            self.refuse("the formula is empty: write it between the lines of the fence")
        if self.token.kind == "begin" and self.token.text == "aligned":
            rows = self._aligned()
        else:
            rows = (self._chain(in_sequence=False),)
        if self.ahead().kind == "stop":
            self.accept(".", ",", ";")
        if self.token.kind != "stop":
            self._refuse_rest()
        if all(row.place is None for row in rows):
            self.refuse(
                'no row says what the code returns: name its symbol with result="..."', rows[0].at
            )
        return rows

    def definition(self) -> Row:
        """A single row, to the end of the text, that defines a symbol for the rows to come.

        The symbol may be one of several values that the code returns.
        """
        row = self._chain(in_sequence=True)
        self.accept(".", ",", ";")
        if self.token.kind != "stop":
            self._refuse_rest()
        if row.defines is None:
            self.refuse(_KNOWN, 0)
        self._define(row)
        # That its other sides agree is checked where it stands.
        return replace(row, sides=row.sides[:1], at=0)

    def _aligned(self) -> tuple[Row, ...]:
        start = self.place + 1
        end = self.token.partner
        rows: list[Row] = []
        for span in rows_within(self.tokens, (start, end)):
            tokens = [place for place in range(*span) if self.tokens[place].text == "&"]
            if len(tokens) > 1:
                self.refuse("one '&' a row, before the sign", self.tokens[tokens[1]].at)
            with self._without_ampersand(span, tokens):
                if self.token.kind == "mark" and self.token.text in EQUALS:
                    rows[-1] = self._continued(rows)
                else:
                    rows.append(self._chain(in_sequence=True))
                self.accept(".", ",", ";")
            if rows[-1].defines:
                self._define(rows[-1])
        self.place = end + 1
        if all(row.place is None for row in rows):
            rows[-1] = self._final(rows[-1])
        return tuple(rows)

    def _final(self, row: Row) -> Row:
        """The last row says what the code returns, if nothing else does and the ranks agree."""
        returns = self.scope.contract.returns
        shape = returns[0].shape or ()
        rank = len(row.free) + row.sides[0].rank
        named = self.scope.options.result
        if not named and len(returns) == 1 and rank == len(shape) - self.scope.batch.depth(shape):
            return replace(row, place=0)
        return row

    def _without_ampersand(self, span: Span, places: list[int]):
        """Read a row as if its alignment mark were not there."""
        if places and places[0] == span[0]:
            return self.inside((span[0] + 1, span[1]))
        if places and self.tokens[places[0] + 1].text not in EQUALS:
            self.refuse("the '&' of a row stands before its '='", self.tokens[places[0]].at)
        return self.inside(span)

    def _continued(self, rows: list[Row]) -> Row:
        """A row that begins with '=' goes on with the chain before it."""
        if not rows:
            self.refuse("the first row has no left side")
        row = rows[-1]
        letters = {letter: Entry("bound", letter) for letter in row.free}
        with self.binding(letters):
            sides = (*row.sides, *self._links())
        self._same_rank(sides, row)
        return replace(row, sides=sides)

    def _chain(self, in_sequence: bool) -> Row:
        at = self.at
        self.free = []
        defines = self.new_name() if in_sequence else None
        if not in_sequence:
            self.name_result()
        left = None if defines else self.expression()
        free, self.free = tuple(self.free), None
        self._check_left(left)
        if in_sequence:
            self.accept("&")
        with self.binding({letter: Entry("bound", letter) for letter in free}):
            sides = self._links()
        if not sides:
            self._refuse_rest()
        row = self._row(left, sides, free, defines, at)
        self._same_rank(row.sides, row)
        return row

    def _check_left(self, left: Node | None) -> None:
        """The result of the code stands alone on the left, at most with indices."""
        base = left.base if isinstance(left, Index) else left
        for node in walk(left):
            if isinstance(node, Result) and node is not base:
                self.refuse("the result of the code stands alone on the left side", node.at)

    def _links(self) -> tuple[Node, ...]:
        sides = []
        while self.accept(*EQUALS):
            sides.append(self.expression())
        return tuple(sides)

    def _row(
        self, left: Node | None, sides: tuple[Node, ...], free: tuple[str, ...],
        defines: str | None, at: int,
    ) -> Row:  # fmt: skip
        if left is None:
            return Row(sides, free, defines, at=at)
        base = left.base if isinstance(left, Index) else left
        if isinstance(left, Index) and any(
            isinstance(item, Dimension | Value) for item in left.items
        ):
            self.refuse("an index on the left must be a letter of its own", at)
        if isinstance(base, Result):
            name = self.key_at(at)
            return Row(sides, free, name, left, base.place, at)
        place = self.derivative_place(left)
        if place is None and len(self.scope.contract.returns) != 1:
            self.refuse(
                f"{self.scope.contract.name} returns several values: say which symbols they are"
                ' with result="a, b"',
                at,
            )
        return Row((left, *sides), free, None, None, place or 0, at)

    def _define(self, row: Row) -> None:
        rank = len(row.free) + row.sides[0].rank
        entry = Entry("defined", row.defines, rank)
        self.scope.entries[row.defines] = entry

    # --- checks --------------------------------------------------------------

    def _same_rank(self, sides: tuple[Node, ...], row: Row) -> None:
        expected = row.result.rank if row.result is not None else sides[0].rank
        if row.result is None and row.place is not None:
            shape = self.scope.contract.returns[row.place].shape or ()
            rank = len(shape) - self.scope.batch.depth(shape) - len(row.free)
            if sides[0].rank != rank:
                self.refuse(
                    f"this has rank {sides[0].rank}, and what {self.scope.contract.name} returns"
                    f" has rank {rank + len(row.free)}"
                    + (f" with {len(row.free)} indices" if row.free else ""),
                    row.at,
                )
        for side in sides:
            if side.rank != expected or (side.row and not sides[0].row):
                self.refuse(
                    f"the two sides differ: one has rank {expected}, the other {side.rank}"
                    + (" and is a row" if side.row else ""),
                    side.at,
                )

    def _refuse_rest(self) -> None:
        token = self.token
        if token.kind == "stop":
            self.refuse("there is no '=': a formula that can be checked states an equality")
        if token.text in _NO_EQUALITY:
            reason = _NO_EQUALITY[token.text]
            advice = (
                f'if it is meant, write unchecked="{reason}"'
                if reason
                else "write the new value with an index, as in w_{t+1} = ..."
            )
            self.refuse(f"'{token.text}' states no equality that can be checked: {advice}")
        if token.text in (r"\tag", r"\label"):
            self.refuse(f"'{token.text}' is no mathematics that can be checked: remove it")
        if token.text in (")", "]", "}", r"\}", r"\rvert", r"\rVert"):
            self.refuse(f"this '{token.text}' closes nothing")
        if token.kind == "text":
            self.refuse(f"the words '{token.text}' are no part of an equality: say it in the text")
        if token.text == ",":
            self.refuse("after a ',' nothing is read: write one equality, or rows in aligned")
        if token.text == "&":
            self.refuse("'&' belongs into aligned or cases")
        if token.kind == "command":
            self.refuse(f"the command '{token.text}' is not known here")
        self.refuse(f"'{token.text}' cannot be read here")


def parse(latex: str, scope: Scope, given: Sequence[tuple[str, str]] = ()) -> tuple[Row, ...]:
    """Read a formula.

    Parameters
    ----------
    latex : str
        The body of the fence.
    scope : Scope
        What the symbols mean; rows of `aligned` add to it.
    given : sequence of tuple
        Left sides, and rows of other formulas that begin with them; they come before its own.

    Returns
    -------
    tuple of Row

    Raises
    ------
    Refused
        With the offset of what cannot be read.
    """
    parser = Parser(tokenize(latex), scope)
    try:
        taken = {left: _given(left, row, scope) for left, row in given}
        rows = parser.formula()
    except RecursionError:
        raise Refused("the formula is nested too deeply") from None
    results = {row.place for row in rows} - {None}
    for left, row in taken.items():
        if row.place in results:
            raise _refused(left, _KNOWN)
    return *taken.values(), *rows


def _given(left: str, row: str, scope: Scope) -> Row:
    try:
        return Parser(tokenize(row), scope).definition()
    except Refused as problem:
        raise _refused(left, problem.message) from None


def _refused(left: str, message: str) -> Refused:
    return Refused(f"given {left}: {message}")
