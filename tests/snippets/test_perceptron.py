"""The perceptron: paths by hand, the bound of Novikoff on random data, what XOR does to it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.derivatives import derivative
from snippets.perceptron import (
    greatest_length,
    least_length,
    margin,
    middle_bias,
    mistake_bound,
    mistakes,
    perceptron_loss,
    perceptron_step,
    perceptron_train,
    predict,
    radius,
    weights_from_counts,
)

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
seeds = st.integers(0, 2**32 - 1)


def separable(seed, gap=0.3):
    """Points of which none is closer than the gap to a random line through the origin."""
    random = np.random.default_rng(seed)
    normal = random.normal(size=3)
    normal /= np.linalg.norm(normal)
    X = random.uniform(-2, 2, size=(30, 3))
    X = X[np.abs(X @ normal) > gap]
    return X, np.where(X @ normal > 0, 1, -1), normal


def mistakes_made(weights, biases):
    changed = np.any(np.diff(weights, axis=0) != 0, axis=1) | (np.diff(biases) != 0)
    return int(np.sum(changed))


def test_predict_by_hand():
    X = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]])
    labels = predict(X, np.array([1.0, -1.0]), 1.0)
    np.testing.assert_array_equal(labels, [1, 1, 1])  # sums 0, 5, 0: the line itself is 1
    np.testing.assert_array_equal(predict(X, np.array([1.0, -1.0]), 0.5), [-1, 1, -1])
    assert labels.dtype.kind == "i"


def test_a_step_by_hand():
    w, b = perceptron_step(np.array([1.0, 1.0]), 0.0, np.array([2.0, 1.0]), -1)
    np.testing.assert_array_equal(w, [-1, 0])
    assert b == -1
    w, b = perceptron_step(np.array([1.0, 1.0]), 0.0, np.array([2.0, 1.0]), 1)
    np.testing.assert_array_equal(w, [1, 1])
    assert b == 0


@pytest.mark.parametrize("y", [-1, 1])
def test_an_example_on_the_line_is_a_mistake(y):
    w, b = perceptron_step(np.zeros(2), 0.0, np.array([2.0, 1.0]), y)
    np.testing.assert_array_equal(w, [2 * y, y])
    assert b == y
    assert mistakes(np.ones((1, 2)), np.array([y]), np.zeros(2), 0.0) == 1


@given(seeds, st.sampled_from([-1, 1]))
def test_a_correction_moves_the_sum_by_the_squared_length_plus_one(seed, y):
    random = np.random.default_rng(seed)
    x, w, b = random.normal(size=4), random.normal(size=4), random.normal()
    after_w, after_b = perceptron_step(w, b, x, y)
    moved = y * (after_w @ x + after_b) - y * (w @ x + b)
    expected = x @ x + 1 if y * (w @ x + b) <= 0 else 0
    assert moved == pytest.approx(expected, abs=1e-12)


def test_a_step_leaves_its_input_alone():
    w = np.array([1.0, 1.0])
    for y in (-1, 1):
        new_w, _ = perceptron_step(w, 0.0, np.array([2.0, 1.0]), y)
        new_w += 1
    np.testing.assert_array_equal(w, [1, 1])


def test_and_by_hand():
    weights, biases = perceptron_train(CORNERS, np.array([-1, -1, -1, 1]), 4)
    # All of them lie on the line of zeros, or are pulled there: three mistakes.
    np.testing.assert_array_equal(weights, [[0, 0], [0, 0], [0, 0], [0, 0], [1, 1]])
    np.testing.assert_array_equal(biases, [0, -1, -1, -1, 0])


@pytest.mark.parametrize("y", [[-1, -1, -1, 1], [-1, 1, 1, 1], [1, 1, 1, -1], [-1, -1, 1, -1]])
def test_it_learns_gates(y):
    y = np.array(y)
    weights, biases = perceptron_train(CORNERS, y, 60)
    assert mistakes(CORNERS, y, weights[-1], biases[-1]) == 0
    np.testing.assert_array_equal(predict(CORNERS, weights[-1], biases[-1]), y)
    np.testing.assert_array_equal(weights[-5], weights[-1])


def test_xor_goes_round_in_a_circle():
    weights, biases = perceptron_train(CORNERS, np.array([-1, 1, 1, -1]), 400)
    np.testing.assert_array_equal(weights[40:44], weights[396:400])
    assert np.abs(weights).max() <= 2 and np.abs(biases).max() <= 2
    for w, b in zip(weights[::4], biases[::4], strict=True):
        assert mistakes(CORNERS, np.array([-1, 1, 1, -1]), w, b) >= 1


@given(seeds)
def test_it_makes_no_more_mistakes_than_the_bound(seed):
    X, y, normal = separable(seed)
    if len(set(y)) < 2:
        return
    X = np.column_stack([X, np.ones(len(X))])
    bound = mistake_bound(radius(X), margin(X, y, np.append(normal, 0.0), 0.0))
    weights, biases = perceptron_train(X[:, :-1], y, 60 * len(X))
    assert 1 <= mistakes_made(weights, biases) <= bound


@given(seeds)
def test_the_length_stays_between_its_bounds(seed):
    X, y, normal = separable(seed)
    if len(set(y)) < 2:
        return
    w, count, gap = np.zeros(3), 0, margin(X, y, normal, 0.0)
    for x, label in zip(np.tile(X, (20, 1)), np.tile(y, 20), strict=True):
        after, _ = perceptron_step(w, 0.0, x, label)
        if np.any(after != w):
            w, count = after, count + 1
            length = np.linalg.norm(w)
            assert least_length(count, gap) <= length * (1 + 1e-12)
            assert length <= greatest_length(count, radius(X)) * (1 + 1e-12)


@given(st.floats(0.1, 10), st.floats(0.1, 10))
def test_the_bounds_cross_at_the_bound(far, gap):
    crossing = mistake_bound(far, gap)
    assert least_length(crossing, gap) == pytest.approx(greatest_length(crossing, far))
    assert least_length(2 * crossing, gap) > greatest_length(2 * crossing, far)


def test_margin_and_radius_by_hand():
    X, y = np.array([[3.0, 4.0], [0.0, 1.0], [-1.0, 0.0]]), np.array([1, 1, -1])
    assert radius(X) == 5
    # w is twice as long as a unit vector: distances 3, 0 and 1.
    assert margin(X, y, np.array([2.0, 0.0]), 0.0) == 0
    assert margin(X, y, np.array([2.0, 0.0]), 1.0) == 0.5
    assert margin(X, -y, np.array([2.0, 0.0]), 0.0) == -3
    assert mistake_bound(5.0, 0.5) == 100


@given(seeds, st.floats(0.1, 10))
def test_the_margin_does_not_depend_on_the_length_of_the_weights(seed, factor):
    X, y, normal = separable(seed)
    assert margin(X, y, factor * normal, 0.4 * factor) == pytest.approx(margin(X, y, normal, 0.4))


@given(seeds)
def test_the_weights_are_a_sum_of_mistakes(seed):
    X, y, _ = separable(seed)
    weights, biases = perceptron_train(X, y, 3 * len(X))
    changed = np.diff(biases) != 0
    counts = changed.reshape(3, len(X)).sum(axis=0)
    w, b = weights_from_counts(X, y, counts)
    np.testing.assert_allclose(w, weights[-1], atol=1e-12)
    assert b == biases[-1]


def test_the_loss_by_hand_and_its_slope_is_the_rule():
    X, y = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([1, 1])
    w = np.array([-1.0, 0.25])
    assert perceptron_loss(X, y, w, 0.0) == (0.5 + 3.25) / 2
    assert perceptron_loss(X, np.array([-1, 1]), w, 0.0) == 3.25 / 2
    w_after, b_after = perceptron_step(w, 0.0, X[0], 1)

    def slope(j):
        unit = np.eye(2)[j]
        loss = np.vectorize(lambda t: perceptron_loss(X[:1], y[:1], w + t * unit, 0.0))
        return derivative(loss, np.array([0.0]), 1e-3)[0]

    np.testing.assert_allclose(w - [slope(0), slope(1)], w_after, atol=1e-9)
    assert b_after == 1


def test_the_middle_by_hand():
    A, B = np.array([[3.0, 0.0], [5.0, 1.0]]), np.array([[-1.0, 0.0], [0.0, 4.0], [-9.0, 2.0]])
    assert middle_bias(A, B, np.array([2.0, 0.0])) == -3
    assert middle_bias(A, B, np.array([0.0, 1.0])) == -2


@given(seeds, st.floats(-1, 1))
def test_no_other_bias_has_a_larger_margin(seed, shift):
    X, y, normal = separable(seed)
    if len(set(y)) == 2:
        b = middle_bias(X[y == 1], X[y == -1], normal)
        best = margin(X, y, normal, b)
        assert best >= margin(X, y, normal, b + shift) - 1e-12
        assert best >= 0.3 - 1e-12


def test_refusals():
    with pytest.raises(ValueError, match="a label must be -1 or 1, got 0"):
        perceptron_step(np.zeros(2), 0.0, np.zeros(2), 0)
    with pytest.raises(ValueError, match="a label must be -1 or 1, got 0"):
        perceptron_train(CORNERS, np.array([0, 1, 1, 0]), 4)
    with pytest.raises(ValueError, match="X has 4 examples, y 3 labels"):
        perceptron_train(CORNERS, np.array([1, 1, -1]), 4)
    with pytest.raises(ValueError, match=r"X has shape \(4, 2\), w \(3,\)"):
        predict(CORNERS, np.zeros(3), 0.0)
    with pytest.raises(ValueError, match="weights of zero make no line"):
        margin(CORNERS, np.array([1, 1, 1, 1]), np.zeros(2), 1.0)
    for bad in (0.0, -1.0, np.nan):
        with pytest.raises(ValueError, match="the bound needs a margin > 0, got"):
            mistake_bound(1.0, bad)
