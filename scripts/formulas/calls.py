"""A function symbol in, a call with its arguments out, once they fit the function's contract."""

from dataclasses import replace

from scripts.formulas.contract import ANY, Contract, contract_of
from scripts.formulas.expressions import Expressions
from scripts.formulas.names import Scripts
from scripts.formulas.scope import function_of
from scripts.formulas.standard import ELEMENTWISE, MATRIX, MATRIX_RANK, POWERABLE
from scripts.formulas.tokens import Token
from scripts.formulas.tree import (
    Apply,
    Bound,
    Call,
    Derivative,
    Function,
    Node,
    Power,
    Result,
    Value,
)

_ARGUMENTS = (",", ";", "|", r"\|")


class Calls(Expressions):
    """Reads the arguments of functions."""

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
                    f"'{symbol}' needs more arguments: {contract.name} also takes {parameter.name}",
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
