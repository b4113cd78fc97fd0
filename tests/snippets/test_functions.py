"""The elementary functions: values known by hand, laws that hold for every number, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.derivatives import derivative
from snippets.functions import (
    absolute,
    absolute_grad,
    exp,
    exp_grad,
    log,
    log_grad,
    normal_cdf,
    normal_cdf_grad,
    sign,
    sign_grad,
    square,
    square_grad,
    step,
    step_grad,
)

numbers = st.floats(-100, 100)
positive = st.floats(1e-6, 1e6)


@pytest.mark.parametrize(("function", "x", "expected"), [
    (square, [-3, 0, 0.5], [9, 0, 0.25]),
    (square_grad, [-3, 0, 0.5], [-6, 0, 1]),
    (absolute, [-2.5, 0, 4], [2.5, 0, 4]),
    (absolute_grad, [-2.5, 0, 4], [-1, 0, 1]),
    (step, [-1e-300, 0, 2], [0, 1, 1]),
    (step_grad, [-1, 0, 2], [0, 0, 0]),
    (sign, [-7, 0, 1e-300], [-1, 0, 1]),
    (sign_grad, [-7, 0, 3], [0, 0, 0]),
    (exp, [0, 1, math.log(5), -1], [1, math.e, 5, 1 / math.e]),
    (exp_grad, [0, 1, math.log(5)], [1, math.e, 5]),
    (log, [1, math.e, 8, 0.5], [0, 1, 3 * math.log(2), -math.log(2)]),
    (log_grad, [1, 4, 0.25], [1, 0.25, 4]),
    (normal_cdf, [0, 1.959963984540054, -1.959963984540054], [0.5, 0.975, 0.025]),
    (normal_cdf_grad, [0, 1], [1 / math.sqrt(2 * math.pi), 1 / math.sqrt(2 * math.pi * math.e)]),
])
def test_known_values(function, x, expected):
    np.testing.assert_allclose(function(np.array(x, float)), expected, rtol=1e-14)


@given(numbers, numbers)
def test_square_multiplies_and_completes(x, y):
    assert square(x + y) == pytest.approx(square(x) + 2 * x * y + square(y), abs=1e-9)


@given(numbers, numbers)
def test_absolute_is_a_norm(x, y):
    assert absolute(x) >= 0
    assert absolute(-x) == absolute(x)
    assert absolute(x + y) <= absolute(x) + absolute(y)
    assert square(absolute(x)) == square(x)


@given(numbers)
def test_sign_and_absolute_make_the_number(x):
    assert sign(x) * absolute(x) == x
    assert absolute_grad(x) == sign(x)


@given(numbers)
def test_step_and_its_mirror_image_cover_the_line(x):
    assert step(x) + step(-x) == (2 if x == 0 else 1)
    assert step(x) == (1 + sign(x)) / 2 or x == 0


@given(st.floats(-20, 20), st.floats(-20, 20))
def test_exp_turns_sums_into_products(x, y):
    assert exp(x + y) == pytest.approx(exp(x) * exp(y), rel=1e-12)


@given(positive, positive)
def test_log_turns_products_into_sums(x, y):
    assert log(x * y) == pytest.approx(log(x) + log(y), rel=1e-12, abs=1e-12)


@given(st.floats(-700, 700))
def test_log_undoes_exp(x):
    assert log(exp(x)) == pytest.approx(x, rel=1e-12, abs=1e-12)


@given(st.floats(-8, 8))
def test_the_two_tails_of_the_normal_distribution_sum_to_one(x):
    assert normal_cdf(x) + normal_cdf(-x) == pytest.approx(1, rel=1e-14)
    assert normal_cdf_grad(-x) == normal_cdf_grad(x)


@given(st.floats(-30, 30), st.floats(-30, 30))
def test_the_normal_distribution_function_rises(x, y):
    low, high = sorted((x, y))
    assert 0 <= normal_cdf(low) <= normal_cdf(high) <= 1


def test_the_normal_distribution_keeps_its_digits_far_left():
    # The first terms of the asymptotic series, good to about 1e-7 at this place.
    x = -30.0
    series = 1 - 1 / x**2 + 3 / x**4 - 15 / x**6
    assert normal_cdf(x) == pytest.approx(normal_cdf_grad(x) / -x * series, rel=1e-9)


@pytest.mark.parametrize(("function", "gradient"), [
    (square, square_grad),
    (absolute, absolute_grad),
    (step, step_grad),
    (sign, sign_grad),
    (exp, exp_grad),
    (log, log_grad),
    (normal_cdf, normal_cdf_grad),
])
@given(x=st.floats(0.05, 5), left=st.booleans())
def test_gradient_is_the_slope(function, gradient, x, left):
    x = -x if left and function is not log else x
    assert gradient(x) == pytest.approx(derivative(function, x, a=1e-5), rel=1e-5, abs=1e-9)


@pytest.mark.parametrize("function", [log, log_grad])
@pytest.mark.parametrize("bad", [0.0, -0.0, -3.0, -math.inf])
def test_the_logarithm_refuses_what_it_is_not_defined_for(function, bad):
    with pytest.raises(ValueError, match=rf"needs x > 0, but x contains {bad}"):
        function(bad)
    with pytest.raises(ValueError, match=rf"needs x > 0, but x contains {bad}"):
        function(np.array([[1.0, 2.0], [bad, np.nan]]))


@pytest.mark.parametrize(("function", "x"), [
    (square, 1e200),
    (square_grad, 1e308),
    (exp, 710.0),
    (exp_grad, 710.0),
    (log_grad, 5e-324),
])
def test_values_beyond_the_floats_are_infinite_with_a_warning(function, x):
    with pytest.warns(RuntimeWarning, match="overflow"):
        value = function(np.array([x]))
    assert value == np.inf


def test_infinities_give_the_limits():
    infinities = np.array([-np.inf, np.inf])
    for function, limits in [
        (square, [np.inf, np.inf]),
        (absolute, [np.inf, np.inf]),
        (absolute_grad, [-1, 1]),
        (step, [0, 1]),
        (step_grad, [0, 0]),
        (sign, [-1, 1]),
        (sign_grad, [0, 0]),
        (exp, [0, np.inf]),
        (normal_cdf, [0, 1]),
        (normal_cdf_grad, [0, 0]),
    ]:
        np.testing.assert_array_equal(function(infinities), limits, err_msg=function.__name__)
    assert log(np.inf) == np.inf
    assert log_grad(np.inf) == 0
