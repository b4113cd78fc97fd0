"""Functions and numbers in, slopes of nested functions out: by exact fractions or many decimals."""

import math
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import numpy as np

from tests.oracles import derivatives
from tests.oracles._entrywise import entrywise


def chain_rule(f: Callable, g: Callable, x: np.ndarray) -> np.ndarray:
    return _slope(f, g(x)) * _slope(g, x)


def chain_rule_three(f: Callable, g: Callable, h: Callable, x: np.ndarray) -> np.ndarray:
    product = _slope(h, x)
    for function, inner in ((g, h(x)), (f, g(h(x)))):
        product = product * _slope(function, inner)
    return product


def nested_difference(f: Callable, g: Callable, x: np.ndarray, a: float = 6e-6) -> np.ndarray:
    return derivatives.derivative(lambda point: f(g(point)), x, a)


def _slope(f: Callable, x: np.ndarray) -> np.ndarray:
    return derivatives.derivative(f, x)


@entrywise
def bell(x):
    return (-Decimal(x) * Decimal(x)).exp()


@entrywise
def bell_grad(x):
    if math.isinf(x):
        return 0.0
    return -2 * Decimal(x) * (-Decimal(x) * Decimal(x)).exp()


@entrywise
def neuron(x, w, b):
    return _sigmoid(Decimal(w) * Decimal(x) + Decimal(b))


@entrywise
def neuron_grad(x, w, b):
    return Decimal(w) * _sigmoid_slope(Decimal(w) * Decimal(x) + Decimal(b))


def neuron_error(w: np.ndarray, x: float, b: float, y: float) -> np.ndarray:
    return entrywise(partial(_error, x=x, b=b, y=y))(w)


def neuron_error_grad(w: np.ndarray, x: float, b: float, y: float) -> np.ndarray:
    return entrywise(partial(_error_slope, x=x, b=b, y=y))(w)


def _error(w, x, b, y):
    return (_sigmoid(Decimal(w) * Decimal(x) + Decimal(b)) - Decimal(y)) ** 2


def _error_slope(w, x, b, y):
    u = Decimal(w) * Decimal(x) + Decimal(b)
    # The square multiplied out, and each of its three terms differentiated.
    return Decimal(x) * _sigmoid_slope(u) * 2 * _sigmoid(u) - Decimal(
        x
    ) * _sigmoid_slope(u) * 2 * Decimal(y)


def sigmoid_slopes(x: np.ndarray) -> tuple[np.ndarray, ...]:
    if np.any(np.abs(x) > 300):
        raise ValueError("too far out")
    return tuple(
        entrywise(step)(x)
        for step in (
            lambda number: -1.0,
            lambda number: (-Decimal(number)).exp(),
            lambda number: 1.0,
            lambda number: -_sigmoid(Decimal(number)) ** 2,
        )
    )


def narrow_network_slope(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    numbers = np.asarray(x, dtype=float)
    slopes = np.empty(numbers.shape)
    for index in np.ndindex(numbers.shape):
        value, slope = float(numbers[index]), 1.0
        for weight, bias in zip(w, b, strict=True):
            inner = float(weight) * value + float(bias)
            value = math.tanh(inner)
            # The slope of tanh as one over a square, which does not overflow here.
            slope *= float(weight) * (0.0 if abs(inner) > 350 else 1.0 / math.cosh(inner) ** 2)
        slopes[index] = slope
    return slopes


@entrywise
def mish(x):
    if x == -math.inf:
        return 0.0
    return Decimal(x) * _mish_gate(x)


@entrywise
def mish_grad(x):
    if abs(x) > 1000.0:
        return 1.0 if x > 0.0 else 0.0
    growth = Decimal(x).exp()
    square = (1 + growth) ** 2
    # The gate is (square - 1) / (square + 1); the quotient rule.
    slope = 2 * (1 + growth) * growth * 2 / (square + 1) ** 2
    return _mish_gate(x) + Decimal(x) * slope


def _mish_gate(x):
    if x > 1000.0:
        return Decimal(1)
    square = (1 + Decimal(x).exp()) ** 2
    return (square - 1) / (square + 1)


def _sigmoid(u):
    return 1 / (1 + (-u).exp())


def _sigmoid_slope(u):
    # Symmetric, and written without an exponential that could grow beyond all decimals.
    decay = (-abs(u)).exp()
    return decay / (1 + decay) ** 2
