"""Layers and networks, and how errors are compared: known values, limits, what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.deep_learning import (
    guessing_error,
    layer,
    layer_backward,
    majority_error,
    network,
    relative_reduction,
    yearly_factor,
)
from snippets.neuron import weighted_sum


def test_each_column_of_a_layer_is_a_neuron():
    generator = np.random.default_rng(0)
    X, W, b = generator.normal(size=(5, 3)), generator.normal(size=(3, 4)), generator.normal(size=4)
    for j in range(4):
        np.testing.assert_allclose(layer(X, W, b)[:, j], np.tanh(weighted_sum(X, W[:, j], b[j])))


def test_a_network_hands_the_output_of_a_layer_to_the_next():
    generator = np.random.default_rng(1)
    sizes = [3, 5, 2, 1]
    layers = [(generator.normal(size=(d, k)), generator.normal(size=k))
              for d, k in zip(sizes[:-1], sizes[1:], strict=True)]
    X = generator.normal(size=(4, 3))
    np.testing.assert_array_equal(network(X, layers), layer(network(X, layers[:-1]), *layers[-1]))
    np.testing.assert_array_equal(network(X, []), X)
    assert network(X, layers).shape == (4, 1)


def test_the_way_back_through_a_single_neuron_by_hand():
    X, W, b = np.array([[2.0]]), np.array([[0.5]]), np.array([0.0])
    slope = 1.0 - np.tanh(1.0) ** 2
    gradients = layer_backward(np.array([[3.0]]), X, W, b)
    assert [each.item() for each in gradients] == pytest.approx([1.5 * slope, 6.0 * slope, 3.0 * slope])


def test_layers_that_do_not_fit_are_told():
    with pytest.raises(ValueError, match="need shapes"):
        network(np.ones((4, 3)), [(np.ones((3, 5)), np.ones(5)), (np.ones((4, 2)), np.ones(2))])


@pytest.mark.parametrize(
    ("before", "after", "share"), [(4.0, 3.0, 0.25), (4.0, 0.0, 1.0), (4.0, 4.0, 0.0), (2.0, 3.0, -0.5)]
)
def test_the_share_of_errors_removed(before, after, share):
    assert relative_reduction(before, after) == share


@pytest.mark.parametrize("before", [0.0, -1.0, np.nan])
def test_of_no_error_there_is_no_share(before):
    with pytest.raises(ValueError, match="must be positive"):
        relative_reduction(before, 0.1)


def test_blind_guesses():
    assert guessing_error(1000, 5) == pytest.approx(0.995)
    assert guessing_error(4, 4) == guessing_error(4, 9) == 0.0
    assert guessing_error(4, 0) == 1.0
    generator = np.random.default_rng(2)
    guessed = np.array([generator.permutation(10)[:3] for _ in range(20000)])
    missed = np.mean(~np.any(guessed == 7, axis=1))
    assert missed == pytest.approx(guessing_error(10, 3), abs=0.01)


def test_the_majority():
    assert majority_error(np.array([2, 0, 2, 2])) == 0.25
    assert majority_error(np.array([5, 5])) == 0.0
    with pytest.raises(ValueError, match="no example"):
        majority_error(np.array([], dtype=int))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_no_constant_answer_beats_the_majority(labels):
    y = np.array(labels)
    errors = [np.mean(y != label) for label in range(5)]
    assert majority_error(y) == pytest.approx(min(errors))


def test_a_factor_every_year():
    assert yearly_factor(8.0, 1.0, 3) == pytest.approx(0.5)
    assert yearly_factor(8.0, 8.0, 3) == 1.0
