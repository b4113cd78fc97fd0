"""Sums, terms, factors and scripts: the part of the parser that knows precedence and ranks."""

from dataclasses import replace

from scripts.formulas.names import Scripts, Span
from scripts.formulas.reader import Reader
from scripts.formulas.tree import (
    Apply,
    Bound,
    Defined,
    Dimension,
    Identity,
    Index,
    Inverse,
    Node,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Transpose,
    Value,
)
from scripts.formulas.typing import add_types, multiply

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


class Expressions(Reader):
    """Reads an expression up to a token that cannot continue it."""

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
            self.refuse("what belongs above this slash is unclear: write \\frac{...}{...}", slash.at)
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

    def _refuse_factor(self) -> None:
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
        found = self.scripts(self.place)
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

    def read(self, span: Span) -> Node:
        """The expression that fills a span."""
        with self.inside(span):
            node = self.expression()
        return node

    # --- scripts -------------------------------------------------------------

    def with_scripts(self, node: Node) -> Node:
        """Indices and a power after a bracket, a number or a fraction."""
        found = self.scripts(self.place)
        if found.end == self.place or self.place >= self.stop:
            return node
        if found.primes:
            self.refuse("a prime stands on functions only")
        at = self.at
        self.place = found.end
        return self.scripted(node, found, at)

    def scripted(self, node: Node, found: Scripts, at: int) -> Node:
        """A value with its remaining scripts: indices first, then the superscript."""
        items = self.indices(found.sub, node, at) if found.sub else ()
        if found.sup and (outer := self._example(found.sup, node)) is not None:
            items, sup = (outer, *items), None
        else:
            sup = found.sup
        if items:
            if len(items) > node.rank:
                have = ("no index", "one index", "two indices", "three indices")[min(node.rank, 3)]
                self.refuse(f"too many indices: this takes {have}", at)
            left = node.rank - len(items) + sum(item is None for item in items)
            node = Index(node, items, at=node.at, rank=left)
        return self.power(node, sup) if sup else node

    def _example(self, span: Span, node: Node) -> Node | None:
        """The index in x^{(i)}: the i-th example."""
        start, end = span
        if node.rank == 0 or self.tokens[start].text != "(" or self.tokens[end - 1].text != ")":
            return None
        return self._index((start + 1, end - 1))

    def power(self, base: Node, span: Span) -> Node:
        """What a superscript means, by its text and the rank of its base."""
        text, at = self.text(span), self.tokens[span[0]].at
        if text in (r"\top", r"- \top"):
            if base.rank == 0 or base.rank > 2:
                self.refuse("only a vector or a matrix has a transpose", at)
            turned = Transpose(base, at=at, rank=base.rank, row=base.rank == 1 and not base.row)
            return turned if text == r"\top" else self._inverse(turned, at)
        if text == "T" and self.lookup("T") is None:
            self.refuse("write the transpose as ^\\top: T is a letter", at)
        if text == "- 1" and base.rank:
            return self._inverse(base, at)
        if self.tokens[span[0]].text == r"\odot":
            exponent = self.read((span[0] + 1, span[1]))
        else:
            exponent = self.read(span)
            if base.rank == 2:
                self.refuse(
                    "a power of a matrix may be meant entry by entry or as A A:"
                    " write A^{\\odot 2} or the product",
                    at,
                )
        if base.rank and exponent.rank:
            self.refuse("base and exponent cannot both be arrays", at)
        rank = max(base.rank, exponent.rank)
        row = base.row or exponent.row
        return Power(base, exponent, at=base.at, rank=rank, row=row)

    def _inverse(self, base: Node, at: int) -> Node:
        if base.rank != 2 or isinstance(base, Identity):
            self.refuse("only a number or a square matrix has an inverse", at)
        return Inverse(base, at=at, rank=2)

    def indices(self, span: Span, node: Node, at: int) -> tuple[Node | None, ...]:
        """The indices in a subscript: by commas, or one letter for each axis."""
        pieces = self._pieces(span)
        if len(pieces) == 1 and pieces[0][1] - pieces[0][0] > 1 and node.rank > 1:
            letters = self._letters(pieces[0])
            if letters and len(letters) == node.rank:
                pieces = letters
            elif letters and len(letters) > 1:
                self.refuse(
                    f"{len(letters)} indices, but this has {node.rank} axes", self.tokens[span[0]].at
                )
        return tuple(self._index(piece) for piece in pieces)

    def _pieces(self, span: Span) -> list[Span]:
        """The parts between commas at the outermost level."""
        pieces, start, depth = [], span[0], 0
        for place in range(*span):
            text = self.tokens[place].text
            depth += (text in "({[") - (text in ")}]") if self.tokens[place].kind == "mark" else 0
            if text == "," and not depth:
                pieces.append((start, place))
                start = place + 1
        return [*pieces, (start, span[1])]

    def _letters(self, span: Span) -> list[Span]:
        """Symbols side by side, each with its own scripts: W_{ij}, P_{i y_i}."""
        found, place = [], span[0]
        while place < span[1]:
            if self.tokens[place].kind != "symbol":
                return []
            end = min(self.scripts(place + 1).end, span[1])
            found.append((place, end))
            place = end
        return found

    def _index(self, span: Span) -> Node | None:
        start, end = span
        token = self.tokens[start]
        if start == end:
            self.refuse("an index is missing here", token.at)
        if end - start == 1 and token.text == ":":
            return None
        if token.kind == "text":
            self.refuse(f"'{token.text}' is no index, and no symbol has it in its name", token.at)
        digits = [place for place in range(start, end) if self.tokens[place].kind == "digit"]
        if len(digits) > 1 and len(digits) == end - start:
            self.refuse("digits run together: separate the indices by commas", token.at)
        if self.free is not None and end - start == 1 and token.kind == "symbol":
            if self.is_new(token.text) or token.text in self.free:
                if token.text not in self.free:
                    self.free.append(token.text)
                return Bound(token.text, at=token.at)
        node = self.read(span)
        if node.rank:
            self.refuse("an index must be a number", token.at)
        return node
