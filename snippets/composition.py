"""Functions and numbers in, what comes out of functions inside functions out.

A function that is handed over as `f`, `g` or `h` takes an array of any shape and works
entry by entry, so that the result has the shape of x. The rest of the module are small
functions to nest, and nested functions that have a name of their own.
"""

from collections.abc import Callable

import numpy as np


def compose(
    f: Callable[[np.ndarray], np.ndarray],
    g: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
) -> np.ndarray:
    """Apply g first, and f to what comes out of it.

    Parameters
    ----------
    f : callable, elementwise, smooth
        The outer function.
    g : callable, elementwise, smooth
        The inner function. Its range must lie in the domain of f.
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return f(g(x))


def compose_three(
    f: Callable[[np.ndarray], np.ndarray],
    g: Callable[[np.ndarray], np.ndarray],
    h: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
) -> np.ndarray:
    """Apply h first, then g, then f.

    Parameters
    ----------
    f : callable, elementwise, smooth
        The outer function.
    g : callable, elementwise, smooth
        The function in between.
    h : callable, elementwise, smooth
        The inner function.
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return compose(f, lambda inner: compose(g, h, inner), x)


def decrement(x: np.ndarray) -> np.ndarray:
    """Subtract one from each number.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return x - 1.0


def negate(x: np.ndarray) -> np.ndarray:
    """Turn the sign of each number.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return -1.0 * x


def affine(x: np.ndarray, w: float, b: float) -> np.ndarray:
    """Multiply each number by a weight and add a bias: a straight line.

    Parameters
    ----------
    x : ndarray, any shape
    w : float
        The weight: the slope of the line.
    b : float
        The bias: the height of the line at zero.

    Returns
    -------
    ndarray, same shape as x
    """
    return w * x + b


def affine_grad(x: np.ndarray, w: float, b: float) -> np.ndarray:
    """Give the derivative of the affine function: the weight.

    Parameters
    ----------
    x : ndarray, any shape
    w : float
    b : float
        Without influence: a bias changes the height of a line, not its slope.

    Returns
    -------
    ndarray, same shape as x
    """
    return w * np.ones_like(1.0 * x)


def affine_twice(
    x: np.ndarray, w_1: float, b_1: float, w_2: float, b_2: float
) -> np.ndarray:
    """Apply one affine function, then a second one.

    Parameters
    ----------
    x : ndarray, any shape
    w_1 : float
    b_1 : float
        Weight and bias of the inner function.
    w_2 : float
    b_2 : float
        Weight and bias of the outer function.

    Returns
    -------
    ndarray, same shape as x
    """
    return affine(affine(x, w_1, b_1), w_2, b_2)


def affine_iterated(w: float, b: float, steps: int) -> tuple[float, float]:
    """Give weight and bias of an affine function inside itself.

    Parameters
    ----------
    w : float
    b : float
    steps : int, positive
        How many times the function is applied.

    Returns
    -------
    weight : float
    bias : float

    Raises
    ------
    ValueError
        If steps is not positive.
    """
    if steps < 1:
        raise ValueError(f"steps must be at least 1, got {steps}")
    weight, bias = w, b
    for _ in range(steps - 1):
        weight, bias = w * weight, w * bias + b
    return weight, bias


def inside(
    f: Callable[[np.ndarray], np.ndarray], x: np.ndarray, w: float, b: float
) -> np.ndarray:
    """Put an affine function inside f, as in a neuron with one input.

    Parameters
    ----------
    f : callable, elementwise, smooth
    x : ndarray, any shape
    w : float
        The weight squeezes the curve of f toward the line x = 0, if it is above 1.
    b : float
        The bias moves the curve sideways: to the left, if w and b have the same sign.

    Returns
    -------
    ndarray, same shape as x
    """
    return f(affine(x, w, b))


def outside(
    f: Callable[[np.ndarray], np.ndarray], x: np.ndarray, w: float, b: float
) -> np.ndarray:
    """Put an affine function outside f.

    Parameters
    ----------
    f : callable, elementwise, smooth
    x : ndarray, any shape
    w : float
        The weight stretches the curve of f away from the line of height 0, if it is above 1.
    b : float
        The bias moves the curve up, if it is positive.

    Returns
    -------
    ndarray, same shape as x
    """
    return affine(f(x), w, b)


def sigmoid_steps(
    x: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Compute the sigmoid in four steps and keep what comes out of each.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    u_1 : ndarray, same shape as x
        The number with its sign turned.
    u_2 : ndarray, same shape as x
        Its exponential.
    u_3 : ndarray, same shape as x
        That plus one.
    u_4 : ndarray, same shape as x
        One over that: the sigmoid.

    Warns
    -----
    RuntimeWarning
        If an exponential is larger than any float.
    """
    u_1 = -1.0 * x
    u_2 = np.exp(u_1)
    u_3 = 1.0 + u_2
    u_4 = 1.0 / u_3
    return u_1, u_2, u_3, u_4


def logit(p: np.ndarray) -> np.ndarray:
    """Undo the sigmoid: find the number whose sigmoid is p.

    Parameters
    ----------
    p : ndarray, any shape, in (0, 1)

    Returns
    -------
    ndarray, same shape as p

    Raises
    ------
    ValueError
        If a number is not between 0 and 1: no sigmoid gives it.

    References
    ----------
    Berkson, "Application of the logistic function to bio-assay", Journal of the
    American Statistical Association 39, 1944.
    """
    p = 1.0 * np.asarray(p)
    beyond = (p <= 0.0) | (p >= 1.0)
    if np.any(beyond):
        raise ValueError(f"logit needs 0 < p < 1, got {p[beyond][0]}")
    return np.log(p / (1.0 - p))


def logit_grad(p: np.ndarray) -> np.ndarray:
    """Give the derivative of the logit: one over that of the sigmoid.

    Parameters
    ----------
    p : ndarray, any shape, in (0, 1)

    Returns
    -------
    ndarray, same shape as p
        At least 4.

    Raises
    ------
    ValueError
        If a number is not between 0 and 1: no sigmoid gives it.

    Warns
    -----
    RuntimeWarning
        If a value is larger than any float.
    """
    p = 1.0 * np.asarray(p)
    beyond = (p <= 0.0) | (p >= 1.0)
    if np.any(beyond):
        raise ValueError(f"logit needs 0 < p < 1, got {p[beyond][0]}")
    return 1.0 / (p * (1.0 - p))


def hard_swish(x: np.ndarray) -> np.ndarray:
    """Multiply a number by a gate that is a line, cut off at 0 and at 1.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        0 up to -3, x itself from 3 on.

    References
    ----------
    Howard and others, "Searching for MobileNetV3", ICCV 2019.
    """
    gate = np.minimum(np.maximum(x + 3.0, 0.0), 6.0) / 6.0
    # Left of -3 the gate is 0, and so is -3 times it; -inf times it is not.
    return np.maximum(x, -3.0) * gate


def narrow_network(
    x: np.ndarray, w: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Send each number through a chain of neurons, one after the other.

    Parameters
    ----------
    x : ndarray, any shape
    w : ndarray, shape (T,)
        The weight of each neuron, the innermost first.
    b : ndarray, shape (T,)
        The bias of each neuron.

    Returns
    -------
    ndarray, same shape as x
        In [-1, 1].

    Raises
    ------
    ValueError
        If there are not as many weights as biases.
    """
    if np.shape(w) != np.shape(b) or np.ndim(w) != 1:
        raise ValueError(
            f"need rows of one length, got {np.shape(w)} and {np.shape(b)}"
        )
    for weight, bias in zip(w, b, strict=True):
        x = np.tanh(affine(x, weight, bias))
    return 1.0 * x


def tent(x: np.ndarray) -> np.ndarray:
    """Fold the interval from 0 to 1 in the middle and stretch it again.

    Parameters
    ----------
    x : ndarray, any shape, in [0, 1]

    Returns
    -------
    ndarray, same shape as x
        In [0, 1].

    Raises
    ------
    ValueError
        If a number is not in [0, 1].
    """
    x = 1.0 * np.asarray(x)
    beyond = (x < 0.0) | (x > 1.0)
    if np.any(beyond):
        raise ValueError(f"tent needs x in [0, 1], got {x[beyond][0]}")
    return 2.0 * np.minimum(x, 1.0 - x)


def iterate(
    f: Callable[[np.ndarray], np.ndarray], x: np.ndarray, steps: int = 3
) -> np.ndarray:
    """Apply f to x, then to what comes out, and so on.

    Parameters
    ----------
    f : callable, elementwise, smooth
        Its range must lie in its own domain.
    x : ndarray, any shape
    steps : int, nonnegative, default 3
        How many times f is applied; 0 leaves x as it is.

    Returns
    -------
    ndarray, same shape as x

    Raises
    ------
    ValueError
        If steps is negative.
    """
    if steps < 0:
        raise ValueError(f"steps must not be negative, got {steps}")
    for _ in range(steps):
        x = f(x)
    return x
