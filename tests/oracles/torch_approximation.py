"""Positions and heights in, curves out, by PyTorch and its autograd in float64."""

import torch

from tests.oracles._torch import forward, gradient


def _wave(x):
    return x * torch.sin(3 * torch.pi * x)


wave, wave_grad = forward(_wave), gradient(_wave)


def _tensors(*arrays):
    return [torch.as_tensor(array, dtype=torch.float64) for array in arrays]


def sigmoid_network(X, W_1, b_1, W_2, b_2):
    """`torch.nn.functional.linear`, twice."""
    X, W_1, b_1, W_2, b_2 = _tensors(X, W_1, b_1, W_2, b_2)
    hidden = torch.sigmoid(torch.nn.functional.linear(X, W_1.T, b_1))
    return torch.nn.functional.linear(hidden, W_2.T, b_2).numpy()


def bump_sum(x, position, y, a, w):
    x, position, y = _tensors(x, position, y)
    t = x[:, None] - position
    return ((torch.sigmoid(w * (t + a)) - torch.sigmoid(w * (t - a))) @ y).numpy()
