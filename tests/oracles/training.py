"""The snippets of the training page again: plain lists, loops and fractions."""

import math
import statistics
from fractions import Fraction

import numpy as np


def minibatches(n, batch_size, generator):
    left, batches = list(generator.permutation(n)), []
    while left:
        batches.append(np.array(left[:batch_size]))
        left = left[batch_size:]
    return tuple(batches)


def steps_per_epoch(n, batch_size):
    return math.ceil(Fraction(n, batch_size))


def split(n, validation, test, generator):
    rows = list(generator.permutation(n))
    second, third = (math.floor(Fraction(share) * n) for share in (validation, test))
    held_out = [rows.pop() for _ in range(third)][::-1]
    chosen = [rows.pop() for _ in range(second)][::-1]
    return np.array(rows), np.array(chosen), np.array(held_out)


def standardize(X, training):
    columns = []
    for column, known in zip(np.transpose(X), np.transpose(training), strict=True):
        known = [Fraction(float(one)) for one in known]
        mean, spread = statistics.mean(known), math.sqrt(statistics.pvariance(known)) or 1.0
        columns.append([float(Fraction(float(one)) - mean) / spread for one in column])
    return np.array(columns).T


def random_features(X, W, b):
    return np.array([[1 / (1 + math.exp(-_sum(row, W[:, j], b[j]))) for j in range(len(b))]
                     for row in X])


def k_fold(n, folds, generator):
    parts = [[] for _ in range(folds)]
    for place, row in enumerate(generator.permutation(n)):
        parts[place % folds].append(row)
    return tuple(np.array(part) for part in parts)


def _sum(x, w, b):
    return float(sum(Fraction(float(p)) * Fraction(float(q)) for p, q in zip(x, w, strict=True))
                 + Fraction(float(b)))
