"""Joints, slopes and lines in, curves, folds and regions out: one hinge at a time."""

import math

import numpy as np


def hinge_sum(x, joints, slopes, height=0.0):
    x = np.asarray(x, float)
    values = np.empty(x.shape)
    for place in np.ndindex(x.shape):
        parts = [slope * (float(x[place]) - joint)
                 for joint, slope in zip(joints, slopes, strict=True) if x[place] > joint]
        values[place] = math.fsum([height, *parts])
    return values


def polyline_slopes(gaps, rises):
    changes, before = [], 0.0
    for gap, rise in zip(gaps, rises, strict=True):
        changes.append(rise / gap - before)
        before = rise / gap
    return np.array(changes)


def fold(X, u, threshold=0.0):
    """Each point behind the line goes as far to its other side."""
    square = math.fsum(entry * entry for entry in u)
    folded = []
    for row in X:
        place = math.fsum(entry * way for entry, way in zip(row, u, strict=True))
        share = 2 * (threshold - place) / square if place < threshold else 0.0
        folded.append([entry + share * way for entry, way in zip(row, u, strict=True)])
    return np.array(folded)


def most_regions(k, d=2):
    """A further hinge cuts as many regions as the others cut it into."""
    if k == 0 or d == 0:
        return 1
    return most_regions(k - 1, d) + most_regions(k - 1, d - 1)


def count_regions(X, W, b):
    patterns = set()
    for row in X:
        patterns.add(tuple(
            math.fsum([b[j], *(row[i] * W[i, j] for i in range(len(row)))]) > 0
            for j in range(len(b))
        ))
    return len(patterns)
