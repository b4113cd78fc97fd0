"""Graphs walked back: by hand, against differences, sums over uses, shapes, refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.activations import swish, swish_grad
from snippets.derivatives import derivative
from snippets.graphs import (
    add,
    add_backward,
    divide,
    divide_backward,
    gated,
    gated_grad,
    layer_mean,
    layer_mean_gradients,
    maximum,
    maximum_backward,
    multiply,
    multiply_backward,
    nested_cubic,
    nested_cubic_grad,
    squared_error,
    squared_error_backward,
)
from snippets.matrix_derivatives import jacobian

numbers = st.floats(-3, 3)
away_from_zero = st.floats(0.2, 3) | st.floats(-3, -0.2)
OPERATIONS = [(add, add_backward), (multiply, multiply_backward), (divide, divide_backward)]


def test_each_operation_by_hand():
    assert (add(2.0, 5.0), add_backward(3.0, 2.0, 5.0)) == (7.0, (3.0, 3.0))
    assert (multiply(2.0, 5.0), multiply_backward(3.0, 2.0, 5.0)) == (10.0, (15.0, 6.0))
    assert (divide(2.0, 5.0), divide_backward(50.0, 2.0, 5.0)) == (0.4, (10.0, -4.0))
    assert (maximum(2.0, 5.0), maximum_backward(3.0, 2.0, 5.0)) == (5.0, (0.0, 3.0))
    assert (maximum(5.0, 2.0), maximum_backward(3.0, 5.0, 2.0)) == (5.0, (3.0, 0.0))
    assert maximum_backward(3.0, 2.0, 2.0) == (1.5, 1.5)


@pytest.mark.parametrize(("operation", "backward"), OPERATIONS)
@given(numbers, away_from_zero, numbers)
def test_each_operation_hands_up_its_slopes(operation, backward, x_1, x_2, G):
    first, second = backward(G, x_1, x_2)
    assert first == pytest.approx(G * derivative(lambda x: operation(x, x_2), x_1), abs=1e-6)
    assert second == pytest.approx(G * derivative(lambda x: operation(x_1, x), x_2), abs=1e-6)


@given(numbers, numbers, numbers)
def test_a_maximum_hands_up_all_of_the_gradient(x_1, x_2, G):
    first, second = maximum_backward(G, x_1, x_2)
    assert first + second == pytest.approx(G)
    if x_1 != x_2:
        assert (first if x_1 < x_2 else second) == 0


def test_entries_do_not_mix():
    x_1, x_2 = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 1.0], [3.0, -2.0]])
    G = np.array([[1.0, -1.0], [2.0, 0.5]])
    for backward in (add_backward, multiply_backward, divide_backward, maximum_backward):
        together = backward(G, x_1, x_2)
        for place in np.ndindex(2, 2):
            alone = backward(G[place], x_1[place], x_2[place])
            assert tuple(gradient[place] for gradient in together) == alone


def test_a_gradient_that_is_handed_on_is_not_the_same_array():
    G = np.ones(3)
    first, second = add_backward(G, np.zeros(3), np.zeros(3))
    first += 1.0  # a caller adds up uses in place
    assert G.tolist() == second.tolist() == [1.0, 1.0, 1.0]


def test_the_squared_error_by_hand():
    assert squared_error(1.5, 2.0, 1.0, 2.0) == 4.0
    assert squared_error_backward(1.0, 1.5, 2.0, 1.0, 2.0) == (8.0, 6.0, 4.0, -4.0)
    assert squared_error_backward(0.5, 1.5, 2.0, 1.0, 2.0) == (4.0, 3.0, 2.0, -2.0)
    assert squared_error_backward(1.0, 1.5, 2.0, 1.0, 4.0) == (0.0, 0.0, 0.0, 0.0)


@given(numbers, numbers, numbers, numbers)
def test_bias_and_target_pull_in_opposite_directions(w, x, b, y):
    w_grad, x_grad, b_grad, y_grad = squared_error_backward(1.0, w, x, b, y)
    assert b_grad == -y_grad
    assert w_grad == pytest.approx(b_grad * x)
    assert x_grad == pytest.approx(b_grad * w)
    assert b_grad == pytest.approx(derivative(lambda b: squared_error(w, x, b, y), b), abs=1e-6)


def test_the_gated_number_is_swish():
    x = np.concatenate([np.linspace(-40, 40, 81), [-np.inf, np.inf]])
    np.testing.assert_allclose(gated(x), swish(x), rtol=1e-12)
    np.testing.assert_allclose(gated_grad(x), swish_grad(x), rtol=1e-12)
    assert gated_grad(0.0) == 0.5


@given(numbers)
def test_the_nested_cubic_is_its_polynomial(x):
    assert nested_cubic(x) == pytest.approx(x + x**2 + x**3, abs=1e-12)
    assert nested_cubic_grad(x) == pytest.approx(1 + 2 * x + 3 * x**2, abs=1e-12)


def test_the_mean_of_a_layer_by_hand():
    X, W, b = np.zeros((4, 3)), np.ones((3, 2)), np.zeros(2)
    assert layer_mean(X, W, b) == 0.5
    by_X, by_W, by_b = layer_mean_gradients(X, W, b)
    # Each of the eight sigmoids has slope 1/4 and weight 1/8.
    np.testing.assert_allclose(by_X, np.full((4, 3), 2 / 32))
    np.testing.assert_array_equal(by_W, 0.0)
    np.testing.assert_allclose(by_b, [4 / 32, 4 / 32])


def test_the_gradients_of_the_layer_are_its_slopes():
    rng = np.random.default_rng(1)
    X, W, b = rng.normal(size=(4, 3)), rng.normal(size=(3, 2)), rng.normal(size=2)
    by_X, by_W, by_b = layer_mean_gradients(X, W, b)
    np.testing.assert_allclose(by_X, jacobian(lambda X: layer_mean(X, W, b), X), atol=1e-9)
    np.testing.assert_allclose(by_W, jacobian(lambda W: layer_mean(X, W, b), W), atol=1e-9)
    np.testing.assert_allclose(by_b, jacobian(lambda b: layer_mean(X, W, b), b), atol=1e-9)


def test_twice_the_batch_has_the_same_mean_and_gradients():
    rng = np.random.default_rng(2)
    X, W, b = rng.normal(size=(4, 3)), rng.normal(size=(3, 2)), rng.normal(size=2)
    twice = np.concatenate([X, X])
    assert layer_mean(twice, W, b) == pytest.approx(layer_mean(X, W, b))
    for one, two in zip(layer_mean_gradients(X, W, b)[1:], layer_mean_gradients(twice, W, b)[1:],
                        strict=True):
        np.testing.assert_allclose(one, two)


def test_shapes_that_do_not_fit_are_refused():
    for function in (layer_mean, layer_mean_gradients):
        with pytest.raises(ValueError, match="need shapes .* got"):
            function(np.zeros((4, 3)), np.zeros((2, 3)), np.zeros(3))
        with pytest.raises(ValueError, match="need shapes .* got"):
            function(np.zeros((4, 3)), np.zeros((3, 2)), np.zeros(3))


def test_a_division_by_zero_is_refused():
    with pytest.raises(ValueError, match="nonzero x_2, got a zero"):
        divide(np.ones(2), np.array([1.0, 0.0]))
    with pytest.raises(ValueError, match="nonzero x_2, got a zero"):
        divide_backward(np.ones(2), np.ones(2), np.array([0.0, 1.0]))
