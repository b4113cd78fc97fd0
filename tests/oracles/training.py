"""The snippets of the training page again: plain lists and loops, least squares in fractions."""

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


def minimum_norm(A, y):
    """A combination of the rows, by elimination in fractions; A is wide and of full rank."""
    rows = [[Fraction(float(one)) for one in row] for row in A]
    system = [[_dot(row, other) for other in rows] + [Fraction(float(target))]
              for row, target in zip(rows, y, strict=True)]
    for place, pivot in enumerate(system):
        system[place] = [entry / pivot[place] for entry in pivot]
        for number, row in enumerate(system):
            if number != place:
                system[number] = [entry - row[place] * own
                                  for entry, own in zip(row, system[place], strict=True)]
    shares = [row[-1] for row in system]
    return np.array([float(_dot(shares, column)) for column in zip(*rows, strict=True)])


def k_fold(n, folds, generator):
    parts = [[] for _ in range(folds)]
    for place, row in enumerate(generator.permutation(n)):
        parts[place % folds].append(row)
    return tuple(np.array(part) for part in parts)


def _dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))
