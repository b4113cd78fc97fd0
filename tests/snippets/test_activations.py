"""The activation functions: values known by hand, laws that hold for every number, refusals."""

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.activations import (
    elu,
    elu_grad,
    gelu,
    gelu_grad,
    hard_sigmoid,
    leaky_relu,
    leaky_relu_grad,
    relu,
    relu_grad,
    sigmoid,
    sigmoid_grad,
    softplus,
    softplus_grad,
    swish,
    swish_grad,
    tanh,
    tanh_grad,
)
from snippets.derivatives import derivative

E = math.e
numbers = st.floats(-30, 30)
slopes = st.floats(0, 1)
sharpness = st.floats(0.05, 20)


@pytest.mark.parametrize(("function", "x", "expected"), [
    (relu, [-2, 0, 3], [0, 0, 3]),
    (relu_grad, [-2, 0, 3], [0, 0, 1]),
    (leaky_relu, [-2, 0, 3], [-0.4, 0, 3]),
    (partial(leaky_relu, alpha=0.5), [-2, 0, 3], [-1, 0, 3]),
    (leaky_relu_grad, [-2, 0, 3], [0.2, 0.2, 1]),
    (partial(leaky_relu_grad, alpha=0.5), [-2, 0, 3], [0.5, 0.5, 1]),
    (elu, [-1, 0, 3], [1 / E - 1, 0, 3]),
    (partial(elu, alpha=2.0), [-1, 0, 3], [2 / E - 2, 0, 3]),
    (elu_grad, [-1, 0, 3], [1 / E, 1, 1]),
    (partial(elu_grad, alpha=2.0), [-1, 0, 3], [2 / E, 2, 1]),
    (sigmoid, [0, math.log(3), -math.log(3)], [1 / 2, 3 / 4, 1 / 4]),
    (hard_sigmoid, [-4, -3, -1.5, 0, 1.5, 3, 4], [0, 0, 1 / 4, 1 / 2, 3 / 4, 1, 1]),
    (sigmoid_grad, [0, math.log(3), -math.log(3)], [1 / 4, 3 / 16, 3 / 16]),
    (tanh, [0, math.log(2), -math.log(2)], [0, 3 / 5, -3 / 5]),
    (tanh_grad, [0, math.log(2), -math.log(2)], [1, 16 / 25, 16 / 25]),
    (softplus, [0, math.log(3), -math.log(3)], [math.log(2), math.log(4), math.log(4 / 3)]),
    (softplus_grad, [0, math.log(3), -math.log(3)], [1 / 2, 3 / 4, 1 / 4]),
    # Φ(1) and φ(1) from a table of the normal distribution.
    (gelu, [0, 1, -1], [0, 0.8413447460685429, -0.15865525393145707]),
    (gelu_grad, [0, 1], [1 / 2, 0.8413447460685429 + 0.24197072451914337]),
    (swish, [0, math.log(3), -math.log(3)], [0, math.log(3) * 3 / 4, -math.log(3) / 4]),
    (partial(swish, beta=2.0), [0, math.log(3) / 2], [0, math.log(3) * 3 / 8]),
    (partial(swish, beta=0.01), 100 * math.log(3), 75 * math.log(3)),
    (swish_grad, [0, math.log(3)], [1 / 2, 3 / 4 + math.log(3) * 3 / 16]),
    (partial(swish_grad, beta=2.0), [0, math.log(3) / 2], [1 / 2, 3 / 4 + math.log(3) * 3 / 16]),
    (partial(swish_grad, beta=0.01), 100 * math.log(3), 3 / 4 + math.log(3) * 3 / 16),
])
def test_known_values(function, x, expected):
    np.testing.assert_allclose(function(np.array(x, float)), expected, rtol=1e-14, atol=1e-17)


@given(numbers)
def test_relu_is_half_of_number_and_distance(x):
    assert relu(x) == (x + abs(x)) / 2
    assert relu(relu(x)) == relu(x)
    assert relu(x) - relu(-x) == x


@given(numbers)
def test_hard_sigmoid_is_made_of_two_relus_and_near_the_sigmoid(x):
    assert hard_sigmoid(x) == pytest.approx((relu(x + 3) - relu(x - 3)) / 6, abs=1e-15)
    assert hard_sigmoid(x) + hard_sigmoid(-x) == pytest.approx(1, abs=1e-15)
    assert abs(hard_sigmoid(x) - sigmoid(x)) < 0.07


@given(numbers, slopes)
def test_leaky_relu_is_the_larger_of_two_lines(x, alpha):
    assert leaky_relu(x, alpha) == max(alpha * x, x)


@given(numbers)
def test_leaky_relu_between_relu_and_identity(x):
    assert leaky_relu(x, 0.0) == relu(x)
    assert leaky_relu(x, 1.0) == x
    assert leaky_relu_grad(x, 0.0) == relu_grad(x)
    assert leaky_relu_grad(x, 1.0) == 1


@given(numbers, sharpness)
def test_elu_has_its_floor_at_minus_alpha(x, alpha):
    assert elu(x, alpha) >= -alpha
    assert elu(x, alpha) + alpha == pytest.approx(
        x + alpha if x > 0 else alpha * math.exp(x), rel=1e-12, abs=1e-14 * alpha
    )


@given(numbers, sharpness)
def test_elu_slope_is_height_over_the_floor(x, alpha):
    assert elu_grad(x, alpha) == pytest.approx(
        1.0 if x > 0 else elu(x, alpha) + alpha, rel=1e-12, abs=1e-14 * alpha
    )


@given(numbers)
def test_sigmoid_mirrors_at_one_half(x):
    assert sigmoid(-x) == pytest.approx(1 - sigmoid(x), abs=1e-15)
    # The odds grow exponentially.
    assert sigmoid(x) / sigmoid(-x) == pytest.approx(math.exp(x), rel=1e-12)


@given(numbers)
def test_sigmoid_slope_by_its_value(x):
    assert sigmoid_grad(x) == pytest.approx(sigmoid(x) * (1 - sigmoid(x)), abs=1e-15)
    assert sigmoid_grad(x) == pytest.approx(sigmoid_grad(-x), rel=1e-14)


@given(numbers)
def test_tanh_is_a_stretched_sigmoid(x):
    assert tanh(x) == pytest.approx(2 * sigmoid(2 * x) - 1, abs=1e-15)
    assert tanh(-x) == -tanh(x)
    assert tanh_grad(x) == pytest.approx(1 - tanh(x) ** 2, abs=1e-15)
    assert tanh_grad(x) == pytest.approx(4 * sigmoid_grad(2 * x), rel=1e-13)


@given(numbers)
def test_softplus_is_relu_with_a_round_corner(x):
    assert 0 < softplus(x) - relu(x) <= math.log(2) * (1 + 1e-15) or abs(x) > 25
    assert softplus(x) - softplus(-x) == pytest.approx(x, abs=1e-14)
    assert softplus_grad(x) == sigmoid(x)
    assert math.expm1(softplus(x)) == pytest.approx(math.exp(x), rel=1e-12)


@given(numbers)
def test_gelu_and_swish_differ_from_their_mirror_images_by_the_number(x):
    assert gelu(x) - gelu(-x) == pytest.approx(x, abs=1e-14)
    assert swish(x) - swish(-x) == pytest.approx(x, abs=1e-14)
    assert gelu_grad(x) + gelu_grad(-x) == pytest.approx(1, abs=1e-14)
    assert swish_grad(x) + swish_grad(-x) == pytest.approx(1, abs=1e-14)


@given(numbers)
def test_gelu_lies_below_relu_and_above_its_valley(x):
    assert -0.17 < gelu(x) <= relu(x)


@given(st.floats(-5, 5), sharpness)
def test_swish_depends_on_the_scaled_number(x, beta):
    assert swish(x, beta) == pytest.approx(swish(beta * x) / beta, rel=1e-12, abs=1e-300)
    assert swish_grad(x, beta) == pytest.approx(swish_grad(beta * x), rel=1e-12, abs=1e-300)


@given(st.floats(-5, 5))
def test_swish_becomes_relu_as_beta_grows(x):
    # The largest gap, 0.28 / beta, lies at ±1.28 / beta.
    assert swish(x, 1e3) == pytest.approx(relu(x), abs=2.8e-4)


@pytest.mark.parametrize("function", [relu, leaky_relu, elu, sigmoid, tanh, softplus])
@given(x=numbers, y=numbers)
def test_monotone(function, x, y):
    low, high = sorted((x, y))
    assert function(low) <= function(high) * (1 + 4e-16 * np.sign(function(high)))


@pytest.mark.parametrize(("function", "gradient"), [
    (relu, relu_grad),
    (leaky_relu, leaky_relu_grad),
    (partial(leaky_relu, alpha=0.7), partial(leaky_relu_grad, alpha=0.7)),
    (elu, elu_grad),
    (partial(elu, alpha=1.7), partial(elu_grad, alpha=1.7)),
    (sigmoid, sigmoid_grad),
    (tanh, tanh_grad),
    (softplus, softplus_grad),
    (gelu, gelu_grad),
    (swish, swish_grad),
    (partial(swish, beta=2.5), partial(swish_grad, beta=2.5)),
])
@given(x=st.floats(0.001, 8), left=st.booleans())
def test_gradient_is_the_slope(function, gradient, x, left):
    x = -x if left else x
    assert gradient(x) == pytest.approx(derivative(function, x, a=6e-6), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(("function", "x", "expected"), [
    (gelu, -8.0, -8.0 * 0.5 * math.erfc(8 / math.sqrt(2))),
    (sigmoid, -500.0, math.exp(-500)),
    (sigmoid_grad, 500.0, math.exp(-500)),
    (tanh_grad, 300.0, 4 * math.exp(-600)),
    (tanh_grad, -300.0, 4 * math.exp(-600)),
    (softplus, -500.0, math.exp(-500)),
    (softplus, 1e4, 1e4),
    (elu, -1e-12, -1e-12 + 5e-25),
    (swish, -500.0, -500 * math.exp(-500)),
    (swish_grad, -500.0, -499 * math.exp(-500)),
    (partial(swish, beta=0.01), -1000.0, -1000 / (1 + math.exp(10))),
    (partial(swish_grad, beta=0.01), 1000.0, (1 + 11 * math.exp(-10)) / (1 + math.exp(-10)) ** 2),
])
def test_tails_keep_their_digits(function, x, expected):
    assert function(x) == pytest.approx(expected, rel=1e-13, abs=0)


@pytest.mark.parametrize(("function", "left", "right"), [
    (relu, 0, np.inf),
    (relu_grad, 0, 1),
    (leaky_relu, -np.inf, np.inf),
    (leaky_relu_grad, 0.2, 1),
    (elu, -1, np.inf),
    (elu_grad, 0, 1),
    (sigmoid, 0, 1),
    (sigmoid_grad, 0, 0),
    (tanh, -1, 1),
    (tanh_grad, 0, 0),
    (softplus, 0, np.inf),
    (softplus_grad, 0, 1),
    (gelu, 0, np.inf),
    (gelu_grad, 0, 1),
    (swish, 0, np.inf),
    (swish_grad, 0, 1),
    (partial(swish, beta=30.0), 0, np.inf),
    (partial(swish_grad, beta=30.0), 0, 1),
    (partial(elu, alpha=3.0), -3, np.inf),
])
def test_infinities_give_the_limits(function, left, right):
    np.testing.assert_array_equal(function(np.array([-np.inf, np.inf])), [left, right])


def test_leaky_relu_without_slope_has_no_value_at_minus_infinity():
    with pytest.warns(RuntimeWarning, match="invalid"):
        assert np.isnan(leaky_relu(np.array(-np.inf), alpha=0.0))
    assert leaky_relu(np.array(np.inf), alpha=0.0) == np.inf


@pytest.mark.parametrize("function", [leaky_relu, leaky_relu_grad])
@pytest.mark.parametrize("alpha", [-0.01, 1.01, np.nan, np.inf])
def test_leaky_relu_refuses_a_slope_outside_its_interval(function, alpha):
    with pytest.raises(ValueError, match=rf"alpha must lie in \[0, 1\], got {alpha}"):
        function(1.0, alpha)


@pytest.mark.parametrize("function", [elu, elu_grad, swish, swish_grad])
@pytest.mark.parametrize("parameter", [0.0, -1.0, np.nan, np.inf])
def test_elu_and_swish_refuse_what_is_not_positive(function, parameter):
    with pytest.raises(ValueError, match=rf"a must be positive and finite, got {parameter}"):
        function(1.0, parameter)
