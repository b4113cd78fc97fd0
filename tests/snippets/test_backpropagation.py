"""Gradients by hand and against central differences, and a check that finds planted bugs."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.backpropagation import (
    gradient_check,
    multiplications,
    network_gradients,
    network_loss,
    relative_error,
    residual,
    residual_backward,
    sigmoid_chain,
    sigmoid_chain_grad,
    slope_bound,
    small_gradients,
    small_loss,
    tied,
    tied_backward,
)
from snippets.mlp import dead_neurons

seeds = st.integers(0, 2**32 - 1)


def network(seed, n=6, d=3, k=5, K=4):
    rng = np.random.default_rng(seed)
    shapes = [(d, k), (k,), (k, K), (K,), (n, d)]
    return [*(rng.normal(size=shape) for shape in shapes), rng.integers(0, K, n)]


def test_the_small_network_by_hand():
    w_1, b_1, w_2 = np.array([1.0, -2.0]), np.array([0.5, 1.0]), np.array([2.0, 5.0])
    # z = (2.5, -3), u = (2.5, 0), prediction 5, error 2.
    assert small_loss(w_1, b_1, w_2, 2.0, 3.0) == 4.0
    given_ = small_gradients(w_1, b_1, w_2, 2.0, 3.0)
    for gradient, expected in zip(given_, ([16, 0], [8, 0], [10, 0]), strict=True):
        np.testing.assert_array_equal(gradient, expected)


@given(seeds)
def test_the_small_gradients_are_the_slopes_of_the_small_loss(seed):
    rng = np.random.default_rng(seed)
    w_1, b_1, w_2 = rng.normal(size=(3, 4))
    x, y = rng.normal(size=2)
    if np.abs(w_1 * x + b_1).min() < 1e-3:
        return  # too near to a kink
    gradients = small_gradients(w_1, b_1, w_2, x, y)
    rests = [lambda w: small_loss(w, b_1, w_2, x, y),
             lambda b: small_loss(w_1, b, w_2, x, y),
             lambda w: small_loss(w_1, b_1, w, x, y)]
    for rest, theta, gradient in zip(rests, (w_1, b_1, w_2), gradients, strict=True):
        assert gradient_check(rest, theta, gradient) < 1e-5


def test_the_network_by_hand():
    W_1, b_1 = np.array([[1.0, -1.0]]), np.zeros(2)
    W_2, b_2 = np.array([[0.0, math.log(3.0)], [7.0, 7.0]]), np.zeros(2)
    X, y = np.array([[1.0], [1.0]]), np.array([0, 1])
    # Scores 0 and log 3 in both rows, so that the probabilities are 1/4 and 3/4.
    assert network_loss(W_1, b_1, W_2, b_2, X, y) == pytest.approx(
        -(math.log(0.25) + math.log(0.75)) / 2)
    W_1_grad, b_1_grad, W_2_grad, b_2_grad = network_gradients(W_1, b_1, W_2, b_2, X, y)
    np.testing.assert_allclose(b_2_grad, [-0.25, 0.25])
    np.testing.assert_allclose(W_2_grad, [[-0.25, 0.25], [0, 0]])
    np.testing.assert_allclose(b_1_grad, [0.25 * math.log(3), 0])
    np.testing.assert_allclose(W_1_grad, [[0.25 * math.log(3), 0]])


@given(seeds)
def test_the_network_gradients_are_the_slopes_of_its_loss(seed):
    given_ = network(seed)
    if np.abs(given_[4] @ given_[0] + given_[1]).min() < 1e-4:
        return  # too near to a kink
    for place, gradient in enumerate(network_gradients(*given_)):
        def rest(theta, place=place):
            return network_loss(*given_[:place], theta, *given_[place + 1:])

        assert gradient.shape == given_[place].shape
        assert gradient_check(rest, given_[place], gradient) < 1e-6


def test_twice_the_same_examples_do_not_change_the_gradient():
    *parameters, X, y = network(3)
    once = network_gradients(*parameters, X, y)
    twice = network_gradients(*parameters, np.tile(X, (2, 1)), np.tile(y, 2))
    for one, two in zip(once, twice, strict=True):
        np.testing.assert_allclose(one, two, rtol=1e-12, atol=1e-15)


def test_a_step_against_the_gradient_lowers_the_loss():
    *parameters, X, y = network(4)
    gradients = network_gradients(*parameters, X, y)
    stepped = [theta - 0.01 * one for theta, one in zip(parameters, gradients, strict=True)]
    assert network_loss(*stepped, X, y) < network_loss(*parameters, X, y)


def test_relative_error_by_hand():
    assert relative_error(np.array([3.0, 4.0]), np.array([3.0, 4.0])) == 0
    assert relative_error(np.array([3.0, 4.0]), np.zeros(2)) == 1
    assert relative_error(np.array([0.0, 4.0]), np.array([3.0, 4.0])) == pytest.approx(0.6)
    assert relative_error(np.array([1.0]), np.array([-1.0])) == 2
    assert relative_error(np.zeros(2), np.zeros(2)) == 0
    assert relative_error(np.ones((2, 2)), np.zeros((2, 2))) == 1
    assert relative_error(np.array(2.0), np.array(1.0)) == 0.5


@given(arrays(float, 4, elements=st.floats(-9, 9)), arrays(float, 4, elements=st.floats(-9, 9)),
       st.sampled_from([1e-180, 1e-3, 1e300]))
def test_relative_error_has_no_unit_and_no_direction(u, v, unit):
    u, v = np.where(np.abs(u) < 1e-3, 0, u), np.where(np.abs(v) < 1e-3, 0, v)
    error = relative_error(u, v)
    assert 0 <= error <= 2
    assert relative_error(v, u) == pytest.approx(error)
    assert relative_error(unit * u, unit * v) == pytest.approx(error)


def test_a_nan_is_no_match():
    assert math.isnan(relative_error(np.array([np.nan, 1.0]), np.ones(2)))


def test_the_check_tells_right_from_wrong():
    *parameters, X, y = network(0)
    W_1, b_1, W_2, b_2 = parameters
    right = network_gradients(*parameters, X, y)[0]

    def loss(W):
        return network_loss(W, b_1, W_2, b_2, X, y)

    assert gradient_check(loss, W_1, right) < 1e-8
    assert gradient_check(loss, W_1, len(X) * right) == pytest.approx(1 - 1 / len(X), abs=1e-6)
    assert gradient_check(loss, W_1, -right) == pytest.approx(2, abs=1e-6)
    assert gradient_check(loss, W_1, 1.001 * right) == pytest.approx(1e-3, rel=1e-2)
    one_entry = right.copy()
    one_entry[0, 0] += 0.1 * np.linalg.norm(right)
    assert gradient_check(loss, W_1, one_entry) > 0.05
    transposed = np.swapaxes(right, 0, 1)
    with pytest.raises(ValueError, match=r"\(3, 5\), got \(5, 3\)"):
        gradient_check(loss, W_1, transposed)


def test_the_step_of_the_check_counts():
    def cube(x):
        return float(np.sum(x**3))

    x = np.array([2.0])
    # The central difference of a cube is 3 x^2 + a^2.
    assert gradient_check(cube, x, 3 * x**2, a=1.0) == pytest.approx(1 / 13)


def test_multiplications_by_hand():
    assert multiplications(1, 1, 1, 1) == (2, 3)
    assert multiplications(64, 784, 128, 10) == (64 * 128 * 794, 64 * 128 * 804)


@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4), st.integers(1, 4))
def test_the_count_is_what_an_object_that_counts_sees(n, d, k, K):
    class Counted:
        products = 0

        def __mul__(self, other):
            Counted.products += 1
            return self

        def __add__(self, other):
            return self

    def product(rows, inner, columns):
        before = Counted.products
        np.array([[Counted()] * inner] * rows) @ np.array([[Counted()] * columns] * inner)
        return Counted.products - before

    forward = product(n, d, k) + product(n, k, K)
    backward = product(k, n, K) + product(n, K, k) + product(d, n, k)
    assert multiplications(n, d, k, K) == (forward, backward)


def test_a_chain_by_hand():
    assert sigmoid_chain(0.0, 5.0, 1) == 0.5
    assert sigmoid_chain(0.0, 2.0, 2) == pytest.approx(1 / (1 + math.exp(-1)))
    assert sigmoid_chain_grad(0.0, 2.0, 1) == 0.5
    # Slope 2 / 4, then 2 times the slope of the sigmoid at 1.
    assert sigmoid_chain_grad(0.0, 2.0, 2) == pytest.approx(
        0.5 * 2 * math.exp(-1) / (1 + math.exp(-1)) ** 2)


@given(st.floats(-6, 6), st.floats(-6, 6), st.integers(1, 9))
def test_no_slope_is_beyond_the_bound(x, w, depth):
    assert abs(sigmoid_chain_grad(x, w, depth)) <= slope_bound(w, depth) * (1 + 1e-12)


def test_the_bound_is_reached_by_one_neuron():
    assert slope_bound(-3.0, 1) == abs(sigmoid_chain_grad(0.0, -3.0, 1)) == 0.75
    assert slope_bound(2.0, 3) == 0.125


def test_tied_by_hand():
    X, W, G = np.array([[1.0, 2.0]]), np.array([[3.0], [1.0]]), np.array([[1.0, 0.0]])
    np.testing.assert_array_equal(tied(X, W), [[15, 5]])
    X_grad, W_grad = tied_backward(G, X, W)
    np.testing.assert_array_equal(X_grad, [[9, 3]])
    # w_1 (w_1 + 2 w_2) by w_1 and by w_2.
    np.testing.assert_array_equal(W_grad, [[8], [6]])


def test_residual_by_hand():
    X, W, b = np.array([[1.0, -1.0]]), np.array([[2.0, 0.0], [0.0, 3.0]]), np.array([1.0, 1.0])
    np.testing.assert_array_equal(residual(X, W, b), [[4, -1]])
    X_grad, W_grad, b_grad = residual_backward(np.array([[10.0, 20.0]]), X, W, b)
    np.testing.assert_array_equal(X_grad, [[30, 20]])
    np.testing.assert_array_equal(W_grad, [[10, 0], [-10, 0]])
    np.testing.assert_array_equal(b_grad, [10, 0])


@given(seeds)
def test_dead_neurons_have_no_gradient_and_others_have(seed):
    W_1, b_1, W_2, b_2, X, y = network(seed, n=3)
    dead = dead_neurons(X, W_1, b_1)
    W_1_grad, b_1_grad, W_2_grad, _ = network_gradients(W_1, b_1, W_2, b_2, X, y)
    for gradient in (W_1_grad.T, b_1_grad[:, np.newaxis], W_2_grad):
        np.testing.assert_array_equal(np.any(gradient != 0, axis=1), ~dead)
    assert dead.dtype == bool


@pytest.mark.parametrize(("call", "message"), [
    (lambda: relative_error(np.ones(2), np.ones((2, 1))), r"\(2,\) and \(2, 1\)"),
    (lambda: gradient_check(np.sum, np.ones(2), np.ones(3)), r"\(2,\), got \(3,\)"),
    (lambda: network_loss(*network(0)[:4], np.ones((2, 9)), np.zeros(2, int)), r"\(2, 9\)"),
    (lambda: tied(np.ones((2, 3)), np.ones((2, 3))), r"\(2, 3\) and \(2, 3\)"),
    (lambda: tied_backward(np.ones((2, 2)), np.ones((2, 3)), np.ones((3, 1))), r"\(2, 2\)"),
    (lambda: residual(np.ones((2, 3)), np.ones((3, 2)), np.ones(2)), r"\(2, 3\).*\(2, 2\)"),
    (lambda: residual_backward(np.ones((1, 3)), np.ones((2, 3)), np.eye(3), np.ones(3)),
     r"\(1, 3\), \(2, 3\)"),
])
def test_refusals_say_what_was_given(call, message):
    with pytest.raises(ValueError, match=message):
        call()
