"""Positions and heights in, curves out: entry by entry, in plain Python."""

import math
from decimal import Decimal

import numpy as np

from tests.oracles._entrywise import entrywise


def _sigmoid(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def _shifted(x, position):
    return float(x) - float(position)


@entrywise
def wave(x):
    return x * math.sin(3 * math.pi * x)


@entrywise
def wave_grad(x):
    return math.sin(3 * math.pi * x) + x * 3 * math.pi * math.cos(3 * math.pi * x)


def _soft_step(x, position, w):
    return _sigmoid(float(w) * _shifted(x, position))


@entrywise
def soft_step(x, position, w):
    return _soft_step(x, position, w)


def _bump(x, position, a, w):
    return _soft_step(x, position - a, w) - _soft_step(x, position + a, w)


@entrywise
def bump(x, position, a, w):
    return _bump(x, position, a, w)


def bump_sum(x, position, y, a, w):
    return np.array([
        math.fsum(height * _bump(at, middle, a, w)
                  for middle, height in zip(position, y, strict=True))
        for at in x
    ])


def sigmoid_network(X, W_1, b_1, W_2, b_2):
    scores = []
    for x in X:
        hidden = [
            _sigmoid(math.fsum([bias, *(p * q for p, q in zip(x, column, strict=True))]))
            for column, bias in zip(np.transpose(W_1), b_1, strict=True)
        ]
        scores.append([
            math.fsum([bias, *(p * q for p, q in zip(hidden, column, strict=True))])
            for column, bias in zip(np.transpose(W_2), b_2, strict=True)
        ])
    return np.array(scores)


def staircase_network(position, y, w):
    W_1 = np.array([[w for _ in position]])
    b_1 = np.array([-(w * at) for at in position])
    W_2 = np.array([[after - before] for before, after in zip(y[:-1], y[1:], strict=True)])
    return W_1, b_1, W_2, np.array([y[0]])


def staircase(x, position, y, w):
    """Step by step: each step is a way from the height before it to the height after it."""
    heights = []
    for at in x:
        climbs = [(after - before) * _soft_step(at, place, w)
                  for place, before, after in zip(position, y[:-1], y[1:], strict=True)]
        heights.append(math.fsum([y[0], *climbs]))
    return np.array(heights)


def _hat(x, position, a):
    """By its three straight pieces, in exact decimals."""
    distance = abs(Decimal(x) - Decimal(position))
    return max(Decimal(0), 1 - distance / Decimal(a))


@entrywise
def hat(x, position, a):
    return _hat(x, position, a)


def hat_sum(x, position, y, a):
    return np.array([
        math.fsum(height * float(_hat(float(at), float(top), a))
                  for top, height in zip(position, y, strict=True))
        for at in x
    ])


def max_error(prediction, y):
    return max(abs(p - q) for p, q in zip(prediction, y, strict=True))


def staircase_bound(slope, k):
    """Half of a step's width, as far as the slope can go in it."""
    return slope * (1 / k) / 2


def steps_needed(slope, eps):
    count = 1
    while staircase_bound(slope, count) > eps:
        count += 1
    return count


def tower(X, position, a, w):
    heights = []
    for x in X:
        inside = [_bump(at, middle, a, w) for at, middle in zip(x, position, strict=True)]
        heights.append(_sigmoid(w * (math.fsum(inside) - len(inside) + 0.5)))
    return np.array(heights)


@entrywise
def trapezoid(x, left, right, a):
    """The difference of two ramps, each between 0 and 1."""
    x, left, right, a = (Decimal(number) for number in (x, left, right, a))
    up = min(Decimal(1), max(Decimal(0), (x - left) / a + 1))
    down = min(Decimal(1), max(Decimal(0), (x - right) / a))
    return up - down


def slope_changes(y, a):
    slopes = [(after - before) / a for before, after in zip(y[:-1], y[1:], strict=True)]
    return np.array([slope - before for slope, before in zip(slopes, [0.0, *slopes], strict=False)])
