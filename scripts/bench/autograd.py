"""Time a training step of arrays of numbers beside one of single numbers; both times come out.

The task is the demonstration of micrograd: two moons of 100 examples, all of them in each
step, a network of 2-16-16-1 neurons with 337 parameters, the margin loss, and the squares of
the parameters. The engine of single numbers stands in the tests, since no page shows it.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from snippets.autograd import Tensor, hinge, relu
from snippets.datasets import moons
from snippets.mlp import random_layers
from tests.bench.scalar_engine import Network

SIZES, EXAMPLES, NOISE = [2, 16, 16, 1], 100, 0.1
LEARNING_RATE, DECAY = 0.1, 1e-4
_ROUNDS, _TIMES = 5, 10


@dataclass(frozen=True)
class Steps:
    """Seconds of one training step: the medians of the rounds."""

    tensors: float
    numbers: float

    @property
    def ratio(self) -> float:
        return self.numbers / self.tensors


def task(n: int = EXAMPLES) -> tuple[list, np.ndarray, np.ndarray]:
    """First layers, and the moons with labels -1 and 1."""
    X, y = moons(n, NOISE, np.random.default_rng(0))
    return random_layers(SIZES, np.random.default_rng(1)), X, 2.0 * y - 1.0


def tensor_step(layers: list, X: np.ndarray, y: np.ndarray) -> tuple[list, float]:
    """One step with Tensors: the next layers, and the loss before it."""
    A, parameters = X, [Tensor(array) for layer in layers for array in layer]
    for place in range(0, len(parameters), 2):
        A = (A if place == 0 else relu(A)) @ parameters[place] + parameters[place + 1]
    loss = hinge(A[:, 0], y)
    for parameter in parameters:
        loss = loss + DECAY * (parameter**2).sum()
    loss.backward()
    moved = [parameter.value - LEARNING_RATE * parameter.grad for parameter in parameters]
    return list(zip(moved[::2], moved[1::2], strict=True)), float(loss.value)


def measure() -> Steps:
    """Time both in turns, so that what else the machine does meets both."""
    layers, X, y = task()
    network, rows, labels = Network(layers), X.tolist(), y.tolist()
    tensors, numbers = [], []
    for _ in range(_ROUNDS):
        tensors.append(_seconds(lambda: tensor_step(layers, X, y), _TIMES))
        numbers.append(_seconds(lambda: network.step(rows, labels, LEARNING_RATE, DECAY), 1))
    return Steps(statistics.median(tensors), statistics.median(numbers))


def _seconds(work: Callable[[], object], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times
