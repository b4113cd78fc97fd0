"""A function and points in, numerical estimates of its slope at these points out.

The points may be a number or an array of any shape. NaN gives NaN; at an infinite
point the difference has no value and NumPy warns of it.
"""

from collections.abc import Callable

import numpy as np


def derivative(
    f: Callable[[np.ndarray], np.ndarray], x: np.ndarray, a: float = 6e-6
) -> np.ndarray:
    """Estimate the slope of f at x by a step of a to both sides.

    Parameters
    ----------
    f : callable, elementwise, smooth
    x : ndarray, any shape
    a : float, positive, default 6e-6
        The step. The default is about the cube root of the float64 precision 2.2e-16,
        where the error of the method, of order a**2, meets that of rounding, 2.2e-16 / a.

    Returns
    -------
    ndarray, same shape as x
        Where f has a kink: the mean of its two slopes.

    Raises
    ------
    ValueError
        If a is not positive and finite.
    """
    if not 0.0 < a < np.inf:
        raise ValueError(f"the step a must be positive and finite, got {a}")
    return (f(x + a) - f(x - a)) / (2.0 * a)


def forward_difference(
    f: Callable[[np.ndarray], np.ndarray], x: np.ndarray, a: float = 1.5e-8
) -> np.ndarray:
    """Estimate the slope of f at x by a step of a to the right.

    Parameters
    ----------
    f : callable, elementwise, smooth
    x : ndarray, any shape
    a : float, positive, default 1.5e-8
        The step. The default is about the square root of the float64 precision 2.2e-16,
        where the error of the method, of order a, meets that of rounding, 2.2e-16 / a.

    Returns
    -------
    ndarray, same shape as x
        Where f has a kink: its slope on the right.

    Raises
    ------
    ValueError
        If a is not positive and finite.
    """
    if not 0.0 < a < np.inf:
        raise ValueError(f"the step a must be positive and finite, got {a}")
    return (f(x + a) - f(x)) / a


def backward_difference(
    f: Callable[[np.ndarray], np.ndarray], x: np.ndarray, a: float = 1.5e-8
) -> np.ndarray:
    """Estimate the slope of f at x by a step of a to the left.

    Parameters
    ----------
    f : callable, elementwise, smooth
    x : ndarray, any shape
    a : float, positive, default 1.5e-8
        The step. The default is about the square root of the float64 precision 2.2e-16,
        where the error of the method, of order a, meets that of rounding, 2.2e-16 / a.

    Returns
    -------
    ndarray, same shape as x
        Where f has a kink: its slope on the left.

    Raises
    ------
    ValueError
        If a is not positive and finite.
    """
    if not 0.0 < a < np.inf:
        raise ValueError(f"the step a must be positive and finite, got {a}")
    return (f(x) - f(x - a)) / a
