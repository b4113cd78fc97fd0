"""Regularization: what shrinks and what vanishes, masks, patience, edges of images, soft targets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets import regularization
from snippets.linear_regression import predict
from snippets.losses import mse, softmax_cross_entropy
from snippets.optimization import bowl, gradient_step
from snippets.regularization import (
    apply_mask,
    apply_mask_backward,
    best_gap,
    decay_step,
    dropout,
    dropout_moments,
    early_stopping,
    elastic_net,
    kept_share,
    l1_penalty,
    l1_penalty_grad,
    l1_step,
    l2_minimum,
    l2_penalty,
    l2_penalty_grad,
    label_smoothing,
    max_norm,
    mixup,
    reached_share,
    ridge,
    shift_images,
    shrink,
    soft_cross_entropy,
    soft_cross_entropy_grad,
    soft_threshold,
)

NUMBER = st.floats(-10.0, 10.0, allow_subnormal=False)
STRENGTH = st.floats(0.0, 5.0)
RATE = st.floats(0.0, 0.95)
VECTOR = arrays(float, st.integers(1, 5), elements=NUMBER)
A = np.array([[2.0, 1.0], [1.0, 3.0]])


def test_penalties_by_hand():
    w = np.array([3.0, -4.0, 0.0])
    assert l2_penalty(w, 0.5) == 6.25
    assert l1_penalty(w, 0.5) == 3.5
    np.testing.assert_array_equal(l2_penalty_grad(w, 0.5), [1.5, -2.0, 0.0])
    np.testing.assert_array_equal(l1_penalty_grad(w, 0.5), [0.5, -0.5, 0.0])
    assert elastic_net(w, 0.5, 0.25) == 0.25 * 3.5 + 0.75 * 6.25


def test_whole_numbers_and_matrices_are_weights_too():
    W = np.array([[100, -128], [0, 1]], dtype=np.int8)  # 8 bits hold no square of these
    assert l2_penalty(W, 2.0) == 100.0**2 + 128.0**2 + 1.0
    assert l1_penalty(W, 2.0) == 2.0 * 229.0


@given(VECTOR, STRENGTH)
def test_a_bare_penalty_shrinks_in_proportion_or_by_a_constant(w, strength):
    np.testing.assert_allclose(gradient_step(w, l2_penalty_grad(w, strength), 0.1),
                               (1.0 - 0.1 * strength) * w, atol=1e-12)
    change = w - gradient_step(w, l1_penalty_grad(w, strength), 0.1)
    np.testing.assert_allclose(np.abs(change)[w != 0.0], 0.1 * strength, atol=1e-12)


@given(VECTOR, NUMBER, st.floats(0.01, 1.0), STRENGTH)
def test_decay_is_a_step_on_the_penalized_loss(w, slope, eta, strength):
    gradient = np.full(w.shape, slope)
    stepped = gradient_step(w, gradient + l2_penalty_grad(w, strength), eta)
    np.testing.assert_allclose(decay_step(w, gradient, eta, strength), stepped, atol=1e-10)


def test_ridge_is_the_lowest_point_and_goes_to_least_squares():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(7, 3)), rng.normal(size=7)

    def total(w, strength):
        return mse(predict(X, w, 0.0), y) + l2_penalty(w, strength)

    w = ridge(X, y, 0.3)
    for change in rng.normal(scale=1e-3, size=(20, 3)):
        assert total(w + change, 0.3) > total(w, 0.3)
    np.testing.assert_allclose(ridge(X, y, 1e-12), np.linalg.lstsq(X, y, rcond=None)[0], atol=1e-9)
    assert np.abs(ridge(X, y, 1e9)).max() < 1e-8


def test_ridge_has_an_answer_with_fewer_examples_than_weights():
    w = ridge(np.array([[1.0, 2.0]]), np.array([5.0]), 1e-9)
    np.testing.assert_allclose(w, [1.0, 2.0], atol=1e-6)  # the shortest that fits


@given(st.floats(0.0, 20.0))
def test_the_minimum_with_l2_is_level_and_no_longer_than_the_one_without(strength):
    theta = np.array([2.0, -1.0])
    w = l2_minimum(theta, A, strength)
    np.testing.assert_allclose(A @ (w - theta) + strength * w, 0.0, atol=1e-9)
    assert np.linalg.norm(w) <= np.linalg.norm(theta) + 1e-12
    np.testing.assert_allclose(l2_minimum(theta, np.diag([4.0, 1.0]), strength),
                               theta * kept_share(np.array([4.0, 1.0]), strength))


@given(NUMBER, STRENGTH, NUMBER)
def test_shrinking_and_thresholding_find_the_lowest_point(x, strength, other):
    def height(t, penalty):
        return (t - x) ** 2 / 2.0 + penalty(np.array([t]), strength)

    for function, penalty in ((shrink, l2_penalty), (soft_threshold, l1_penalty)):
        lowest = float(function(np.array(x), strength))
        assert height(lowest, penalty) <= height(other, penalty) + 1e-9


def test_thresholding_makes_zeros_and_shrinking_does_not():
    x = np.array([-2.0, -0.5, 0.0, 0.4, 3.0])
    np.testing.assert_allclose(soft_threshold(x, 0.5), [-1.5, 0.0, 0.0, 0.0, 2.5])
    np.testing.assert_allclose(shrink(x, 1.0), [-1.0, -0.25, 0.0, 0.2, 1.5])


def test_l1_steps_settle_where_no_change_lowers_the_sum():
    theta, w = np.array([2.0, 0.3]), np.zeros(2)
    for _ in range(200):
        w = l1_step(w, A @ (w - theta), 0.2, 1.5)

    def total(w):
        return bowl(w - theta, A) + l1_penalty(w, 1.5)

    for change in np.random.default_rng(0).normal(scale=1e-2, size=(50, 2)):
        assert total(w + change) > total(w)
    np.testing.assert_array_equal(l1_step(np.array([0.1]), np.array([0.0]), 0.5, 1.0), [0.0])


@given(RATE, st.integers(0, 100))
def test_dropout_keeps_or_drops_and_nothing_else(p, seed):
    X = np.arange(1.0, 13.0).reshape(3, 4)
    output, mask = dropout(X, p, np.random.default_rng(seed))
    np.testing.assert_allclose(output[mask], X[mask] / (1.0 - p))
    assert not output[~mask].any() and mask.dtype == bool
    if p == 0.0:
        np.testing.assert_array_equal(output, X)


def test_dropout_drops_the_share_that_it_should_and_keeps_the_mean():
    output, mask = dropout(np.full((400, 500), 2.0), 0.2, np.random.default_rng(1))
    assert abs(mask.mean() - 0.8) < 0.005
    assert abs(output.mean() - 2.0) < 0.02
    assert abs(output.var() - 1.0) < 0.02  # 0.2 / 0.8 times 2 squared


def test_dropout_keeps_the_precision_and_an_infinite_entry_may_be_dropped():
    X = np.array([[np.inf, 1.0]], dtype=np.float32)
    output = apply_mask(X, np.array([[False, True]]), 0.5)
    assert output.dtype == np.float32
    np.testing.assert_array_equal(output, [[0.0, 2.0]])


@given(st.integers(0, 100), st.floats(0.0, 0.9))
def test_the_backward_pass_is_the_transpose_of_the_forward_pass(seed, p):
    rng = np.random.default_rng(seed)
    G, X = rng.normal(size=(2, 3, 4))
    output, mask = dropout(X, p, rng)
    assert np.isclose(np.sum(G * output), np.sum(apply_mask_backward(G, X, mask, p) * X))


@given(NUMBER, st.floats(0.0, 0.95))
def test_the_mean_over_all_masks_is_the_entry(x, p):
    mean, variance = dropout_moments(np.array(x), p)
    assert np.isclose(mean, x, atol=1e-12)
    assert np.isclose(variance, x**2 * p / (1.0 - p), atol=1e-12)


@pytest.mark.parametrize(
    ("losses", "patience", "best", "stop"),
    [
        ([3.0, 2.0, 1.0], 1, 2, 2),  # still falling at the end
        ([3.0, 2.0, 2.5, 1.0], 1, 1, 2),  # too impatient
        ([3.0, 2.0, 2.5, 1.0], 2, 3, 3),
        ([1.0, 2.0, 3.0, 4.0], 2, 0, 2),
        ([1.0, 1.0, 1.0], 2, 0, 2),  # as good is not better
        ([np.nan, np.nan, 5.0, 6.0], 1, 0, 1),
        ([np.nan, np.nan, 5.0, 6.0], 2, 2, 3),
        ([np.nan, 5.0, 6.0], 2, 1, 2),
        ([2.0, np.nan, 1.0], 2, 2, 2),
        ([np.inf, 1.0], 3, 1, 1),
        ([4.0], 1, 0, 0),
    ],
)
def test_early_stopping_by_hand(losses, patience, best, stop):
    assert early_stopping(np.array(losses), patience) == (best, stop)


def test_few_steps_from_zero_do_what_a_penalty_does():
    bends = np.array([0.01, 1.0])
    theta, w = np.array([3.0, -2.0]), np.zeros(2)
    for _ in range(10):
        w = gradient_step(w, bends * (w - theta), 0.1)
    np.testing.assert_allclose(w, reached_share(bends, 0.1, 10) * theta)
    # Where bends are small, steps times rate and one over the strength do the same.
    flat = 1e-6 * bends
    np.testing.assert_allclose(reached_share(flat, 0.1, 10), kept_share(flat, 1.0), rtol=1e-5)


def test_shifts_by_hand_and_nothing_comes_back_at_the_other_edge():
    image = np.arange(1, 7, dtype=np.uint8).reshape(1, 2, 3)
    for shift, moved in [
        ((0, 0), [[1, 2, 3], [4, 5, 6]]),
        ((1, 0), [[0, 0, 0], [1, 2, 3]]),
        ((0, 1), [[0, 1, 2], [0, 4, 5]]),
        ((-1, -2), [[6, 0, 0], [0, 0, 0]]),
        ((2, 0), [[0, 0, 0], [0, 0, 0]]),
        ((0, -7), [[0, 0, 0], [0, 0, 0]]),
    ]:
        given_out = shift_images(image, np.array([shift]))
        assert given_out.tolist() == [moved]
        assert given_out.dtype == image.dtype


def test_each_image_has_its_own_shift():
    images = np.stack([np.eye(3), np.eye(3)])
    moved = shift_images(images, np.array([[0, 1], [1, 0]]))
    np.testing.assert_array_equal(moved[0], np.eye(3, k=1))
    np.testing.assert_array_equal(moved[1], np.eye(3, k=-1))


def test_smooth_labels_by_hand_and_keep_their_sum():
    np.testing.assert_allclose(label_smoothing(np.eye(4)[[2]], 0.2), [[0.05, 0.05, 0.85, 0.05]])
    np.testing.assert_allclose(label_smoothing(np.eye(3), 0.7).sum(axis=1), 1.0)
    np.testing.assert_array_equal(label_smoothing(np.eye(3), 0.0), np.eye(3))
    np.testing.assert_allclose(label_smoothing(np.eye(3), 1.0), 1 / 3)


@given(arrays(float, (3, 4), elements=NUMBER), st.integers(0, 50), st.floats(0.0, 1.0))
def test_soft_targets_extend_the_cross_entropy_of_classes(Z, seed, eps):
    y = np.random.default_rng(seed).integers(4, size=3)
    Y = np.eye(4)[y]
    assert np.isclose(soft_cross_entropy(Z, Y), softmax_cross_entropy(Z, y))
    uniform = soft_cross_entropy(Z, np.full((3, 4), 0.25))
    mixed = (1.0 - eps) * softmax_cross_entropy(Z, y) + eps * uniform
    assert np.isclose(soft_cross_entropy(Z, label_smoothing(Y, eps)), mixed)


@pytest.mark.parametrize(("eps", "classes"), [(0.1, 10), (0.5, 2), (1.0, 3), (1e-6, 5)])
def test_at_the_best_gap_the_loss_is_level(eps, classes):
    Y = label_smoothing(np.eye(classes)[:1], eps)
    Z = np.zeros((1, classes))
    Z[0, 0] = best_gap(eps, classes)
    np.testing.assert_allclose(soft_cross_entropy_grad(Z, Y), 0.0, atol=1e-12)


def test_pytorch_smooths_in_the_same_way():
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(0)
    Z, y = rng.normal(size=(5, 3)), rng.integers(3, size=5)
    theirs = torch.nn.functional.cross_entropy(
        torch.tensor(Z), torch.tensor(y), label_smoothing=0.3).item()
    assert np.isclose(soft_cross_entropy(Z, label_smoothing(np.eye(3)[y], 0.3)), theirs)


def test_the_norm_of_each_column_is_limited():
    W = np.array([[3.0, 0.0, 0.3], [4.0, 0.0, 0.4]])
    np.testing.assert_allclose(max_norm(W, 1.0), [[0.6, 0.0, 0.3], [0.8, 0.0, 0.4]])


def test_mixing_examples_by_hand():
    X, Y = mixup(np.array([[0.0], [10.0]]), np.eye(2), np.array([1, 1]), 0.75)
    np.testing.assert_allclose(X, [[2.5], [10.0]])
    np.testing.assert_allclose(Y, [[0.75, 0.25], [0.0, 1.0]])


@pytest.mark.parametrize("strength", [-0.1, np.nan])
def test_a_penalty_that_rewards_is_refused(strength):
    w = np.ones(2)
    for name, arguments in [
        ("l2_penalty", (w,)), ("l2_penalty_grad", (w,)), ("l1_penalty", (w,)),
        ("l1_penalty_grad", (w,)), ("decay_step", (w, w, 0.1)), ("l1_step", (w, w, 0.1)),
        ("l2_minimum", (w, np.eye(2))), ("shrink", (w,)), ("soft_threshold", (w,)),
        ("kept_share", (w,)),
    ]:
        with pytest.raises(ValueError, match="not negative, got"):
            getattr(regularization, name)(*arguments, strength)


@pytest.mark.parametrize("p", [-0.1, 1.0, 1.5, np.nan])
def test_a_probability_that_is_none_is_refused(p):
    X = np.ones((2, 2))
    for call in (lambda: dropout(X, p, np.random.default_rng(0)), lambda: apply_mask(X, X, p),
                 lambda: apply_mask_backward(X, X, X, p), lambda: dropout_moments(X, p)):
        with pytest.raises(ValueError, match="p"):
            call()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ridge(np.ones((2, 3)), np.ones(3), 1.0), r"got \(2, 3\), \(3,\), 1.0"),
        (lambda: ridge(np.ones((2, 3)), np.ones(2), 0.0), "got .* 0.0"),
        (lambda: apply_mask(np.ones((2, 3)), np.ones(3), 0.5), r"got \(2, 3\), \(3,\)"),
        (lambda: apply_mask_backward(np.ones(3), np.ones((2, 3)), np.ones(3), 0.5), "equal shapes"),
        (lambda: early_stopping(np.ones(0), 1), r"got \(0,\)"),
        (lambda: early_stopping(np.ones(3), 0), "patience"),
        (lambda: early_stopping(np.ones((3, 1)), 1), r"got \(3, 1\)"),
        (lambda: reached_share(np.ones(2), 0.1, -1), "negative, -1"),
        (lambda: shift_images(np.ones((2, 3)), np.ones((2, 2), int)), r"got \(2, 3\)"),
        (lambda: shift_images(np.ones((2, 3, 3)), np.ones(2, int)), r"and \(2,\)"),
        (lambda: label_smoothing(np.ones(3), 0.1), r"got \(3,\)"),
        (lambda: label_smoothing(np.eye(3), 1.1), "1.1"),
        (lambda: soft_cross_entropy(np.ones((2, 3)), np.ones(2)), r"got \(2, 3\) and \(2,\)"),
        (lambda: soft_cross_entropy_grad(np.ones((0, 3)), np.ones((0, 3))), "with entries"),
        (lambda: best_gap(0.0, 3), "eps in"),
        (lambda: best_gap(0.1, 1), "two classes"),
    ],
)
def test_what_does_not_fit_is_told(call, message):
    with pytest.raises(ValueError, match=message):
        call()
