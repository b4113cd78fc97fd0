"""Judging a classifier: every number by hand, then what must hold for all data."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.metrics import (
    accuracy,
    auc,
    brier_score,
    calibration_error,
    confusion_matrix,
    f1,
    precision,
    rates,
    recall,
    reliability,
    roc_curve,
    top_k_error,
)

# Three positives, two of them found; five negatives, one of them called positive.
PREDICTION = np.array([1, 1, 0, 1, 0, 0, 0, 0])
TRUTH = np.array([1, 1, 1, 0, 0, 0, 0, 0])

labels = st.integers(1, 30).flatmap(
    lambda n: st.tuples(*[arrays(int, n, elements=st.integers(0, 1))] * 2))
# Few different scores, so that ties are common; the last two make both classes appear.
scored = st.integers(2, 30).flatmap(
    lambda n: st.tuples(arrays(float, n, elements=st.integers(-3, 3).map(float)),
                        arrays(int, n - 2, elements=st.integers(0, 1))
                        .map(lambda y: np.append(y, [0, 1]))))
promises = st.integers(1, 30).flatmap(
    lambda n: st.tuples(arrays(float, n, elements=st.floats(0.01, 1)),
                        arrays(int, n, elements=st.integers(0, 1))))


def test_accuracy_by_hand():
    assert accuracy(np.array([2, 0, 1, 1]), np.array([2, 1, 1, 1])) == 0.75
    assert accuracy(PREDICTION, TRUTH) == 0.75


def test_confusion_matrix_by_hand():
    np.testing.assert_array_equal(confusion_matrix(PREDICTION, TRUTH, 2), [[4, 1], [1, 2]])
    matrix = confusion_matrix(np.array([2, 2, 0]), np.array([0, 0, 1]), 4)
    expected = np.zeros((4, 4), int)
    expected[0, 2], expected[1, 0] = 2, 1  # the true class is the row
    np.testing.assert_array_equal(matrix, expected)


def test_precision_recall_and_f1_by_hand():
    prediction = np.append(PREDICTION, 1)
    y = np.append(TRUTH, 0)  # four called positive, three positive, two both
    assert precision(prediction, y) == 0.5
    assert recall(prediction, y) == pytest.approx(2 / 3)
    assert f1(prediction, y) == pytest.approx(4 / 7)


def test_what_would_be_zero_by_zero_is_nan():
    none, all_ = np.array([0, 0]), np.array([1, 1])
    assert math.isnan(precision(none, all_)) and recall(none, all_) == 0 and f1(none, all_) == 0
    assert math.isnan(recall(all_, none)) and precision(all_, none) == 0 and f1(all_, none) == 0
    assert math.isnan(f1(none, none))
    assert math.isnan(auc(np.array([1.0, 2.0]), none))
    assert math.isnan(auc(np.array([1.0, 2.0]), all_))


@given(labels)
def test_the_matrix_holds_all_the_others(pair):
    prediction, y = pair
    (kept, alarm), (missed, found) = confusion_matrix(prediction, y, 2)
    assert kept + alarm + missed + found == len(y)
    assert accuracy(prediction, y) == pytest.approx((kept + found) / len(y))
    if found:
        assert precision(prediction, y) == pytest.approx(found / (found + alarm))
        assert recall(prediction, y) == pytest.approx(found / (found + missed))
        harmonic = 2 / (1 / precision(prediction, y) + 1 / recall(prediction, y))
        assert f1(prediction, y) == pytest.approx(harmonic)


def test_rates_by_hand():
    z, y = np.array([3.0, 1.0, 2.0, 0.0]), np.array([1, 1, 0, 0])
    assert rates(z, y, 4.0) == (0, 0)
    assert rates(z, y, 3.0) == (0, 0.5)  # a score at the threshold is positive
    assert rates(z, y, 1.5) == (0.5, 0.5)
    assert rates(z, y, 0.0) == (1, 1)


def test_roc_by_hand():
    wrong, right, thresholds = roc_curve(np.array([3.0, 1.0, 2.0, 0.0]), np.array([1, 1, 0, 0]))
    np.testing.assert_array_equal(thresholds, [np.inf, 3, 2, 1, 0])
    np.testing.assert_array_equal(wrong, [0, 0, 0.5, 0.5, 1])
    np.testing.assert_array_equal(right, [0, 0.5, 0.5, 1, 1])
    assert auc(np.array([3.0, 1.0, 2.0, 0.0]), np.array([1, 1, 0, 0])) == 0.75


@given(scored)
def test_the_curve_holds_the_rates_at_every_threshold(pair):
    z, y = pair
    wrong, right, thresholds = roc_curve(z, y)
    for point in zip(wrong, right, thresholds, strict=True):
        assert rates(z, y, point[2]) == pytest.approx(point[:2])
    assert (wrong[0], right[0], wrong[-1], right[-1]) == (0, 0, 1, 1)
    assert np.all(np.diff(wrong) >= 0) and np.all(np.diff(right) >= 0)


@given(scored)
def test_auc_depends_on_the_order_of_the_scores_alone(pair):
    z, y = pair
    assert auc(np.exp(z), y) == pytest.approx(auc(z, y))
    assert auc(-z, y) == pytest.approx(1 - auc(z, y))
    assert auc(z, 1 - y) == pytest.approx(1 - auc(z, y))
    assert auc(np.zeros(len(z)), y) == 0.5


def test_perfect_and_useless_scores():
    y = np.array([0, 0, 1, 1, 1])
    assert auc(y * 1.0, y) == 1.0
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 20_000)
    assert auc(rng.random(20_000), y) == pytest.approx(0.5, abs=0.02)


def test_reliability_by_hand():
    promised, happened, count = reliability(
        np.array([0.1, 0.5, 0.6, 1.0]), np.array([0, 1, 0, 1]), bins=2)
    np.testing.assert_allclose(promised, [0.3, 0.8])
    np.testing.assert_array_equal(happened, [0.5, 0.5])
    np.testing.assert_array_equal(count, [2, 2])  # 0.5 belongs to the lower bin
    # |0.5 - 0.3| and |0.5 - 0.8|, each for half of the examples.
    assert calibration_error(np.array([0.1, 0.5, 0.6, 1.0]), np.array([0, 1, 0, 1]),
                             bins=2) == pytest.approx(0.25)


def test_an_empty_bin_is_nan_and_counts_nothing():
    promised, happened, count = reliability(np.array([0.9]), np.array([1]), bins=3)
    np.testing.assert_array_equal(np.isnan(promised), [True, True, False])
    np.testing.assert_array_equal(np.isnan(happened), [True, True, False])
    np.testing.assert_array_equal(count, [0, 0, 1])
    assert calibration_error(np.array([0.9]), np.array([1]), bins=3) == pytest.approx(0.1)


@given(promises)
def test_one_bin_compares_the_means(pair):
    confidence, correct = pair
    gap = abs(confidence.mean() - correct.mean())
    assert calibration_error(confidence, correct, bins=1) == pytest.approx(gap)
    assert calibration_error(confidence, correct, bins=7) >= gap - 1e-12


def test_honest_probabilities_are_calibrated_and_bold_ones_are_not():
    rng = np.random.default_rng(2)
    confidence = rng.uniform(0.5, 1, 50_000)
    correct = (rng.random(50_000) < confidence).astype(int)
    assert calibration_error(confidence, correct) < 0.01
    bold = np.sqrt(confidence)
    assert calibration_error(bold, correct) == pytest.approx(np.mean(bold - confidence), abs=0.01)


def test_top_k_error_by_hand():
    Z = np.array([[3.0, 2.0, 1.0], [3.0, 2.0, 1.0], [1.0, 1.0, 1.0]])
    y = np.array([0, 1, 2])
    assert [top_k_error(Z, y, guesses) for guesses in (1, 2, 3)] == pytest.approx([1 / 3, 0, 0])
    assert top_k_error(Z, np.array([2, 2, 0]), 2) == pytest.approx(2 / 3)


@given(st.integers(1, 20), st.integers(2, 6), st.integers(0, 99))
def test_one_guess_is_the_error_and_more_never_hurt(n, classes, seed):
    rng = np.random.default_rng(seed)
    Z, y = rng.normal(size=(n, classes)), rng.integers(0, classes, n)
    errors = [top_k_error(Z, y, guesses) for guesses in range(1, classes + 1)]
    assert errors[0] == pytest.approx(1 - accuracy(Z.argmax(axis=1), y))
    assert errors == sorted(errors, reverse=True) and errors[-1] == 0


def test_brier_by_hand():
    assert brier_score(np.array([1.0, 0.5, 0.0]), np.array([1, 1, 1])) == pytest.approx(1.25 / 3)


@given(st.floats(0, 1), st.floats(0, 1))
def test_only_the_true_probability_is_best(said, true):
    def expected(p):
        both = [brier_score(np.array([p]), np.array([event])) for event in (0, 1)]
        return (1 - true) * both[0] + true * both[1]

    assert expected(said) == pytest.approx(expected(true) + (said - true) ** 2)


ONE, TWO = np.array([1]), np.array([1, 0])


@pytest.mark.parametrize(("call", "message"), [
    (lambda: accuracy(ONE, TWO), r"\(1,\) and \(2,\)"),
    (lambda: accuracy(np.array([], int), np.array([], int)), r"\(0,\)"),
    (lambda: accuracy(np.ones((2, 2)), np.ones((2, 2))), r"\(2, 2\)"),
    (lambda: confusion_matrix(TWO, ONE, 2), r"\(2,\) and \(1,\)"),
    (lambda: confusion_matrix(TWO, TWO, 1), r"0 to 0"),
    (lambda: confusion_matrix(-TWO, TWO, 2), r"0 to 1"),
    (lambda: precision(2 * TWO, TWO), "neither 0 nor 1"),
    (lambda: recall(TWO, 2 * TWO), "neither 0 nor 1"),
    (lambda: f1(TWO, ONE), r"\(2,\) and \(1,\)"),
    (lambda: rates(TWO, ONE, 0.5), r"\(2,\) and \(1,\)"),
    (lambda: roc_curve(TWO, 2 * TWO), "neither 0 nor 1"),
    (lambda: auc(TWO, ONE), r"\(2,\) and \(1,\)"),
    (lambda: reliability(TWO, ONE), r"\(2,\) and \(1,\)"),
    (lambda: reliability(1.5 * TWO, TWO), "no probability"),
    (lambda: calibration_error(np.array([np.nan]), ONE), "no probability"),
    (lambda: brier_score(-ONE, ONE), "no probability"),
    (lambda: top_k_error(np.ones((2, 3)), ONE, 1), r"\(2, 3\) and \(1,\)"),
    (lambda: top_k_error(np.ones((1, 3)), np.array([3]), 1), r"0 to 2"),
    (lambda: top_k_error(np.ones((1, 3)), np.array([-1]), 1), r"0 to 2"),
])
def test_refusals_say_what_was_given(call, message):
    with pytest.raises(ValueError, match=message):
        call()
