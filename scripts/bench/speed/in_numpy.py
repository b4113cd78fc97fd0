"""The tasks with the site's snippets: each gives a function that does the work once."""

from collections.abc import Callable

import numpy as np

from scripts.bench.speed import digits
from snippets.losses import softmax_cross_entropy, softmax_cross_entropy_grad
from snippets.mlp import backward, forward
from snippets.normalization import batch_norm, batch_norm_backward
from snippets.optimizers import adam_step


def epoch(every: int = 1) -> Callable[[], float]:
    """Train for one epoch from the same weights; gives the loss of the last mini-batch."""
    X, y = digits.examples(every)
    batches = digits.epoch(len(X))

    def train() -> float:
        layers = digits.first_layers()
        theta = [array for layer in layers for array in layer]
        mean = [np.zeros_like(array) for array in theta]
        squares = [np.zeros_like(array) for array in theta]
        for step, rows in enumerate(batches, 1):
            Z, tape = forward(X[rows], layers)
            G = softmax_cross_entropy_grad(Z, y[rows])
            gradients = [array for layer in backward(G, layers, tape) for array in layer]
            for i, state in enumerate(zip(theta, gradients, mean, squares, strict=True)):
                theta[i], mean[i], squares[i] = adam_step(*state, step)
            layers = list(zip(theta[::2], theta[1::2], strict=True))
        return softmax_cross_entropy(Z, y[rows])

    return train


def cross_entropy() -> Callable[[], float]:
    """Softmax cross-entropy and its gradient on scores of 1000 classes."""
    generator = np.random.default_rng(0)
    Z = generator.normal(size=(256, 1000)).astype(np.float32)
    y = generator.integers(1000, size=256)

    def both() -> float:
        softmax_cross_entropy_grad(Z, y)
        return softmax_cross_entropy(Z, y)

    return both


def normalization() -> Callable[[], float]:
    """Batch norm in training and its gradients."""
    generator = np.random.default_rng(0)
    X, G = generator.normal(size=(2, 256, 512)).astype(np.float32)
    gamma, b = np.ones(512, np.float32), np.zeros(512, np.float32)

    def both() -> float:
        output = batch_norm(X, gamma, b)
        batch_norm_backward(G, X, gamma, b)
        return float(np.square(output).mean())

    return both
