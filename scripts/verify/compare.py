"""Two values in, how far apart they are out: the largest relative error of all entries."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

EXACT = 1e-9
MEASURED = 1e-6
SMALL = 1e-3  # Below this size of the reference, the error is absolute, in units of it.


class Different(Exception):
    """Two values disagree; the message says where and how."""


def relative_error(value: Any, reference: Any) -> float:
    """The largest relative error of the entries of a value.

    Parameters
    ----------
    value, reference : array_like or str
        NaN equals NaN, and an infinity itself. A text equals nothing but itself.

    Returns
    -------
    float
        Infinite where one of the two is not finite and the other differs.

    Raises
    ------
    Different
        If the shapes differ, since nothing is broadcast, or a text does.
    """
    if isinstance(value, str) or isinstance(reference, str):
        if value != reference:
            raise Different(f"{value!r} instead of {reference!r}")
        return 0.0
    value, reference = np.asarray(value, float), np.asarray(reference, float)
    if value.shape != reference.shape:
        raise Different(f"shape {value.shape} instead of {reference.shape}")
    same = (value == reference) | (np.isnan(value) & np.isnan(reference))
    with np.errstate(all="ignore"):
        errors = np.abs(value - reference) / np.maximum(np.abs(reference), SMALL)
    errors = np.where(np.isfinite(errors), errors, np.inf)
    return float(np.max(np.where(same, 0.0, errors), initial=0.0))


def as_tuple(value: Any) -> tuple:
    """Several return values, or one; what lists and tuples nest, such as pairs of arrays, in a row."""
    nested = isinstance(value, list) and any(isinstance(item, tuple | np.ndarray) for item in value)
    if isinstance(value, tuple) or nested:
        return tuple(leaf for item in value for leaf in as_tuple(item))
    return (value,)


def written(arguments: Mapping[str, Any]) -> str:
    """Arguments as a reader can type them again, long arrays abridged."""
    return ", ".join(f"{name} = {_written(value)}" for name, value in arguments.items())


def written_values(values: Iterable[Any]) -> str:
    """Return values in the same form."""
    return ", ".join(_written(value) for value in values)


def _written(value: Any) -> str:
    if isinstance(value, np.ndarray | np.generic):
        value = np.asarray(value)
        return np.array2string(value, separator=", ", threshold=12, floatmode="unique")
    return repr(value)


def told(problem: Exception) -> str:
    """What went wrong in a check, in one line."""
    if isinstance(problem, Different):
        return str(problem)
    return f"the check fails with {type(problem).__name__}: {problem}"
