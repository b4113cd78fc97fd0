"""Linear regression: by hand, at right angles, by both ways to the same fit, and refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.gradients import gradient
from snippets.linear_regression import (
    add_ones,
    fit,
    fit_line,
    leverage,
    loss,
    loss_gradients,
    loss_hessian,
    minimum_norm,
    normal_equation,
    predict,
    r_squared,
    residuals,
    unscale,
)
from snippets.losses import mse
from snippets.optimization import learning_rate_bound

KM = np.array([[1.0], [2.0], [3.0], [5.0], [6.0], [7.0]])
MINUTES = np.array([8.0, 10.0, 16.0, 22.0, 29.0, 30.0])
SLOPE, HEIGHT = 110 / 28, 115 / 6 - 4 * 110 / 28  # by hand: Sxy / Sxx, mean y - slope * mean x


def numbers(*shape):
    return arrays(float, shape, elements=st.floats(-3, 3))


def spread_out(*shape):
    """Data whose columns never depend on each other: distinct powers beside small noise."""
    ramp = np.vander(np.linspace(-1, 1, shape[0]), shape[1])
    return numbers(*shape).map(lambda noise: ramp + 1e-3 * noise)


def test_a_prediction_by_hand():
    X = np.array([[1.0, 2.0], [3.0, -1.0]])
    np.testing.assert_array_equal(predict(X, np.array([10.0, 0.5]), 2.0), [13.0, 31.5])


def test_a_target_above_its_prediction_leaves_a_positive_residual():
    np.testing.assert_array_equal(residuals(np.array([1.0, 5.0]), np.array([4.0, 3.0])), [3, -2])


def test_loss_and_gradients_by_hand():
    X, y = np.array([[1.0], [2.0]]), np.array([1.0, 5.0])
    # predictions 4 and 7, errors 3 and 2
    w, b = np.array([3.0]), 1.0
    assert loss(w, b, X, y) == 6.5
    w_grad, b_grad = loss_gradients(w, b, X, y)
    np.testing.assert_array_equal(w_grad, [7.0])
    assert b_grad == 5.0


@given(numbers(3), st.floats(-3, 3), numbers(5, 3), numbers(5))
def test_the_gradients_are_the_slopes_of_the_loss(w, b, X, y):
    w_grad, b_grad = loss_gradients(w, b, X, y)
    np.testing.assert_allclose(w_grad, gradient(lambda w: loss(w, b, X, y), w), atol=1e-7)
    measured = gradient(lambda b: loss(w, b.item(), X, y), np.array([b]))
    assert b_grad == pytest.approx(measured.item(), abs=1e-7)


def test_twice_the_same_data_has_the_same_loss_and_gradients():
    w, b = np.array([2.0]), 1.0
    twice = np.vstack([KM, KM]), np.tile(MINUTES, 2)
    assert loss(w, b, *twice) == pytest.approx(loss(w, b, KM, MINUTES))
    for one, other in zip(loss_gradients(w, b, *twice), loss_gradients(w, b, KM, MINUTES), strict=True):
        np.testing.assert_allclose(one, other)


def test_the_known_fit_by_all_three_ways():
    b, w = normal_equation(add_ones(KM), MINUTES)
    assert (w, b) == (pytest.approx(SLOPE), pytest.approx(HEIGHT))
    assert fit_line(KM[:, 0], MINUTES) == (pytest.approx(SLOPE), pytest.approx(HEIGHT))
    w, b = fit(KM, MINUTES, 0.04, 3000)
    assert (w.item(), b) == (pytest.approx(SLOPE), pytest.approx(HEIGHT))


def test_where_all_x_are_alike_the_line_is_level():
    assert fit_line(np.full(4, 2.0), np.array([1.0, 2.0, 3.0, 6.0])) == (0.0, 3.0)
    assert fit_line(np.array([5.0]), np.array([7.0])) == (0.0, 7.0)


def test_a_line_through_two_close_points_is_steep():
    w, b = fit_line(np.array([0.0, 0.1]), np.array([2.0, 3.0]))
    assert (w, b) == (pytest.approx(10), pytest.approx(2))


def test_one_step_of_the_fit_by_hand():
    w, b = fit(np.array([[1.0], [2.0]]), np.array([1.0, 5.0]), 0.1, 1)
    assert w.item() == pytest.approx(0.1 * (1 + 10))  # 2/n = 1, sum of x times y
    assert b == pytest.approx(0.1 * 6)
    assert fit(KM, MINUTES, 0.1, 0)[1] == 0.0


def test_the_bound_of_the_learning_rate_is_where_the_fit_stops_converging():
    bound = learning_rate_bound(np.linalg.eigvalsh(loss_hessian(add_ones(KM))))
    best = loss(np.array([SLOPE]), HEIGHT, KM, MINUTES)
    assert loss(*fit(KM, MINUTES, 0.98 * bound, 2000), KM, MINUTES) == pytest.approx(best, rel=1e-3)
    assert loss(*fit(KM, MINUTES, 1.02 * bound, 2000), KM, MINUTES) > 1e6


@given(spread_out(6, 3), numbers(6))
def test_what_is_left_over_stands_at_right_angles_to_every_column(X, y):
    left = residuals(X @ normal_equation(X, y), y)
    np.testing.assert_allclose(X.T @ left, 0.0, atol=1e-7)


@given(spread_out(6, 3), numbers(6), numbers(3))
def test_no_other_weights_are_better(X, y, step):
    w = normal_equation(X, y)
    assert mse(X @ w, y) <= mse(X @ (w + step), y) + 1e-12


def test_dependent_columns_are_refused_and_the_shortest_weights_found():
    X = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])
    y = np.array([5.0, 10.0, 15.0])
    with pytest.raises(ValueError, match="X has 2 columns, but its rank is 1"):
        normal_equation(X, y)
    np.testing.assert_allclose(minimum_norm(X, y), [1.0, 2.0])


@given(spread_out(3, 6).map(np.ascontiguousarray), numbers(3), numbers(6))
def test_with_more_inputs_than_examples_the_fit_is_exact_and_the_shortest(X, y, other):
    X = X + np.eye(3, 6)
    w = minimum_norm(X, y)
    np.testing.assert_allclose(X @ w, y, atol=1e-6)
    hidden = other - np.linalg.pinv(X) @ (X @ other)  # changes no prediction
    assert np.linalg.norm(w) <= np.linalg.norm(w + hidden) + 1e-6


def test_where_one_fit_is_best_the_shortest_is_that_one():
    np.testing.assert_allclose(minimum_norm(add_ones(KM), MINUTES),
                               normal_equation(add_ones(KM), MINUTES))


def test_the_bend_of_the_loss_by_hand():
    np.testing.assert_allclose(loss_hessian(add_ones(KM)), [[2, 8], [8, 2 * 124 / 6]])


@given(numbers(5, 2), numbers(5), numbers(2), numbers(2))
def test_the_loss_is_a_bowl_with_that_bend(X, y, w, step):
    here, there = (loss(at, 0.0, X, y) for at in (w, w + step))
    slope, _ = loss_gradients(w, 0.0, X, y)
    exact = here + slope @ step + step @ loss_hessian(X) @ step / 2
    assert there == pytest.approx(exact, abs=1e-9)


def test_leverage_by_hand():
    # 1/n plus the squared distance from the mean, as a share of all squared distances.
    apart = KM[:, 0] - 4
    np.testing.assert_allclose(leverage(add_ones(KM)), 1 / 6 + apart**2 / 28)


@given(spread_out(6, 3), numbers(6), st.integers(0, 5))
def test_leverage_is_how_far_a_prediction_follows_its_target(X, y, i):
    shares = leverage(X)
    assert np.sum(shares) == pytest.approx(3)
    moved = y + np.eye(6)[i]
    before, after = X @ normal_equation(X, y), X @ normal_equation(X, moved)
    assert after[i] - before[i] == pytest.approx(shares[i], abs=1e-6)


spreads = arrays(float, 3, elements=st.floats(0.1, 3))


@given(numbers(3), st.floats(-3, 3), numbers(3), spreads, numbers(4, 3))
def test_unscaled_weights_predict_the_same(w, b, mean, std, X):
    raw = unscale(w, b, mean, std)
    np.testing.assert_allclose(predict(X, *raw), predict((X - mean) / std, w, b), atol=1e-9)


def test_the_explained_share():
    y = np.array([1.0, 2.0, 3.0, 6.0])
    assert r_squared(y, y) == 1.0
    assert r_squared(np.full(4, 3.0), y) == 0.0
    assert r_squared(np.array([1.0, 2.0, 3.0, 2.0]), y) == pytest.approx(1 - 16 / 14)


@pytest.mark.parametrize(
    ("function", "arguments", "told"),
    [
        (predict, (KM, np.ones(2), 0.0), "shapes"),
        (predict, (KM, np.ones((1, 1)), 0.0), "shapes"),
        (predict, (KM[:, 0], np.ones(1), 0.0), "shapes"),
        (residuals, (np.ones((6, 1)), MINUTES), "one shape"),
        (loss, (np.ones(1), 0.0, KM, MINUTES[:5]), r"\(6,\)"),
        (loss, (np.ones(1), 0.0, KM, MINUTES[:, None]), r"\(6, 1\)"),
        (loss_gradients, (np.ones(1), 0.0, KM, MINUTES[:, None]), r"\(6, 1\)"),
        (add_ones, (MINUTES,), r"got \(6,\)"),
        (normal_equation, (KM, MINUTES[:5]), "need shapes"),
        (normal_equation, (KM[:, 0], MINUTES), "need shapes"),
        (minimum_norm, (KM, MINUTES[:, None]), "need shapes"),
        (loss_hessian, (MINUTES,), r"got \(6,\)"),
        (loss_hessian, (np.ones((0, 2)),), r"got \(0, 2\)"),
        (leverage, (np.ones((4, 2)),), "depend on each other"),
        (fit_line, (KM, MINUTES), "one shape"),
        (fit_line, (np.ones(0), np.ones(0)), "one shape"),
        (unscale, (np.ones(2), 0.0, np.ones(2), np.array([1.0, 0.0])), "positive"),
        (r_squared, (np.arange(3.0), np.ones(3)), "all targets are alike"),
        (r_squared, (np.arange(3.0), np.arange(4.0)), r"\(3,\)"),
    ],
)
def test_what_does_not_fit_is_refused_and_told(function, arguments, told):
    with pytest.raises(ValueError, match=told):
        function(*arguments)


def test_inputs_are_left_alone():
    X, y, w = KM.copy(), MINUTES.copy(), np.ones(1)
    fit(X, y, 0.01, 3)
    loss_gradients(w, 1.0, X, y)
    unscale(w, 1.0, np.ones(1), np.full(1, 2.0))
    np.testing.assert_array_equal(X, KM)
    np.testing.assert_array_equal(y, MINUTES)
    np.testing.assert_array_equal(w, 1.0)
