"""Data and targets in; the straight line, plane or hyperplane that fits them best out."""

import numpy as np

from snippets.losses import mse, mse_grad
from snippets.neuron import weighted_sum
from snippets.optimization import gradient_step


def predict(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """Predict a number for each example: a weighted sum of its inputs.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        One example a row.
    w : ndarray, shape (d,)
        The weights, one for each input.
    b : float
        The bias.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If there is not one weight for each column of X.
    """
    return weighted_sum(X, w, b)


def residuals(prediction: np.ndarray, y: np.ndarray) -> np.ndarray:
    """What a prediction leaves over: how far each target lies above it.

    Parameters
    ----------
    prediction : ndarray, shape (n,)
    y : ndarray, shape (n,)
        The targets.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If the shapes differ.
    """
    if np.shape(prediction) != np.shape(y):
        shapes = f"{np.shape(prediction)} and {np.shape(y)}"
        raise ValueError(f"need two arrays of one shape, got {shapes}")
    return np.subtract(y, prediction)


def loss(w: np.ndarray, b: float, X: np.ndarray, y: np.ndarray) -> float:
    """The mean squared error of the predictions, as a choice of w and b.

    Parameters
    ----------
    w : ndarray, shape (d,)
    b : float
    X : ndarray, shape (n, d)
    y : ndarray, shape (n,)

    Returns
    -------
    float
    """
    return mse(predict(X, w, b), y)


def loss_gradients(
    w: np.ndarray, b: float, X: np.ndarray, y: np.ndarray
) -> tuple[np.ndarray, float]:
    """Gradients of the mean squared error by the weights and the bias.

    Parameters
    ----------
    w : ndarray, shape (d,)
    b : float
    X : ndarray, shape (n, d)
    y : ndarray, shape (n,)

    Returns
    -------
    w_grad : ndarray, shape (d,)
    b_grad : float
    """
    G = mse_grad(predict(X, w, b), y)
    return X.T @ G, float(np.sum(G))


def fit(
    X: np.ndarray, y: np.ndarray, learning_rate: float, steps: int
) -> tuple[np.ndarray, float]:
    """Find weights and bias by gradient descent, from zeros.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    y : ndarray, shape (n,)
    learning_rate : float, positive
    steps : int, nonnegative

    Returns
    -------
    w : ndarray, shape (d,)
    b : float
    """
    w, b = np.zeros(np.shape(X)[1]), 0.0
    for _ in range(steps):
        w_grad, b_grad = loss_gradients(w, b, X, y)
        w = gradient_step(w, w_grad, learning_rate)
        b = gradient_step(b, b_grad, learning_rate)
    return w, b


def add_ones(X: np.ndarray) -> np.ndarray:
    """Put a column of ones in front, whose weight is the bias.

    Parameters
    ----------
    X : ndarray, shape (n, d)

    Returns
    -------
    ndarray, shape (n, d + 1)

    Raises
    ------
    ValueError
        If X is not a matrix.
    """
    if np.ndim(X) != 2:
        raise ValueError(f"X must have shape (n, d), got {np.shape(X)}")
    return np.column_stack([np.ones(len(X)), X])


def normal_equation(X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Find the weights of the smallest mean squared error in one go.

    Parameters
    ----------
    X : ndarray, shape (n, d), full rank, n > d
        One example a row; a column of ones makes its weight the bias.
    y : ndarray, shape (n,)

    Returns
    -------
    ndarray, shape (d,)

    Raises
    ------
    ValueError
        If there is not one target for each example, or columns of X depend on each
        other, so that many weights are equally good.

    References
    ----------
    Legendre, "Nouvelles méthodes pour la détermination des orbites des comètes", 1805.
    """
    if np.ndim(X) != 2 or np.shape(y) != np.shape(X)[:1]:
        shapes = f"{np.shape(X)} and {np.shape(y)}"
        raise ValueError(f"need shapes (n, d) and (n,), got {shapes}")
    rank, d = np.linalg.matrix_rank(X), np.shape(X)[1]
    if rank < d:
        raise ValueError(f"X has {d} columns, but its rank is {rank}")
    return np.linalg.solve(X.T @ X, X.T @ y)


def minimum_norm(X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Of all weights that fit best, find the shortest.

    Parameters
    ----------
    X : ndarray, shape (n, d), full rank, n <= d
        One example a row. The code takes any matrix; with more examples than
        inputs it finds what the normal equation does.
    y : ndarray, shape (n,)

    Returns
    -------
    ndarray, shape (d,)

    Raises
    ------
    ValueError
        If there is not one target for each example.

    References
    ----------
    Penrose, "On best approximate solutions of linear matrix equations", Mathematical
    Proceedings of the Cambridge Philosophical Society 52(1), 1956.
    """
    if np.ndim(X) != 2 or np.shape(y) != np.shape(X)[:1]:
        shapes = f"{np.shape(X)} and {np.shape(y)}"
        raise ValueError(f"need shapes (n, d) and (n,), got {shapes}")
    # The singular values are used, never their squares as in X.T @ X.
    return np.linalg.pinv(X) @ y


def loss_hessian(X: np.ndarray) -> np.ndarray:
    """How the mean squared error bends: the same for all weights.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        One example a row; a column of ones makes its weight the bias.

    Returns
    -------
    ndarray, shape (d, d)

    Raises
    ------
    ValueError
        If X is not a matrix with at least one row.
    """
    if np.ndim(X) != 2 or not len(X):
        raise ValueError(f"X must have shape (n, d), got {np.shape(X)}")
    return 2.0 / len(X) * X.T @ X


def leverage(X: np.ndarray) -> np.ndarray:
    """How far each prediction follows its own target, from 0 to 1.

    Parameters
    ----------
    X : ndarray, shape (n, d), full rank, n > d
        One example a row; a column of ones makes its weight the bias.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If columns of X depend on each other.

    References
    ----------
    Hoaglin and Welsch, "The hat matrix in regression and ANOVA", The American
    Statistician 32(1), 1978.
    """
    if np.linalg.matrix_rank(X) < np.shape(X)[1]:
        raise ValueError(
            f"columns of X depend on each other: {np.shape(X)}"
        )
    # Columns at right angles of length 1, with the span of those of X.
    Q, _ = np.linalg.qr(X)
    return np.sum(np.square(Q), axis=1)


def fit_line(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Slope and height at 0 of the line that fits points best.

    Parameters
    ----------
    x : ndarray, shape (n,)
    y : ndarray, shape (n,)

    Returns
    -------
    w : float
        0 if all x are alike, where every slope is as good.
    b : float

    Raises
    ------
    ValueError
        If there is not one y for each x, or no point at all.
    """
    if np.ndim(x) != 1 or np.shape(x) != np.shape(y) or not len(x):
        shapes = f"{np.shape(x)} and {np.shape(y)}"
        raise ValueError(f"need two vectors of one shape, got {shapes}")
    # A rounded mean would leave alike x a hair apart.
    apart = x - np.mean(x) if np.any(x != x[0]) else np.zeros(len(x))
    spread = np.sum(apart**2)
    w = np.sum(apart * y) / spread if spread > 0.0 else 0.0
    return float(w), float(np.mean(y) - w * np.mean(x))


def unscale(
    w: np.ndarray, b: float, mean: np.ndarray, std: np.ndarray
) -> tuple[np.ndarray, float]:
    """Turn a fit of standardized inputs into one of the raw inputs.

    Parameters
    ----------
    w : ndarray, shape (d,)
    b : float
    mean : ndarray, shape (d,)
        What was subtracted from each input.
    std : ndarray, shape (d,), positive
        What each input was then divided by.

    Returns
    -------
    w : ndarray, shape (d,)
    b : float

    Raises
    ------
    ValueError
        If a standard deviation is not positive.
    """
    if not np.min(std) > 0.0:
        raise ValueError(f"standard deviations are positive, got {std}")
    w = w / std
    return w, float(b - w @ mean)


def r_squared(prediction: np.ndarray, y: np.ndarray) -> float:
    """The share of the variance of the targets that is explained.

    Parameters
    ----------
    prediction : ndarray, shape (n,), n > 3
    y : ndarray, shape (n,)
        The targets, not all alike.

    Returns
    -------
    float
        1 for perfect predictions, 0 for those no better than the mean, below 0 for
        worse ones.

    Raises
    ------
    ValueError
        If all targets are alike, or the shapes differ.
    """
    spread = mse(np.full(np.shape(y), np.mean(y)), y)
    if spread == 0.0:
        raise ValueError(
            "all targets are alike: there is nothing to explain"
        )
    return 1.0 - mse(prediction, y) / spread
