"""Rows of scores in, softmax and its relatives out: row by row, in decimals of 420 digits.

With so many digits and no limit of size, the textbook forms need no shift.
"""

import math
from collections.abc import Callable
from decimal import Decimal, localcontext
from functools import wraps

import numpy as np

from tests.oracles._entrywise import _CONTEXT


def rowwise(function: Callable[[list[float]], list]) -> Callable[[np.ndarray], np.ndarray]:
    """Apply a function of a list of numbers to each row in turn."""

    @wraps(function)
    def loop(z: np.ndarray) -> np.ndarray:
        scores = np.asarray(z, dtype=float)
        with localcontext(_CONTEXT):
            rows = [function([float(score) for score in row])
                    for row in scores.reshape(-1, scores.shape[-1])]
        values = np.array([[float(value) for value in row] for row in rows])
        return values.reshape(*scores.shape[:-1], len(rows[0]))

    return loop


def _exponentials(row: list[float]) -> list[Decimal]:
    return [Decimal(score).exp() for score in row]


@rowwise
def _logsumexp(row):
    if math.inf in row:
        return [math.inf]
    if all(score == -math.inf for score in row):
        return [-math.inf]
    return [sum(_exponentials(row)).ln()]


def logsumexp(z: np.ndarray) -> np.ndarray:
    """The logarithm of the sum of the exponentials."""
    return _logsumexp(z)[..., 0]


@rowwise
def softmax(row):
    exponentials = _exponentials(row)
    return [exponential / sum(exponentials) for exponential in exponentials]


@rowwise
def log_softmax(row):
    exponentials = _exponentials(row)
    # The quotient is divided first: the path differs from that of a difference of logarithms.
    return [(exponential / sum(exponentials)).ln() for exponential in exponentials]


def log_mean_exp(z: np.ndarray) -> np.ndarray:
    """The logarithm of the mean, divided before the logarithm is taken."""
    return _log_mean_exp(z)[..., 0]


@rowwise
def _log_mean_exp(row):
    if math.inf in row:
        return [math.inf]
    if all(score == -math.inf for score in row):
        return [-math.inf]
    return [(sum(_exponentials(row)) / len(row)).ln()]
