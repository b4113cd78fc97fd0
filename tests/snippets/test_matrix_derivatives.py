"""Gradients of matrix functions: by hand, against differences, in layout and shape, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.matrix_derivatives import (
    jacobian,
    layer,
    layer_jacobian,
    layer_jvp,
    layer_vjp,
    matmul,
    matmul_backward,
    quadratic_form,
    quadratic_form_grad,
    sigmoid_sum,
    sigmoid_sum_gradients,
    transposed_matmul,
    transposed_matmul_backward,
)

X = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0], [2.0, -1.0, 0.0], [-1.0, 1.0, 1.0]])
W = np.array([[0.5, -1.0], [1.0, 0.0], [-0.5, 1.0]])
G = np.array([[1.0, 0.0], [-1.0, 2.0], [0.5, -1.0], [2.0, 1.0]])


def matrices(*shape):
    return arrays(float, shape, elements=st.floats(-3, 3))


def test_the_product_and_its_gradients_by_hand():
    np.testing.assert_array_equal(matmul(X, W), [[-0.5, 1], [1.5, -1], [0, -2], [0, 2]])
    x_grad, w_grad = matmul_backward(G, X, W)
    np.testing.assert_array_equal(w_grad, [[0, -3], [0.5, 4], [5, -1]])
    np.testing.assert_array_equal(
        x_grad, [[0.5, 1, -0.5], [-2.5, -1, 2.5], [1.25, 0.5, -1.25], [0, 2, 0]]
    )


def test_one_of_each_is_the_product_rule():
    x_grad, w_grad = matmul_backward(np.array([[10.0]]), np.array([[2.0]]), np.array([[3.0]]))
    assert (x_grad.item(), w_grad.item()) == (30.0, 20.0)


@given(matrices(4, 2), matrices(4, 3), matrices(3, 2), matrices(4, 3), matrices(3, 2))
def test_a_small_move_of_a_factor_changes_the_loss_by_its_gradient(G, X, W, dX, dW):
    # The product is linear in each factor: the change is exact, however large the move.
    x_grad, w_grad = matmul_backward(G, X, W)
    assert np.sum(G * matmul(dX, W)) == pytest.approx(np.sum(x_grad * dX), abs=1e-9)
    assert np.sum(G * matmul(X, dW)) == pytest.approx(np.sum(w_grad * dW), abs=1e-9)


def test_the_sum_of_sigmoids_by_hand():
    assert sigmoid_sum(np.zeros((2, 3)), np.ones((3, 5))) == 5.0
    assert sigmoid_sum(np.array([[math.log(3)]]), np.ones((1, 1))) == pytest.approx(0.75)
    x_grad, w_grad = sigmoid_sum_gradients(np.array([[math.log(3)]]), np.array([[1.0]]))
    assert x_grad.item() == pytest.approx(0.75 * 0.25)
    assert w_grad.item() == pytest.approx(0.75 * 0.25 * math.log(3))


def test_the_sum_of_sigmoids_is_finite_where_exponentials_overflow():
    far = np.array([[1000.0, -1000.0]])
    assert sigmoid_sum(far.T, np.ones((1, 1))) == 1.0
    for gradient in sigmoid_sum_gradients(far.T, np.ones((1, 1))):
        np.testing.assert_array_equal(gradient, 0.0)


@given(matrices(4, 3), matrices(3, 2))
def test_the_gradients_of_the_sum_are_its_slopes(X, W):
    x_grad, w_grad = sigmoid_sum_gradients(X, W)
    np.testing.assert_allclose(x_grad, jacobian(lambda X: sigmoid_sum(X, W), X), atol=1e-8)
    np.testing.assert_allclose(w_grad, jacobian(lambda W: sigmoid_sum(X, W), W), atol=1e-8)


def test_the_jacobian_of_a_matrix_is_the_matrix():
    A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    J = jacobian(lambda x: A @ x, np.array([0.3, -2.0, 7.0]))
    np.testing.assert_allclose(J, A, atol=1e-8)


def test_the_jacobian_of_an_elementwise_function_is_diagonal():
    x = np.array([0.1, 1.0, -2.0])
    np.testing.assert_allclose(jacobian(np.sin, x), np.diag(np.cos(x)), atol=1e-9)


def test_the_axes_of_the_output_come_first():
    J = jacobian(lambda W: X @ W, W)
    assert J.shape == (4, 2, 3, 2)
    for i, j, left, right in np.ndindex(J.shape):
        assert J[i, j, left, right] == pytest.approx(X[i, left] * (j == right), abs=1e-8)


def test_the_gradient_of_a_number_has_the_shape_of_the_array():
    gradient = jacobian(lambda x: np.sum(x**2), X)
    assert gradient.shape == X.shape
    np.testing.assert_allclose(gradient, 2 * X, atol=1e-8)
    assert jacobian(np.sum, np.array([1, 2, 3])).tolist() == pytest.approx([1, 1, 1])


@given(st.floats(0.01, 2))
def test_the_step_of_the_jacobian_is_used(a):
    # A central difference of a cube is off by the square of the step.
    J = jacobian(lambda x: x**3, np.array([1.0, 2.0]), a)
    np.testing.assert_allclose(np.diag(J), [3 + a**2, 12 + a**2], rtol=1e-9)


@pytest.mark.parametrize("a", [0.0, -1e-5, np.nan, np.inf])
def test_a_step_that_is_not_positive_is_refused(a):
    with pytest.raises(ValueError, match="the step a must be positive and finite"):
        jacobian(np.sin, np.zeros(2), a)


@given(matrices(3), matrices(3, 2))
def test_the_jacobian_of_the_layer_is_its_table_of_slopes(x, W):
    J = layer_jacobian(x, W)
    assert J.shape == (2, 3)
    np.testing.assert_allclose(J, jacobian(lambda x: layer(x, W), x), atol=1e-9)


def test_one_layer_by_hand():
    x, W = np.zeros(3), np.arange(6.0).reshape(3, 2)
    np.testing.assert_array_equal(layer(x, W), [0.5, 0.5])
    np.testing.assert_array_equal(layer_jacobian(x, W), W.T / 4)
    np.testing.assert_array_equal(layer_vjp(np.array([4.0, 0.0]), x, W), [0, 2, 4])
    np.testing.assert_array_equal(layer_jvp(np.array([0.0, 4.0, 0.0]), x, W), [2, 3])


def test_one_layer_is_a_row_of_a_batch():
    rows = [layer(row, W) for row in X]
    assert np.sum(rows) == pytest.approx(sigmoid_sum(X, W))


@given(matrices(2), matrices(3), matrices(3), matrices(3, 2))
def test_products_with_the_jacobian_from_both_sides_agree(v, u, x, W):
    J = layer_jacobian(x, W)
    np.testing.assert_allclose(layer_vjp(v, x, W), v @ J, atol=1e-12)
    np.testing.assert_allclose(layer_jvp(u, x, W), J @ u, atol=1e-12)


def test_weights_stored_output_by_output():
    np.testing.assert_array_equal(transposed_matmul(X, W.T), matmul(X, W))
    x_grad, w_grad = transposed_matmul_backward(G, X, W.T)
    np.testing.assert_array_equal(x_grad, matmul_backward(G, X, W)[0])
    np.testing.assert_array_equal(w_grad, matmul_backward(G, X, W)[1].T)


def test_the_quadratic_form_by_hand():
    A = np.array([[1.0, 10.0], [100.0, 1000.0]])
    assert quadratic_form(np.array([2.0, 3.0]), A) == 4 + 6 * 110 + 9000
    np.testing.assert_array_equal(quadratic_form_grad(np.array([1.0, 0.0]), A), [2, 110])
    np.testing.assert_array_equal(quadratic_form_grad(np.array([0.0, 1.0]), A), [110, 2000])


@given(matrices(3), matrices(3, 3))
def test_along_x_the_quadratic_form_has_twice_its_value_as_slope(x, A):
    # Euler's rule for what grows with the square of the scale.
    slope = quadratic_form_grad(x, A) @ x
    assert slope == pytest.approx(2 * quadratic_form(x, A), abs=1e-9)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (matmul, (X, W.T)),
        (matmul, (X, W[:, 0, None].T)),
        (matmul_backward, (G.T, X, W)),
        (matmul_backward, (G[:1], X, W)),
        (sigmoid_sum, (X, W.T)),
        (sigmoid_sum_gradients, (X, W.T)),
        (layer, (np.zeros(2), W)),
        (layer_jacobian, (np.zeros(2), W)),
        (layer_vjp, (np.zeros(3), np.zeros(3), W)),
        (layer_vjp, (np.zeros(2), np.zeros(2), W)),
        (layer_jvp, (np.zeros(2), np.zeros(3), W)),
        (layer_jvp, (np.zeros(3), np.zeros(2), W)),
        (transposed_matmul, (X, W)),
        (transposed_matmul_backward, (G.T, X, W.T)),
        (quadratic_form, (np.zeros(3), W)),
        (quadratic_form_grad, (np.zeros(2), np.zeros((3, 3)))),
    ],
)
def test_shapes_that_do_not_fit_are_refused_and_told(function, arguments):
    with pytest.raises(ValueError, match=r"got .*\(\d"):
        function(*arguments)


def test_inputs_are_left_alone():
    before = X.copy(), W.copy(), G.copy()
    matmul_backward(G, X, W)
    jacobian(lambda x: sigmoid_sum(x, W), X)
    for now, then in zip((X, W, G), before, strict=True):
        np.testing.assert_array_equal(now, then)
