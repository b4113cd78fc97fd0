"""A batch of values in; the same values with mean 0 and variance 1, and gradients, out.

Batch norm takes mean and variance of each column, over the examples; layer norm those of
each row, over the features. The variance is the mean squared distance from the mean
(divided by n, not by n - 1), and eps stands inside the root. RMS norm leaves the mean out.
"""

import numpy as np


def batch_statistics(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and variance of each column of a batch.

    Parameters
    ----------
    X : ndarray, shape (n, d)

    Returns
    -------
    mean : ndarray, shape (d,)
    variance : ndarray, shape (d,)
        The mean squared distance from the mean.

    Raises
    ------
    ValueError
        If X is not a matrix, or if there is no example.
    """
    _check(X)
    mean = X.mean(axis=0)
    return mean, np.square(X - mean).mean(axis=0)


def batch_norm(
    X: np.ndarray, gamma: np.ndarray, b: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Normalize each column over the batch, then scale and shift it.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    gamma : ndarray, shape (d,)
        The scale of each column.
    b : ndarray, shape (d,)
        The shift of each column.
    eps : float, positive, default 1e-5
        Keeps the root away from zero where a column hardly varies.

    Returns
    -------
    ndarray, shape (n, d)

    Raises
    ------
    ValueError
        If the shapes do not fit, or if there is no example.

    References
    ----------
    Ioffe and Szegedy, "Batch normalization: accelerating deep network training by
    reducing internal covariate shift", ICML, 2015.
    """
    _check(X, gamma, b)
    mean, variance = batch_statistics(X)
    return gamma / np.sqrt(variance + eps) * (X - mean) + b


def variance_gradient(
    G: np.ndarray, X: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Gradient of a loss by the variances that batch norm divides by.

    Parameters
    ----------
    G : ndarray, shape (n, d)
        Gradient of the loss with respect to the output of batch norm.
    X : ndarray, shape (n, d)
    gamma : ndarray, shape (d,)
    eps : float, positive, default 1e-5

    Returns
    -------
    ndarray, shape (d,)
        With the means held fast.

    Raises
    ------
    ValueError
        If the shapes do not fit, or if there is no example.
    """
    _check(X, gamma, G=G)
    mean, variance = batch_statistics(X)
    along = (G * (X - mean)).sum(axis=0)
    return -0.5 * gamma * along / (variance + eps) ** 1.5


def mean_gradient(
    G: np.ndarray, X: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Gradient of a loss by the means that batch norm subtracts.

    Parameters
    ----------
    G : ndarray, shape (n, d)
        Gradient of the loss with respect to the output of batch norm.
    X : ndarray, shape (n, d)
    gamma : ndarray, shape (d,)
    eps : float, positive, default 1e-5

    Returns
    -------
    ndarray, shape (d,)

    Raises
    ------
    ValueError
        If the shapes do not fit, or if there is no example.
    """
    _check(X, gamma, G=G)
    _, variance = batch_statistics(X)
    return -gamma * G.sum(axis=0) / np.sqrt(variance + eps)


def batch_norm_backward(
    G: np.ndarray,
    X: np.ndarray,
    gamma: np.ndarray,
    b: np.ndarray,
    eps: float = 1e-5,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient of a loss back through batch norm.

    Parameters
    ----------
    G : ndarray, shape (n, d)
        Gradient of the loss with respect to the output.
    X : ndarray, shape (n, d)
    gamma : ndarray, shape (d,)
    b : ndarray, shape (d,)
    eps : float, positive, default 1e-5

    Returns
    -------
    X_grad : ndarray, shape (n, d)
    gamma_grad : ndarray, shape (d,)
    b_grad : ndarray, shape (d,)

    Raises
    ------
    ValueError
        If the shapes do not fit, or if there is no example.
    """
    _check(X, gamma, b, G=G)
    mean, variance = batch_statistics(X)
    std = np.sqrt(variance + eps)
    normal = (X - mean) / std
    b_grad = G.sum(axis=0)
    gamma_grad = (G * normal).sum(axis=0)
    # Mean and variance depend on every row: their part is taken out.
    shared = (b_grad + normal * gamma_grad) / len(X)
    return gamma / std * (G - shared), gamma_grad, b_grad


def layer_norm(
    X: np.ndarray, gamma: np.ndarray, b: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Normalize each row over its features, then scale and shift.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    gamma : ndarray, shape (d,)
        The scale of each column.
    b : ndarray, shape (d,)
        The shift of each column.
    eps : float, positive, default 1e-5

    Returns
    -------
    ndarray, shape (n, d)

    Raises
    ------
    ValueError
        If the shapes do not fit, or if there is no example.

    References
    ----------
    Ba, Kiros and Hinton, "Layer normalization", 2016.
    """
    _check(X, gamma, b)
    centered = X - X.mean(axis=1, keepdims=True)
    variance = np.square(centered).mean(axis=1, keepdims=True)
    return gamma * centered / np.sqrt(variance + eps) + b


def layer_norm_backward(
    G: np.ndarray,
    X: np.ndarray,
    gamma: np.ndarray,
    b: np.ndarray,
    eps: float = 1e-5,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient of a loss back through layer norm.

    Parameters
    ----------
    G : ndarray, shape (n, d)
        Gradient of the loss with respect to the output.
    X : ndarray, shape (n, d)
    gamma : ndarray, shape (d,)
    b : ndarray, shape (d,)
    eps : float, positive, default 1e-5

    Returns
    -------
    X_grad : ndarray, shape (n, d)
    gamma_grad : ndarray, shape (d,)
    b_grad : ndarray, shape (d,)

    Raises
    ------
    ValueError
        If the shapes do not fit, or if there is no example.
    """
    _check(X, gamma, b, G=G)
    centered = X - X.mean(axis=1, keepdims=True)
    variance = np.square(centered).mean(axis=1, keepdims=True)
    std = np.sqrt(variance + eps)
    normal, scaled = centered / std, gamma * G
    shared = scaled.mean(axis=1, keepdims=True)
    shared = shared + normal * (scaled * normal).mean(axis=1, keepdims=True)
    return (scaled - shared) / std, (G * normal).sum(axis=0), G.sum(axis=0)


def batch_norm_inference(
    X: np.ndarray,
    gamma: np.ndarray,
    b: np.ndarray,
    mean: np.ndarray,
    variance: np.ndarray,
    eps: float = 1e-5,
) -> np.ndarray:
    """Batch norm after training: with the statistics that were kept.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    gamma : ndarray, shape (d,)
    b : ndarray, shape (d,)
    mean : ndarray, shape (d,)
    variance : ndarray, shape (d,), nonnegative
    eps : float, positive, default 1e-5

    Returns
    -------
    ndarray, shape (n, d)
        Each row depends on its own values alone.

    Raises
    ------
    ValueError
        If the shapes do not fit, or if there is no example.
    """
    _check(X, gamma, b, mean, variance)
    return gamma * (X - mean) / np.sqrt(variance + eps) + b


def running_statistics(
    X: np.ndarray,
    mean: np.ndarray,
    variance: np.ndarray,
    momentum: float = 0.1,
) -> tuple[np.ndarray, np.ndarray]:
    """Move the kept statistics a little toward those of a batch.

    Parameters
    ----------
    X : ndarray, shape (n, d), n >= 2
    mean : ndarray, shape (d,)
    variance : ndarray, shape (d,), nonnegative
    momentum : float, in [0, 1], default 0.1
        The share of the new batch.

    Returns
    -------
    mean : ndarray, shape (d,)
    variance : ndarray, shape (d,)
        From the unbiased variance of the batch, divided by n - 1.

    Raises
    ------
    ValueError
        If the shapes do not fit, or if there are fewer than two examples.
    """
    _check(X, mean, variance)
    if len(X) < 2:
        raise ValueError("the variance of a single example is not known")
    new_mean, new_variance = X.mean(axis=0), X.var(axis=0, ddof=1)
    return (
        (1.0 - momentum) * mean + momentum * new_mean,
        (1.0 - momentum) * variance + momentum * new_variance,
    )


def fold_batch_norm(
    W: np.ndarray,
    gamma: np.ndarray,
    b: np.ndarray,
    mean: np.ndarray,
    variance: np.ndarray,
    eps: float = 1e-5,
) -> tuple[np.ndarray, np.ndarray]:
    """Turn weights and the batch norm behind them into one linear layer.

    Parameters
    ----------
    W : ndarray, shape (d, k)
        Of a layer without a bias.
    gamma : ndarray, shape (k,)
    b : ndarray, shape (k,)
    mean : ndarray, shape (k,)
        The statistics that were kept.
    variance : ndarray, shape (k,), nonnegative
    eps : float, positive, default 1e-5

    Returns
    -------
    new_W : ndarray, shape (d, k)
    new_b : ndarray, shape (k,)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    _check(W, gamma, b, mean, variance)
    factor = gamma / np.sqrt(variance + eps)
    return W * factor, b - mean * factor


def merge_statistics(
    means: np.ndarray, variances: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Mean and variance of several equally large batches together.

    Parameters
    ----------
    means : ndarray, shape (m, d)
        One row for each batch.
    variances : ndarray, shape (m, d), nonnegative
        The mean squared distance from the mean of the batch.

    Returns
    -------
    mean : ndarray, shape (d,)
    variance : ndarray, shape (d,)

    Raises
    ------
    ValueError
        If the shapes do not fit, or if there is no batch.
    """
    _check(means, G=variances)
    mean, between = batch_statistics(means)
    return mean, variances.mean(axis=0) + between


def rms_norm(
    X: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Divide each row by its root mean square, then scale it.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    gamma : ndarray, shape (d,)
        The scale of each column.
    eps : float, positive, default 1e-5

    Returns
    -------
    ndarray, shape (n, d)

    Raises
    ------
    ValueError
        If the shapes do not fit, or if there is no example.

    References
    ----------
    Zhang and Sennrich, "Root mean square layer normalization", NeurIPS, 2019.
    """
    _check(X, gamma)
    squares = np.square(X).mean(axis=1, keepdims=True)
    return gamma * X / np.sqrt(squares + eps)


def rms_norm_backward(
    G: np.ndarray, X: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray]:
    """Carry the gradient of a loss back through RMS norm.

    Parameters
    ----------
    G : ndarray, shape (n, d)
        Gradient of the loss with respect to the output.
    X : ndarray, shape (n, d)
    gamma : ndarray, shape (d,)
    eps : float, positive, default 1e-5

    Returns
    -------
    X_grad : ndarray, shape (n, d)
    gamma_grad : ndarray, shape (d,)

    Raises
    ------
    ValueError
        If the shapes do not fit, or if there is no example.
    """
    _check(X, gamma, G=G)
    root = np.sqrt(np.square(X).mean(axis=1, keepdims=True) + eps)
    normal, scaled = X / root, gamma * G
    along = normal * (scaled * normal).mean(axis=1, keepdims=True)
    return (scaled - along) / root, (G * normal).sum(axis=0)


def _check(
    X: np.ndarray, *columns: np.ndarray, G: np.ndarray | None = None
) -> None:
    # A vector of length n would be stretched along the wrong axis.
    fits = all(np.shape(each) == np.shape(X)[1:] for each in columns)
    fits &= G is None or np.shape(G) == np.shape(X)
    if np.ndim(X) != 2 or np.size(X) == 0 or not fits:
        arrays = [X, *columns] + ([] if G is None else [G])
        shapes = ", ".join(str(np.shape(each)) for each in arrays)
        raise ValueError(f"need (n, d) and (d,) arrays, got {shapes}")
