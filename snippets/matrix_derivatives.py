"""Arrays in, derivatives of matrix products and of sigmoid layers out.

A batch is rows: X has shape (n, d), a weight W has shape (d, k). The gradient of a
number with respect to an array has the shape of that array. A Jacobian has the axes
of the output first, then those of the input.
"""

from collections.abc import Callable

import numpy as np

from snippets.activations import sigmoid, sigmoid_grad


def matmul(X: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Multiply two matrices: each row of X with each column of W.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)

    Returns
    -------
    ndarray, shape (n, k)

    Raises
    ------
    ValueError
        If X has not as many columns as W has rows.
    """
    if X.shape[1:] != W.shape[:1]:
        shapes = f"{X.shape} and {W.shape}"
        raise ValueError(f"X and W do not fit, got {shapes}")
    return X @ W


def matmul_backward(
    G: np.ndarray, X: np.ndarray, W: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Carry the gradient of a loss back through a matrix product.

    Parameters
    ----------
    G : ndarray, shape (n, k)
        Gradient of the loss with respect to the product.
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)

    Returns
    -------
    X_grad : ndarray, shape (n, d)
    W_grad : ndarray, shape (d, k)

    Raises
    ------
    ValueError
        If G has not the shape of the product.

    References
    ----------
    Giles, "Collected matrix derivative results for forward and reverse mode
    algorithmic differentiation", Advances in Automatic Differentiation, 2008.
    """
    shape = (len(X), W.shape[1])
    if G.shape != shape:
        raise ValueError(f"G must have shape {shape}, got {G.shape}")
    return G @ W.T, X.T @ G


def sigmoid_sum(X: np.ndarray, W: np.ndarray) -> float:
    """Add up the sigmoids of all entries of a matrix product.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)

    Returns
    -------
    float
        Between 0 and the number of entries, n times k.

    Raises
    ------
    ValueError
        If X has not as many columns as W has rows.
    """
    return float(np.sum(sigmoid(matmul(X, W))))


def sigmoid_sum_gradients(
    X: np.ndarray, W: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give both gradients of the sum of the sigmoids of a product.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)

    Returns
    -------
    X_grad : ndarray, shape (n, d)
    W_grad : ndarray, shape (d, k)

    Raises
    ------
    ValueError
        If X has not as many columns as W has rows.
    """
    Z = matmul(X, W)
    return matmul_backward(sigmoid_grad(Z), X, W)


def jacobian(
    f: Callable[[np.ndarray], np.ndarray], x: np.ndarray, a: float = 6e-6
) -> np.ndarray:
    """Estimate every derivative of every output by every input.

    Parameters
    ----------
    f : callable, takes shape (d,), smooth
        It may give a number, a vector or any other array.
    x : ndarray, shape (d,)
        An array of any other shape works the same way.
    a : float, positive, default 6e-6
        The step of the central difference.

    Returns
    -------
    ndarray, shape (..., d)
        The axes of the output, then those of the input: (k, d) for k outputs,
        and the shape of x for an output that is a number.

    Raises
    ------
    ValueError
        If a is not positive and finite.
    """
    if not 0.0 < a < np.inf:
        raise ValueError(f"the step a must be positive and finite, got {a}")
    columns = []
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = a
        columns.append((f(x + step) - f(x - step)) / (2.0 * a))
    table = np.stack(columns, axis=-1)
    return table.reshape(table.shape[:-1] + x.shape)


def layer(x: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Give the outputs of a layer of sigmoids for one example.

    Parameters
    ----------
    x : ndarray, shape (d,)
    W : ndarray, shape (d, k)

    Returns
    -------
    ndarray, shape (k,)
        In [0, 1].

    Raises
    ------
    ValueError
        If x has not as many entries as W has rows.
    """
    if x.shape != W.shape[:1]:
        raise ValueError(f"x must have shape {W.shape[:1]}, got {x.shape}")
    return sigmoid(W.T @ x)


def layer_jacobian(x: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Give the Jacobian of a layer of sigmoids by its inputs.

    Parameters
    ----------
    x : ndarray, shape (d,)
    W : ndarray, shape (d, k)

    Returns
    -------
    ndarray, shape (k, d)
        One row for each output, one column for each input.

    Raises
    ------
    ValueError
        If x has not as many entries as W has rows.
    """
    if x.shape != W.shape[:1]:
        raise ValueError(f"x must have shape {W.shape[:1]}, got {x.shape}")
    slopes = sigmoid_grad(W.T @ x)
    # The same as np.diag(slopes) @ W.T, without the zeros.
    return slopes[:, None] * W.T


def layer_vjp(
    v: np.ndarray, x: np.ndarray, W: np.ndarray
) -> np.ndarray:
    """Multiply a vector by the Jacobian of a layer without building it.

    Parameters
    ----------
    v : ndarray, shape (k,)
        One weight for each output: the gradient of the loss with respect to it.
    x : ndarray, shape (d,)
    W : ndarray, shape (d, k)

    Returns
    -------
    ndarray, shape (d,)
        The gradient of the loss with respect to x.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    if x.shape + v.shape != W.shape:
        shapes = f"{v.shape}, {x.shape}, {W.shape}"
        raise ValueError(f"v, x and W do not fit, got {shapes}")
    return W @ (v * sigmoid_grad(W.T @ x))


def layer_jvp(
    u: np.ndarray, x: np.ndarray, W: np.ndarray
) -> np.ndarray:
    """Give the rate of the outputs of a layer as x moves along u.

    Parameters
    ----------
    u : ndarray, shape (d,)
        The direction in which the inputs move.
    x : ndarray, shape (d,)
    W : ndarray, shape (d, k)

    Returns
    -------
    ndarray, shape (k,)
        The Jacobian times u.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    if not u.shape == x.shape == W.shape[:1]:
        shapes = f"{u.shape}, {x.shape}, {W.shape}"
        raise ValueError(f"u, x and W do not fit, got {shapes}")
    return sigmoid_grad(W.T @ x) * (W.T @ u)


def transposed_matmul(X: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Multiply a batch by weights that are stored output by output.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (k, d)
        One row for each output, as in a linear layer of PyTorch.

    Returns
    -------
    ndarray, shape (n, k)

    Raises
    ------
    ValueError
        If X and W have not the same number of columns.
    """
    if X.shape[1:] != W.shape[1:]:
        shapes = f"{X.shape} and {W.shape}"
        raise ValueError(f"X and W do not fit, got {shapes}")
    return X @ W.T


def transposed_matmul_backward(
    G: np.ndarray, X: np.ndarray, W: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Carry a gradient back through weights stored output by output.

    Parameters
    ----------
    G : ndarray, shape (n, k)
        Gradient of the loss with respect to the product.
    X : ndarray, shape (n, d)
    W : ndarray, shape (k, d)

    Returns
    -------
    X_grad : ndarray, shape (n, d)
    W_grad : ndarray, shape (k, d)

    Raises
    ------
    ValueError
        If G has not the shape of the product.
    """
    shape = (len(X), len(W))
    if G.shape != shape:
        raise ValueError(f"G must have shape {shape}, got {G.shape}")
    return G @ W, G.T @ X


def quadratic_form(x: np.ndarray, A: np.ndarray) -> float:
    """Weigh each product of two entries of a vector, and add up.

    Parameters
    ----------
    x : ndarray, shape (d,)
    A : ndarray, shape (d, d)
        The weights: row i, column j belongs to the product of entries i and j.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    if A.shape != 2 * x.shape:
        raise ValueError(f"A must have shape {2 * x.shape}, got {A.shape}")
    return float(x @ A @ x)


def quadratic_form_grad(x: np.ndarray, A: np.ndarray) -> np.ndarray:
    """Give the gradient of the quadratic form by the vector.

    Parameters
    ----------
    x : ndarray, shape (d,)
    A : ndarray, shape (d, d)
        Not necessarily symmetric.

    Returns
    -------
    ndarray, shape (d,)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    if A.shape != 2 * x.shape:
        raise ValueError(f"A must have shape {2 * x.shape}, got {A.shape}")
    return A @ x + A.T @ x
