"""The real digits as training data, and the first weights, the same for both sides."""

import numpy as np

from scripts.project import DOCS
from snippets.mlp import random_layers
from snippets.training import minibatches

SIZES = [784, 128, 10]
BATCH = 64
EXAMPLES = DOCS / "labs" / "data" / "mnist_10k.npz"


def examples(every: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Pixels in [0, 1] as float32, and the digits; all, or every second, third, …."""
    with np.load(EXAMPLES) as file:
        X, y = file["X"][::every], file["y"][::every]
    return (X / 255.0).astype(np.float32), y.astype(np.int64)


def first_layers() -> list[tuple[np.ndarray, np.ndarray]]:
    """Weights and biases as float32."""
    layers = random_layers(SIZES, np.random.default_rng(0))
    return [(W.astype(np.float32), b.astype(np.float32)) for W, b in layers]


def epoch(n: int) -> tuple[np.ndarray, ...]:
    """The rows of each mini-batch of an epoch."""
    return minibatches(n, BATCH, np.random.default_rng(1))
