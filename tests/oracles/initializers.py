"""Sizes in, weights out, one draw at a time; variances by trying every sign, and in loops."""

import itertools
import math

import numpy as np


def zeros(d, k):
    return np.array([[0.0] * k] * d)


def normal(d, k, s, generator):
    return np.array([[s * generator.standard_normal() for _ in range(k)] for _ in range(d)])


def score_variance(X, s):
    """The mean over all ways to give the weights of one output the values s and -s."""
    squares = [
        math.fsum(s * sign * entry for sign, entry in zip(signs, row, strict=True)) ** 2
        for row in X
        for signs in itertools.product((-1, 1), repeat=len(row))
    ]
    return math.fsum(squares) / len(squares)


def gradient_variance(G, s):
    return score_variance(G, s)


def variance_at_depth(variance, d, s, depth, passed=0.5):
    for _ in range(depth):
        variance = variance * s * s * d * passed
    return variance


def layer_variances(X, W, activation=None):
    return np.array([_mean_square(scores) for scores in _scores(X, W, activation)])


def gradient_variances(G, X, W, activation=None, activation_grad=None):
    """By the rows: each score passes on what the next layer's scores send back."""
    sizes = [_mean_square(G)]
    for scores, weights in reversed(list(zip(_scores(X, W, activation)[:-1], W[1:], strict=True))):
        slopes = (activation_grad or _step)(scores)
        G = np.array([[
            slopes[row, i] * math.fsum(G[row, j] * weights[i, j] for j in range(len(weights)))
            for i in range(len(weights))
        ] for row in range(len(G))])
        sizes.insert(0, _mean_square(G))
    return np.array(sizes)


def xavier_std(d, k):
    """The variance is the harmonic mean of 1 / d and 1 / k."""
    return math.sqrt(1 / ((d + k) / 2))


def xavier(d, k, generator):
    return normal(d, k, xavier_std(d, k), generator)


def uniform_bound(s):
    return math.sqrt(3 * s * s)


def xavier_uniform(d, k, generator):
    bound = math.sqrt(6 / (d + k))
    return np.array([[(2 * generator.random() - 1) * bound for _ in range(k)] for _ in range(d)])


def he_std(d):
    return math.sqrt(2 / d)


def he(d, k, generator):
    return normal(d, k, he_std(d), generator)


def leaky_he_std(d, alpha):
    # Half of the scores keep their square, the other half alpha squared of it.
    return 1 / math.sqrt(d * (0.5 + 0.5 * alpha * alpha))


def unit_scores(X, W):
    scores = [math.fsum(row[i] * W[i, j] for i in range(len(W)))
              for row in X for j in range(W.shape[1])]
    factor = math.sqrt(len(scores) / math.fsum(score * score for score in scores))
    return np.array([[factor * weight for weight in row] for row in W])


def class_prior_bias(counts):
    """The logarithm of each count over their geometric mean."""
    middle = math.fsum(math.log(count) for count in counts) / len(counts)
    return np.array([math.log(count) - middle for count in counts])


def _scores(X, W, activation):
    A, all_scores = X, []
    for weights in W:
        Z = np.array([[math.fsum(row[i] * weights[i, j] for i in range(len(weights)))
                       for j in range(len(weights))] for row in A])
        all_scores.append(Z)
        A = (activation or _hinge)(Z)
    return all_scores


def _hinge(Z):
    return np.array([[entry if entry > 0 else 0.0 for entry in row] for row in Z])


def _step(Z):
    return np.array([[1.0 if entry > 0 else 0.0 for entry in row] for row in Z])


def _mean_square(array):
    return math.fsum(entry * entry for entry in array.ravel()) / array.size
