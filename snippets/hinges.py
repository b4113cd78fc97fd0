"""Joints, slopes and lines in; curves, folds and regions made of ReLU hinges out."""

import math

import numpy as np

from snippets.activations import relu


def hinge_sum(
    x: np.ndarray,
    joints: np.ndarray,
    slopes: np.ndarray,
    height: float = 0.0,
) -> np.ndarray:
    """Add up hinges: a curve of straight pieces that bends at joints.

    Parameters
    ----------
    x : ndarray, any shape
    joints : ndarray, shape (k,)
        Where each hinge begins to rise or fall.
    slopes : ndarray, shape (k,)
        By how much the slope of the curve changes at each joint.
    height : float, default 0.0
        The curve left of all joints.

    Returns
    -------
    ndarray, same shape as x

    Raises
    ------
    ValueError
        If there are not as many slopes as joints.
    """
    if np.shape(joints) != np.shape(slopes):
        shapes = f"{np.shape(joints)} and {np.shape(slopes)}"
        raise ValueError(f"each joint needs one slope, got {shapes}")
    return height + relu(np.asarray(x)[..., np.newaxis] - joints) @ slopes


def polyline_slopes(gaps: np.ndarray, rises: np.ndarray) -> np.ndarray:
    """Slopes of the hinges whose sum is a given chain of segments.

    Parameters
    ----------
    gaps : ndarray, shape (k,), positive
        How wide each segment is.
    rises : ndarray, shape (k,)
        How much the curve rises along each segment.

    Returns
    -------
    ndarray, shape (k,)
        One for each hinge; its joint is where the segment begins.

    Raises
    ------
    ValueError
        If a gap is not positive.
    """
    if not np.all(np.greater(gaps, 0.0)):
        raise ValueError(f"gaps must be positive, got {gaps}")
    return np.diff(np.divide(rises, gaps), prepend=0.0)


def fold(
    X: np.ndarray, u: np.ndarray, threshold: float = 0.0
) -> np.ndarray:
    """Fold the plane along a line: reflect what lies behind it.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        One point in each row.
    u : ndarray, shape (d,), nonzero
        At right angles to the line, toward the side that stays.
    threshold : float, default 0.0
        The points whose dot product with u is this number form the line.

    Returns
    -------
    ndarray, shape (n, d)

    Raises
    ------
    ValueError
        If u is zero, or has not one entry for each column of X.

    References
    ----------
    Montúfar, Pascanu, Cho and Bengio, "On the number of linear regions of deep
    neural networks", NeurIPS, 2014.
    """
    if np.shape(u) != X.shape[1:]:
        shapes = f"{X.shape} and {np.shape(u)}"
        raise ValueError(f"X and u do not fit, got {shapes}")
    if not np.any(u):
        raise ValueError("u is the direction of the fold: not zero")
    behind = relu(threshold - X @ u)
    return X + np.outer(2.0 * behind / (u @ u), u)


def most_regions(k: int, d: int = 2) -> int:
    """Most pieces into which k hinges can cut the space of d inputs.

    Parameters
    ----------
    k : int, nonnegative
    d : int, nonnegative, default 2

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If k or d is negative.

    References
    ----------
    Zaslavsky, "Facing up to arrangements", Memoirs of the American Mathematical
    Society 154, 1975.
    """
    if k < 0 or d < 0:
        raise ValueError(f"k and d must not be negative, got {k} and {d}")
    return sum(math.comb(k, i) for i in range(d + 1))


def count_regions(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> int:
    """Count how many different sets of hinges are on at some points.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        The points: a fine grid, to find all but very small regions.
    W : ndarray, shape (d, k)
    b : ndarray, shape (k,)

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    if X.shape[1:] + np.shape(b) != W.shape:
        shapes = f"{X.shape}, {W.shape}, {np.shape(b)}"
        raise ValueError(f"X, W and b do not fit, got {shapes}")
    return len(np.unique(X @ W + b > 0.0, axis=0))
