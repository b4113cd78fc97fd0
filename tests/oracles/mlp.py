"""A batch or a list of layers in, scores and gradients out: neuron by neuron, in plain loops."""

import math

import numpy as np


def hidden(X, W_1, b_1):
    return np.array([[max(score, 0.0) for score in row] for row in _linear(X, W_1, b_1)])


def mlp(X, W_1, b_1, W_2, b_2):
    return _linear(hidden(X, W_1, b_1), W_2, b_2)


def mlp_backward(G, X, W_1, b_1, W_2, b_2):
    """By every path from a number to a score: its product of weights, if its neuron is on."""
    sums = _linear(X, W_1, b_1)
    (n, d), k, K = X.shape, len(b_1), len(b_2)
    grads = [np.zeros(array.shape) for array in (X, W_1, b_1, W_2, b_2)]
    by_X, by_W_1, by_b_1, by_W_2, by_b_2 = grads
    for row in range(n):
        for c in range(K):
            by_b_2[c] += G[row, c]
            for j in range(k):
                if sums[row, j] <= 0:
                    continue
                by_W_2[j, c] += G[row, c] * sums[row, j]
                by_b_1[j] += G[row, c] * W_2[j, c]
                for i in range(d):
                    by_X[row, i] += G[row, c] * W_2[j, c] * W_1[i, j]
                    by_W_1[i, j] += G[row, c] * W_2[j, c] * X[row, i]
    return tuple(grads)


def random_layers(sizes, generator):
    layers = []
    for d, k in zip(sizes, sizes[1:], strict=False):
        W = [[math.sqrt(2 / d) * generator.standard_normal() for _ in range(k)] for _ in range(d)]
        layers.append((np.array(W), np.array([0.0] * k)))
    return layers


def forward(X, layers, activation=None):
    went_in, tape = X, []
    for W, b in layers:
        sums = _linear(went_in, W, b)
        tape.append((went_in, sums))
        went_in = (activation or _hinge)(sums)
    return tape[-1][1], tape


def backward(G, layers, tape, activation_grad=None):
    """The tape backward: each neuron sends its gradient to all that it listened to."""
    gradients = []
    for number, ((W, _), (went_in, _)) in reversed(list(enumerate(zip(layers, tape, strict=True)))):
        by_W, back = np.zeros(W.shape), np.zeros(went_in.shape)
        for row in range(len(G)):
            for i in range(len(W)):
                for j in range(W.shape[1]):
                    by_W[i, j] += went_in[row, i] * G[row, j]
                    back[row, i] += W[i, j] * G[row, j]
        gradients.insert(0, (by_W, np.array([math.fsum(column) for column in G.T])))
        if number:
            slopes = (activation_grad or _step)(tape[number - 1][1])
            G = np.array([[left * slope for left, slope in zip(*rows, strict=True)]
                          for rows in zip(back, slopes, strict=True)])
    return gradients


def linear_network(X, W_1, b_1, W_2, b_2):
    return _linear(_linear(X, W_1, b_1), W_2, b_2)


def collapse(W_1, b_1, W_2, b_2):
    """The bias is what the network gives for zeros, a weight what one input adds to it."""
    zero = linear_network(np.zeros((1, len(W_1))), W_1, b_1, W_2, b_2)[0]
    weights = [[math.fsum(W_1[i, j] * W_2[j, c] for j in range(len(W_2))) for c in range(len(b_2))]
               for i in range(len(W_1))]
    return np.array(weights), zero


def count_parameters(sizes):
    weights = sum(sizes[i] * sizes[i + 1] for i in range(len(sizes) - 1))
    return int(weights + sum(sizes) - sizes[0])


def dead_neurons(X, W_1, b_1):
    sums = _linear(X, W_1, b_1)
    return np.array([not any(row[j] > 0 for row in sums) for j in range(len(b_1))])


def _linear(X, W, b):
    return np.array([[math.fsum([b[j], *(row[i] * W[i, j] for i in range(len(W)))])
                      for j in range(len(b))] for row in X])


def _hinge(Z):
    return np.where(Z > 0, Z, 0.0)


def _step(Z):
    return np.where(Z > 0, 1.0, 0.0)


def _network(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.normal(size=(d, k)), rng.normal(size=k))
            for d, k in zip(sizes, sizes[1:], strict=False)]


def _curved(Z):
    return np.arctan(Z)


def _curved_grad(Z):
    return 1 / (1 + Z**2)


def _forwards():
    for number, sizes in enumerate([[2, 3], [1, 1, 1], [3, 4, 2], [2, 5, 3, 4, 2]]):
        X = np.random.default_rng(100 + number).normal(size=(number + 1, sizes[0]))
        yield {"X": X, "layers": _network(sizes, number)}
        yield {"X": X, "layers": _network(sizes, 50 + number), "activation": _curved}


def _backwards():
    for number, case in enumerate(_forwards()):
        scores, tape = forward(**case)
        given = {"layers": case["layers"], "tape": tape,
                 "G": np.random.default_rng(200 + number).normal(size=scores.shape)}
        yield given | ({"activation_grad": _curved_grad} if "activation" in case else {})


CASES = {
    "random_layers": [
        {"sizes": sizes, "generator": np.random.default_rng(seed)}
        for seed, sizes in enumerate([[1, 1], [2, 3], [4, 3, 2], [2, 8, 8, 1]])
    ],
    "forward": list(_forwards()),
    "backward": list(_backwards()),
}
