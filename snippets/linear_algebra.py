"""Vectors and matrices in; products, lengths and angles of them out."""

import numpy as np


def dot(u: np.ndarray, v: np.ndarray) -> float:
    """The dot product: multiply entry by entry, and add up.

    Parameters
    ----------
    u : ndarray, shape (d,)
    v : ndarray, shape (d,)

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If u and v are not vectors of one length.
    """
    if np.ndim(u) != 1 or np.shape(u) != np.shape(v):
        raise ValueError(f"u has shape {np.shape(u)}, v {np.shape(v)}")
    return float(np.sum(np.multiply(u, v, dtype=float)))


def norm(v: np.ndarray) -> float:
    """The length of a vector.

    Parameters
    ----------
    v : ndarray, shape (d,)

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If v is not a vector.
    """
    if np.ndim(v) != 1:
        raise ValueError(f"v must have shape (d,), got {np.shape(v)}")
    largest = float(np.max(np.abs(v), initial=0.0))
    if largest in (0.0, np.inf):
        return largest
    # Squares of huge or tiny entries would leave the range of floats.
    return float(largest * np.sqrt(np.sum((v / largest) ** 2)))


def normalize(v: np.ndarray) -> np.ndarray:
    """The vector of length 1 in the same direction.

    Parameters
    ----------
    v : ndarray, shape (d,), nonzero

    Returns
    -------
    ndarray, shape (d,)

    Raises
    ------
    ValueError
        If v is not a vector, or has no direction: its length is 0 or not finite.
    """
    length = norm(v)
    if not 0.0 < length < np.inf:
        raise ValueError(f"a vector of length {length} has no direction")
    return v / length


def cosine_similarity(u: np.ndarray, v: np.ndarray) -> float:
    """The cosine of the angle between two vectors.

    Parameters
    ----------
    u : ndarray, shape (d,), nonzero
    v : ndarray, shape (d,), nonzero

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If u and v are not vectors of one length, or one of them has no direction.
    """
    return dot(normalize(u), normalize(v))


def projection(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """The shadow of u on the line along v.

    Parameters
    ----------
    u : ndarray, shape (d,)
    v : ndarray, shape (d,), nonzero

    Returns
    -------
    ndarray, shape (d,)

    Raises
    ------
    ValueError
        If u and v are not vectors of one length, or v has no direction.
    """
    direction = normalize(v)
    return dot(u, direction) * direction


def matvec(A: np.ndarray, x: np.ndarray) -> np.ndarray:
    """A matrix times a vector: the dot product of each row with it.

    Parameters
    ----------
    A : ndarray, shape (n, d)
    x : ndarray, shape (d,)

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If A is not a matrix, or its rows are not as long as x.
    """
    if np.ndim(A) != 2 or np.shape(x) != np.shape(A)[1:]:
        raise ValueError(f"A has shape {np.shape(A)}, x {np.shape(x)}")
    return np.array([dot(row, x) for row in A])


def area_factor(A: np.ndarray) -> float:
    """The factor of areas; negative if the plane is turned over.

    Parameters
    ----------
    A : ndarray, shape (2, 2)

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If A does not have shape (2, 2).
    """
    if np.shape(A) != (2, 2):
        raise ValueError(f"A must have shape (2, 2), got {np.shape(A)}")
    return float(A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0])


def rotation(angle: float) -> np.ndarray:
    """The matrix that turns the plane counterclockwise.

    Parameters
    ----------
    angle : float
        In radians.

    Returns
    -------
    ndarray, shape (2, 2)
    """
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, -sine], [sine, cosine]])


def matmul(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    """The matrix product: all dot products of rows and columns.

    Parameters
    ----------
    A : ndarray, shape (n, d)
    B : ndarray, shape (d, k)

    Returns
    -------
    ndarray, shape (n, k)

    Raises
    ------
    ValueError
        If A and B are not matrices, or the rows of A not as long as the columns of B.
    """
    if np.ndim(A) != 2 or np.ndim(B) != 2 or len(np.transpose(A)) != len(B):
        raise ValueError(f"A has shape {np.shape(A)}, B {np.shape(B)}")
    return np.array([[dot(row, column) for column in B.T] for row in A])


def transpose(A: np.ndarray) -> np.ndarray:
    """Rows become columns.

    Parameters
    ----------
    A : ndarray, shape (n, d)

    Returns
    -------
    ndarray, shape (d, n)

    Raises
    ------
    ValueError
        If A is not a matrix.
    """
    if np.ndim(A) != 2:
        raise ValueError(f"A must have shape (n, d), got {np.shape(A)}")
    return np.array([A[:, j] for j in range(np.shape(A)[1])])


def outer(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """All products of an entry of u with an entry of v.

    Parameters
    ----------
    u : ndarray, shape (n,)
    v : ndarray, shape (k,)

    Returns
    -------
    ndarray, shape (n, k)

    Raises
    ------
    ValueError
        If u or v is not a vector.
    """
    if np.ndim(u) != 1 or np.ndim(v) != 1:
        raise ValueError(f"u has shape {np.shape(u)}, v {np.shape(v)}")
    return u[:, np.newaxis] * v[np.newaxis, :]


def linear(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A linear layer on a batch: each row of X times W, plus the bias.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)
    b : ndarray, shape (k,)

    Returns
    -------
    ndarray, shape (n, k)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    # A bias of shape (n, 1) or (n, k) would be added without a complaint.
    fits = np.shape(X)[1:] == np.shape(W)[:1]
    fits &= np.shape(b) == np.shape(W)[1:]
    if np.ndim(X) != 2 or np.ndim(W) != 2 or not fits:
        shapes = f"{np.shape(X)}, {np.shape(W)}, {np.shape(b)}"
        raise ValueError(f"need shapes (n, d), (d, k), (k,), got {shapes}")
    return X @ W + b


def linear_backward(
    G: np.ndarray, X: np.ndarray, W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient of a loss back through a linear layer.

    Parameters
    ----------
    G : ndarray, shape (n, k)
        Gradient of the loss with respect to the output.
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
    if G.shape != Z.shape:
        raise ValueError(f"G needs the shape {Z.shape}, got {G.shape}")
    return G @ W.T, X.T @ G, G.sum(axis=0)


def center_columns(X: np.ndarray) -> np.ndarray:
    """Move each column so that its mean is zero.

    Parameters
    ----------
    X : ndarray, shape (n, d)

    Returns
    -------
    ndarray, shape (n, d)

    Raises
    ------
    ValueError
        If X is not a matrix with at least one row.
    """
    if np.ndim(X) != 2 or not len(X):
        raise ValueError(f"X must have shape (n, d), got {np.shape(X)}")
    return X - np.mean(X, axis=0)


def squared_distances(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    """The squared distance of each row of A from each row of B.

    Parameters
    ----------
    A : ndarray, shape (n, d)
    B : ndarray, shape (k, d)

    Returns
    -------
    ndarray, shape (n, k)

    Raises
    ------
    ValueError
        If A and B are not matrices with rows of one length.
    """
    fits = np.shape(A)[1:] == np.shape(B)[1:]
    if np.ndim(A) != 2 or np.ndim(B) != 2 or not fits:
        raise ValueError(f"A has shape {np.shape(A)}, B {np.shape(B)}")
    difference = A[:, np.newaxis, :] - B[np.newaxis, :, :]
    return np.sum(difference**2, axis=2)
