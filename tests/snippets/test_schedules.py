"""Schedules: rates by hand, where they start and end, and what they do to noise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.optimization import noise_floor
from snippets.schedules import (
    best_rate,
    cosine,
    cosine_restarts,
    exponential_decay,
    inverse_root,
    linear_decay,
    mean_square_step,
    step_decay,
    warmup,
    warmup_cosine,
)

lengths = st.integers(1, 60)
rates = st.floats(1e-4, 10)
FALLING = [step_decay, exponential_decay, cosine, linear_decay]


def test_step_decay_by_hand():
    np.testing.assert_allclose(step_decay(np.arange(6), 6, 8.0, 0.5), [8, 8, 4, 4, 2, 2])
    np.testing.assert_allclose(step_decay(np.arange(4), 4, 8.0, 0.5, stages=4), [8, 4, 2, 1])


@given(st.integers(1, 300), st.integers(1, 9))
def test_stages_end_where_whole_numbers_say(steps, stages):
    drawn = step_decay(np.arange(steps), steps, 1.0, 0.5, stages)
    expected = [0.5 ** (number * stages // steps) for number in range(steps)]
    np.testing.assert_array_equal(drawn, expected)


def test_exponential_decay_by_hand():
    np.testing.assert_allclose(exponential_decay(np.array([0, 1, 2, 4]), 2, 3.0, 0.25),
                               [3, 1.5, 0.75, 0.1875])


@given(lengths, rates)
def test_exponential_decay_keeps_the_same_part_at_each_step(steps, rate):
    drawn = exponential_decay(np.arange(steps + 1), steps, rate)
    np.testing.assert_allclose(drawn[1:] / drawn[:-1], 0.01 ** (1 / steps))
    assert drawn[-1] == pytest.approx(0.01 * rate)


def test_cosine_by_hand():
    np.testing.assert_allclose(cosine(np.arange(7), 6, 4.0, 2.0),
                               [4, 3 + np.sqrt(0.75), 3.5, 3, 2.5, 3 - np.sqrt(0.75), 2])


@given(lengths, rates)
def test_cosine_is_the_same_seen_from_its_end_and_never_rises_again(steps, rate):
    drawn = cosine(np.arange(steps + 1), steps, rate)
    np.testing.assert_allclose(drawn + drawn[::-1], rate)
    np.testing.assert_allclose(cosine(np.arange(steps, 3 * steps), steps, rate, 0.5), 0.5)


@pytest.mark.parametrize("schedule", FALLING)
@given(steps=lengths, rate=rates)
def test_decay_starts_at_the_base_rate_and_never_rises(schedule, steps, rate):
    drawn = schedule(np.arange(steps), steps, rate)
    assert drawn[0] == pytest.approx(rate, rel=1e-15)
    assert np.all(np.diff(drawn) <= 1e-15 * rate)
    assert np.all(drawn > 0)


def test_warmup_by_hand():
    np.testing.assert_allclose(warmup(np.arange(6), 4, 8.0), [2, 4, 6, 8, 8, 8])
    np.testing.assert_array_equal(warmup(np.arange(3), 1, 8.0), [8, 8, 8])


def test_warmup_cosine_by_hand():
    np.testing.assert_allclose(warmup_cosine(np.arange(8), 6, 8.0, 2, lowest=4.0),
                               [4, 8, 8, 6 + np.sqrt(2), 6, 6 - np.sqrt(2), 4, 4])


@given(st.integers(2, 60), st.data(), rates)
def test_warmup_then_cosine_are_its_two_parts(steps, data, rate):
    first = data.draw(st.integers(1, steps - 1))
    drawn = warmup_cosine(np.arange(steps), steps, rate, first)
    np.testing.assert_allclose(drawn[:first], warmup(np.arange(first), first, rate))
    np.testing.assert_allclose(drawn[first:], cosine(np.arange(steps - first), steps - first, rate))
    assert drawn.max() == pytest.approx(rate)
    assert np.all(drawn > 0)


def test_a_run_that_is_all_warmup():
    np.testing.assert_allclose(warmup_cosine(np.arange(4), 4, 8.0, 4), [2, 4, 6, 8])
    np.testing.assert_allclose(warmup_cosine(np.arange(2), 2, 8.0, 4), [2, 4])


def test_linear_decay_by_hand():
    np.testing.assert_allclose(linear_decay(np.arange(6), 4, 8.0), [8, 6, 4, 2, 0, 0])


def test_inverse_root_by_hand():
    np.testing.assert_allclose(inverse_root(np.array([0, 1, 3, 15, 63]), 4, 8.0), [2, 4, 8, 4, 2])


@given(lengths, rates)
def test_inverse_root_is_largest_at_the_end_of_the_warmup(first, rate):
    drawn = inverse_root(np.arange(3 * first), first, rate)
    assert np.argmax(drawn) == first - 1
    assert drawn[first - 1] == pytest.approx(rate)


def test_restarts_by_hand():
    np.testing.assert_allclose(cosine_restarts(np.arange(5), 2, 8.0, 4.0), [8, 6, 8, 6, 8])


@given(lengths, rates)
def test_the_first_cycle_is_a_cosine_and_the_others_repeat_it(cycle, rate):
    drawn = cosine_restarts(np.arange(3 * cycle), cycle, rate).reshape(3, cycle)
    np.testing.assert_array_equal(drawn, [cosine(np.arange(cycle), cycle, rate)] * 3)


def test_one_step_at_a_time_is_all_at_once():
    for schedule, options in [
        (step_decay, {}), (exponential_decay, {}), (cosine, {"lowest": 0.1}), (warmup, {}),
        (warmup_cosine, {"warmup_steps": 3}), (linear_decay, {}), (inverse_root, {}),
        (cosine_restarts, {}),
    ]:
        together = schedule(np.arange(12).reshape(3, 4), 9, 0.5, **options)
        single = [float(schedule(number, 9, 0.5, **options)) for number in range(12)]
        np.testing.assert_allclose(together.ravel(), single, rtol=1e-15)


def test_noise_and_error_by_hand():
    # (1 - 0.5)² · 16 + 0.5² · 4.
    assert mean_square_step(16.0, 0.5, 2.0) == 5
    assert best_rate(16.0, 2.0) == 0.8


def test_the_mean_square_is_that_of_many_runs():
    rng = np.random.default_rng(2)
    theta, expected = np.full(100_000, 2.0), 4.0
    for rate in (0.5, 0.3, 0.1):
        theta -= rate * (theta + 1.5 * rng.normal(size=theta.shape))
        expected = mean_square_step(expected, rate, 1.5)
        assert np.mean(theta**2) == pytest.approx(expected, rel=0.02)


@given(st.floats(0.05, 1.9), st.floats(0.1, 5))
def test_at_the_noise_floor_the_mean_square_stays(rate, std):
    floor = noise_floor(std, rate, 1) ** 2
    assert mean_square_step(floor, rate, std) == pytest.approx(floor)


@given(st.floats(0.01, 100), st.floats(0.01, 10), st.floats(0, 1))
def test_no_rate_leaves_less_than_the_best(square, std, other):
    best = mean_square_step(square, best_rate(square, std), std)
    assert best <= mean_square_step(square, other, std) * (1 + 1e-12)
    assert 1 / best == pytest.approx(1 / square + 1 / std**2)


@pytest.mark.parametrize("schedule", [*FALLING, warmup, inverse_root, cosine_restarts])
def test_no_steps_are_refused(schedule):
    with pytest.raises(ValueError, match="at least one step, got 0"):
        schedule(0, 0, 0.1)


def test_warmup_cosine_refuses_no_steps():
    for steps, first in [(0, 3), (3, 0)]:
        with pytest.raises(ValueError, match="at least one step, got 0"):
            warmup_cosine(0, steps, 0.1, first)
