"""Probabilities, averages and fits: values known by hand, laws that hold for every input, refusals."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from snippets.probability import (
    bayes,
    bayes_repeated,
    bernoulli,
    bernoulli_log_likelihood,
    categorical,
    categorical_sample,
    expectation,
    gaussian,
    gaussian_fit,
    gaussian_log,
    gaussian_log_grad,
    gaussian_sample,
    log_likelihood,
    standard_score,
    variance,
)

DIE = np.full(6, 1 / 6)
FACES = np.arange(1.0, 7.0)

numbers = st.floats(-50, 50)
spreads = st.floats(0.05, 20)
data = st.lists(numbers, min_size=1, max_size=8).map(np.array)


@st.composite
def distributions(draw, size=None):
    weights = draw(st.lists(st.floats(0.01, 1), min_size=size or 1, max_size=size or 6))
    return np.array(weights) / sum(weights)


def test_known_values():
    np.testing.assert_array_equal(bernoulli(np.array([0, 1, 1]), 0.25), [0.75, 0.25, 0.25])
    assert categorical(np.array([0, 0, 1]), np.array([0.5, 0.2, 0.3])) == 0.3
    assert expectation(FACES, DIE) == pytest.approx(3.5)
    assert variance(FACES, DIE) == pytest.approx(35 / 12)
    assert gaussian(0.0) == pytest.approx(1 / math.sqrt(2 * math.pi))
    assert gaussian(13.0, mu=10.0, s=3.0) == pytest.approx(math.exp(-0.5) / (3 * math.sqrt(2 * math.pi)))
    assert gaussian_log(3.0, mu=1.0, s=2.0) == pytest.approx(-0.5 - math.log(2 * math.sqrt(2 * math.pi)))
    assert gaussian_log_grad(5.0, mu=1.0, s=2.0) == -1.0
    assert standard_score(5.0, 1.0, 2.0) == 2.0
    assert gaussian_fit(np.array([1.0, 3.0])) == (2.0, 1.0)


def test_one_in_a_hundred_and_a_good_test():
    after = bayes(np.array([0.01, 0.99]), np.array([0.99, 0.05]))
    assert after[0] == pytest.approx(0.0099 / (0.0099 + 0.0495))


@given(distributions(), st.data())
def test_categorical_probabilities_are_those_of_the_vector(p, drawn):
    case = drawn.draw(st.integers(0, len(p) - 1))
    assert categorical(np.eye(len(p))[case], p) == p[case]
    assert sum(categorical(row, p) for row in np.eye(len(p))) == pytest.approx(1)


@given(st.floats(0, 1))
def test_bernoulli_is_a_distribution_with_mean_p(p):
    probabilities = bernoulli(np.array([0, 1]), p)
    assert probabilities.sum() == pytest.approx(1)
    assert expectation(np.array([0.0, 1.0]), probabilities) == pytest.approx(p)
    assert variance(np.array([0.0, 1.0]), probabilities) == pytest.approx(p * (1 - p), abs=1e-15)


@given(distributions(4), st.lists(numbers, min_size=4, max_size=4).map(np.array), numbers, numbers)
def test_stretching_and_shifting_values(p, x, c, shift):
    assert expectation(c * x + shift, p) == pytest.approx(c * expectation(x, p) + shift, abs=1e-9)
    assert variance(c * x + shift, p) == pytest.approx(c**2 * variance(x, p), rel=1e-6, abs=1e-9)


@given(numbers, spreads)
def test_the_area_under_a_gaussian_is_one(mu, s):
    x = np.linspace(mu - 9 * s, mu + 9 * s, 4001)
    density = gaussian(x, mu, s)
    width = x[1] - x[0]
    assert density.sum() * width == pytest.approx(1, rel=1e-9)
    assert (x * density).sum() * width == pytest.approx(mu, abs=1e-7 * s)
    assert ((x - mu) ** 2 * density).sum() * width == pytest.approx(s**2, rel=1e-7)


@given(numbers, numbers, spreads)
def test_the_log_density_is_the_logarithm_of_the_density(x, mu, s):
    assume(abs(x - mu) < 30 * s)
    assert math.exp(gaussian_log(x, mu, s)) == pytest.approx(gaussian(x, mu, s), rel=1e-9)


def test_the_log_density_goes_on_where_the_density_ends():
    assert gaussian(100.0) == 0.0
    assert gaussian_log(100.0) == pytest.approx(-5000 - math.log(math.sqrt(2 * math.pi)))


@given(data, numbers, spreads)
def test_no_other_gaussian_makes_the_data_likelier(x, mu, s):
    best = gaussian_fit(x)
    assume(best[1] > 1e-3)
    assert log_likelihood(x, *best) >= log_likelihood(x, mu, s) - 1e-9


@given(st.lists(st.integers(0, 1), min_size=1, max_size=9).map(np.array), st.floats(0.01, 0.99))
def test_no_other_coin_makes_the_outcomes_likelier(y, p):
    share = float(np.clip(y.mean(), 1e-12, 1 - 1e-12))
    best = bernoulli_log_likelihood(y, share)
    assert best >= bernoulli_log_likelihood(y, p) - 1e-9
    assert bernoulli_log_likelihood(y, p) == pytest.approx(np.log(bernoulli(y, p)).mean())


@given(distributions(3), st.lists(st.floats(0.01, 1), min_size=3, max_size=3).map(np.array))
def test_bayes_gives_a_distribution_and_ignores_what_all_cases_share(prior, likelihood):
    after = bayes(prior, likelihood)
    assert after.sum() == pytest.approx(1)
    np.testing.assert_allclose(bayes(prior, 0.5 * likelihood), after, rtol=1e-12)
    np.testing.assert_allclose(bayes(prior, np.ones(3)), prior, rtol=1e-12)
    # Odds multiply.
    assert after[0] / after[1] == pytest.approx(prior[0] / prior[1] * likelihood[0] / likelihood[1])


@given(distributions(3), st.lists(st.floats(0.01, 1), min_size=6, max_size=6))
def test_bayes_repeated_is_bayes_again_and_again(prior, numbers):
    likelihoods = np.array(numbers).reshape(2, 3)
    expected = bayes(bayes(prior, likelihoods[0]), likelihoods[1])
    np.testing.assert_allclose(bayes_repeated(prior, likelihoods), expected, rtol=1e-9)
    np.testing.assert_allclose(bayes_repeated(prior, likelihoods[::-1]), expected, rtol=1e-9)


def test_a_thousand_observations_do_not_underflow():
    likelihoods = np.tile([1e-3, 1.1e-3], (1000, 1))
    after = bayes_repeated(np.array([0.5, 0.5]), likelihoods)
    np.testing.assert_allclose(after, [1.1**-1000, 1.0], rtol=1e-9)


def test_samples_follow_their_distribution():
    random = np.random.default_rng(1)
    p = np.array([0.2, 0.0, 0.5, 0.3])
    cases = categorical_sample(p, 100_000, random)
    shares = np.bincount(cases, minlength=4) / len(cases)
    np.testing.assert_allclose(shares, p, atol=5 * math.sqrt(0.25 / 100_000))
    assert shares[1] == 0
    values = gaussian_sample(-3.0, 2.0, 100_000, random)
    mean, spread = gaussian_fit(values)
    assert mean == pytest.approx(-3, abs=5 * 2 / math.sqrt(100_000))
    assert spread == pytest.approx(2, abs=5 * 2 / math.sqrt(200_000))
    inside = np.mean(np.abs(values + 3) <= 2)
    assert inside == pytest.approx(math.erf(1 / math.sqrt(2)), abs=0.01)


def test_rounding_never_draws_a_case_that_is_not_there():
    p = np.full(10, 0.1)  # adds up to a hair less than 1

    class AlmostOne:
        @staticmethod
        def random(count):
            return np.full(count, np.nextafter(1.0, 0.0))

    assert categorical_sample(p, 3, AlmostOne()).tolist() == [9, 9, 9]


def test_the_fit_is_that_of_the_standard_library():
    x = [2.5, -1.0, 4.0, 0.5]
    mean, spread = gaussian_fit(np.array(x))
    assert mean == pytest.approx(statistics.fmean(x))
    assert spread == pytest.approx(statistics.pstdev(x))


@pytest.mark.parametrize(("call", "says"), [
    (lambda: bernoulli(np.array([0, 1]), 1.5), "p = 1.5"),
    (lambda: bernoulli(np.array([0, 2]), 0.5), "0 or 1"),
    (lambda: bernoulli_log_likelihood(np.array([0, 1]), 0.0), "got 0.0"),
    (lambda: categorical(np.array([1, 0]), DIE), r"\(2,\)"),
    (lambda: expectation(FACES[:2], DIE), r"\(2,\)"),
    (lambda: gaussian(1.0, s=0.0), "positive"),
    (lambda: gaussian_log(1.0, s=-1.0), "positive"),
    (lambda: gaussian_log_grad(1.0, s=math.nan), "positive"),
    (lambda: gaussian_sample(0.0, -1.0, 2, np.random.default_rng(0)), "positive"),
    (lambda: standard_score(1.0, 0.0, 0.0), "positive"),
    (lambda: log_likelihood(np.array([1.0]), 0.0, 0.0), "positive"),
    (lambda: gaussian_fit(np.array([])), "no data"),
    (lambda: bayes(np.array([1.0, 0.0]), np.array([0.0, 1.0])), "impossible"),
])  # fmt: skip
def test_refusals_name_what_was_given(call, says):
    with pytest.raises(ValueError, match=says):
        call()
