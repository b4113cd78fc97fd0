"""Comparisons and the things made of them: cases and indicators."""

from scripts.formulas.expressions import Expressions
from scripts.formulas.names import Span
from scripts.formulas.tokens import Token, rows_within
from scripts.formulas.tree import Cases, Compare, Indicator, Logic, Node

COMPARISONS = ("<", ">", r"\le", r"\ge", "=", r"\ne")
_OTHERWISE = ("otherwise", "else")
_INTRODUCTIONS = ("if", "for", "when", "where")
_JOINTS = {"and": "and", "or": "or", r"\land": "and", r"\lor": "or"}
_INDICATOR_BRACKETS = {"[": "]", r"\{": r"\}", "(": ")"}


class Conditions(Expressions):
    """Reads conditions; every comparison is of numbers."""

    def cases(self) -> Node:
        """Rows of value and condition."""
        opening = self.next()
        end = self.tokens[self.place - 1].partner
        rows = []
        for span in rows_within(self.tokens, (self.place, end)):
            place = self._ampersand(span)
            value = self.read((span[0], place))
            with self.inside((place + 1, span[1])):
                rows.append((value, self._case_condition()))
        if not rows:
            self.refuse("the cases are empty", opening.at)
        others = [place for place, (_, condition) in enumerate(rows) if condition is None]
        if others not in ([], [len(rows) - 1]):
            self.refuse("'otherwise' belongs in the last row", opening.at)
        if any(value.rank for value, _ in rows):
            self.refuse("cases are for numbers: describe one entry", opening.at)
        self.place = end + 1
        self.loose = None
        return self.with_scripts(Cases(tuple(rows), at=opening.at))

    def _ampersand(self, span: Span) -> int:
        found = [place for place in range(*span) if self.tokens[place].text == "&"]
        if len(found) != 1:
            at = self.tokens[span[0]].at
            self.refuse("a row of cases is 'value & condition', with one '&'", at)
        return found[0]

    def _case_condition(self) -> Node | None:
        if self.token.kind == "text":
            word = self.token.text.rstrip(",. ").lower()
            if word in _OTHERWISE:
                self.next()
                self.accept(".", ",")
                return None
            if word in _INTRODUCTIONS:
                self.next()
        found = self.condition()
        self.accept(".", ",", ";")
        return found

    def condition(self) -> Node:
        """Comparisons joined by "and" or "or", not both without parentheses."""
        at = self.at
        parts, kinds = [self.comparison()], set()
        while kind := self._joint():
            kinds.add(kind)
            parts.append(self.comparison())
        if len(kinds) > 1:
            self.refuse("'and' beside 'or' is unclear: write separate rows", at)
        return Logic(kinds.pop(), tuple(parts), at=at) if kinds else parts[0]

    def _joint(self) -> str | None:
        token: Token = self.token
        if token.kind in ("text", "command") and token.text in _JOINTS:
            self.next()
            return _JOINTS[token.text]
        return None

    def comparison(self) -> Node:
        """Two or more numbers with relations between them."""
        at = self.at
        operands, operators = [self._operand()], []
        while sign := self.accept(*COMPARISONS):
            operators.append(sign.text)
            operands.append(self._operand())
        if not operators:
            self.refuse("a comparison is missing here")
        return Compare(tuple(operators), tuple(operands), at=at)

    def _operand(self) -> Node:
        at = self.at
        found = self.expression()
        if found.rank:
            self.refuse("only numbers can be compared: write an index", at)
        return found

    def indicator(self, token: Token) -> Node:
        """1 if the condition holds, else 0."""
        closing = _INDICATOR_BRACKETS.get(self.token.text)
        if self.token.text == "_":
            self.next()
            span = self.argument()
            with self.inside(span):
                condition = self.condition()
        elif closing is None:
            self.refuse("an indicator needs its condition: write \\mathbb{1}[x > 0]", token.at)
        else:
            self.next()
            with self.bars_as(separators=False):
                condition = self.condition()
            self.expect(closing, "after the condition")
        self.loose = None
        return self.with_scripts(Indicator(condition, at=token.at))
