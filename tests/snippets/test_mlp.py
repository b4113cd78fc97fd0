"""The network: exclusive or by hand, gradients against measured ones, and what cannot change it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.activations import relu, tanh, tanh_grad
from snippets.datasets import xor
from snippets.gradients import gradient
from snippets.linear_algebra import linear
from snippets.mlp import (
    backward,
    collapse,
    count_parameters,
    dead_neurons,
    forward,
    hidden,
    linear_network,
    mlp,
    mlp_backward,
    random_layers,
)

XOR = (np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0]),
       np.array([[1.0], [-2.0]]), np.array([0.0]))
seeds = st.integers(0, 2**32 - 1)


def some(seed, *sizes):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(4, sizes[0]))
    layers = [(rng.normal(size=(d, k)), rng.normal(size=k))
              for d, k in zip(sizes[:-1], sizes[1:], strict=True)]
    return X, layers


def test_exclusive_or_by_hand():
    X, y = xor()
    np.testing.assert_array_equal(hidden(X, *XOR[:2]), [[0, 0], [1, 0], [1, 0], [2, 1]])
    np.testing.assert_array_equal(mlp(X, *XOR)[:, 0], y)


def test_a_network_by_hand():
    X = np.array([[1.0, 2.0]])
    W_1, b_1 = np.array([[1.0, -1.0], [1.0, 0.0]]), np.array([0.5, 0.0])
    W_2, b_2 = np.array([[2.0, 0.0], [5.0, 1.0]]), np.array([0.0, -1.0])
    np.testing.assert_array_equal(hidden(X, W_1, b_1), [[3.5, 0]])
    np.testing.assert_array_equal(mlp(X, W_1, b_1, W_2, b_2), [[7, -1]])
    X_grad, W_1_grad, b_1_grad, W_2_grad, b_2_grad = mlp_backward(
        np.array([[1.0, 10.0]]), X, W_1, b_1, W_2, b_2)
    np.testing.assert_array_equal(b_2_grad, [1, 10])
    np.testing.assert_array_equal(W_2_grad, [[3.5, 35], [0, 0]])
    np.testing.assert_array_equal(b_1_grad, [2, 0])
    np.testing.assert_array_equal(W_1_grad, [[2, 0], [4, 0]])
    np.testing.assert_array_equal(X_grad, [[2, 2]])


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("seed", range(3))
def test_each_gradient_is_the_measured_one(seed, number):
    X, ((W_1, b_1), (W_2, b_2)) = some(seed, 3, 5, 2)
    inputs = [X, W_1, b_1, W_2, b_2]
    G = np.random.default_rng(seed + 10).normal(size=(4, 2))

    def loss(entries):
        moved = list(inputs)
        moved[number] = entries.reshape(inputs[number].shape)
        return float(np.sum(G * mlp(*moved)))

    measured = gradient(loss, inputs[number].ravel()).reshape(inputs[number].shape)
    np.testing.assert_allclose(mlp_backward(G, *inputs)[number], measured, atol=1e-6)


@given(seeds)
def test_two_layers_are_the_case_of_any_depth(seed):
    X, layers = some(seed, 3, 4, 2)
    arrays = (X, *layers[0], *layers[1])
    scores, tape = forward(X, layers)
    np.testing.assert_allclose(scores, mlp(*arrays), atol=1e-12)
    G = np.ones_like(scores)
    (W_1_grad, b_1_grad), (W_2_grad, b_2_grad) = backward(G, layers, tape)
    for found, known in zip((W_1_grad, b_1_grad, W_2_grad, b_2_grad),
                            mlp_backward(G, *arrays)[1:], strict=True):
        np.testing.assert_allclose(found, known, atol=1e-12)


@pytest.mark.parametrize(("layer", "part"), [(i, j) for i in range(4) for j in range(2)])
def test_each_gradient_of_a_deep_network_is_the_measured_one(layer, part):
    X, layers = some(1, 2, 4, 3, 5, 2)
    G = np.random.default_rng(2).normal(size=(4, 2))

    def loss(entries):
        moved = [list(pair) for pair in layers]
        moved[layer][part] = entries.reshape(layers[layer][part].shape)
        return float(np.sum(G * forward(X, moved, tanh)[0]))

    measured = gradient(loss, layers[layer][part].ravel())
    found = backward(G, layers, forward(X, layers, tanh)[1], tanh_grad)[layer][part]
    assert found.shape == layers[layer][part].shape
    np.testing.assert_allclose(found.ravel(), measured, atol=1e-6)


def test_the_tape_holds_what_went_in_and_the_sums():
    X, layers = some(3, 2, 3, 1)
    scores, tape = forward(X, layers)
    assert len(tape) == 2
    np.testing.assert_array_equal(tape[0][0], X)
    np.testing.assert_array_equal(tape[0][1], linear(X, *layers[0]))
    np.testing.assert_array_equal(tape[1][0], relu(tape[0][1]))
    np.testing.assert_array_equal(tape[1][1], scores)


def test_one_layer_has_no_activation():
    X, layers = some(4, 2, 3)
    np.testing.assert_array_equal(forward(X, layers)[0], linear(X, *layers[0]))


def test_random_layers_have_the_shapes_the_spread_and_biases_of_zero():
    layers = random_layers([200, 300, 10], np.random.default_rng(0))
    assert [(W.shape, b.shape) for W, b in layers] == [((200, 300), (300,)), ((300, 10), (10,))]
    assert all(np.all(b == 0) for _, b in layers)
    assert layers[0][0].std() == pytest.approx(0.1, rel=0.02)
    assert layers[1][0].std() == pytest.approx(np.sqrt(2 / 300), rel=0.05)


@given(seeds)
def test_two_linear_layers_are_one(seed):
    X, ((W_1, b_1), (W_2, b_2)) = some(seed, 3, 5, 2)
    W, b = collapse(W_1, b_1, W_2, b_2)
    assert W.shape == (3, 2) and b.shape == (2,)
    np.testing.assert_allclose(linear(X, W, b), linear_network(X, W_1, b_1, W_2, b_2), atol=1e-12)


def test_collapse_by_hand():
    W, b = collapse(np.array([[1.0, 2.0]]), np.array([3.0, 4.0]),
                    np.array([[10.0], [100.0]]), np.array([0.5]))
    np.testing.assert_array_equal(W, [[210]])
    np.testing.assert_array_equal(b, [430.5])


@given(seeds, st.permutations(range(5)), st.floats(0.1, 10))
def test_order_and_scale_of_hidden_neurons_do_not_matter(seed, order, scale):
    X, ((W_1, b_1), (W_2, b_2)) = some(seed, 3, 5, 2)
    scores = mlp(X, W_1, b_1, W_2, b_2)
    np.testing.assert_allclose(
        mlp(X, W_1[:, order], b_1[order], W_2[order], b_2), scores, atol=1e-10)
    np.testing.assert_allclose(
        mlp(X, scale * W_1, scale * b_1, W_2 / scale, b_2), scores, atol=1e-10)


def test_parameters_by_hand_and_by_counting_arrays():
    assert count_parameters([2, 1]) == 3
    assert count_parameters([2, 2, 1]) == 9
    assert count_parameters([784, 128, 10]) == 101_770
    sizes = [3, 7, 4, 2]
    layers = random_layers(sizes, np.random.default_rng(0))
    assert count_parameters(sizes) == sum(W.size + b.size for W, b in layers)


def test_a_dead_neuron_is_one_that_is_off_for_all():
    X = np.array([[1.0, 0.0], [0.0, 1.0]])
    W_1 = np.array([[1.0, -1.0, 0.0, 0.0], [-1.0, -1.0, 0.0, 5.0]])
    np.testing.assert_array_equal(
        dead_neurons(X, W_1, np.array([0.0, 0.0, 0.0, -5.0])), [False, True, True, True])


def test_refusals_name_what_was_given():
    X, ((W_1, b_1), (W_2, b_2)) = some(0, 3, 5, 2)
    for call in (lambda: mlp(X, W_1, b_1[:4], W_2, b_2), lambda: hidden(X[:, :2], W_1, b_1),
                 lambda: mlp_backward(np.ones((4, 3)), X, W_1, b_1, W_2, b_2),
                 lambda: linear_network(X, W_1, b_1, W_2[:4], b_2),
                 lambda: dead_neurons(X[:, :2], W_1, b_1)):
        with pytest.raises(ValueError, match=r"\("):
            call()
    with pytest.raises(ValueError, match=r"\(3, 5\), \(4, 2\), \(2,\)"):
        collapse(W_1, b_1, W_2[:4], b_2)
    with pytest.raises(ValueError, match=r"\[3\]"):
        random_layers([3], np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"\[3, 0\]"):
        random_layers([3, 0], np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"\[4\]"):
        count_parameters([4])
    with pytest.raises(ValueError, match="none"):
        forward(X, [])
