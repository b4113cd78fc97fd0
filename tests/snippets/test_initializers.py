"""First weights: their statistics, their variances by hand, and what depth does to them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.activations import relu, tanh, tanh_grad
from snippets.gradients import gradient
from snippets.initializers import (
    class_prior_bias,
    gradient_variance,
    gradient_variances,
    he,
    he_std,
    layer_variances,
    leaky_he_std,
    normal,
    score_variance,
    uniform_bound,
    unit_scores,
    variance_at_depth,
    xavier,
    xavier_std,
    xavier_uniform,
    zeros,
)
from snippets.softmax import softmax


def test_zeros():
    np.testing.assert_array_equal(zeros(2, 3), [[0, 0, 0], [0, 0, 0]])


@pytest.mark.parametrize(("draw", "std"), [
    (lambda rng: normal(300, 200, 0.7, rng), 0.7),
    (lambda rng: xavier(300, 200, rng), np.sqrt(2 / 500)),
    (lambda rng: xavier_uniform(300, 200, rng), np.sqrt(2 / 500)),
    (lambda rng: he(300, 200, rng), np.sqrt(2 / 300)),
])
def test_weights_have_the_shape_the_mean_and_the_spread_that_they_say(draw, std):
    W = draw(np.random.default_rng(0))
    assert W.shape == (300, 200)
    # Sixty thousand draws: the mean is within four standard errors, the spread within 2 percent.
    assert abs(W.mean()) < 4 * std / np.sqrt(60_000)
    assert W.std() == pytest.approx(std, rel=0.02)


def test_uniform_weights_stay_between_their_bounds_and_reach_for_them():
    W = xavier_uniform(30, 20, np.random.default_rng(1))
    bound = np.sqrt(6 / 50)
    assert 0.95 * bound < np.abs(W).max() <= bound


def test_one_generator_never_gives_the_same_weights_twice_and_one_seed_does():
    rng = np.random.default_rng(3)
    first, second = he(4, 4, rng), he(4, 4, rng)
    assert np.abs(first - second).min() > 0
    np.testing.assert_array_equal(he(4, 4, np.random.default_rng(3)), first)


def test_standard_deviations_by_hand():
    assert xavier_std(3, 5) == 0.5
    assert he_std(8) == 0.5
    assert leaky_he_std(8, 0.0) == he_std(8)
    assert leaky_he_std(9, 1.0) == pytest.approx(1 / 3)
    assert leaky_he_std(8, 0.2) == pytest.approx(np.sqrt(2 / (8 * 1.04)))
    assert uniform_bound(2.0) == pytest.approx(2 * np.sqrt(3))
    assert uniform_bound(xavier_std(2, 4)) == pytest.approx(1)


def test_variances_by_hand():
    X = np.array([[1.0, 2.0], [3.0, 0.0]])
    # (1 + 4 + 9 + 0) / 2 examples, times 0.25.
    assert score_variance(X, 0.5) == pytest.approx(14 / 2 / 4)
    assert gradient_variance(X, 0.5) == pytest.approx(14 / 2 / 4)
    assert variance_at_depth(3.0, 4, 0.5, 5) == pytest.approx(3 / 32)
    assert variance_at_depth(3.0, 4, 0.5, 5, passed=1.0) == 3
    assert variance_at_depth(3.0, 4, 0.5, 0) == 3


def test_the_variances_are_those_of_random_weights():
    rng = np.random.default_rng(5)
    X = rng.normal(size=(3, 4))
    squares = [np.mean(np.square(X @ normal(4, 50, 0.8, rng))) for _ in range(2000)]
    assert np.mean(squares) == pytest.approx(score_variance(X, 0.8), rel=0.02)
    squares = [np.mean(np.square(X @ normal(50, 4, 0.8, rng).T)) for _ in range(2000)]
    assert np.mean(squares) == pytest.approx(gradient_variance(X, 0.8), rel=0.02)


def test_layers_by_hand():
    X = np.array([[1.0, -1.0]])
    W = np.array([[[2.0, 0.0], [0.0, 3.0]], [[1.0, 1.0], [5.0, 5.0]]])
    # Scores (2, -3), after ReLU (2, 0), then scores (2, 2).
    np.testing.assert_allclose(layer_variances(X, W), [6.5, 4])
    G = np.array([[1.0, 2.0]])
    # Back: (1 + 2, 5 + 10), of which only the first passes.
    np.testing.assert_allclose(gradient_variances(G, X, W), [4.5, 2.5])


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_wide_layers_follow_the_law_forward_and_backward(scale):
    rng = np.random.default_rng(7)
    d, depth = 200, 12
    s = np.sqrt(scale / d)
    X, G = rng.normal(size=(20, d)), rng.normal(size=(20, d))
    forward = np.zeros(depth)
    backward = np.zeros(depth)
    for _ in range(8):
        W = np.stack([normal(d, d, s, rng) for _ in range(depth)])
        forward += layer_variances(X, W) / 8
        backward += gradient_variances(G, X, W) / 8
    law = [variance_at_depth(forward[0], d, s, layer) for layer in range(depth)]
    np.testing.assert_allclose(np.log(forward), np.log(law), atol=0.3)
    law = [variance_at_depth(backward[-1], d, s, layer) for layer in range(depth)]
    np.testing.assert_allclose(np.log(backward[::-1]), np.log(law), atol=0.3)


def test_gradients_through_layers_are_the_measured_ones():
    rng = np.random.default_rng(11)
    W, X, G = rng.normal(size=(3, 2, 2)), rng.normal(size=(1, 2)), rng.normal(size=(1, 2))

    def loss(first):
        A = tanh(first.reshape(1, 2))
        return float(np.sum(G * (tanh(A @ W[1]) @ W[2])))

    slopes = gradient(loss, (X @ W[0]).ravel())
    sizes = gradient_variances(G, X, W, tanh, tanh_grad)
    assert sizes[0] == pytest.approx(np.mean(np.square(slopes)), rel=1e-6)
    assert sizes[-1] == pytest.approx(np.mean(np.square(G)))
    assert layer_variances(X, W, tanh)[1] == pytest.approx(
        np.mean(np.square(tanh(X @ W[0]) @ W[1])))


@given(arrays(float, (4, 3), elements=st.floats(0.1, 9)), st.floats(0.01, 50))
def test_scaled_weights_give_scores_of_mean_square_one(X, scale):
    W = scale * np.array([[1.0, -2.0], [0.5, 3.0], [2.0, 0.0]])
    scaled = unit_scores(X, W)
    assert np.mean(np.square(X @ scaled)) == pytest.approx(1)
    np.testing.assert_allclose(scaled * W[0, 0], W * scaled[0, 0])


@given(arrays(float, st.integers(1, 6), elements=st.floats(0.5, 1e6)))
def test_the_softmax_of_the_biases_is_the_shares(counts):
    b = class_prior_bias(counts)
    np.testing.assert_allclose(softmax(b), counts / counts.sum(), rtol=1e-9)
    assert abs(b.sum()) < 1e-9


def test_half_of_the_square_passes_a_relu():
    z = np.random.default_rng(0).normal(size=100_000)
    assert np.mean(np.square(relu(z))) == pytest.approx(0.5, rel=0.02)


def test_refusals_name_what_was_given():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="-1"):
        normal(2, 2, -1.0, rng)
    with pytest.raises(ValueError, match="-0.5"):
        uniform_bound(-0.5)
    with pytest.raises(ValueError, match="0 and 3"):
        xavier(0, 3, rng)
    with pytest.raises(ValueError, match="0 and 3"):
        xavier_uniform(0, 3, rng)
    with pytest.raises(ValueError, match="0"):
        he(0, 3, rng)
    with pytest.raises(ValueError, match="0"):
        leaky_he_std(0, 0.1)
    with pytest.raises(ValueError, match=r"\(2, 3\) and \(4, 2, 2\)"):
        layer_variances(np.zeros((2, 3)), np.zeros((4, 2, 2)))
    with pytest.raises(ValueError, match=r"\(1, 2\), \(2, 2\), \(4, 2, 2\)"):
        gradient_variances(np.zeros((1, 2)), np.zeros((2, 2)), np.zeros((4, 2, 2)))
    with pytest.raises(ValueError, match="zero"):
        unit_scores(np.zeros((2, 2)), np.ones((2, 2)))
    with pytest.raises(ValueError, match="positive"):
        class_prior_bias(np.array([3.0, 0.0]))
