"""The snippets of the training page that judge a classifier again: by counting pairs."""

import math
from fractions import Fraction

import numpy as np


def accuracy(prediction, y):
    return sum(a == b for a, b in zip(prediction, y, strict=True)) / len(y)


def confusion_matrix(prediction, y, classes):
    pairs = list(zip(y, prediction, strict=True))
    return np.array([[pairs.count((true, said)) for said in range(classes)]
                     for true in range(classes)])


def precision(prediction, y):
    found = [true for said, true in zip(prediction, y, strict=True) if said == 1]
    return found.count(1) / len(found) if found else math.nan


def recall(prediction, y):
    found = [said for said, true in zip(prediction, y, strict=True) if true == 1]
    return found.count(1) / len(found) if found else math.nan


def f1(prediction, y):
    both = precision(prediction, y), recall(prediction, y)
    if all(math.isnan(one) for one in both):
        return math.nan
    if any(math.isnan(one) or one == 0 for one in both):
        return 0.0
    return 2 / (1 / both[0] + 1 / both[1])


def rates(z, y, threshold):
    called = {0: [], 1: []}
    for score, true in zip(z, y, strict=True):
        called[int(true)].append(score >= threshold)
    return tuple(sum(one) / len(one) if one else math.nan for one in called.values())


def roc_curve(z, y):
    thresholds = [math.inf, *sorted((float(score) for score in z), reverse=True)]
    wrong, right = zip(*(rates(z, y, threshold) for threshold in thresholds), strict=True)
    return np.array(wrong), np.array(right), np.array(thresholds)


def auc(z, y):
    """The share of the pairs of a positive and a negative in the right order."""
    positive = [score for score, true in zip(z, y, strict=True) if true == 1]
    negative = [score for score, true in zip(z, y, strict=True) if true == 0]
    if not positive or not negative:
        return math.nan
    won = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a in positive for b in negative)
    return won / (len(positive) * len(negative))


def reliability(confidence, correct, bins=10):
    members = [[] for _ in range(bins)]
    for said, true in zip(confidence, correct, strict=True):
        members[max(math.ceil(Fraction(float(said)) * bins) - 1, 0)].append((said, true))
    columns = [[math.fsum(pair[side] for pair in one) / len(one) if one else math.nan
                for one in members] for side in (0, 1)]
    return *map(np.array, columns), np.array([len(one) for one in members])


def calibration_error(confidence, correct, bins=10):
    parts = zip(*reliability(confidence, correct, bins), strict=True)
    gaps = [abs(promised - happened) * count for promised, happened, count in parts if count]
    return math.fsum(gaps) / len(confidence)


def top_k_error(Z, y, guesses):
    wrong = 0
    for row, own in zip(Z, y, strict=True):
        above = [score for score in row if score > row[own]]
        wrong += len(above) >= guesses
    return wrong / len(y)


def brier_score(confidence, correct):
    return math.fsum((a - b) ** 2 for a, b in zip(confidence, correct, strict=True)) / len(correct)
