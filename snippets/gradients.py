"""A function of several inputs and a point in, its slopes at this point out.

The inputs are the entries of one array of shape (d,). Indices in code start at 0.
"""

from collections.abc import Callable

import numpy as np


def partial(
    f: Callable[[np.ndarray], float], x: np.ndarray, j: int, a: float = 6e-6
) -> float:
    """Estimate the slope of f along input j, by a step to both sides.

    Parameters
    ----------
    f : callable, smooth, takes shape (d,)
    x : ndarray, shape (d,)
    j : int, in 0..d-1
    a : float, positive, default 6e-6

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If x is not a vector, j is not from 0 to d - 1, or a is not positive and finite.
    """
    # A copy, to leave the caller's array alone; of floats, since integers
    # would round the step away.
    right, left = np.array(x, dtype=float), np.array(x, dtype=float)
    if right.ndim != 1 or not 0 <= j < len(right):
        raise ValueError(f"no input {j} in an array of shape {right.shape}")
    if not 0.0 < a < np.inf:
        raise ValueError(f"the step a must be positive and finite, got {a}")
    right[j] += a
    left[j] -= a
    return float((f(right) - f(left)) / (2.0 * a))


def gradient(
    f: Callable[[np.ndarray], float], x: np.ndarray, a: float = 6e-6
) -> np.ndarray:
    """Estimate all partial derivatives of f at x.

    Parameters
    ----------
    f : callable, smooth, takes shape (d,)
    x : ndarray, shape (d,)
    a : float, positive, default 6e-6

    Returns
    -------
    ndarray, shape (d,)

    Raises
    ------
    ValueError
        If x is not a vector, or a is not positive and finite.
    """
    if np.ndim(x) != 1:
        raise ValueError(f"x must have shape (d,), got {np.shape(x)}")
    return np.array([partial(f, x, j, a) for j in range(len(x))])


def directional_derivative(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    u: np.ndarray,
    a: float = 6e-6,
) -> float:
    """Estimate how fast f changes from x on, for each step of u.

    Parameters
    ----------
    f : callable, smooth, takes shape (d,)
    x : ndarray, shape (d,)
    u : ndarray, shape (d,)
        The direction. The result is a slope if its length is 1.
    a : float, positive, default 6e-6

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If x and u differ in shape, or a is not positive and finite.
    """
    x, u = np.asarray(x, dtype=float), np.asarray(u, dtype=float)
    if x.ndim != 1 or x.shape != u.shape:
        raise ValueError(f"x has shape {x.shape}, the direction {u.shape}")
    if not 0.0 < a < np.inf:
        raise ValueError(f"the step a must be positive and finite, got {a}")
    return float((f(x + a * u) - f(x - a * u)) / (2.0 * a))


def slope_at_angle(g: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """The slope in a direction, from a gradient in the plane.

    Parameters
    ----------
    g : ndarray, shape (2,)
        The gradient.
    angle : ndarray, any shape
        Of the direction, in radians, counterclockwise from the first axis.

    Returns
    -------
    ndarray, same shape as angle

    Raises
    ------
    ValueError
        If g does not have shape (2,).
    """
    if np.shape(g) != (2,):
        raise ValueError(f"g must have shape (2,), got {np.shape(g)}")
    return g[0] * np.cos(angle) + g[1] * np.sin(angle)


def tangent_plane(value: float, g: np.ndarray, delta: np.ndarray) -> float:
    """The height of the tangent plane beside the point where it touches.

    Parameters
    ----------
    value : float
        The height at the point where it touches.
    g : ndarray, shape (d,)
        The gradient there.
    delta : ndarray, shape (d,)
        How far each input has moved from that point.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If g and delta differ in shape.
    """
    g, delta = np.asarray(g, dtype=float), np.asarray(delta, dtype=float)
    if g.ndim != 1 or g.shape != delta.shape:
        raise ValueError(f"g has shape {g.shape}, delta {delta.shape}")
    return float(value + np.sum(g * delta))


def landscape(x: np.ndarray) -> float:
    """The height of a landscape with one hill and one hollow.

    Parameters
    ----------
    x : ndarray, shape (2,)

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If x does not have shape (2,).
    """
    if np.shape(x) != (2,):
        raise ValueError(f"x must have shape (2,), got {np.shape(x)}")
    return float(x[0] * np.exp(-0.5 * (x[0] ** 2 + x[1] ** 2)))


def landscape_grad(x: np.ndarray) -> np.ndarray:
    """The gradient of the landscape.

    Parameters
    ----------
    x : ndarray, shape (2,)

    Returns
    -------
    ndarray, shape (2,)

    Raises
    ------
    ValueError
        If x does not have shape (2,).
    """
    if np.shape(x) != (2,):
        raise ValueError(f"x must have shape (2,), got {np.shape(x)}")
    bell = np.exp(-0.5 * (x[0] ** 2 + x[1] ** 2))
    return np.array([(1.0 - x[0] ** 2) * bell, -x[0] * x[1] * bell])


def basin(x: np.ndarray, c_1: float = 1.0, c_2: float = 1.0) -> float:
    """A basin that bends along each input as strongly as you say.

    Parameters
    ----------
    x : ndarray, shape (2,)
    c_1 : float, in [-4, 4], default 1.0
        How strongly it bends along the first input; downward if negative.
    c_2 : float, in [-4, 4], default 1.0
        How strongly it bends along the second input.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If x does not have shape (2,).
    """
    if np.shape(x) != (2,):
        raise ValueError(f"x must have shape (2,), got {np.shape(x)}")
    return float(0.5 * (c_1 * x[0] ** 2 + c_2 * x[1] ** 2))


def basin_grad(
    x: np.ndarray, c_1: float = 1.0, c_2: float = 1.0
) -> np.ndarray:
    """The gradient of the basin.

    Parameters
    ----------
    x : ndarray, shape (2,)
    c_1 : float, in [-4, 4], default 1.0
        How strongly it bends along the first input; downward if negative.
    c_2 : float, in [-4, 4], default 1.0
        How strongly it bends along the second input.

    Returns
    -------
    ndarray, shape (2,)

    Raises
    ------
    ValueError
        If x does not have shape (2,).
    """
    if np.shape(x) != (2,):
        raise ValueError(f"x must have shape (2,), got {np.shape(x)}")
    return np.array([c_1 * x[0], c_2 * x[1]])


def hill(x: np.ndarray, c_1: float = 1.0, c_2: float = 1.0) -> float:
    """A hill of height 1: the exponential of minus the basin.

    Parameters
    ----------
    x : ndarray, shape (2,)
    c_1 : float, in [0.1, 2], default 1.0
        How steeply the hill falls along the first input.
    c_2 : float, in [0.1, 2], default 1.0
        How steeply the hill falls along the second input.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If x does not have shape (2,).
    """
    return float(np.exp(-basin(x, c_1, c_2)))


def hill_grad(
    x: np.ndarray, c_1: float = 1.0, c_2: float = 1.0
) -> np.ndarray:
    """The gradient of the hill.

    Parameters
    ----------
    x : ndarray, shape (2,)
    c_1 : float, in [0.1, 2], default 1.0
        How steeply the hill falls along the first input.
    c_2 : float, in [0.1, 2], default 1.0
        How steeply the hill falls along the second input.

    Returns
    -------
    ndarray, shape (2,)

    Raises
    ------
    ValueError
        If x does not have shape (2,).
    """
    # The chain rule: the exponential's slope outside, the basin's inside.
    return -hill(x, c_1, c_2) * basin_grad(x, c_1, c_2)


def product(x: np.ndarray) -> float:
    """The product of all inputs.

    Parameters
    ----------
    x : ndarray, shape (d,)

    Returns
    -------
    float
    """
    return float(np.prod(x))


def product_grad(x: np.ndarray) -> np.ndarray:
    """The gradient of the product of all inputs.

    Parameters
    ----------
    x : ndarray, shape (d,)

    Returns
    -------
    ndarray, shape (d,)

    Raises
    ------
    ValueError
        If x is not a vector.
    """
    if np.ndim(x) != 1:
        raise ValueError(f"x must have shape (d,), got {np.shape(x)}")
    # Dividing the whole product by x[j] would fail where x[j] is 0.
    others = np.where(np.eye(len(x), dtype=bool), 1.0, x)
    return np.prod(others, axis=1)


def line_error(theta: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    """The mean squared error of a straight line on data.

    Parameters
    ----------
    theta : ndarray, shape (2,)
        The height of the line at 0, and its slope.
    x : ndarray, shape (n,)
    y : ndarray, shape (n,)

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If theta does not have shape (2,), or x and y differ in shape.
    """
    fits = np.ndim(x) == 1 and np.shape(x) == np.shape(y)
    if np.shape(theta) != (2,) or not fits:
        shapes = f"{np.shape(theta)}, {np.shape(x)} and {np.shape(y)}"
        raise ValueError(f"need shapes (2,), (n,), (n,), got {shapes}")
    miss = theta[0] + theta[1] * np.asarray(x) - y
    return float(np.mean(miss**2))


def line_error_grad(
    theta: np.ndarray, x: np.ndarray, y: np.ndarray
) -> np.ndarray:
    """The gradient of the line's mean squared error, by theta.

    Parameters
    ----------
    theta : ndarray, shape (2,)
        The height of the line at 0, and its slope.
    x : ndarray, shape (n,)
    y : ndarray, shape (n,)

    Returns
    -------
    ndarray, shape (2,)

    Raises
    ------
    ValueError
        If theta does not have shape (2,), or x and y differ in shape.
    """
    fits = np.ndim(x) == 1 and np.shape(x) == np.shape(y)
    if np.shape(theta) != (2,) or not fits:
        shapes = f"{np.shape(theta)}, {np.shape(x)} and {np.shape(y)}"
        raise ValueError(f"need shapes (2,), (n,), (n,), got {shapes}")
    miss = theta[0] + theta[1] * np.asarray(x) - y
    return 2.0 * np.array([np.mean(miss), np.mean(miss * x)])
