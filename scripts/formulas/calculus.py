"""Derivatives, gradients and limits as the parser reads them."""

from scripts.formulas.expressions import Expressions
from scripts.formulas.names import Span
from scripts.formulas.scope import Entry, function_of
from scripts.formulas.tokens import tokenize
from scripts.formulas.tree import (
    Bound,
    Call,
    Defined,
    Derivative,
    Function,
    Index,
    Limit,
    Loss,
    Node,
    Result,
    Value,
)

_D = (r"\mathrm{d}", r"\partial", "d")


class Calculus(Expressions):
    """Reads \\frac{\\mathrm d f}{\\mathrm d x}, \\nabla, primes' longhand, and \\lim."""

    def phrase(self) -> Node | None:
        """A derivative that is the name of a parameter or a result."""
        for key in self.scope.phrases:
            wanted = [token.text for token in tokenize(key)[:-1]]
            end = self.place + len(wanted)
            if end <= self.stop and wanted == [
                token.text for token in self.tokens[self.place : end]
            ]:
                entry, at = self.scope.entries[key], self.at
                self.place = end
                self.loose = None
                if entry.kind == "result":
                    if self.free is None:
                        self.refuse(f"'{key}' is what this formula defines", at)
                    return self.with_scripts(Result(entry.place, at=at, rank=entry.rank))
                if entry.kind == "defined":
                    return self.with_scripts(Defined(key, at=at, rank=entry.rank))
                return self.with_scripts(Value(entry.name, at=at, rank=entry.rank))
        return None

    def derivative(self) -> Node | None:
        """A fraction of differentials, or None if this is an ordinary fraction."""
        if (named := self.phrase()) is not None:
            return named
        at = self.at
        above, below = self._parts()
        if above is None or not self._is_differential(above, below):
            return None
        self.place = below[1] + (1 if self.tokens[below[1]].text == "}" else 0)
        symbol = self.tokens[above[0]].text
        order, start = self._order(above[0] + 1)
        variable_span, repeated = self._variable(below, symbol)
        if order != repeated:
            self.refuse("the orders above and below differ", at)
        return self._differentiated((start, above[1]), variable_span, order, at)

    def _parts(self) -> tuple[Span | None, Span | None]:
        """The spans above and below the bar, without moving."""
        place = self.place
        self.next()
        if self.token.text != "{":
            self.place = place
            return None, None
        above = self.argument()
        below = self.argument()
        self.place = place
        return above, below

    def _is_differential(self, above: Span, below: Span) -> bool:
        first, second = self.tokens[above[0]].text, self.tokens[below[0]].text
        if first != second or first not in _D or below[1] - below[0] < 2:
            return False
        if first == "d" and self.lookup("d") is not None:
            self.refuse("'d' is a dimension here: write the derivative with \\mathrm d")
        return True

    def _order(self, place: int) -> tuple[int, int]:
        """The order after a differential sign, and where the operand starts."""
        if self.tokens[place].text != "^":
            return 1, place
        found = self.scripts(place)
        text = self.text(found.sup)
        if text not in ("1", "2"):
            self.refuse("only first and second derivatives are computed", self.tokens[place].at)
        return int(text), found.end

    def _variable(self, span: Span, symbol: str) -> tuple[Span, int]:
        """The span of the variable below the bar, and how often it is differentiated by."""
        start, end = span[0] + 1, span[1]
        others = [place for place in range(start, end) if self.tokens[place].text == symbol]
        if others and symbol != "d":
            self.refuse("mixed derivatives are not computed", self.tokens[others[0]].at)
        found = self.scripts(start + 1)
        if found.sup is not None and self.text(found.sup) == "2" and found.end == end:
            return (start, found.sup[0] - 1), 2
        return (start, end), 1

    def _differentiated(self, above: Span, below: Span, order: int, at: int) -> Node:
        entry = self._function_above(above)
        if entry is not None:
            return self._of_function(entry, below, order, at)
        if above[0] < above[1]:
            body, is_loss = self._body_above(above)
            variable = self._loss_variable(below) if is_loss else self.read(below)
        else:
            variable = self.read(below)
            body = self.factor()
            self.loose = self.loose or (
                "it is unclear how far the derivative reaches: put its argument in parentheses"
            )
            return self._node(body, variable, order, at)
        self.loose = None
        return self.with_scripts(self._node(body, variable, order, at))

    def _body_above(self, span: Span) -> tuple[Node, bool]:
        body = self.read(span)
        return body, isinstance(body, Loss)

    def _function_above(self, span: Span) -> Entry | None:
        if span[0] == span[1]:
            return None
        found = self.scripts(span[0] + 1)
        entry, left = self.resolve(self.tokens[span[0]], found)
        is_function = entry is not None and entry.kind == "function"
        whole = found.end == span[1] and not (left.primes or left.sub or left.sup)
        return entry if is_function and whole else None

    def _of_function(self, entry: Entry, below: Span, order: int, at: int) -> Node:
        """The derivative of a function by name, at the point in parentheses or at the variable."""
        function = function_of(entry, self.scope)
        variable = self.tokens[below[0]]
        if variable.kind != "symbol" or self.scripts(below[0] + 1).end < below[1]:
            self.refuse("one symbol stands below the bar of a derivative", variable.at)
        if self.token.text == "(" and self.token.kind == "mark":
            given = self.arguments()
        else:
            given = [self.read(below)]
        if len(given) == 1 and given[0].rank and function.call is None:
            parameter = self.scope.contract.parameter(function.name)
            if parameter.takes is not None:
                return self._partial(function_of(entry, self.scope), given[0], below, order, at)
        if below[1] - below[0] > 1 and isinstance(self.read(below), Index):
            self.refuse("a function of a number is not differentiated by an entry", at)
        node = self.called(function, given, order, at)
        self.loose = None
        return self.with_scripts(node)

    def _partial(self, function: Function, point: Node, below: Span, order: int, at: int) -> Node:
        variable = self.read(below)
        body = Call(function, (point,), at=at)
        return self.with_scripts(self._node(body, variable, order, at))

    def _loss_variable(self, span: Span) -> Node:
        """What the loss is differentiated by: an input of the forward pass, or its output."""
        token = self.tokens[span[0]]
        found = self.scripts(span[0] + 1)
        entry, _ = self.resolve(token, found)
        if entry is None or entry.kind in ("result", "foreign"):
            if self.scope.upstream is None or found.end < span[1]:
                self.refuse(
                    f"'{token.text}' is neither input nor output of the forward pass", token.at
                )
            shape = self.scope.contract.parameter(self.scope.upstream).shape or ()
            rank = len(shape) - self.scope.batch.depth(shape)
            return self.scripted(
                Value(self.scope.upstream, at=token.at, rank=rank), found, token.at
            )
        return self.read(span)

    def _node(self, body: Node, variable: Node, order: int, at: int) -> Node:
        base = variable.base if isinstance(variable, Index) else variable
        if not isinstance(base, Value | Bound):
            self.refuse("this cannot be differentiated by: name a parameter or one entry of it", at)
        if isinstance(body, Loss) and base.name == self.scope.upstream:
            return base if base is variable else variable
        if body.rank and variable.rank:
            self.refuse("the derivative of an array by an array: write indices", at)
        if body.rank:
            self.refuse("the derivative of an array: describe one entry", at)
        if variable.rank and order > 1:
            self.refuse("a second derivative by an array is not computed", at)
        return Derivative(body, variable, order, at=at, rank=variable.rank)

    def nabla(self) -> Node:
        """The gradient of a factor, by the symbol under \\nabla or by its only argument."""
        if (named := self.phrase()) is not None:
            return named
        at = self.next().at
        found = self.scripts_only(self.place, "subscript")
        self.place = found.end
        token = self.token
        entry = self.lookup(token.text)
        if found.sub and entry is not None and entry.kind == "loss":
            self.next()
            self.loose = None
            return self.with_scripts(self._node(Loss(), self._loss_variable(found.sub), 1, at))
        body = self._under_nabla()
        if found.sub:
            variable = self.read(found.sub)
        elif isinstance(body, Call) and len(body.arguments) == 1:
            variable = body.arguments[0]
        else:
            self.refuse("say by what: write \\nabla_x", at)
        self.loose = None
        return self.with_scripts(self._node(body, variable, 1, at))

    def _under_nabla(self) -> Node:
        """The next factor; what follows the arguments of a function belongs to its gradient."""
        token, scripts = self.token, self.scripts(self.place + 1)
        entry = self.lookup(token.text)
        if entry is None or entry.kind != "function" or scripts.end != self.place + 1:
            return self.factor()
        self.next()
        if self.token.text != "(":
            self.refuse(f"'{token.text}' is a function: write its arguments in parentheses")
        return self.called(function_of(entry, self.scope), self.arguments(), 0, token.at)

    def limit(self) -> Node:
        """A limit; its body is the rest of the term."""
        token = self.next()
        found = self.scripts_only(self.place, "subscript")
        if found.sub is None:
            self.refuse("say which variable goes where: write \\lim_{a \\to 0}", token.at)
        start, end = found.sub
        if end - start < 3 or self.tokens[start + 1].text != r"\to":
            self.refuse("write the limit as a \\to 0", self.tokens[start].at)
        letter = self.tokens[start]
        entry = self.lookup(letter.text)
        if entry is not None and entry.kind == "bound":
            self.refuse(f"'{letter.text}' is already bound here", letter.at)
        if letter.kind != "symbol":
            self.refuse("the variable of the limit must be one symbol", letter.at)
        side, end = self._side(start, end)
        target = self.read((start + 2, end))
        self.place = found.end
        with self.binding({letter.text: Entry("bound", letter.text)}):
            body = self.term()
        if body.rank or target.rank:
            self.refuse("a limit of arrays: describe one entry", token.at)
        return Limit(letter.text, target, side, body, at=token.at)

    def _side(self, start: int, end: int) -> tuple[int, int]:
        """From the right, the left, or both; and the end of the target."""
        found = self.scripts(start + 3)
        if found.sup is not None and self.text(found.sup) in ("+", "-"):
            return (1 if self.text(found.sup) == "+" else -1), start + 3
        return 0, end
