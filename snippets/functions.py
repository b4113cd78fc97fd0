"""Arrays of numbers in, elementary functions of them and their derivatives out.

Every function takes a number or an array of any shape, works entry by entry, and
returns floats of the same shape: integers become floats, float32 stays float32, NaN
stays NaN, an empty array stays empty. `1.0 * x` makes floats of integers before they
can wrap around. Where the exact value is larger than any float, the result is
infinite and NumPy warns of the overflow.
"""

import math

import numpy as np


def square(x: np.ndarray) -> np.ndarray:
    """Multiply each number by itself.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [0, inf).

    Warns
    -----
    RuntimeWarning
        If a value is larger than any float.
    """
    return np.square(1.0 * x)


def square_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of the square.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x

    Warns
    -----
    RuntimeWarning
        If a value is larger than any float.
    """
    return 2.0 * x


def absolute(x: np.ndarray) -> np.ndarray:
    """Drop the sign of each number: its distance from zero.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [0, inf).
    """
    return np.abs(1.0 * x)


def absolute_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of the absolute value: the sign.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        -1 or 1. At the kink, where there is no derivative: 0, as in PyTorch.
    """
    return sign(x)


def step(x: np.ndarray) -> np.ndarray:
    """Fire or stay silent: 1 from zero on, 0 below.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        0 or 1. At the jump: 1, since a neuron fires when it reaches its threshold.

    References
    ----------
    McCulloch and Pitts, "A logical calculus of the ideas immanent in nervous
    activity", Bulletin of Mathematical Biophysics 5, 1943.
    """
    return np.heaviside(x, 1.0)


def step_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of the step: zero on both sides of the jump.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        Zeros. At the jump, where there is no derivative: 0 as well.
    """
    # Zero times the step: infinities give 0, and only NaN stays NaN.
    return 0.0 * step(x)


def sign(x: np.ndarray) -> np.ndarray:
    """Tell the negative from the positive: -1, 0 or 1.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        -1 or 1, and 0 at zero, as in PyTorch.
    """
    return np.sign(1.0 * x)


def sign_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of the sign: zero on both sides of the jump.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        Zeros. At the jump, where there is no derivative: 0 as well, as in PyTorch.
    """
    # Zero times the step: infinities give 0, and only NaN stays NaN.
    return 0.0 * step(x)


def exp(x: np.ndarray) -> np.ndarray:
    """Raise Euler's number e to the power of each number.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In (0, inf), as far as floats reach: 0 far left, infinite beyond about 709.

    Warns
    -----
    RuntimeWarning
        If a value is larger than any float.
    """
    return np.exp(1.0 * x)


def exp_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of the exponential: the exponential itself.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x

    Warns
    -----
    RuntimeWarning
        If a value is larger than any float.
    """
    return exp(x)


def log(x: np.ndarray) -> np.ndarray:
    """Find the power to which e must be raised to give each number.

    Parameters
    ----------
    x : ndarray, any shape, positive

    Returns
    -------
    ndarray, same shape as x

    Raises
    ------
    ValueError
        If a number is zero or negative: no power of e gives it.
    """
    x = 1.0 * np.asarray(x)
    if np.any(x <= 0):
        raise ValueError(f"log needs x > 0, but x contains {x[x <= 0][0]}")
    return np.log(x)


def log_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of the logarithm: the reciprocal.

    Parameters
    ----------
    x : ndarray, any shape, positive

    Returns
    -------
    ndarray, same shape as x
        In (0, inf).

    Raises
    ------
    ValueError
        If a number is zero or negative: there is no logarithm to differentiate.

    Warns
    -----
    RuntimeWarning
        If a value is larger than any float.
    """
    x = 1.0 * np.asarray(x)
    if np.any(x <= 0):
        raise ValueError(f"log needs x > 0, but x contains {x[x <= 0][0]}")
    return 1.0 / x


def normal_cdf(x: np.ndarray) -> np.ndarray:
    """Give the probability that a standard normal variable is at most x.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [0, 1]: 0 at -inf, 1 at inf.
    """
    x = 1.0 * np.asarray(x)
    # erfc keeps its digits far left, where 1 + erf(x / √2) cancels to 0.
    erfc = np.vectorize(math.erfc, otypes=[float])
    return (0.5 * erfc(-x / np.sqrt(2.0))).astype(x.dtype)


def normal_cdf_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of the normal probability: the density.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [0, 0.4): 0 at -inf and inf.
    """
    # Beyond 40 the density is 0 in floats, and the square stays finite.
    x = np.clip(x, -40.0, 40.0)
    return np.exp(-0.5 * np.square(x)) / math.sqrt(2.0 * math.pi)
