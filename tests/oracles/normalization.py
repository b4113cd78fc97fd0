"""Batch and layer norm in plain Python: statistics number by number, gradients from the Jacobian."""

import math

import numpy as np


def _mean_and_variance(values):
    mean = math.fsum(values) / len(values)
    return mean, math.fsum((value - mean) ** 2 for value in values) / len(values)


def _normalized(values, eps):
    mean, variance = _mean_and_variance(values)
    return [(value - mean) / math.sqrt(variance + eps) for value in values]


def _pulled_back(upstream, values, eps):
    """The gradient by each value: a sum over every output, by the definition of the derivative."""
    mean, variance = _mean_and_variance(values)
    n, root = len(values), math.sqrt(variance + eps)
    gradient = []
    for i in range(n):
        terms = []
        for j, g in enumerate(upstream):
            direct = (float(i == j) - 1.0 / n) / root
            by_root = (values[j] - mean) * (values[i] - mean) / (n * root**3)
            terms.append(g * (direct - by_root))
        gradient.append(math.fsum(terms))
    return gradient


def _columns(X):
    return [[float(entry) for entry in column] for column in np.asarray(X).T]


def batch_norm(X, gamma, b, eps=1e-5):
    columns = [_normalized(column, eps) for column in _columns(X)]
    return np.array([[g * x + shift for x in column]
                     for column, g, shift in zip(columns, gamma, b, strict=True)]).T


def batch_norm_backward(G, X, gamma, b, eps=1e-5):
    by_X, by_gamma, by_b = [], [], []
    for column, upstream, g in zip(_columns(X), _columns(G), gamma, strict=True):
        by_X.append([g * entry for entry in _pulled_back(upstream, column, eps)])
        normal = _normalized(column, eps)
        by_gamma.append(math.fsum(u * x for u, x in zip(upstream, normal, strict=True)))
        by_b.append(math.fsum(upstream))
    return np.array(by_X).T, np.array(by_gamma), np.array(by_b)


def layer_norm(X, gamma, b, eps=1e-5):
    rows = [_normalized(row, eps) for row in _columns(np.asarray(X).T)]
    return np.array([[g * x + shift for x, g, shift in zip(row, gamma, b, strict=True)]
                     for row in rows])


def layer_norm_backward(G, X, gamma, b, eps=1e-5):
    by_X = []
    by_gamma, by_b = [0.0] * len(gamma), [0.0] * len(gamma)
    for row, upstream in zip(_columns(np.asarray(X).T), _columns(np.asarray(G).T), strict=True):
        scaled = [g * u for g, u in zip(gamma, upstream, strict=True)]
        by_X.append(_pulled_back(scaled, row, eps))
        for j, (u, x) in enumerate(zip(upstream, _normalized(row, eps), strict=True)):
            by_gamma[j] += u * x
            by_b[j] += u
    return np.array(by_X), np.array(by_gamma), np.array(by_b)


def batch_norm_inference(X, gamma, b, mean, variance, eps=1e-5):
    return np.array([
        [gamma[j] * (x - mean[j]) / math.sqrt(variance[j] + eps) + b[j] for j, x in enumerate(row)]
        for row in X
    ])


def running_statistics(X, mean, variance, momentum=0.1):
    means, variances = [], []
    for column, old_mean, old_variance in zip(_columns(X), mean, variance, strict=True):
        new_mean, biased = _mean_and_variance(column)
        unbiased = biased * len(column) / (len(column) - 1)
        means.append(old_mean + momentum * (new_mean - old_mean))
        variances.append(old_variance + momentum * (unbiased - old_variance))
    return np.array(means), np.array(variances)


def batch_statistics(X):
    pairs = [_mean_and_variance(column) for column in _columns(X)]
    return np.array([mean for mean, _ in pairs]), np.array([variance for _, variance in pairs])


def variance_gradient(G, X, gamma, eps=1e-5):
    """The output is γ (x - μ) (v + ε)^(-1/2) + b: differentiate the power, add over the examples."""
    gradient = []
    for column, upstream, g in zip(_columns(X), _columns(G), gamma, strict=True):
        mean, variance = _mean_and_variance(column)
        slope = -0.5 * (variance + eps) ** -1.5
        gradient.append(math.fsum(u * g * (x - mean) * slope
                                  for u, x in zip(upstream, column, strict=True)))
    return np.array(gradient)


def mean_gradient(G, X, gamma, eps=1e-5):
    gradient = []
    for column, upstream, g in zip(_columns(X), _columns(G), gamma, strict=True):
        root = math.sqrt(_mean_and_variance(column)[1] + eps)
        gradient.append(math.fsum(-u * g / root for u in upstream))
    return np.array(gradient)


def fold_batch_norm(W, gamma, b, mean, variance, eps=1e-5):
    """Neuron by neuron: the weights and the bias, both divided by the neuron's own root."""
    d, k = np.shape(W)
    roots = [math.sqrt(variance[j] + eps) for j in range(k)]
    rows = [[gamma[j] * W[i][j] / roots[j] for j in range(k)] for i in range(d)]
    return np.array(rows), np.array([b[j] - gamma[j] * mean[j] / roots[j] for j in range(k)])


def merge_statistics(means, variances):
    """From the mean of the squares: each batch has its variance plus its squared mean."""
    merged_means, merged_variances = [], []
    for column, spreads in zip(_columns(means), _columns(variances), strict=True):
        # Measured from the first batch's mean, since squares of large means would cancel.
        apart = [mean - column[0] for mean in column]
        middle = math.fsum(apart) / len(apart)
        square = math.fsum(v + a * a for v, a in zip(spreads, apart, strict=True)) / len(apart)
        merged_means.append(column[0] + middle)
        merged_variances.append(square - middle * middle)
    return np.array(merged_means), np.array(merged_variances)


def rms_norm(X, gamma, eps=1e-5):
    rows = []
    for row in _columns(np.asarray(X).T):
        root = math.sqrt(math.fsum(x * x for x in row) / len(row) + eps)
        rows.append([g * x / root for g, x in zip(gamma, row, strict=True)])
    return np.array(rows)


def rms_norm_backward(G, X, gamma, eps=1e-5):
    by_X, by_gamma = [], [0.0] * len(gamma)
    for row, upstream in zip(_columns(np.asarray(X).T), _columns(np.asarray(G).T), strict=True):
        d = len(row)
        root = math.sqrt(math.fsum(x * x for x in row) / d + eps)
        by_X.append([
            math.fsum(upstream[j] * gamma[j] * (float(i == j) / root - row[j] * row[i] / (d * root**3))
                      for j in range(d))
            for i in range(d)
        ])
        for j in range(d):
            by_gamma[j] += upstream[j] * row[j] / root
    return np.array(by_X), np.array(by_gamma)
