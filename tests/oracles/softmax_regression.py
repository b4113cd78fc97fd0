"""Examples and weights in, the same probabilities, losses and fits out: by loops over plain numbers."""

import math

import numpy as np


def _scores(row, W, b):
    return [
        math.fsum([float(x) * float(W[l][j]) for l, x in enumerate(row)] + [float(b[j])])  # noqa: E741
        for j in range(len(b))
    ]


def _probabilities(scores):
    """Each probability on its own: one over the sum of all ratios to it."""
    return [1 / math.fsum(_exp(other - one) for other in scores) for one in scores]


def _exp(x):
    return math.exp(x) if x < 700 else math.inf


def one_hot(y, classes):
    return [[1.0 if j == true else 0.0 for j in range(classes)] for true in y]


def predict_probability(X, W, b):
    return [_probabilities(_scores(row, W, b)) for row in X]


def classify(X, W, b):
    # In the same order of additions as NumPy's: a tie must not be broken by rounding.
    chosen = []
    for row in (np.asarray(X) @ np.asarray(W) + b).tolist():
        chosen.append(row.index(max(row)))
    return chosen


def likelihood(P, y):
    return math.prod(float(P[i][true]) for i, true in enumerate(y))


def loss(W, b, X, y):
    surprises = []
    for row, true in zip(X, y, strict=True):
        scores = _scores(row, W, b)
        surprises.append(_surprise(scores, int(true)))
    return math.fsum(surprises) / len(surprises)


def _surprise(scores, true):
    """The logarithm of the sum of all ratios to the true class, the largest taken out."""
    most = max(score - scores[true] for score in scores)
    return most + math.log(math.fsum(math.exp(score - scores[true] - most) for score in scores))


def loss_gradients(W, b, X, y):
    """One example and one class at a time."""
    W_grad, b_grad = np.zeros(np.shape(W)), np.zeros(np.shape(b))
    for row, true in zip(X, y, strict=True):
        p = _probabilities(_scores(row, W, b))
        for j in range(len(b)):
            off = (p[j] - 1 if j == true else p[j]) / len(X)
            b_grad[j] += off
            for l, x in enumerate(row):  # noqa: E741
                W_grad[l, j] += off * x
    return W_grad, b_grad


def fit(X, y, classes, learning_rate, steps):
    W, b = np.zeros((len(X[0]), classes)), np.zeros(classes)
    for _ in range(steps):
        W_grad, b_grad = loss_gradients(W, b, X, y)
        W, b = W - learning_rate * W_grad, b - learning_rate * b_grad
    return W, b


def log_odds(X, W, b, i, j):
    """The difference of two scores."""
    return [scores[i] - scores[j] for scores in (_scores(row, W, b) for row in X)]


def softmax_jacobian(z):
    p = _probabilities([float(score) for score in z])
    return [[p[i] * ((i == j) - p[j]) for j in range(len(p))] for i in range(len(p))]


def remove_shift(W, b):
    rows = [[float(one) - math.fsum(map(float, row)) / len(row) for one in row] for row in W]
    return rows, [float(one) - math.fsum(map(float, b)) / len(b) for one in b]


def prior_bias(y, classes):
    counts = [sum(1 for true in y if true == j) for j in range(classes)]
    return [math.log(count / len(y)) if count else -math.inf for count in counts]
