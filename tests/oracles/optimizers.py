"""Parameters and states in, those of the next step out: entry by entry, in plain Python.

Written from the formulas of the papers: the corrected means are computed as such, one number
after the other.
"""

import math

import numpy as np


def nesterov_step(theta, gradient, velocity, learning_rate, momentum=0.9):
    def one(at, slope, speed):
        faster = momentum * speed + slope
        # To where the velocity leads, and once more the part of it that the next step keeps.
        return at - learning_rate * slope - learning_rate * momentum * faster, faster

    return _entries(one, 2, theta, gradient, velocity)


def adagrad_step(theta, gradient, squares, learning_rate=0.01, eps=1e-10):
    def one(at, slope, total):
        total += slope**2
        return at - learning_rate / (math.sqrt(total) + eps) * slope, total

    return _entries(one, 2, theta, gradient, squares)


def rmsprop_step(theta, gradient, squares, learning_rate=0.01, decay=0.99, eps=1e-8):
    def one(at, slope, total):
        total = total + (1 - decay) * (slope**2 - total)
        return at - learning_rate / (math.sqrt(total) + eps) * slope, total

    return _entries(one, 2, theta, gradient, squares)


def adam_step(theta, gradient, mean, squares, step, learning_rate=0.001, beta_1=0.9,
              beta_2=0.999, eps=1e-8):
    def one(at, slope, first, second):
        first = beta_1 * first + (1 - beta_1) * slope
        second = beta_2 * second + (1 - beta_2) * slope**2
        corrected = first / (1 - beta_1**step)
        size = math.sqrt(second / (1 - beta_2**step))
        return at - learning_rate * corrected / (size + eps), first, second

    return _entries(one, 3, theta, gradient, mean, squares)


def adamw_step(theta, gradient, mean, squares, step, learning_rate=0.001, beta_1=0.9,
               beta_2=0.999, eps=1e-8, weight_decay=0.01):
    moved, *state = adam_step(np.zeros(np.shape(theta)), gradient, mean, squares, step,
                              learning_rate, beta_1, beta_2, eps)
    (decayed,) = _entries(
        lambda at, change: (at - learning_rate * weight_decay * at + change,), 1, theta, moved)
    return decayed, *state


def adamax_step(theta, gradient, mean, largest, step, learning_rate=0.002, beta_1=0.9,
                beta_2=0.999, eps=1e-8):
    def one(at, slope, first, size):
        first = beta_1 * first + (1 - beta_1) * slope
        size = max(beta_2 * size, abs(slope) + eps)
        return at - learning_rate * (first / (1 - beta_1**step)) / size, first, size

    return _entries(one, 3, theta, gradient, mean, largest)


def amsgrad_step(theta, gradient, mean, squares, largest, step, learning_rate=0.001, beta_1=0.9,
                 beta_2=0.999, eps=1e-8):
    def one(at, slope, first, second, most):
        first = beta_1 * first + (1 - beta_1) * slope
        second = beta_2 * second + (1 - beta_2) * slope**2
        most = max(most, second)
        corrected = first / (1 - beta_1**step)
        size = math.sqrt(most / (1 - beta_2**step))
        return at - learning_rate * corrected / (size + eps), first, second, most

    return _entries(one, 4, theta, gradient, mean, squares, largest)


def lion_step(theta, gradient, mean, learning_rate=0.0001, beta_1=0.9, beta_2=0.99,
              weight_decay=0.0):
    def one(at, slope, first):
        blend = beta_1 * first + (1 - beta_1) * slope
        direction = (blend > 0) - (blend < 0)
        at = at * (1 - learning_rate * weight_decay) - learning_rate * direction
        return at, beta_2 * first + (1 - beta_2) * slope

    return _entries(one, 2, theta, gradient, mean)


def moving_mean(x, decay):
    """By its weights: each value has the decay's power of its age."""
    means = []
    for end in range(1, len(x) + 1):
        weights = [decay ** (end - 1 - place) for place in range(end)]
        total = math.fsum(weight * value for weight, value in zip(weights, x, strict=False))
        means.append(total / math.fsum(weights))
    return np.array(means)


def _entries(function, count, *arrays):
    """What the function gives for each entry, as so many arrays."""
    arrays = [np.asarray(array, float) for array in arrays]
    results = [np.empty(arrays[0].shape) for _ in range(count)]
    for index in np.ndindex(arrays[0].shape):
        for result, value in zip(
            results, function(*(float(array[index]) for array in arrays)), strict=True
        ):
            result[index] = value
    return tuple(results)
