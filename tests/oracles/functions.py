"""Numbers in, elementary functions out: by cases, or in decimals of 420 digits, one by one."""

import math
from decimal import Decimal, getcontext
from functools import cache

from tests.oracles._entrywise import entrywise


@entrywise
def square(x):
    return Decimal(x) * Decimal(x)


@entrywise
def square_grad(x):
    if math.isinf(x):
        return x
    # The central difference of a parabola is exact, whatever the step.
    return ((Decimal(x) + 1) ** 2 - (Decimal(x) - 1) ** 2) / 2


@entrywise
def absolute(x):
    return math.copysign(x, 1.0)


@entrywise
def absolute_grad(x):
    return _by_sign(x, -1.0, 0.0, 1.0)


@entrywise
def step(x):
    return _by_sign(x, 0.0, 1.0, 1.0)


@entrywise
def step_grad(x):
    return _by_sign(x, 0.0, 0.0, 0.0)


@entrywise
def sign(x):
    return _by_sign(x, -1.0, 0.0, 1.0)


@entrywise
def sign_grad(x):
    return _by_sign(x, 0.0, 0.0, 0.0)


@entrywise
def exp(x):
    return Decimal(x).exp()


@entrywise
def exp_grad(x):
    return Decimal(x).exp()


@entrywise
def log(x):
    return _positive(x).ln()


@entrywise
def log_grad(x):
    return 1 / _positive(x)


@entrywise
def normal_cdf(x):
    return distribution(x)


@entrywise
def normal_cdf_grad(x):
    return density(x)


def density(x: float) -> Decimal:
    """The standard normal density."""
    return (-Decimal(x) * Decimal(x) / 2).exp() / (2 * pi()).sqrt()


def distribution(x: float) -> Decimal:
    """The standard normal distribution by its series 1/2 + φ(x) (x + x³/3 + x⁵/15 + …)."""
    if abs(x) > 40.0:
        return Decimal(x > 0.0)
    term = total = Decimal(x)
    odd = 1
    while abs(term) > Decimal(10) ** -getcontext().prec:
        odd += 2
        term *= Decimal(x) * Decimal(x) / odd
        total += term
    return Decimal(1) / 2 + density(x) * total


def _by_sign(x: float, left: float, middle: float, right: float) -> float:
    if x < 0.0:
        return left
    if x > 0.0:
        return right
    return middle


def _positive(x: float) -> Decimal:
    if x <= 0.0:
        raise ValueError("no logarithm")
    return Decimal(x)


@cache
def pi() -> Decimal:
    """π by Machin's formula."""
    return 4 * (4 * _arctangent_of_reciprocal(5) - _arctangent_of_reciprocal(239))


def _arctangent_of_reciprocal(n: int) -> Decimal:
    power = total = 1 / Decimal(n)
    odd = 1
    while total + power / odd != total:
        power /= -n * n
        odd += 2
        total += power / odd
    return total
