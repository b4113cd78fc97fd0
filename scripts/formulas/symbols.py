"""A symbol in, what it stands for out: a value with indices, or a call of a function."""

from dataclasses import replace

from scripts.formulas.builtins import CONSTANTS, ELEMENTWISE, MATRIX, MATRIX_RANK, POWERABLE
from scripts.formulas.contract import ANY, Contract, contract_of
from scripts.formulas.names import Scripts, name_key
from scripts.formulas.expressions import Expressions
from scripts.formulas.scope import Entry, function_of
from scripts.formulas.tokens import Token
from scripts.formulas.tree import (
    Apply,
    Bound,
    Call,
    Compare,
    Defined,
    Derivative,
    Dimension,
    Function,
    Identity,
    Index,
    Indicator,
    Loss,
    Node,
    Number,
    Power,
    Result,
    Value,
)

_ARGUMENTS = (",", ";", "|", r"\|")
_INDICATORS = (r"\mathbb{1}", r"\mathbf{1}", r"\mathbb{I}", r"\mathrm{1}")
_EXTREME_WORDS = (
    r"\operatorname{argmax}", r"\operatorname{argmin}", r"\operatorname{max}",
    r"\operatorname{min}",
)  # fmt: skip


class Symbols(Expressions):
    """Looks symbols up, the longest name first."""

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
            self.refuse(f"a prime stands on functions only, and '{token.text}' is a value", token.at)
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
                Value(token.text, at=at, rank=1), (Bound(entry.name, at=at),), at=at
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
            self.place = found.end
            node = Number(CONSTANTS[token.text], at=token.at)
            self.loose = None
            return self.scripted(node, Scripts(0, None, found.sup, found.end), token.at)
        self._refuse_unknown(token, found)

    def _refuse_unknown(self, token: Token, found: Scripts) -> None:
        shown = name_key(token.text, *(self.text(span) if span else None for span in
                                       (found.sub, found.sup))).replace(" ", "")  # fmt: skip
        foreign = self.lookup(token.text) or self.lookup(
            name_key(token.text, self.text(found.sub) if found.sub else None)
        )
        name = self.scope.contract.name
        if foreign is not None:
            self.refuse(
                f"'{shown}' stands for {foreign.name}, which {name} does not have: declare what it"
                f" is here with names=\"{token.text}: parameter\"",
                token.at,
            )
        self.refuse(
            f"the symbol '{shown}' is not known: it is neither in the notation nor a parameter"
            f" of {name} (known here: {self.scope.known()})",
            token.at,
        )

    # --- calls ---------------------------------------------------------------

    def builtin(self, token: Token) -> Node:
        """A built-in function with its argument: in brackets, or one factor."""
        name, power = token.text, None
        found = self.scripts(self.place)
        if found.primes and (found.primes > 2 or name in MATRIX):
            self.refuse("only first and second derivatives of functions of a number are computed")
        if found.sub:
            name = f"{token.text}_{self.text(found.sub)}" if name == r"\log" else name
            name = r"\log_{10}" if name == r"\log_1 0" else name
            if name not in ELEMENTWISE or name == token.text:
                self.refuse(f"a subscript on '{token.text}' is not known", token.at)
        if found.sup:
            if token.text not in POWERABLE or self.text(found.sup) == "- 1":
                self.refuse(
                    f"a power of '{token.text}' is unclear: put brackets around the value",
                    self.tokens[found.sup[0]].at,
                )
            power = self.read(found.sup)
        self.place = found.end
        argument, loose = self._builtin_argument(token)
        if name in MATRIX:
            if (name, argument.rank) not in MATRIX_RANK:
                self.refuse(f"'{name}' does not take an array of this rank", token.at)
            node = Apply(name, (argument,), at=token.at, rank=MATRIX_RANK[name, argument.rank])
        else:
            rank, row = argument.rank, argument.row
            node = Apply(name, (argument,), found.primes, at=token.at, rank=rank, row=row)
        if power is not None:
            node = Power(node, power, at=token.at, rank=node.rank)
        elif not loose:
            node = self.with_scripts(node)
        self.loose = loose
        return node

    def _builtin_argument(self, token: Token) -> tuple[Node, str | None]:
        if self.token.kind in ("mark", "command") and self.token.text in ("(", "[", r"\{"):
            opening = self.next().text
            closing = {"(": ")", "[": "]"}.get(opening, r"\}")
            return self._bracketed(closing), None
        if not self.starts_factor():
            self.refuse(f"'{token.text}' needs an argument")
        argument = self.factor()
        loose = f"it is unclear how far '{token.text}' reaches: put its argument in parentheses"
        return argument, loose

    def call(self, function: Function, found: Scripts, token: Token) -> Node:
        """A call of a snippet or of a callable parameter."""
        if found.sup:
            advice = "the inverse function" if self.text(found.sup) == "- 1" else "a power"
            self.refuse(
                f"a superscript on the function '{token.text}' is unclear ({advice}?):"
                " write the power around the value",
                self.tokens[found.sup[0]].at,
            )
        if found.sub:
            self.refuse(f"'{token.text}' is a function and takes no index", token.at)
        if self.token.text != "(" or self.token.kind != "mark":
            self.refuse(f"'{token.text}' is a function: write its arguments in parentheses")
        node = self.called(function, self.arguments(), found.primes, token.at)
        self.loose = None
        return self.with_scripts(node)

    def arguments(self) -> list[Node]:
        """Expressions between parentheses."""
        self.next()
        found = []
        with self.bars_as(separators=True):
            while True:
                found.append(self.expression())
                if not self.accept(*_ARGUMENTS):
                    break
        self.expect(")", "after the arguments")
        self.loose = None
        return found

    def composition(self, opening: Token) -> Node | None:
        """(f \\circ g)(x), read as f(g(x)); None if this bracket is an ordinary one."""
        if opening.text != "(" or self.ahead().text != r"\circ":
            return None
        functions = [self._function_here()]
        while self.accept(r"\circ"):
            functions.append(self._function_here())
        self.expect(")", "to close the composition")
        found = self.scripts(self.place)
        if found.sub or found.sup:
            self.refuse("only a prime can stand on a composition")
        self.place = found.end
        if self.token.text != "(":
            self.refuse("a composition needs its argument in parentheses")
        given = self.arguments()
        node = given
        for function in reversed(functions):
            node = [replace(self.called(function, node, 0, opening.at), composed=True)]
        if not found.primes:
            return self.with_scripts(node[0])
        if not isinstance(given[0], Value | Bound) or given[0].rank:
            self.refuse("differentiate a composition by a plain variable", opening.at)
        return self.with_scripts(Derivative(node[0], given[0], found.primes, at=opening.at))

    def _function_here(self) -> Function:
        entry = self.lookup(self.token.text)
        if entry is None or entry.kind != "function":
            self.refuse(f"'{self.token.text}' is not a function, and '\\circ' composes functions")
        self.next()
        return function_of(entry, self.scope)

    def called(self, function: Function, given: list[Node], order: int, at: int) -> Node:
        """The call node, once the arguments fit the contract of the function."""
        if function.call is None:
            return self._called_callable(function, given, order, at)
        contract = contract_of(function.call)
        is_bound = function.call is self.scope.contract.function
        if is_bound and not order and self._are_own(given, contract) and self.free is not None:
            shape = contract.returns[0].shape or ()
            rank = len(shape) - self.scope.batch.depth(shape)
            return Result(0, at=at, rank=rank)
        for value in (*contract.parameters[: len(given)], *contract.returns):
            if value.lacks:
                self.refuse(value.lacks, at)
        if len(contract.returns) != 1:
            self.refuse(f"{contract.name} returns several values and cannot be used here", at)
        if len(given) > len(contract.parameters):
            self.refuse(f"{contract.name} takes at most {len(contract.parameters)} arguments", at)
        rest = self._rest(contract, len(given), at)
        rank, lift = self._call_rank(contract, given, at)
        if order and (len(given) != 1 or contract.parameters[0].shape[:1] != ANY):
            self.refuse("a prime stands on functions of one number only", at)
        return Call(function, tuple(given), rest, lift, order, at=at, rank=rank)

    def _are_own(self, given: list[Node], contract: Contract) -> bool:
        names = [argument.name if isinstance(argument, Value) else None for argument in given]
        return names == [parameter.name for parameter in contract.parameters[: len(names)]]

    def _called_callable(self, function: Function, given: list[Node], order: int, at: int) -> Node:
        parameter = self.scope.contract.parameter(function.name)
        if len(given) != 1:
            self.refuse(f"'{function.name}' is a function of one argument", at)
        if parameter.takes is not None:
            if order or given[0].rank != len(parameter.takes):
                self.refuse(f"'{function.name}' takes an array of rank {len(parameter.takes)}", at)
            return Call(function, tuple(given), order=order, at=at)
        return Call(function, tuple(given), order=order, at=at, rank=given[0].rank)

    def _rest(self, contract: Contract, count: int, at: int) -> tuple[str, ...]:
        """The hyperparameters that the call leaves out and that go by the same name."""
        own = {
            parameter.name
            for parameter in self.scope.contract.parameters
            if parameter.kind in ("float", "int", "callable")
        }
        rest = []
        for parameter in contract.parameters[count:]:
            if parameter.name in own:
                rest.append(parameter.name)
            elif not parameter.optional:
                symbol = next(token.text for token in self.tokens if token.at == at)
                self.refuse(
                    f"'{symbol}' needs more arguments: {contract.name} also takes"
                    f" {parameter.name}",
                    at,
                )
        return tuple(rest)

    def _call_rank(self, contract: Contract, given: list[Node], at: int) -> tuple[int, bool]:
        """Rank of the value, and whether the call describes one row of the contract's batch."""
        result = contract.returns[0].shape
        lead = 0
        lifts = set()
        for argument, parameter in zip(given, contract.parameters, strict=False):
            extra = argument.rank - len(parameter.inner)
            if parameter.shape[:1] == ANY:
                lead = max(lead, extra)
            else:
                lifts.add(extra)
        if lead < 0 or not lifts <= {0, -1} or len(lifts) > 1:
            self.refuse(f"the arguments do not fit the shapes that {contract.name} takes", at)
        if lifts == {-1}:
            leading = {parameter.shape[:1] for parameter in contract.parameters[: len(given)]}
            if leading != {result[:1]} or not result:
                self.refuse(f"the arguments do not fit the shapes that {contract.name} takes", at)
            return len(result) - 1, True
        is_led = result[:1] == ANY
        return (lead + len(result) - 1) if is_led else len(result), False
