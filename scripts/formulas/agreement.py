"""The rows of a formula and its scope in; agreement with the code at every draw, or where not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Any

import numpy as np

from scripts.formulas.batch import Batch
from scripts.formulas.compare import EXACT, FLOOR, NUMERICAL, difference, largest
from scripts.formulas.contract import ANY
from scripts.formulas.draw import draws
from scripts.formulas.evaluate import Evaluator
from scripts.formulas.findings import Disagreement, Report, Tally
from scripts.formulas.forward import numerical_sides
from scripts.formulas.parse import Row
from scripts.formulas.problems import IllTyped, Refused, Undefined, Unsettled
from scripts.formulas.reductions import letter_range
from scripts.formulas.scope import Scope
from scripts.formulas.sizes import letters as size_letters
from scripts.formulas.tree import Bound, Call, Derivative, Index, Node
from scripts.formulas.usage import (
    check_content,
    check_definitions,
    compared_operands,
    is_numerical,
    kept_defaults,
    landmarks,
    used_parameters,
)

DRAWS = 20


def compare_all(rows: Sequence[Row], scope: Scope, seed: str) -> Report:
    """Compare every side of every row with the code, at every draw.

    Raises
    ------
    Disagreement
        The one that is the easiest to follow: the smallest input, then the largest error.
    Refused
        If the comparison says nothing: a parameter without shape, a derivative that
        hardly ever settles, a formula without a value.
    """
    check_content(rows, scope)
    comparison = _Comparison(rows, scope)
    marks = partial(landmarks, compared_operands(rows), scope)
    found = []
    for arguments in draws(scope.contract, seed, DRAWS, marks):
        try:
            comparison.at(arguments)
        except Disagreement as disagreement:
            found.append(disagreement)
    if found:
        raise min(found, key=lambda one: (one.size, -one.error))
    comparison.conclude()
    check_definitions(rows)
    return comparison.report


class _Comparison:
    """One formula against one function."""

    def __init__(self, rows: Sequence[Row], scope: Scope) -> None:
        self.rows, self.scope, self.contract = rows, scope, scope.contract
        self.definitions = {row.defines: row for row in rows if row.defines}
        self.whole = replace(scope, batch=Batch())
        sides = [side for row in rows for side in row.sides]
        self.slopes = {
            place: slope for place, slope in numerical_sides(scope).items() if slope not in sides
        }
        self.used = used_parameters([*sides, *self.slopes.values()], scope)
        self.defaults = kept_defaults(rows, self.used, scope)
        self.report = Report()
        self.numerical: dict[int, bool] = {}
        for name in self.used:
            parameter = self.contract.parameter(name)
            if parameter.lacks:
                raise Refused(parameter.lacks)
            if (parameter.shape or ())[:1] == ANY and scope.batch.axes[:1] != ANY:
                raise Refused(
                    f"parameter {name} has any shape, but the result has not: give it a shape"
                )

    def at(self, arguments: dict[str, Any]) -> None:
        """Compare at one draw."""
        kept = {name: value for name, value in arguments.items() if name not in self.defaults}
        sizes = self._sizes(kept)
        results = self._code(kept)
        whole = Evaluator(self.whole, kept, sizes, (), {})
        for place, side in self.slopes.items():
            if isinstance(side, Derivative):
                self._slope(side, whole, results[place])
        for position in self.scope.batch.positions(list(self.contract.parameters), kept):
            evaluator = Evaluator(self.scope, kept, sizes, position, self.definitions)
            for side in self.slopes.values():
                if isinstance(side, Call):
                    shape = self.contract.returns[0].shape
                    self._slope(
                        side, evaluator, self.scope.batch.slice(results[0], shape, position)
                    )
            for row in self.rows:
                self._row(row, evaluator, results, position)

    def _slope(self, side: Node, evaluator: Evaluator, code: Any) -> None:
        what = f"{self.contract.name} is not the derivative of {self.scope.forward.name}"
        self._compare(side, evaluator, code, self._inputs(evaluator), what, 0)

    def _sizes(self, arguments: Mapping[str, Any]) -> dict[str, int]:
        sizes: dict[str, int] = {}
        for parameter in self.contract.parameters:
            if (
                parameter.name not in arguments
                or not parameter.inner
                or callable(arguments[parameter.name])
            ):
                continue
            shape = np.shape(arguments[parameter.name])
            for text, length in zip(reversed(parameter.inner), reversed(shape), strict=False):
                if size_letters(text) == (text,):
                    sizes[text] = length
        return sizes

    def _code(self, arguments: Mapping[str, Any]) -> list[Any]:
        """What the function returns, each value an array or a number."""
        copies = {
            name: value.copy() if isinstance(value, np.ndarray) else value
            for name, value in arguments.items()
        }
        try:
            returned = self.contract.function(**copies)
        except Exception as error:
            what = f"{self.contract.name} raises {type(error).__name__}: {error}"
            raise Disagreement(what, arguments, "not compared", "an error", np.inf) from None
        several = len(self.contract.returns) > 1
        values = list(returned) if several else [returned]
        if len(values) != len(self.contract.returns):
            raise Refused(f"{self.contract.name} returns {len(values)} values, its docstring"
                          f" names {len(self.contract.returns)}")  # fmt: skip
        return [
            np.asarray(value, dtype=float)
            + (self.scope.options.base if entry.domain.is_index else 0)
            for value, entry in zip(values, self.contract.returns, strict=True)
        ]

    def _row(self, row: Row, evaluator: Evaluator, results: list, position: tuple) -> None:
        inputs = self._inputs(evaluator)
        if row.place is None:
            for side in row.sides[1:]:
                what = "two sides of a row differ"
                value = evaluator.defined(row.defines)
                self._tabulated(row, side, evaluator, value, inputs, what)
            return
        shape = self.contract.returns[row.place].shape
        code = self.scope.batch.slice(results[row.place], shape, position)
        what = f"the formula contradicts {self.contract.name}"
        with_letters = list(self._assignments(row, evaluator, code))
        for letters, place in with_letters:
            evaluator.letters = dict(letters)
            shown_too = {**inputs, **letters}
            expected = code[place] if place else code
            for side in row.sides:
                self._compare(side, evaluator, expected, shown_too, what, side.at)
        evaluator.letters = {}

    def _inputs(self, evaluator: Evaluator) -> dict[str, Any]:
        names = (parameter.name for parameter in self.contract.parameters)
        return {
            self._label(name): evaluator.argument(name)
            for name in names
            if name in evaluator.arguments
        }

    def _label(self, name: str) -> str:
        """A parameter's name, with advice if the formula leaves an optional one out."""
        if name in self.used or not self.contract.parameter(name).optional:
            return name
        return f'{name} (not in the formula; defaults="{name}" keeps its default)'

    def _assignments(
        self, row: Row, evaluator: Evaluator, code: Any
    ) -> Iterator[tuple[dict[str, int], tuple]]:
        """Values of the free letters, each with the entry of the result that it names."""
        base = evaluator.base
        if row.result is not None and isinstance(row.result, Index):
            items = row.result.items
            ranges = [
                [base + place for place in range(np.shape(code)[axis])]
                for axis, item in enumerate(items)
                if isinstance(item, Bound)
            ]
            for values in product(*ranges):
                letters = dict(zip(row.free, values, strict=True))
                evaluator.letters = letters
                yield letters, tuple(int(evaluator.value(item)) - base for item in items)
            return
        ranges = [self._range(evaluator, letter, row) for letter in row.free]
        for values in product(*ranges):
            yield (
                dict(zip(row.free, values, strict=True)),
                tuple(value - base for value in values),
            )

    def _range(self, evaluator: Evaluator, letter: str, row: Row) -> list[int]:
        try:
            return letter_range(evaluator, letter, row.sides, row.at)
        except IllTyped as problem:
            inputs = self._inputs(evaluator)
            raise Disagreement(
                str(problem), inputs, "no value", "a value", np.inf, row.at
            ) from None

    def _tabulated(
        self, row: Row, side: Node, evaluator: Evaluator, value: Any, inputs: dict, what: str
    ) -> None:
        """Compare another side of a definition with the first."""
        base = evaluator.base
        ranges = [[base + place for place in range(length)]
                  for length in np.shape(value)[: len(row.free)]]  # fmt: skip
        for values in product(*ranges):
            evaluator.letters = dict(zip(row.free, values, strict=True))
            expected = value[tuple(one - base for one in values)] if values else value
            self._compare(side, evaluator, expected, inputs, what, side.at)
        evaluator.letters = {}

    def _compare(
        self, side: Node, evaluator: Evaluator, code: Any, inputs: Mapping[str, Any],
        what: str, at: int,
    ) -> None:  # fmt: skip
        if id(side) not in self.numerical:
            self.numerical[id(side)] = is_numerical(side, self.definitions)
        tolerance = NUMERICAL if self.numerical[id(side)] else EXACT
        tally = self.report.tallies.setdefault(id(side), Tally())
        tally.seen += 1
        try:
            value = evaluator.value(side)
        except Unsettled:
            return
        except IllTyped as problem:
            raise Disagreement(f"{what}: {problem}", inputs, "no value", code, np.inf, at) from None
        except (Undefined, ValueError, ArithmeticError) as problem:
            value, what = np.nan * np.asarray(code), f"{what}: {problem}"
        error = difference(value, code)
        if np.isnan(error):
            return
        tally.settled += 1
        self.report.tolerance = max(self.report.tolerance, tolerance)
        self.report.error = max(self.report.error, error)
        self.report.largest = max(self.report.largest, largest(code))
        if error > tolerance:
            raise Disagreement(what, inputs, value, code, error, at, tolerance)

    def conclude(self) -> None:
        """Refuse if a side was hardly ever compared, or only where everything is tiny."""
        if 0 < self.report.largest < FLOOR:
            raise Refused(
                f"no value exceeds {self.report.largest:.1e}: too small to be compared;"
                " narrow the domains in the docstring"
            )
        for tally in self.report.tallies.values():
            # Whole numbers among the draws often hit a kink, where nothing settles.
            if 3 * tally.settled < tally.seen:
                raise Refused(
                    "a derivative, a limit or a value of the formula exists at only"
                    f" {tally.settled} of {tally.seen} inputs: too few to prove anything"
                )
