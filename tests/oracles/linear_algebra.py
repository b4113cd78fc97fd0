"""Vectors and matrices in, their products out: by loops over exact fractions or by angles."""

import math
from fractions import Fraction

import numpy as np


def dot(u: np.ndarray, v: np.ndarray) -> float:
    """Exact products, exactly added up."""
    return float(_exact(u, v))


def norm(v: np.ndarray) -> float:
    """By math.hypot, which is careful about large and small entries."""
    return math.hypot(*(float(entry) for entry in v))


def normalize(v: np.ndarray) -> np.ndarray:
    """Each entry over the length."""
    length = norm(v)
    if not 0.0 < length < math.inf:
        raise ValueError("no direction")
    return np.array([float(entry) / length for entry in v])


def cosine_similarity(u: np.ndarray, v: np.ndarray) -> float:
    """The exact dot product over both lengths."""
    return float(_exact(u, v) / Fraction(norm(u)) / Fraction(norm(v)))


def projection(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """The share of v, as an exact fraction of two dot products."""
    share = _exact(u, v) / _exact(v, v)
    return np.array([float(share * Fraction(float(entry))) for entry in v])


def matvec(A: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Column after column."""
    totals = [Fraction(0)] * len(A)
    for j, share in enumerate(x):
        for i in range(len(A)):
            totals[i] += Fraction(float(share)) * Fraction(float(A[i, j]))
    return np.array([float(total) for total in totals])


def area_factor(A: np.ndarray) -> float:
    """The area of the triangle between the columns, twice, by the shoelace formula."""
    (a, b), (c, d) = [[Fraction(float(entry)) for entry in row] for row in A]
    corners = [(Fraction(0), Fraction(0)), (a, c), (b, d)]
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    return float(sum(p[0] * q[1] - q[0] * p[1] for p, q in pairs))


def rotation(angle: float) -> np.ndarray:
    """Where the two axis arrows land, a quarter turn apart."""
    ahead = [complex(math.cos(angle), math.sin(angle)) * quarter for quarter in (1, 1j)]
    return np.array([[arrow.real for arrow in ahead], [arrow.imag for arrow in ahead]])


def matmul(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    """Three loops."""
    n, d, k = len(A), len(B), B.shape[1]
    return np.array([
        [float(sum(Fraction(float(A[i, m])) * Fraction(float(B[m, j])) for m in range(d)))
         for j in range(k)]
        for i in range(n)
    ])  # fmt: skip


def transpose(A: np.ndarray) -> np.ndarray:
    """By zip."""
    return np.array([list(column) for column in zip(*A.tolist(), strict=True)])


def outer(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Two loops."""
    return np.array([[float(a) * float(b) for b in v] for a in u])


def linear(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Example after example, neuron after neuron."""
    if b.ndim != 1:
        raise ValueError("no bias")
    return np.array([
        [float(Fraction(float(b[j])) + _exact(row, W[:, j])) for j in range(len(b))] for row in X
    ])


def center_columns(X: np.ndarray) -> np.ndarray:
    """Column after column."""
    columns = []
    for j in range(X.shape[1]):
        column = [Fraction(float(entry)) for entry in X[:, j]]
        mean = sum(column) / len(column)
        columns.append([float(entry - mean) for entry in column])
    return np.array([list(row) for row in zip(*columns, strict=True)])


def squared_distances(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    """Pair after pair."""
    return np.array([[math.dist(a.tolist(), b.tolist()) ** 2 for b in B] for a in A])


def _exact(u: np.ndarray, v: np.ndarray) -> Fraction:
    pairs = zip(u, v, strict=True)
    return sum((Fraction(float(a)) * Fraction(float(b)) for a, b in pairs), Fraction(0))


def linear_backward(
    G: np.ndarray, X: np.ndarray, W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every path from an input to the loss: along W for X, along X for W, straight for b."""
    (n, d), k = X.shape, len(b)
    by_x = [[math.fsum(G[i, j] * W[q, j] for j in range(k)) for q in range(d)] for i in range(n)]
    by_w = [[math.fsum(G[i, j] * X[i, q] for i in range(n)) for j in range(k)] for q in range(d)]
    by_b = [math.fsum(G[i, j] for i in range(n)) for j in range(k)]
    return np.array(by_x), np.array(by_w), np.array(by_b)
