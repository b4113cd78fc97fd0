"""Sums, terms and factors: the part of the parser that knows precedence and ranks."""

from collections.abc import Callable
from dataclasses import replace
from typing import NoReturn

from scripts.formulas.ranks import add_types, multiply
from scripts.formulas.scripted import Scripted
from scripts.formulas.tokens import Token
from scripts.formulas.tree import (
    Apply,
    Bound,
    Defined,
    Dimension,
    Index,
    Inverse,
    Node,
    Norm,
    Number,
    Power,
    Quotient,
    Sum,
    Transpose,
    Value,
)

_CLOSING = {"(": ")", "[": "]", r"\{": r"\}"}
_BARS = {"|": "|", r"\lvert": r"\rvert", r"\|": r"\|", r"\lVert": r"\rVert"}
_ROUNDINGS = {
    r"\lfloor": (r"\rfloor", r"\floor"),
    r"\lceil": (r"\rceil", r"\ceil"),
}
_STARTING = frozenset(
    (*_CLOSING, *_BARS, *_ROUNDINGS)
    + tuple(
        r"\frac \sqrt \exp \log \ln \sin \cos \tan \arctan \sinh \cosh \tanh \det \max \min \arg"
        r" \sum \prod \lim \nabla \infty".split()
    )
)
_SYMBOLS = (Value, Bound, Dimension, Defined, Index)
_TIMES = (r"\cdot", r"\times", r"\odot", r"\oslash")


def _nucleus(node: Node) -> Node:
    """What stands inside the scripts of a bracket."""
    while isinstance(node, Power | Index | Transpose | Inverse):
        node = node.base
    return node


class Expressions(Scripted):
    """Reads an expression up to a token that cannot continue it."""

    # What the other parts of the parser read.
    symbol: Callable[[], Node]
    operator: Callable[[], Node]
    cases: Callable[[], Node]
    derivative: Callable[[], Node | None]
    composition: Callable[[Token], Node | None]

    def expression(self) -> Node:
        """A sum of terms."""
        at = self.at
        first = -1 if self.accept("-") else 1
        if first == 1:
            self.accept("+")
        terms = [(first, self.term())]
        while sign := self.accept("+", "-"):
            terms.append((1 if sign.text == "+" else -1, self.term()))
        if self.token.text in (r"\pm", r"\mp"):
            self.refuse(f"'{self.token.text}' says two things at once: write one formula for each")
        if len(terms) == 1 and first == 1:
            return terms[0][1]
        rank, row = add_types([term for _, term in terms], self)
        return Sum(tuple(terms), at=at, rank=rank, row=row)

    def term(self) -> Node:
        """Factors side by side."""
        at = self.at
        self.loose = None
        left, count = self.factor(), 1
        while True:
            sign = self.token
            if sign.text == "/" and sign.kind == "mark":
                return self._slash(left, count, at)
            explicit = self.accept(*_TIMES)
            if explicit is None and not self.starts_factor():
                return left
            if self.loose:
                self.refuse(self.loose, sign.at)
            right = self._right(left, explicit is not None)
            left = multiply(left, right, explicit.text if explicit else "", sign.at, self)
            count += 1

    def _right(self, left: Node, explicit: bool) -> Node:
        """The next factor, if nobody can take the one before it for a function of it."""
        token = self.token
        right = self.factor()
        if explicit:
            return right
        if token.kind == "digit":
            self.refuse("a number after a factor: write the number first, or \\cdot", token.at)
        opens = token.text in _CLOSING and token.kind in ("mark", "command")
        if opens and isinstance(left, _SYMBOLS) and not isinstance(_nucleus(right), Sum):
            self.refuse(
                "the '(' may open a factor or the argument of a function: write \\cdot for a"
                " product, or declare the function in the notation",
                token.at,
            )
        return right

    def _slash(self, left: Node, count: int, at: int) -> Node:
        slash = self.next()
        if count > 1 or self.loose:
            self.refuse(
                "what belongs above this slash is unclear: write \\frac{...}{...}", slash.at
            )
        right = self.factor()
        if self.loose or self.starts_factor() or self.token.text in ("/", *_TIMES):
            self.refuse("what belongs under the slash is unclear: write \\frac{...}{...}", slash.at)
        return self.quotient(left, right, at)

    def quotient(self, above: Node, below: Node, at: int) -> Node:
        """A fraction; arrays are divided entry by entry."""
        if below.rank and above.rank not in (0, below.rank):
            self.refuse("these cannot be divided: their ranks differ", at)
        if below.rank == 2:
            self.refuse("a matrix cannot be divided by: write its inverse A^{-1}, or \\oslash", at)
        rank = max(above.rank, below.rank)
        row = above.row if above.rank else below.row
        return Quotient(above, below, at=at, rank=rank, row=row)

    def starts_factor(self) -> bool:
        """Whether the next token begins a factor."""
        token = self.token
        if token.kind in ("digit", "symbol"):
            return True
        if token.kind == "begin":
            return token.text == "cases"
        if token.text in ("|", r"\|") and token.kind in ("mark", "command"):
            return not self.separators and token.text not in self.open_bars
        return token.kind in ("mark", "command") and token.text in _STARTING

    def factor(self) -> Node:
        """One factor with its scripts."""
        self.loose = None
        token = self.token
        if token.kind == "digit":
            return self.with_scripts(self.number())
        if token.kind == "symbol":
            return self.symbol()
        if token.kind == "begin" and token.text == "cases":
            return self.cases()
        if token.text == "{" and token.kind == "mark":
            self.next()
            inner = self._bracketed("}")
            return self.with_scripts(inner)
        if token.kind in ("mark", "command"):
            if token.text in _CLOSING:
                return self.group()
            if token.text in _BARS:
                return self.bars()
            if token.text in _ROUNDINGS:
                return self.rounding()
            if token.text == r"\frac":
                return self.fraction()
            if token.text == r"\sqrt":
                return self.root()
            if token.text == r"\infty":
                self.next()
                return Number(float("inf"), at=token.at)
            if token.text in _STARTING:
                return self.operator()
        self._refuse_factor()

    def _refuse_factor(self) -> NoReturn:
        token = self.token
        if token.kind == "stop":
            self.refuse("something is missing at the end of the formula")
        if token.text in (r"\dots", r"\vdots", r"\ddots"):
            self.refuse("dots leave the rest to the reader: write it out, or mark it as unchecked")
        if token.text in (r"\int", r"\iint", r"\oint"):
            self.refuse("an integral cannot be checked: mark the formula as unchecked")
        if token.text in (r"\tag", r"\label"):
            self.refuse(f"'{token.text}' is no mathematics that can be checked: remove it")
        if token.kind == "command":
            self.refuse(f"the command '{token.text}' is not known")
        if token.kind == "text":
            self.refuse(f"the words '{token.text}' cannot be read here")
        self.refuse(f"a number, a symbol or a bracket is missing before '{token.text}'")

    def number(self) -> Node:
        """Digits with at most one decimal point."""
        at, text = self.at, self.next().text
        while self.token.glued and self.token.kind == "digit":
            text += self.next().text
        after = self.ahead()
        if self.token.text == "." and self.token.glued and after.kind == "digit" and after.glued:
            text += self.next().text
            while self.token.glued and self.token.kind == "digit":
                text += self.next().text
        return Number(float(text), at=at)

    def group(self) -> Node:
        """A bracket, or a composition of functions that is applied."""
        opening = self.next()
        if composed := self.composition(opening):
            return composed
        return self.with_scripts(self._bracketed(_CLOSING[opening.text]))

    def _bracketed(self, closing: str) -> Node:
        with self.bars_as(separators=False):
            inner = self.expression()
        if self.token.text == ",":
            self.refuse("a comma cannot stand in this bracket: only a function has arguments")
        self.expect(closing, "to close the bracket")
        self.loose = None
        return replace(inner, bracketed=True)

    def bars(self) -> Node:
        """An absolute value or a norm."""
        opening = self.next()
        closing = _BARS[opening.text]
        before = self.separators
        self.separators = False
        self.open_bars.append(closing)
        inner = self.expression()
        self.expect(closing, "to close the bars")
        self.open_bars.pop()
        self.separators = before
        self.loose = None
        if closing in ("|", r"\rvert"):
            if inner.rank:
                self.refuse("bars are for numbers: write \\lVert x \\rVert for a norm", opening.at)
            return self.with_scripts(Apply(r"\abs", (inner,), at=opening.at))
        return self._norm(inner, opening.at)

    def _norm(self, inner: Node, at: int) -> Node:
        if inner.rank == 0:
            self.refuse("a norm of a number: write \\lvert x \\rvert", at)
        order = 2.0 if inner.rank == 1 else float("nan")
        found = self.scripts_only(self.place, "subscript", "superscript")
        if found.sub:
            shown = self.text(found.sub)
            orders = {"1": 1.0, "2": 2.0, r"\infty": float("inf"), "F": float("nan")}
            if shown not in orders or (inner.rank > 1) != (shown == "F"):
                self.refuse(f"the norm '{shown}' is not known for this rank", at)
            order = orders[shown]
        elif inner.rank > 1:
            self.refuse("say which norm of a matrix: \\lVert A \\rVert_F", at)
        self.place = found.end
        node = Norm(order, inner, at=at)
        return self.power(node, found.sup) if found.sup else node

    def rounding(self) -> Node:
        opening = self.next()
        closing, function = _ROUNDINGS[opening.text]
        inner = self._bracketed(closing)
        return self.with_scripts(Apply(function, (inner,), at=opening.at, rank=inner.rank))

    def fraction(self) -> Node:
        """A fraction, unless it is a derivative."""
        at = self.at
        if (derivative := self.derivative()) is not None:
            return derivative
        self.next()
        above = self.read(self.argument())
        below = self.read(self.argument())
        self.no_more_digits()
        self.loose = None
        return self.with_scripts(self.quotient(above, below, at))

    def root(self) -> Node:
        at = self.next().at
        degree = None
        if self.accept("["):
            degree = self._bracketed("]")
        inner = self.read(self.argument())
        self.no_more_digits()
        self.loose = None
        if degree is None:
            node = Apply(r"\sqrt", (inner,), at=at, rank=inner.rank, row=inner.row)
        else:
            node = Power(inner, Quotient(Number(1.0), degree), at=at, rank=inner.rank)
        return self.with_scripts(node)
