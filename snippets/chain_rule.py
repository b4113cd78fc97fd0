"""Functions and numbers in, slopes of nested functions out.

A function that is handed over takes an array of any shape and works entry by entry, so
that the result has the shape of x.
"""

from collections.abc import Callable

import numpy as np

from snippets.activations import sigmoid, sigmoid_grad, softplus, softplus_grad
from snippets.composition import affine, compose, sigmoid_steps
from snippets.derivatives import derivative


def chain_rule(
    f: Callable[[np.ndarray], np.ndarray],
    g: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
) -> np.ndarray:
    """Multiply the slope of f, taken at g(x), by the slope of g at x.

    Parameters
    ----------
    f : callable, elementwise, smooth
        The outer function.
    g : callable, elementwise, smooth
        The inner function.
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        The slope of f(g(x)), both factors estimated by central differences.
    """
    return derivative(f, g(x)) * derivative(g, x)


def chain_rule_three(
    f: Callable[[np.ndarray], np.ndarray],
    g: Callable[[np.ndarray], np.ndarray],
    h: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
) -> np.ndarray:
    """Multiply the slopes of three functions, each at its own input.

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
        The slope of f(g(h(x))), all factors estimated by central differences.
    """
    inner = h(x)
    between = g(inner)
    return derivative(f, between) * derivative(g, inner) * derivative(h, x)


def nested_difference(
    f: Callable[[np.ndarray], np.ndarray],
    g: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
    a: float = 6e-6,
) -> np.ndarray:
    """Estimate the slope of f(g(x)) by a step of a to both sides.

    Parameters
    ----------
    f : callable, elementwise, smooth
        The outer function.
    g : callable, elementwise, smooth
        The inner function.
    x : ndarray, any shape
    a : float, positive, default 6e-6
        The step.

    Returns
    -------
    ndarray, same shape as x

    Raises
    ------
    ValueError
        If a is not positive and finite.
    """
    return derivative(lambda t: compose(f, g, t), x, a)


def bell(x: np.ndarray) -> np.ndarray:
    """Fall off from 1 at zero toward 0 on both sides.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In [0, 1].
    """
    # Beyond 40 the bell is 0 in floats, and the square stays finite.
    return np.exp(-np.square(np.clip(x, -40.0, 40.0)))


def bell_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of the bell.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        In (-1, 1).
    """
    return -2.0 * np.clip(x, -40.0, 40.0) * bell(x)


def neuron(x: np.ndarray, w: float, b: float) -> np.ndarray:
    """Weigh an input, add a bias, and squash the sum with a sigmoid.

    Parameters
    ----------
    x : ndarray, any shape
    w : float
    b : float

    Returns
    -------
    ndarray, same shape as x
        In [0, 1].
    """
    return sigmoid(affine(x, w, b))


def neuron_grad(x: np.ndarray, w: float, b: float) -> np.ndarray:
    """Give the derivative of the neuron by its input.

    Parameters
    ----------
    x : ndarray, any shape
    w : float
    b : float

    Returns
    -------
    ndarray, same shape as x
        At most a quarter of w in size.
    """
    return sigmoid_grad(affine(x, w, b)) * w


def neuron_error(w: np.ndarray, x: float, b: float, y: float) -> np.ndarray:
    """Square how far a neuron is off its target.

    Parameters
    ----------
    w : ndarray, any shape
        The weight, or several to compare.
    x : float
        The input.
    b : float
        The bias.
    y : float, in [0, 1]
        The target: what the neuron should give for this input.

    Returns
    -------
    ndarray, same shape as w
        In [0, 1].
    """
    return np.square(sigmoid(affine(w, x, b)) - y)


def neuron_error_grad(
    w: np.ndarray, x: float, b: float, y: float
) -> np.ndarray:
    """Give the derivative of the squared error by the weight.

    Parameters
    ----------
    w : ndarray, any shape
    x : float
    b : float
    y : float, in [0, 1]

    Returns
    -------
    ndarray, same shape as w
    """
    u = affine(w, x, b)
    return 2.0 * (sigmoid(u) - y) * sigmoid_grad(u) * x


def sigmoid_slopes(
    x: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Give the slope of each of the four steps of the sigmoid.

    Parameters
    ----------
    x : ndarray, any shape, in [-300, 300]
        Beyond, the square of a step would be larger than any float.

    Returns
    -------
    m_1 : ndarray, same shape as x
        Of turning the sign.
    m_2 : ndarray, same shape as x
        Of the exponential.
    m_3 : ndarray, same shape as x
        Of adding one.
    m_4 : ndarray, same shape as x
        Of one over.

    Raises
    ------
    ValueError
        If a number is not in [-300, 300].
    """
    if np.any(np.abs(x) > 300.0):
        raise ValueError("the steps of the sigmoid overflow beyond 300")
    _, u_2, u_3, _ = sigmoid_steps(1.0 * x)
    one = np.ones_like(u_2)
    return -one, u_2, one, -1.0 / u_3**2


def narrow_network_slope(
    x: np.ndarray, w: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Give the slope of a chain of tanh neurons, by its input.

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

    Raises
    ------
    ValueError
        If there are not as many weights as biases.
    """
    if np.shape(w) != np.shape(b) or np.ndim(w) != 1:
        raise ValueError(
            f"need rows of one length, got {np.shape(w)} and {np.shape(b)}"
        )
    slope = np.ones_like(1.0 * x)
    for weight, bias in zip(w, b, strict=True):
        x = np.tanh(affine(x, weight, bias))
        slope = slope * (1.0 - x) * (1.0 + x) * weight
    return slope


def mish(x: np.ndarray) -> np.ndarray:
    """Weigh each number by the tanh of its softplus.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x

    References
    ----------
    Misra, "Mish: a self regularized non-monotonic activation function", BMVC 2020.
    """
    # Beyond it the gate is 0 in floats; -inf times 0 would be NaN.
    x = np.maximum(x, -800.0)
    return x * np.tanh(softplus(x))


def mish_grad(x: np.ndarray) -> np.ndarray:
    """Give the derivative of Mish.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    # Beyond it the slope is 0 or 1 in floats; inf times 0 would be NaN.
    x = np.clip(x, -800.0, 800.0)
    gate = np.tanh(softplus(x))
    return gate + x * (1.0 - gate**2) * softplus_grad(x)
