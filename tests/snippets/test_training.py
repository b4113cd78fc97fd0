"""Mini-batches and splits lose no row; scaling and features by hand and by invariants."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.training import (
    k_fold,
    minibatches,
    random_features,
    split,
    standardize,
    steps_per_epoch,
)

seeds = st.integers(0, 2**32 - 1)


def test_batches_of_a_shuffle_by_hand():
    class Backward(np.random.Generator):
        def permutation(self, n):
            return np.arange(n)[::-1]

    batches = minibatches(7, 3, Backward(np.random.PCG64()))
    assert [list(rows) for rows in batches] == [[6, 5, 4], [3, 2, 1], [0]]


@given(st.integers(1, 60), st.integers(1, 70), seeds)
def test_an_epoch_meets_each_row_once(n, batch_size, seed):
    batches = minibatches(n, batch_size, np.random.default_rng(seed))
    np.testing.assert_array_equal(np.sort(np.concatenate(batches)), np.arange(n))
    assert all(len(rows) == batch_size for rows in batches[:-1])
    assert 1 <= len(batches[-1]) <= batch_size
    assert len(batches) == steps_per_epoch(n, batch_size)


def test_each_epoch_is_shuffled_anew_and_evenly():
    rng = np.random.default_rng(0)
    firsts = [minibatches(5, 2, rng)[0][0] for _ in range(5000)]
    np.testing.assert_allclose(np.bincount(firsts) / 5000, 0.2, atol=0.02)


def test_steps_by_hand():
    assert [steps_per_epoch(n, 64) for n in (1, 64, 65, 10_000)] == [1, 1, 2, 157]


def test_split_by_hand():
    parts = split(100, 0.29, 0.1, np.random.default_rng(0))
    assert [len(rows) for rows in parts] == [61, 29, 10]
    assert [len(rows) for rows in split(3, 0.0, 0.4, np.random.default_rng(0))] == [2, 0, 1]


@given(st.integers(1, 60), st.floats(0, 0.49), st.floats(0, 0.49), seeds)
def test_no_row_is_lost_or_in_two_parts(n, validation, test, seed):
    parts = split(n, validation, test, np.random.default_rng(seed))
    np.testing.assert_array_equal(np.sort(np.concatenate(parts)), np.arange(n))
    assert len(parts[0]) > 0
    assert abs(len(parts[1]) - n * validation) < 1 + 1e-6
    assert abs(len(parts[2]) - n * test) < 1 + 1e-6


def test_a_split_is_random():
    rng = np.random.default_rng(1)
    held_out = np.concatenate([split(5, 0.0, 0.2, rng)[2] for _ in range(5000)])
    np.testing.assert_allclose(np.bincount(held_out) / 5000, 0.2, atol=0.02)


def test_standardize_by_hand():
    training = np.array([[1.0, 5.0], [3.0, 5.0]])
    np.testing.assert_array_equal(standardize(training, training), [[-1, 0], [1, 0]])
    np.testing.assert_array_equal(standardize(np.array([[6.0, 7.0]]), training), [[4, 2]])


@given(arrays(float, (7, 3), elements=st.floats(-50, 50), unique=True))
def test_training_columns_get_mean_zero_and_deviation_one(X):
    scaled = standardize(X, X)
    wide = np.ptp(X, axis=0) > 1e-3
    np.testing.assert_allclose(scaled.mean(axis=0)[wide], 0, atol=1e-8)
    np.testing.assert_allclose(scaled.std(axis=0)[wide], 1, rtol=1e-8)


def test_a_constant_column_stays_calm():
    training = np.full((10, 1), 0.1)  # its mean is not 0.1 exactly, and its deviation not 0
    np.testing.assert_allclose(standardize(np.array([[0.1], [0.6]]), training), [[0], [0.5]],
                               atol=1e-15)


def test_random_features_by_hand():
    features = random_features(np.array([[1.0, 2.0], [0.0, 0.0]]), np.array([[3.0], [-1.0]]),
                               np.array([-1.0]))
    np.testing.assert_allclose(features, [[0.5], [1 / (1 + np.e)]])


@given(st.integers(1, 5), seeds)
def test_more_features_leave_the_first_ones_alone(k, seed):
    rng = np.random.default_rng(seed)
    X, W, b = rng.normal(size=(4, 2)), rng.normal(size=(2, 9)), rng.normal(size=9)
    every = random_features(X, W, b)
    np.testing.assert_allclose(random_features(X, W[:, :k], b[:k]), every[:, :k], rtol=1e-12)
    assert np.all((every > 0) & (every < 1))


@given(st.integers(1, 40), st.data(), seeds)
def test_folds_are_even_and_complete(n, data, seed):
    folds = data.draw(st.integers(1, n))
    parts = k_fold(n, folds, np.random.default_rng(seed))
    np.testing.assert_array_equal(np.sort(np.concatenate(parts)), np.arange(n))
    sizes = [len(rows) for rows in parts]
    assert len(sizes) == folds and max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize(("call", "message"), [
    (lambda rng: minibatches(0, 4, rng), "got 0, 4"),
    (lambda rng: minibatches(4, 0, rng), "got 4, 0"),
    (lambda rng: steps_per_epoch(0, 4), "got 0, 4"),
    (lambda rng: steps_per_epoch(4, -1), "got 4, -1"),
    (lambda rng: split(10, 0.5, 0.5, rng), "leave none"),
    (lambda rng: split(10, -0.1, 0.5, rng), "-0.1"),
    (lambda rng: split(0, 0.1, 0.1, rng), "leave none"),
    (lambda rng: standardize(np.ones((2, 3)), np.ones((2, 2))), r"\(2, 3\)"),
    (lambda rng: standardize(np.ones((2, 3)), np.ones((0, 3))), r"\(0, 3\)"),
    (lambda rng: random_features(np.ones((2, 3)), np.ones((2, 3)), np.ones(3)), r"\(2, 3\)"),
    (lambda rng: k_fold(3, 4, rng), "1 to 3 folds, got 4"),
    (lambda rng: k_fold(3, 0, rng), "got 0"),
])
def test_refusals_say_what_was_given(call, message):
    with pytest.raises(ValueError, match=message):
        call(np.random.default_rng(0))
