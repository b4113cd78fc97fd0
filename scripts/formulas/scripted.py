"""A value and the scripts behind it in: indices, powers, transposes and inverses out."""

from collections.abc import Callable

from scripts.formulas.names import Scripts, Span
from scripts.formulas.reader import Reader
from scripts.formulas.tree import Bound, Identity, Index, Inverse, Node, Power, Transpose


class Scripted(Reader):
    """Reads what sub- and superscripts mean; the rank of their base decides."""

    expression: Callable[[], Node]

    def read(self, span: Span) -> Node:
        """The expression that fills a span."""
        with self.inside(span):
            node = self.expression()
        return node

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
            turned = Transpose(
                base, at=base.at, rank=base.rank, row=base.rank == 1 and not base.row
            )
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
                    f"{len(letters)} indices, but this has {node.rank} axes",
                    self.tokens[span[0]].at,
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
