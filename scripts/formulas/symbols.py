"""A symbol in, what it stands for out: a value with indices, or a call of a function."""

from collections.abc import Callable
from typing import NoReturn

from scripts.formulas.calls import Calls
from scripts.formulas.names import Scripts, name_key
from scripts.formulas.scope import Entry, function_of
from scripts.formulas.standard import CONSTANTS, ELEMENTWISE, MATRIX
from scripts.formulas.tokens import Token
from scripts.formulas.tree import (
    Bound,
    Compare,
    Defined,
    Dimension,
    Identity,
    Index,
    Indicator,
    Loss,
    Node,
    Number,
    Result,
    Value,
)

_INDICATORS = (r"\mathbb{1}", r"\mathbf{1}", r"\mathbb{I}", r"\mathrm{1}")
_EXTREME_WORDS = (
    r"\operatorname{argmax}", r"\operatorname{argmin}", r"\operatorname{max}",
    r"\operatorname{min}",
)  # fmt: skip


class Symbols(Calls):
    """Looks symbols up, the longest name first."""

    expectation: Callable[[], Node]
    indicator: Callable[[Token], Node]

    def symbol(self) -> Node:
        """A symbol with its scripts, and its arguments if it is a function."""
        token = self.token
        if token.text in _EXTREME_WORDS:
            return self.operator()
        if token.text == r"\mathbb{E}" and self.lookup(token.text) is None:
            return self.expectation()
        found = self.scripts(self.place + 1)
        entry, found = self.resolve(token, found)
        if entry is None:
            return self._unnamed(token, found)
        if entry.kind == "function":
            self.place = found.end
            return self.call(function_of(entry, self.scope), found, token)
        if found.primes:
            self.refuse(
                f"a prime stands on functions only, and '{token.text}' is a value", token.at
            )
        self.place = found.end
        node = self._value(token, entry, found)
        self.loose = None
        return node

    def resolve(self, token: Token, found: Scripts) -> tuple[Entry | None, Scripts]:
        """The meaning of the longest name that starts here, and the scripts left over."""
        sub, sup = (self.text(span) if span else None for span in (found.sub, found.sup))
        nuclei = [token.text + "'" * found.primes, token.text] if found.primes else [token.text]
        for nucleus in nuclei:
            primes = 0 if nucleus != token.text else found.primes
            for use_sub, use_sup in ((sub, sup), (sub, None), (None, sup), (None, None)):
                entry = self.lookup(name_key(nucleus, use_sub, use_sup))
                if entry is not None and entry.kind != "foreign":
                    left = Scripts(
                        primes,
                        None if use_sub else found.sub,
                        None if use_sup else found.sup,
                        found.end,
                    )
                    return entry, left
        return None, found

    def _value(self, token: Token, entry: Entry, found: Scripts) -> Node:
        at = token.at
        if entry.kind == "kronecker":
            items = self.indices(found.sub, Identity(rank=2), at) if found.sub else ()
            if len(items) != 2:
                self.refuse("the Kronecker delta takes two indices", at)
            return Indicator(Compare(("=",), items, at=at), at=at)
        node = {
            "value": lambda: Value(entry.name, at=at, rank=entry.rank),
            "dimension": lambda: Dimension(entry.name, at=at),
            "bound": lambda: Bound(entry.name, at=at),
            "outcome": lambda: Index(
                Value(self.scope.entries[token.text].name, at=at, rank=1),
                (Bound(entry.name, at=at),),
                at=at,
            ),
            "defined": lambda: Defined(entry.name, at=at, rank=entry.rank),
            "result": lambda: Result(entry.place, at=at, rank=entry.rank),
            "identity": lambda: Identity(at=at, rank=2),
            "loss": lambda: Loss(at=at),
        }[entry.kind]()
        if isinstance(node, Result):
            return self._result(node, found, token)
        if self.is_outcome_read(node):
            return self._outcome_read(node)
        return self.scripted(node, found, at)

    def is_outcome_read(self, node: Node) -> bool:
        """Whether this is p(x): a distribution at an outcome that is bound here."""
        if node.rank != 1 or self.token.text != "(" or self.ahead().kind != "symbol":
            return False
        entry = self.bound.get(self.ahead().text)
        return entry is not None and self.ahead(2).text == ")"

    def _outcome_read(self, node: Node) -> Node:
        entry = self.bound[self.ahead().text]
        outcome = Bound(entry.name, at=self.ahead().at)
        self.place += 3
        self.loose = None
        return self.with_scripts(Index(node, (outcome,), at=node.at))

    def _result(self, node: Result, found: Scripts, token: Token) -> Node:
        if self.free is None:
            self.refuse(f"'{token.text}' is what this formula defines: it cannot use it", token.at)
        if self.token.text == "(" and self.token.kind == "mark":
            if found.sub or found.sup:
                self.refuse("indices of the left side stand after its arguments", token.at)
            arguments = self.arguments()
            if not all(isinstance(argument, Value) for argument in arguments):
                self.refuse("the left side takes the plain parameters as arguments", token.at)
            trailing = self.scripts(self.place)
            self.place = trailing.end
            return self.scripted(node, trailing, token.at)
        return self.scripted(node, found, token.at)

    def _unnamed(self, token: Token, found: Scripts) -> Node:
        """A built-in function, a constant, an indicator; else it is unknown."""
        if token.text in ELEMENTWISE or token.text in MATRIX:
            self.place += 1
            return self.builtin(token)
        if token.text in _INDICATORS:
            self.place += 1
            return self.indicator(token)
        if token.text in CONSTANTS and not found.sub:
            self.scripts_only(self.place + 1, "superscript")
            self.place = found.end
            node = Number(CONSTANTS[token.text], at=token.at)
            self.loose = None
            return self.scripted(node, Scripts(0, None, found.sup, found.end), token.at)
        self._refuse_unknown(token, found)

    def _refuse_unknown(self, token: Token, found: Scripts) -> NoReturn:
        shown = name_key(token.text, *(self.text(span) if span else None for span in
                                       (found.sub, found.sup))).replace(" ", "")  # fmt: skip
        foreign = self.lookup(token.text) or self.lookup(
            name_key(token.text, self.text(found.sub) if found.sub else None)
        )
        name = self.scope.contract.name
        if foreign is not None:
            self.refuse(
                f"'{shown}' stands for {foreign.name}, which {name} does not have: declare what it"
                f' is here with names="{token.text}: parameter"',
                token.at,
            )
        advice = f'; if the code returns it, say result="{shown}"' if self.free is not None else ""
        self.refuse(
            f"the symbol '{shown}' is not known: it is neither in the notation nor a parameter"
            f" of {name} (known here: {self.scope.known()}){advice}",
            token.at,
        )
