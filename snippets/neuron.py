"""Inputs, weights and a threshold or a bias in; what an artificial neuron gives out.

An example is a row of X. The neuron of McCulloch and Pitts fires or does not; the neuron of
networks gives a number in between, which changes smoothly with its weights.
"""

import numpy as np

from snippets.activations import sigmoid


def mcculloch_pitts(
    X: np.ndarray, w: np.ndarray, threshold: float
) -> np.ndarray:
    """Fire if the weighted sum of the inputs reaches the threshold.

    Parameters
    ----------
    X : ndarray, shape (n, d), in {0, 1}
        In each row, which inputs are active.
    w : ndarray, shape (d,)
    threshold : float

    Returns
    -------
    ndarray of int, shape (n,)
        1 where the neuron fires, 0 where it does not.

    Raises
    ------
    ValueError
        If a row of X and the weights differ in length.

    References
    ----------
    McCulloch and Pitts, "A logical calculus of the ideas immanent in nervous
    activity", Bulletin of Mathematical Biophysics 5, 1943.
    """
    return (weighted_sum(X, w, 0.0) >= threshold).astype(int)


def weighted_sum(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """Weigh the inputs, add them up, and add the bias.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    w : ndarray, shape (d,)
    b : float

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If a row of X and the weights differ in length.
    """
    # Weights of shape (d, 1) would give a column without a complaint.
    if np.ndim(X) != 2 or np.shape(w) != np.shape(X)[1:]:
        shapes = f"{np.shape(X)} and {np.shape(w)}"
        raise ValueError(f"need the shapes (n, d) and (d,), got {shapes}")
    return X @ w + b


def neuron(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """The response of a sigmoid neuron to each example.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    w : ndarray, shape (d,)
    b : float

    Returns
    -------
    ndarray, shape (n,)
        In [0, 1]; 1/2 where the weighted sum is 0.

    Raises
    ------
    ValueError
        If a row of X and the weights differ in length.
    """
    return sigmoid(weighted_sum(X, w, b))


def boundary(x_1: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """The second input at which a neuron of two inputs is undecided.

    Parameters
    ----------
    x_1 : ndarray, any shape
        The first input.
    w : ndarray, shape (2,), nonzero
    b : float

    Returns
    -------
    ndarray, same shape as x_1

    Raises
    ------
    ValueError
        If the second weight is 0: the line is vertical.
    """
    if w[1] == 0.0:
        raise ValueError("with w[1] = 0 the line is vertical")
    return -(w[0] * x_1 + b) / w[1]


def at_least(X: np.ndarray, count: int) -> np.ndarray:
    """Fire if at least so many inputs are active.

    Parameters
    ----------
    X : ndarray, shape (n, d), in {0, 1}
    count : int, nonnegative

    Returns
    -------
    ndarray of int, shape (n,)
    """
    return mcculloch_pitts(X, np.ones(X.shape[1]), count)


def inhibited(
    X: np.ndarray, stop: np.ndarray, threshold: int
) -> np.ndarray:
    """Fire if enough inputs are active and nothing forbids it.

    Parameters
    ----------
    X : ndarray, shape (n, d), in {0, 1}
        The exciting inputs, each of weight 1.
    stop : ndarray, shape (n,), in {0, 1}
        The inhibiting input: where it is 1, the neuron keeps silent.
    threshold : int, in 0..3

    Returns
    -------
    ndarray of int, shape (n,)
    """
    return np.where(stop == 1, 0, at_least(X, threshold))


def half_adder(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Add two binary digits with neurons that fire or do not.

    Parameters
    ----------
    X : ndarray, shape (n, 2), in {0, 1}
        Two digits in each row.

    Returns
    -------
    digit : ndarray of int, shape (n,)
        The last digit of their sum.
    carry : ndarray of int, shape (n,)
        The digit before it.
    """
    either, carry = at_least(X, 1), at_least(X, 2)
    # For the last digit one neuron will not do: at 1 + 1 it must
    # fall silent again.
    hidden = np.stack([either, carry], axis=1)
    return mcculloch_pitts(hidden, np.array([1.0, -1.0]), 1.0), carry
