"""Matrices in, products, gradients and Jacobians out: entry by entry, in loops."""

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np


def matmul(X: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Every dot product of a row with a column."""
    return _table(len(X), W.shape[1],
                  lambda i, j: math.fsum(X[i, r] * W[r, j] for r in range(len(W))))


def matmul_backward(
    G: np.ndarray, X: np.ndarray, W: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Every entry of the product hands its gradient to the entries that made it."""
    x_grad, w_grad = np.zeros(X.shape), np.zeros(W.shape)
    for i in range(len(X)):
        for j in range(W.shape[1]):
            for r in range(len(W)):
                x_grad[i, r] += G[i, j] * W[r, j]
                w_grad[r, j] += G[i, j] * X[i, r]
    return x_grad, w_grad


def sigmoid_sum(X: np.ndarray, W: np.ndarray) -> float:
    """The sum over all entries."""
    return math.fsum(_sigmoid(z) for z in matmul(X, W).ravel())


def sigmoid_sum_gradients(X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Slopes of the sigmoids, handed on."""
    Z = matmul(X, W)
    return matmul_backward(_table(*Z.shape, lambda i, j: _slope(Z[i, j])), X, W)


def jacobian(f: Callable, x: np.ndarray, a: float = 6e-6) -> np.ndarray:
    """Rise over run for each input, divided as exact fractions; for an f that gives a number."""
    slopes = []
    for place in range(len(x)):
        right, left = x.copy(), x.copy()
        right[place] += a
        left[place] -= a
        rise = Fraction(float(f(right))) - Fraction(float(f(left)))
        slopes.append(float(rise / (2 * Fraction(a))))
    return np.array(slopes)


def layer(x: np.ndarray, W: np.ndarray) -> np.ndarray:
    """One sigmoid of a weighted sum for each output."""
    return np.array([_sigmoid(z) for z in _sums(x, W)])


def layer_jacobian(x: np.ndarray, W: np.ndarray) -> np.ndarray:
    """The slope of each output times each of its weights."""
    slopes = [_slope(z) for z in _sums(x, W)]
    return _table(W.shape[1], len(W), lambda i, j: slopes[i] * W[j, i])


def layer_vjp(v: np.ndarray, x: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Down each column of the Jacobian."""
    J = layer_jacobian(x, W)
    return np.array([math.fsum(v[i] * J[i, j] for i in range(len(v))) for j in range(len(x))])


def layer_jvp(u: np.ndarray, x: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Along each row of the Jacobian."""
    J = layer_jacobian(x, W)
    return np.array([math.fsum(J[i, j] * u[j] for j in range(len(u))) for i in range(len(J))])


def transposed_matmul(X: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Every dot product of a row with a row."""
    return _table(len(X), len(W),
                  lambda i, j: math.fsum(X[i, r] * W[j, r] for r in range(X.shape[1])))


def transposed_matmul_backward(
    G: np.ndarray, X: np.ndarray, W: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Every entry of the product hands its gradient to the two rows that made it."""
    x_grad, w_grad = np.zeros(X.shape), np.zeros(W.shape)
    for i in range(len(X)):
        for j in range(len(W)):
            for r in range(X.shape[1]):
                x_grad[i, r] += G[i, j] * W[j, r]
                w_grad[j, r] += G[i, j] * X[i, r]
    return x_grad, w_grad


def quadratic_form(x: np.ndarray, A: np.ndarray) -> float:
    """Every product of two entries, weighted."""
    places = range(len(x))
    return math.fsum(A[i, j] * x[i] * x[j] for i in places for j in places)


def quadratic_form_grad(x: np.ndarray, A: np.ndarray) -> np.ndarray:
    """Each entry meets its row and its column."""
    places = range(len(x))
    return np.array([math.fsum((A[i, j] + A[j, i]) * x[j] for j in places) for i in places])


def _sums(x: np.ndarray, W: np.ndarray) -> list[float]:
    return [math.fsum(x[r] * W[r, i] for r in range(len(x))) for i in range(W.shape[1])]


def _sigmoid(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-z)) if z > -700.0 else math.exp(z)


def _slope(z: float) -> float:
    return _sigmoid(z) * _sigmoid(-z)


def _table(rows: int, columns: int, entry: Callable[[int, int], float]) -> np.ndarray:
    return np.array([[entry(i, j) for j in range(columns)] for i in range(rows)])
