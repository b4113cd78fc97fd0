"""Predictions or scores and targets in, losses and gradients out: one number at a time, in decimals.

Each loss is written as the probability that it stands for, and its logarithm is taken with
420 digits, so that no form needs to be safe. Gradients come from the rules for one example.
"""

import math
from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext
from statistics import NormalDist

import numpy as np

from tests.oracles._entrywise import _CONTEXT, entrywise


def _pairs(prediction: np.ndarray, y: np.ndarray) -> Iterator[tuple[float, float]]:
    return zip(np.ravel(prediction).tolist(), np.ravel(y).tolist(), strict=True)


def _mean(term: Callable[[float, float], float], prediction: np.ndarray, y: np.ndarray) -> float:
    with localcontext(_CONTEXT):
        terms = [float(term(*pair)) for pair in _pairs(prediction, y)]
    return math.fsum(terms) / len(terms)


def _slopes(slope: Callable[[float, float], float], prediction: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The slope of each term, divided by how many there are."""
    with localcontext(_CONTEXT):
        slopes = [float(slope(*pair)) / np.size(y) for pair in _pairs(prediction, y)]
    return np.array(slopes).reshape(np.shape(prediction))


def _sigmoid(z: float) -> Decimal:
    return 1 / (1 + (-Decimal(z)).exp())


def mse(prediction, y):
    return _mean(lambda a, b: (a - b) * (a - b), prediction, y)


def mse_grad(prediction, y):
    return _slopes(lambda a, b: 2 * a - 2 * b, prediction, y)


def mae(prediction, y):
    return _mean(lambda a, b: max(a, b) - min(a, b), prediction, y)


def mae_grad(prediction, y):
    return _slopes(lambda a, b: (a > b) - (a < b), prediction, y)


def huber(prediction, y, delta=1.0):
    def term(a, b):
        size = abs(a - b)
        return size**2 / 2 if size <= delta else delta**2 / 2 + delta * (size - delta)

    return _mean(term, prediction, y)


def huber_grad(prediction, y, delta=1.0):
    def slope(a, b):
        if abs(a - b) <= delta:
            return a - b
        return delta if a > b else -delta

    return _slopes(slope, prediction, y)


def binary_cross_entropy(z, y):
    def term(score, target):
        yes = _sigmoid(score)
        return -Decimal(target) * yes.ln() - (1 - Decimal(target)) * (1 - yes).ln()

    return _mean(term, z, y)


def binary_cross_entropy_grad(z, y):
    """Both terms apart: the slope of the logarithm times the slope of the sigmoid."""

    def slope(score, target):
        yes = _sigmoid(score)
        bend = yes * (1 - yes)
        return -Decimal(target) / yes * bend + (1 - Decimal(target)) / (1 - yes) * bend

    return _slopes(slope, z, y)


def sigmoid_mse(z, y):
    return _mean(lambda score, target: (_sigmoid(score) - Decimal(target)) ** 2, z, y)


def sigmoid_mse_grad(z, y):
    def slope(score, target):
        yes = _sigmoid(score)
        return 2 * (yes - Decimal(target)) * yes * (1 - yes)

    return _slopes(slope, z, y)


def _probabilities(row: np.ndarray) -> list[Decimal]:
    exponentials = [Decimal(float(score)).exp() for score in row]
    return [one / sum(exponentials) for one in exponentials]


def softmax_cross_entropy(Z, y):
    with localcontext(_CONTEXT):
        surprises = [-_probabilities(row)[int(true)].ln() for row, true in zip(Z, y, strict=True)]
        return float(sum(surprises) / len(surprises))


def softmax_cross_entropy_grad(Z, y):
    """By the Jacobian of softmax: minus the slope of the true probability over that probability."""
    gradient = np.empty(np.shape(Z))
    with localcontext(_CONTEXT):
        for i, (row, true) in enumerate(zip(Z, y, strict=True)):
            p = _probabilities(row)
            for j in range(len(p)):
                slope = p[int(true)] * ((1 if j == true else 0) - p[j])
                gradient[i, j] = float(-slope / p[int(true)]) / len(Z)
    return gradient


def hinge(z, y):
    return _mean(lambda score, label: 1 - label * score if label * score < 1 else 0.0, z, y)


def hinge_grad(z, y):
    return _slopes(lambda score, label: -label if label * score < 1 else 0.0, z, y)


def gaussian_nll(prediction, y, s):
    """From the standard normal density, where that is no zero; else from its exponent."""

    def term(a, b):
        standard = (b - a) / s
        if abs(standard) < 30:
            return -math.log(NormalDist().pdf(standard) / s)
        return standard * standard / 2 + math.log(s) + math.log(2 * math.pi) / 2

    return _mean(term, prediction, y)


def _laplace_surprise(x: float, mu: float, spread: float) -> Decimal:
    """From the density, unless not even a decimal can hold it."""
    distance = abs(Decimal(x) - Decimal(mu)) / Decimal(spread)
    if distance > 1e6:
        return distance + (2 * Decimal(spread)).ln()
    return -((-distance).exp() / (2 * Decimal(spread))).ln()


laplace_log = entrywise(lambda x, mu=0.0, spread=1.0: -_laplace_surprise(x, mu, spread))


def laplace_nll(prediction, y, spread):
    return _mean(lambda a, b: _laplace_surprise(b, a, spread), prediction, y)


def pinball(prediction, y, p):
    return _mean(lambda a, b: p * (b - a) if b > a else (1 - p) * (a - b), prediction, y)


def poisson_loss(z, y):
    """The negative logarithm of the probability, and log(y!) taken out again."""

    def term(score, count):
        rate = math.exp(score)
        log_probability = count * math.log(rate) - rate - math.lgamma(count + 1)
        return -log_probability - math.lgamma(count + 1)

    return _mean(term, z, y)


def log_cosh(prediction, y):
    def term(a, b):
        error = Decimal(a) - Decimal(b)
        return ((error.exp() + (-error).exp()) / 2).ln()

    return _mean(term, prediction, y)
