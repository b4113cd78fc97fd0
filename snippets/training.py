"""Numbers of examples in, rows to train and to test on out; data in, scaled data out.

Rows are given as arrays of indices, so that one of them picks from X and from y alike:
`X[rows], y[rows]`.
"""

import numpy as np

from snippets.activations import sigmoid
from snippets.linear_algebra import linear


def minibatches(
    n: int, batch_size: int, generator: np.random.Generator
) -> tuple[np.ndarray, ...]:
    """Deal the shuffled rows of a data set into mini-batches.

    Parameters
    ----------
    n : int, positive
        How many examples there are.
    batch_size : int, positive
    generator : Generator

    Returns
    -------
    tuple of ndarray of int
        The rows of each mini-batch. Each row is in exactly one of them; the last one
        is smaller if batch_size does not divide n.

    Raises
    ------
    ValueError
        If there is no example, or the size of a mini-batch is not positive.
    """
    if n < 1 or batch_size < 1:
        raise ValueError(f"need n, batch_size >= 1, got {n}, {batch_size}")
    rows = generator.permutation(n)
    starts = range(0, n, batch_size)
    return tuple(rows[start : start + batch_size] for start in starts)


def steps_per_epoch(n: int, batch_size: int) -> int:
    """Number of mini-batches that an epoch takes.

    Parameters
    ----------
    n : int, positive
        How many examples there are.
    batch_size : int, positive

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If there is no example, or the size of a mini-batch is not positive.
    """
    if n < 1 or batch_size < 1:
        raise ValueError(f"need n, batch_size >= 1, got {n}, {batch_size}")
    return -(-n // batch_size)  # a division that rounds up


def split(
    n: int, validation: float, test: float, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Part the rows of a data set at random into three sets.

    Parameters
    ----------
    n : int, positive
        How many examples there are.
    validation : float, in [0, 0.5)
        The share of the rows for choosing between models.
    test : float, in [0, 0.5)
        The share of the rows for the final report.
    generator : Generator

    Returns
    -------
    training_rows : ndarray of int, shape (n_1,)
    validation_rows : ndarray of int, shape (n_2,)
    test_rows : ndarray of int, shape (n_3,)

    Raises
    ------
    ValueError
        If a share is negative, or both leave nothing to train on.
    """
    # 0.29 of 100 is 28.999999999999996 in floats, and should be 29.
    held_out = [int(n * share + 1e-9) for share in (validation, test)]
    if min(validation, test) < 0.0 or sum(held_out) >= n:
        shares = f"{validation} and {test} of {n} rows"
        raise ValueError(f"{shares} leave none to train on")
    rows = generator.permutation(n)
    first, second = n - sum(held_out), n - held_out[1]
    return rows[:first], rows[first:second], rows[second:]


def standardize(X: np.ndarray, training: np.ndarray) -> np.ndarray:
    """Measure each column in standard deviations from its training mean.

    Parameters
    ----------
    X : ndarray, shape (m, d)
        The data to scale: training, validation or test data.
    training : ndarray, shape (n, d), full rank
        The training data, which alone give the means and deviations.

    Returns
    -------
    ndarray, shape (m, d)
        A column that is constant in training is only moved.

    Raises
    ------
    ValueError
        If the two do not have the same columns, or the training data no row.
    """
    if np.shape(X)[1:] != np.shape(training)[1:] or not len(training):
        shapes = f"{np.shape(X)} and {np.shape(training)}"
        raise ValueError(f"need the same columns and a row, got {shapes}")
    # Rounding can leave a constant column a tiny deviation, but no range.
    varies = np.ptp(training, axis=0) > 0.0
    deviation = np.where(varies, np.std(training, axis=0), 1.0)
    return (X - np.mean(training, axis=0)) / deviation


def random_features(
    X: np.ndarray, W: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Outputs of hidden neurons whose random weights stay.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)
        A column of random weights for each feature.
    b : ndarray, shape (k,)
        The random biases.

    Returns
    -------
    ndarray, shape (n, k)

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Rahimi and Recht, "Random features for large-scale kernel machines", NIPS 20,
    2007.
    """
    return sigmoid(linear(X, W, b))


def k_fold(
    n: int, folds: int, generator: np.random.Generator
) -> tuple[np.ndarray, ...]:
    """Deal the shuffled rows into parts of equal size, give or take one.

    Parameters
    ----------
    n : int, in n..n
        How many examples there are.
    folds : int, in 1..n
        Each part is held out once, while the others train.
    generator : Generator

    Returns
    -------
    tuple of ndarray of int
        The rows of each part.

    Raises
    ------
    ValueError
        If there is no fold, or there are more folds than rows.

    References
    ----------
    Stone, "Cross-validatory choice and assessment of statistical predictions",
    Journal of the Royal Statistical Society B 36(2), 1974.
    """
    if not 1 <= folds <= n:
        raise ValueError(f"need 1 to {n} folds, got {folds}")
    rows = generator.permutation(n)
    return tuple(rows[start::folds] for start in range(folds))
