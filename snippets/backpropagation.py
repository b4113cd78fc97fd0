"""A network and its data in; the gradients of its loss, checked and counted, out.

The networks are written out here, each line of the way back beside the line of the way
forward that it belongs to. `mlp` has the same for use.
"""

from collections.abc import Callable

import numpy as np

from snippets.activations import relu, relu_grad, sigmoid, sigmoid_grad
from snippets.linear_algebra import linear
from snippets.losses import (
    softmax_cross_entropy,
    softmax_cross_entropy_grad,
)
from snippets.matrix_derivatives import jacobian
from snippets.mlp import mlp


def small_loss(
    w_1: np.ndarray,
    b_1: np.ndarray,
    w_2: np.ndarray,
    x: float,
    y: float,
) -> float:
    """Squared error of a network with one input, for one example.

    Parameters
    ----------
    w_1 : ndarray, shape (k,)
        The weight of the input in each hidden neuron.
    b_1 : ndarray, shape (k,)
    w_2 : ndarray, shape (k,)
        The weight of each hidden neuron in the output.
    x : float
    y : float
        The target.

    Returns
    -------
    float
    """
    u = relu(w_1 * x + b_1)
    prediction = np.dot(w_2, u)
    return float(np.square(prediction - y))


def small_gradients(
    w_1: np.ndarray,
    b_1: np.ndarray,
    w_2: np.ndarray,
    x: float,
    y: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of the squared error of the small network.

    Parameters
    ----------
    w_1 : ndarray, shape (k,)
        The weight of the input in each hidden neuron.
    b_1 : ndarray, shape (k,)
    w_2 : ndarray, shape (k,)
        The weight of each hidden neuron in the output.
    x : float
    y : float
        The target.

    Returns
    -------
    w_1_grad : ndarray, shape (k,)
    b_1_grad : ndarray, shape (k,)
    w_2_grad : ndarray, shape (k,)
    """
    z = w_1 * x + b_1
    u = relu(z)
    prediction = np.dot(w_2, u)

    prediction_grad = 2.0 * (prediction - y)
    w_2_grad = prediction_grad * u
    u_grad = prediction_grad * w_2
    z_grad = u_grad * relu_grad(z)
    w_1_grad = z_grad * x
    return w_1_grad, z_grad, w_2_grad


def network_loss(
    W_1: np.ndarray,
    b_1: np.ndarray,
    W_2: np.ndarray,
    b_2: np.ndarray,
    X: np.ndarray,
    y: np.ndarray,
) -> float:
    """Cross-entropy of a network with one hidden layer, over a batch.

    Parameters
    ----------
    W_1 : ndarray, shape (d, k)
    b_1 : ndarray, shape (k,)
    W_2 : ndarray, shape (k, K)
    b_2 : ndarray, shape (K,)
    X : ndarray, shape (n, d)
    y : ndarray of int, shape (n,), in 0..K-1
        The class of each example.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    return softmax_cross_entropy(mlp(X, W_1, b_1, W_2, b_2), y)


def network_gradients(
    W_1: np.ndarray,
    b_1: np.ndarray,
    W_2: np.ndarray,
    b_2: np.ndarray,
    X: np.ndarray,
    y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of the network's loss: forward, then back line by line.

    Parameters
    ----------
    W_1 : ndarray, shape (d, k)
    b_1 : ndarray, shape (k,)
    W_2 : ndarray, shape (k, K)
    b_2 : ndarray, shape (K,)
    X : ndarray, shape (n, d)
    y : ndarray of int, shape (n,), in 0..K-1
        The class of each example.

    Returns
    -------
    W_1_grad : ndarray, shape (d, k)
    b_1_grad : ndarray, shape (k,)
    W_2_grad : ndarray, shape (k, K)
    b_2_grad : ndarray, shape (K,)

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Rumelhart, Hinton and Williams, "Learning representations by back-propagating
    errors", Nature 323, 1986.
    """
    Z_1 = linear(X, W_1, b_1)
    A_1 = relu(Z_1)
    Z_2 = linear(A_1, W_2, b_2)

    Z_2_grad = softmax_cross_entropy_grad(Z_2, y)
    W_2_grad = A_1.T @ Z_2_grad
    b_2_grad = Z_2_grad.sum(axis=0)
    A_1_grad = Z_2_grad @ W_2.T
    Z_1_grad = A_1_grad * relu_grad(Z_1)
    W_1_grad = X.T @ Z_1_grad
    b_1_grad = Z_1_grad.sum(axis=0)
    return W_1_grad, b_1_grad, W_2_grad, b_2_grad


def relative_error(given: np.ndarray, measured: np.ndarray) -> float:
    """Distance of two arrays, as a share of the longer one.

    Parameters
    ----------
    given : ndarray, shape (d,)
        An array of any shape will do.
    measured : ndarray, shape (d,)
        Of the same shape.

    Returns
    -------
    float
        In [0, 2]: 0 for equal arrays, 2 for opposite ones.

    Raises
    ------
    ValueError
        If the shapes differ. Nothing is broadcast.
    """
    if np.shape(given) != np.shape(measured):
        shapes = f"{np.shape(given)} and {np.shape(measured)}"
        raise ValueError(f"need two arrays of one shape, got {shapes}")
    # Of all entries, in any shape; the largest first, against overflow.
    size = max(np.max(np.abs(given)), np.max(np.abs(measured)))
    if size == 0.0:
        return 0.0
    u, v = np.ravel(given) / size, np.ravel(measured) / size
    longer = max(np.sqrt(np.dot(u, u)), np.sqrt(np.dot(v, v)))
    return float(np.sqrt(np.dot(u - v, u - v)) / longer)


def gradient_check(
    f: Callable[[np.ndarray], float],
    theta: np.ndarray,
    gradient: np.ndarray,
    a: float = 6e-6,
) -> float:
    """Compare a gradient with central differences of the function.

    Parameters
    ----------
    f : callable, smooth, takes shape (d,)
        From the parameters to the loss.
    theta : ndarray, shape (d,)
        Where. An array of any shape will do, such as a matrix of weights.
    gradient : ndarray, shape (d,)
        The gradient to check, with the shape of theta.
    a : float, positive, default 6e-6
        The step of the differences.

    Returns
    -------
    float
        The relative error: 1e-7 or less is right, 1e-3 or more is wrong.

    Raises
    ------
    ValueError
        If the gradient does not have the shape of theta.
    """
    if np.shape(gradient) != np.shape(theta):
        shapes = f"{np.shape(theta)}, got {np.shape(gradient)}"
        raise ValueError(f"the gradient must have the shape {shapes}")
    return relative_error(gradient, jacobian(f, theta, a))


def multiplications(n: int, d: int, k: int, K: int) -> tuple[int, int]:
    """Count the products of numbers in one pass through two layers.

    Parameters
    ----------
    n : int, positive
        Number of examples.
    d : int, positive
        Number of inputs.
    k : int, positive
        Number of hidden neurons.
    K : int, positive
        Number of outputs.

    Returns
    -------
    forward : int
        In the two matrix products of the way forward.
    backward : int
        In the three of the way back; nobody needs the gradient of the data.
    """
    forward = n * d * k + n * k * K
    backward = 2 * n * k * K + n * d * k
    return forward, backward


def sigmoid_chain(x: np.ndarray, w: float, depth: int) -> np.ndarray:
    """Pass a number through sigmoid neurons, one after the other.

    Parameters
    ----------
    x : ndarray, any shape
    w : float
        The weight of each neuron; there is no bias.
    depth : int, in 1..9
        How many neurons.

    Returns
    -------
    ndarray, same shape as x
    """
    for _ in range(depth):
        x = sigmoid(w * x)
    return x


def sigmoid_chain_grad(x: np.ndarray, w: float, depth: int) -> np.ndarray:
    """Slope of the chain: a factor of w times a slope for each neuron.

    Parameters
    ----------
    x : ndarray, any shape
    w : float
        The weight of each neuron.
    depth : int, in 1..9
        How many neurons.

    Returns
    -------
    ndarray, same shape as x
    """
    slope = 1.0
    for _ in range(depth):
        z = w * x
        slope = slope * w * sigmoid_grad(z)
        x = sigmoid(z)
    return slope


def slope_bound(w: float, depth: int) -> float:
    """Largest slope that a chain of sigmoid neurons can have.

    Parameters
    ----------
    w : float
        The weight of each neuron.
    depth : int, in 1..9
        How many neurons.

    Returns
    -------
    float
        A bound: the slope is not larger in size, and may be far smaller.
    """
    return float((abs(w) / 4.0) ** depth)


def tied(X: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Squeeze each example through a layer, and back through it.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)

    Returns
    -------
    ndarray, shape (n, d)

    Raises
    ------
    ValueError
        If X has not as many columns as W has rows.
    """
    if np.shape(X)[1:] != np.shape(W)[:1]:
        shapes = f"{np.shape(X)} and {np.shape(W)}"
        raise ValueError(f"X and W do not fit, got {shapes}")
    return (X @ W) @ W.T


def tied_backward(
    G: np.ndarray, X: np.ndarray, W: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Carry a gradient back through weights that are used twice.

    Parameters
    ----------
    G : ndarray, shape (n, d)
        Gradient of the loss with respect to the output.
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)

    Returns
    -------
    X_grad : ndarray, shape (n, d)
    W_grad : ndarray, shape (d, k)

    Raises
    ------
    ValueError
        If G or W does not fit to X.
    """
    if np.shape(G) != np.shape(X) or np.shape(X)[1:] != np.shape(W)[:1]:
        shapes = f"{np.shape(G)}, {np.shape(X)} and {np.shape(W)}"
        raise ValueError(f"need (n, d), (n, d) and (d, k), got {shapes}")
    code_grad = G @ W
    return code_grad @ W.T, X.T @ code_grad + G.T @ (X @ W)


def residual(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Add to each example what a layer of ReLU neurons makes of it.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, d)
    b : ndarray, shape (d,)

    Returns
    -------
    ndarray, shape (n, d)

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    He et al., "Deep residual learning for image recognition", CVPR, 2016.
    """
    Z = linear(X, W, b)
    if Z.shape != X.shape:
        raise ValueError(f"X has shape {X.shape}, what is added {Z.shape}")
    return X + relu(Z)


def residual_backward(
    G: np.ndarray, X: np.ndarray, W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back through a layer and past it.

    Parameters
    ----------
    G : ndarray, shape (n, d)
        Gradient of the loss with respect to the output.
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, d)
    b : ndarray, shape (d,)

    Returns
    -------
    X_grad : ndarray, shape (n, d)
    W_grad : ndarray, shape (d, d)
    b_grad : ndarray, shape (d,)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    Z = linear(X, W, b)
    if not np.shape(G) == Z.shape == np.shape(X):
        shapes = f"{np.shape(G)}, {np.shape(X)} and {Z.shape}"
        raise ValueError(f"need three times the shape (n, d), got {shapes}")
    Z_grad = G * relu_grad(Z)
    return G + Z_grad @ W.T, X.T @ Z_grad, Z_grad.sum(axis=0)
