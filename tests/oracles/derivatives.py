"""A function and points in, difference quotients out: as exact fractions, point by point."""

from collections.abc import Callable
from fractions import Fraction

import numpy as np


def derivative(f: Callable, x: np.ndarray, a: float = 6e-6) -> np.ndarray:
    """Rise over run between a to the left and a to the right."""
    return _slopes(f, x, a, -1)


def forward_difference(f: Callable, x: np.ndarray, a: float = 1.5e-8) -> np.ndarray:
    """Rise over run between the point and a to the right."""
    return _slopes(f, x, a, 0)


def backward_difference(f: Callable, x: np.ndarray, a: float = 1.5e-8) -> np.ndarray:
    """Rise over run between a to the left and the point."""
    return _slopes(f, x, a, -1, 0)


def _slopes(f: Callable, x: np.ndarray, a: float, left: int, right: int = 1) -> np.ndarray:
    points = np.asarray(x, dtype=float)
    slopes = np.empty(points.shape)
    for index in np.ndindex(points.shape):
        point = float(points[index])
        rise = Fraction(float(f(point + right * a))) - Fraction(float(f(point + left * a)))
        slopes[index] = float(rise / (Fraction(a) * (right - left)))
    return slopes
