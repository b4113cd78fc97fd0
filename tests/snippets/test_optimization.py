"""Descent and its relatives: paths by hand, rates against measured ones, refusals."""

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.functions import square, square_grad
from snippets.optimization import (
    best_learning_rate,
    bowl,
    bowl_grad,
    clip_gradient,
    convergence_rate,
    descend_bowl,
    double_well,
    double_well_grad,
    double_well_grad_grad,
    gradient_descent,
    gradient_step,
    heavy_ball,
    learning_rate_bound,
    minibatch_loss,
    minibatch_loss_grad,
    momentum_descent,
    momentum_step,
    newton,
    newton_step,
    noise_floor,
    running_mean,
    stochastic_descent,
)

bends = arrays(float, st.integers(1, 4), elements=st.floats(0.1, 20))
momenta = st.floats(0, 0.95)


def test_a_step_by_hand():
    assert gradient_step(3.0, 6.0, 0.25) == 1.5
    np.testing.assert_array_equal(
        gradient_step(np.array([1.0, 2.0]), np.array([4.0, -2.0]), 0.5), [-1, 3])


def test_a_path_by_hand_of_a_number_and_of_an_array():
    np.testing.assert_array_equal(gradient_descent(square_grad, 4.0, 0.25, 3), [4, 2, 1, 0.5])
    path = gradient_descent(square_grad, np.array([4.0, -8.0]), 0.25, 2)
    np.testing.assert_array_equal(path, [[4, -8], [2, -4], [1, -2]])


def test_no_steps_give_the_start_and_leave_it_alone():
    start = np.array([1, 2])
    for path in (gradient_descent(square_grad, start, 0.1, 0),
                 momentum_descent(square_grad, start, 0.1, 0.5, 0)):
        np.testing.assert_array_equal(path, [[1, 2]])
        assert path.dtype == float
    gradient_descent(square_grad, start, 0.1, 3)
    np.testing.assert_array_equal(start, [1, 2])


def test_the_three_fates_of_a_learning_rate():
    def last(learning_rate):
        return abs(gradient_descent(square_grad, 1.0, learning_rate, 200)[-1])

    assert last(0.99) < 0.02
    assert last(1.0) == 1.0
    assert last(1.01) > 50


def test_bowl_by_hand():
    assert bowl(np.array([1.0, 2.0]), np.diag([3.0, 5.0])) == 11.5
    np.testing.assert_array_equal(bowl_grad(np.array([1.0, 2.0]), np.diag([3.0, 5.0])), [3, 10])
    tilted = np.array([[3.0, 1.0], [1.0, 5.0]])
    assert bowl(np.array([1.0, 2.0]), tilted) == 13.5
    np.testing.assert_array_equal(bowl_grad(np.array([1.0, 2.0]), tilted), [5, 11])
    assert bowl(np.array([2.0]), np.array([[2.0]])) == square(2.0)


def test_the_end_in_the_bowl_by_hand():
    end = descend_bowl(np.array([1.0, 1.0]), np.array([1.0, 3.0]), 0.5, 3)
    np.testing.assert_array_equal(end, [0.125, -0.125])


@given(bends, st.floats(0.001, 0.99), momenta)
def test_inside_the_bound_every_axis_converges_and_beyond_it_one_diverges(bend, share, momentum):
    bound = learning_rate_bound(bend, momentum)
    assert np.all(convergence_rate(bend, share * bound, momentum) < 1)
    assert np.max(convergence_rate(bend, bound, momentum)) == pytest.approx(1, abs=1e-7)
    assert np.max(convergence_rate(bend, 1.01 * bound, momentum)) > 1


@given(bends, st.floats(0.01, 1.5), momenta)
def test_the_rate_is_the_size_of_an_eigenvalue_of_the_step(bend, learning_rate, momentum):
    for one, rate in zip(bend, convergence_rate(bend, learning_rate, momentum), strict=True):
        matrix = [[1 + momentum - learning_rate * one, -momentum], [1, 0]]
        # A double root is known to half of the digits only.
        assert rate == pytest.approx(np.abs(np.linalg.eigvals(matrix)).max(), abs=1e-7)


def test_without_momentum_the_rate_is_a_size():
    np.testing.assert_allclose(convergence_rate(np.array([0.5, 1, 3, 6]), 0.5),
                               [0.75, 0.5, 0.5, 2], rtol=1e-15)


def test_measured_rates_are_the_computed_ones():
    bend = np.array([1.0, 25.0])
    for learning_rate, momentum in [(0.05, 0.0), (0.05, 0.3), (0.1, 0.5), (0.02, 0.9)]:
        path = momentum_descent(partial(bowl_grad, A=np.diag(bend)), np.array([1.0, 1.0]),
                                learning_rate, momentum, 400)
        rate = convergence_rate(bend, learning_rate, momentum)
        # Over many steps, since complex roots make the error swing.
        sizes = np.maximum.accumulate(np.abs(path)[::-1])[::-1]
        measured = (sizes[300] / sizes[100]) ** (1 / 200)
        np.testing.assert_allclose(measured, rate, rtol=0.01)


@given(bends)
def test_no_other_learning_rate_is_better_than_the_best(bend):
    best = best_learning_rate(bend)
    worst = convergence_rate(bend, best).max()
    condition = bend.max() / bend.min()
    assert worst == pytest.approx((condition - 1) / (condition + 1), abs=1e-12)
    for other in (0.97 * best, 1.03 * best):
        assert convergence_rate(bend, other).max() > worst


@given(arrays(float, st.integers(2, 4), elements=st.floats(0.1, 20)))
def test_no_neighbor_is_better_than_the_heavy_ball(bend):
    learning_rate, momentum = heavy_ball(bend)
    root = math.sqrt(bend.max() / bend.min())
    best = convergence_rate(bend, learning_rate, momentum).max()
    assert best == pytest.approx((root - 1) / (root + 1), abs=1e-6)
    for eta, rho in [(0.97, 1), (1.03, 1), (1, 0.97), (1, 1.03)]:
        if momentum > 0.01 and momentum * rho < 1:
            other = convergence_rate(bend, eta * learning_rate, rho * momentum).max()
            assert other >= best - 1e-6


def test_momentum_by_hand():
    theta, velocity = momentum_step(1.0, 2.0, 4.0, learning_rate=0.25, momentum=0.5)
    assert (theta, velocity) == (-0.25, 5)
    path = momentum_descent(square_grad, np.array([1.0]), 0.25, 0.5, 3)
    # v = 2, then 1 + 1 = 2, then 1 + 0 = 1.
    np.testing.assert_array_equal(path[:, 0], [1, 0.5, 0, -0.25])


@given(st.floats(-3, 3), st.floats(0.01, 0.5))
def test_momentum_zero_is_gradient_descent(theta, learning_rate):
    start = np.array([theta])
    np.testing.assert_array_equal(
        momentum_descent(np.sin, start, learning_rate, 0.0, 10),
        gradient_descent(np.sin, start, learning_rate, 10))


@given(bends, momenta, st.floats(0.01, 0.5))
def test_the_velocity_is_a_memory_of_steps(bend, momentum, learning_rate):
    gradient = partial(bowl_grad, A=np.diag(bend))
    path = momentum_descent(gradient, np.ones(len(bend)), learning_rate, momentum, 6)
    for before, here, after in zip(path, path[1:], path[2:], strict=False):
        expected = here - learning_rate * gradient(here) + momentum * (here - before)
        np.testing.assert_allclose(after, expected, rtol=1e-9, atol=1e-9 * np.abs(path).max())


def test_newton_needs_one_step_in_a_bowl():
    hessian = np.array([[3.0, 1.0], [1.0, 2.0]])
    theta = np.array([4.0, -7.0])
    np.testing.assert_allclose(newton_step(theta, hessian @ theta, hessian), [0, 0], atol=1e-14)
    np.testing.assert_array_equal(
        newton_step(np.array([1.0, 1.0]), np.array([2.0, 8.0]), np.diag([2.0, 4.0])), [0, -1])


def test_newton_finds_a_root_of_the_slope_and_doubles_its_digits():
    path = newton(double_well_grad, double_well_grad_grad, 1.5, 8)
    errors = np.abs(path - path[-1])
    assert double_well_grad(path[-1]) == pytest.approx(0, abs=1e-15)
    assert double_well_grad_grad(path[-1]) > 0
    for before, after in zip(errors[1:4], errors[2:5], strict=True):
        assert after < 2 * before**2


def test_newton_climbs_where_the_curve_bends_down():
    end = newton(double_well_grad, double_well_grad_grad, 0.3, 8)[-1]
    assert double_well_grad(end) == pytest.approx(0, abs=1e-14)
    assert double_well_grad_grad(end) < 0


def test_newton_starts_several_at_once():
    starts = np.array([-1.5, 1.5])
    path = newton(double_well_grad, double_well_grad_grad, starts, 5)
    assert path.shape == (6, 2)
    np.testing.assert_array_equal(path[:, 1], newton(double_well_grad, double_well_grad_grad,
                                                     1.5, 5))


def test_double_well_by_hand():
    x = np.array([-2.0, -1, 0, 1, 2])
    np.testing.assert_allclose(double_well(x), [1.8, -0.35, 0, -0.15, 2.2], rtol=1e-15)
    np.testing.assert_allclose(double_well_grad(x), [-5.9, 0.1, 0.1, 0.1, 6.1], rtol=1e-15)
    np.testing.assert_array_equal(double_well_grad_grad(x), [11, 2, -1, 2, 11])


def test_minibatch_by_hand():
    X = np.array([[0.0, 0.0], [2.0, 0.0], [4.0, 6.0]])
    theta = np.array([1.0, 0.0])
    assert minibatch_loss(theta, X, np.array([0, 1])) == 0.5
    np.testing.assert_array_equal(minibatch_loss_grad(theta, X, np.array([1, 2])), [-2, -3])
    np.testing.assert_array_equal(minibatch_loss_grad(theta, X, np.array([1, 1])), [-1, 0])


def test_the_mean_over_all_minibatches_is_the_gradient_of_the_whole():
    X = np.random.default_rng(1).normal(size=(5, 2))
    theta = np.array([3.0, -1.0])
    pairs = [minibatch_loss_grad(theta, X, np.array([i, j])) for i in range(5) for j in range(5)]
    whole = minibatch_loss_grad(theta, X, np.arange(5))
    np.testing.assert_allclose(np.mean(pairs, axis=0), whole, rtol=1e-14)


def test_the_noise_that_is_left_is_the_floor():
    rng = np.random.default_rng(7)
    X = rng.normal(size=(200, 1))
    for learning_rate, batch_size in [(0.05, 1), (0.5, 1), (0.5, 8), (1.0, 1), (1.5, 2)]:
        path = stochastic_descent(X, X.mean(axis=0), learning_rate, batch_size, 20_000, rng)
        measured = np.sqrt(np.mean((path - X.mean(axis=0)) ** 2))
        expected = noise_floor(float(X.std()), learning_rate, batch_size)
        assert measured == pytest.approx(expected, rel=0.05)


def test_the_same_generator_gives_the_same_path():
    X = np.arange(10.0).reshape(5, 2)
    paths = [stochastic_descent(X, np.zeros(2), 0.3, 2, 5, np.random.default_rng(3))
             for _ in range(2)]
    np.testing.assert_array_equal(*paths)
    assert paths[0].shape == (6, 2)


@given(arrays(float, st.integers(1, 8), elements=st.floats(-100, 100)))
def test_running_mean(x):
    expected = [x[: count + 1].mean() for count in range(len(x))]
    np.testing.assert_allclose(running_mean(x), expected, rtol=1e-9, atol=1e-9)


def test_clipping_by_hand():
    np.testing.assert_allclose(clip_gradient(np.array([3.0, 4.0]), 1.0), [0.6, 0.8], rtol=1e-15)
    np.testing.assert_array_equal(clip_gradient(np.array([3.0, 4.0]), 5.0), [3, 4])
    np.testing.assert_array_equal(clip_gradient(np.zeros(2), 1.0), [0, 0])


@given(arrays(float, st.integers(1, 5), elements=st.floats(-1e3, 1e3)), st.floats(0.01, 100))
def test_clipping_keeps_the_direction_and_the_limit(gradient, limit):
    clipped = clip_gradient(gradient, limit)
    assert np.linalg.norm(clipped) <= limit * (1 + 1e-12)
    assert clipped @ gradient >= 0
    if np.linalg.norm(gradient) <= limit:
        np.testing.assert_array_equal(clipped, gradient)


@pytest.mark.parametrize("learning_rate", [0.0, -0.1, np.nan, np.inf])
def test_a_learning_rate_that_is_not_positive_is_refused(learning_rate):
    message = f"the learning rate must be positive, got {learning_rate}"
    with pytest.raises(ValueError, match=message):
        gradient_descent(square_grad, 1.0, learning_rate, 1)
    with pytest.raises(ValueError, match=message):
        momentum_descent(square_grad, 1.0, learning_rate, 0.5, 1)


@pytest.mark.parametrize("momentum", [-0.1, 1.0, np.nan])
def test_a_momentum_outside_its_interval_is_refused(momentum):
    message = r"momentum must lie in \[0, 1\), got"
    with pytest.raises(ValueError, match=message):
        momentum_descent(square_grad, 1.0, 0.1, momentum, 1)
    with pytest.raises(ValueError, match=message):
        convergence_rate(np.ones(2), 0.1, momentum)
    with pytest.raises(ValueError, match=message):
        learning_rate_bound(np.ones(2), momentum)


@pytest.mark.parametrize("function", [learning_rate_bound, best_learning_rate, heavy_ball])
@pytest.mark.parametrize("eigenvalues", [[0.0, 1.0], [-1.0, 1.0], [np.nan, 1.0]])
def test_a_saddle_has_no_learning_rate(function, eigenvalues):
    with pytest.raises(ValueError, match="a bowl needs positive eigenvalues"):
        function(np.array(eigenvalues))


def test_other_refusals():
    with pytest.raises(ValueError, match="no parabola to fit: no curvature at 0"):
        newton(np.sin, np.sin, 0.0, 1)
    for learning_rate in (0.0, 2.0, -1.0):
        with pytest.raises(ValueError, match=r"must lie in \(0, 2\), got"):
            noise_floor(1.0, learning_rate, 1)
    with pytest.raises(ValueError, match="the limit must be positive, got 0"):
        clip_gradient(np.ones(2), 0.0)
