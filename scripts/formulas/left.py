"""The left side of a row in; what it names out: the result, a new symbol, or a gradient."""

from scripts.formulas.expressions import Expressions
from scripts.formulas.names import Span, name_key
from scripts.formulas.scope import Entry
from scripts.formulas.tree import Derivative, Index, Loss, Node, walk

EQUALS = ("=", r"\equiv", r"\coloneqq")


class Lefts(Expressions):
    """Decides what the left side of a row stands for, before or after it is read."""

    def derivative_place(self, left: Node) -> int | None:
        """Which return value of a backward pass a derivative of the loss is."""
        forward = self.scope.forward
        derivatives = [node for node in walk(left) if isinstance(node, Derivative)]
        if forward is None or not derivatives or not isinstance(derivatives[0].body, Loss):
            return None
        names = [parameter.name for parameter in forward.parameters if parameter.kind == "array"]
        variable = derivatives[0].variable
        base = variable.base if isinstance(variable, Index) else variable
        if base.name not in names or len(self.scope.contract.returns) > len(names):
            return None
        place = names.index(base.name)
        return place if len(self.scope.contract.returns) > 1 else 0

    def key_at(self, at: int) -> str | None:
        """The key under which later rows find the result that this row computes."""
        place = next(place for place, token in enumerate(self.tokens) if token.at == at)
        token = self.tokens[place]
        if token.kind != "symbol":
            return None
        found = self.scripts(place + 1)
        sub, sup = (self.text(span) if span else None for span in (found.sub, found.sup))
        for key in (name_key(token.text, sub, sup), name_key(token.text, sub), token.text):
            entry = self.scope.entries.get(key)
            if entry is not None and entry.kind == "result":
                return key
        return None

    def name_result(self) -> None:
        """Let a symbol that only the notation knows stand for the only return value."""
        found = self.scripts(self.place + 1)
        if self.token.kind != "symbol" or len(self.scope.contract.returns) != 1:
            return
        if self.scope.options.result:
            return  # The fence has named it already.
        sub, sup = (self.text(span) if span else None for span in (found.sub, found.sup))
        for key in (name_key(self.token.text, sub, sup), name_key(self.token.text, sub),
                    self.token.text):  # fmt: skip
            entry = self.scope.entries.get(key)
            if entry is None:
                continue
            if entry.kind == "foreign" and (self._ends_left(found.end) or self._is_call(found.end)):
                shape = self.scope.contract.returns[0].shape or ()
                rank = len(shape) - self.scope.batch.depth(shape)
                self.scope.entries[key] = Entry("result", entry.name, rank)
            return

    def _ends_left(self, place: int) -> bool:
        token = self.tokens[place]
        return token.kind in ("mark", "command") and token.text in (*EQUALS, "&")

    def _is_call(self, place: int) -> bool:
        """Whether arguments in parentheses, perhaps with indices, end the left side here."""
        if self.tokens[place].text != "(":
            return False
        depth = 0
        while self.tokens[place].kind != "stop":
            depth += (self.tokens[place].text == "(") - (self.tokens[place].text == ")")
            place += 1
            if not depth:
                return self._ends_left(self.scripts(place).end)
        return False

    def new_name(self) -> str | None:
        """The symbol on the left of a row, if it is new; its index letters become free."""
        token = self.token
        if token.text == r"\frac":
            return self._new_gradient()
        if token.kind != "symbol":
            return None
        found = self.scripts(self.place + 1)
        if not self._ends_left(found.end):
            return None
        entry, _ = self.resolve(token, found)
        if entry is not None:
            if entry.kind in ("value", "dimension"):
                self.refuse(f"'{token.text}' is given and cannot be defined anew", token.at)
            return None
        sub, sup = (self.text(span) if span else None for span in (found.sub, found.sup))
        if found.sub and (letters := self._index_letters(found.sub)):
            if token.text in letters or len(set(letters)) < len(letters):
                self.refuse("each index needs a letter of its own", token.at)
            self.free = letters
            sub = None
        self.place = found.end
        return name_key(token.text + "'" * found.primes, sub, sup)

    def _new_gradient(self) -> str | None:
        r"""The derivative of the loss by a symbol that is no input: a step of a backward pass."""
        start = self.place
        self.next()
        if self.token.text != "{":
            self.place = start
            return None
        above, below = self.argument(), self.argument()
        end, self.place = self.place, start
        first, variable = self.tokens[above[0]], self.tokens[below[0] + 1]
        loss = self.lookup(self.tokens[above[0] + 1].text) if above[1] - above[0] == 2 else None
        if first.text != r"\partial" or loss is None or loss.kind != "loss":
            return None
        if variable.kind != "symbol" or not self._ends_left(end):
            return None
        key = self.text((start, end))
        entry, _ = self.resolve(variable, self.scripts(below[0] + 2))
        known = entry is not None and entry.kind not in ("defined", "result")
        if known or key in self.scope.entries:
            return None
        self.place = end
        return key

    def _index_letters(self, span: Span) -> list[str]:
        """The new single letters of a subscript; empty if it is part of the name."""
        tokens = [token for token in self.tokens[slice(*span)] if token.text != ","]
        if all(token.kind == "symbol" and self.is_new(token.text) for token in tokens):
            return [token.text for token in tokens]
        return []
