"""The same small classification problems, drawn example by example."""

import math

import numpy as np


def moons(n, noise, generator):
    half = n // 2
    X, y = [], []
    for i in range(n):
        place, count = (i, half) if i < half else (i - half, n - half)
        angle = math.pi * (place / (count - 1) if count > 1 else 0.0)
        if i < half:
            X.append([math.cos(angle), math.sin(angle)])
        else:
            X.append([1.0 - math.cos(angle), 0.5 - math.sin(angle)])
        y.append(int(i >= half))
    return np.array(X) + _noise(noise, n, generator), np.array(y)


def spiral(n, classes, noise, generator):
    counts = [n // classes + (c < n % classes) for c in range(classes)]
    places = [(c, i, count) for c, count in enumerate(counts) for i in range(count)]
    X, y = [], []
    for (c, i, count), change in zip(places, generator.normal(size=n), strict=True):
        radius = i / (count - 1) if count > 1 else 0.0
        angle = 4.0 * radius + 2.0 * math.pi * c / classes + noise * change
        X.append([radius * math.sin(angle), radius * math.cos(angle)])
        y.append(c)
    return np.array(X), np.array(y)


def rings(n, noise, generator):
    X, y = [], []
    for i, turn in enumerate(generator.random(n)):
        outside = i >= n // 2
        radius = 1.0 if outside else 0.5
        X.append([radius * math.cos(2 * math.pi * turn), radius * math.sin(2 * math.pi * turn)])
        y.append(int(outside))
    return np.array(X) + _noise(noise, n, generator), np.array(y)


def above_curve(n, generator):
    points = [tuple(row) for row in generator.uniform(-1.0, 1.0, size=(n, 2))]
    below = [point for point in points if point[1] <= math.sin(math.pi * point[0]) / 2]
    above = [point for point in points if point not in below]
    return np.array(below + above), np.array([0] * len(below) + [1] * len(above))


def xor():
    return np.array([[a, b] for a in (0, 1) for b in (0, 1)]), np.array([0, 1, 1, 0])


def _noise(size, n, generator):
    return np.array([[size * entry for entry in row] for row in generator.normal(size=(n, 2))])
