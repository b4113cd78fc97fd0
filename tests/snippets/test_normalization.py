"""Batch and layer norm: what they do to means and variances, both modes, both gradients, bad shapes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.linear_algebra import linear
from snippets.normalization import (
    batch_norm,
    batch_norm_backward,
    batch_norm_inference,
    batch_statistics,
    fold_batch_norm,
    layer_norm,
    layer_norm_backward,
    mean_gradient,
    merge_statistics,
    rms_norm,
    rms_norm_backward,
    running_statistics,
    variance_gradient,
)

BATCHES = arrays(float, st.tuples(st.integers(2, 6), st.integers(2, 5)),
                 elements=st.floats(-10.0, 10.0).map(lambda x: round(x, 3)))


def plain(X):
    return np.ones(X.shape[1]), np.zeros(X.shape[1])


def test_a_column_by_hand():
    X = np.array([[1.0], [3.0]])  # mean 2, variance 1
    normal = batch_norm(X, np.array([2.0]), np.array([5.0]), eps=3.0)
    np.testing.assert_allclose(normal, [[4.0], [6.0]])  # 2 (∓1) / sqrt(1 + 3) + 5


@given(BATCHES)
def test_columns_or_rows_have_mean_zero_and_nearly_variance_one(X):
    normal = batch_norm(X, *plain(X))
    np.testing.assert_allclose(normal.mean(axis=0), 0.0, atol=1e-6)
    np.testing.assert_allclose(normal.var(axis=0), X.var(axis=0) / (X.var(axis=0) + 1e-5), atol=1e-6)
    np.testing.assert_allclose(layer_norm(X, *plain(X)), batch_norm(X.T, *plain(X.T)).T)


@given(BATCHES, st.floats(0.5, 20.0), st.floats(-50.0, 50.0))
def test_scale_and_shift_of_the_input_do_not_matter(X, factor, shift):
    varied = X + np.arange(X.size).reshape(X.shape) ** 2
    changed = factor * varied + shift
    np.testing.assert_allclose(batch_norm(changed, *plain(X), eps=1e-12),
                               batch_norm(varied, *plain(X), eps=1e-12), atol=1e-6)


def test_a_constant_column_becomes_the_shift():
    X = np.full((4, 1), 7.0)
    np.testing.assert_array_equal(batch_norm(X, np.array([3.0]), np.array([2.0])), np.full((4, 1), 2.0))


@given(BATCHES)
def test_a_gradient_has_no_part_along_what_normalization_takes_out(X):
    generator = np.random.default_rng(0)
    X = X + generator.normal(size=X.shape)
    G = generator.normal(size=X.shape)
    X_grad, gamma_grad, b_grad = batch_norm_backward(G, X, *plain(X), eps=1e-12)
    # Shifting or stretching a column changes nothing, so that no gradient points there.
    np.testing.assert_allclose(X_grad.sum(axis=0), 0.0, atol=1e-6)
    np.testing.assert_allclose((X_grad * X).sum(axis=0), 0.0, atol=1e-6)
    np.testing.assert_allclose(b_grad, G.sum(axis=0))
    np.testing.assert_allclose(gamma_grad, (G * batch_norm(X, *plain(X), eps=1e-12)).sum(axis=0))
    by_row = layer_norm_backward(G, X, *plain(X), eps=1e-12)[0]
    np.testing.assert_allclose(by_row.sum(axis=1), 0.0, atol=1e-6)


def test_gradients_of_batch_norm_equal_those_of_pytorch():
    torch = pytest.importorskip("torch")
    generator = np.random.default_rng(1)
    G, X = generator.normal(size=(2, 7, 4))
    gamma, b = generator.normal(size=(2, 4))
    inputs = [torch.tensor(each, requires_grad=True) for each in (X, gamma, b)]
    output = torch.nn.functional.batch_norm(inputs[0], None, None, *inputs[1:], training=True)
    output.backward(torch.tensor(G))
    np.testing.assert_allclose(batch_norm(X, gamma, b), output.detach().numpy(), atol=1e-12)
    for ours, theirs in zip(batch_norm_backward(G, X, gamma, b), inputs, strict=True):
        np.testing.assert_allclose(ours, theirs.grad.numpy(), atol=1e-12)


def test_after_training_a_row_does_not_depend_on_the_others():
    generator = np.random.default_rng(2)
    X = generator.normal(3.0, 2.0, size=(50, 3))
    kept = X.mean(axis=0), X.var(axis=0)
    whole = batch_norm_inference(X, *plain(X), *kept)
    np.testing.assert_allclose(whole, batch_norm(X, *plain(X)))
    np.testing.assert_array_equal(batch_norm_inference(X[:1], *plain(X), *kept), whole[:1])


def test_running_statistics_settle_at_those_of_the_data():
    generator = np.random.default_rng(3)
    mean, variance = np.zeros(2), np.ones(2)
    for _ in range(400):
        X = generator.normal([1.0, -2.0], [3.0, 0.5], size=(256, 2))
        mean, variance = running_statistics(X, mean, variance)
    np.testing.assert_allclose(mean, [1.0, -2.0], atol=0.2)
    np.testing.assert_allclose(variance, [9.0, 0.25], rtol=0.1)


def test_the_share_of_a_new_batch():
    X = np.array([[0.0], [2.0]])  # mean 1, unbiased variance 2
    mean, variance = running_statistics(X, np.array([5.0]), np.array([1.0]), momentum=0.25)
    assert (mean.item(), variance.item()) == (4.0, 1.25)


def test_float32_stays_float32():
    X = np.ones((3, 2), np.float32)
    gamma, b = (each.astype(np.float32) for each in plain(X))
    assert batch_norm(X, gamma, b).dtype == np.float32
    assert all(each.dtype == np.float32 for each in layer_norm_backward(X, X, gamma, b))


@pytest.mark.parametrize("norm", [batch_norm, layer_norm])
@pytest.mark.parametrize(
    ("X", "gamma"),
    [(np.ones((4, 3)), np.ones(4)), (np.ones((4, 3)), np.ones((3, 1))), (np.ones((0, 3)), np.ones(3)),
     (np.ones((4, 3)), np.ones((4, 3))), (np.ones(3), np.ones(3))],
)
def test_shapes_that_do_not_fit_are_told(norm, X, gamma):
    with pytest.raises(ValueError, match=r"need \(n, d\) and \(d,\) arrays, got"):
        norm(X, gamma, np.zeros_like(gamma))


@pytest.mark.parametrize("backward", [batch_norm_backward, layer_norm_backward])
def test_a_gradient_of_another_shape_is_told(backward):
    with pytest.raises(ValueError, match=r"\(4, 3\), \(3,\), \(3,\), \(3,\)"):
        backward(np.ones(3), np.ones((4, 3)), np.ones(3), np.zeros(3))


def test_one_example_has_no_variance():
    with pytest.raises(ValueError, match="single example"):
        running_statistics(np.ones((1, 2)), np.zeros(2), np.ones(2))


def test_statistics_by_hand():
    mean, variance = batch_statistics(np.array([[1.0, 5.0], [3.0, 5.0], [8.0, 5.0]]))
    np.testing.assert_allclose(mean, [4.0, 5.0])
    np.testing.assert_allclose(variance, [26.0 / 3.0, 0.0])  # (9 + 1 + 16) / 3


def test_what_reaches_mean_and_variance_by_hand():
    X, G = np.array([[1.0], [3.0]]), np.array([[1.0], [5.0]])  # mean 2, variance 1, root 2
    np.testing.assert_allclose(mean_gradient(G, X, np.array([3.0]), eps=3.0), [-9.0])  # -3 · 6 / 2
    # The slope of (1 + 3)^(-1/2) is -1/16; the outputs add up to 3 (5 - 1).
    np.testing.assert_allclose(variance_gradient(G, X, np.array([3.0]), eps=3.0), [-0.75])


@given(BATCHES)
def test_the_two_statistics_carry_all_that_does_not_go_straight(X):
    generator = np.random.default_rng(5)
    X = X + generator.normal(size=X.shape)
    G, gamma = generator.normal(size=X.shape), generator.normal(size=X.shape[1])
    mean, variance = batch_statistics(X)
    straight = gamma * G / np.sqrt(variance + 1e-5)
    by_mean = mean_gradient(G, X, gamma) / len(X)
    by_variance = variance_gradient(G, X, gamma) * 2.0 * (X - mean) / len(X)
    whole, _, _ = batch_norm_backward(G, X, gamma, np.zeros(X.shape[1]))
    np.testing.assert_allclose(straight + by_mean + by_variance, whole, rtol=1e-7, atol=1e-7)


def test_folded_layers_by_hand():
    W, b = fold_batch_norm(np.array([[1.0, 2.0]]), np.array([3.0, 1.0]), np.array([0.5, 0.0]),
                           np.array([2.0, -4.0]), np.array([0.0, 12.0]), eps=4.0)
    np.testing.assert_allclose(W, [[1.5, 0.5]])
    np.testing.assert_allclose(b, [-2.5, 1.0])


@given(BATCHES)
def test_a_folded_layer_computes_the_same(X):
    generator = np.random.default_rng(6)
    W = generator.normal(size=(X.shape[1], 7))
    gamma, b, mean = generator.normal(size=(3, 7))
    variance = generator.uniform(0.1, 3.0, size=7)
    np.testing.assert_allclose(linear(X, *fold_batch_norm(W, gamma, b, mean, variance)),
                               batch_norm_inference(X @ W, gamma, b, mean, variance), atol=1e-9)


@given(BATCHES, st.integers(1, 4))
def test_merged_statistics_are_those_of_all_rows(X, batches):
    rows = np.concatenate([X + 3.0 * k * k for k in range(batches)])
    parts = [batch_statistics(part) for part in np.split(rows, batches)]
    merged = merge_statistics(*map(np.array, zip(*parts, strict=True)))
    for ours, whole in zip(merged, batch_statistics(rows), strict=True):
        np.testing.assert_allclose(ours, whole, rtol=1e-9, atol=1e-9)


def test_merging_by_hand():
    mean, variance = merge_statistics(np.array([[0.0], [4.0]]), np.array([[1.0], [3.0]]))
    np.testing.assert_allclose(mean, [2.0])
    np.testing.assert_allclose(variance, [6.0])  # 2 within, 4 between


def test_rms_norm_by_hand():
    normal = rms_norm(np.array([[3.0, 4.0]]), np.array([1.0, 2.0]), eps=12.5)  # mean square 12.5
    np.testing.assert_allclose(normal, [[0.6, 1.6]])


@given(BATCHES, st.floats(0.5, 20.0))
def test_rms_norm_is_layer_norm_where_rows_have_mean_zero(X, factor):
    X = X + np.random.default_rng(7).normal(size=X.shape)
    gamma, b = plain(X)
    centered = X - X.mean(axis=1, keepdims=True)
    np.testing.assert_allclose(rms_norm(centered, gamma), layer_norm(centered, gamma, b), atol=1e-9)
    np.testing.assert_allclose(rms_norm(factor * X, gamma, eps=1e-12), rms_norm(X, gamma, eps=1e-12),
                               atol=1e-6)


@given(BATCHES)
def test_the_gradient_of_rms_norm_is_at_a_right_angle_to_the_row(X):
    generator = np.random.default_rng(8)
    X, G = X + generator.normal(size=X.shape), generator.normal(size=X.shape)
    by_X, by_gamma = rms_norm_backward(G, X, plain(X)[0], eps=1e-12)
    np.testing.assert_allclose((by_X * X).sum(axis=1), 0.0, atol=1e-6)
    np.testing.assert_allclose(by_gamma, (G * rms_norm(X, plain(X)[0], eps=1e-12)).sum(axis=0))


@pytest.mark.parametrize("call", [
    lambda: batch_statistics(np.ones(3)),
    lambda: batch_statistics(np.ones((0, 3))),
    lambda: variance_gradient(np.ones((4, 3)), np.ones((4, 3)), np.ones(4)),
    lambda: mean_gradient(np.ones(3), np.ones((4, 3)), np.ones(3)),
    lambda: fold_batch_norm(np.ones((2, 3)), np.ones(2), np.ones(3), np.ones(3), np.ones(3)),
    lambda: merge_statistics(np.ones((2, 3)), np.ones((1, 3))),
    lambda: rms_norm(np.ones((4, 3)), np.ones(4)),
    lambda: rms_norm_backward(np.ones((4, 1)), np.ones((4, 3)), np.ones(3)),
])
def test_the_rest_tells_shapes_that_do_not_fit(call):
    with pytest.raises(ValueError, match="need .* arrays, got"):
        call()
