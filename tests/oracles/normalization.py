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
