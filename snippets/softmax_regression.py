"""Examples of several classes in; probabilities, and the weights that fit them, out.

The weights have a column for each of the K classes, classes have the numbers 0 to K - 1.
"""

import numpy as np

from snippets.linear_algebra import linear
from snippets.losses import softmax_cross_entropy, softmax_cross_entropy_grad
from snippets.optimization import gradient_step
from snippets.softmax import softmax


def one_hot(y: np.ndarray, classes: int) -> np.ndarray:
    """Write each class number as a row with a single 1.

    Parameters
    ----------
    y : ndarray of int, shape (n,), in 0..2
        Class numbers, below the number of classes.
    classes : int, in 3..6
        How many classes there are.

    Returns
    -------
    ndarray, shape (n, classes)

    Raises
    ------
    ValueError
        If y is not a vector, or names a class that there is not.
    """
    if np.ndim(y) != 1:
        raise ValueError(f"y must have shape (n,), got {np.shape(y)}")
    # As an index of np.eye, -1 would count from the end, and pass.
    numbers = np.arange(classes)
    if not np.all(np.isin(y, numbers)):
        raise ValueError(f"classes are 0 to {classes - 1}, got {y}")
    return 1.0 * (np.asarray(y)[:, np.newaxis] == numbers)


def predict_probability(
    X: np.ndarray, W: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Predict for each example how likely each class is.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        One example a row.
    W : ndarray, shape (d, K)
        One column of weights for each class.
    b : ndarray, shape (K,)

    Returns
    -------
    ndarray, shape (n, K)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    return softmax(linear(X, W, b))


def classify(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Choose for each example the class with the largest score.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, K)
    b : ndarray, shape (K,)

    Returns
    -------
    ndarray of int, shape (n,)
        Of classes with equal scores, the first.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    # Softmax keeps the order of the scores, so that they are enough.
    return np.argmax(linear(X, W, b), axis=1)


def likelihood(P: np.ndarray, y: np.ndarray) -> float:
    """The probability that all examples have the classes they have.

    Parameters
    ----------
    P : ndarray, shape (n, K), rows sum to 1
        The predicted probability of each class.
    y : ndarray of int, shape (n,), in 0..K-1
        The class of each example.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If there is not one class for each row.
    """
    if np.ndim(P) != 2 or np.shape(y) != np.shape(P)[:1]:
        shapes = f"{np.shape(P)} and {np.shape(y)}"
        raise ValueError(f"need shapes (n, K) and (n,), got {shapes}")
    return float(np.prod(P[np.arange(len(P)), y]))


def loss(
    W: np.ndarray, b: np.ndarray, X: np.ndarray, y: np.ndarray
) -> float:
    """The mean surprise at the classes, as a choice of W and b.

    Parameters
    ----------
    W : ndarray, shape (d, K)
    b : ndarray, shape (K,)
    X : ndarray, shape (n, d)
    y : ndarray of int, shape (n,), in 0..K-1

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes do not fit, or a class has no score.
    """
    return softmax_cross_entropy(linear(X, W, b), y)


def loss_gradients(
    W: np.ndarray, b: np.ndarray, X: np.ndarray, y: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Gradients of the loss by the weights and the biases.

    Parameters
    ----------
    W : ndarray, shape (d, K)
    b : ndarray, shape (K,)
    X : ndarray, shape (n, d)
    y : ndarray of int, shape (n,), in 0..K-1

    Returns
    -------
    W_grad : ndarray, shape (d, K)
    b_grad : ndarray, shape (K,)

    Raises
    ------
    ValueError
        If the shapes do not fit, or a class has no score.
    """
    G = softmax_cross_entropy_grad(linear(X, W, b), y)
    return X.T @ G, G.sum(axis=0)


def fit(
    X: np.ndarray,
    y: np.ndarray,
    classes: int,
    learning_rate: float,
    steps: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Find weights and biases by gradient descent, from zeros.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    y : ndarray of int, shape (n,), in 0..2
        Class numbers, below the number of classes.
    classes : int, in 3..6
        How many classes there are.
    learning_rate : float, positive
    steps : int, nonnegative

    Returns
    -------
    W : ndarray, shape (d, classes)
    b : ndarray, shape (classes,)

    Raises
    ------
    ValueError
        If the shapes do not fit, or y names a class that there is not.
    """
    W, b = np.zeros((np.shape(X)[1], classes)), np.zeros(classes)
    for _ in range(steps):
        W_grad, b_grad = loss_gradients(W, b, X, y)
        W = gradient_step(W, W_grad, learning_rate)
        b = gradient_step(b, b_grad, learning_rate)
    return W, b


def log_odds(
    X: np.ndarray, W: np.ndarray, b: np.ndarray, i: int, j: int
) -> np.ndarray:
    """The log-odds: how many times likelier one class is than another.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, K)
    b : ndarray, shape (K,)
    i : int, in 0..K-1
        The first class.
    j : int, in 0..K-1
        The second class.

    Returns
    -------
    ndarray, shape (n,)
        The logarithm of that factor; zero on the boundary between the two.

    Raises
    ------
    ValueError
        If the shapes do not fit, or there is no such class.
    """
    if not (0 <= i < len(b) and 0 <= j < len(b)):
        raise ValueError(f"classes are 0 to {len(b) - 1}, got {i} and {j}")
    return X @ (W[:, i] - W[:, j]) + b[i] - b[j]


def softmax_jacobian(z: np.ndarray) -> np.ndarray:
    """How each probability moves with each score.

    Parameters
    ----------
    z : ndarray, shape (K,)

    Returns
    -------
    ndarray, shape (K, K)
        One row for each probability, one column for each score.

    Raises
    ------
    ValueError
        If z is not a vector of at least one score.
    """
    if np.ndim(z) != 1:
        raise ValueError(f"z must have shape (K,), got {np.shape(z)}")
    p = softmax(z)
    return np.diag(p) - np.outer(p, p)


def remove_shift(
    W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Of all weights with the same predictions, take the smallest.

    Parameters
    ----------
    W : ndarray, shape (d, K)
    b : ndarray, shape (K,)

    Returns
    -------
    W : ndarray, shape (d, K)
        Each row has the mean 0.
    b : ndarray, shape (K,)
        Has the mean 0.

    Raises
    ------
    ValueError
        If there is not one bias for each column.
    """
    if np.ndim(W) != 2 or np.shape(b) != np.shape(W)[1:]:
        shapes = f"{np.shape(W)} and {np.shape(b)}"
        raise ValueError(f"need shapes (d, K) and (K,), got {shapes}")
    return W - np.mean(W, axis=1, keepdims=True), b - np.mean(b)


def prior_bias(y: np.ndarray, classes: int) -> np.ndarray:
    """The biases that fit best while all weights are zero.

    Parameters
    ----------
    y : ndarray of int, shape (n,), in 0..2
        Class numbers, below the number of classes.
    classes : int, in 3..6
        How many classes there are.

    Returns
    -------
    ndarray, shape (classes,)
        The logarithm of the share of each class; -inf for one without an example.

    Raises
    ------
    ValueError
        If there is no example, or y names a class that there is not.
    """
    if np.size(y) == 0:
        raise ValueError("no example, no shares")
    with np.errstate(divide="ignore"):  # log(0) is -inf, as it should be
        return np.log(one_hot(y, classes).mean(axis=0))
