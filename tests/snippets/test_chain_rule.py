"""Slopes of nested functions: values known by hand, laws that hold for every number, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.activations import sigmoid, sigmoid_grad, softplus, tanh, tanh_grad
from snippets.chain_rule import (
    bell,
    bell_grad,
    chain_rule,
    chain_rule_three,
    mish,
    mish_grad,
    narrow_network_slope,
    nested_difference,
    neuron,
    neuron_error,
    neuron_error_grad,
    neuron_grad,
    sigmoid_slopes,
)
from snippets.composition import narrow_network, negate
from snippets.derivatives import derivative
from snippets.functions import exp, square, square_grad

numbers = st.floats(-3, 3)
weights = st.floats(-3, 3)
unit = st.floats(0, 1)


@pytest.mark.parametrize(("function", "x", "expected"), [
    (bell, [0, 1, -2], [1, 1 / math.e, math.exp(-4)]),
    (bell_grad, [0, 1, -1], [0, -2 / math.e, 2 / math.e]),
    (lambda x: neuron(x, 2, -2), [1, 1 + math.log(3) / 2], [0.5, 0.75]),
    (lambda x: neuron_grad(x, 2, -2), [1, 1 + math.log(3) / 2], [0.5, 0.375]),
    (lambda w: neuron_error(w, 2, -2, 1), [1, 1 + math.log(3) / 2], [0.25, 0.0625]),
    (lambda w: neuron_error_grad(w, 2, -2, 1), [1, 1 + math.log(3) / 2], [-0.5, -0.1875]),
    (lambda w: neuron_error_grad(w, -2, 2, 0.25), [1], [-0.25]),
    (mish, [0], [0]),
    (mish_grad, [0], [0.6]),
])
def test_known_values(function, x, expected):
    np.testing.assert_allclose(function(np.array(x, float)), expected, rtol=1e-14, atol=1e-16)


@given(numbers)
def test_slopes_multiply_and_the_outer_one_is_taken_inside(x):
    by_hand = tanh_grad(square(x)) * square_grad(x)
    assert chain_rule(tanh, square, x) == pytest.approx(by_hand, abs=1e-8)
    other_order = square_grad(tanh(x)) * tanh_grad(x)
    assert chain_rule(square, tanh, x) == pytest.approx(other_order, abs=1e-8)


@given(numbers)
def test_the_product_is_the_slope_of_the_nested_function(x):
    assert chain_rule(tanh, square, x) == pytest.approx(
        nested_difference(tanh, square, x), abs=1e-7
    )
    assert chain_rule_three(exp, negate, square, x) == pytest.approx(bell_grad(x), abs=1e-7)
    assert chain_rule_three(tanh, exp, negate, x) == pytest.approx(
        chain_rule(tanh, lambda t: exp(negate(t)), x), rel=1e-6, abs=1e-7
    )


@given(numbers, st.floats(0.01, 1))
def test_the_nested_difference_is_a_product_of_two_secants(x, a):
    left, right = exp(x - a), exp(x + a)
    outer, inner = (tanh(right) - tanh(left)) / (right - left), (right - left) / (2 * a)
    assert nested_difference(tanh, exp, x, a) == pytest.approx(outer * inner, rel=1e-9, abs=1e-13)


def test_the_nested_difference_shrinks_with_the_square_of_the_step():
    exact = tanh_grad(square(0.7)) * square_grad(0.7)
    errors = [abs(nested_difference(tanh, square, 0.7, a) - exact) for a in (1e-2, 1e-3)]
    assert errors[0] / errors[1] == pytest.approx(100, rel=0.02)


@given(numbers)
def test_bell_and_its_slope(x):
    assert bell(-x) == bell(x)
    assert bell_grad(-x) == -bell_grad(x)
    assert bell_grad(x) == pytest.approx(derivative(bell, x), abs=1e-8)
    assert abs(bell_grad(x)) <= math.sqrt(2 / math.e) + 1e-15


@given(numbers, weights, weights)
def test_the_weight_comes_out_as_a_factor(x, w, b):
    assert neuron(x, w, b) == pytest.approx(sigmoid(w * x + b), rel=1e-14)
    assert neuron_grad(x, w, b) == pytest.approx(w * sigmoid_grad(w * x + b), rel=1e-12)
    assert abs(neuron_grad(x, w, b)) <= abs(w) / 4 + 1e-15


@given(weights, numbers, weights, unit)
def test_the_error_and_its_slope_by_the_weight(w, x, b, y):
    assert neuron_error(w, x, b, y) == pytest.approx((neuron(x, w, b) - y) ** 2, abs=1e-15)
    slope = derivative(lambda t: neuron_error(t, x, b, y), w, 1e-5)
    assert neuron_error_grad(w, x, b, y) == pytest.approx(slope, abs=1e-8)


@given(weights, numbers, weights, unit)
def test_a_small_step_against_the_slope_lowers_the_error(w, x, b, y):
    slope = neuron_error_grad(w, x, b, y)
    before, after = neuron_error(w, x, b, y), neuron_error(w - 0.01 * slope, x, b, y)
    assert after <= before + 1e-15


@given(st.floats(-30, 30))
def test_the_slopes_of_the_steps_multiply_to_that_of_the_sigmoid(x):
    m_1, m_2, m_3, m_4 = sigmoid_slopes(x)
    assert (m_1, m_3) == (-1, 1)
    assert m_2 == pytest.approx(math.exp(-x))
    assert m_4 == pytest.approx(-sigmoid(x) ** 2)
    assert m_1 * m_2 * m_3 * m_4 == pytest.approx(sigmoid_grad(x), rel=1e-12)


@given(numbers, st.lists(st.floats(-2, 2), min_size=1, max_size=4))
def test_the_slope_of_a_chain_of_neurons(x, w):
    w, b = np.array(w), np.linspace(-0.5, 0.5, len(w))
    slope = derivative(lambda t: narrow_network(t, w, b), x)
    assert narrow_network_slope(x, w, b) == pytest.approx(slope, abs=1e-7)


def test_the_slope_of_a_chain_known_values():
    assert narrow_network_slope(0.0, np.array([2.0, 3.0]), np.zeros(2)) == 6.0
    assert narrow_network_slope(0.7, np.zeros(0), np.zeros(0)) == 1.0
    assert narrow_network_slope(5.0, np.array([2.0, 0.0]), np.ones(2)) == 0.0


@given(st.floats(-20, 20))
def test_mish_is_a_gated_number(x):
    assert mish(x) == pytest.approx(x * math.tanh(softplus(x)), rel=1e-12)
    assert mish_grad(x) == pytest.approx(derivative(mish, x, 1e-5), abs=1e-8)


def test_far_out():
    far = np.array([-np.inf, -1e300, 1e300, np.inf])
    np.testing.assert_array_equal(bell(far), 0)
    np.testing.assert_array_equal(bell_grad(far), 0)
    np.testing.assert_array_equal(neuron(far, 2.0, 1.0), [0, 0, 1, 1])
    np.testing.assert_array_equal(neuron_grad(far, 2.0, 1.0), 0)
    np.testing.assert_array_equal(mish(far), [0, 0, 1e300, np.inf])
    np.testing.assert_array_equal(mish_grad(far), [0, 0, 1, 1])


def test_shape_and_precision_are_kept():
    x = np.linspace(0.1, 0.9, 6, dtype=np.float32).reshape(2, 3)
    for function in (
        lambda x: chain_rule(tanh, square, x), lambda x: nested_difference(tanh, square, x),
        lambda x: chain_rule_three(tanh, negate, square, x), bell, bell_grad, mish, mish_grad,
        lambda x: neuron(x, 2.0, 1.0), lambda x: neuron_grad(x, 2.0, 1.0),
        lambda x: neuron_error(x, 2.0, 1.0, 0.5), lambda x: neuron_error_grad(x, 2.0, 1.0, 0.5),
        lambda x: sigmoid_slopes(x)[0], lambda x: sigmoid_slopes(x)[3],
        lambda x: narrow_network_slope(x, [1.0], [0.5]),
    ):
        assert function(x).shape == (2, 3)
        assert function(x).dtype == np.float32
        assert function(np.zeros((0, 3))).shape == (0, 3)
        np.testing.assert_array_equal(np.isnan(function(np.array([0.5, np.nan])))[0], False)


def test_integers_become_floats():
    x = np.array([0, 1])
    for function in (bell_grad, mish_grad, lambda x: narrow_network_slope(x, [2], [0]),
                     lambda x: neuron_grad(x, 2, 0), lambda x: sigmoid_slopes(x)[1]):
        np.testing.assert_allclose(function(x), function(1.0 * x), rtol=1e-15)
        assert function(x).dtype == np.float64


def test_refusals():
    with pytest.raises(ValueError, match="a must be positive and finite, got 0"):
        nested_difference(tanh, square, 1.0, 0.0)
    with pytest.raises(ValueError, match="overflow beyond 300"):
        sigmoid_slopes(np.array([0.0, -301.0]))
    with pytest.raises(ValueError, match=r"rows of one length, got \(2,\) and \(3,\)"):
        narrow_network_slope(1.0, np.ones(2), np.ones(3))
