"""Functions and numbers in, what comes out of nested functions: one number after the other."""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import numpy as np

from tests.oracles._entrywise import entrywise


def compose(f: Callable, g: Callable, x: np.ndarray) -> np.ndarray:
    return _one_by_one(x, [g, f])


def compose_three(f: Callable, g: Callable, h: Callable, x: np.ndarray) -> np.ndarray:
    return _one_by_one(x, [h, g, f])


def iterate(f: Callable, x: np.ndarray, steps: int = 3) -> np.ndarray:
    # By recursion, on the whole array: a difference in the last digit would grow with the steps.
    if steps < 0:
        raise ValueError("a negative number of steps")
    return x if steps == 0 else f(iterate(f, x, steps - 1))


@entrywise
def decrement(x):
    return Decimal(x) - 1


@entrywise
def negate(x):
    return math.copysign(x, -math.copysign(1.0, x))


@entrywise
def affine(x, w, b):
    return Decimal(x) * Decimal(w) + Decimal(b)


@entrywise
def affine_grad(x, w, b):
    # A line has the same secant everywhere.
    return (Decimal(w) + Decimal(b)) - Decimal(b)


@entrywise
def affine_twice(x, w_1, b_1, w_2, b_2):
    slope = Decimal(w_2) * Decimal(w_1)
    return slope * Decimal(x) + Decimal(w_2) * Decimal(b_1) + Decimal(b_2)


def affine_iterated(w: float, b: float, steps: int) -> tuple[float, float]:
    if steps < 1:
        raise ValueError("no step")
    weight, bias = Fraction(w), Fraction(b)
    return float(weight**steps), float(bias * sum(weight**step for step in range(steps)))


def inside(f: Callable, x: np.ndarray, w: float, b: float) -> np.ndarray:
    return _one_by_one(x, [lambda number: w * number, lambda number: number + b, f])


def outside(f: Callable, x: np.ndarray, w: float, b: float) -> np.ndarray:
    return _one_by_one(x, [f, lambda number: w * number, lambda number: number + b])


def sigmoid_steps(x: np.ndarray) -> tuple[np.ndarray, ...]:
    return _negative(x), _exponential(x), _denominator(x), _quotient(x)


@entrywise
def _negative(x):
    return -x


@entrywise
def _exponential(x):
    return (-Decimal(x)).exp()


@entrywise
def _denominator(x):
    return 1 + (-Decimal(x)).exp()


@entrywise
def _quotient(x):
    return 1 / (1 + (-Decimal(x)).exp())


def logit(p: np.ndarray) -> np.ndarray:
    return _log_odds(p)


@entrywise
def _log_odds(p):
    if p <= 0.0 or p >= 1.0:
        raise ValueError("no sigmoid gives this number")
    return Decimal(p).ln() - (1 - Decimal(p)).ln()


def logit_grad(p: np.ndarray) -> np.ndarray:
    return _log_odds_slope(p)


@entrywise
def _log_odds_slope(p):
    if p <= 0.0 or p >= 1.0:
        raise ValueError("no sigmoid gives this number")
    # The slope of log p, and that of -log(1 - p).
    return 1 / Decimal(p) + 1 / (1 - Decimal(p))


@entrywise
def hard_swish(x):
    if x <= -3.0:
        return 0.0
    return x if x >= 3.0 else Decimal(x) * (Decimal(x) + 3) / 6


def narrow_network(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    numbers = np.asarray(x, dtype=float)
    values = np.empty(numbers.shape)
    for index in np.ndindex(numbers.shape):
        value = float(numbers[index])
        for neuron in range(len(w)):
            value = math.tanh(float(w[neuron]) * value + float(b[neuron]))
        values[index] = value
    return values


@entrywise
def tent(x):
    if x < 0.0 or x > 1.0:
        raise ValueError("outside of the interval")
    return 2 * Decimal(x) if x <= 0.5 else 2 - 2 * Decimal(x)


def _one_by_one(x: np.ndarray, functions: list[Callable]) -> np.ndarray:
    numbers = np.asarray(x, dtype=float)
    values = np.empty(numbers.shape)
    for index in np.ndindex(numbers.shape):
        value = float(numbers[index])
        for function in functions:
            value = float(function(value))
        values[index] = value
    return values
