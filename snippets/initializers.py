"""The sizes of a layer in, its first weights out; and how values spread in deep networks.

A layer has d inputs and k outputs, and its weights have the shape (d, k). Randomness
comes from the generator that is handed over.
"""

from collections.abc import Callable

import numpy as np

from snippets.activations import relu, relu_grad


def zeros(d: int, k: int) -> np.ndarray:
    """Weights of zero: right for a bias, wrong for a hidden layer.

    Parameters
    ----------
    d : int, positive
    k : int, positive

    Returns
    -------
    ndarray, shape (d, k)
    """
    return np.zeros((d, k))


def normal(
    d: int, k: int, s: float, generator: np.random.Generator
) -> np.ndarray:
    """Draw weights with mean zero and a given standard deviation.

    Parameters
    ----------
    d : int, positive
    k : int, positive
    s : float, nonnegative
        Standard deviation of each weight.
    generator : Generator

    Returns
    -------
    ndarray, shape (d, k)

    Raises
    ------
    ValueError
        If s is negative.
    """
    if not s >= 0.0:
        raise ValueError(f"a standard deviation is not negative, got {s}")
    return generator.normal(0.0, s, size=(d, k))


def score_variance(X: np.ndarray, s: float) -> float:
    """Mean square of the scores of a layer, over all random weights.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        What goes into the layer.
    s : float, nonnegative
        Standard deviation of the weights; their mean is zero.

    Returns
    -------
    float
        The scores have mean zero, so that it is their variance.
    """
    return float(X.shape[1] * s**2 * np.mean(np.square(X)))


def gradient_variance(G: np.ndarray, s: float) -> float:
    """Mean square of the gradient by a layer's inputs, over all weights.

    Parameters
    ----------
    G : ndarray, shape (n, k)
        Gradient of the loss with respect to the scores of the layer.
    s : float, nonnegative
        Standard deviation of the weights; their mean is zero.

    Returns
    -------
    float
    """
    return float(G.shape[1] * s**2 * np.mean(np.square(G)))


def variance_at_depth(
    variance: float, d: int, s: float, depth: int, passed: float = 0.5
) -> float:
    """Variance of the scores that many equal layers later.

    Parameters
    ----------
    variance : float, nonnegative
        Of the scores of the first layer.
    d : int, positive
        Width of every layer.
    s : float, nonnegative
        Standard deviation of the weights.
    depth : int, nonnegative
        How many layers later.
    passed : float, in [0, 1], default 0.5
        The share of the mean square that the activation lets through: one half for
        ReLU, all of it without an activation.

    Returns
    -------
    float
    """
    return float(variance * (passed * d * s**2) ** depth)


def layer_variances(
    X: np.ndarray,
    W: np.ndarray,
    activation: Callable[[np.ndarray], np.ndarray] = relu,
) -> np.ndarray:
    """Mean square of the scores of each layer of a deep network.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (D, d, d)
        The weights of D layers of one width, without biases.
    activation : callable, elementwise
        Between the layers.

    Returns
    -------
    ndarray, shape (D,)

    Raises
    ------
    ValueError
        If the layers and the data do not fit.

    References
    ----------
    Glorot and Bengio, "Understanding the difficulty of training deep feedforward
    neural networks", AISTATS, 2010.
    """
    if W.shape[1:] != 2 * X.shape[1:]:
        raise ValueError(f"X and W do not fit, got {X.shape} and {W.shape}")
    A, variances = X, []
    for weights in W:
        Z = A @ weights
        variances.append(np.mean(np.square(Z)))
        A = activation(Z)
    return np.array(variances)


def gradient_variances(
    G: np.ndarray,
    X: np.ndarray,
    W: np.ndarray,
    activation: Callable[[np.ndarray], np.ndarray] = relu,
    activation_grad: Callable[[np.ndarray], np.ndarray] = relu_grad,
) -> np.ndarray:
    """Mean square of the loss's gradient by each layer's scores.

    Parameters
    ----------
    G : ndarray, shape (n, d)
        Gradient of the loss with respect to the scores of the last layer.
    X : ndarray, shape (n, d)
    W : ndarray, shape (D, d, d)
        The weights of D layers of one width, without biases.
    activation : callable, elementwise
        Between the layers.
    activation_grad : callable, elementwise
        Its derivative.

    Returns
    -------
    ndarray, shape (D,)
        From the first layer to the last.

    Raises
    ------
    ValueError
        If the layers, the data and the gradient do not fit.
    """
    if W.shape[1:] != 2 * X.shape[1:] or G.shape != X.shape:
        shapes = f"{G.shape}, {X.shape}, {W.shape}"
        raise ValueError(f"G, X and W do not fit, got {shapes}")
    Z = [X @ W[0]]
    for weights in W[1:]:
        Z.append(activation(Z[-1]) @ weights)
    variances = [np.mean(np.square(G))]
    for scores, weights in zip(Z[-2::-1], W[:0:-1], strict=True):
        G = (G @ weights.T) * activation_grad(scores)
        variances.append(np.mean(np.square(G)))
    return np.array(variances[::-1])


def xavier_std(d: int, k: int) -> float:
    """Standard deviation that suits both directions of a layer.

    Parameters
    ----------
    d : int, positive
    k : int, positive

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If a size is not positive.

    References
    ----------
    Glorot and Bengio, "Understanding the difficulty of training deep feedforward
    neural networks", AISTATS, 2010.
    """
    if min(d, k) < 1:
        raise ValueError(f"a layer has positive sizes, got {d} and {k}")
    return float(np.sqrt(2.0 / (d + k)))


def xavier(d: int, k: int, generator: np.random.Generator) -> np.ndarray:
    """Draw Xavier weights: for tanh, and for layers without a bend.

    Parameters
    ----------
    d : int, positive
    k : int, positive
    generator : Generator

    Returns
    -------
    ndarray, shape (d, k)

    Raises
    ------
    ValueError
        If a size is not positive.

    References
    ----------
    Glorot and Bengio, "Understanding the difficulty of training deep feedforward
    neural networks", AISTATS, 2010.
    """
    return normal(d, k, xavier_std(d, k), generator)


def uniform_bound(s: float) -> float:
    """Bound between which even chances have a given standard deviation.

    Parameters
    ----------
    s : float, nonnegative
        The standard deviation.

    Returns
    -------
    float
        The numbers lie between minus the bound and the bound.

    Raises
    ------
    ValueError
        If s is negative.
    """
    if not s >= 0.0:
        raise ValueError(f"a standard deviation is not negative, got {s}")
    return float(np.sqrt(3.0) * s)


def xavier_uniform(
    d: int, k: int, generator: np.random.Generator
) -> np.ndarray:
    """Draw Xavier weights with even chances between two bounds.

    Parameters
    ----------
    d : int, positive
    k : int, positive
    generator : Generator

    Returns
    -------
    ndarray, shape (d, k)

    Raises
    ------
    ValueError
        If a size is not positive.

    References
    ----------
    Glorot and Bengio, "Understanding the difficulty of training deep feedforward
    neural networks", AISTATS, 2010.
    """
    bound = uniform_bound(xavier_std(d, k))
    return generator.uniform(-bound, bound, size=(d, k))


def he_std(d: int) -> float:
    """Standard deviation that keeps the scores of ReLU layers alike.

    Parameters
    ----------
    d : int, positive

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If d is not positive.

    References
    ----------
    He, Zhang, Ren and Sun, "Delving deep into rectifiers", ICCV, 2015.
    """
    if d < 1:
        raise ValueError(f"a layer has a positive size, got {d}")
    return float(np.sqrt(2.0 / d))


def he(d: int, k: int, generator: np.random.Generator) -> np.ndarray:
    """Draw He weights: for ReLU.

    Parameters
    ----------
    d : int, positive
    k : int, positive
    generator : Generator

    Returns
    -------
    ndarray, shape (d, k)

    Raises
    ------
    ValueError
        If d is not positive.

    References
    ----------
    He, Zhang, Ren and Sun, "Delving deep into rectifiers", ICCV, 2015.
    """
    return normal(d, k, he_std(d), generator)


def leaky_he_std(d: int, alpha: float) -> float:
    """Standard deviation that keeps scores alike through Leaky ReLU.

    Parameters
    ----------
    d : int, positive
    alpha : float, in [0, 1]
        Slope of Leaky ReLU left of zero.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If d is not positive.

    References
    ----------
    He, Zhang, Ren and Sun, "Delving deep into rectifiers", ICCV, 2015.
    """
    if d < 1:
        raise ValueError(f"a layer has a positive size, got {d}")
    return float(np.sqrt(2.0 / (d * (1.0 + alpha**2))))


def unit_scores(X: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Scale weights so that the scores of a batch have mean square one.

    Parameters
    ----------
    X : ndarray, shape (n, d), nonzero
    W : ndarray, shape (d, k), nonzero

    Returns
    -------
    ndarray, shape (d, k)

    Raises
    ------
    ValueError
        If all scores are zero.

    References
    ----------
    Mishkin and Matas, "All you need is a good init", ICLR, 2016.
    """
    size = np.sqrt(np.mean(np.square(X @ W)))
    if size == 0.0:
        raise ValueError("all scores are zero: no factor makes them one")
    return W / size


def class_prior_bias(counts: np.ndarray) -> np.ndarray:
    """Output biases with which a new network guesses the class shares.

    Parameters
    ----------
    counts : ndarray, shape (K,), positive
        How many examples there are of each class.

    Returns
    -------
    ndarray, shape (K,)
        With scores of zero, their softmax gives the shares; they add up to zero.

    Raises
    ------
    ValueError
        If a count is not positive.
    """
    if not np.all(np.greater(counts, 0.0)):
        raise ValueError(f"each class needs a positive count, got {counts}")
    logs = np.log(counts)
    return logs - np.mean(logs)
