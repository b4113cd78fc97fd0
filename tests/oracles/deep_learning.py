"""Layers neuron by neuron, and shares of errors by counting, in plain Python."""

import math
from collections import Counter
from fractions import Fraction

import numpy as np

_RANDOM = np.random.default_rng(0)
_SIZES = [(), (3, 1), (2, 4, 1), (3, 2, 2, 5)]

CASES = {
    "network": [
        {
            "X": _RANDOM.normal(size=(4, sizes[0] if sizes else 2)),
            "layers": [
                (_RANDOM.normal(size=shape), _RANDOM.normal(size=shape[1]))
                for shape in zip(sizes[:-1], sizes[1:], strict=True)
            ],
        }
        for sizes in _SIZES
    ]
}


def layer(X, W, b):
    columns = np.asarray(W).T
    return np.array([
        [_neuron(row, column, bias) for column, bias in zip(columns, b, strict=True)] for row in X
    ])


def _neuron(row, column, bias):
    terms = [float(x) * float(w) for x, w in zip(row, column, strict=True)]
    return math.tanh(math.fsum(terms) + float(bias))


def layer_backward(G, X, W, b):
    n, d, k = len(X), len(W), len(b)
    outputs = layer(X, W, b)
    back = [[float(G[i][j]) * (1.0 - outputs[i][j] ** 2) for j in range(k)] for i in range(n)]
    by_X = [[math.fsum(back[i][j] * W[r][j] for j in range(k)) for r in range(d)] for i in range(n)]
    by_W = [[math.fsum(X[i][r] * back[i][j] for i in range(n)) for j in range(k)] for r in range(d)]
    by_b = [math.fsum(back[i][j] for i in range(n)) for j in range(k)]
    return np.array(by_X), np.array(by_W), np.array(by_b)


def network(X, layers):
    return network(layer(X, *layers[0]), layers[1:]) if layers else X


def relative_reduction(before, after):
    return float((Fraction(before) - Fraction(after)) / Fraction(before))


def guessing_error(classes, guesses):
    return sum(1 for truth in range(classes) if truth >= guesses) / classes


def majority_error(y):
    counts = Counter(int(label) for label in y)
    return (len(y) - max(counts.values())) / len(y)


def yearly_factor(first, last, years):
    return math.exp((math.log(last) - math.log(first)) / years)
