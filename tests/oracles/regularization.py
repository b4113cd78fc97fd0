"""Regularization in plain Python: sums term by term, masks and pixels one by one."""

import math
from fractions import Fraction

import numpy as np


def l2_penalty(w, weight_decay):
    return math.fsum(weight_decay * float(one) ** 2 / 2.0 for one in np.ravel(w))


def l2_penalty_grad(w, weight_decay):
    return np.array([weight_decay * float(one) for one in w])


def l1_penalty(w, weight_decay):
    return math.fsum(weight_decay * abs(float(one)) for one in np.ravel(w))


def l1_penalty_grad(w, weight_decay):
    return np.array([weight_decay * ((one > 0) - (one < 0)) for one in map(float, w)])


def decay_step(theta, gradient, learning_rate, weight_decay):
    """A plain step on the loss with its penalty; in fractions, since terms may cancel."""
    eta, zeta = Fraction(learning_rate), Fraction(weight_decay)
    values = []
    for weight, slope in zip(np.ravel(theta), _to_shape(gradient, theta), strict=True):
        weight, slope = Fraction(float(weight)), Fraction(float(slope))
        values.append(float(weight - eta * (slope + zeta * weight)))
    return np.array(values).reshape(np.shape(theta))


def ridge(X, y, weight_decay):
    """The equations of the lowest point, solved in fractions."""
    rows = [[Fraction(float(one)) for one in row] for row in X]
    columns = list(zip(*rows, strict=True))
    targets = [Fraction(float(one)) for one in y]
    extra = len(rows) * Fraction(weight_decay) / 2
    matrix = [[_dot(a, b) + extra * (i == j) for j, b in enumerate(columns)]
              for i, a in enumerate(columns)]
    return _solved(matrix, [_dot(a, targets) for a in columns])


def l2_minimum(theta, A, weight_decay):
    rows = [[Fraction(float(one)) for one in row] for row in A]
    point = [Fraction(float(one)) for one in theta]
    matrix = [[one + Fraction(weight_decay) * (i == j) for j, one in enumerate(row)]
              for i, row in enumerate(rows)]
    return _solved(matrix, [_dot(row, point) for row in rows])


def shrink(x, weight_decay):
    values = [float(Fraction(float(one)) / (1 + Fraction(weight_decay))) for one in np.ravel(x)]
    return np.array(values).reshape(np.shape(x))


def soft_threshold(x, weight_decay):
    def pulled(one):
        if one > weight_decay:
            return one - weight_decay
        return one + weight_decay if one < -weight_decay else 0.0

    return np.array([pulled(float(one)) for one in np.ravel(x)]).reshape(np.shape(x))


def l1_step(theta, gradient, learning_rate, weight_decay):
    there = [float(weight) - learning_rate * float(slope)
             for weight, slope in zip(np.ravel(theta), _to_shape(gradient, theta), strict=True)]
    return soft_threshold(np.array(there).reshape(np.shape(theta)), learning_rate * weight_decay)


def dropout(X, p, generator):
    """One number from the generator for each entry, row by row."""
    mask = np.array([[not generator.random() < p for _ in row] for row in X])
    return apply_mask(X, mask, p), mask


def apply_mask(X, mask, p):
    return np.array([
        [float(one) / (1.0 - p) if keep else 0.0 for one, keep in zip(row, keeps, strict=True)]
        for row, keeps in zip(X, mask, strict=True)
    ])


def apply_mask_backward(G, X, mask, p):
    return apply_mask(G, mask, p)


def dropout_moments(x, p):
    odds = Fraction(p) / (1 - Fraction(p))
    values = [Fraction(float(one)) for one in np.ravel(x)]
    variances = np.array([float(odds * one * one) for one in values])
    return np.array(x, dtype=float), variances.reshape(np.shape(x))


def early_stopping(losses, patience):
    """The first epoch whose last `patience` losses are no better than the best before them."""
    losses = [math.inf if math.isnan(loss) else float(loss) for loss in losses]
    for stop in range(patience, len(losses)):
        before = losses[: stop - patience + 1]
        if min(losses[stop - patience + 1 : stop + 1]) >= min(before):
            return before.index(min(before)), stop
    return losses.index(min(losses)), len(losses) - 1


def kept_share(eigenvalues, weight_decay):
    return np.array([1.0 / (1.0 + weight_decay / float(one)) for one in eigenvalues])


def reached_share(eigenvalues, learning_rate, steps):
    """The steps one by one, toward 1."""
    shares = []
    for bend in eigenvalues:
        share = Fraction(0)
        for _ in range(steps):
            share += Fraction(learning_rate) * Fraction(float(bend)) * (1 - share)
        shares.append(float(share))
    return np.array(shares)


def shift_images(images, shifts):
    moved = np.zeros(np.shape(images), dtype=np.asarray(images).dtype)
    for image, (down, right) in enumerate(shifts):
        for row in range(images.shape[1]):
            for column in range(images.shape[2]):
                there = (row + down, column + right)
                if 0 <= there[0] < images.shape[1] and 0 <= there[1] < images.shape[2]:
                    moved[(image, *there)] = images[image, row, column]
    return moved


def label_smoothing(Y, eps):
    return np.array([[float(one) - eps * (float(one) - 1.0 / len(row)) for one in row] for row in Y])


def soft_cross_entropy(Z, Y):
    return math.fsum(-float(target) * log_share
                     for row, targets in zip(Z, Y, strict=True)
                     for log_share, target in zip(_log_softmax(row), targets, strict=True)) / len(Z)


def soft_cross_entropy_grad(Z, Y):
    return np.array([
        [(math.exp(log_share) - float(target)) / len(Z)
         for log_share, target in zip(_log_softmax(row), targets, strict=True)]
        for row, targets in zip(Z, Y, strict=True)
    ])


def best_gap(eps, classes):
    return math.log(1.0 - eps + eps / classes) - math.log(eps / classes)


def elastic_net(w, weight_decay, share):
    return math.fsum(weight_decay * (share * abs(one) + (1.0 - share) * one * one / 2.0)
                     for one in map(float, w))


def max_norm(W, limit):
    columns = []
    for column in np.transpose(W):
        length = math.hypot(*map(float, column))
        factor = limit / length if length > limit else 1.0
        columns.append([factor * float(one) for one in column])
    return np.array(columns).T


def mixup(X, Y, order, share):
    return _mixed(X, order, share), _mixed(Y, order, share)


def _mixed(A, order, share):
    return np.array([[share * own + (1.0 - share) * other for own, other in zip(A[i], A[j], strict=True)]
                     for i, j in enumerate(order)])


def _log_softmax(row):
    top = max(map(float, row))
    total = math.log(math.fsum(math.exp(float(one) - top) for one in row))
    return [float(one) - top - total for one in row]


def _dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


def _to_shape(gradient, theta):
    return np.ravel(np.broadcast_to(gradient, np.shape(theta)))


def _solved(matrix, right):
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place in range(len(rows)):
        best = max(range(place, len(rows)), key=lambda row: abs(rows[row][place]))
        rows[place], rows[best] = rows[best], rows[place]
        rows[place] = [one / rows[place][place] for one in rows[place]]
        for number, row in enumerate(rows):
            if number != place:
                rows[number] = [one - row[place] * own
                                for one, own in zip(row, rows[place], strict=True)]
    return np.array([float(row[-1]) for row in rows])
