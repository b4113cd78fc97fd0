"""Examples of two classes in, probabilities, losses and slopes out: entry by entry, with math."""

import math

import numpy as np


def predict_probability(X, w, b):
    return np.array([_sigmoid(z) for z in _scores(X, w, b)])


def likelihood(prediction, y):
    return math.prod(p if outcome else 1.0 - p for p, outcome in zip(prediction, y, strict=True))


def loss(w, b, X, y):
    return math.fsum(_surprise(z if outcome else -z)
                     for z, outcome in zip(_scores(X, w, b), y, strict=True)) / len(y)


def loss_gradients(w, b, X, y):
    misses = [(-_sigmoid(-z) if outcome else _sigmoid(z)) / len(y)
              for z, outcome in zip(_scores(X, w, b), y, strict=True)]
    by_weight = [math.fsum(miss * row[j] for miss, row in zip(misses, X, strict=True))
                 for j in range(len(w))]
    return np.array(by_weight), math.fsum(misses)


def fit(X, y, learning_rate, steps):
    w, b = [0.0] * X.shape[1], 0.0
    for _ in range(steps):
        pull, push = loss_gradients(w, b, X, y)
        w = [weight - learning_rate * slope for weight, slope in zip(w, pull, strict=True)]
        b -= learning_rate * push
    return np.array(w), b


def loss_hessian(w, b, X):
    scores, places = _scores(X, w, b), range(len(w))
    slopes = [_sigmoid(z) * _sigmoid(-z) / len(X) for z in scores]
    return np.array([[math.fsum(slope * row[a] * row[c] for slope, row in zip(slopes, X, strict=True))
                      for c in places] for a in places])


def classify(X, w, b, threshold=0.5):
    """By the odds, without a probability."""
    least = math.log(threshold) - math.log1p(-threshold)
    return np.array([1 if z >= least else 0 for z in _scores(X, w, b)])


def signed_distance(X, w, b):
    length = math.hypot(*w)
    return np.array([z / length for z in _scores(X, w, b)])


def label_loss(z, y):
    return math.fsum(_surprise(label * score) for score, label in zip(z, y, strict=True)) / len(z)


def cost_threshold(false_alarm, miss):
    """The probability whose odds are the ratio of the costs."""
    odds = false_alarm / miss
    return odds / (1.0 + odds)


def _scores(X, w, b):
    return [math.fsum([b, *(x * weight for x, weight in zip(row, w, strict=True))]) for row in X]


def _sigmoid(z):
    return 1.0 / (1.0 + math.exp(-z)) if z > -700.0 else math.exp(z)


def _surprise(z):
    """Of an outcome with the score z."""
    return math.log1p(math.exp(-z)) if z > -700.0 else -z
