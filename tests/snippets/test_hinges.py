"""Hinges: curves by hand, what a fold keeps, and regions against counting them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.activations import relu
from snippets.hinges import count_regions, fold, hinge_sum, most_regions, polyline_slopes

moderate = st.floats(-10, 10)


def test_a_tent_by_hand():
    joints, slopes = np.array([0.0, 1.0, 2.0]), np.array([1.0, -2.0, 1.0])
    x = np.array([-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 9.0])
    np.testing.assert_allclose(hinge_sum(x, joints, slopes), [0, 0, 0.5, 1, 0.5, 0, 0])
    np.testing.assert_allclose(hinge_sum(x, joints, slopes, 3.0), [3, 3, 3.5, 4, 3.5, 3, 3])


def test_one_hinge_is_a_shifted_relu_and_none_is_flat():
    x = np.linspace(-3, 3, 13).reshape(1, 13)
    np.testing.assert_allclose(hinge_sum(x, np.array([0.5]), np.array([-2.0])), -2 * relu(x - 0.5))
    np.testing.assert_array_equal(hinge_sum(x, np.array([]), np.array([]), 1.5), np.full_like(x, 1.5))
    assert hinge_sum(2.0, np.array([0.0]), np.array([3.0])) == 6


@given(st.permutations(range(4)), arrays(float, 4, elements=moderate))
def test_the_order_of_the_hinges_does_not_matter(order, slopes):
    joints, x = np.array([-2.0, 0.0, 1.0, 3.0]), np.linspace(-4, 4, 33)
    np.testing.assert_allclose(hinge_sum(x, joints[order], slopes[order]),
                               hinge_sum(x, joints, slopes), atol=1e-12)


@given(arrays(float, 5, elements=st.floats(0.1, 5)), arrays(float, 5, elements=moderate), moderate)
def test_hinges_with_polyline_slopes_pass_through_every_corner(gaps, rises, height):
    corners = np.concatenate([[0.0], np.cumsum(gaps)])
    heights = height + np.concatenate([[0.0], np.cumsum(rises)])
    curve = hinge_sum(corners, corners[:-1], polyline_slopes(gaps, rises), height)
    np.testing.assert_allclose(curve, heights, atol=1e-9)
    middles = (corners[:-1] + corners[1:]) / 2
    between = hinge_sum(middles, corners[:-1], polyline_slopes(gaps, rises), height)
    np.testing.assert_allclose(between, (heights[:-1] + heights[1:]) / 2, atol=1e-9)


def test_a_fold_by_hand():
    X = np.array([[-2.0, 5.0], [3.0, 5.0], [0.0, 1.0]])
    np.testing.assert_allclose(fold(X, np.array([1.0, 0.0])), [[2, 5], [3, 5], [0, 1]])
    np.testing.assert_allclose(fold(X, np.array([4.0, 0.0]), 4.0), [[4, 5], [3, 5], [2, 1]])


planes = arrays(float, (6, 2), elements=moderate)
directions = arrays(float, 2, elements=st.floats(0.1, 3))


@given(planes, directions, moderate)
def test_a_fold_keeps_one_side_reflects_the_other_and_does_nothing_twice(X, u, threshold):
    folded = fold(X, u, threshold)
    kept = X @ u >= threshold
    np.testing.assert_array_equal(folded[kept], X[kept])
    assert np.all(folded @ u >= threshold - 1e-9)
    # The distance from the line stays, and so does the place along it.
    np.testing.assert_allclose(folded @ u - threshold, np.abs(X @ u - threshold), atol=1e-9)
    along = np.array([-u[1], u[0]])
    np.testing.assert_allclose(folded @ along, X @ along, atol=1e-9)
    np.testing.assert_allclose(fold(folded, u, threshold), folded, atol=1e-9)


@given(planes, directions, moderate)
def test_mirror_images_land_on_one_point(X, u, threshold):
    mirrored = X - 2 * np.outer((X @ u - threshold) / (u @ u), u)
    np.testing.assert_allclose(fold(mirrored, u, threshold), fold(X, u, threshold), atol=1e-8)


def test_most_regions_by_hand():
    assert [most_regions(k) for k in range(6)] == [1, 2, 4, 7, 11, 16]
    assert [most_regions(k, 1) for k in range(4)] == [1, 2, 3, 4]
    assert most_regions(3, 3) == 8 and most_regions(3, 7) == 8 and most_regions(4, 3) == 15
    assert most_regions(9, 0) == 1


def test_regions_of_two_crossing_lines_and_of_two_parallel_ones():
    X = np.stack(np.meshgrid(np.linspace(-3, 3, 31), np.linspace(-3, 3, 31)), -1).reshape(-1, 2)
    assert count_regions(X, np.eye(2), np.array([0.1, -0.1])) == 4
    assert count_regions(X, np.array([[1.0, 1.0], [0.0, 0.0]]), np.array([0.0, 1.0])) == 3
    assert count_regions(X, np.zeros((2, 3)), np.zeros(3)) == 1


@pytest.mark.parametrize("k", [1, 2, 3, 4, 5])
def test_random_lines_reach_the_bound_and_never_pass_it(k):
    side = np.linspace(-60, 60, 601)
    X = np.stack(np.meshgrid(side, side), -1).reshape(-1, 2)
    counts = []
    for seed in range(4):
        rng = np.random.default_rng(seed)
        angle = rng.uniform(0, np.pi) + np.pi * (np.arange(k) + rng.uniform(-0.2, 0.2, k)) / k
        W = np.stack([np.cos(angle), np.sin(angle)])
        counts.append(count_regions(X, W, rng.uniform(-20, 20, k)))
    assert max(counts) == most_regions(k)


def test_refusals_name_what_was_given():
    with pytest.raises(ValueError, match=r"\(2,\) and \(3,\)"):
        hinge_sum(np.zeros(4), np.zeros(2), np.zeros(3))
    with pytest.raises(ValueError, match="positive"):
        polyline_slopes(np.array([1.0, 0.0]), np.ones(2))
    with pytest.raises(ValueError, match=r"\(4, 2\) and \(3,\)"):
        fold(np.zeros((4, 2)), np.ones(3))
    with pytest.raises(ValueError, match="zero"):
        fold(np.zeros((4, 2)), np.zeros(2))
    with pytest.raises(ValueError, match="-1"):
        most_regions(-1)
    with pytest.raises(ValueError, match="negative"):
        most_regions(1, -2)
    with pytest.raises(ValueError, match=r"\(4, 2\), \(2, 3\), \(2,\)"):
        count_regions(np.zeros((4, 2)), np.ones((2, 3)), np.zeros(2))
