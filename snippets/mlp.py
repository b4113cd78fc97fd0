"""A batch of examples in; the scores of a multi-layer perceptron, and gradients, out.

Between its linear layers a network bends its values with an activation; after the last
there is none, since the loss takes scores. A network of any depth is a list of its
layers, each a pair of weights W and bias b.
"""

from collections.abc import Callable

import numpy as np

from snippets.activations import relu, relu_grad
from snippets.initializers import he
from snippets.linear_algebra import linear, linear_backward


def hidden(X: np.ndarray, W_1: np.ndarray, b_1: np.ndarray) -> np.ndarray:
    """Responses of a layer of ReLU neurons to each example.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W_1 : ndarray, shape (d, k)
    b_1 : ndarray, shape (k,)

    Returns
    -------
    ndarray, shape (n, k)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    return relu(linear(X, W_1, b_1))


def mlp(
    X: np.ndarray,
    W_1: np.ndarray,
    b_1: np.ndarray,
    W_2: np.ndarray,
    b_2: np.ndarray,
) -> np.ndarray:
    """Scores of a network with one hidden layer of ReLU neurons.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W_1 : ndarray, shape (d, k)
    b_1 : ndarray, shape (k,)
    W_2 : ndarray, shape (k, K)
    b_2 : ndarray, shape (K,)

    Returns
    -------
    ndarray, shape (n, K)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    return linear(relu(linear(X, W_1, b_1)), W_2, b_2)


def mlp_backward(
    G: np.ndarray,
    X: np.ndarray,
    W_1: np.ndarray,
    b_1: np.ndarray,
    W_2: np.ndarray,
    b_2: np.ndarray,
) -> tuple[np.ndarray, ...]:
    """Carry the gradient of a loss back through the two-layer network.

    Parameters
    ----------
    G : ndarray, shape (n, K)
        Gradient of the loss with respect to the scores.
    X : ndarray, shape (n, d)
    W_1 : ndarray, shape (d, k)
    b_1 : ndarray, shape (k,)
    W_2 : ndarray, shape (k, K)
    b_2 : ndarray, shape (K,)

    Returns
    -------
    X_grad : ndarray, shape (n, d)
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
    A_1_grad, W_2_grad, b_2_grad = linear_backward(G, A_1, W_2, b_2)
    Z_1_grad = A_1_grad * relu_grad(Z_1)
    X_grad, W_1_grad, b_1_grad = linear_backward(Z_1_grad, X, W_1, b_1)
    return X_grad, W_1_grad, b_1_grad, W_2_grad, b_2_grad


def random_layers(
    sizes: list[int], generator: np.random.Generator
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Layers with random weights and biases of zero.

    Parameters
    ----------
    sizes : list of int
        How many numbers go in, the width of each hidden layer, and how many come
        out: [2, 8, 8, 3] has three layers.
    generator : Generator

    Returns
    -------
    list of pairs
        W of shape (d, k) and b of shape (k,) of each layer. The weights are He's,
        with the variance 2 / d.

    Raises
    ------
    ValueError
        If there are fewer than two sizes, or one is not positive.

    References
    ----------
    He et al., "Delving deep into rectifiers", ICCV, 2015.
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"need two or more positive sizes, got {sizes}")
    pairs = zip(sizes[:-1], sizes[1:], strict=True)
    return [(he(d, k, generator), np.zeros(k)) for d, k in pairs]


def forward(
    X: np.ndarray,
    layers: list[tuple[np.ndarray, np.ndarray]],
    activation: Callable[[np.ndarray], np.ndarray] = relu,
) -> tuple[np.ndarray, list[tuple[np.ndarray, np.ndarray]]]:
    """Scores of a network of any depth, and what backward needs.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    layers : list of pairs
        W and b of each layer, from the first to the last.
    activation : callable, elementwise
        Between the layers.

    Returns
    -------
    Z : ndarray, shape (n, K)
        The scores.
    tape : list of pairs
        What went into each layer, and the sums that came out.

    Raises
    ------
    ValueError
        If there is no layer, or the shapes do not fit.
    """
    if not layers:
        raise ValueError("a network needs at least one layer, got none")
    tape = []
    for W, b in layers:
        # After the last layer there is no activation.
        A = activation(tape[-1][1]) if tape else X
        tape.append((A, linear(A, W, b)))
    return tape[-1][1], tape


def backward(
    G: np.ndarray,
    layers: list[tuple[np.ndarray, np.ndarray]],
    tape: list[tuple[np.ndarray, np.ndarray]],
    activation_grad: Callable[[np.ndarray], np.ndarray] = relu_grad,
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Gradients of a loss by all weights and biases of a network.

    Parameters
    ----------
    G : ndarray, shape (n, K)
        Gradient of the loss with respect to the scores.
    layers : list of pairs
        W and b of each layer, from the first to the last.
    tape : list of pairs
        From the forward pass.
    activation_grad : callable, elementwise
        The derivative of the activation.

    Returns
    -------
    list of pairs
        The gradients by W and by b of each layer, from the first to the last.
    """
    gradients = []
    for i in reversed(range(len(layers))):
        gradients.append((tape[i][0].T @ G, G.sum(axis=0)))
        if i:  # nobody asks for the gradient by the data
            G = (G @ layers[i][0].T) * activation_grad(tape[i - 1][1])
    return gradients[::-1]


def linear_network(
    X: np.ndarray,
    W_1: np.ndarray,
    b_1: np.ndarray,
    W_2: np.ndarray,
    b_2: np.ndarray,
) -> np.ndarray:
    """Scores of two linear layers with nothing between them.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W_1 : ndarray, shape (d, k)
    b_1 : ndarray, shape (k,)
    W_2 : ndarray, shape (k, K)
    b_2 : ndarray, shape (K,)

    Returns
    -------
    ndarray, shape (n, K)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    return linear(linear(X, W_1, b_1), W_2, b_2)


def collapse(
    W_1: np.ndarray, b_1: np.ndarray, W_2: np.ndarray, b_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Find the one linear layer that two of them make.

    Parameters
    ----------
    W_1 : ndarray, shape (d, k)
    b_1 : ndarray, shape (k,)
    W_2 : ndarray, shape (k, K)
    b_2 : ndarray, shape (K,)

    Returns
    -------
    W : ndarray, shape (d, K)
    b : ndarray, shape (K,)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    if W_1.shape[1:] + b_2.shape != W_2.shape:
        shapes = f"{W_1.shape}, {W_2.shape}, {b_2.shape}"
        raise ValueError(f"the layers do not fit, got {shapes}")
    return W_1 @ W_2, b_1 @ W_2 + b_2


def count_parameters(sizes: np.ndarray) -> int:
    """Count the weights and biases of a network.

    Parameters
    ----------
    sizes : ndarray of int, shape (D + 1,), positive
        How many numbers go in, the width of each hidden layer, and how many come
        out.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If there are fewer than two sizes, or one is not positive.
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"need two or more positive sizes, got {sizes}")
    pairs = zip(sizes[:-1], sizes[1:], strict=True)
    return int(sum((d + 1) * k for d, k in pairs))


def dead_neurons(
    X: np.ndarray, W_1: np.ndarray, b_1: np.ndarray
) -> np.ndarray:
    """Find the ReLU neurons that respond to none of the examples.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W_1 : ndarray, shape (d, k)
    b_1 : ndarray, shape (k,)

    Returns
    -------
    ndarray of bool, shape (k,)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    return np.all(hidden(X, W_1, b_1) == 0.0, axis=0)
