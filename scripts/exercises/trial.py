"""A reader's function and a case go in, what happened comes out: the result, or the exception."""

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOBase
from typing import Any

import numpy as np

from scripts.exercises.values import decoded, leaves

RELATIVE = 1e-6
_PRINTED = 2000  # characters of output that are kept


@dataclass
class Trial:
    """One call of the reader's function.

    Attributes
    ----------
    kind : str
        Of the case: see `scripts.exercises.cases`.
    arguments : dict
        By name, as they were before the call.
    defaults : dict
        What the parameters are for which no argument was given.
    expected, actual : Any
        What the tested snippet gives, and what the reader's function gave.
    absolute : float
        The error that rounding may cause.
    error : BaseException or None
        What the call raised.
    changed : list of str
        The arguments that the call has changed.
    printed : str
        What the call printed.
    """

    kind: str
    arguments: dict[str, Any]
    defaults: dict[str, Any]
    expected: Any
    absolute: float
    actual: Any = None
    error: BaseException | None = None
    changed: list[str] = field(default_factory=list)
    printed: str = ""

    @property
    def inputs(self) -> dict[str, Any]:
        """What each parameter was."""
        return {**self.defaults, **self.arguments}

    @property
    def passed(self) -> bool:
        fine = self.error is None and not self.changed
        return fine and matches(self.actual, self.expected, self.absolute)

    @property
    def pairs(self) -> list[tuple[np.ndarray, np.ndarray]] | None:
        """Actual and expected arrays, if they are numbers of the same shapes."""
        if not is_numeric(self.actual) or not is_numeric(self.expected):
            return None
        actual, expected = list(leaves(self.actual)), list(leaves(self.expected))
        if [each.shape for each in actual] != [each.shape for each in expected]:
            return None
        floats = (map(np.ndarray.astype, side, [float] * len(side)) for side in (actual, expected))
        return list(zip(*floats, strict=True))

    @property
    def finite(self) -> bool:
        """Whether nothing infinite or undefined came out."""
        return bool(self.pairs) and all(np.all(np.isfinite(actual)) for actual, _ in self.pairs)

    def wrong(self, actual: np.ndarray, expected: np.ndarray) -> np.ndarray:
        """Which entries differ."""
        return ~_close(actual, expected, self.absolute)


def tried(function: Callable, case: dict, defaults: dict) -> Trial:
    """Call the function on a case, as the stage has written it."""
    trial = Trial(
        case["kind"],
        {name: decoded(value) for name, value in case["arguments"].items()},
        {name: decoded(value) for name, value in defaults.items()},
        decoded(case["expected"]),
        case["absolute"],
    )
    given = {name: decoded(value) for name, value in case["arguments"].items()}
    with kept_output() as output:
        try:
            trial.actual = function(**given)
        except BaseException as error:
            trial.error = error
    trial.printed = output.text
    trial.changed = [
        name
        for name, value in trial.arguments.items()
        if isinstance(value, np.ndarray) and not np.array_equal(value, given[name], equal_nan=True)
    ]
    return trial


def matches(actual: Any, expected: Any, absolute: float) -> bool:
    """Whether a result is the expected one, rounding aside."""
    if isinstance(expected, tuple | list):
        return (
            isinstance(actual, tuple | list)
            and len(actual) == len(expected)
            and all(matches(*pair, absolute) for pair in zip(actual, expected, strict=True))
        )
    if not is_numeric(actual) or isinstance(actual, tuple | list):
        return False
    actual, expected = np.asarray(actual), np.asarray(expected)
    if actual.dtype == bool and expected.dtype != bool:
        return False
    same_shape = actual.shape == expected.shape
    return same_shape and bool(np.all(_close(actual.astype(float), expected.astype(float), absolute)))


def is_numeric(value: Any) -> bool:
    """Whether a result is made of real numbers or truth values."""
    try:
        return all(leaf.dtype.kind in "biuf" for leaf in leaves(value))
    except ValueError:  # rows of different lengths
        return False


def _close(actual: np.ndarray, expected: np.ndarray, absolute: float) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.isclose(actual, expected, rtol=RELATIVE, atol=absolute, equal_nan=True)


@contextmanager
def kept_output() -> Iterator["Kept"]:
    """Let a reader's code print where only the beginning is kept, and warn nobody."""
    kept = Kept()
    outer = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = kept
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield kept
    finally:
        sys.stdout, sys.stderr = outer


class Kept(TextIOBase):
    """Output of which the beginning is kept."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        if len(self.text) < _PRINTED:
            self.text += text[: _PRINTED - len(self.text)]
        return len(text)
