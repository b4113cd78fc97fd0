"""Arrays of numbers in, activation functions of them and their derivatives out.

Every function takes a number or an array of any shape, works entry by entry, and
returns floats of the same shape: integers become floats, float32 stays float32, NaN
stays NaN, an empty array stays empty. `1.0 * x` makes floats of integers before they
can wrap around. Infinities give the limits, and nothing overflows on the way.
"""

import numpy as np

from snippets.functions import normal_cdf, normal_cdf_grad


def relu(x: np.ndarray) -> np.ndarray:
    """Keep what is positive, replace the rest by zero.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [0, inf).

    References
    ----------
    Fukushima, "Visual feature extraction by a multilayered network of analog
    threshold elements", IEEE Transactions on Systems Science and Cybernetics, 1969.
    Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines",
    ICML 2010.
    """
    return np.maximum(x, 0.0)


def relu_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of ReLU: 1 where it lets through, 0 elsewhere.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        0 or 1. At the kink, where there is no derivative: 0, as in PyTorch.
    """
    return np.heaviside(x, 0.0)


def leaky_relu(x: np.ndarray, alpha: float = 0.2) -> np.ndarray:
    """Keep what is positive, shrink the rest.

    Parameters
    ----------
    x : ndarray, any shape
    alpha : float, in [0, 1], default 0.2
        Slope left of zero: 0 gives ReLU, 1 the identity.

    Returns
    -------
    ndarray, same shape as x
        NaN at -inf if alpha is 0, since 0 times infinity has no value.

    Raises
    ------
    ValueError
        If alpha is outside [0, 1].

    References
    ----------
    Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic
    models", ICML workshop on deep learning for audio, speech and language, 2013.
    """
    if not 0.0 <= alpha <= 1.0:
        raise ValueError(f"alpha must lie in [0, 1], got {alpha}")
    return np.maximum(x, 0.0) + alpha * np.minimum(x, 0.0)


def leaky_relu_grad(x: np.ndarray, alpha: float = 0.2) -> np.ndarray:
    """Give the derivative of Leaky ReLU: 1 on the right, alpha left.

    Parameters
    ----------
    x : ndarray, any shape
    alpha : float, in [0, 1], default 0.2
        Slope left of zero.

    Returns
    -------
    ndarray, same shape as x
        alpha or 1. At the kink, where there is no derivative: alpha, as in PyTorch.

    Raises
    ------
    ValueError
        If alpha is outside [0, 1].
    """
    if not 0.0 <= alpha <= 1.0:
        raise ValueError(f"alpha must lie in [0, 1], got {alpha}")
    right = relu_grad(x)
    return right + alpha * (1.0 - right)


def elu(x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """Keep what is positive, let the rest level off at -alpha.

    Parameters
    ----------
    x : ndarray, any shape
    alpha : float, positive, default 1.0
        Depth of the floor on the left.

    Returns
    -------
    ndarray, same shape as x
        In [-alpha, inf).

    Raises
    ------
    ValueError
        If alpha is not positive and finite.

    References
    ----------
    Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by
    exponential linear units (ELUs)", ICLR 2016.
    """
    if not 0.0 < alpha < np.inf:
        raise ValueError(f"alpha must be positive and finite, got {alpha}")
    # expm1 keeps the digits that exp(x) - 1 loses near zero,
    # and the minimum keeps it from overflowing.
    return np.maximum(x, 0.0) + alpha * np.expm1(np.minimum(x, 0.0))


def elu_grad(x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """Give the derivative of ELU: 1 on the right, fading to 0 left.

    Parameters
    ----------
    x : ndarray, any shape
    alpha : float, positive, default 1.0
        Depth of the floor on the left.

    Returns
    -------
    ndarray, same shape as x
        At zero: alpha, as in PyTorch. Unless alpha is 1 there is a kink, and no derivative.

    Raises
    ------
    ValueError
        If alpha is not positive and finite.
    """
    if not 0.0 < alpha < np.inf:
        raise ValueError(f"alpha must be positive and finite, got {alpha}")
    right = relu_grad(x)
    return right + alpha * (1.0 - right) * np.exp(np.minimum(x, 0.0))


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Squash each number into the interval from 0 to 1.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [0, 1]: 0 at -inf, 1 at inf.
    """
    # 1 / (1 + exp(-x)), with exp(min(x, 0)) multiplied in above and below:
    # no exponent is ever positive, so nothing overflows.
    return np.exp(np.minimum(x, 0.0)) / (1.0 + np.exp(-np.abs(1.0 * x)))


def sigmoid_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of the sigmoid: a bell of height 1/4.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [0, 1/4]: 0 at -inf and inf.
    """
    # sigmoid(-x) is 1 - sigmoid(x), but keeps the digits that
    # the difference loses far right.
    return sigmoid(x) * sigmoid(-1.0 * x)


def hard_sigmoid(x: np.ndarray) -> np.ndarray:
    """Rise in a straight line from 0 at -3 to 1 at 3, and stay there.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [0, 1], and 1/2 at zero, as in PyTorch.

    References
    ----------
    Howard et al., "Searching for MobileNetV3", ICCV 2019.
    """
    # Clipped first, so that nothing overflows.
    return np.clip(1.0 * x, -3.0, 3.0) / 6.0 + 0.5


def tanh(x: np.ndarray) -> np.ndarray:
    """Squash each number into the interval from -1 to 1.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [-1, 1]: -1 at -inf, 1 at inf.
    """
    return np.tanh(1.0 * x)


def tanh_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of the hyperbolic tangent: a bell of height 1.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [0, 1]: 0 at -inf and inf.
    """
    # 1 - tanh(x)**2 as 1 / cosh(x)**2: no digits cancel,
    # and exp(-|x|) cannot overflow.
    decay = np.exp(-np.abs(1.0 * x))
    return np.square(2.0 * decay / (1.0 + np.square(decay)))


def softplus(x: np.ndarray) -> np.ndarray:
    """Round the corner of ReLU: smooth, and positive everywhere.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [0, inf): 0 at -inf.

    References
    ----------
    Dugas, Bengio, Bélisle, Nadeau and Garcia, "Incorporating second-order functional
    knowledge for better option pricing", NIPS 2000 (2001).
    """
    # log(1 + exp(x)) with max(x, 0) taken out of the logarithm:
    # no exponent is ever positive, so nothing overflows.
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(1.0 * x)))


def softplus_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of softplus: the sigmoid.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [0, 1]: 0 at -inf, 1 at inf.
    """
    return sigmoid(x)


def gelu(x: np.ndarray) -> np.ndarray:
    """Weight each number by the share of a normal distribution below it.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [-0.17, inf): 0 at -inf.

    References
    ----------
    Hendrycks and Gimpel, "Gaussian error linear units (GELUs)", arXiv:1606.08415, 2016.
    """
    # Below -40 the probability is 0 in floats; -inf times 0 would be NaN.
    x = np.maximum(x, -40.0)
    return x * normal_cdf(x)


def gelu_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of GELU, by the product rule.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [-0.13, 1.13]: 0 at -inf, 1 at inf.
    """
    # Beyond 40 the density is 0 in floats; inf times 0 would be NaN.
    x = np.clip(x, -40.0, 40.0)
    return normal_cdf(x) + x * normal_cdf_grad(x)


def swish(x: np.ndarray, beta: float = 1.0) -> np.ndarray:
    """Weight each number by its own sigmoid.

    Parameters
    ----------
    x : ndarray, any shape
    beta : float, positive, default 1.0
        Sharpness: 1 gives SiLU, a large value comes close to ReLU.

    Returns
    -------
    ndarray, same shape as x
        0 at -inf.

    Raises
    ------
    ValueError
        If beta is not positive and finite.

    References
    ----------
    Ramachandran, Zoph and Le, "Searching for activation functions", arXiv:1710.05941, 2017.
    Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network function
    approximation in reinforcement learning", Neural Networks 107, 2018 (as SiLU).
    """
    if not 0.0 < beta < np.inf:
        raise ValueError(f"beta must be positive and finite, got {beta}")
    # Beyond it the gate is 0 or 1 in floats; -inf times 0 would be NaN.
    limit = 800.0 / beta
    x = np.maximum(x, -limit)
    return x * sigmoid(beta * np.minimum(x, limit))


def swish_grad(x: np.ndarray, beta: float = 1.0) -> np.ndarray:
    """Give the derivative of swish, by the product rule.

    Parameters
    ----------
    x : ndarray, any shape
    beta : float, positive, default 1.0
        Sharpness.

    Returns
    -------
    ndarray, same shape as x
        In [-0.1, 1.1]: 0 at -inf, 1 at inf.

    Raises
    ------
    ValueError
        If beta is not positive and finite.
    """
    if not 0.0 < beta < np.inf:
        raise ValueError(f"beta must be positive and finite, got {beta}")
    # Beyond it the slope is 0 or 1 in floats; inf times 0 would be NaN.
    limit = 800.0 / beta
    scaled = beta * np.clip(x, -limit, limit)
    return sigmoid(scaled) + scaled * sigmoid_grad(scaled)
