"""Steps of the optimizers: numbers by hand, what must not change them, and what they refuse."""

import inspect
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets import optimizers
from snippets.optimization import momentum_step
from snippets.optimizers import (
    adagrad_step,
    adam_step,
    adamax_step,
    adamw_step,
    amsgrad_step,
    lion_step,
    moving_mean,
    nesterov_step,
    rmsprop_step,
)

STEPS = {
    name: function
    for name, function in inspect.getmembers(optimizers, inspect.isfunction)
    if name.endswith("_step")
}
STATES = {"velocity", "mean", "squares", "largest"}
ADAPTIVE = [adagrad_step, rmsprop_step, adam_step, adamax_step, amsgrad_step]

vectors = arrays(float, 3, elements=st.floats(-10, 10))
gradients = arrays(float, (6, 3), elements=st.floats(0.1, 10))
signs = arrays(float, (6, 3), elements=st.sampled_from([-1.0, 1.0]))


def run(step, theta, slopes, **options):
    """The path from a start through given gradients, whatever the state of the method."""
    takes = inspect.signature(step).parameters
    if "learning_rate" in takes and takes["learning_rate"].default is inspect.Parameter.empty:
        options = {"learning_rate": 0.01} | options
    state = {name: np.zeros_like(theta) for name in takes if name in STATES}
    path = [theta]
    for number, slope in enumerate(slopes, start=1):
        counted = {"step": number} if "step" in takes else {}
        theta, *after = step(theta=theta, gradient=slope, **state, **counted, **options)
        state = dict(zip(state, after, strict=True))
        path.append(theta)
    return np.stack(path)


def test_nesterov_by_hand():
    # v = 0.5 · 2 + 4 = 5; the step is 0.25 (0.5 · 5 + 4).
    assert nesterov_step(1.0, 4.0, 2.0, 0.25, momentum=0.5) == (-0.625, 5)


@given(vectors, gradients, st.floats(0.01, 0.5), st.floats(0, 0.9))
def test_nesterov_is_momentum_seen_from_where_it_leads(start, factors, rate, momentum):
    """The textbook form takes the gradient ahead of the parameters; the look-ahead is theta."""
    bend = factors[0] / 10
    here, speed, ahead, velocity = start, np.zeros(3), start, np.zeros(3)
    for _ in range(5):
        speed = momentum * speed - rate * bend * (here + momentum * speed)
        here = here + speed
        ahead, velocity = nesterov_step(ahead, bend * ahead, velocity, rate, momentum)
        np.testing.assert_allclose(ahead, here + momentum * speed, atol=1e-9)


@given(vectors, vectors, vectors)
def test_nesterov_is_two_steps_of_momentum_less_one(theta, slope, velocity):
    _, faster = momentum_step(theta, velocity, slope, 0.1, 0.9)
    again, _ = momentum_step(theta, faster, slope, 0.1, 0.9)
    np.testing.assert_allclose(nesterov_step(theta, slope, velocity, 0.1, 0.9)[0], again)


def test_adagrad_by_hand():
    # 9 + 16 = 25, and 0.5 · 4 / (5 + 3) = 0.25.
    assert adagrad_step(1.0, 4.0, 9.0, 0.5, eps=3.0) == (0.75, 25)


def test_adagrad_slows_like_the_root_of_the_number_of_steps():
    path = run(adagrad_step, np.zeros(1), np.full((100, 1), 7.0), learning_rate=0.1)
    np.testing.assert_allclose(-np.diff(path[:, 0]), 0.1 / np.sqrt(np.arange(1, 101)))


def test_rmsprop_by_hand():
    # 0.75 · 12 + 0.25 · 64 = 25, and 0.5 · 8 / (5 + 3) = 0.5.
    assert rmsprop_step(1.0, 8.0, 12.0, 0.5, decay=0.75, eps=3.0) == (0.5, 25)


def test_rmsprop_starts_too_fast_and_settles_at_the_learning_rate():
    path = run(rmsprop_step, np.zeros(1), np.full((3000, 1), 7.0), learning_rate=0.1)
    steps = -np.diff(path[:, 0])
    assert steps[0] == pytest.approx(1.0)  # 1 / sqrt(1 - 0.99) times the learning rate
    assert steps[-1] == pytest.approx(0.1)


def test_adam_by_hand():
    # mean 0.5 · 1 + 0.5 · 5 = 3, corrected by 1 - 0.25 to 4;
    # squares 0.5 · 2 + 0.5 · 25 = 13.5, corrected to 18; with eps outside of the root.
    theta, mean, squares = adam_step(1.0, 5.0, 1.0, 2.0, 2, 0.1, 0.5, 0.5, eps=1.0)
    assert (mean, squares) == (3, 13.5)
    assert theta == pytest.approx(1 - 0.4 / (math.sqrt(18) + 1), rel=1e-15)


@given(gradients, signs)
def test_the_first_step_of_adam_is_the_learning_rate_times_a_sign(slopes, sign):
    path = run(adam_step, np.zeros(3), (slopes * sign)[:1], learning_rate=0.3)
    np.testing.assert_allclose(path[1], -0.3 * sign[0], rtol=1e-6)


def test_adam_keeps_its_pace_where_the_gradient_stays():
    path = run(adam_step, np.zeros(1), np.full((50, 1), 7.0), learning_rate=0.1)
    np.testing.assert_allclose(np.diff(path[:, 0]), -0.1, rtol=1e-6)


def test_adam_without_memory_is_a_step_by_signs():
    slopes = np.array([[2.0, -0.5], [-3.0, 4.0], [1.0, 1.0]])
    path = run(adam_step, np.zeros(2), slopes, learning_rate=1.0, beta_1=0.0, beta_2=0.0)
    np.testing.assert_allclose(-np.diff(path, axis=0), np.sign(slopes), rtol=1e-6)


@pytest.mark.parametrize("step", ADAPTIVE)
@given(slopes=gradients, sign=signs, scale=st.floats(0.01, 100))
def test_the_scale_of_a_coordinate_does_not_matter(step, slopes, sign, scale):
    slopes = slopes * sign
    scales = np.array([1.0, scale, 1 / scale])
    plain, scaled = (run(step, np.zeros(3), each, eps=1e-14) for each in (slopes, slopes * scales))
    np.testing.assert_allclose(scaled, plain, rtol=1e-7, atol=1e-9)


def test_adamw_by_hand():
    bare = adam_step(2.0, 5.0, 1.0, 2.0, 2, 0.1, 0.5, 0.5, 1.0)
    decayed = adamw_step(2.0, 5.0, 1.0, 2.0, 2, 0.1, 0.5, 0.5, 1.0, weight_decay=0.5)
    assert decayed[1:] == bare[1:]
    assert decayed[0] == pytest.approx(bare[0] - 0.1 * 0.5 * 2.0, rel=1e-15)


@given(vectors, st.floats(0, 1))
def test_without_a_gradient_adamw_only_shrinks(theta, decay):
    path = run(adamw_step, theta, np.zeros((5, 3)), learning_rate=0.1, weight_decay=decay)
    np.testing.assert_allclose(path, [theta * (1 - 0.1 * decay) ** t for t in range(6)],
                               atol=1e-300)


@given(vectors, gradients)
def test_a_penalty_inside_the_gradient_is_another_method_than_decay(theta, slopes):
    """Under Adam, all entries of the first step are as long, whatever the penalty adds."""
    theta = theta + np.copysign(1, theta)
    inside, *_ = adam_step(theta, slopes[0] * np.sign(theta) + 0.5 * theta, np.zeros(3),
                           np.zeros(3), 1, 0.1)
    apart, *_ = adamw_step(theta, slopes[0] * np.sign(theta), np.zeros(3), np.zeros(3), 1, 0.1,
                           weight_decay=0.5)
    np.testing.assert_allclose(np.abs(inside - theta), 0.1, rtol=1e-6)
    np.testing.assert_allclose(np.abs(apart - theta), 0.1 + 0.05 * np.abs(theta), rtol=1e-6)


def test_adamax_by_hand():
    # mean 3, corrected to 4; the largest of 0.5 · 12 = 6 and 3 + 1.
    theta, mean, largest = adamax_step(1.0, 3.0, 3.0, 12.0, 2, 0.3, 0.5, 0.5, eps=1.0)
    assert (mean, largest) == (3, 6)
    assert theta == pytest.approx(0.8, rel=1e-15)
    assert adamax_step(1.0, -6.0, 3.0, 12.0, 2, 0.3, 0.5, 0.5, eps=1.0)[2] == 7


def test_amsgrad_by_hand():
    # squares 13.5, below the largest so far, 27, which is corrected to 36.
    theta, *state = amsgrad_step(1.0, 5.0, 1.0, 2.0, 27.0, 2, 0.1, 0.5, 0.5, eps=2.0)
    assert state == [3, 13.5, 27]
    assert theta == pytest.approx(1 - 0.4 / 8, rel=1e-15)
    assert amsgrad_step(1.0, 5.0, 1.0, 2.0, 7.0, 2, 0.1, 0.5, 0.5)[3] == 13.5


def test_amsgrad_goes_the_right_way_where_adam_does_not():
    """Reddi et al. (2018): three to the left, then one to the right twice."""
    ends = {}
    for step in (adam_step, amsgrad_step):
        takes = inspect.signature(step).parameters
        theta, state = np.zeros(1), [np.zeros(1) for name in takes if name in STATES]
        for number in range(1, 1501):
            slope = np.array([3.0 if number % 3 == 1 else -1.0])
            theta, *state = step(theta, slope, *state, number, 0.5 / math.sqrt(number),
                                 beta_1=0.0, beta_2=0.1)
            theta = np.clip(theta, -1, 1)
        ends[step.__name__] = theta[0]
    assert ends["adam_step"] > 0.9
    assert ends["amsgrad_step"] < -0.9


def test_lion_by_hand():
    # 0.9 · 1 - 0.1 · 8 > 0 though the gradient is negative; the mean goes below zero.
    theta, mean = lion_step(2.0, -8.0, 1.0, 0.25, 0.9, 0.5, weight_decay=0.5)
    assert theta == 2 - 0.25 * (1 + 1)
    assert mean == -3.5


@given(vectors, gradients, signs)
def test_every_step_of_lion_is_as_long_as_the_learning_rate(theta, slopes, sign):
    path = run(lion_step, theta, slopes * sign, learning_rate=0.1)
    np.testing.assert_allclose(np.abs(np.diff(path, axis=0)), 0.1)


def test_moving_mean_by_hand():
    # Weights 1; 1/2, 1; 1/4, 1/2, 1.
    np.testing.assert_allclose(moving_mean(np.array([2.0, 8.0, 1.0]), 0.5), [2, 6, 22 / 7])
    np.testing.assert_array_equal(moving_mean(np.array([2.0, 8.0]), 0.0), [2, 8])
    assert moving_mean(np.array([]), 0.5).shape == (0,)


@given(arrays(float, 8, elements=st.floats(-10, 10)), st.floats(0, 0.99))
def test_a_mean_lies_between_the_values_and_of_equal_ones_is_that_one(x, decay):
    means = moving_mean(x, decay)
    assert np.all(means <= np.maximum.accumulate(x) + 1e-9)
    assert np.all(means >= np.minimum.accumulate(x) - 1e-9)
    np.testing.assert_allclose(moving_mean(np.full(8, x[0]), decay), x[0], atol=1e-12)


@given(arrays(float, 8, elements=st.floats(-10, 10)), st.floats(0, 0.99))
def test_the_corrected_mean_of_adam_is_the_moving_mean(x, decay):
    mean = np.zeros(1)
    for number, slope in enumerate(x, start=1):
        _, mean, _ = adam_step(np.zeros(1), slope[None], mean, np.ones(1), number, beta_1=decay)
        corrected = mean[0] / (1 - decay**number)
        assert corrected == pytest.approx(moving_mean(x, decay)[number - 1], abs=1e-9)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_single_precision_stays_and_nothing_handed_over_changes(step):
    takes = inspect.signature(step).parameters
    start = {name: np.full((2, 3), 0.5, np.float32)
             for name in takes if name in STATES | {"theta", "gradient"}}
    kept = {name: array.copy() for name, array in start.items()}
    options = {"learning_rate": 0.01} | ({"step": 3} if "step" in takes else {})
    after = step(**start, **options)
    assert [each.dtype for each in after] == [np.float32] * len(after)
    assert [each.shape for each in after] == [(2, 3)] * len(after)
    for name, array in start.items():
        np.testing.assert_array_equal(array, kept[name])
        assert not any(np.shares_memory(array, each) for each in after)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_all_precisions_and_shapes_agree(step):
    rng = np.random.default_rng(3)
    slopes = rng.normal(size=(20, 2, 3))
    double = run(step, np.ones((2, 3)), slopes)
    single = run(step, np.ones((2, 3), np.float32), slopes.astype(np.float32))
    flat = run(step, np.ones(6), slopes.reshape(20, 6))
    np.testing.assert_allclose(single, double, rtol=1e-3)
    np.testing.assert_array_equal(flat.reshape(double.shape), double)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_other_shapes_are_refused(step):
    takes = inspect.signature(step).parameters
    options = {"learning_rate": 0.01} | ({"step": 1} if "step" in takes else {})
    names = [name for name in takes if name in STATES | {"theta", "gradient"}]
    for wrong in names[1:]:
        # (1, 3) would broadcast, and the mistake would stay unseen.
        given_ = {name: np.ones((1, 3) if name == wrong else (2, 3)) for name in names}
        with pytest.raises(ValueError, match=r"shape"):
            step(**given_, **options)


@pytest.mark.parametrize("step", [adam_step, adamw_step, adamax_step, amsgrad_step])
def test_steps_are_counted_from_one(step):
    takes = inspect.signature(step).parameters
    states = [np.zeros(2) for name in takes if name in STATES]
    with pytest.raises(ValueError, match="steps from 1.* 0"):
        step(np.ones(2), np.ones(2), *states, 0)


def test_moving_mean_refuses_matrices_and_decays():
    for x, decay in [(np.ones((2, 2)), 0.5), (np.ones(3), 1.0), (np.ones(3), -0.1)]:
        with pytest.raises(ValueError, match="need a vector"):
            moving_mean(x, decay)
