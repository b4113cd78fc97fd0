"""Gradients and a starting point in, the path of a method that goes downhill out.

A path holds the start and the point after each step, so that it has one row more than
there are steps. `theta` may be a number or an array. The learning rate and the momentum
are the same at every step.
"""

from collections.abc import Callable
from functools import partial

import numpy as np


def gradient_step(
    theta: np.ndarray, gradient: np.ndarray, learning_rate: float
) -> np.ndarray:
    """Take one step against the gradient.

    Parameters
    ----------
    theta : ndarray, any shape
    gradient : ndarray, any shape
        The gradient at theta, with the shape of theta.
    learning_rate : float, positive

    Returns
    -------
    ndarray, same shape as theta

    References
    ----------
    Cauchy, "Méthode générale pour la résolution des systèmes d'équations
    simultanées", Comptes Rendus 25, 1847.
    """
    return theta - learning_rate * gradient


def gradient_descent(
    gradient: Callable[[np.ndarray], np.ndarray],
    theta: np.ndarray,
    learning_rate: float,
    steps: int,
) -> np.ndarray:
    """Take several steps, each against the gradient where it starts.

    Parameters
    ----------
    gradient : callable, smooth
        From a point to the gradient there, of the same shape.
    theta : ndarray, shape (d,)
        Where to start.
    learning_rate : float, positive
    steps : int, nonnegative

    Returns
    -------
    ndarray, shape (T + 1, d)
        The start, then the point after each of the T steps.

    Raises
    ------
    ValueError
        If the learning rate is not positive and finite.
    """
    if not 0.0 < learning_rate < np.inf:
        raise ValueError(
            f"the learning rate must be positive, got {learning_rate}"
        )
    path = [1.0 * np.asarray(theta)]
    for _ in range(steps):
        here = path[-1]
        path.append(gradient_step(here, gradient(here), learning_rate))
    return np.stack(path)


def bowl(theta: np.ndarray, A: np.ndarray) -> float:
    """Height of a bowl with its lowest point at the origin.

    Parameters
    ----------
    theta : ndarray, shape (d,)
    A : ndarray, shape (d, d), positive definite
        How the bowl bends. Its eigenvalues say how strongly, along each of the
        bowl's own axes.

    Returns
    -------
    float
    """
    return float(theta @ A @ theta / 2.0)


def bowl_grad(theta: np.ndarray, A: np.ndarray) -> np.ndarray:
    """Gradient of the bowl.

    Parameters
    ----------
    theta : ndarray, shape (d,)
    A : ndarray, shape (d, d), positive definite
        How the bowl bends.

    Returns
    -------
    ndarray, shape (d,)
    """
    return A @ theta


def descend_bowl(
    theta: np.ndarray,
    eigenvalues: np.ndarray,
    learning_rate: float,
    steps: int,
) -> np.ndarray:
    """Descend a bowl with the given bends, to the last point.

    Parameters
    ----------
    theta : ndarray, shape (d,)
        Where to start.
    eigenvalues : ndarray, shape (d,)
        How strongly the bowl bends along each axis.
    learning_rate : float, positive
    steps : int, nonnegative

    Returns
    -------
    ndarray, shape (d,)
        The last point.
    """
    gradient = partial(bowl_grad, A=np.diag(eigenvalues))
    return gradient_descent(gradient, theta, learning_rate, steps)[-1]


def convergence_rate(
    eigenvalues: np.ndarray, learning_rate: float, momentum: float = 0.0
) -> np.ndarray:
    """Factor of the error along each axis, a step, in the long run.

    Parameters
    ----------
    eigenvalues : ndarray, shape (d,)
        How strongly the function bends along each axis.
    learning_rate : float, positive
    momentum : float, in [0, 1), default 0.0

    Returns
    -------
    ndarray, shape (d,)
        Below 1 where the method converges, above 1 where it diverges.

    Raises
    ------
    ValueError
        If the momentum is outside [0, 1).

    References
    ----------
    Polyak, "Some methods of speeding up the convergence of iteration methods", USSR
    Computational Mathematics and Mathematical Physics 4(5), 1964.
    """
    if not 0.0 <= momentum < 1.0:
        raise ValueError(f"momentum must lie in [0, 1), got {momentum}")
    # The roots of w**2 = 2 * half * w - momentum; 0j: they may be complex.
    half = (1.0 + momentum - learning_rate * eigenvalues) / 2.0
    root = np.sqrt(np.square(half) - momentum + 0j)
    return np.maximum(np.abs(half + root), np.abs(half - root))


def learning_rate_bound(
    eigenvalues: np.ndarray, momentum: float = 0.0
) -> float:
    """Learning rate from which on the method no longer converges.

    Parameters
    ----------
    eigenvalues : ndarray, shape (d,), positive
        How strongly the function bends along each axis.
    momentum : float, in [0, 1), default 0.0

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If an eigenvalue is not positive or the momentum is outside [0, 1).
    """
    if not np.min(eigenvalues) > 0.0:
        raise ValueError(
            f"a bowl needs positive eigenvalues, got {eigenvalues}"
        )
    if not 0.0 <= momentum < 1.0:
        raise ValueError(f"momentum must lie in [0, 1), got {momentum}")
    return float(2.0 * (1.0 + momentum) / np.max(eigenvalues))


def best_learning_rate(eigenvalues: np.ndarray) -> float:
    """Learning rate with which gradient descent is fastest in a bowl.

    Parameters
    ----------
    eigenvalues : ndarray, shape (d,), positive
        How strongly the bowl bends along each axis.

    Returns
    -------
    float
        The one that makes the slowest axis as fast as it can be.

    Raises
    ------
    ValueError
        If an eigenvalue is not positive.
    """
    if not np.min(eigenvalues) > 0.0:
        raise ValueError(
            f"a bowl needs positive eigenvalues, got {eigenvalues}"
        )
    return float(2.0 / (np.min(eigenvalues) + np.max(eigenvalues)))


def momentum_step(
    theta: np.ndarray,
    velocity: np.ndarray,
    gradient: np.ndarray,
    learning_rate: float,
    momentum: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Take one step along a velocity that remembers earlier gradients.

    Parameters
    ----------
    theta : ndarray, any shape
    velocity : ndarray, any shape
        What the last step left, with the shape of theta; zeros at the start.
    gradient : ndarray, any shape
        The gradient at theta, with the shape of theta.
    learning_rate : float, positive
    momentum : float, in [0, 1)
        The part of the velocity that is kept.

    Returns
    -------
    new_theta : ndarray, same shape as theta
    new_velocity : ndarray, same shape as theta

    References
    ----------
    Polyak, "Some methods of speeding up the convergence of iteration methods", USSR
    Computational Mathematics and Mathematical Physics 4(5), 1964.
    """
    velocity = momentum * velocity + gradient
    return gradient_step(theta, velocity, learning_rate), velocity


def momentum_descent(
    gradient: Callable[[np.ndarray], np.ndarray],
    theta: np.ndarray,
    learning_rate: float,
    momentum: float,
    steps: int,
) -> np.ndarray:
    """Take several steps with momentum, from rest.

    Parameters
    ----------
    gradient : callable, smooth
        From a point to the gradient there, of the same shape.
    theta : ndarray, shape (d,)
        Where to start.
    learning_rate : float, positive
    momentum : float, in [0, 1)
        The part of the velocity that each step keeps; 0 gives gradient descent.
    steps : int, nonnegative

    Returns
    -------
    ndarray, shape (T + 1, d)
        The start, then the point after each of the T steps.

    Raises
    ------
    ValueError
        If the learning rate is not positive and finite, or the momentum is outside
        [0, 1).
    """
    if not 0.0 < learning_rate < np.inf:
        raise ValueError(
            f"the learning rate must be positive, got {learning_rate}"
        )
    if not 0.0 <= momentum < 1.0:
        raise ValueError(f"momentum must lie in [0, 1), got {momentum}")
    path, velocity = [1.0 * np.asarray(theta)], np.zeros(np.shape(theta))
    for _ in range(steps):
        there, velocity = momentum_step(
            path[-1], velocity, gradient(path[-1]), learning_rate, momentum
        )
        path.append(there)
    return np.stack(path)


def heavy_ball(eigenvalues: np.ndarray) -> tuple[float, float]:
    """Learning rate and momentum that shrink a bowl's error fastest.

    Parameters
    ----------
    eigenvalues : ndarray, shape (d,), positive
        How strongly the bowl bends along each axis.

    Returns
    -------
    learning_rate : float
    momentum : float

    Raises
    ------
    ValueError
        If an eigenvalue is not positive.

    References
    ----------
    Polyak, "Some methods of speeding up the convergence of iteration methods", USSR
    Computational Mathematics and Mathematical Physics 4(5), 1964.
    """
    if not np.min(eigenvalues) > 0.0:
        raise ValueError(
            f"a bowl needs positive eigenvalues, got {eigenvalues}"
        )
    low, high = np.sqrt(np.min(eigenvalues)), np.sqrt(np.max(eigenvalues))
    ratio = (high - low) / (high + low)
    return float((2.0 / (high + low)) ** 2), float(ratio**2)


def newton_step(
    theta: np.ndarray, gradient: np.ndarray, hessian: np.ndarray
) -> np.ndarray:
    """Go where the parabola that fits the function at theta is level.

    Parameters
    ----------
    theta : ndarray, shape (d,)
    gradient : ndarray, shape (d,)
        The gradient at theta.
    hessian : ndarray, shape (d, d), positive definite
        The matrix of second derivatives at theta.

    Returns
    -------
    ndarray, shape (d,)
    """
    # Solving a system is cheaper and more accurate than an inverse.
    return theta - np.linalg.solve(hessian, gradient)


def newton(
    gradient: Callable[[np.ndarray], np.ndarray],
    curvature: Callable[[np.ndarray], np.ndarray],
    theta: np.ndarray,
    steps: int,
) -> np.ndarray:
    """Take several of Newton's steps for a function of one number.

    Parameters
    ----------
    gradient : callable, smooth
        The derivative, entry by entry.
    curvature : callable, smooth
        The second derivative, entry by entry.
    theta : ndarray, shape (d,)
        Where to start: a number, or several that are treated one by one.
    steps : int, nonnegative

    Returns
    -------
    ndarray, shape (T + 1, d)
        The start, then the point after each of the T steps.

    Raises
    ------
    ValueError
        If a step starts where the curvature is 0.
    """
    path = [1.0 * np.asarray(theta)]
    for _ in range(steps):
        here, bend = path[-1], curvature(path[-1])
        if np.any(bend == 0.0):
            raise ValueError(
                f"there is no parabola to fit: no curvature at {here}"
            )
        path.append(here - gradient(here) / bend)
    return np.stack(path)


def double_well(x: np.ndarray) -> np.ndarray:
    """Height of a curve with two valleys, the left one the deeper.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x

    Warns
    -----
    RuntimeWarning
        If the fourth power of x is too large for a float; the result is inf.
    """
    x = 1.0 * x
    return x * (x * (x * x / 4.0 - 0.5) + 0.1)


def double_well_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of the curve with two valleys.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x

    Warns
    -----
    RuntimeWarning
        If the cube of x is too large for a float; the result is infinite.
    """
    x = 1.0 * x
    return x * (x * x - 1.0) + 0.1


def double_well_grad_grad(x: np.ndarray) -> np.ndarray:
    """Give the second derivative of the curve with two valleys.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x

    Warns
    -----
    RuntimeWarning
        If the square of x is too large for a float; the result is inf.
    """
    return 3.0 * np.square(1.0 * x) - 1.0


def minibatch_loss(
    theta: np.ndarray, X: np.ndarray, rows: np.ndarray
) -> float:
    """Half the mean squared distance of some examples from a point.

    Parameters
    ----------
    theta : ndarray, shape (d,)
    X : ndarray, shape (n, d)
        One example a row.
    rows : ndarray of int, shape (M,), in 0..n-1
        Which examples are in the mini-batch.

    Returns
    -------
    float
    """
    return float(np.mean(np.sum(np.square(X[rows] - theta), axis=1)) / 2.0)


def minibatch_loss_grad(
    theta: np.ndarray, X: np.ndarray, rows: np.ndarray
) -> np.ndarray:
    """Gradient of the mini-batch loss: away from its examples' mean.

    Parameters
    ----------
    theta : ndarray, shape (d,)
    X : ndarray, shape (n, d)
        One example a row.
    rows : ndarray of int, shape (M,), in 0..n-1
        Which examples are in the mini-batch.

    Returns
    -------
    ndarray, shape (d,)
    """
    return theta - X[rows].mean(axis=0)


def stochastic_descent(
    X: np.ndarray,
    theta: np.ndarray,
    learning_rate: float,
    batch_size: int,
    steps: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Search the middle of the examples, by a few of them a step.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        One example a row.
    theta : ndarray, shape (d,)
        Where to start.
    learning_rate : float, in (0, 2)
    batch_size : int, positive
        How many examples are drawn for a step, with replacement.
    steps : int, nonnegative
    rng : Generator

    Returns
    -------
    ndarray, shape (T + 1, d)
        The start, then the point after each of the T steps.

    References
    ----------
    Robbins and Monro, "A stochastic approximation method", Annals of Mathematical
    Statistics 22(3), 1951.
    """
    path = [1.0 * np.asarray(theta)]
    for _ in range(steps):
        rows = rng.integers(len(X), size=batch_size)
        gradient = minibatch_loss_grad(path[-1], X, rows)
        path.append(gradient_step(path[-1], gradient, learning_rate))
    return np.stack(path)


def noise_floor(std: float, learning_rate: float, batch_size: int) -> float:
    """Typical distance from the minimum that noise leaves.

    Parameters
    ----------
    std : float, positive
        Standard deviation of the examples.
    learning_rate : float, in (0, 2)
    batch_size : int, positive

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the learning rate is outside (0, 2): then nothing settles.
    """
    if not 0.0 < learning_rate < 2.0:
        raise ValueError(
            f"the learning rate must lie in (0, 2), got {learning_rate}"
        )
    share = learning_rate / (batch_size * (2.0 - learning_rate))
    return float(std * np.sqrt(share))


def running_mean(x: np.ndarray) -> np.ndarray:
    """Mean of the first example, of the first two, and so on.

    Parameters
    ----------
    x : ndarray, shape (n,)

    Returns
    -------
    ndarray, shape (n,)
    """
    means, mean = np.zeros(len(x)), 0.0
    for t, value in enumerate(x, start=1):
        mean = gradient_step(mean, mean - value, 1.0 / t)
        means[t - 1] = mean
    return means


def clip_gradient(gradient: np.ndarray, limit: float) -> np.ndarray:
    """Shorten a gradient that is longer than a limit, and no other.

    Parameters
    ----------
    gradient : ndarray, shape (d,)
    limit : float, positive
        The greatest length that is let through.

    Returns
    -------
    ndarray, shape (d,)
        In the direction of the gradient.

    Raises
    ------
    ValueError
        If the limit is not positive.

    References
    ----------
    Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural
    networks", ICML 2013.
    """
    if not limit > 0.0:
        raise ValueError(f"the limit must be positive, got {limit}")
    length = np.sqrt(np.sum(np.square(gradient)))
    return gradient * (limit / length) if length > limit else 1.0 * gradient
