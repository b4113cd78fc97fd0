"""Failed trials go in, a sentence about the kind or the shape of the result comes out, or none."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from scripts.exercises.trial import Trial, is_numeric, matches
from scripts.exercises.values import leaves

_REDUCTIONS = (("summed", np.sum), ("averaged", np.mean))


def shape_rules() -> Sequence[Callable[[list[Trial]], str | None]]:
    """The rules, in the order in which to ask them."""
    return _number_of_results, _kind_of_result, _transposed, _kept_axis, _not_reduced, _shape


def _number_of_results(failed: list[Trial]) -> str | None:
    expected, actual = failed[0].expected, failed[0].actual
    if isinstance(expected, tuple):
        if not isinstance(actual, tuple | list):
            return f"{len(expected)} results are to be returned, separated by commas; yours is one."
        if len(actual) != len(expected):
            return f"{len(expected)} results are to be returned; yours are {len(actual)}."
        if all(matches(trial.actual[::-1], trial.expected, trial.absolute) for trial in failed):
            return "The results are right, in reverse order."
    elif isinstance(actual, tuple):
        return f"One result is to be returned; yours are {len(actual)}."
    return None


def _kind_of_result(failed: list[Trial]) -> str | None:
    expected, actual = failed[0].expected, failed[0].actual
    if isinstance(expected, tuple | list):
        return None
    if isinstance(actual, list):
        return "Your function returns a list: make an array of it, with np.array."
    if callable(actual):
        return "Your function returns a function: does it lack the brackets of a call?"
    if not is_numeric(actual):
        found = np.asarray(actual).dtype if isinstance(actual, np.ndarray) else type(actual).__name__
        return f"Real numbers are to be returned; yours are of the type {found}."
    if np.asarray(actual).dtype == bool and np.asarray(expected).dtype != bool:
        return "Your function returns True and False where numbers belong: np.where makes numbers."
    return None


def _one_array_each(failed: list[Trial]) -> list[tuple[np.ndarray, np.ndarray, Trial]]:
    """Actual and expected, where both are a single array of numbers and the shapes differ."""
    found = []
    for trial in failed:
        single = not isinstance(trial.expected, tuple | list) and is_numeric(trial.actual)
        if single and np.shape(trial.actual) != np.shape(trial.expected):
            found.append((np.asarray(trial.actual), np.asarray(trial.expected), trial))
    return found


def _same(actual: Any, trial: Trial) -> bool:
    return matches(actual, trial.expected, trial.absolute)


def _transposed(failed: list[Trial]) -> str | None:
    found = _one_array_each(failed)
    if found and all(_same(actual.T, trial) for actual, _, trial in found):
        return "The result is transposed: its rows and columns have changed places."
    return None


def _kept_axis(failed: list[Trial]) -> str | None:
    found = _one_array_each(failed)
    if not found or not all(
        actual.size == expected.size and _same(actual.reshape(expected.shape), trial)
        for actual, expected, trial in found
    ):
        return None
    actual, expected, _ = found[0]
    more = actual.ndim > expected.ndim
    return (
        f"The numbers are right, the shape is not: {actual.shape} instead of {expected.shape}. "
        + ("An axis of length 1 is left." if more else "An axis is missing: keepdims=True keeps it.")
    )


def _not_reduced(failed: list[Trial]) -> str | None:
    """One step is missing at the end: a sum or a mean over one axis or all."""
    found = _one_array_each(failed)
    for word, reduce in _REDUCTIONS:
        for axis, where in ((None, ""), (0, " over the rows"), (-1, " along each row")):
            if found and all(
                actual.ndim > expected.ndim and _same(reduce(actual, axis=axis), trial)
                for actual, expected, trial in found
            ):
                return f"One step is missing at the end: the result is still to be {word}{where}."
    return None


def _shape(failed: list[Trial]) -> str | None:
    """The first result of another shape than it is to have."""
    if not is_numeric(failed[0].actual):
        return None
    actual, expected = list(leaves(failed[0].actual)), list(leaves(failed[0].expected))
    for number, (given, wanted) in enumerate(zip(actual, expected, strict=False), 1):
        if given.shape != wanted.shape:
            which = "The result" if len(expected) == 1 else f"Result {number}"
            return f"{which} is to be {_described(wanted)}; yours is {_described(given)}."
    return None


def _described(array: np.ndarray) -> str:
    return f"an array of the shape {array.shape}" if array.ndim else "a single number"
