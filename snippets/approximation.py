"""Positions and heights in, curves made of steps, bumps and hats out, and how far off they are.

Everything is a sum of copies of one activation, shifted and scaled, so that it is a
network with one hidden layer; `staircase_network` gives its weights.
"""

import numpy as np

from snippets.activations import relu, sigmoid
from snippets.linear_algebra import linear


def wave(x: np.ndarray) -> np.ndarray:
    """Height of a curve that swings farther and farther.

    Parameters
    ----------
    x : ndarray, any shape, in [0, 1]

    Returns
    -------
    ndarray, same shape as x
    """
    return x * np.sin(3.0 * np.pi * x)


def wave_grad(x: np.ndarray) -> np.ndarray:
    """Slope of the curve that swings farther and farther.

    Parameters
    ----------
    x : ndarray, any shape, in [0, 1]

    Returns
    -------
    ndarray, same shape as x
    """
    angle = 3.0 * np.pi * x
    return np.sin(angle) + angle * np.cos(angle)


def soft_step(x: np.ndarray, position: float, w: float) -> np.ndarray:
    """Climb from 0 to 1 around a position.

    Parameters
    ----------
    x : ndarray, any shape
    position : float
        Where the curve is at one half.
    w : float, positive
        The weight of x: the larger, the steeper.

    Returns
    -------
    ndarray, same shape as x
    """
    return sigmoid(w * (x - position))


def bump(x: np.ndarray, position: float, a: float, w: float) -> np.ndarray:
    """Climb from 0 to 1 and come down again, by a pair of sigmoids.

    Parameters
    ----------
    x : ndarray, any shape
    position : float
        The middle of the bump.
    a : float, positive
        Half of its width.
    w : float, positive
        The weight of x: the larger, the steeper.

    Returns
    -------
    ndarray, same shape as x
    """
    up = soft_step(x, position - a, w)
    return up - soft_step(x, position + a, w)


def bump_sum(
    x: np.ndarray, position: np.ndarray, y: np.ndarray, a: float, w: float
) -> np.ndarray:
    """Add bumps of given heights.

    Parameters
    ----------
    x : ndarray, shape (n,)
    position : ndarray, shape (k,)
        The middle of each bump.
    y : ndarray, shape (k,)
        The height of each.
    a : float, positive
        Half of the width of all.
    w : float, positive
        The weight of x: the larger, the steeper.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If there are not as many heights as positions.
    """
    if np.shape(position) != np.shape(y):
        raise ValueError(f"{len(position)} positions, {len(y)} heights")
    return bump(x[:, np.newaxis], position, a, w) @ y


def sigmoid_network(
    X: np.ndarray,
    W_1: np.ndarray,
    b_1: np.ndarray,
    W_2: np.ndarray,
    b_2: np.ndarray,
) -> np.ndarray:
    """Scores of a network with one hidden layer of sigmoid neurons.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W_1 : ndarray, shape (d, k)
    b_1 : ndarray, shape (k,)
    W_2 : ndarray, shape (k, K)
    b_2 : ndarray, shape (K,)

    Returns
    -------
    ndarray, shape (n, K)

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Cybenko, "Approximation by superpositions of a sigmoidal function", Mathematics of
    Control, Signals, and Systems 2, 1989.
    """
    return linear(sigmoid(linear(X, W_1, b_1)), W_2, b_2)


def staircase_network(
    position: np.ndarray, y: np.ndarray, w: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Weights of a sigmoid network that goes up and down in steps.

    Parameters
    ----------
    position : ndarray, shape (k,)
        Where each step is, from left to right.
    y : ndarray, shape (k + 1,)
        The height before the first step, and after each.
    w : float, positive
        How steep the steps are.

    Returns
    -------
    W_1 : ndarray, shape (1, k)
    b_1 : ndarray, shape (k,)
    W_2 : ndarray, shape (k, 1)
    b_2 : ndarray, shape (1,)

    Raises
    ------
    ValueError
        If there is not one height more than there are steps.
    """
    if len(y) != len(position) + 1:
        raise ValueError(f"{len(position)} steps, but {len(y)} heights")
    W_1 = np.full((1, len(position)), w)
    return W_1, -w * position, np.diff(y)[:, np.newaxis], y[:1]


def staircase(
    x: np.ndarray, position: np.ndarray, y: np.ndarray, w: float
) -> np.ndarray:
    """Go up and down in steps: the output of the staircase network.

    Parameters
    ----------
    x : ndarray, shape (n,)
    position : ndarray, shape (k,)
        Where each step is, from left to right.
    y : ndarray, shape (k + 1,)
        The height before the first step, and after each.
    w : float, positive
        How steep the steps are.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If there is not one height more than there are steps.
    """
    layers = staircase_network(position, y, w)
    return sigmoid_network(x[:, np.newaxis], *layers)[:, 0]


def hat(x: np.ndarray, position: float, a: float) -> np.ndarray:
    """Climb straight from 0 to 1 and come down again, by three hinges.

    Parameters
    ----------
    x : ndarray, any shape
    position : float
        Where the top is.
    a : float, positive
        How far the feet are from there.

    Returns
    -------
    ndarray, same shape as x
    """
    # Far outside, three huge hinges would cancel; at the feet the hat is 0.
    t = np.clip(x - position, -a, a)
    return (relu(t + a) - 2.0 * relu(t) + relu(t - a)) / a


def hat_sum(
    x: np.ndarray, position: np.ndarray, y: np.ndarray, a: float
) -> np.ndarray:
    """Add hats of given heights; evenly spaced, they join to a polyline.

    Parameters
    ----------
    x : ndarray, shape (n,)
    position : ndarray, shape (k,)
        The top of each hat.
    y : ndarray, shape (k,)
        The height of each.
    a : float, positive
        How far the feet of each are from its top.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If there are not as many heights as positions.
    """
    if np.shape(position) != np.shape(y):
        raise ValueError(f"{len(position)} positions, {len(y)} heights")
    return hat(x[:, np.newaxis], position, a) @ y


def max_error(prediction: np.ndarray, y: np.ndarray) -> float:
    """Greatest distance between a prediction and its target.

    Parameters
    ----------
    prediction : ndarray, shape (n,)
    y : ndarray, shape (n,)

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ.
    """
    if np.shape(prediction) != np.shape(y):
        raise ValueError(
            f"prediction has shape {np.shape(prediction)}, y {np.shape(y)}"
        )
    return float(np.max(np.abs(prediction - y)))


def staircase_bound(slope: float, k: int) -> float:
    """Bound of the error of k equal steps on an interval of length 1.

    Parameters
    ----------
    slope : float, positive
        The greatest slope of the target, up or down.
    k : int, positive

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If there is no step.
    """
    if k < 1:
        raise ValueError(f"need at least one step, got {k}")
    return slope / (2.0 * k)


def steps_needed(slope: float, eps: float) -> int:
    """How many equal steps on an interval of length 1 are surely enough.

    Parameters
    ----------
    slope : float, positive
        The greatest slope of the target, up or down.
    eps : float, in (0, 1)
        The error that is allowed.

    Returns
    -------
    int
        The smallest number of steps whose bound does not exceed eps.
    """
    return max(1, int(np.ceil(slope / (2.0 * eps))))


def tower(
    X: np.ndarray, position: np.ndarray, a: float, w: float
) -> np.ndarray:
    """Near 1 in a box, near 0 outside: bumps and a threshold.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    position : ndarray, shape (d,)
        The middle of the box.
    a : float, positive
        Half of its width in each direction.
    w : float, positive
        How steep the walls are.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    if np.shape(X)[1:] != np.shape(position):
        raise ValueError(
            f"X has shape {np.shape(X)}, the position {np.shape(position)}"
        )
    # Inside, all d bumps are near 1; outside, at most d - 1 of them.
    total = bump(X, position, a, w).sum(axis=1)
    return soft_step(total, len(position) - 0.5, w)


def trapezoid(
    x: np.ndarray, left: float, right: float, a: float
) -> np.ndarray:
    """Straight up, level at 1 from left to right, straight down.

    Parameters
    ----------
    x : ndarray, any shape
    left : float
        Where the roof begins.
    right : float
        Where it ends.
    a : float, positive
        How far the feet are from the roof.

    Returns
    -------
    ndarray, same shape as x
    """
    rise = relu(x - left + a) - relu(x - left)
    fall = relu(x - right) - relu(x - right - a)
    return (rise - fall) / a


def slope_changes(y: np.ndarray, a: float) -> np.ndarray:
    """Output weights of the hinges that join points by straight lines.

    Parameters
    ----------
    y : ndarray, shape (k + 1,)
        Heights of the points, from left to right.
    a : float, positive
        Distance between neighbors.

    Returns
    -------
    ndarray, shape (k,)
        The first slope, then how the slope changes at each inner point.
    """
    return np.diff(np.diff(y) / a, prepend=0.0)
