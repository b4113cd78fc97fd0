"""Entropy and divergences: values known by hand, laws that hold for every distribution, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.information import (
    binary_entropy,
    cross_entropy,
    entropy,
    jensen_shannon,
    kl_divergence,
    mutual_information,
    perplexity,
    surprise,
    tempered_softmax,
)

LOG2 = math.log(2)


def distributions(size, low=0.001):
    weights = st.lists(st.floats(low, 1), min_size=size, max_size=size).map(np.array)
    return weights.map(lambda w: w / w.sum())


def test_known_values():
    np.testing.assert_allclose(surprise(np.array([1, 0.5, 0.125])), [0, LOG2, 3 * LOG2])
    assert entropy(np.array([0.5, 0.25, 0.125, 0.125])) == pytest.approx(1.75 * LOG2)
    assert cross_entropy(np.array([0.5, 0.5]), np.array([0.25, 0.75])) == pytest.approx(
        LOG2 - 0.5 * math.log(0.75)
    )
    assert kl_divergence(np.array([0.5, 0.5]), np.array([0.25, 0.75])) == pytest.approx(
        0.5 * math.log(4 / 3)
    )
    assert perplexity(np.full(6, 1 / 6)) == pytest.approx(6)
    assert jensen_shannon(np.array([1.0, 0.0]), np.array([0.0, 1.0])) == pytest.approx(LOG2)
    np.testing.assert_allclose(tempered_softmax(np.array([0.0, 2 * LOG2]), 2.0), [1 / 3, 2 / 3])
    np.testing.assert_allclose(binary_entropy(np.array([0, 0.5, 1])), [0, LOG2, 0])


def test_a_certain_outcome_has_no_entropy_and_no_sign():
    sure = np.array([0.0, 1.0])
    assert entropy(sure) == 0.0
    assert math.copysign(1.0, entropy(sure)) == 1.0


@given(distributions(5), st.permutations(range(5)))
def test_entropy_is_largest_when_all_cases_are_alike(p, order):
    assert 0 <= entropy(p) <= math.log(5) + 1e-12
    assert entropy(np.full(5, 0.2)) == pytest.approx(math.log(5))
    assert entropy(p[list(order)]) == pytest.approx(entropy(p))


@given(distributions(3), distributions(4))
def test_surprises_of_independent_things_add(p, q):
    assert entropy(np.outer(p, q).ravel()) == pytest.approx(entropy(p) + entropy(q))


@given(distributions(4), distributions(4))
def test_a_wrong_belief_never_pays(p, q):
    assert kl_divergence(p, q) >= -1e-12
    assert cross_entropy(p, q) == pytest.approx(entropy(p) + kl_divergence(p, q))
    assert kl_divergence(p, p) == pytest.approx(0, abs=1e-12)


def test_the_divergence_has_a_direction():
    p, q = np.array([0.9, 0.1]), np.array([0.5, 0.5])
    assert kl_divergence(p, q) == pytest.approx(0.9 * math.log(1.8) + 0.1 * math.log(0.2))
    assert kl_divergence(q, p) == pytest.approx(0.5 * math.log(5 / 9) + 0.5 * math.log(5))


def test_what_was_held_impossible_costs_everything():
    p, q = np.array([0.5, 0.5]), np.array([1.0, 0.0])
    assert cross_entropy(p, q) == math.inf
    assert kl_divergence(p, q) == math.inf
    assert kl_divergence(q, p) == pytest.approx(LOG2)
    assert jensen_shannon(p, q) < LOG2


@given(distributions(4), distributions(4))
def test_jensen_shannon_has_no_direction_and_a_bound(p, q):
    assert jensen_shannon(p, q) == pytest.approx(jensen_shannon(q, p), abs=1e-12)
    assert -1e-12 <= jensen_shannon(p, q) <= LOG2 + 1e-12


@given(st.lists(st.floats(-9, 9), min_size=4, max_size=4).map(np.array), st.floats(0.1, 5))
def test_temperature_divides_the_differences_of_scores(z, tau):
    p = tempered_softmax(z, tau)
    assert p.sum() == pytest.approx(1)
    np.testing.assert_allclose(np.log(p[0]) - np.log(p), (z[0] - z) / tau, atol=1e-9)
    np.testing.assert_allclose(tempered_softmax(z + 3.0, tau), p, rtol=1e-9)


@given(st.lists(st.floats(-3, 3), min_size=4, max_size=4).map(np.array), st.floats(0.2, 3))
def test_heat_raises_the_entropy(z, tau):
    assert entropy(tempered_softmax(z, 1.5 * tau)) >= entropy(tempered_softmax(z, tau)) - 1e-9


def test_cold_decides_and_heat_forgets():
    z = np.array([1.0, 3.0, 2.0])
    np.testing.assert_allclose(tempered_softmax(z, 1e-3), [0, 1, 0], atol=1e-12)
    np.testing.assert_allclose(tempered_softmax(z, 1e9), np.full(3, 1 / 3), rtol=1e-8)


@given(distributions(3), distributions(4), distributions(4), distributions(4))
def test_an_answer_tells_at_most_what_there_is_to_know(p, first, second, third):
    Q = np.array([first, second, third])
    told = mutual_information(p, Q)
    assert -1e-12 <= told <= min(entropy(p), entropy(p @ Q)) + 1e-12


def test_mutual_information_of_extremes():
    p = np.array([0.25, 0.75])
    assert mutual_information(p, np.eye(2)) == pytest.approx(entropy(p))
    assert mutual_information(p, np.array([[0.3, 0.7], [0.3, 0.7]])) == pytest.approx(0, abs=1e-15)


@given(st.floats(0, 1))
def test_binary_entropy_is_the_entropy_of_two_cases(p):
    assert binary_entropy(p) == pytest.approx(entropy(np.array([p, 1 - p])), abs=1e-12)
    assert binary_entropy(1 - p) == pytest.approx(binary_entropy(p), abs=1e-12)


@pytest.mark.parametrize(("call", "says"), [
    (lambda: surprise(np.array([0.5, 0.0])), r"\(0, 1\]"),
    (lambda: surprise(1.5), r"\(0, 1\]"),
    (lambda: cross_entropy(np.ones(1), np.full(2, 0.5)), r"\(1,\)"),
    (lambda: kl_divergence(np.ones(1), np.full(2, 0.5)), r"\(2,\)"),
    (lambda: jensen_shannon(np.ones(1), np.full(2, 0.5)), r"\(2,\)"),
    (lambda: tempered_softmax(np.zeros(2), 0.0), "positive"),
    (lambda: binary_entropy(-0.1), "probability"),
    (lambda: mutual_information(np.full(2, 0.5), np.eye(3)), "as many rows"),
])  # fmt: skip
def test_refusals_say_what_is_wrong(call, says):
    with pytest.raises(ValueError, match=says):
        call()
