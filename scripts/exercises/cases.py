"""A snippet's function goes in, the inputs that an answer is tried on come out, simple ones first.

The inputs keep the contract that the docstring states. The reader sees the first one that
fails, so the list begins with short numbers, and goes on to what an answer may well get
wrong: sizes of one, ties, tiny and large entries, defaults, whole numbers, extremes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from scripts.exercises.values import Function, Seeded
from scripts.formulas.contract import Contract, Parameter
from scripts.formulas.domain import Domain
from scripts.formulas.draw import draws
from scripts.verify.names import is_entrywise

_SHORT = 10
_ALL = 20  # the last draw has all sizes one
_LARGE = 1000.0
# Beyond these, exponentials overflow, vanish, or cannot be told from 1.
_EXTREMES = np.array([-1e4, -745.5, -100.0, -38.0, -1e-16, 0.0, 1e-16, 38.0, 100.0, 745.5, 1e4])
_WHOLE = np.array([-3, -1, 0, 1, 2])

# What stands for "a function": readable, and all different in value, slope and bend.
_ELEMENTWISE = (
    "lambda t: t ** 2",
    "lambda t: 3 * t - 1",
    "np.sin",
    "lambda t: t ** 3 - 2 * t",
    "np.tanh",
    "lambda t: 0.5 * np.cos(2 * t) + t",
)
_OF_ARRAYS = (
    "lambda x: np.sum(np.arange(1, x.size + 1) * x.ravel() ** 2)",
    "lambda x: np.sum(np.sin(x)) + x.flat[0] * x.flat[-1]",
    "lambda x: np.sum(np.arange(x.size) * x.ravel()) - 1",
)


@dataclass(frozen=True)
class Case:
    """One input: arguments by name, and of which kind it is."""

    kind: str
    arguments: dict[str, Any]


def cases(contract: Contract) -> Iterator[Case]:
    """Yield the inputs for one snippet.

    Raises
    ------
    ContractError
        If the docstring lacks what is needed.
    """
    drawn = [
        _readable(contract, number, arguments)
        for number, arguments in enumerate(draws(contract, f"exercise {contract.name}", _ALL))
    ]
    short = sorted(drawn[:_SHORT], key=lambda arguments: _at_an_end(contract, arguments))
    yield from (Case("short", _shortened(contract, arguments)) for arguments in short)
    optional = {parameter.name for parameter in contract.parameters if parameter.optional}
    if optional & drawn[0].keys():
        given = _shortened(contract, short[0])
        yield Case("defaults", {key: given[key] for key in given if key not in optional})
    yield from (Case("drawn", arguments) for arguments in drawn[_SHORT:])
    yield from _special(contract, short[0])


def _at_an_end(contract: Contract, arguments: dict[str, Any]) -> bool:
    """Whether a hyperparameter has a value that may switch something off, such as a slope of 0."""
    numbers = [name for name, value in arguments.items() if isinstance(value, float)]
    domains = {name: contract.parameter(name).domain for name in numbers}
    return any(arguments[name] in (domains[name].low, domains[name].high) for name in numbers)


def _readable(contract: Contract, number: int, arguments: dict[str, Any]) -> dict[str, Any]:
    """The same draw in the order of the signature, with functions that can be written down."""
    found = {}
    given = [parameter for parameter in contract.parameters if parameter.name in arguments]
    for place, parameter in enumerate(given):
        name, value = parameter.name, arguments[parameter.name]
        if parameter.kind == "callable":
            known = _OF_ARRAYS if parameter.takes else _ELEMENTWISE
            value = Function(known[(number + place) % len(known)])
        elif parameter.kind == "generator":
            value = Seeded(number)
        found[name] = value
    return found


def _shortened(contract: Contract, arguments: dict[str, Any]) -> dict[str, Any]:
    """The same draw in few digits, as far as the contract allows."""
    return {name: _short(contract.parameter(name), value) for name, value in arguments.items()}


def _short(parameter: Parameter, value: Any) -> Any:
    domain = parameter.domain
    if domain.structure in ("rows sum to 1", "sums to 1"):
        return _short_weights(value, domain)
    if not isinstance(value, float) and getattr(value, "dtype", None) != np.float64:
        return value
    for digits in (1, 2, 3):
        rounded = np.round(value, digits) + 0.0  # no negative zero
        if np.all(domain.contains(rounded)):
            return rounded if isinstance(value, np.ndarray) else float(rounded)
    return value


def _short_weights(weights: np.ndarray, domain: Domain) -> np.ndarray:
    """Distributions in hundredths: the largest weight takes what rounding leaves."""
    rounded = np.round(weights, 2)
    rows = rounded.reshape(-1, rounded.shape[-1])
    largest = rows.argmax(axis=-1)
    rows[np.arange(len(rows)), largest] += 1.0 - rows.sum(axis=-1)
    rounded = np.round(rounded, 2)
    return rounded if np.array_equal(rounded > 0, weights > 0) else weights


def _special(contract: Contract, arguments: dict[str, Any]) -> Iterator[Case]:
    """Whole numbers and extremes, where the contract has room for them."""
    if is_entrywise(contract):
        first = contract.parameters[0]
        for kind, values in (("whole", _WHOLE), ("extreme", _EXTREMES)):
            within = values[first.domain.contains(values)]
            if within.size:
                yield Case(kind, arguments | {first.name: within})
        return
    free = [
        parameter.name
        for parameter in contract.parameters
        if parameter.kind == "array" and parameter.domain == Domain() and parameter.name in arguments
    ]
    if free and not any(parameter.kind == "callable" for parameter in contract.parameters):
        yield Case("extreme", arguments | {name: _LARGE * arguments[name] for name in free})
