"""Data and targets in, PyTorch's layers, autograd and solvers of least squares out."""

import numpy as np
import torch
from torch.nn import functional


def _tensor(values):
    return torch.tensor(np.asarray(values), dtype=torch.float64)


def predict(X, w, b):
    return functional.linear(_tensor(X), _tensor(w)[None], _tensor([b]))[:, 0].numpy()


def loss(w, b, X, y):
    return functional.mse_loss(torch.from_numpy(predict(X, w, b)), _tensor(y)).item()


def loss_gradients(w, b, X, y):
    """By PyTorch's reverse mode."""
    weights, bias = _tensor(w).requires_grad_(), _tensor(b).requires_grad_()
    functional.mse_loss(_tensor(X) @ weights + bias, _tensor(y)).backward()
    return weights.grad.numpy(), bias.grad.item()


def fit(X, y, learning_rate, steps):
    """`torch.optim.SGD` on a linear layer of zeros."""
    layer = torch.nn.Linear(X.shape[1], 1, dtype=torch.float64)
    torch.nn.init.zeros_(layer.weight)
    torch.nn.init.zeros_(layer.bias)
    optimizer = torch.optim.SGD(layer.parameters(), lr=learning_rate)
    for _ in range(steps):
        optimizer.zero_grad()
        functional.mse_loss(layer(_tensor(X))[:, 0], _tensor(y)).backward()
        optimizer.step()
    return layer.weight.detach().numpy()[0], layer.bias.item()


def normal_equation(X, y):
    return torch.linalg.lstsq(_tensor(X), _tensor(y)[:, None]).solution[:, 0].numpy()


def minimum_norm(X, y):
    """By singular values."""
    found = torch.linalg.lstsq(_tensor(X), _tensor(y)[:, None], driver="gelsd")
    return found.solution[:, 0].numpy()


def loss_hessian(X):
    """By differentiating twice."""
    data, weights = _tensor(X), torch.zeros(X.shape[1], dtype=torch.float64)
    return torch.autograd.functional.hessian(lambda w: (data @ w).square().mean(), weights).numpy()
