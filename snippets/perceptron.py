"""Examples with labels −1 and 1 in; a line between them, and how hard that is, out.

The weights w and the bias b are kept apart. A bias is a weight whose input is always 1, so
that a column of ones in X takes its place where the mathematics is shorter without it.
"""

import numpy as np

from snippets.linear_algebra import norm


def predict(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """Label each example by the side of the line on which it lies.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        One example in each row.
    w : ndarray, shape (d,)
    b : float

    Returns
    -------
    ndarray of int, shape (n,)
        1 where the weighted sum is not negative, −1 elsewhere.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    if np.shape(X)[1:] != np.shape(w):
        raise ValueError(f"X has shape {np.shape(X)}, w {np.shape(w)}")
    return np.where(X @ w + b >= 0.0, 1, -1)


def perceptron_step(
    w: np.ndarray, b: float, x: np.ndarray, y: int
) -> tuple[np.ndarray, float]:
    """Look at one example, and correct the weights if they fail on it.

    Parameters
    ----------
    w : ndarray, shape (d,)
    b : float
    x : ndarray, shape (d,)
    y : int, in {-1, 1}
        The label of x.

    Returns
    -------
    new_w : ndarray, shape (d,)
    new_b : float

    Raises
    ------
    ValueError
        If the label is neither −1 nor 1.

    References
    ----------
    Rosenblatt, "The perceptron", Psychological Review 65(6), 1958.
    """
    if y not in (-1, 1):
        raise ValueError(f"a label must be -1 or 1, got {y}")
    # On the line itself there is no decision: that counts as a failure.
    if y * (w @ x + b) <= 0.0:
        return w + y * x, b + y
    return 1.0 * w, 1.0 * b


def perceptron_train(
    X: np.ndarray, y: np.ndarray, steps: int
) -> tuple[np.ndarray, np.ndarray]:
    """Show the examples one after the other, again and again.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        One example in each row.
    y : ndarray of int, shape (n,), in {-1, 1}
        The label of each.
    steps : int, nonnegative
        How many examples are shown; after the last row comes the first again.

    Returns
    -------
    weights : ndarray, shape (T + 1, d)
        Zeros, then the weights after each of the T steps.
    biases : ndarray, shape (T + 1,)
        Likewise.

    Raises
    ------
    ValueError
        If a label is neither −1 nor 1, or the shapes do not fit.
    """
    if len(X) != len(y):
        raise ValueError(f"X has {len(X)} examples, y {len(y)} labels")
    w, b = np.zeros(X.shape[1]), 0.0
    weights, biases = [w], [b]
    for t in range(steps):
        i = t % len(X)
        w, b = perceptron_step(w, b, X[i], y[i])
        weights.append(w)
        biases.append(b)
    return np.stack(weights), np.array(biases)


def mistakes(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> int:
    """Count the examples that are not on the side of their label.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    y : ndarray of int, shape (n,), in {-1, 1}
    w : ndarray, shape (d,)
    b : float

    Returns
    -------
    int
        An example on the line itself counts as well.
    """
    # Added up one by one, since a fast matrix product may miss exact zeros.
    sums = np.sum(X * w, axis=1) + b
    return int(np.sum(y * sums <= 0.0))


def margin(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    """Distance from the line to the nearest example, on the right side.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    y : ndarray of int, shape (n,), in {-1, 1}
    w : ndarray, shape (d,), nonzero
    b : float

    Returns
    -------
    float
        Negative if an example lies on the wrong side.

    Raises
    ------
    ValueError
        If the weights are all zero: then there is no line.
    """
    length = norm(w)
    if length == 0.0:
        raise ValueError("weights of zero make no line")
    return float(np.min(y * (X @ w + b)) / length)


def radius(X: np.ndarray) -> float:
    """Distance from the origin to the farthest example.

    Parameters
    ----------
    X : ndarray, shape (n, d)

    Returns
    -------
    float
    """
    return max(norm(x) for x in X)


def least_length(step: np.ndarray, margin: float) -> np.ndarray:
    """Length that the weights have at least, after so many mistakes.

    Parameters
    ----------
    step : ndarray, any shape, nonnegative
        How many mistakes were corrected, from weights of zero on.
    margin : float, positive

    Returns
    -------
    ndarray, same shape as step
    """
    return margin * np.asarray(step)


def greatest_length(step: np.ndarray, radius: float) -> np.ndarray:
    """Length that the weights have at most, after so many mistakes.

    Parameters
    ----------
    step : ndarray, any shape, nonnegative
        How many mistakes were corrected, from weights of zero on.
    radius : float, positive

    Returns
    -------
    ndarray, same shape as step
    """
    return radius * np.sqrt(step)


def mistake_bound(radius: float, margin: float) -> float:
    """Greatest number of mistakes that a perceptron can make.

    Parameters
    ----------
    radius : float, positive
        Distance from the origin to the farthest example.
    margin : float, positive
        Distance from a line through the origin to the nearest example.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the margin is not positive: then there is no bound.

    References
    ----------
    Novikoff, "On convergence proofs on perceptrons", Symposium on the Mathematical
    Theory of Automata, 1962.
    """
    if not margin > 0.0:
        raise ValueError(f"the bound needs a margin > 0, got {margin}")
    return (radius / margin) ** 2


def weights_from_counts(
    X: np.ndarray, y: np.ndarray, counts: np.ndarray
) -> tuple[np.ndarray, float]:
    """Weights and bias, from how often each example failed.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    y : ndarray of int, shape (n,), in {-1, 1}
    counts : ndarray of int, shape (n,), nonnegative
        How many times each example was a mistake.

    Returns
    -------
    w : ndarray, shape (d,)
    b : float
    """
    return (counts * y) @ X, float(np.sum(counts * y))


def perceptron_loss(
    X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float
) -> float:
    """Mean of how far the examples are on the wrong side.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    y : ndarray of int, shape (n,), in {-1, 1}
    w : ndarray, shape (d,)
    b : float

    Returns
    -------
    float
        Zero if no example is on the wrong side.
    """
    return float(np.mean(np.maximum(0.0, -y * (X @ w + b))))


def middle_bias(A: np.ndarray, B: np.ndarray, w: np.ndarray) -> float:
    """Bias that puts a line halfway between two kinds.

    Parameters
    ----------
    A : ndarray, shape (n, d)
        The examples of label 1.
    B : ndarray, shape (k, d)
        The examples of label −1.
    w : ndarray, shape (d,)

    Returns
    -------
    float
    """
    return float(-(np.min(A @ w) + np.max(B @ w)) / 2.0)
