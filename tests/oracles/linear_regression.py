"""Data and targets in, predictions, fits and slopes of the loss out: entry by entry, in fractions."""

import math
from fractions import Fraction

import numpy as np


def predict(X, w, b):
    return np.array([math.fsum([b, *(x * weight for x, weight in zip(row, w, strict=True))])
                     for row in X])


def residuals(prediction, y):
    return np.array([target - guess for guess, target in zip(prediction, y, strict=True)])


def loss(w, b, X, y):
    return math.fsum(miss**2 for miss in residuals(predict(X, w, b), y)) / len(y)


def loss_gradients(w, b, X, y):
    misses = residuals(predict(X, w, b), y)
    by_weight = [math.fsum(-2 * miss * row[j] for miss, row in zip(misses, X, strict=True)) / len(y)
                 for j in range(len(w))]
    return np.array(by_weight), -2 * math.fsum(misses) / len(y)


def fit(X, y, learning_rate, steps):
    """The same steps, one example and one weight at a time."""
    w, b = [0.0] * X.shape[1], 0.0
    for _ in range(steps):
        pull, push = loss_gradients(w, b, X, y)
        w = [weight - learning_rate * slope for weight, slope in zip(w, pull, strict=True)]
        b -= learning_rate * push
    return np.array(w), b


def add_ones(X):
    return np.array([[1.0, *row] for row in X])


def normal_equation(X, y):
    """Gauss's elimination, in exact fractions."""
    return np.array([float(weight) for weight in _solve(*_normal(_exact(X), _exact([y])[0]))])


def minimum_norm(X, y):
    """A mixture of the rows, so that nothing of it is lost on the way; in exact fractions."""
    rows = _exact(X)
    gram = [[_dot(one, other) for other in rows] for one in rows]
    shares = _solve(gram, _exact([y])[0])
    return np.array([float(_dot(shares, column)) for column in zip(*rows, strict=True)])


def loss_hessian(X):
    n, d = X.shape
    return np.array([[2 * math.fsum(X[i, a] * X[i, c] for i in range(n)) / n for c in range(d)]
                     for a in range(d)])


def leverage(X):
    """How much prediction i moves when target i moves by 1: by fitting, in exact fractions."""
    rows = _exact(X)
    moved = []
    for i in range(len(rows)):
        nudge = [Fraction(int(i == other)) for other in range(len(rows))]
        moved.append(float(_dot(rows[i], _solve(*_normal(rows, nudge)))))
    return np.array(moved)


def fit_line(x, y):
    """By all pairs of points: the mean of their slopes, weighted with the squared distance."""
    pairs = [(Fraction(x[j]) - Fraction(x[i]), Fraction(y[j]) - Fraction(y[i]))
             for i in range(len(x)) for j in range(i)]
    spread = sum(run * run for run, _ in pairs)
    w = sum(run * rise for run, rise in pairs) / spread if spread else Fraction(0)
    height = sum(Fraction(target) - w * Fraction(place) for place, target in zip(x, y, strict=True))
    return float(w), float(height / len(x))


def unscale(w, b, mean, std):
    """The height at zero of each input is that of minus mean by std, standardized."""
    places = [-middle / spread for middle, spread in zip(mean, std, strict=True)]
    height = math.fsum([b, *(weight * place for weight, place in zip(w, places, strict=True))])
    return np.array([weight / spread for weight, spread in zip(w, std, strict=True)]), height


def r_squared(prediction, y):
    mean = math.fsum(y) / len(y)
    left = math.fsum((target - guess) ** 2 for guess, target in zip(prediction, y, strict=True))
    return 1 - left / math.fsum((target - mean) ** 2 for target in y)


def _exact(rows):
    return [[Fraction(float(entry)) for entry in row] for row in rows]


def _dot(one, other):
    return sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))


def _normal(rows, targets):
    columns = list(zip(*rows, strict=True))
    return ([[_dot(one, other) for other in columns] for one in columns],
            [_dot(column, targets) for column in columns])


def _solve(matrix, right):
    """Elimination with any pivot that is not zero."""
    table = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for step in range(len(table)):
        pivot = next(row for row in range(step, len(table)) if table[row][step])
        table[step], table[pivot] = table[pivot], table[step]
        table[step] = [entry / table[step][step] for entry in table[step]]
        for row in range(len(table)):
            if row != step:
                factor = table[row][step]
                table[row] = [entry - factor * above
                              for entry, above in zip(table[row], table[step], strict=True)]
    return [row[-1] for row in table]
