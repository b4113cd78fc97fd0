"""Layers of neurons, and numbers by which a benchmark is read: arrays in, arrays or shares out."""

import numpy as np

from snippets.activations import tanh
from snippets.linear_algebra import linear, linear_backward


def layer(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A layer: several neurons that look at the same inputs.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        One example in each row.
    W : ndarray, shape (d, k)
        The weights, one neuron in each column.
    b : ndarray, shape (k,)
        The biases of the neurons.

    Returns
    -------
    ndarray, shape (n, k)
        In [-1, 1].

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    return tanh(linear(X, W, b))


def layer_backward(
    G: np.ndarray, X: np.ndarray, W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient of a loss back through a layer.

    Parameters
    ----------
    G : ndarray, shape (n, k)
        Gradient of the loss with respect to the output.
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)
    b : ndarray, shape (k,)

    Returns
    -------
    X_grad : ndarray, shape (n, d)
    W_grad : ndarray, shape (d, k)
    b_grad : ndarray, shape (k,)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    # The slope of tanh at a sum is 1 minus the square of the output.
    slope = 1.0 - np.square(layer(X, W, b))
    return linear_backward(G * slope, X, W, b)


def network(
    X: np.ndarray, layers: list[tuple[np.ndarray, np.ndarray]]
) -> np.ndarray:
    """A network: each layer looks at what the one before it gives.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        One example in each row.
    layers : list of pairs
        W of shape (d, k) and b of shape (k,) of each layer, in order.

    Returns
    -------
    ndarray, shape (n, k)
        What the last layer gives; X itself if there is none.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    for W, b in layers:
        X = layer(X, W, b)
    return X


def relative_reduction(before: float, after: float) -> float:
    """The share of errors that an improvement removes.

    Parameters
    ----------
    before : float, positive
        The error to compare with.
    after : float, nonnegative
        The new error, in the same unit.

    Returns
    -------
    float
        At most 1; negative if the error grew.

    Raises
    ------
    ValueError
        If the error before is not positive: of nothing there is no share.
    """
    if not before > 0.0:
        raise ValueError(f"the error before must be positive, got {before}")
    return 1.0 - after / before


def guessing_error(classes: int, guesses: int) -> float:
    """The top-k error of somebody who guesses blindly.

    Parameters
    ----------
    classes : int, positive
        Of how many classes each is as likely as the others.
    guesses : int, nonnegative
        How many different classes are named.

    Returns
    -------
    float
        In [0, 1].
    """
    return max(0.0, 1.0 - guesses / classes)


def majority_error(y: np.ndarray) -> float:
    """The error of always naming the most frequent class.

    Parameters
    ----------
    y : ndarray of int, shape (n,), nonnegative
        The class of each example.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If there is no example.
    """
    if not len(y):
        raise ValueError("there is no example")
    return 1.0 - float(np.bincount(y).max()) / len(y)


def yearly_factor(first: float, last: float, years: int) -> float:
    """By which factor an error changed each year, if always by the same.

    Parameters
    ----------
    first : float, positive
    last : float, positive
        The error so many years later.
    years : int, positive

    Returns
    -------
    float
    """
    return float((last / first) ** (1.0 / years))
