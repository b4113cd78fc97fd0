"""The examples of MNIST-1D again: number by number, in plain Python."""

import math
import statistics
from fractions import Fraction

import numpy as np


def standard_templates(drawn):
    rows = [[float(height) for height in row] for row in drawn]
    return np.array([[(height - row[0]) / statistics.pstdev(row) / 6 for height in row]
                     for row in rows])


def resample(x, size):
    return np.array([_between(x, Fraction(i, max(size - 1, 1)) * (len(x) - 1)) for i in range(size)])


def blur(x, s):
    reach = math.floor(4 * s + 0.5)
    blurred = []
    for i in range(len(x)):
        near = [(math.exp(-((j / s) ** 2) / 2), float(x[_mirrored(i + j, len(x))]))
                for j in range(-reach, reach + 1)]
        blurred.append(math.fsum(weight * value for weight, value in near)
                       / math.fsum(weight for weight, _ in near))
    return np.array(blurred)


def shear(x, slope):
    last = max(len(x) - 1, 1)
    return np.array([float(value) - slope * (i / last - 0.5) for i, value in enumerate(x)])


def construct(template, generator):
    padded = [float(height) + 1e-8 for height in template]
    padded += [0.0] * int(generator.integers(36, 61))
    padded = resample(padded, 72)
    factor = 0.8 + 0.4 * generator.random()
    scaled = [factor * height for height in padded]
    shift = int(generator.integers(48))
    moved = [scaled[(i - shift) % 72] for i in range(72)]
    waves = blur([0.25 * value for value in generator.normal(size=72)], 2.0)
    small = [0.02 * value for value in generator.normal(size=72)]
    noisy = [(height if height else wave) + grain
             for height, wave, grain in zip(moved, waves, small, strict=True)]
    sheared = shear(noisy, 0.75 * (generator.random() - 0.5))
    return (*map(np.array, (padded, scaled, moved, noisy)), sheared, resample(sheared, 40))


def dataset(n, templates, generator):
    y = generator.permutation([i % len(templates) for i in range(n)])
    X = [construct(templates[c], generator)[-1].tolist() for c in y]
    every = [value for row in X for value in row]
    mean, deviation = statistics.fmean(every), statistics.pstdev(every)
    return np.array([[(value - mean) / deviation for value in row] for row in X]), y


def _between(x, place):
    left = math.floor(place)
    right = min(left + 1, len(x) - 1)
    share = place - left
    return float((1 - share) * Fraction(float(x[left])) + share * Fraction(float(x[right])))


def _mirrored(place, length):
    place %= 2 * length
    return place if place < length else 2 * length - 1 - place


_DRAWN = np.array([[5, 6, 6.5, 7, 5], [5, 3, 3.4, 5.8, 5], [0.0, 1.0, -1.0, 2.0, 40.0]])
CASES = {
    "standard_templates": [{"drawn": _DRAWN}, {"drawn": _DRAWN[:1, :2]}, {"drawn": 1e6 * _DRAWN}],
    "dataset": [
        {"n": n, "templates": _DRAWN[:classes] - 5, "generator": np.random.default_rng(n)}
        for n, classes in [(1, 1), (2, 3), (7, 3), (12, 2)]
    ],
}
