"""The small classification problems: where their points lie, which class they have, what is random."""

import numpy as np
import pytest

from snippets.datasets import above_curve, moons, rings, spiral, xor

RANDOM = {
    "moons": lambda n, seed: moons(n, 0.1, np.random.default_rng(seed)),
    "spiral": lambda n, seed: spiral(n, 3, 0.2, np.random.default_rng(seed)),
    "rings": lambda n, seed: rings(n, 0.1, np.random.default_rng(seed)),
    "above_curve": lambda n, seed: above_curve(n, np.random.default_rng(seed)),
}


@pytest.mark.parametrize("name", RANDOM)
@pytest.mark.parametrize("n", [1, 2, 7, 60])
def test_rows_classes_and_their_order(name, n):
    X, y = RANDOM[name](n, seed=1)
    assert X.shape == (n, 2) and X.dtype == float
    assert y.shape == (n,) and y.dtype.kind == "i"
    assert np.all(np.diff(y) >= 0)


@pytest.mark.parametrize("name", RANDOM)
def test_the_same_seed_gives_the_same_points_and_another_gives_others(name):
    (X, y), (same, classes) = RANDOM[name](40, seed=3), RANDOM[name](40, seed=3)
    np.testing.assert_array_equal(X, same)
    np.testing.assert_array_equal(y, classes)
    assert not np.array_equal(X, RANDOM[name](40, seed=4)[0])


def test_moons_without_noise_lie_on_two_half_circles():
    X, y = moons(41, 0.0, np.random.default_rng(0))
    assert np.bincount(y).tolist() == [20, 21]
    upper, lower = X[y == 0], X[y == 1]
    np.testing.assert_allclose(np.hypot(*upper.T), 1.0)
    assert upper[:, 1].min() > -1e-12
    np.testing.assert_allclose(np.hypot(lower[:, 0] - 1.0, lower[:, 1] - 0.5), 1.0)
    assert lower[:, 1].max() < 0.5 + 1e-12
    # They interlock: the tip of each lies inside the other.
    assert upper[:, 0].max() == pytest.approx(1.0) and lower[:, 0].min() == pytest.approx(0.0)


def test_arms_of_the_spiral_are_turned_copies():
    X, y = spiral(90, 3, 0.0, np.random.default_rng(0))
    assert np.bincount(y).tolist() == [30, 30, 30]
    third = 2.0 * np.pi / 3.0
    # The angle is counted clockwise from the second axis.
    turn = np.array([[np.cos(third), -np.sin(third)], [np.sin(third), np.cos(third)]])
    np.testing.assert_allclose(X[y == 1], X[y == 0] @ turn, atol=1e-12)
    np.testing.assert_allclose(X[y == 2], X[y == 1] @ turn, atol=1e-12)
    assert np.hypot(*X.T).max() <= 1.0 + 1e-12


def test_noise_of_the_spiral_leaves_the_distance_from_the_middle():
    (still, _), (shaken, _) = (spiral(30, 2, noise, np.random.default_rng(5)) for noise in (0.0, 0.4))
    np.testing.assert_allclose(np.hypot(*shaken.T), np.hypot(*still.T))
    assert not np.allclose(shaken, still)


def test_rings_without_noise_have_the_radii_one_half_and_one():
    X, y = rings(50, 0.0, np.random.default_rng(0))
    np.testing.assert_allclose(np.hypot(*X.T), np.where(y == 0, 0.5, 1.0))


@pytest.mark.parametrize("make", [moons, rings])
def test_noise_has_the_standard_deviation_asked_for(make):
    still, _ = make(20000, 0.0, np.random.default_rng(2))
    shaken, _ = make(20000, 0.3, np.random.default_rng(2))
    assert np.std(shaken - still) == pytest.approx(0.3, rel=0.02)


def test_classes_are_divided_by_the_curve():
    X, y = above_curve(500, np.random.default_rng(0))
    np.testing.assert_array_equal(y == 1, X[:, 1] > np.sin(np.pi * X[:, 0]) / 2)
    assert np.abs(X).max() <= 1.0
    assert 0.4 < y.mean() < 0.6


def test_exclusive_or():
    X, y = xor()
    np.testing.assert_array_equal(y, X[:, 0] != X[:, 1])
    assert len({tuple(row) for row in X}) == 4
