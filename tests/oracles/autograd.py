"""Values of tensor operations, and the gradients of some: number by number, in closed form."""

import math
from decimal import Decimal

import numpy as np

from tests.oracles import activations, functions, linear_algebra
from tests.oracles import softmax as rows
from tests.oracles._entrywise import entrywise

exp, log = functions.exp, functions.log
relu, tanh = activations.relu, activations.tanh
sigmoid, softplus = activations.sigmoid, activations.softplus
softmax = rows.softmax


def Node(value):
    """Number by number, the same."""
    return np.array([float(entry) for entry in value.flat]).reshape(value.shape)


Tensor = Node


def unbroadcast(G, x):
    """Each column of copies is one number of x."""
    return np.array([math.fsum(float(row[j]) for row in G) for j in range(len(x))])


def _with_last(combine):
    """Combine each entry with the entry of a vector at the same place in its row."""

    def loop(x_1, x_2):
        result = np.empty(x_1.shape)
        for place in np.ndindex(x_1.shape):
            result[place] = combine(float(x_1[place]), float(x_2[place[-1]]))
        return result

    return loop


add = _with_last(lambda a, b: float(Decimal(a) + Decimal(b)))
subtract = _with_last(lambda a, b: float(Decimal(a) - Decimal(b)))
multiply = _with_last(lambda a, b: float(Decimal(a) * Decimal(b)))
divide = _with_last(lambda a, b: float(Decimal(a) / Decimal(b)))


@entrywise
def negate(x):
    """Below zero what was above."""
    return -Decimal(x)


@entrywise
def power(x, exponent):
    """The exponential of a multiple of the logarithm."""
    if math.isinf(x):
        return math.inf if exponent > 0 else 0.0
    return (Decimal(exponent) * Decimal(x).ln()).exp()


def matmul(x_1, x_2):
    """Row times column."""
    return linear_algebra.matmul(x_1, x_2)


def transpose(x):
    """Columns become rows."""
    return linear_algebra.transpose(x)


def reshape(x):
    """Row after row."""
    return np.array([float(entry) for row in x for entry in row])


def index(x, key):
    """The rows that are named."""
    return np.array([[float(entry) for entry in x[int(i)]] for i in key])


def index_backward(G, x, key):
    """For each row, the sum over the places that name it."""
    return np.array([
        [math.fsum(float(G[place, j]) for place, i in enumerate(key) if i == row)
         for j in range(x.shape[1])]
        for row in range(len(x))
    ])


def reduce_sum(x):
    """All entries, added up exactly."""
    return math.fsum(_entries(x))


def reduce_mean(x):
    """Their sum over their number."""
    return math.fsum(_entries(x)) / len(_entries(x))


def reduce_max(x):
    """The last of the sorted entries."""
    return sorted(_entries(x))[-1]


def reduce_max_backward(G, x):
    """One share for each entry that no other exceeds."""
    top = sorted(_entries(x))[-1]
    shares = _entries(x).count(top)
    return np.array([[float(G) / shares if entry == top else 0.0 for entry in row] for row in x])


def cumulative_sum(x):
    """Each sum from the beginning anew."""
    return np.array([[math.fsum(row[: j + 1]) for j in range(len(row))] for row in x.tolist()])


def cumulative_sum_backward(G, x):
    """Each sum to the end anew."""
    return np.array([[math.fsum(row[j:]) for j in range(len(row))] for row in G.tolist()])


def softmax_backward(G, z):
    """The full Jacobian of each row, with a one on its diagonal."""
    P = rows.softmax(z)
    result = np.empty(z.shape)
    for i, j in np.ndindex(z.shape):
        result[i, j] = math.fsum(
            float(G[i, k] * P[i, k]) * ((k == j) - float(P[i, j])) for k in range(z.shape[1])
        )
    return result


def logsumexp(z):
    """Row by row in decimals."""
    return rows.logsumexp(z)


def mse(prediction, y):
    """Error by error."""
    return math.fsum((float(a) - float(b)) ** 2 for a, b in zip(prediction, y, strict=True)) / len(y)


def binary_cross_entropy(z, y):
    """The negative logarithm of the probability of what happened."""
    signed = [float(score) if target else -float(score) for score, target in zip(z, y, strict=True)]
    return math.fsum(_softplus(-score) for score in signed) / len(signed)


def hinge(z, y):
    """What is missing, example by example."""
    return math.fsum(max(0.0, 1.0 - float(a) * float(b)) for a, b in zip(z, y, strict=True)) / len(y)


def softmax_cross_entropy(Z, y):
    """The negative logarithm of the probability of the class that is right."""
    P = rows.log_softmax(Z)
    return -math.fsum(float(P[i, k]) for i, k in enumerate(y)) / len(y)


def example(x, w):
    """Number by number."""
    values = [a * math.tanh(b * a) + b for a, b in zip(_entries(x), _entries(w), strict=True)]
    return np.reshape(values, x.shape)


def example_gradients(x, w):
    """The product rule for each input."""
    by_x, by_w = [], []
    for a, b in zip(_entries(x), _entries(w), strict=True):
        slope = 1.0 / math.cosh(b * a) ** 2 if abs(b * a) < 300.0 else 0.0
        by_x.append(math.tanh(b * a) + a * b * slope)
        by_w.append(a * a * slope + 1.0)
    return np.reshape(by_x, x.shape), np.reshape(by_w, w.shape)


def _entries(x):
    return [float(entry) for entry in np.ravel(x)]


def _softplus(t):
    return float((1 + Decimal(t).exp()).ln())
