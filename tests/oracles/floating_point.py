"""Numbers in; what a computer keeps of them, and exact sums and logarithms, out.

Counted in fractions and decimals, which do not round, or which round at 420 digits.
"""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np

from tests.oracles._entrywise import entrywise


def decompose(x):
    """By doubling and halving, until what is left lies between 1 and 2."""
    pairs = [_halved(Fraction(float(number))) for number in x]
    return (np.array([float(significand) for significand, _ in pairs]),
            np.array([exponent for _, exponent in pairs]))


def gap(x, bits=53):
    return np.array([float(_gap(number, bits)) for number in x])


def keep_bits(x, bits=24):
    """The nearest whole count of gaps."""
    values = []
    for number in x:
        count = Fraction(float(number)) / _gap(number, bits)
        below = math.floor(count)
        values.append(float((below + (count - below >= Fraction(1, 2))) * _gap(number, bits)))
    return np.array(values)


def compensated_sum(x):
    return math.fsum(float(value) for value in x)


@entrywise
def log_sigmoid(x):
    if x < -2000.0:
        return x
    return (1 / (1 + Decimal(-x).exp())).ln()


@entrywise
def log1mexp(x):
    if x <= 0:
        raise ValueError("not positive")
    return (1 - Decimal(-x).exp()).ln()


def safe_norm(x):
    return math.hypot(*(float(entry) for entry in x))


def _halved(number):
    if number == 0:
        raise ValueError("0 has no exponent")
    exponent = 0
    while abs(number) >= 2:
        number, exponent = number / 2, exponent + 1
    while abs(number) < 1:
        number, exponent = number * 2, exponent - 1
    return number, exponent


def _gap(number, bits):
    return Fraction(2) ** (_halved(Fraction(float(number)))[1] + 1 - bits)
