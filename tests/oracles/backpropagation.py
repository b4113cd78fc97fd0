"""The snippets of the backpropagation page again: one path, one weight, one example at a time."""

import math
from fractions import Fraction

import numpy as np


def small_loss(w_1, b_1, w_2, x, y):
    return (_small(w_1, b_1, w_2, x)[1] - y) ** 2


def small_gradients(w_1, b_1, w_2, x, y):
    z, prediction = _small(w_1, b_1, w_2, x)
    slope = 2 * (prediction - y)
    hidden = [slope * float(w) if one > 0 else 0.0 for w, one in zip(w_2, z, strict=True)]
    return (np.array([one * x for one in hidden]), np.array(hidden),
            np.array([slope * max(one, 0.0) for one in z]))


def network_loss(W_1, b_1, W_2, b_2, X, y):
    total = [_log_sum(scores) - scores[own]
             for (_, _, scores), own in zip(_rows(W_1, b_1, W_2, b_2, X), y, strict=True)]
    return math.fsum(total) / len(total)


def network_gradients(W_1, b_1, W_2, b_2, X, y):
    """Example by example, and path by path from each weight to the loss."""
    (d, k), K, n = W_1.shape, W_2.shape[1], len(X)
    parts = [[], [], [], []]
    for (x, a, scores), own in zip(_rows(W_1, b_1, W_2, b_2, X), y, strict=True):
        weight = _log_sum(scores)
        slope = [(math.exp(scores[c] - weight) - (c == own)) / n for c in range(K)]
        back = [math.fsum(slope[c] * W_2[j, c] for c in range(K)) if a[j] > 0 else 0.0
                for j in range(k)]
        parts[0].append([[x[r] * back[j] for j in range(k)] for r in range(d)])
        parts[1].append(back)
        parts[2].append([[a[j] * slope[c] for c in range(K)] for j in range(k)])
        parts[3].append(slope)
    return tuple(_total(part) for part in parts)


def relative_error(given, measured):
    u, v = ([Fraction(float(one)) for one in np.ravel(array)] for array in (given, measured))
    longer = max(sum(one * one for one in side) for side in (u, v))
    apart = sum((a - b) ** 2 for a, b in zip(u, v, strict=True))
    return math.sqrt(apart / longer) if longer else 0.0


def gradient_check(f, theta, gradient, a=6e-6):
    measured = []
    for place in range(len(theta)):
        sides = []
        for step in (a, -a):
            moved = [float(one) for one in theta]
            moved[place] += step
            sides.append(float(f(np.array(moved))))
        measured.append((sides[0] - sides[1]) / (2 * a))
    return relative_error(gradient, measured)


def multiplications(n, d, k, K):
    """Each pair of a weight and an example is one product; the way back has one more per weight."""
    hidden, out = len(range(d)) * len(range(k)), len(range(k)) * len(range(K))
    return sum(n * weights for weights in (hidden, out)), sum(n * w for w in (out, out, hidden))


def sigmoid_chain(x, w, depth):
    return _each(lambda at: _chain(at, w, depth)[0], x)


def sigmoid_chain_grad(x, w, depth):
    return _each(lambda at: _chain(at, w, depth)[1], x)


def slope_bound(w, depth):
    return math.prod(abs(w) * 0.25 for _ in range(depth))


def tied(X, W):
    gram = [[math.fsum(a * b for a, b in zip(one, other, strict=True)) for other in W] for one in W]
    return np.array([[math.fsum(x * gram[r][j] for r, x in enumerate(row))
                      for j in range(len(W))] for row in X])


def tied_backward(G, X, W):
    """Entry by entry: W[r, c] is in W[r, c] * x_r * W[j, c] for every j, twice for j = r."""
    d, k = W.shape
    W_grad = np.zeros((d, k))
    for r in range(d):
        for c in range(k):
            W_grad[r, c] = math.fsum(
                (g[j] * x[r] + g[r] * x[j]) * W[j, c]
                for g, x in zip(G, X, strict=True) for j in range(d))
    return tied(G, W), W_grad


def residual(X, W, b):
    return np.array([[x[j] + max(0.0, _sum(x, W[:, j], b[j])) for j in range(len(b))] for x in X])


def residual_backward(G, X, W, b):
    d = len(b)
    open_ = [[g[j] if _sum(x, W[:, j], b[j]) > 0 else 0.0 for j in range(d)]
             for g, x in zip(G, X, strict=True)]
    X_grad = [[g[r] + math.fsum(one[j] * W[r, j] for j in range(d)) for r in range(d)]
              for g, one in zip(G, open_, strict=True)]
    W_grad = [[math.fsum(x[r] * one[j] for x, one in zip(X, open_, strict=True))
               for j in range(d)] for r in range(d)]
    return np.array(X_grad), np.array(W_grad), _total(open_)


def _small(w_1, b_1, w_2, x):
    z = [float(w) * x + float(b) for w, b in zip(w_1, b_1, strict=True)]
    return z, math.fsum(float(w) * max(one, 0.0) for w, one in zip(w_2, z, strict=True))


def _rows(W_1, b_1, W_2, b_2, X):
    for x in X:
        a = [max(0.0, _sum(x, W_1[:, j], b_1[j])) for j in range(len(b_1))]
        yield x, a, [_sum(a, W_2[:, c], b_2[c]) for c in range(len(b_2))]


def _sum(x, w, b):
    return float(sum(Fraction(float(p)) * Fraction(float(q)) for p, q in zip(x, w, strict=True))
                 + Fraction(float(b)))


def _log_sum(scores):
    top = max(scores)
    return top + math.log(math.fsum(math.exp(one - top) for one in scores))


def _total(parts):
    arrays = [np.array(one, float) for one in parts]
    total = np.empty(arrays[0].shape)
    for index in np.ndindex(total.shape):
        total[index] = math.fsum(one[index] for one in arrays)
    return total


def _chain(x, w, depth):
    slope = 1.0
    for _ in range(depth):
        t = math.tanh(w * x / 2)
        x, slope = (1 + t) / 2, slope * w * (1 - t * t) / 4
    return x, slope


def _each(function, x):
    values = np.empty(np.shape(x))
    for index in np.ndindex(values.shape):
        values[index] = function(float(np.asarray(x)[index]))
    return values
