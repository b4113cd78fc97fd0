"""Predictions or scores and targets in; one number that says how wrong they are out.

Every loss is the mean over its examples, and its gradient is that of the same mean: twice
as many examples do not make a step twice as long. `z` and `Z` are scores, also called
logits: a sigmoid or a softmax would make probabilities of them. The losses take the
scores themselves, since the logarithm of a probability that has underflowed is lost.
"""

import numpy as np

from snippets.activations import sigmoid, softplus
from snippets.softmax import log_softmax, softmax


def mse(prediction: np.ndarray, y: np.ndarray) -> float:
    """The mean squared error.

    Parameters
    ----------
    prediction : ndarray, any shape
    y : ndarray, any shape
        The targets, with the shape of the prediction.

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
    prediction : ndarray, any shape
    y : ndarray, any shape
        The targets, with the shape of the prediction.

    Returns
    -------
    ndarray, same shape as prediction
    """
    errors = _errors(prediction, y)
    return 2.0 * errors / errors.size


def mae(prediction: np.ndarray, y: np.ndarray) -> float:
    """The mean absolute error.

    Parameters
    ----------
    prediction : ndarray, any shape
    y : ndarray, any shape
        The targets, with the shape of the prediction.

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
    prediction : ndarray, any shape
    y : ndarray, any shape
        The targets, with the shape of the prediction.

    Returns
    -------
    ndarray, same shape as prediction
        0 where a prediction is exact: there the error has a kink.
    """
    errors = _errors(prediction, y)
    return np.sign(errors) / errors.size


def huber(
    prediction: np.ndarray, y: np.ndarray, delta: float = 1.0
) -> float:
    """Half the squared error where it is small, a line where it is large.

    Parameters
    ----------
    prediction : ndarray, any shape
    y : ndarray, any shape
        The targets, with the shape of the prediction.
    delta : float, positive, default 1.0
        The error from which on the loss is a line, of this slope.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, or if there is no example.

    References
    ----------
    Huber, "Robust estimation of a location parameter", Annals of Mathematical
    Statistics 35(1), 1964.
    """
    size = np.abs(_errors(prediction, y))
    line = delta * (size - delta / 2.0)
    return float(np.mean(np.where(size <= delta, size * size / 2.0, line)))


def huber_grad(
    prediction: np.ndarray, y: np.ndarray, delta: float = 1.0
) -> np.ndarray:
    """Gradient of the Huber loss by the prediction: the error, cut off.

    Parameters
    ----------
    prediction : ndarray, any shape
    y : ndarray, any shape
        The targets, with the shape of the prediction.
    delta : float, positive, default 1.0

    Returns
    -------
    ndarray, same shape as prediction
    """
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
    _errors(z, y)
    # softplus(z) is -log(1 - sigmoid(z)), without the overflow.
    return float(np.mean(softplus(z) - y * z))


def binary_cross_entropy_grad(z: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient of the binary cross-entropy by the scores.

    Parameters
    ----------
    z : ndarray, shape (n,)
    y : ndarray, shape (n,), in [0, 1]

    Returns
    -------
    ndarray, shape (n,)
    """
    return _errors(sigmoid(z), y) / len(y)


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
        If the shapes do not fit, or if there is no example.
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
    _errors(z, y)
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
    """
    _errors(z, y)
    return np.where(y * z < 1.0, -y, 0.0) / len(y)


def _errors(prediction: np.ndarray, y: np.ndarray) -> np.ndarray:
    # Shapes (n, 1) and (n,) would broadcast to (n, n) without a complaint.
    if np.shape(prediction) != np.shape(y) or np.size(y) == 0:
        shapes = f"{np.shape(prediction)} and {np.shape(y)}"
        raise ValueError(f"need two equal shapes with entries, got {shapes}")
    return np.subtract(prediction, y)


def _rows(Z: np.ndarray, y: np.ndarray) -> np.ndarray:
    if np.ndim(Z) != 2 or np.shape(y) != np.shape(Z)[:1] or np.size(Z) == 0:
        shapes = f"{np.shape(Z)}, {np.shape(y)}"
        raise ValueError(f"need shapes (n, K) and (n,), got {shapes}")
    return np.arange(len(Z))
