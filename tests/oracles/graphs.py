"""Values and gradients of small graphs: number by number, in closed form."""

import math
from collections.abc import Callable
from decimal import Decimal

import numpy as np

from tests.oracles import linear_algebra
from tests.oracles._entrywise import entrywise


def _each(function: Callable) -> Callable:
    """A function of numbers that gives one or several, applied to arrays of one shape."""

    def loop(**arrays: np.ndarray) -> np.ndarray | tuple[np.ndarray, ...]:
        given = [np.asarray(array, float) for array in arrays.values()]
        shape = given[0].shape
        values = [function(*(float(array[place]) for array in given))
                  for place in np.ndindex(shape)]
        if isinstance(values[0], tuple):
            return tuple(np.reshape(column, shape) for column in zip(*values, strict=True))
        return np.reshape(values, shape)

    return loop


add = _each(lambda x_1, x_2: math.fsum((x_1, x_2)))
add_backward = _each(lambda G, x_1, x_2: (G, G))
multiply = _each(lambda x_1, x_2: math.prod((x_1, x_2)))
multiply_backward = _each(lambda G, x_1, x_2: (G * x_2, G * x_1))
divide = _each(lambda x_1, x_2: x_1 * x_2**-1)
divide_backward = _each(lambda G, x_1, x_2: (G * x_2**-1, -G * x_1 * x_2**-2))
maximum = _each(lambda x_1, x_2: max(x_1, x_2))


@_each
def maximum_backward(G, x_1, x_2):
    """All of it to the larger, or half to each."""
    if x_1 == x_2:
        return G / 2, G / 2
    return (G, 0.0) if x_1 > x_2 else (0.0, G)


@_each
def squared_error(w, x, b, y):
    """Multiplied out around the exact error."""
    return float(_error(w, x, b, y) ** 2)


@_each
def squared_error_backward(G, w, x, b, y):
    """Each derivative of the square by itself."""
    twice = 2 * Decimal(G) * _error(w, x, b, y)
    return float(twice * Decimal(x)), float(twice * Decimal(w)), float(twice), float(-twice)


def _error(w, x, b, y):
    return Decimal(w) * Decimal(x) + Decimal(b) - Decimal(y)


@entrywise
def gated(x):
    """The number over one plus an exponential."""
    if x == -math.inf:
        return 0.0
    return Decimal(x) / (1 + (-Decimal(x)).exp())


@entrywise
def gated_grad(x):
    """The quotient rule."""
    if abs(x) > 2000.0:
        return 1.0 if x > 0.0 else 0.0
    decay = (-Decimal(x)).exp()
    return (1 + decay + Decimal(x) * decay) / (1 + decay) ** 2


@entrywise
def nested_cubic(x):
    """The polynomial."""
    if math.isinf(x):
        return x
    return Decimal(x) + Decimal(x) ** 2 + Decimal(x) ** 3


@entrywise
def nested_cubic_grad(x):
    """The derivative of the polynomial."""
    if math.isinf(x):
        return math.inf
    return 1 + 2 * Decimal(x) + 3 * Decimal(x) ** 2


def layer_mean(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> float:
    """The sum of the sigmoids over their number."""
    Z = linear_algebra.linear(X, W, b)
    return math.fsum(_sigmoid(z) for z in Z.ravel()) / (len(X) * len(b))


def layer_mean_gradients(
    X: np.ndarray, W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each sigmoid hands its share of the mean to all that made it."""
    Z = linear_algebra.linear(X, W, b)
    by_X, by_W, by_b = (np.zeros(array.shape) for array in (X, W, b))
    for i, j in np.ndindex(Z.shape):
        share = _sigmoid(Z[i, j]) * _sigmoid(-Z[i, j]) / Z.size
        by_b[j] += share
        for place in range(len(W)):
            by_X[i, place] += share * W[place, j]
            by_W[place, j] += share * X[i, place]
    return by_X, by_W, by_b


def _sigmoid(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-z)) if z > -700.0 else math.exp(z)
