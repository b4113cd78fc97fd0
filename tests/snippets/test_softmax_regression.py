"""Softmax regression: values by hand, what changes nothing, two classes, fits, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets import logistic_regression
from snippets.derivatives import derivative
from snippets.softmax import softmax
from snippets.softmax_regression import (
    classify,
    fit,
    likelihood,
    log_odds,
    loss,
    loss_gradients,
    one_hot,
    predict_probability,
    prior_bias,
    remove_shift,
    softmax_jacobian,
)

numbers = st.floats(-4, 4)


@st.composite
def models(draw):
    """Examples with their classes, weights and biases."""
    n, d, K = draw(st.integers(1, 5)), draw(st.integers(1, 3)), draw(st.integers(2, 4))
    X, W, b = (draw(arrays(float, shape, elements=numbers)) for shape in [(n, d), (d, K), K])
    return X, draw(arrays(np.int64, n, elements=st.integers(0, K - 1))), W, b


def test_values_by_hand():
    X, W, b = np.array([[1.0, 2.0]]), np.log([[2.0, 1.0, 1.0], [1.0, 1.0, 2.0]]), np.log([1.0, 2.0, 1.0])
    np.testing.assert_allclose(predict_probability(X, W, b), [[2 / 8, 2 / 8, 4 / 8]])
    np.testing.assert_array_equal(classify(X, W, b), [2])
    assert loss(W, b, X, np.array([2])) == pytest.approx(math.log(2))
    assert loss(W, b, X, np.array([0])) == pytest.approx(math.log(4))
    W_grad, b_grad = loss_gradients(W, b, X, np.array([0]))
    np.testing.assert_allclose(b_grad, [-3 / 4, 1 / 4, 1 / 2])
    np.testing.assert_allclose(W_grad, [[-3 / 4, 1 / 4, 1 / 2], [-3 / 2, 1 / 2, 1]])
    np.testing.assert_allclose(log_odds(X, W, b, 2, 1), [math.log(2)])
    P = np.array([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]])
    assert likelihood(P, np.array([2, 0])) == pytest.approx(0.3)


def test_one_hot_rows():
    np.testing.assert_array_equal(one_hot(np.array([2, 0]), 3), [[0, 0, 1], [1, 0, 0]])
    assert one_hot(np.array([], dtype=int), 4).shape == (0, 4)


def test_of_equal_scores_the_first():
    np.testing.assert_array_equal(
        classify(np.ones((1, 1)), np.zeros((1, 3)), np.array([0.0, 1.0, 1.0])), [1]
    )


@given(models())
def test_the_loss_is_the_mean_surprise_at_the_likelihood(model):
    X, y, W, b = model
    P = predict_probability(X, W, b)
    np.testing.assert_allclose(P.sum(axis=1), 1)
    assert loss(W, b, X, y) == pytest.approx(-math.log(likelihood(P, y)) / len(y), abs=1e-12)
    chosen = classify(X, W, b)
    assert np.all(P[np.arange(len(y)), chosen] >= P.max(axis=1) - 1e-15)


@given(models(), st.data())
def test_a_vector_added_to_every_column_changes_nothing(model, data):
    X, y, W, b = model
    shift = data.draw(arrays(float, len(W), elements=numbers))
    moved, lifted = W + shift[:, np.newaxis], b + data.draw(numbers)
    np.testing.assert_allclose(
        predict_probability(X, moved, lifted), predict_probability(X, W, b), atol=1e-12
    )
    assert loss(moved, lifted, X, y) == pytest.approx(loss(W, b, X, y), abs=1e-9)
    W_grad, b_grad = loss_gradients(W, b, X, y)
    np.testing.assert_allclose(W_grad.sum(axis=1), 0, atol=1e-14)
    assert b_grad.sum() == pytest.approx(0, abs=1e-15)
    for one, other in zip(remove_shift(moved, lifted), remove_shift(W, b), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-12)


@given(models())
def test_the_smallest_weights_of_equal_predictions(model):
    X, _, W, b = model
    small, low = remove_shift(W, b)
    np.testing.assert_allclose(
        predict_probability(X, small, low), predict_probability(X, W, b), atol=1e-12
    )
    np.testing.assert_allclose(small.mean(axis=1), 0, atol=1e-14)
    assert np.sum(small**2) <= np.sum(W**2) + 1e-9
    assert np.sum(low**2) <= np.sum(b**2) + 1e-9


@given(models())
def test_two_classes_are_logistic_regression(model):
    X, y, W, b = model
    y, W, b = np.minimum(y, 1), W[:, :2], b[:2]
    w, bias = W[:, 1] - W[:, 0], float(b[1] - b[0])
    np.testing.assert_allclose(
        predict_probability(X, W, b)[:, 1],
        logistic_regression.predict_probability(X, w, bias),
        atol=1e-12,
    )
    assert loss(W, b, X, y) == pytest.approx(logistic_regression.loss(w, bias, X, y), abs=1e-12)
    W_grad, b_grad = loss_gradients(W, b, X, y)
    w_grad, bias_grad = logistic_regression.loss_gradients(w, bias, X, y)
    np.testing.assert_allclose(W_grad, np.stack([-w_grad, w_grad], axis=1), atol=1e-12)
    np.testing.assert_allclose(b_grad, [-bias_grad, bias_grad], atol=1e-12)
    np.testing.assert_allclose(log_odds(X, W, b, 1, 0), X @ w + bias, atol=1e-12)


@given(models())
def test_log_odds_compare_probabilities(model):
    X, _, W, b = model
    P = predict_probability(X, W, b)
    np.testing.assert_allclose(log_odds(X, W, b, 0, 1), np.log(P[:, 0] / P[:, 1]), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(log_odds(X, W, b, 0, 1), -log_odds(X, W, b, 1, 0), atol=1e-12)
    np.testing.assert_allclose(log_odds(X, W, b, 0, 0), 0, atol=1e-12)


def test_gradients_are_measured_slopes():
    random = np.random.default_rng(0)
    X, W, b, y = (
        random.normal(size=(5, 2)),
        random.normal(size=(2, 3)),
        random.normal(size=3),
        np.arange(5) % 3,
    )
    W_grad, b_grad = loss_gradients(W, b, X, y)
    for place in np.ndindex(2, 3):
        unit = np.zeros((2, 3))
        unit[place] = 1
        slope = derivative(
            lambda t, unit=unit: np.array([loss(W + u * unit, b, X, y) for u in t]), np.zeros(1)
        )
        assert W_grad[place] == pytest.approx(slope[0], abs=1e-8)
    for j in range(3):
        slope = derivative(
            lambda t, j=j: np.array([loss(W, b + u * np.eye(3)[j], X, y) for u in t]), np.zeros(1)
        )
        assert b_grad[j] == pytest.approx(slope[0], abs=1e-8)


@given(arrays(float, st.integers(1, 5), elements=st.floats(-30, 30)))
def test_the_jacobian_of_softmax(z):
    J = softmax_jacobian(z)
    np.testing.assert_allclose(J, J.T, atol=1e-16)
    np.testing.assert_allclose(J.sum(axis=1), 0, atol=1e-15)
    for j in range(len(z)):
        unit = np.eye(len(z))[j] * 1e-5
        np.testing.assert_allclose(J[:, j], (softmax(z + unit) - softmax(z - unit)) / 2e-5, atol=1e-8)


def test_a_fit_descends_and_finds_the_classes():
    random = np.random.default_rng(1)
    y = np.repeat([0, 1, 2], 20)
    X = np.array([[0.0, 3.0], [-3.0, -2.0], [3.0, -2.0]])[y] + random.normal(size=(60, 2))
    losses = [loss(*fit(X, y, 3, 0.1, steps), X, y) for steps in (0, 1, 10, 100)]
    assert losses[0] == pytest.approx(math.log(3))
    assert losses == sorted(losses, reverse=True)
    assert np.mean(classify(X, *fit(X, y, 3, 0.1, 100)) == y) > 0.95


def test_one_step_by_hand():
    W, b = fit(np.array([[2.0]]), np.array([1]), 3, 0.3, 1)
    np.testing.assert_allclose(W, [[-0.2, 0.4, -0.2]])
    np.testing.assert_allclose(b, [-0.1, 0.2, -0.1])


def test_biases_of_the_shares():
    y = np.array([0, 1, 1, 2])
    b = prior_bias(y, 3)
    np.testing.assert_allclose(np.exp(b), [0.25, 0.5, 0.25])
    np.testing.assert_allclose(loss_gradients(np.zeros((1, 3)), b, np.ones((4, 1)), y)[1], 0, atol=1e-15)
    np.testing.assert_array_equal(prior_bias(np.array([0, 0]), 2), [0, -np.inf])


@pytest.mark.filterwarnings("error")
def test_scores_of_any_size():
    X, W, b = np.array([[1000.0]]), np.array([[1.0, 0.0, -1.0]]), np.zeros(3)
    np.testing.assert_array_equal(predict_probability(X, W, b), [[1, 0, 0]])
    assert loss(W, b, X, np.array([2])) == 2000
    np.testing.assert_array_equal(loss_gradients(W, b, X, np.array([2]))[1], [1, 0, -1])


X, W, b, y = np.ones((4, 2)), np.ones((2, 3)), np.ones(3), np.array([0, 1, 2, 0])


@pytest.mark.parametrize(("call", "says"), [
    (lambda: predict_probability(X, W.T, b), "need shapes"),
    (lambda: classify(X, W, np.ones((4, 3))), "need shapes"),
    (lambda: loss(W, b, X, y[:3]), "need shapes"),
    (lambda: loss(W, b, X, y + 1), "got 1 to 3"),
    (lambda: loss_gradients(W, b, X, one_hot(y, 3).astype(int)), "need shapes"),
    (lambda: fit(X, y, 2, 0.1, 1), "classes are 0 to 1"),
    (lambda: likelihood(np.full((4, 3), 1 / 3), y[:3]), "need shapes"),
    (lambda: one_hot(np.array([0, 3]), 3), "classes are 0 to 2"),
    (lambda: one_hot(np.array([-1]), 3), "classes are 0 to 2"),
    (lambda: one_hot(one_hot(y, 3), 3), r"y must have shape \(n,\)"),
    (lambda: log_odds(X, W, b, 0, 3), "got 0 and 3"),
    (lambda: log_odds(X, W, b, -1, 0), "got -1 and 0"),
    (lambda: softmax_jacobian(np.ones((2, 2))), r"z must have shape \(K,\)"),
    (lambda: remove_shift(W, b[:2]), "need shapes"),
    (lambda: prior_bias(np.zeros(0, dtype=int), 3), "no example"),
])  # fmt: skip
def test_refusals_say_what_is_wrong(call, says):
    with pytest.raises(ValueError, match=says):
        call()
