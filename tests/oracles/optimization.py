"""Gradients and starting points in, paths out: entry by entry, in plain Python.

Each step does the same operations on the same floats as any other program must, so that
even a path that diverges is the same to the last digit. Gradients get arrays of the shape
that they get from the snippets, since NumPy may round a lone number otherwise.
"""

import cmath
import math
from fractions import Fraction

import numpy as np


def gradient_step(theta, gradient, learning_rate):
    return _entries(lambda at, slope: at - learning_rate * slope, theta, gradient)


def gradient_descent(gradient, theta, learning_rate, steps):
    return momentum_descent(gradient, theta, learning_rate, 0.0, steps)


def bowl(theta, A):
    pairs = [(row, column) for row in range(len(theta)) for column in range(len(theta))]
    return math.fsum(0.5 * A[i][j] * theta[i] * theta[j] for i, j in pairs)


def bowl_grad(theta, A):
    return np.array([math.fsum(entry * at for entry, at in zip(row, theta, strict=True))
                     for row in A])


def descend_bowl(theta, eigenvalues, learning_rate, steps):
    # Exact, by the closed form: no step is taken.
    rate = Fraction(learning_rate)
    return np.array([float((1 - rate * Fraction(bend)) ** steps * Fraction(at))
                     for at, bend in zip(theta, eigenvalues, strict=True)])


def convergence_rate(eigenvalues, learning_rate, momentum=0.0):
    """The larger eigenvalue, in size, of the matrix that maps two errors to the next two."""
    rates = []
    for bend in eigenvalues:
        trace = 1 + momentum - learning_rate * float(bend)
        root = cmath.sqrt(trace * trace - 4 * momentum)
        rates.append(max(abs(trace + root), abs(trace - root)) / 2)
    return np.array(rates)


def learning_rate_bound(eigenvalues, momentum=0.0):
    return min((2 + 2 * momentum) / bend for bend in eigenvalues)


def best_learning_rate(eigenvalues):
    return 1 / ((max(eigenvalues) + min(eigenvalues)) / 2)


def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    faster = _entries(lambda old, slope: momentum * old + slope, velocity, gradient)
    return _entries(lambda at, speed: at - learning_rate * speed, theta, faster), faster


def momentum_descent(gradient, theta, learning_rate, momentum, steps):
    path = [[float(at) for at in theta]]
    velocity = [0.0] * len(path[0])
    for _ in range(steps):
        slopes = gradient(np.array(path[-1]))
        velocity = [momentum * speed + float(slope)
                    for speed, slope in zip(velocity, slopes, strict=True)]
        path.append([at - learning_rate * speed
                     for at, speed in zip(path[-1], velocity, strict=True)])
    return np.array(path)


def heavy_ball(eigenvalues):
    condition = math.sqrt(max(eigenvalues) / min(eigenvalues))
    momentum = ((condition - 1) / (condition + 1)) ** 2
    return (1 + math.sqrt(momentum)) ** 2 / max(eigenvalues), momentum


def newton_step(theta, gradient, hessian):
    """By elimination in exact fractions."""
    rows = [[Fraction(float(entry)) for entry in (*row, slope)]
            for row, slope in zip(hessian, gradient, strict=True)]
    for place, pivot in enumerate(rows):
        rows[place] = [entry / pivot[place] for entry in pivot]
        for other, row in enumerate(rows):
            if other != place:
                rows[other] = [entry - row[place] * own
                               for entry, own in zip(row, rows[place], strict=True)]
    return np.array([float(Fraction(float(at)) - row[-1])
                     for at, row in zip(theta, rows, strict=True)])


def newton(gradient, curvature, theta, steps):
    path = [[float(at) for at in theta]]
    for _ in range(steps):
        here = np.array(path[-1])
        triples = zip(path[-1], gradient(here), curvature(here), strict=True)
        path.append([at - float(slope) / float(bend) for at, slope, bend in triples])
    return np.array(path)


def double_well(x):
    return _entries(lambda at: _finite(lambda t: t**4 / 4 - t**2 / 2 + Fraction(0.1) * t, at), x)


def double_well_grad(x):
    # Up to the rounding of 0.1, which the snippet keeps.
    return _entries(lambda at: _finite(lambda t: t**3 - t + Fraction(0.1), at), x)


def double_well_grad_grad(x):
    return _entries(lambda at: _finite(lambda t: 3 * t**2 - 1, at), x)


def minibatch_loss(theta, X, rows):
    distances = [math.fsum((entry - at) ** 2 for entry, at in zip(X[row], theta, strict=True))
                 for row in rows]
    return math.fsum(distances) / (2 * len(rows))


def minibatch_loss_grad(theta, X, rows):
    return np.array([math.fsum(at - X[row][column] for row in rows) / len(rows)
                     for column, at in enumerate(theta)])


def stochastic_descent(X, theta, learning_rate, batch_size, steps, rng):
    path = [[float(at) for at in theta]]
    for _ in range(steps):
        rows = rng.integers(len(X), size=batch_size)
        middle = [math.fsum(X[row][column] for row in rows) / batch_size
                  for column in range(len(theta))]
        path.append([(1 - learning_rate) * at + learning_rate * aim
                     for at, aim in zip(path[-1], middle, strict=True)])
    return np.array(path)


def noise_floor(std, learning_rate, batch_size):
    """The square root of the geometric series of what each earlier step's noise leaves."""
    if not 0 < learning_rate < 2:
        raise ValueError("nothing settles")
    one = (learning_rate * std) ** 2 / batch_size
    return math.sqrt(one / (1 - (1 - learning_rate) ** 2))


def running_mean(x):
    return np.array([math.fsum(x[: count + 1]) / (count + 1) for count in range(len(x))])


def clip_gradient(gradient, limit):
    if not limit > 0:
        raise ValueError("no limit")
    length = math.hypot(*gradient)
    return np.array([slope * min(1.0, limit / length) if length else slope for slope in gradient])


def _entries(function, *arrays):
    arrays = [np.asarray(array, float) for array in arrays]
    values = np.empty(arrays[0].shape)
    for index in np.ndindex(values.shape):
        values[index] = function(*(float(array[index]) for array in arrays))
    return values


def _finite(polynomial, at):
    """The polynomial in exact fractions, then as a float; at infinity, that of a huge number."""
    if math.isnan(at):
        return at
    value = polynomial(_exact(at))
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _exact(at):
    return Fraction(at) if math.isfinite(at) else Fraction(10**400 if at > 0 else -(10**400))
