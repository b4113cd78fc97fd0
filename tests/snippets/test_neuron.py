"""Neurons: logic by thresholds, the line on which one is undecided, and shapes that do not fit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.datasets import xor
from snippets.functions import step
from snippets.neuron import (
    at_least,
    boundary,
    half_adder,
    inhibited,
    mcculloch_pitts,
    neuron,
    weighted_sum,
)

X, DIFFER = xor()
NUMBER = st.floats(-5.0, 5.0)


@pytest.mark.parametrize(
    ("w", "threshold", "fires"),
    [
        ([1.0, 1.0], 2.0, [0, 0, 0, 1]),  # and
        ([1.0, 1.0], 1.0, [0, 1, 1, 1]),  # or
        ([-1.0, -1.0], -1.0, [1, 1, 1, 0]),  # not both
        ([0.0, -1.0], 0.0, [1, 0, 1, 0]),  # not the second
        ([1.0, 1.0], 0.0, [1, 1, 1, 1]),  # at the threshold it fires
        ([1.0, 1.0], 2.5, [0, 0, 0, 0]),
    ],
)
def test_logic_by_hand(w, threshold, fires):
    given_out = mcculloch_pitts(X, np.array(w), threshold)
    assert given_out.tolist() == fires
    assert given_out.dtype.kind == "i"


@given(NUMBER, NUMBER, NUMBER)
def test_no_weights_and_no_threshold_give_exclusive_or(w_1, w_2, threshold):
    assert mcculloch_pitts(X, np.array([w_1, w_2]), threshold).tolist() != DIFFER.tolist()


@given(NUMBER, NUMBER, NUMBER)
def test_a_threshold_is_a_negative_bias(w_1, w_2, threshold):
    w = np.array([w_1, w_2])
    z = weighted_sum(X, w, -threshold)
    decided = np.abs(z) > 1e-9  # beside the threshold, the order of the sums decides
    np.testing.assert_array_equal(mcculloch_pitts(X, w, threshold)[decided], step(z)[decided])


def test_a_weighted_sum_by_hand():
    examples = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]])
    np.testing.assert_allclose(weighted_sum(examples, np.array([2.0, -1.0, 0.5]), 0.25), [1.75, 0.25])


def test_a_neuron_is_undecided_on_its_boundary_and_steep_weights_decide():
    w, b, x_1 = np.array([1.5, -2.0]), 0.7, np.linspace(-3.0, 3.0, 7)
    line = np.stack([x_1, boundary(x_1, w, b)], axis=1)
    np.testing.assert_allclose(neuron(line, w, b), 0.5)
    np.testing.assert_allclose(neuron(line + [0.0, 1.0], 50 * w, 50 * b), 0.0, atol=1e-12)
    np.testing.assert_allclose(neuron(line - [0.0, 1.0], 50 * w, 50 * b), 1.0)


def test_a_neuron_with_huge_sums_does_not_overflow():
    responses = neuron(np.array([[-1e6], [1e6]]), np.array([1e3]), 0.0)
    assert responses.tolist() == [0.0, 1.0]


@pytest.mark.parametrize(("count", "fires"), [(0, [1, 1, 1]), (1, [0, 1, 1]), (2, [0, 0, 1])])
def test_at_least_counts_active_inputs(count, fires):
    assert at_least(np.array([[0, 0, 0], [0, 1, 0], [1, 0, 1]]), count).tolist() == fires


def test_an_inhibiting_input_beats_all_others():
    examples, stop = np.ones((2, 100)), np.array([0, 1])
    assert inhibited(examples, stop, 3).tolist() == [1, 0]
    assert inhibited(examples, stop, -5).tolist() == [1, 0]


def test_binary_digits_are_added():
    digit, carry = half_adder(X)
    np.testing.assert_array_equal(2 * carry + digit, X.sum(axis=1))
    assert digit.tolist() == DIFFER.tolist()


@pytest.mark.parametrize(
    ("examples", "w"),
    [(np.ones((2, 3)), np.ones(2)), (np.ones((2, 3)), np.ones((3, 1))), (np.ones(3), np.ones(3))],
)
def test_shapes_that_do_not_fit_are_told(examples, w):
    for call in (lambda: weighted_sum(examples, w, 0.0), lambda: neuron(examples, w, 0.0),
                 lambda: mcculloch_pitts(examples, w, 0.0)):
        with pytest.raises(ValueError, match=r"need the shapes \(n, d\) and \(d,\), got"):
            call()


def test_a_vertical_boundary_is_told():
    with pytest.raises(ValueError, match="vertical"):
        boundary(np.array([0.0]), np.array([1.0, 0.0]), 2.0)
