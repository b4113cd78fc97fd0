"""What a float keeps: bits, gaps and rounding as NumPy has them; sums and logarithms with all digits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.activations import sigmoid
from snippets.floating_point import (
    compensated_sum,
    decompose,
    gap,
    keep_bits,
    log1mexp,
    log_sigmoid,
    safe_norm,
)

numbers = st.floats(-1e30, 1e30).filter(lambda x: abs(x) > 1e-30)


def test_parts_by_hand():
    significand, exponent = decompose(np.array([1.0, 6.0, -0.15625, 0.1]))
    np.testing.assert_array_equal(significand, [1, 1.5, -1.25, 1.6])
    np.testing.assert_array_equal(exponent, [0, 2, -3, -4])


@given(arrays(float, 5, elements=numbers))
def test_parts_give_the_number_back(x):
    significand, exponent = decompose(x)
    assert np.all((np.abs(significand) >= 1) & (np.abs(significand) < 2))
    np.testing.assert_array_equal(significand * 2.0**exponent, x)


@given(arrays(float, 5, elements=numbers))
def test_the_gap_is_the_distance_to_the_next_number(x):
    up = np.nextafter(np.abs(x), np.inf) - np.abs(x)
    np.testing.assert_array_equal(gap(x), up)
    single = x.astype(np.float32)
    np.testing.assert_array_equal(gap(single, 24), np.spacing(np.abs(single)))


def test_gaps_by_hand():
    np.testing.assert_array_equal(gap(np.array([1.0, 2.0, 3.0, 4.0, 0.75]), 3),
                                  [0.25, 0.5, 0.5, 1, 0.125])


@given(arrays(float, 5, elements=numbers))
def test_rounding_is_that_of_the_hardware_but_for_ties(x):
    single = x.astype(np.float32).astype(float)
    is_tie = np.abs(x - single) == gap(x, 24) / 2
    np.testing.assert_array_equal(keep_bits(x, 24)[~is_tie], single[~is_tie])
    np.testing.assert_array_equal(keep_bits(single, 52), single)


@given(arrays(float, 5, elements=numbers), st.integers(1, 52))
def test_rounding_moves_by_half_a_gap_at_most_and_twice_changes_nothing(x, bits):
    rounded = keep_bits(x, bits)
    assert np.all(np.abs(rounded - x) <= gap(x, bits) / 2)
    np.testing.assert_array_equal(keep_bits(rounded, bits), rounded)


def test_rounding_by_hand():
    x = np.array([1.1, 1.125, 1.9, 3.3, 5.0, -1.1])
    np.testing.assert_array_equal(keep_bits(x, 3), [1, 1.25, 2, 3.5, 5, -1])
    np.testing.assert_array_equal(keep_bits(np.array([5.0]), 2), [6])


@pytest.mark.parametrize("function", [decompose, gap, keep_bits])
@pytest.mark.parametrize("bad", [0.0, np.inf, np.nan])
def test_what_has_no_exponent_is_refused(function, bad):
    with pytest.raises(ValueError, match="0, inf and nan have no exponent, got"):
        function(np.array([1.0, bad]))


def test_sums_by_hand():
    assert compensated_sum(np.array([1.0, 2.0, 3.5])) == 6.5
    assert compensated_sum(np.zeros(0)) == 0


@given(arrays(np.float32, st.integers(0, 300), elements=st.floats(0, 1000, width=32)))
def test_the_compensated_sum_has_nearly_all_digits(x):
    exact = math.fsum(float(value) for value in x)
    total = compensated_sum(x)
    assert total.dtype == np.float32
    assert abs(float(total) - exact) <= 3e-7 * exact


def test_where_a_plain_loop_stands_still():
    x = np.concatenate([[np.float32(2**24)], np.ones(1000, np.float32)])
    total = np.float32(0)
    for value in x:
        total += value
    assert total == 2**24
    assert compensated_sum(x) == 2**24 + 1000


@given(arrays(float, 5, elements=st.floats(-30, 30)))
def test_log_sigmoid_is_the_logarithm(x):
    np.testing.assert_allclose(log_sigmoid(x), np.log(sigmoid(x)), rtol=1e-12, atol=1e-12)


def test_log_sigmoid_far_out():
    np.testing.assert_array_equal(log_sigmoid(np.array([-1000.0, 0.0])), [-1000, -math.log(2)])
    np.testing.assert_allclose(log_sigmoid(np.array([40.0])), -math.exp(-40), rtol=1e-14)


@given(arrays(float, 5, elements=st.floats(0.01, 30)))
def test_log1mexp_is_the_logarithm(x):
    np.testing.assert_allclose(log1mexp(x), np.log(1 - np.exp(-x)), rtol=1e-12, atol=1e-14)


@pytest.mark.filterwarnings("error")
def test_log1mexp_keeps_its_digits_on_both_sides():
    x = np.array([1e-20, math.log(2), 50.0])
    np.testing.assert_allclose(log1mexp(x), [math.log(1e-20), -math.log(2), -math.exp(-50)],
                               rtol=1e-14)
    for bad in (0.0, -1.0):
        with pytest.raises(ValueError, match="must be positive"):
            log1mexp(np.array([1.0, bad]))


@given(arrays(float, st.integers(1, 5), elements=st.floats(-1e3, 1e3)))
def test_the_norm_is_the_usual_one(x):
    assert safe_norm(x) == pytest.approx(math.hypot(*x), rel=1e-14)


@pytest.mark.filterwarnings("error")
def test_the_norm_of_huge_and_tiny_vectors():
    assert safe_norm(np.array([3e200, 4e200])) == pytest.approx(5e200, rel=1e-15)
    assert safe_norm(np.array([3e-200, -4e-200])) == pytest.approx(5e-200, rel=1e-15)
    assert safe_norm(np.zeros(3)) == 0
    assert safe_norm(np.array([1.0, -np.inf])) == np.inf
    assert np.isnan(safe_norm(np.array([1.0, np.nan])))
