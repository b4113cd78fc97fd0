"""Nested functions: values known by hand, laws that hold for every number, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.activations import hard_sigmoid, relu, sigmoid, sigmoid_grad, swish, tanh
from snippets.composition import (
    affine,
    affine_grad,
    affine_iterated,
    affine_twice,
    compose,
    compose_three,
    decrement,
    hard_swish,
    inside,
    iterate,
    logit,
    logit_grad,
    narrow_network,
    negate,
    outside,
    sigmoid_steps,
    tent,
)
from snippets.derivatives import derivative
from snippets.functions import absolute, exp, square

numbers = st.floats(-100, 100)
weights = st.floats(-5, 5)
unit = st.floats(0, 1)


@pytest.mark.parametrize(("function", "x", "expected"), [
    (lambda x: compose(absolute, decrement, x), [-2, 0, 0.5, 3], [3, 1, 0.5, 2]),
    (lambda x: compose(decrement, absolute, x), [-2, 0, 0.5, 3], [1, -1, -0.5, 2]),
    (lambda x: compose_three(negate, square, decrement, x), [0, 3], [-1, -4]),
    (lambda x: compose_three(decrement, negate, square, x), [0, 3], [-1, -10]),
    (lambda x: compose_three(square, decrement, negate, x), [0, 3], [1, 16]),
    (decrement, [-1, 0, 2.5], [-2, -1, 1.5]),
    (negate, [-1, 0, 2.5], [1, 0, -2.5]),
    (lambda x: affine(x, 2, -3), [-1, 0, 4], [-5, -3, 5]),
    (lambda x: affine_grad(x, 2, -3), [-1, 0, 4], [2, 2, 2]),
    (lambda x: affine_twice(x, 2, 1, -3, 5), [0, 1, -2], [2, -4, 14]),
    (lambda x: inside(relu, x, 2, -4), [1, 2, 5], [0, 0, 6]),
    (lambda x: outside(relu, x, 2, -4), [-1, 2, 5], [-4, 0, 6]),
    (logit, [0.5, 0.75, 0.1], [0, math.log(3), -math.log(9)]),
    (logit_grad, [0.5, 0.25, 0.1], [4, 16 / 3, 100 / 9]),
    (hard_swish, [-4, -3, -1.5, 0, 1.5, 3, 9], [0, 0, -0.375, 0, 1.125, 3, 9]),
    (tent, [0, 0.25, 0.5, 0.75, 1], [0, 0.5, 1, 0.5, 0]),
    (lambda x: iterate(decrement, x), [0, 5], [-3, 2]),
    (lambda x: iterate(square, x, 2), [0, -3], [0, 81]),
    (lambda x: iterate(tent, x, 2), [0, 0.125, 0.25, 0.5, 0.7], [0, 0.5, 1, 0, 0.8]),
])
def test_known_values(function, x, expected):
    np.testing.assert_allclose(function(np.array(x, float)), expected, rtol=1e-14, atol=1e-15)


@given(numbers)
def test_the_inner_function_comes_first(x):
    assert compose(absolute, decrement, x) == abs(x - 1)
    assert compose(decrement, absolute, x) == abs(x) - 1
    assert inside(tanh, x, 1.0, -1.0) == compose(tanh, decrement, x)
    assert outside(tanh, x, 1.0, -1.0) == compose(decrement, tanh, x)


@given(numbers)
def test_brackets_do_not_matter(x):
    left = compose(lambda u: compose(tanh, negate, u), square, x)
    right = compose(tanh, lambda u: compose(negate, square, u), x)
    assert left == right == compose_three(tanh, negate, square, x) == -tanh(square(x))


@given(numbers, weights, weights, weights, weights)
def test_two_affine_functions_are_one(x, w_1, b_1, w_2, b_2):
    once = affine(x, w_2 * w_1, w_2 * b_1 + b_2)
    assert affine_twice(x, w_1, b_1, w_2, b_2) == pytest.approx(once, rel=1e-12, abs=1e-10)


@given(numbers, st.floats(0.1, 5), weights)
def test_an_affine_function_is_undone_in_reverse(x, w, b):
    back = affine(affine(affine(x, w, b), 1.0, -b), 1.0 / w, 0.0)
    assert back == pytest.approx(x, rel=1e-9, abs=1e-9)


@given(weights, weights, st.integers(1, 6), numbers)
def test_an_iterated_affine_function_is_affine(w, b, steps, x):
    weight, bias = affine_iterated(w, b, steps)
    after = iterate(lambda u: affine(u, w, b), x, steps)
    assert affine(x, weight, bias) == pytest.approx(after, rel=1e-9, abs=1e-6)


def test_iterated_affine_known_values():
    assert affine_iterated(0.5, 1.0, 1) == (0.5, 1.0)
    assert affine_iterated(2.0, 3.0, 3) == (8.0, 21.0)
    assert affine_iterated(1.0, 3.0, 4) == (1.0, 12.0)
    weight, bias = affine_iterated(0.5, 1.0, 60)
    assert (weight, bias) == (pytest.approx(0, abs=1e-15), pytest.approx(2, rel=1e-15))


@given(st.floats(-30, 30))
def test_the_steps_lead_to_the_sigmoid(x):
    u_1, u_2, u_3, u_4 = sigmoid_steps(x)
    assert (u_1, u_2, u_3) == (-x, pytest.approx(math.exp(-x)), pytest.approx(1 + math.exp(-x)))
    assert u_4 == pytest.approx(sigmoid(x), rel=1e-12)


def test_the_steps_overflow_where_their_exponential_does():
    with pytest.warns(RuntimeWarning, match="overflow"):
        steps = sigmoid_steps(np.array([-1000.0]))
    np.testing.assert_array_equal(np.ravel(steps), [1000.0, np.inf, np.inf, 0.0])


@given(st.floats(-30, 8))
def test_logit_undoes_the_sigmoid(x):
    # Further right the sigmoid is so close to 1 that its last digits no longer tell.
    assert logit(sigmoid(x)) == pytest.approx(x, rel=1e-9, abs=1e-9)


@given(st.floats(0.01, 0.99))
def test_the_slope_of_the_inverse_is_one_over_the_slope(p):
    assert logit_grad(p) * sigmoid_grad(logit(p)) == pytest.approx(1, rel=1e-9)
    assert logit_grad(p) == pytest.approx(derivative(logit, p, 1e-6), rel=1e-5)


@given(st.floats(0.01, 0.99))
def test_logit_is_odd_around_one_half(p):
    assert logit(1 - p) == pytest.approx(-logit(p), rel=1e-9, abs=1e-12)


@given(numbers)
def test_hard_swish_is_a_gated_number_and_close_to_swish(x):
    assert hard_swish(x) == pytest.approx(x * hard_sigmoid(x), rel=1e-12, abs=1e-12)
    assert abs(hard_swish(x) - swish(x)) < 0.15


@given(numbers, st.lists(weights, min_size=1, max_size=5))
def test_a_narrow_network_is_a_nested_function(x, w):
    b = np.linspace(-1, 1, len(w))
    head = narrow_network(x, np.array(w), b)
    tail = narrow_network(np.tanh(w[0] * x + b[0]), np.array(w[1:]), b[1:])
    assert head == pytest.approx(tail, rel=1e-14)
    assert narrow_network(x, np.array(w[:1]), b[:1]) == inside(tanh, x, w[0], b[0])


def test_a_narrow_network_without_neurons_gives_its_input():
    assert narrow_network(0.3, np.zeros(0), np.zeros(0)) == 0.3


@given(unit)
def test_tent_is_symmetric_and_two_rectifiers(x):
    assert tent(1 - x) == pytest.approx(tent(x), abs=1e-15)
    assert tent(x) == pytest.approx(relu(2 * x) - relu(4 * x - 2), abs=1e-15)


@pytest.mark.parametrize("steps", [1, 2, 3, 6])
def test_each_fold_doubles_the_pieces(steps):
    # Between neighbors on this grid every piece is a line, so the slope tells one from the next.
    x = np.linspace(0, 1, 2**steps + 1)
    rises = np.diff(iterate(tent, x, steps))
    np.testing.assert_array_equal(rises, (-1.0) ** np.arange(2**steps))


def test_iterating_no_times_changes_nothing():
    x = np.array([0.2, 0.9])
    np.testing.assert_array_equal(iterate(exp, x, 0), x)


def test_shape_and_precision_are_kept():
    x = np.linspace(0.1, 0.9, 6, dtype=np.float32).reshape(2, 3)
    for function in (
        lambda x: compose(tanh, square, x), lambda x: compose_three(tanh, negate, square, x),
        decrement, negate, lambda x: affine(x, 2.0, 1.0), lambda x: affine_grad(x, 2.0, 1.0),
        lambda x: affine_twice(x, 2.0, 1.0, 3.0, 1.0), lambda x: inside(relu, x, 2.0, 1.0),
        lambda x: outside(relu, x, 2.0, 1.0), lambda x: sigmoid_steps(x)[3], logit,
        hard_swish, tent, lambda x: iterate(tent, x, 2),
        lambda x: narrow_network(x, [1.0], [0.5]),
    ):
        assert function(x).shape == (2, 3)
        assert function(x).dtype == np.float32
        assert function(np.zeros((0, 3))).shape == (0, 3)
        assert function(np.array([[0.5, np.nan]])).shape == (1, 2)


def test_integers_become_floats():
    x = np.array([0, 1])
    for function in (decrement, negate, tent, lambda x: affine_grad(x, 2, 1)):
        assert function(x).dtype == np.float64


@pytest.mark.parametrize("bad", [0.0, 1.0, -0.1, 2.0])
def test_logit_refuses_what_no_sigmoid_gives(bad):
    with pytest.raises(ValueError, match=f"needs 0 < p < 1, got {bad}"):
        logit(np.array([0.5, bad]))
    with pytest.raises(ValueError, match=f"needs 0 < p < 1, got {bad}"):
        logit_grad(np.array([0.5, bad]))


@pytest.mark.parametrize("bad", [-0.1, 1.5])
def test_tent_refuses_what_is_not_in_the_interval(bad):
    with pytest.raises(ValueError, match=rf"needs x in \[0, 1\], got {bad}"):
        tent(np.array([0.5, bad]))


def test_other_refusals():
    with pytest.raises(ValueError, match=r"rows of one length, got \(2,\) and \(3,\)"):
        narrow_network(1.0, np.ones(2), np.ones(3))
    with pytest.raises(ValueError, match=r"got \(1, 2\) and \(1, 2\)"):
        narrow_network(1.0, np.ones((1, 2)), np.ones((1, 2)))
    with pytest.raises(ValueError, match="steps must not be negative, got -1"):
        iterate(square, 1.0, -1)
    with pytest.raises(ValueError, match="steps must be at least 1, got 0"):
        affine_iterated(1.0, 1.0, 0)
