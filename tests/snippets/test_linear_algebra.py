"""Vectors and matrices: known values, the laws of products and lengths, refusals."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.linear_algebra import (
    area_factor,
    center_columns,
    cosine_similarity,
    dot,
    linear,
    linear_backward,
    matmul,
    matvec,
    norm,
    normalize,
    outer,
    projection,
    rotation,
    squared_distances,
    transpose,
)

numbers = st.floats(-4, 4).map(lambda number: round(number, 3))
sizes = st.integers(1, 4)
angles = st.floats(-7, 7)


def vectors(size=3):
    return arrays(float, size, elements=numbers)


def matrices(n, d):
    return arrays(float, (n, d), elements=numbers)


@st.composite
def chains(draw):
    """Three matrices that can be multiplied, and a vector that fits the last."""
    n, d, k, m = (draw(sizes) for _ in range(4))
    return tuple(draw(matrices(*shape)) for shape in [(n, d), (d, k), (k, m)]) + (draw(vectors(m)),)


def test_known_products():
    assert dot(np.array([1.0, 2.0, 3.0]), np.array([4.0, 0.0, -1.0])) == 1
    assert norm(np.array([3.0, 4.0])) == 5
    assert norm(np.array([2.0, -3.0, 6.0])) == 7
    A, B = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]]), np.array([[2.0, 0.0], [1.0, 3.0]])
    np.testing.assert_array_equal(matvec(A, np.array([2.0, 1.0])), [4, -1, 7])
    np.testing.assert_array_equal(matmul(A, B), [[4, 6], [-1, -3], [7, 3]])
    np.testing.assert_array_equal(transpose(A), [[1, 0, 3], [2, -1, 1]])
    np.testing.assert_array_equal(outer(np.array([1.0, 2.0]), np.array([3.0, 0.0, -1.0])),
                                  [[3, 0, -1], [6, 0, -2]])
    assert area_factor(np.array([[1.0, 2.0], [3.0, 4.0]])) == -2


def test_known_directions():
    np.testing.assert_allclose(normalize(np.array([3.0, -4.0])), [0.6, -0.8])
    assert cosine_similarity(np.array([1.0, 0.0]), np.array([5.0, 5.0])) == pytest.approx(0.5**0.5)
    np.testing.assert_allclose(projection(np.array([2.0, 5.0]), np.array([-3.0, 0.0])), [2, 0])
    np.testing.assert_allclose(rotation(np.pi / 2), [[0, -1], [1, 0]], atol=1e-15)
    np.testing.assert_allclose(rotation(np.pi / 6) @ [1, 0], [math.sqrt(3) / 2, 0.5])


@given(vectors(), vectors(), vectors(), numbers)
def test_the_dot_product_is_linear_and_symmetric(u, v, w, factor):
    assert dot(u, v) == dot(v, u)
    mixed = dot(u, v) + factor * dot(u, w)
    assert dot(u, v + factor * w) == pytest.approx(mixed, abs=1e-10)


@given(vectors(), vectors(), numbers)
def test_laws_of_length(u, v, factor):
    assert norm(v) ** 2 == pytest.approx(dot(v, v), abs=1e-12)
    assert norm(factor * v) == pytest.approx(abs(factor) * norm(v), abs=1e-12)
    assert norm(u + v) <= norm(u) + norm(v) + 1e-12
    assert abs(dot(u, v)) <= norm(u) * norm(v) + 1e-12


@pytest.mark.parametrize("size", [1e-320, 1e-200, 1.0, 1e200, 5e307])
def test_lengths_of_all_sizes(size):
    v = size * np.array([0.75, 1.0])
    assert norm(v) == pytest.approx(1.25 * size, rel=1e-3 if size < 1e-300 else 1e-15)


def test_length_of_nothing_and_of_infinity():
    assert norm(np.zeros(3)) == 0
    assert norm(np.zeros(0)) == 0
    assert norm(np.array([1.0, -np.inf])) == np.inf
    assert math.isnan(norm(np.array([1.0, np.nan])))


@given(vectors(), vectors(), st.floats(0.1, 100))
def test_directions_know_no_length(u, v, factor):
    assume(norm(u) > 0.01 and norm(v) > 0.01)
    assert norm(normalize(v)) == pytest.approx(1)
    np.testing.assert_allclose(normalize(factor * v), normalize(v), atol=1e-13)
    cosine = cosine_similarity(u, v)
    assert -1 - 1e-12 <= cosine <= 1 + 1e-12
    assert cosine_similarity(factor * u, v) == pytest.approx(cosine, abs=1e-12)
    assert cosine_similarity(-u, v) == pytest.approx(-cosine, abs=1e-12)


@given(vectors(), vectors())
def test_what_a_shadow_leaves_over_is_orthogonal(u, v):
    assume(norm(v) > 0.01)
    shadow = projection(u, v)
    assert dot(u - shadow, v) == pytest.approx(0, abs=1e-10)
    np.testing.assert_allclose(projection(shadow, v), shadow, atol=1e-10)
    np.testing.assert_allclose(projection(u, -3 * v), shadow, atol=1e-10)


@given(chains())
def test_laws_of_the_matrix_product(chain):
    A, B, C, x = chain
    np.testing.assert_allclose(matmul(A, B), A @ B, atol=1e-10)
    np.testing.assert_allclose(matmul(matmul(A, B), C), matmul(A, matmul(B, C)), atol=1e-8)
    np.testing.assert_allclose(matvec(matmul(B, C), x), matvec(B, matvec(C, x)), atol=1e-9)
    np.testing.assert_allclose(transpose(matmul(A, B)), matmul(transpose(B), transpose(A)),
                               atol=1e-12)
    np.testing.assert_array_equal(transpose(transpose(A)), A)
    np.testing.assert_array_equal(matmul(A, np.eye(A.shape[1])), A)
    tables = sum(outer(A[:, m], B[m]) for m in range(len(B)))
    np.testing.assert_allclose(tables, matmul(A, B), atol=1e-10)


@given(matrices(2, 2), matrices(2, 2))
def test_area_factors_multiply(A, B):
    assert area_factor(matmul(A, B)) == pytest.approx(area_factor(A) * area_factor(B), abs=1e-8)
    assert area_factor(transpose(A)) == pytest.approx(area_factor(A), abs=1e-12)


@given(angles, angles, vectors(2))
def test_turns_keep_lengths_and_add_up(first, second, v):
    assert norm(rotation(first) @ v) == pytest.approx(norm(v), abs=1e-12)
    np.testing.assert_allclose(rotation(second) @ rotation(first), rotation(first + second),
                               atol=1e-13)
    assert area_factor(rotation(first)) == pytest.approx(1)


@given(chains())
def test_a_layer_treats_each_example_alone(chain):
    X, W, *_ = chain
    b = np.arange(1.0, W.shape[1] + 1)
    Z = linear(X, W, b)
    assert Z.shape == (len(X), len(b))
    for i, row in enumerate(X):
        for j in range(len(b)):
            assert Z[i, j] == pytest.approx(dot(row, W[:, j]) + b[j], abs=1e-12)


def test_a_bias_is_copied_forward_and_summed_backward():
    X, W, b = np.ones((4, 3)), np.arange(6.0).reshape(3, 2), np.array([10.0, 20.0])
    G = np.array([[1.0, 0.0], [-1.0, 2.0], [0.5, -1.0], [2.0, 1.0]])
    np.testing.assert_array_equal(linear(X, W, b) - X @ W, [[10, 20]] * 4)
    X_grad, W_grad, b_grad = linear_backward(G, X, W, b)
    np.testing.assert_array_equal(b_grad, [2.5, 2.0])
    np.testing.assert_array_equal(W_grad, np.tile(b_grad, (3, 1)))  # every input is 1
    np.testing.assert_array_equal(X_grad[0], W[:, 0])  # the first example is pulled by one output


@given(matrices(4, 3))
def test_centered_columns_have_the_mean_zero_and_keep_their_differences(X):
    centered = center_columns(X)
    np.testing.assert_allclose(centered.mean(axis=0), 0, atol=1e-14)
    np.testing.assert_allclose(centered - centered[0], X - X[0], atol=1e-14)


def test_centered_columns_and_distances_by_hand():
    X = np.array([[1.0, 10.0], [3.0, 40.0]])
    np.testing.assert_array_equal(center_columns(X), [[-1, -15], [1, 15]])
    A, B = np.array([[0.0, 0.0], [1.0, 2.0], [3.0, 4.0]]), np.array([[0.0, 0.0], [3.0, 0.0]])
    np.testing.assert_array_equal(squared_distances(A, B), [[0, 9], [5, 8], [25, 16]])


@given(matrices(3, 2), matrices(4, 2))
def test_distances_are_norms_of_differences(A, B):
    table = squared_distances(A, B)
    assert table.shape == (3, 4)
    for i, j in np.ndindex(3, 4):
        assert table[i, j] == pytest.approx(norm(A[i] - B[j]) ** 2, abs=1e-12)
    np.testing.assert_array_equal(table, squared_distances(B, A).T)


def test_integers_become_floats():
    u = np.array([1, 2])
    assert dot(u, u) == 5
    assert isinstance(dot(u, u), float)
    assert matmul(np.eye(2, dtype=int), np.eye(2, dtype=int)).dtype == np.float64
    assert dot(np.array([100, 100], dtype=np.int8), np.array([100, 100], dtype=np.int8)) == 20000


@pytest.mark.parametrize("call, message", [
    (lambda: dot(np.ones(2), np.ones(3)), r"u has shape \(2,\), v \(3,\)"),
    (lambda: dot(np.ones((2, 1)), np.ones((2, 1))), r"\(2, 1\)"),
    (lambda: norm(np.ones((2, 2))), r"v must have shape \(d,\), got \(2, 2\)"),
    (lambda: normalize(np.zeros(2)), "a vector of length 0.0 has no direction"),
    (lambda: normalize(np.array([np.inf])), "a vector of length inf has no direction"),
    (lambda: cosine_similarity(np.zeros(2), np.ones(2)), "no direction"),
    (lambda: cosine_similarity(np.ones(2), np.ones(3)), r"\(2,\), v \(3,\)"),
    (lambda: projection(np.ones(2), np.zeros(2)), "no direction"),
    (lambda: matvec(np.ones((2, 3)), np.ones(2)), r"A has shape \(2, 3\), x \(2,\)"),
    (lambda: matvec(np.ones(3), np.ones(3)), r"A has shape \(3,\)"),
    (lambda: area_factor(np.eye(3)), r"got \(3, 3\)"),
    (lambda: matmul(np.ones((2, 3)), np.ones((2, 3))), r"A has shape \(2, 3\), B \(2, 3\)"),
    (lambda: matmul(np.ones((2, 3)), np.ones(3)), r"B \(3,\)"),
    (lambda: transpose(np.ones(3)), r"got \(3,\)"),
    (lambda: outer(np.ones(3), np.ones((3, 1))), r"v \(3, 1\)"),
    (lambda: linear(np.ones((2, 3)), np.ones((3, 2)), np.ones((2, 1))), r"got .*\(2, 1\)"),
    (lambda: linear(np.ones(3), np.ones((3, 2)), np.ones(2)), r"got \(3,\), \(3, 2\), \(2,\)"),
    (lambda: linear_backward(np.ones((2, 4)), np.ones((4, 3)), np.ones((3, 2)), np.ones(2)),
     r"got \(2, 4\)"),
    (lambda: linear_backward(np.ones((4, 2)), np.ones((4, 3)), np.ones((3, 2)), np.ones(1)),
     r"got .*\(1,\)"),
    (lambda: center_columns(np.ones(3)), r"got \(3,\)"),
    (lambda: center_columns(np.ones((0, 3))), r"got \(0, 3\)"),
    (lambda: squared_distances(np.ones((2, 3)), np.ones((3, 2))), r"\(2, 3\), B \(3, 2\)"),
])  # fmt: skip
def test_shapes_that_do_not_fit_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
