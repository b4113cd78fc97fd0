"""The difference quotients: exact cases, how fast the error falls, kinks, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.activations import relu
from snippets.derivatives import backward_difference, derivative, forward_difference
from snippets.functions import absolute, exp, square, step

numbers = st.floats(-3, 3)


@given(numbers, st.floats(0.01, 2))
def test_central_difference_of_a_parabola_is_exact(x, a):
    assert derivative(square, x, a) == pytest.approx(2 * x, abs=1e-11)


@given(numbers, st.floats(0.01, 2))
def test_one_sided_differences_of_a_parabola_are_off_by_the_step(x, a):
    assert forward_difference(square, x, a) == pytest.approx(2 * x + a, abs=1e-11)
    assert backward_difference(square, x, a) == pytest.approx(2 * x - a, abs=1e-11)


@given(numbers, st.floats(0.01, 1))
def test_the_error_for_exp_is_the_one_of_the_series(x, a):
    slope = math.exp(x)
    assert derivative(exp, x, a) == pytest.approx(slope * math.sinh(a) / a, rel=1e-11)
    assert forward_difference(exp, x, a) == pytest.approx(slope * math.expm1(a) / a, rel=1e-11)


@given(numbers, st.floats(0.01, 1))
def test_the_central_difference_is_the_mean_of_the_two_sides(x, a):
    right = forward_difference(np.sin, x, a)
    left = backward_difference(np.sin, x, a)
    assert derivative(np.sin, x, a) == pytest.approx((left + right) / 2, abs=1e-11)


def test_a_tenth_of_the_step_gives_a_hundredth_or_a_tenth_of_the_error():
    def error(estimate, a):
        return abs(estimate(np.sin, 1.0, a) - math.cos(1.0))

    central = error(derivative, 1e-1) / error(derivative, 1e-2)
    forward = error(forward_difference, 1e-2) / error(forward_difference, 1e-3)
    assert central == pytest.approx(100, rel=0.01)
    assert forward == pytest.approx(10, rel=0.01)


def test_the_default_steps_are_near_the_best():
    x = np.linspace(0.5, 2.5, 41)
    one_sided = [(forward_difference, 5e-8), (backward_difference, 5e-8)]
    for estimate, worst in [(derivative, 1e-10), *one_sided]:
        assert np.max(np.abs(estimate(exp, x) - exp(x)) / exp(x)) < worst
        for a in (1e-3, 1e-13):
            assert np.max(np.abs(estimate(exp, x, a) - exp(x)) / exp(x)) > worst


def test_at_a_kink():
    assert derivative(absolute, 0.0) == 0
    assert derivative(relu, 0.0) == 0.5
    assert forward_difference(absolute, 0.0) == 1
    assert forward_difference(relu, 0.0) == 1
    assert backward_difference(absolute, 0.0) == -1
    assert backward_difference(relu, 0.0) == 0


def test_across_a_jump_the_estimate_grows_as_the_step_shrinks():
    assert derivative(step, 0.0, 0.25) == 2
    assert derivative(step, 0.0, 2.0**-20) == 2**19


def test_shape_and_precision_are_kept():
    x = np.linspace(0, 1, 6, dtype=np.float32).reshape(2, 3)
    for estimate in (derivative, forward_difference, backward_difference):
        slopes = estimate(np.sin, x, 0.01)
        assert slopes.shape == (2, 3)
        assert slopes.dtype == np.float32
        np.testing.assert_allclose(slopes, np.cos(x), atol=0.01)
        assert estimate(np.sin, np.zeros((0, 3))).shape == (0, 3)
        np.testing.assert_array_equal(estimate(square, np.array([1, 2]), 0.5),
                                      estimate(square, np.array([1.0, 2.0]), 0.5))


def test_nan_gives_nan_and_infinity_has_no_difference():
    for estimate in (derivative, forward_difference, backward_difference):
        slopes = estimate(np.sin, np.array([0.0, np.nan]))
        np.testing.assert_array_equal(np.isnan(slopes), [False, True])
        with pytest.warns(RuntimeWarning, match="invalid"):
            assert np.isnan(estimate(exp, np.array([np.inf])))


@pytest.mark.parametrize("estimate", [derivative, forward_difference, backward_difference])
@pytest.mark.parametrize("a", [0.0, -1e-5, np.nan, np.inf])
def test_a_step_that_is_not_positive_is_refused(estimate, a):
    with pytest.raises(ValueError, match=f"the step a must be positive and finite, got {a}"):
        estimate(square, 1.0, a)
