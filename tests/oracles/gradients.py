"""Points in, slopes of functions of several inputs out: one number at a time, with math alone."""

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np


def partial(f: Callable, x: np.ndarray, j: int, a: float = 6e-6) -> float:
    """Rise over run, with a list for each of the two points."""
    if not 0.0 < a < math.inf:
        raise ValueError("no step")
    ends = []
    for sign in (1, -1):
        point = [float(entry) for entry in x]
        point[j] += sign * a
        ends.append(Fraction(float(f(np.array(point)))))
    return float((ends[0] - ends[1]) / (2 * Fraction(a)))


def gradient(f: Callable, x: np.ndarray, a: float = 6e-6) -> np.ndarray:
    """One rise over run for each input."""
    return np.array([partial(f, x, j, a) for j in range(len(x))])


def directional_derivative(f: Callable, x: np.ndarray, u: np.ndarray, a: float = 6e-6) -> float:
    """Rise over run on a straight way."""
    if not 0.0 < a < math.inf or len(x) != len(u):
        raise ValueError("no way")
    ahead = [float(p) + a * float(q) for p, q in zip(x, u, strict=True)]
    behind = [float(p) - a * float(q) for p, q in zip(x, u, strict=True)]
    rise = Fraction(float(f(np.array(ahead)))) - Fraction(float(f(np.array(behind))))
    return float(rise / (2 * Fraction(a)))


def slope_at_angle(g: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """Length times the cosine of the angle to the gradient."""
    size, crest = math.hypot(*g), math.atan2(g[1], g[0])
    angles = np.asarray(angle, dtype=float)
    slopes = np.empty(angles.shape)
    for index in np.ndindex(angles.shape):
        slopes[index] = size * math.cos(float(angles[index]) - crest)
    return slopes


def tangent_plane(value: float, g: np.ndarray, delta: np.ndarray) -> float:
    """The value and each input's share."""
    return math.fsum([value, *(float(a) * float(b) for a, b in zip(g, delta, strict=True))])


def landscape(x: np.ndarray) -> float:
    """A product of two bells, tilted."""
    first, second = (float(entry) for entry in x)
    return first * math.exp(-first * first / 2) * math.exp(-second * second / 2)


def landscape_grad(x: np.ndarray) -> np.ndarray:
    """The slope of the one factor times the other."""
    first, second = (float(entry) for entry in x)
    bells = [math.exp(-entry * entry / 2) for entry in (first, second)]
    return np.array([
        (bells[0] - first * first * bells[0]) * bells[1],
        first * bells[0] * -second * bells[1],
    ])


def basin(x: np.ndarray, c_1: float = 1.0, c_2: float = 1.0) -> float:
    """Half of each square with its factor."""
    return math.fsum(c * float(entry) ** 2 / 2 for c, entry in zip((c_1, c_2), x, strict=True))


def basin_grad(x: np.ndarray, c_1: float = 1.0, c_2: float = 1.0) -> np.ndarray:
    """The central difference with the step 1, exact for a parabola."""
    pairs = zip((c_1, c_2), (float(entry) for entry in x), strict=True)
    return np.array([float((Fraction(c) * ((Fraction(e) + 1) ** 2 - (Fraction(e) - 1) ** 2)) / 4)
                     for c, e in pairs])  # fmt: skip


def hill(x: np.ndarray, c_1: float = 1.0, c_2: float = 1.0) -> float:
    """A product of two bells."""
    return math.exp(-c_1 * float(x[0]) ** 2 / 2) * math.exp(-c_2 * float(x[1]) ** 2 / 2)


def hill_grad(x: np.ndarray, c_1: float = 1.0, c_2: float = 1.0) -> np.ndarray:
    """The slope of each bell times the other bell."""
    height = hill(x, c_1, c_2)
    return np.array([-c_1 * float(x[0]) * height, -c_2 * float(x[1]) * height])


def product(x: np.ndarray) -> float:
    """Factor after factor."""
    return math.prod(float(entry) for entry in x)


def product_grad(x: np.ndarray) -> np.ndarray:
    """For each input, the product of the others."""
    entries = [float(entry) for entry in x]
    return np.array([math.prod(entries[:j] + entries[j + 1 :]) for j in range(len(entries))])


def line_error(theta: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    """Miss after miss."""
    squares = [miss * miss for miss, _ in _misses(theta, x, y)]
    return math.fsum(squares) / len(squares)


def line_error_grad(theta: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Miss after miss, with its share in each knob."""
    shares = [(2 * miss, 2 * miss * at) for miss, at in _misses(theta, x, y)]
    return np.array([math.fsum(column) / len(shares) for column in zip(*shares, strict=True)])


def _misses(theta: np.ndarray, x: np.ndarray, y: np.ndarray) -> list[tuple[float, float]]:
    return [(float(theta[0]) + float(theta[1]) * float(at) - float(wanted), float(at))
            for at, wanted in zip(x, y, strict=True)]  # fmt: skip
