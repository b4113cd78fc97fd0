"""Predictions or scores and targets in; one number that says how wrong they are out.

Every loss is the mean over its examples, and its gradient is that of the same mean: twice
as many examples do not make a step twice as long. `z` and `Z` are scores, also called
logits: a sigmoid or a softmax would make probabilities of them. The losses take the
scores themselves, since the logarithm of a probability that has underflowed is lost.
"""

import numpy as np

from snippets.activations import sigmoid, sigmoid_grad, softplus
from snippets.probability import gaussian_log
from snippets.softmax import log_softmax, softmax


def mse(prediction: np.ndarray, y: np.ndarray) -> float:
    """The mean squared error.

    Parameters
    ----------
    prediction : ndarray, shape (n,)
    y : ndarray, shape (n,)
        The targets. Both may have any other shape, as long as they share it.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.
    """
    return float(np.mean(np.square(_errors(prediction, y))))


def mse_grad(prediction: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient of the mean squared error by the prediction.

    Parameters
    ----------
    prediction : ndarray, shape (n,)
    y : ndarray, shape (n,)
        The targets. Both may have any other shape, as long as they share it.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.
    """
    errors = _errors(prediction, y)
    return 2.0 * errors / errors.size


def mae(prediction: np.ndarray, y: np.ndarray) -> float:
    """The mean absolute error.

    Parameters
    ----------
    prediction : ndarray, shape (n,)
    y : ndarray, shape (n,)
        The targets. Both may have any other shape, as long as they share it.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.
    """
    return float(np.mean(np.abs(_errors(prediction, y))))


def mae_grad(prediction: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient of the mean absolute error by the prediction.

    Parameters
    ----------
    prediction : ndarray, shape (n,)
    y : ndarray, shape (n,)
        The targets. Both may have any other shape, as long as they share it.

    Returns
    -------
    ndarray, shape (n,)
        0 where a prediction is exact: there the error has a kink.

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.
    """
    errors = _errors(prediction, y)
    return np.sign(errors) / errors.size


def huber(
    prediction: np.ndarray, y: np.ndarray, delta: float = 1.0
) -> float:
    """Half the squared error where it is small, a line beyond.

    Parameters
    ----------
    prediction : ndarray, shape (n,)
    y : ndarray, shape (n,)
        The targets. Both may have any other shape, as long as they share it.
    delta : float, positive, default 1.0
        The error from which on the loss is a line, of this slope.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, if there is no example, or if delta is not positive.

    References
    ----------
    Huber, "Robust estimation of a location parameter", Annals of Mathematical
    Statistics 35(1), 1964.
    """
    _check_threshold(delta)
    size = np.abs(_errors(prediction, y))
    # One product for both cases: a large error is never squared.
    cut = np.minimum(size, delta)
    return float(np.mean(cut * (size - cut / 2.0)))


def huber_grad(
    prediction: np.ndarray, y: np.ndarray, delta: float = 1.0
) -> np.ndarray:
    """Gradient of the Huber loss by the prediction: the error, cut off.

    Parameters
    ----------
    prediction : ndarray, shape (n,)
    y : ndarray, shape (n,)
        The targets. Both may have any other shape, as long as they share it.
    delta : float, positive, default 1.0

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If the shapes differ, if there is no example, or if delta is not positive.
    """
    _check_threshold(delta)
    errors = _errors(prediction, y)
    return np.clip(errors, -delta, delta) / errors.size


def binary_cross_entropy(z: np.ndarray, y: np.ndarray) -> float:
    """Cross-entropy of yes-or-no targets and the sigmoids of scores.

    Parameters
    ----------
    z : ndarray, shape (n,)
        Scores; sigmoid(z) is the probability of a yes.
    y : ndarray, shape (n,), in [0, 1]
        1 for yes, 0 for no; a value in between is a probability of yes.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.
    """
    _check_pairs(z, y)
    # softplus(z) - yz, split so that for y = 1 and a large z nothing is
    # lost: the first two terms cancel exactly, the rest keeps its digits.
    rest = softplus(-np.abs(1.0 * z))
    return float(np.mean(np.maximum(z, 0.0) - y * z + rest))


def binary_cross_entropy_grad(z: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient of the binary cross-entropy by the scores.

    Parameters
    ----------
    z : ndarray, shape (n,)
    y : ndarray, shape (n,), in [0, 1]

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.
    """
    return _errors(sigmoid(z), y) / len(y)


def sigmoid_mse(z: np.ndarray, y: np.ndarray) -> float:
    """Mean squared error of yes-or-no targets and sigmoids of scores.

    Parameters
    ----------
    z : ndarray, shape (n,)
        Scores; sigmoid(z) is the probability of a yes.
    y : ndarray, shape (n,), in [0, 1]

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.
    """
    return mse(sigmoid(z), y)


def sigmoid_mse_grad(z: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient of that error by the scores: tiny far from 0.

    Parameters
    ----------
    z : ndarray, shape (n,)
    y : ndarray, shape (n,), in [0, 1]

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.
    """
    return mse_grad(sigmoid(z), y) * sigmoid_grad(z)


def softmax_cross_entropy(Z: np.ndarray, y: np.ndarray) -> float:
    """Cross-entropy of class numbers and the softmax of scores.

    Parameters
    ----------
    Z : ndarray, shape (n, K)
        Scores, a row for each example.
    y : ndarray of int, shape (n,), in 0..K-1
        The class of each example.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes do not fit, if there is no example, or a class has no score.
    """
    rows = _rows(Z, y)
    return float(-np.mean(log_softmax(Z)[rows, y]))


def softmax_cross_entropy_grad(Z: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient of the softmax cross-entropy by the scores.

    Parameters
    ----------
    Z : ndarray, shape (n, K)
    y : ndarray of int, shape (n,), in 0..K-1

    Returns
    -------
    ndarray, shape (n, K)
        Each row has the sum 0.

    Raises
    ------
    ValueError
        If the shapes do not fit, if there is no example, or a class has no score.
    """
    rows = _rows(Z, y)
    G = softmax(Z)
    G[rows, y] -= 1.0
    return G / len(rows)


def hinge(z: np.ndarray, y: np.ndarray) -> float:
    """The hinge loss: what a score lacks to a margin of 1.

    Parameters
    ----------
    z : ndarray, shape (n,)
    y : ndarray, shape (n,), in {-1, 1}

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.
    """
    _check_pairs(z, y)
    return float(np.mean(np.maximum(0.0, 1.0 - y * z)))


def hinge_grad(z: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient of the hinge loss by the scores.

    Parameters
    ----------
    z : ndarray, shape (n,)
    y : ndarray, shape (n,), in {-1, 1}

    Returns
    -------
    ndarray, shape (n,)
        0 at the kink, where the margin is exactly 1.

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.
    """
    _check_pairs(z, y)
    return np.where(y * z < 1.0, -1.0 * y, 0.0) / len(y)


def gaussian_nll(
    prediction: np.ndarray, y: np.ndarray, s: float
) -> float:
    """Mean negative log-likelihood, if targets scatter like a Gaussian.

    Parameters
    ----------
    prediction : ndarray, shape (n,)
        The mean of each target's distribution.
    y : ndarray, shape (n,)
    s : float, positive
        The standard deviation of all of them.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, if there is no example, or if s is not positive.
    """
    _check_pairs(prediction, y)
    if not s > 0.0:
        raise ValueError(f"s must be positive, got {s}")
    return float(-np.mean(gaussian_log(y, prediction, s)))


def laplace_log(
    x: np.ndarray, mu: float = 0.0, spread: float = 1.0
) -> np.ndarray:
    """The logarithm of the Laplace density: a tent.

    Parameters
    ----------
    x : ndarray, any shape
    mu : float, default 0.0
        Where the density is highest.
    spread : float, positive, default 1.0
        The mean distance from there.

    Returns
    -------
    ndarray, same shape as x

    Raises
    ------
    ValueError
        If the spread is not positive.
    """
    if not spread > 0.0:
        raise ValueError(f"the spread must be positive, got {spread}")
    distance = np.abs(1.0 * np.asarray(x) - mu)
    return -distance / spread - float(np.log(2.0 * spread))


def laplace_nll(
    prediction: np.ndarray, y: np.ndarray, spread: float
) -> float:
    """Mean negative log-likelihood, if targets scatter like Laplace's.

    Parameters
    ----------
    prediction : ndarray, shape (n,)
        The middle of each target's distribution.
    y : ndarray, shape (n,)
    spread : float, positive
        The mean distance of the targets from it.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, if there is no example, or if the spread is not positive.
    """
    _check_pairs(prediction, y)
    return float(-np.mean(laplace_log(y, prediction, spread)))


def pinball(prediction: np.ndarray, y: np.ndarray, p: float) -> float:
    """The pinball loss, whose best constant is the quantile of level p.

    Parameters
    ----------
    prediction : ndarray, shape (n,)
    y : ndarray, shape (n,)
        The targets. Both may have any other shape, as long as they share it.
    p : float, in (0, 1)
        The share of targets that should lie below the prediction.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, if there is no example, or p is not between 0 and 1.

    References
    ----------
    Koenker and Bassett, "Regression quantiles", Econometrica 46(1), 1978.
    """
    if not 0.0 < p < 1.0:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    if np.shape(prediction) != np.shape(y) or not np.size(y):
        shapes = f"{np.shape(prediction)} and {np.shape(y)}"
        raise ValueError(f"need equal shapes with entries, got {shapes}")
    short = y - 1.0 * prediction  # how far the prediction is too low
    return float(np.mean(np.maximum(p * short, (p - 1.0) * short)))


def poisson_loss(z: np.ndarray, y: np.ndarray) -> float:
    """Negative log-likelihood of counts, without what no score changes.

    Parameters
    ----------
    z : ndarray, shape (n,)
        Scores; exp(z) is the count to expect.
    y : ndarray, shape (n,), nonnegative
        The counts.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.
    """
    if np.shape(z) != np.shape(y) or not np.size(y):
        shapes = f"{np.shape(z)} and {np.shape(y)}"
        raise ValueError(f"need equal shapes with entries, got {shapes}")
    return float(np.mean(np.exp(1.0 * z) - y * z))


def log_cosh(prediction: np.ndarray, y: np.ndarray) -> float:
    """A loss like Huber's without a seam: the mean of log(cosh(error)).

    Parameters
    ----------
    prediction : ndarray, shape (n,)
    y : ndarray, shape (n,)
        The targets. Both may have any other shape, as long as they share it.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.
    """
    if np.shape(prediction) != np.shape(y) or not np.size(y):
        shapes = f"{np.shape(prediction)} and {np.shape(y)}"
        raise ValueError(f"need equal shapes with entries, got {shapes}")
    errors = 1.0 * prediction - y
    # cosh overflows at 711; the sum of its two halves need not be taken.
    return float(np.mean(np.logaddexp(errors, -errors)) - np.log(2.0))


def _check_pairs(prediction: np.ndarray, y: np.ndarray) -> None:
    # Shapes (n, 1) and (n,) would broadcast to (n, n) without a complaint.
    if np.shape(prediction) != np.shape(y) or np.size(y) == 0:
        shapes = f"{np.shape(prediction)} and {np.shape(y)}"
        raise ValueError(f"need equal shapes with entries, got {shapes}")


def _errors(prediction: np.ndarray, y: np.ndarray) -> np.ndarray:
    _check_pairs(prediction, y)
    # Whole numbers become floats: unsigned ones have no negative errors.
    return np.subtract(1.0 * np.asarray(prediction), y)


def _check_threshold(delta: float) -> None:
    if not delta > 0.0:
        raise ValueError(f"delta must be positive, got {delta}")


def _rows(Z: np.ndarray, y: np.ndarray) -> np.ndarray:
    if np.ndim(Z) != 2 or np.shape(y) != np.shape(Z)[:1] or np.size(Z) == 0:
        shapes = f"{np.shape(Z)} and {np.shape(y)}"
        raise ValueError(f"need shapes (n, K) and (n,), got {shapes}")
    # Class -1 would pass for the last one: an index may count from the end.
    low, high, K = np.min(y), np.max(y), np.shape(Z)[1]
    if low < 0 or high >= K:
        raise ValueError(f"classes are 0 to {K - 1}, got {low} to {high}")
    return np.arange(len(Z))
