"""Operators over an index in: sums, products, extremes and expectations as nodes out."""

from scripts.formulas.conditions import COMPARISONS
from scripts.formulas.expressions import Expressions
from scripts.formulas.names import Span
from scripts.formulas.scope import Entry
from scripts.formulas.standard import EXTREMES
from scripts.formulas.tokens import Token
from scripts.formulas.tree import Apply, Expectation, Node, Reduce

_ROUND = {"(": ")", r"\{": r"\}", "[": "]"}


class Operators(Expressions):
    """Reads what binds an index and then reads a body."""

    def operator(self) -> Node:
        """Whatever the next command operates with."""
        token = self.token
        if token.text in (r"\sum", r"\prod"):
            return self.reduction(self.next(), "sum" if token.text == r"\sum" else "product")
        if token.text == r"\arg":
            return self._argument_extreme()
        word = token.text.replace(r"\operatorname{max}", r"\max")
        word = word.replace(r"\operatorname{min}", r"\min")
        if word in EXTREMES:
            return self.extreme(self.next(), EXTREMES[word])
        if token.text == r"\lim":
            return self.limit()
        if token.text == r"\nabla":
            return self.nabla()
        return self.builtin(self.next())

    def reduction(self, token: Token, kind: str) -> Node:
        """A sum or product; its body is the rest of the term."""
        letters, lower, upper, condition = self._range(token)
        with self.binding({letter: Entry("bound", letter) for letter in letters}):
            if condition is not None:
                condition = self._condition_in(condition)
            body = self.term()
        return Reduce(
            kind, letters, lower, upper, condition, body, at=token.at, rank=body.rank, row=body.row
        )

    def _range(self, token: Token) -> tuple[tuple[str, ...], Node | None, Node | None, Span | None]:
        """Letters, lower and upper bound, and the span of a condition."""
        found = self.scripts_only(self.place, "subscript", "superscript")
        if found.sub is None:
            self.refuse(f"say what '{token.text}' runs over: write {token.text}_i", token.at)
        self.place = found.end
        start, end = found.sub
        equals = [place for place in range(start, end) if self.tokens[place].text == "="]
        if found.sup is not None or equals:
            return self._bounded(token, found.sub, found.sup, equals)
        letters, rest = self._letters_of(found.sub)
        return letters, None, None, rest

    def _bounded(
        self, token: Token, sub: Span, sup: Span | None, equals: list[int]
    ) -> tuple[tuple[str, ...], Node, Node, None]:
        start, end = sub
        if len(equals) != 1 or equals[0] != start + 1 or sup is None:
            self.refuse(f"write the bounds as {token.text}_{{i=1}}^{{n}}", self.tokens[start].at)
        letter = self._new_letter(self.tokens[start])
        lower, upper = self.read((start + 2, end)), self.read(sup)
        if lower.rank or upper.rank:
            self.refuse("a bound must be a number", self.tokens[start].at)
        return (letter,), lower, upper, None

    def _letters_of(self, span: Span) -> tuple[tuple[str, ...], Span | None]:
        """i, or i,j, or a condition on a new letter such as j \\ne i or i<j."""
        letters: list[str] = []
        place, end = span
        while place < end:
            letters.append(self._new_letter(self.tokens[place]))
            place += 1
            if place < end and self.tokens[place].text == ",":
                place += 1
                continue
            break
        if place == end:
            if len(set(letters)) < len(letters):
                self.refuse("one letter runs over two things", self.tokens[span[0]].at)
            return tuple(letters), None
        if self.tokens[place].text not in COMPARISONS:
            self.refuse("this range is not known: write i, or i=1 with an upper bound, or j \\ne i",
                        self.tokens[place].at)  # fmt: skip
        if len(letters) == 1:
            letters += [
                token.text for token in self.tokens[place + 1 : end]
                if token.kind == "symbol" and self.is_new(token.text)
            ]  # fmt: skip
        return tuple(dict.fromkeys(letters)), span

    def _condition_in(self, span: Span) -> Node:
        """The condition at the end of a range; letters listed before it are skipped."""
        commas = [place for place in range(*span) if self.tokens[place].text == ","]
        start = commas[-1] if commas else span[0]
        start += 1 if commas and self.tokens[start].text == "," else 0
        with self.inside((start, span[1])):
            condition = self.condition()
        return condition

    def _new_letter(self, token: Token) -> str:
        if token.kind != "symbol":
            self.refuse("an index letter must stand here", token.at)
        entry = self.lookup(token.text)
        if entry is not None and entry.kind != "foreign":
            what = {"dimension": "a dimension", "bound": "already an index here"}
            self.refuse(
                f"'{token.text}' cannot be an index:"
                f" it is {what.get(entry.kind, f'the name of {entry.name}')}",
                token.at,
            )
        if self.free and token.text in self.free:
            self.refuse(f"'{token.text}' is already an index of the left side", token.at)
        return token.text

    def extreme(self, token: Token, kind: str) -> Node:
        """The greatest of several values, or of one over an index."""
        found = self.scripts_only(self.place, "subscript", "superscript")
        if found.sub is None and not kind.startswith("arg"):
            return self._listed_extreme(token, kind)
        letters, lower, upper, condition = self._range(token)
        if kind.startswith("arg") and len(letters) != 1:
            self.refuse(f"'{token.text}' gives one index: name one letter", token.at)
        with self.binding({letter: Entry("bound", letter) for letter in letters}):
            if condition is not None:
                condition = self._condition_in(condition)
            body = self.factor()
        if body.rank:
            self.refuse("the greatest of arrays is unclear: describe one entry", token.at)
        self.loose = self.loose or (
            f"it is unclear how far '{token.text}' reaches: put all of it in parentheses"
        )
        return Reduce(kind, letters, lower, upper, condition, body, at=token.at)

    def _argument_extreme(self) -> Node:
        token = self.next()
        if self.token.text not in (r"\max", r"\min"):
            self.refuse("\\arg needs \\max or \\min after it", token.at)
        return self.extreme(token, "arg" + EXTREMES[self.next().text])

    def _listed_extreme(self, token: Token, kind: str) -> Node:
        closing = _ROUND.get(self.token.text)
        if closing is None:
            self.refuse(f"'{token.text}' needs its arguments in parentheses, or an index under it")
        self.next()
        given = []
        with self.bars_as(separators=False):
            while True:
                given.append(self.expression())
                if not self.accept(",", ";"):
                    break
        self.expect(closing, "after the arguments")
        if len(given) == 1 and given[0].rank == 0:
            self.refuse(f"'{token.text}' of a single number: name what it runs over", token.at)
        ranks = {argument.rank for argument in given} - {0}
        if len(ranks) > 1:
            self.refuse(f"'{token.text}' of arrays of different ranks", token.at)
        rank = 0 if len(given) == 1 else max(argument.rank for argument in given)
        self.loose = None
        return self.with_scripts(Apply(f"\\{kind}", tuple(given), at=token.at, rank=rank))

    def expectation(self) -> Node:
        """The mean over a finite distribution: its letter and the distribution stand below."""
        token = self.next()
        found = self.scripts_only(self.place, "subscript")
        if found.sub is None:
            self.refuse("say over what: write \\mathbb{E}_{x \\sim p}", token.at)
        start, end = found.sub
        if end - start < 3 or self.tokens[start + 1].text != r"\sim":
            self.refuse("write what it averages over as x \\sim p", self.tokens[start].at)
        letter = self.tokens[start]
        distribution = self.read((start + 2, end))
        if distribution.rank != 1:
            self.refuse("the distribution must be a vector of probabilities", self.tokens[start].at)
        entry = self.lookup(letter.text)
        is_values = entry is not None and entry.kind == "value" and entry.rank == 1
        if not is_values:
            self._new_letter(letter)
        hidden = f"{letter.text}@" if is_values else letter.text
        inner = Entry("outcome" if is_values else "bound", hidden)
        self.place = found.end
        closing = _ROUND.get(self.token.text)
        if closing is None:
            self.refuse("put what is averaged in brackets", self.at)
        with self.binding({letter.text: inner}):
            self.next()
            body = self._bracketed(closing)
        if body.rank:
            self.refuse("the mean of arrays is unclear: describe one entry", token.at)
        return self.with_scripts(Expectation(hidden, distribution, body, at=token.at))
