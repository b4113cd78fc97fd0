"""Steps, bumps and hats: known values, their bounds, and that each is a network."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.approximation import (
    bump,
    bump_sum,
    hat,
    hat_sum,
    max_error,
    sigmoid_network,
    slope_changes,
    soft_step,
    staircase,
    staircase_bound,
    staircase_network,
    steps_needed,
    tower,
    trapezoid,
    wave,
    wave_grad,
)
from snippets.mlp import mlp

numbers = st.floats(-5, 5)
widths = st.floats(0.1, 3)
X = np.linspace(0, 1, 401)


def heights(seed, k):
    return np.random.default_rng(seed).normal(size=k)


def test_wave_by_hand():
    np.testing.assert_allclose(
        wave(np.array([0, 1 / 6, 1 / 3, 1 / 2, 5 / 6, 1])), [0, 1 / 6, 0, -1 / 2, 5 / 6, 0],
        atol=1e-15)
    np.testing.assert_allclose(
        wave_grad(np.array([0, 1 / 6, 1 / 3, 2 / 3, 1])),
        [0, 1, -np.pi, 2 * np.pi, -3 * np.pi], atol=1e-14)
    # Nowhere on the interval is it steeper than at its end.
    assert np.abs(wave_grad(X)).max() == pytest.approx(3 * np.pi, rel=1e-12)


@given(numbers, st.floats(0.1, 50), st.floats(0.01, 3))
def test_a_soft_step_is_one_half_at_its_position_and_turns_around_it(position, w, t):
    assert soft_step(position, position, w) == 0.5
    both = soft_step(position + np.array([-t, t]), position, w)
    assert both.sum() == pytest.approx(1)
    assert both[0] < 0.5 < both[1]


def test_a_soft_step_by_hand():
    # The logarithm of 3 turns odds of one into odds of three.
    assert soft_step(np.array([2 + np.log(3) / 4]), 2.0, 4.0) == pytest.approx(0.75)


@given(numbers, widths, st.floats(0.1, 50))
def test_a_bump_is_even_and_highest_in_the_middle(position, a, w):
    t = np.linspace(0, 4, 9)
    right, left = bump(position + t, position, a, w), bump(position - t, position, a, w)
    np.testing.assert_allclose(right, left, atol=1e-9)
    assert np.all(np.diff(right) <= 1e-12)
    assert right[0] == pytest.approx(np.tanh(w * a / 2), abs=1e-12)


def test_steep_bumps_are_rectangles():
    np.testing.assert_allclose(
        bump(np.array([-1.01, -0.99, 0.0, 0.99, 1.01]), 0.0, 1.0, 5e3), [0, 1, 1, 1, 0],
        atol=1e-12)


@given(st.integers(0, 1000), st.integers(1, 6))
def test_neighboring_bumps_share_their_edges(seed, k):
    """The inner sigmoids cancel in pairs, and the staircase is what remains."""
    a, w, y = 0.5 / k, 300.0, heights(seed, k)
    middle = (np.arange(k) + 0.5) / k
    stairs = staircase(X, middle[1:] - a, y, w)
    ends = y[0] * soft_step(-X, 0.0, w) + y[-1] * soft_step(X, 1.0, w)
    np.testing.assert_allclose(bump_sum(X, middle, y, a, w) + ends, stairs, atol=1e-12)


def test_a_staircase_by_hand():
    W_1, b_1, W_2, b_2 = staircase_network(np.array([0.25, 0.5]), np.array([1.0, 3.0, 2.0]), 8.0)
    np.testing.assert_array_equal(W_1, [[8, 8]])
    np.testing.assert_array_equal(b_1, [-2, -4])
    np.testing.assert_array_equal(W_2, [[2], [-1]])
    np.testing.assert_array_equal(b_2, [1])


def test_a_steep_staircase_takes_its_heights():
    x = np.array([0.0, 0.24, 0.25, 0.26, 0.49, 0.51, 1.0])
    np.testing.assert_allclose(
        staircase(x, np.array([0.25, 0.5]), np.array([1.0, 3.0, 2.0]), 1e4),
        [1, 1, 2, 3, 3, 2, 2], atol=1e-12)


@pytest.mark.parametrize("k", [1, 3, 10, 40])
def test_a_steep_staircase_keeps_its_bound(k):
    middle = (np.arange(k) + 0.5) / k
    error = max_error(staircase(X, np.arange(1, k) / k, wave(middle), 1e7), wave(X))
    assert error <= staircase_bound(3 * np.pi, k) * (1 + 1e-12)
    assert error > 0.1 * staircase_bound(3 * np.pi, k)


def test_the_bound_is_reached_by_a_straight_line():
    k = 4
    middle = (np.arange(k) + 0.5) / k
    error = max_error(staircase(X, np.arange(1, k) / k, 6 * middle, 1e7), 6 * X)
    assert error == pytest.approx(staircase_bound(6.0, k)) == 0.75


def test_a_network_by_hand():
    scores = sigmoid_network(np.array([[0.0], [1.0]]), np.array([[np.log(3), 0.0]]),
                             np.zeros(2), np.array([[4.0], [2.0]]), np.array([-1.0]))
    np.testing.assert_allclose(scores, [[2], [3]])


@given(numbers, widths)
def test_a_hat_by_hand(position, a):
    t = np.array([-2, -1, -0.5, 0, 0.25, 1, 3])
    np.testing.assert_allclose(hat(position + a * t, position, a), [0, 0, 0.5, 1, 0.75, 0, 0],
                               atol=1e-12)


@given(st.integers(0, 1000), st.integers(2, 9))
def test_hats_join_to_a_polyline(seed, k):
    position, y = np.linspace(0, 1, k), heights(seed, k)
    np.testing.assert_allclose(hat_sum(X, position, y, 1 / (k - 1)), np.interp(X, position, y),
                               atol=1e-12)


def test_twice_the_hats_leave_a_quarter_of_the_error():
    errors = []
    for k in (20, 40, 80):
        position = np.linspace(0, 1, k + 1)
        errors.append(max_error(hat_sum(X, position, wave(position), 1 / k), wave(X)))
    np.testing.assert_allclose(np.divide(errors[:2], errors[1:]), 4, rtol=0.05)


def test_max_error_by_hand():
    assert max_error(np.array([1.0, 2.0, 5.0]), np.array([1.5, 4.0, 4.0])) == 2
    assert max_error(np.array([0.0]), np.array([-3.0])) == 3


@given(st.floats(0.01, 50), st.floats(0.001, 0.99))
def test_no_fewer_steps_are_surely_enough(slope, eps):
    k = steps_needed(slope, eps)
    assert staircase_bound(slope, k) <= eps * (1 + 1e-12)
    assert k == 1 or staircase_bound(slope, k - 1) > eps * (1 - 1e-12)


def test_steps_needed_by_hand():
    assert steps_needed(10.0, 0.5) == 10
    assert steps_needed(10.1, 0.5) == 11
    assert steps_needed(0.1, 0.5) == 1


def test_a_steep_tower_is_a_box():
    corners = np.array([[0.0, 0.0], [0.9, -0.9], [1.1, 0.0], [0.0, -1.1], [1.1, 1.1]])
    np.testing.assert_allclose(tower(corners, np.zeros(2), 1.0, 100.0), [1, 1, 0, 0, 0], atol=1e-12)
    line = np.array([[0.0], [1.0], [2.0]])
    # In one dimension the threshold is one half.
    np.testing.assert_allclose(tower(line, np.zeros(1), 1.0, 100.0), [1, 0.5, 0], atol=1e-12)


def test_a_trapezoid_by_hand():
    x = np.array([-3, -1, -0.5, 0, 1, 2, 2.5, 3, 9])
    np.testing.assert_allclose(trapezoid(x, 0.0, 2.0, 1.0), [0, 0, 0.5, 1, 1, 1, 0.5, 0, 0])


@given(numbers, widths)
def test_a_trapezoid_without_a_roof_is_a_hat(position, a):
    x = np.linspace(-8, 8, 81)
    np.testing.assert_allclose(trapezoid(x, position, position, a), hat(x, position, a), atol=1e-9)


@given(st.integers(0, 1000), st.integers(2, 9))
def test_slope_changes_are_the_output_weights_of_hinges(seed, k):
    position, y = np.linspace(0, 1, k), heights(seed, k)
    W_2 = slope_changes(y, 1 / (k - 1))[:, None]
    scores = mlp(X[:, None], np.ones((1, k - 1)), -position[:-1], W_2, y[:1])
    np.testing.assert_allclose(scores[:, 0], np.interp(X, position, y), atol=1e-9)


def test_slope_changes_by_hand():
    np.testing.assert_array_equal(slope_changes(np.array([0.0, 1.0, 3.0, 3.0]), 0.5), [2, 2, -4])


def test_refusals():
    for function in (lambda *arguments: bump_sum(*arguments, 1.0), hat_sum):
        with pytest.raises(ValueError, match="2 positions, 3 heights"):
            function(X, np.zeros(2), np.zeros(3), 1.0)
    with pytest.raises(ValueError, match="2 steps, but 2 heights"):
        staircase_network(np.zeros(2), np.zeros(2), 1.0)
    with pytest.raises(ValueError, match=r"prediction has shape \(2, 1\), y \(2,\)"):
        max_error(np.zeros((2, 1)), np.zeros(2))
    with pytest.raises(ValueError, match="need at least one step, got 0"):
        staircase_bound(1.0, 0)
    with pytest.raises(ValueError, match=r"X has shape \(4, 2\), the position \(3,\)"):
        tower(np.zeros((4, 2)), np.zeros(3), 1.0, 1.0)
