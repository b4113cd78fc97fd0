"""Rows of scores in; their soft maximum, or probabilities that sum to 1, out.

The last axis holds the K scores of one row; leading axes, if any, are rows of a batch.
Integers become floats, float32 stays float32. Scores of any size are safe: none of the
functions computes the exponential of a positive number.
"""

import numpy as np


def logsumexp(z: np.ndarray) -> np.ndarray:
    """Give the logarithm of the sum of the exponentials of each row.

    Parameters
    ----------
    z : ndarray, shape (..., K)

    Returns
    -------
    ndarray, shape (...)
        At least the largest score of the row, and at most log(K) more. -inf for a
        row of -inf only, inf for a row with an inf.

    Raises
    ------
    ValueError
        If a row has no scores.
    """
    if np.ndim(z) == 0 or np.shape(z)[-1] == 0:
        raise ValueError(f"a row needs scores, got the shape {np.shape(z)}")
    top = np.max(1.0 * z, axis=-1, keepdims=True)
    # With the largest score taken out of the logarithm, no exponential
    # exceeds 1. An infinite one is left in: inf - inf has no value.
    top = np.nan_to_num(top, nan=0.0, posinf=0.0, neginf=0.0)
    with np.errstate(divide="ignore"):  # log(0) is -inf, as it should be
        return top[..., 0] + np.log(np.exp(z - top).sum(axis=-1))


def softmax(z: np.ndarray) -> np.ndarray:
    """Turn each row of scores into probabilities.

    Parameters
    ----------
    z : ndarray, shape (..., K)

    Returns
    -------
    ndarray, same shape as z
        In [0, 1], and each row has the sum 1. NaN for a row of -inf only and for a
        row with an inf, which name no distribution.

    Raises
    ------
    ValueError
        If a row has no scores.

    References
    ----------
    Bridle, "Probabilistic interpretation of feedforward classification network
    outputs, with relationships to statistical pattern recognition", Neurocomputing,
    Springer, 1990.
    """
    if np.ndim(z) == 0 or np.shape(z)[-1] == 0:
        raise ValueError(f"a row needs scores, got the shape {np.shape(z)}")
    z = z - np.max(1.0 * z, axis=-1, keepdims=True)
    # The shift cancels in the fraction. With the largest score at 0,
    # no exponential exceeds 1, and the sum is at least 1.
    exponentials = np.exp(z)
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def log_softmax(z: np.ndarray) -> np.ndarray:
    """Give the logarithms of the probabilities of each row.

    Parameters
    ----------
    z : ndarray, shape (..., K)

    Returns
    -------
    ndarray, same shape as z
        At most 0. Finite even where the probability itself underflows to 0.

    Raises
    ------
    ValueError
        If a row has no scores.
    """
    if np.ndim(z) == 0 or np.shape(z)[-1] == 0:
        raise ValueError(f"a row needs scores, got the shape {np.shape(z)}")
    z = z - np.max(1.0 * z, axis=-1, keepdims=True)
    # Shifted first: beside huge scores, logsumexp(z) loses small digits.
    return z - np.log(np.exp(z).sum(axis=-1, keepdims=True))


def log_mean_exp(z: np.ndarray) -> np.ndarray:
    """Give the logarithm of the mean of the exponentials of each row.

    Parameters
    ----------
    z : ndarray, shape (..., K)

    Returns
    -------
    ndarray, shape (...)
        At most the largest score of the row, and at most log(K) less.

    Raises
    ------
    ValueError
        If a row has no scores.
    """
    return logsumexp(z) - float(np.log(np.shape(z)[-1]))
