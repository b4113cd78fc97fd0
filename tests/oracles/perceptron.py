"""Examples and labels in, what a perceptron makes of them out: entry by entry, in plain Python."""

import math
from fractions import Fraction

import numpy as np


def _sum(x, w, b):
    """The exact weighted sum, rounded once."""
    terms = [Fraction(float(p)) * Fraction(float(q)) for p, q in zip(x, w, strict=True)]
    return float(sum(terms, Fraction(float(b))))


def predict(X, w, b):
    return np.array([-1 if _sum(x, w, b) < 0 else 1 for x in X])


def perceptron_step(w, b, x, y):
    failed = _sum(x, w, b) * y <= 0
    change = y if failed else 0
    return np.array([p + change * q for p, q in zip(w, x, strict=True)]), b + change


def perceptron_train(X, y, steps):
    """By the count of failures of each example: the weights are a sum of examples."""
    counts = [0] * len(y)
    weights, biases = [], []
    for step in range(steps + 1):
        w, b = weights_from_counts(X, y, counts)
        weights.append(w)
        biases.append(b)
        row = step % len(y)
        counts[row] += _sum(X[row], w, b) * y[row] <= 0
    return np.array(weights), np.array(biases)


def mistakes(X, y, w, b):
    return sum(_sum(x, w, b) * label <= 0 for x, label in zip(X, y, strict=True))


def margin(X, y, w, b):
    length = math.hypot(*w)
    return min(label * _sum(x, w, b) / length for x, label in zip(X, y, strict=True))


def radius(X):
    return max(math.hypot(*x) for x in X)


def _each(function, step):
    return np.array([function(float(at)) for at in np.ravel(step)]).reshape(np.shape(step))


def least_length(step, margin):
    return _each(lambda t: math.fsum([t * margin]), step)


def greatest_length(step, radius):
    return _each(lambda t: math.hypot(0.0, radius) * math.sqrt(t), step)


def mistake_bound(radius, margin):
    return float(Fraction(radius) ** 2 / Fraction(margin) ** 2)


def weights_from_counts(X, y, counts):
    signed = [int(count) * int(label) for count, label in zip(counts, y, strict=True)]
    columns = [math.fsum(float(sign * entry) for sign, entry in zip(signed, column, strict=True))
               for column in np.asarray(X).T]
    return np.array(columns), float(sum(signed))


def perceptron_loss(X, y, w, b):
    wrong = [-label * _sum(x, w, b) for x, label in zip(X, y, strict=True)]
    return math.fsum(size for size in wrong if size > 0) / len(wrong)


def middle_bias(A, B, w):
    return -math.fsum([min(_sum(x, w, 0) for x in A), max(_sum(x, w, 0) for x in B)]) / 2
