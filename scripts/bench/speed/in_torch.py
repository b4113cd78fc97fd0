"""The same tasks in PyTorch."""

from collections.abc import Callable

import numpy as np
import torch
from torch.nn.functional import batch_norm
from torch.nn.functional import cross_entropy as loss_of

from scripts.bench.speed import digits


def epoch(every: int = 1) -> Callable[[], float]:
    """Train for one epoch from the same weights; gives the loss of the last mini-batch."""
    X, y = map(torch.from_numpy, digits.examples(every))
    batches = [torch.from_numpy(rows) for rows in digits.epoch(len(X))]

    def train() -> float:
        network = _network()
        optimizer = torch.optim.Adam(network.parameters())
        for rows in batches:
            loss = loss_of(network(X[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        return loss.item()

    return train


def _network() -> torch.nn.Sequential:
    """Linear layers with ReLU between them, and the first weights."""
    modules = []
    for W, b in digits.first_layers():
        linear = torch.nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(W.T))
            linear.bias.copy_(torch.from_numpy(b))
        modules += [linear, torch.nn.ReLU()]
    return torch.nn.Sequential(*modules[:-1])


def cross_entropy() -> Callable[[], float]:
    """Softmax cross-entropy and its gradient on scores of 1000 classes."""
    generator = np.random.default_rng(0)
    Z = torch.from_numpy(generator.normal(size=(256, 1000)).astype(np.float32)).requires_grad_()
    y = torch.from_numpy(generator.integers(1000, size=256))

    def both() -> float:
        Z.grad = None
        loss = loss_of(Z, y)
        loss.backward()
        return loss.item()

    return both


def normalization() -> Callable[[], float]:
    """Batch norm in training and its gradients."""
    generator = np.random.default_rng(0)
    X, G = map(torch.from_numpy, generator.normal(size=(2, 256, 512)).astype(np.float32))
    X.requires_grad_()
    gamma, b = (torch.full((512,), value, requires_grad=True) for value in (1.0, 0.0))

    def both() -> float:
        X.grad = gamma.grad = b.grad = None
        output = batch_norm(X, None, None, gamma, b, training=True)
        output.backward(G)
        return output.detach().square().mean().item()

    return both
