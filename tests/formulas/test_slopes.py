import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.formulas.problems import Unsettled
from scripts.formulas.slopes import limit, slope

SMOOTH = [
    (np.exp, np.exp, np.exp),
    (np.sin, np.cos, lambda x: -np.sin(x)),
    (np.tanh, lambda x: 1 - np.tanh(x) ** 2, lambda x: -2 * np.tanh(x) * (1 - np.tanh(x) ** 2)),
    (lambda x: x**3, lambda x: 3 * x**2, lambda x: 6 * x),
]
points = st.floats(-4, 4)


@settings(max_examples=25, deadline=None)
@given(points)
def test_smooth_functions_to_twelve_digits(x):
    for function, first, _ in SMOOTH:
        assert slope(function, x) == pytest.approx(first(x), rel=1e-10, abs=1e-11)


@settings(max_examples=25, deadline=None)
@given(points)
def test_second_derivatives(x):
    for function, _, second in SMOOTH:
        assert slope(function, x, 2) == pytest.approx(second(x), rel=1e-7, abs=1e-7)


@pytest.mark.parametrize("x", [1e-9, 1e-6, 1e-3, 0.5, 7.0])
def test_a_function_on_the_positive_numbers(x):
    assert slope(np.log, x) == pytest.approx(1 / x, rel=1e-9)


@pytest.mark.parametrize(
    ("function", "x"),
    [
        (np.abs, 0.0),
        (lambda x: np.maximum(x, 0), 0.0),
        (lambda x: np.where(x > 0, x, 0.3 * x), 0.0),
        (np.sign, 0.0),
        (lambda x: np.heaviside(x, 1.0), 0.0),
        (np.sqrt, 0.0),
        (lambda x: np.abs(x - 1), 1.0),
        (np.cbrt, 0.0),
    ],
)
def test_kinks_and_jumps_do_not_settle(function, x):
    with pytest.raises(Unsettled):
        slope(function, x)


@pytest.mark.parametrize("x", [-2.0, -1e-3, -1e-8, 1e-13, 1e-9, 1e-5, 0.04, 3.0])
def test_beside_a_kink_it_settles(x):
    assert slope(np.abs, x) == pytest.approx(math.copysign(1, x), rel=1e-9)


@pytest.mark.parametrize(("height", "jump"), [(5.0, 3e-5), (30.0, 3e-4)])
def test_a_kink_among_the_steps_is_not_taken_for_a_slope(height, jump):
    # So close that some steps reach over it, and so weak that the quotients look settled.
    def bent(x):
        return height + 1.25 * x + jump * np.maximum(x - (0.7 - 5.1e-5), 0.0)

    assert slope(bent, 0.7) == pytest.approx(1.25 + jump, rel=1e-9)


def test_a_function_that_raises_has_no_slope():
    def picky(x):
        if np.any(x < 0):
            raise ValueError("negative")
        return np.sqrt(x)

    with pytest.raises(Unsettled):
        slope(picky, 0.0)
    assert slope(picky, 1.0) == pytest.approx(0.5)


def test_limits():
    assert limit(lambda a: math.sin(a) / a, 0.0) == pytest.approx(1, rel=1e-9)
    assert limit(lambda a: (math.exp(a) - 1) / a, 0.0) == pytest.approx(1, rel=1e-9)
    assert limit(lambda x: (2 * x + 1) / (x + 3), math.inf) == pytest.approx(2, rel=1e-9)
    assert limit(lambda a: abs(a) / a, 0.0, side=1) == pytest.approx(1)
    assert limit(lambda a: abs(a) / a, 0.0, side=-1) == pytest.approx(-1)


@pytest.mark.parametrize(
    "function", [lambda a: abs(a) / a, lambda a: 1 / a, lambda a: math.sin(1 / a)]
)
def test_limits_that_do_not_exist(function):
    with pytest.raises(Unsettled):
        limit(function, 0.0)
