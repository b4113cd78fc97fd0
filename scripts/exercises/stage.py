"""Draw the cases of an exercise: takes a snippet's name, gives inputs and the snippet's results.

The tested snippet itself says what is right. Its own module is then checked like a
reader's answer, so that no exercise is published that its solution does not pass.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from scripts.errors import PageError
from scripts.exercises.cases import Case, cases
from scripts.exercises.check import check
from scripts.exercises.values import decoded, encoded, leaves
from scripts.formulas.contract import Contract, ContractError, contract_of
from scripts.sources import read, snippet
from scripts.verify.names import function_of, is_entrywise

_ABSOLUTE = 1e-9
_ASIDE = ("whole", "extreme")


def compute(payload: dict) -> dict:
    """The cases of one exercise.

    Parameters
    ----------
    payload : dict
        `name`, `module.symbol` of the snippet; `page` and `line`, for errors.

    Returns
    -------
    dict
        See `exercise_of`.

    Raises
    ------
    PageError
        If the contract is not enough to draw from, or the snippet fails its own check.
    """
    name = payload["name"]
    try:
        exercise = exercise_of(name, function_of(name))
    except (ContractError, TypeError) as error:
        raise PageError(f"no exercise can be made of {name}: {error}",
                        payload["page"], payload["line"]) from None  # fmt: skip
    verdict = check(exercise, read(snippet(name).path).text, {})
    if not verdict["passed"]:
        raise PageError(
            f"{name} does not pass its own exercise: {verdict['message']} {verdict.get('input', '')}",
            payload["page"], payload["line"],
        )  # fmt: skip
    return exercise


def exercise_of(name: str, function: Callable) -> dict:
    """The cases that answers are tried on.

    Parameters
    ----------
    name : str
        `module.symbol`: the answer has to define the symbol.
    function : callable
        What is right, with a numpydoc docstring.

    Returns
    -------
    dict
        `name`; `parameters`, their names; `defaults` of those that have one; `cases`: each
        with its `kind`, its `arguments` and the `expected` result as `values.encoded` has
        them, and the `absolute` error that rounding may cause.
    """
    contract = contract_of(function)
    tried = [_case(contract, case) for case in cases(contract)]
    return {
        "name": name,
        "parameters": [parameter.name for parameter in contract.parameters],
        "defaults": {
            parameter.name: encoded(parameter.default)
            for parameter in contract.parameters
            if parameter.optional
        },
        "cases": [case for case in tried if case],
    }


def _case(contract: Contract, case: Case) -> dict | None:
    """A case with what the snippet gives for it; None if it asks for more than a snippet promises."""
    arguments = {name: encoded(value) for name, value in case.arguments.items()}
    try:
        with np.errstate(all="ignore"):
            expected = contract.function(**{key: decoded(arguments[key]) for key in arguments})
    except Exception:
        if case.kind in _ASIDE:
            return None
        raise
    if case.kind in _ASIDE and any(np.any(np.isnan(entries)) for entries in _entries(expected)):
        return None
    return {
        "kind": case.kind,
        "arguments": arguments,
        "expected": encoded(expected),
        "absolute": _ABSOLUTE * (1.0 if is_entrywise(contract) else _size(expected)),
    }


def _size(value: Any) -> float:
    """The largest entry of a result: sums round in proportion to what is added."""
    return max(
        float(np.max(np.abs(entries[np.isfinite(entries)]), initial=1.0)) for entries in _entries(value)
    )


def _entries(value: Any) -> list[np.ndarray]:
    return [np.asarray(leaf, float) for leaf in leaves(value)]
