"""The engine of single numbers, and that both sides of the comparison do the same work."""

import numpy as np
import pytest

from scripts.bench.autograd import DECAY, LEARNING_RATE, SIZES, Steps, task, tensor_step
from tests.bench.scalar_engine import Network, Number


def test_numbers_by_hand() -> None:
    x, y = Number(3.0), Number(-2.0)
    result = x * y + x * x + 1.0
    result.backward()
    assert (result.value, x.grad, y.grad) == (4.0, 4.0, 3.0)
    for value, slope in ((2.0, 1.0), (-2.0, 0.0)):
        z = Number(value)
        (2.0 * z.relu()).backward()
        assert z.grad == 2.0 * slope


def test_both_sides_compute_the_same_loss_and_parameters() -> None:
    layers, X, y = task(12)
    network = Network(layers)
    assert len(network.parameters) == sum(array.size for layer in layers for array in layer) == 337
    assert [W.shape for W, _ in layers] == list(zip(SIZES[:-1], SIZES[1:], strict=True))
    for _ in range(3):
        layers, loss = tensor_step(layers, X, y)
        same = network.step(X.tolist(), y.tolist(), LEARNING_RATE, DECAY)
        assert same == pytest.approx(loss, rel=1e-12)
    by_neuron = [np.vstack([W, b]).T.ravel() for W, b in layers]
    values = [number.value for number in network.parameters]
    np.testing.assert_allclose(values, np.concatenate(by_neuron), rtol=1e-10, atol=1e-14)


def test_the_step_learns() -> None:
    layers, X, y = task()
    _, first = tensor_step(layers, X, y)
    for _ in range(100):
        layers, loss = tensor_step(layers, X, y)
    assert loss < first / 3


def test_the_ratio_says_how_many_times_faster_tensors_are() -> None:
    assert Steps(tensors=0.01, numbers=0.5).ratio == 50.0
