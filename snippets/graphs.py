"""Numbers or arrays in, values of small computational graphs and their gradients out.

Each backward function walks its graph from the end to the inputs: it takes G, the
gradient of the loss with respect to the output, and gives the gradients of the inputs
in their order. G is 1 where the output is the loss itself.
"""

import numpy as np

from snippets.activations import sigmoid, sigmoid_grad
from snippets.linear_algebra import linear, linear_backward


def add(x_1: np.ndarray, x_2: np.ndarray) -> np.ndarray:
    """Add two values.

    Parameters
    ----------
    x_1 : ndarray, any shape
    x_2 : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x_1
    """
    return x_1 + x_2


def add_backward(
    G: np.ndarray, x_1: np.ndarray, x_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Hand the gradient of a sum to both of its terms.

    Parameters
    ----------
    G : ndarray, any shape
    x_1 : ndarray, any shape
    x_2 : ndarray, any shape

    Returns
    -------
    x_1_grad : ndarray, same shape as x_1
    x_2_grad : ndarray, same shape as x_2
    """
    return 1.0 * G, 1.0 * G


def multiply(x_1: np.ndarray, x_2: np.ndarray) -> np.ndarray:
    """Multiply two values.

    Parameters
    ----------
    x_1 : ndarray, any shape
    x_2 : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x_1
    """
    return x_1 * x_2


def multiply_backward(
    G: np.ndarray, x_1: np.ndarray, x_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Hand each factor the gradient of a product times the other factor.

    Parameters
    ----------
    G : ndarray, any shape
    x_1 : ndarray, any shape
    x_2 : ndarray, any shape

    Returns
    -------
    x_1_grad : ndarray, same shape as x_1
    x_2_grad : ndarray, same shape as x_2
    """
    return G * x_2, G * x_1


def squared_error(
    w: np.ndarray, x: np.ndarray, b: np.ndarray, y: np.ndarray
) -> np.ndarray:
    """Square the distance of a line's value from a target.

    Parameters
    ----------
    w : ndarray, any shape
        Slope of the line, its weight.
    x : ndarray, any shape
    b : ndarray, any shape
        Height of the line at zero, its bias.
    y : ndarray, any shape
        The target.

    Returns
    -------
    ndarray, same shape as x
    """
    product = multiply(w, x)
    line = add(product, b)
    error = line - y
    return error * error


def squared_error_backward(
    G: np.ndarray,
    w: np.ndarray,
    x: np.ndarray,
    b: np.ndarray,
    y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Walk the graph of the squared error from its end to its inputs.

    Parameters
    ----------
    G : ndarray, any shape
        Gradient of the loss with respect to the squared error.
    w : ndarray, any shape
    x : ndarray, any shape
    b : ndarray, any shape
    y : ndarray, any shape

    Returns
    -------
    w_grad : ndarray, same shape as w
    x_grad : ndarray, same shape as x
    b_grad : ndarray, same shape as b
    y_grad : ndarray, same shape as y
    """
    product = multiply(w, x)
    error = add(product, b) - y
    error_grad = G * 2.0 * error
    product_grad, b_grad = add_backward(error_grad, product, b)
    w_grad, x_grad = multiply_backward(product_grad, w, x)
    return w_grad, x_grad, b_grad, -error_grad


def gated(x: np.ndarray) -> np.ndarray:
    """Multiply a number by its own sigmoid: one value, used twice.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        Swish with a gate of steepness 1. 0 at -inf.
    """
    # Far left the gate is 0 in floats, and -inf times 0 would be NaN.
    x = np.maximum(x, -800.0)
    return multiply(x, sigmoid(x))


def gated_grad(x: np.ndarray) -> np.ndarray:
    """Add up the gradients of both uses of the number.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        0 at -inf, 1 at inf.
    """
    # Beyond it the slope is 0 or 1 in floats; inf times 0 would be NaN.
    x = np.clip(x, -800.0, 800.0)
    direct, by_gate = multiply_backward(1.0, x, sigmoid(x))
    through_gate = by_gate * sigmoid_grad(x)
    return direct + through_gate


def layer_mean(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> float:
    """Average the outputs of a layer of sigmoids over a batch.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)
    b : ndarray, shape (k,)

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    return float(np.mean(sigmoid(linear(X, W, b))))


def layer_mean_gradients(
    X: np.ndarray, W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Walk the graph of the layer from the mean back to its arrays.

    Parameters
    ----------
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
    Z = linear(X, W, b)
    outputs_grad = np.full(Z.shape, 1.0 / Z.size)
    Z_grad = outputs_grad * sigmoid_grad(Z)
    return linear_backward(Z_grad, X, W, b)


def divide(x_1: np.ndarray, x_2: np.ndarray) -> np.ndarray:
    """Divide one value by another.

    Parameters
    ----------
    x_1 : ndarray, any shape
    x_2 : ndarray, any shape, in [0.1, 10]

    Returns
    -------
    ndarray, same shape as x_1

    Raises
    ------
    ValueError
        If x_2 is zero somewhere.
    """
    if np.any(x_2 == 0):
        raise ValueError("a division needs a nonzero x_2, got a zero")
    return x_1 / x_2


def divide_backward(
    G: np.ndarray, x_1: np.ndarray, x_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Carry the gradient of a quotient back to both of its parts.

    Parameters
    ----------
    G : ndarray, any shape
        Gradient of the loss with respect to the quotient.
    x_1 : ndarray, any shape
    x_2 : ndarray, any shape, in [0.1, 10]

    Returns
    -------
    x_1_grad : ndarray, same shape as x_1
    x_2_grad : ndarray, same shape as x_2

    Raises
    ------
    ValueError
        If x_2 is zero somewhere.
    """
    if np.any(x_2 == 0):
        raise ValueError("a division needs a nonzero x_2, got a zero")
    return G / x_2, -G * x_1 / (x_2 * x_2)


def maximum(x_1: np.ndarray, x_2: np.ndarray) -> np.ndarray:
    """Let the larger of two values through.

    Parameters
    ----------
    x_1 : ndarray, any shape
    x_2 : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x_1
    """
    return np.maximum(x_1, x_2)


def maximum_backward(
    G: np.ndarray, x_1: np.ndarray, x_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Hand the gradient to the larger value, and nothing to the other.

    Parameters
    ----------
    G : ndarray, any shape
        Gradient of the loss with respect to the larger value.
    x_1 : ndarray, any shape
    x_2 : ndarray, any shape

    Returns
    -------
    x_1_grad : ndarray, same shape as x_1
        Half of G where both are equal and there is no derivative, as in PyTorch.
    x_2_grad : ndarray, same shape as x_2
        The rest of G.
    """
    share = np.heaviside(x_1 - x_2, 0.5)
    return share * G, (1.0 - share) * G


def nested_cubic(x: np.ndarray) -> np.ndarray:
    """Add up a number, its square and its cube with two multiplications.

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
    inner = 1.0 + x
    middle = 1.0 + x * inner
    return x * middle


def nested_cubic_grad(x: np.ndarray) -> np.ndarray:
    """Add up the gradients of the three uses of the number.

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
    inner = 1.0 + x
    middle = 1.0 + x * inner
    middle_grad = 1.0 * x
    inner_grad = middle_grad * x
    return middle + middle_grad * inner + inner_grad
