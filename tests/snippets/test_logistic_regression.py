"""Logistic regression: by hand, by measured slopes, its single valley, extremes and refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.gradients import gradient
from snippets.logistic_regression import (
    classify,
    cost_threshold,
    fit,
    label_loss,
    likelihood,
    loss,
    loss_gradients,
    loss_hessian,
    predict_probability,
    signed_distance,
)
from snippets.neuron import boundary

X = np.array([[0.5, 1.0], [2.0, -1.0], [-1.0, 0.0], [1.0, 3.0]])
Y = np.array([1, 0, 0, 1])
W, B = np.array([0.4, 1.2]), -0.5


def numbers(*shape):
    return arrays(float, shape, elements=st.floats(-3, 3))


outcomes = arrays(np.int64, 5, elements=st.integers(0, 1))


def test_a_probability_by_hand():
    # The score is log 3, so that a yes is three times as likely as a no.
    row = np.array([[2.0, 1.0]])
    p = predict_probability(row, np.array([0.0, math.log(3) - 1]), 1.0)
    assert p.item() == pytest.approx(0.75)


def test_each_unit_of_an_input_adds_its_weight_to_the_log_odds():
    p = predict_probability(np.array([[0.0], [1.0], [2.0]]), np.array([0.7]), -0.3)
    np.testing.assert_allclose(np.diff(np.log(p / (1 - p))), 0.7)


def test_the_likelihood_by_hand():
    assert likelihood(np.array([0.9, 0.2, 0.5]), np.array([1, 0, 1])) == pytest.approx(0.36)


@given(numbers(2), st.floats(-3, 3), numbers(5, 2), outcomes)
def test_the_loss_is_the_mean_logarithm_of_the_likelihood(w, b, X, y):
    chance = likelihood(predict_probability(X, w, b), y)
    assert loss(w, b, X, y) == pytest.approx(-math.log(chance) / 5, abs=1e-6)


def test_without_weights_the_loss_is_that_of_a_coin():
    assert loss(np.zeros(2), 0.0, X, Y) == pytest.approx(math.log(2))


def test_gradients_by_hand():
    # All probabilities are one half, so that the errors are half a yes or half a no.
    w_grad, b_grad = loss_gradients(np.zeros(2), 0.0, X, Y)
    np.testing.assert_allclose(w_grad, [(-0.25 + 1.0 - 0.5 - 0.5) / 4, (-0.5 - 0.5 - 1.5) / 4])
    assert b_grad == 0.0


@given(numbers(2), st.floats(-3, 3), numbers(5, 2), outcomes)
def test_the_gradients_are_the_slopes_of_the_loss(w, b, X, y):
    w_grad, b_grad = loss_gradients(w, b, X, y)
    np.testing.assert_allclose(w_grad, gradient(lambda w: loss(w, b, X, y), w), atol=1e-7)
    measured = gradient(lambda b: loss(w, b.item(), X, y), np.array([b]))
    assert b_grad == pytest.approx(measured.item(), abs=1e-7)


@given(numbers(2), st.floats(-3, 3), numbers(5, 2), outcomes)
def test_the_hessian_is_the_slope_of_the_gradient_and_never_bends_downward(w, b, X, y):
    H = loss_hessian(w, b, X)
    for j in range(2):
        measured = gradient(lambda w, j=j: loss_gradients(w, b, X, y)[0][j], w)
        np.testing.assert_allclose(H[j], measured, atol=1e-7)
    assert np.linalg.eigvalsh(H).min() > -1e-12


def test_a_fit_balances_the_books():
    # Where the gradient is zero, the predicted yeses are as many as the real ones.
    X = np.array([[0.0], [1.0], [2.0], [3.0], [4.0], [5.0]])
    y = np.array([0, 0, 1, 0, 1, 1])
    w, b = fit(X, y, 0.3, 20_000)
    p = predict_probability(X, w, b)
    assert p.sum() == pytest.approx(3)
    assert p @ X[:, 0] == pytest.approx(y @ X[:, 0])
    assert w.item() > 0


def test_one_step_of_the_fit_by_hand():
    w, b = fit(np.array([[2.0], [4.0]]), np.array([1, 1]), 0.1, 1)
    assert w.item() == pytest.approx(0.1 * 1.5)
    assert b == pytest.approx(0.05)
    assert fit(X, Y, 0.1, 0)[1] == 0.0


def test_where_a_line_separates_the_weights_never_stop_growing():
    X, y = np.array([[-2.0], [-1.0], [1.0], [2.0]]), np.array([0, 0, 1, 1])
    sizes = [fit(X, y, 1.0, steps)[0].item() for steps in (10, 100, 1000)]
    gains = np.diff(sizes)
    assert gains.min() > 1  # by about log 10 for ten times as many steps
    assert loss(np.array([50.0]), 0.0, X, y) < 1e-12


def test_far_from_the_boundary_nothing_overflows():
    X, w = np.array([[1.0], [-1.0]]), np.array([5000.0])
    assert loss(w, 0.0, X, np.array([0, 1])) == 5000.0
    assert loss(w, 0.0, X, np.array([1, 0])) == 0.0
    np.testing.assert_array_equal(predict_probability(X, w, 0.0), [1, 0])
    assert label_loss(np.array([5000.0, -5000.0]), np.array([-1, -1])) == 2500.0


def test_classes_by_hand():
    X = np.array([[-1.0], [0.0], [1.0]])
    w = np.array([math.log(3)])
    np.testing.assert_array_equal(classify(X, w, 0.0), [0, 1, 1])
    np.testing.assert_array_equal(classify(X, w, 0.0, 0.2), [1, 1, 1])
    np.testing.assert_array_equal(classify(X, w, 0.0, 0.8), [0, 0, 0])
    assert classify(X, w, 0.0).dtype.kind == "i"


@given(numbers(4), st.floats(-3, 3), st.floats(0.1, 3), st.floats(-3, 3))
def test_on_the_boundary_the_probability_is_one_half(x, first, second, b):
    w = np.array([first, second])
    points = np.column_stack([x, boundary(x, w, b)])
    np.testing.assert_allclose(predict_probability(points, w, b), 0.5, atol=1e-9)
    np.testing.assert_allclose(signed_distance(points, w, b), 0.0, atol=1e-9)


def test_a_signed_distance_by_hand():
    w = np.array([3.0, 4.0])
    np.testing.assert_allclose(signed_distance(np.array([[3.0, 4.0], [0.0, 0.0]]), w, -10.0), [3, -2])


@given(numbers(2), st.floats(-3, 3))
def test_larger_weights_move_no_boundary(w, b):
    if np.any(np.abs(w) > 1e-3):
        np.testing.assert_allclose(signed_distance(X, 10 * w, 10 * b), signed_distance(X, w, b),
                                   atol=1e-9)


@given(numbers(5), outcomes)
def test_both_ways_to_name_the_classes_have_one_loss(z, y):
    assert label_loss(z, 2 * y - 1) == pytest.approx(loss(np.ones(1), 0.0, z[:, None], y))


def test_the_threshold_is_where_both_answers_cost_the_same():
    p = cost_threshold(false_alarm=1.0, miss=9.0)
    assert p == pytest.approx(0.1)
    assert (1 - p) * 1.0 == pytest.approx(p * 9.0)


@pytest.mark.parametrize(
    ("function", "arguments", "told"),
    [
        (predict_probability, (X, np.ones(3), 0.0), "shapes"),
        (likelihood, (np.full(3, 0.5), Y), "one shape"),
        (loss, (W, B, X, Y[:3]), r"\(4,\)"),
        (loss, (W, B, X, Y[:, None]), r"\(4, 1\)"),
        (loss_gradients, (W, B, X, Y[:, None]), r"\(4, 1\)"),
        (loss_hessian, (np.ones(3), B, X), "shapes"),
        (classify, (X, W, B, 0.0), "between 0 and 1"),
        (classify, (X, W, B, 1.0), "between 0 and 1"),
        (classify, (X, W, B, math.nan), "between 0 and 1"),
        (signed_distance, (X, np.zeros(2), B), "no boundary"),
        (label_loss, (np.ones(3), Y), "one shape"),
        (cost_threshold, (0.0, 1.0), "costs are positive"),
        (cost_threshold, (1.0, -1.0), "costs are positive"),
    ],
)
def test_what_does_not_fit_is_refused_and_told(function, arguments, told):
    with pytest.raises(ValueError, match=told):
        function(*arguments)


def test_inputs_are_left_alone():
    data, outcomes, w = X.copy(), Y.copy(), W.copy()
    fit(data, outcomes, 0.1, 3)
    loss_gradients(w, B, data, outcomes)
    np.testing.assert_array_equal(data, X)
    np.testing.assert_array_equal(outcomes, Y)
    np.testing.assert_array_equal(w, W)
