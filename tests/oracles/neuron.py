"""Neurons in plain Python: sums term by term, decisions case by case."""

import math

import numpy as np


def _sum(row, w):
    return math.fsum(float(entry) * float(weight) for entry, weight in zip(row, w, strict=True))


def mcculloch_pitts(X, w, threshold):
    return np.array([1 if _sum(row, w) >= threshold else 0 for row in X])


def weighted_sum(X, w, b):
    return np.array([_sum(row, w) + b for row in X])


def neuron(X, w, b):
    def response(z):
        return 1.0 / (1.0 + math.exp(-z)) if z > -700.0 else math.exp(z)

    return np.array([response(z) for z in weighted_sum(X, w, b)])


def boundary(x_1, w, b):
    values = [-(float(w[0]) * float(x) + b) / float(w[1]) for x in np.ravel(x_1)]
    return np.array(values).reshape(np.shape(x_1))


def at_least(X, count):
    return np.array([int(list(row).count(1) >= count) for row in X])


def inhibited(X, stop, threshold):
    return np.array([
        int(not forbidden and sum(row) >= threshold) for row, forbidden in zip(X, stop, strict=True)
    ])


def half_adder(X):
    sums = [int(row[0]) + int(row[1]) for row in X]
    return np.array([total % 2 for total in sums]), np.array([total // 2 for total in sums])
