"""Slopes of functions of several inputs: known values, the laws of the gradient, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.gradients import (
    basin,
    basin_grad,
    directional_derivative,
    gradient,
    hill,
    hill_grad,
    landscape,
    landscape_grad,
    line_error,
    line_error_grad,
    partial,
    product,
    product_grad,
    slope_at_angle,
    tangent_plane,
)

numbers = st.floats(-3, 3)
pairs = arrays(float, 2, elements=numbers)
vectors = arrays(float, st.integers(1, 5), elements=numbers)
angles = st.floats(-7, 7)


def weighted(x):
    """A parabola in each input, with mixed terms: its central differences are exact."""
    return float(np.sum(np.arange(1, len(x) + 1) * x**2) + np.sum(x) ** 2)


def weighted_gradient(x):
    return 2 * np.arange(1, len(x) + 1) * x + 2 * np.sum(x)


@given(vectors)
def test_central_differences_of_a_parabola_are_exact(x):
    np.testing.assert_allclose(gradient(weighted, x, 0.5), weighted_gradient(x), atol=1e-10)
    for j in range(len(x)):
        assert partial(weighted, x, j, 0.5) == pytest.approx(weighted_gradient(x)[j], abs=1e-10)


@given(pairs, pairs)
def test_the_slope_in_a_direction_is_the_sum_of_shares(x, u):
    slope = directional_derivative(landscape, x, u)
    assert slope == pytest.approx(np.sum(landscape_grad(x) * u), abs=1e-8)


@given(pairs, st.floats(-2, 2))
def test_a_longer_direction_gives_a_larger_rate(x, factor):
    u = np.array([0.6, 0.8])
    once = directional_derivative(landscape, x, u)
    assert directional_derivative(landscape, x, factor * u) == pytest.approx(factor * once, abs=1e-7)


@given(pairs)
def test_along_an_axis_it_is_the_partial_derivative(x):
    for j in range(2):
        axis = np.eye(2)[j]
        assert directional_derivative(landscape, x, axis) == partial(landscape, x, j)


@pytest.mark.parametrize("f, f_grad", [(landscape, landscape_grad), (basin, basin_grad),
                                       (hill, hill_grad), (product, product_grad)])
@given(x=pairs)
def test_formulas_equal_measured_slopes(f, f_grad, x):
    np.testing.assert_allclose(f_grad(x), gradient(f, x), atol=1e-8)


def test_landscape_at_its_stationary_points():
    assert landscape(np.array([1.0, 0.0])) == pytest.approx(math.exp(-0.5))
    assert landscape(np.array([-1.0, 0.0])) == pytest.approx(-math.exp(-0.5))
    for x in ([1.0, 0.0], [-1.0, 0.0]):
        np.testing.assert_allclose(landscape_grad(np.array(x)), [0, 0], atol=1e-16)
    np.testing.assert_allclose(landscape_grad(np.zeros(2)), [1, 0])
    np.testing.assert_allclose(landscape_grad(np.array([1.0, 2.0])), [0, -2 * math.exp(-2.5)])


@given(pairs)
def test_hill_and_hollow_mirror_each_other(x):
    mirrored = x * np.array([-1, 1])
    assert landscape(mirrored) == -landscape(x)
    np.testing.assert_array_equal(landscape_grad(mirrored), landscape_grad(x) * np.array([1, -1]))


def test_bowl_and_hill_by_hand():
    x = np.array([2.0, 3.0])
    assert basin(x) == 6.5
    assert basin(x, 4.0, -2.0) == -1.0
    np.testing.assert_array_equal(basin_grad(x, 4.0, -2.0), [8, -6])
    assert hill(x, 0.5, 1 / 3) == pytest.approx(math.exp(-2.5))
    np.testing.assert_allclose(hill_grad(x, 0.5, 1 / 3), [-math.exp(-2.5), -math.exp(-2.5)])


def test_product_with_and_without_zeros():
    assert product(np.array([2.0, 3.0, 5.0])) == 30
    np.testing.assert_array_equal(product_grad(np.array([2.0, 3.0, 5.0])), [15, 10, 6])
    np.testing.assert_array_equal(product_grad(np.array([2.0, 0.0, 5.0])), [0, 10, 0])
    np.testing.assert_array_equal(product_grad(np.array([0.0, 0.0, 5.0])), [0, 0, 0])
    np.testing.assert_array_equal(product_grad(np.array([7.0])), [1])


@given(pairs, angles)
def test_slopes_around_a_point_are_one_wave(g, angle):
    u = np.array([math.cos(angle), math.sin(angle)])
    assert slope_at_angle(g, angle) == pytest.approx(np.sum(g * u), abs=1e-14)
    assert abs(slope_at_angle(g, angle)) <= math.hypot(*g) + 1e-14
    assert slope_at_angle(g, angle + math.pi) == pytest.approx(-slope_at_angle(g, angle), abs=1e-13)
    steepest = math.atan2(g[1], g[0])
    assert slope_at_angle(g, steepest) == pytest.approx(math.hypot(*g), abs=1e-14)
    assert slope_at_angle(g, steepest + math.pi / 2) == pytest.approx(0, abs=1e-14)


def test_slopes_of_an_array_of_angles_keep_its_shape():
    angle = np.array([[0.0, np.pi / 2], [np.pi, np.pi / 4]])
    expected = [[3, 4], [-3, 7 / math.sqrt(2)]]
    np.testing.assert_allclose(slope_at_angle(np.array([3.0, 4.0]), angle), expected)


def test_the_tangent_plane_by_hand():
    assert tangent_plane(5.0, np.array([2.0, -3.0]), np.array([0.5, 1.0])) == 3.0


@given(pairs)
def test_the_error_of_the_tangent_plane_falls_with_the_square(x):
    delta = np.array([0.3, -0.2])
    for scale in (1e-2, 1e-3):
        plane = tangent_plane(landscape(x), landscape_grad(x), scale * delta)
        assert abs(landscape(x + scale * delta) - plane) < 0.2 * scale**2


def test_line_error_by_hand():
    x, y = np.array([0.0, 1.0, 2.0]), np.array([1.0, 2.0, 5.0])
    theta = np.array([1.0, 1.0])  # misses 0, 0 and -2
    assert line_error(theta, x, y) == pytest.approx(4 / 3)
    np.testing.assert_allclose(line_error_grad(theta, x, y), [-4 / 3, -8 / 3])


@given(pairs)
def test_line_error_does_not_grow_with_repeated_data(theta):
    x, y = np.array([0.0, 1.0, 2.0]), np.array([1.0, -2.0, 5.0])
    twice = np.concatenate([x, x]), np.concatenate([y, y])
    assert line_error(theta, *twice) == pytest.approx(line_error(theta, x, y))
    np.testing.assert_allclose(line_error_grad(theta, *twice), line_error_grad(theta, x, y),
                               atol=1e-12)


def test_integers_are_measured_like_floats_and_left_alone():
    x = np.array([3, 4])
    np.testing.assert_array_equal(gradient(weighted, x, 0.5), weighted_gradient(x))
    assert directional_derivative(weighted, x, np.array([1, 0]), 0.5) == weighted_gradient(x)[0]
    np.testing.assert_array_equal(x, [3, 4])
    x = np.array([3.0, 4.0])
    x.setflags(write=False)
    gradient(weighted, x)


@pytest.mark.parametrize("a", [0.0, -1e-5, math.nan, math.inf])
def test_a_step_that_is_not_positive_is_refused(a):
    x = np.ones(2)
    for measure in (lambda: partial(basin, x, 0, a), lambda: gradient(basin, x, a),
                    lambda: directional_derivative(basin, x, x, a)):
        with pytest.raises(ValueError, match=f"positive and finite, got {a}"):
            measure()


@pytest.mark.parametrize("j", [-1, 2])
def test_an_input_that_does_not_exist_is_refused(j):
    with pytest.raises(ValueError, match=rf"no input {j} in an array of shape \(2,\)"):
        partial(basin, np.ones(2), j)


@pytest.mark.parametrize("call, message", [
    (lambda: gradient(basin, np.ones((2, 2))), r"x must have shape \(d,\), got \(2, 2\)"),
    (lambda: partial(basin, np.ones((2, 2)), 0), r"shape \(2, 2\)"),
    (lambda: directional_derivative(basin, np.ones(2), np.ones(3)), r"\(2,\), the direction \(3,\)"),
    (lambda: slope_at_angle(np.ones(3), 0.0), r"g must have shape \(2,\), got \(3,\)"),
    (lambda: tangent_plane(0.0, np.ones(2), np.ones(1)), r"g has shape \(2,\), delta \(1,\)"),
    (lambda: landscape(np.ones(3)), r"got \(3,\)"),
    (lambda: landscape_grad(np.ones((2, 1))), r"got \(2, 1\)"),
    (lambda: basin(np.ones(3)), r"got \(3,\)"),
    (lambda: basin_grad(np.ones(3)), r"got \(3,\)"),
    (lambda: hill(np.ones(3)), r"got \(3,\)"),
    (lambda: hill_grad(np.ones(3)), r"got \(3,\)"),
    (lambda: product_grad(np.ones((2, 2))), r"got \(2, 2\)"),
    (lambda: line_error(np.ones(3), np.ones(2), np.ones(2)), r"got \(3,\), \(2,\) and \(2,\)"),
    (lambda: line_error_grad(np.ones(2), np.ones(1), np.ones(2)), r"got \(2,\), \(1,\) and \(2,\)"),
])  # fmt: skip
def test_shapes_that_do_not_fit_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
