"""Softmax and its relatives: values by hand, laws, scores of any size, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.activations import sigmoid, softplus
from snippets.softmax import log_mean_exp, log_softmax, logsumexp, softmax

ALL = (logsumexp, softmax, log_softmax, log_mean_exp)
rows = arrays(float, st.tuples(st.integers(1, 4), st.integers(1, 5)), elements=st.floats(-50, 50))
huge = arrays(float, st.tuples(st.integers(1, 4), st.integers(1, 5)),
              elements=st.floats(-1e300, 1e300))


def test_values_by_hand():
    z = np.log([[1.0, 3.0], [2.0, 2.0]])
    np.testing.assert_allclose(logsumexp(z), [math.log(4), math.log(4)], rtol=1e-15)
    np.testing.assert_allclose(softmax(z), [[1 / 4, 3 / 4], [1 / 2, 1 / 2]], rtol=1e-15)
    np.testing.assert_allclose(log_softmax(z), np.log([[1 / 4, 3 / 4], [1 / 2, 1 / 2]]), rtol=1e-15)


def test_of_two_scores_it_is_the_sigmoid_of_their_difference():
    x = np.linspace(-40, 40, 81)
    z = np.stack([x, np.zeros(81)], axis=-1)
    np.testing.assert_allclose(softmax(z)[:, 0], sigmoid(x), rtol=1e-14)
    np.testing.assert_allclose(logsumexp(z), softplus(x), rtol=1e-14, atol=1e-15)


@given(huge)
def test_probabilities_whatever_the_scores(z):
    p = softmax(z)
    assert p.shape == z.shape
    assert np.all((p >= 0) & (p <= 1))
    np.testing.assert_allclose(p.sum(axis=-1), 1, rtol=1e-14)


@given(huge)
def test_logsumexp_lies_just_above_the_largest_score(z):
    top = z.max(axis=-1)
    assert np.all(logsumexp(z) >= top)
    most = top + math.log(z.shape[-1])
    assert np.all(logsumexp(z) <= most + 1e-15 * np.abs(top) + 1e-14)


@given(rows, st.floats(-100, 100))
def test_a_shift_of_all_scores(z, c):
    np.testing.assert_allclose(softmax(z + c), softmax(z), rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(logsumexp(z + c), logsumexp(z) + c, rtol=1e-12, atol=1e-12)


@given(rows)
def test_they_agree_with_each_other(z):
    np.testing.assert_allclose(np.exp(log_softmax(z)), softmax(z), rtol=1e-12)
    np.testing.assert_allclose(log_softmax(z), z - logsumexp(z)[..., None], rtol=1e-12, atol=1e-12)


@given(rows)
def test_order_is_kept(z):
    order = np.argsort(z, axis=-1)
    sorted_probabilities = np.take_along_axis(softmax(z), order, axis=-1)
    assert np.all(np.diff(sorted_probabilities, axis=-1) >= 0)


@pytest.mark.filterwarnings("error")
def test_scores_that_break_the_textbook_forms():
    np.testing.assert_array_equal(softmax(np.array([1000.0, 0.0])), [1, 0])
    np.testing.assert_array_equal(softmax(np.array([-1000.0, -1000.0])), [0.5, 0.5])
    assert logsumexp(np.array([1000.0, 1000.0])) == pytest.approx(1000 + math.log(2), rel=1e-15)
    assert logsumexp(np.array([-1000.0, -1000.0])) == pytest.approx(-1000 + math.log(2), rel=1e-15)
    np.testing.assert_array_equal(log_softmax(np.array([1000.0, 0.0])), [0, -1000])


def test_small_digits_survive_beside_a_huge_score():
    z = np.array([1e16, 1e16])
    np.testing.assert_allclose(log_softmax(z), [-math.log(2)] * 2, rtol=1e-15)


@pytest.mark.filterwarnings("error")
def test_minus_infinity_excludes_a_class():
    z = np.array([-np.inf, 0.0, 0.0])
    np.testing.assert_array_equal(softmax(z), [0, 0.5, 0.5])
    assert logsumexp(z) == pytest.approx(math.log(2))
    assert logsumexp(np.array([-np.inf, -np.inf])) == -np.inf
    assert logsumexp(np.array([1.0, np.inf])) == np.inf


def test_nan_stays_in_its_row():
    z = np.array([[0.0, np.nan], [0.0, 0.0]])
    np.testing.assert_array_equal(np.isnan(logsumexp(z)), [True, False])
    for function in (softmax, log_softmax):
        np.testing.assert_array_equal(np.isnan(function(z)), [[True, True], [False, False]])


@pytest.mark.parametrize("function", ALL)
def test_shapes_and_precision(function):
    for shape in [(3,), (2, 3), (4, 2, 3), (0, 3)]:
        expected = shape[:-1] if function in (logsumexp, log_mean_exp) else shape
        assert np.shape(function(np.zeros(shape))) == expected
    z = np.array([[1.0, 2.0, 3.0]], dtype=np.float32)
    assert function(z).dtype == np.float32
    np.testing.assert_allclose(function(z), function(z.astype(float)), rtol=1e-6)
    whole = np.array([[200, 100, 201]], dtype=np.uint8)
    np.testing.assert_array_equal(function(whole), function(whole.astype(float)))


@pytest.mark.parametrize("function", ALL)
def test_rows_do_not_mix(function):
    z = np.arange(24.0).reshape(2, 3, 4) % 5
    np.testing.assert_allclose(function(z)[1, 2], function(z[1, 2]), rtol=1e-14)


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("z", [3.0, np.zeros(0), np.zeros((2, 0))])
def test_a_row_without_scores_is_refused(function, z):
    with pytest.raises(ValueError, match="a row needs scores, got the shape"):
        function(z)


@given(rows)
def test_the_mean_of_exponentials(z):
    np.testing.assert_allclose(log_mean_exp(z), np.log(np.mean(np.exp(z), axis=-1)),
                               rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(log_mean_exp(np.full((2, 3), 700.5)), [700.5] * 2, rtol=1e-15)
