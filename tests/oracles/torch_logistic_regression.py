"""Examples of two classes in, PyTorch's losses, autograd and optimizer out."""

import numpy as np
import torch
from torch.nn import functional


def _tensor(values):
    return torch.tensor(np.asarray(values), dtype=torch.float64)


def predict_probability(X, w, b):
    return torch.sigmoid(_tensor(X) @ _tensor(w) + b).numpy()


def loss(w, b, X, y):
    return _loss(_tensor(w), b, X, y).item()


def loss_gradients(w, b, X, y):
    """By PyTorch's reverse mode."""
    weights, bias = _tensor(w).requires_grad_(), _tensor(b).requires_grad_()
    _loss(weights, bias, X, y).backward()
    return weights.grad.numpy(), bias.grad.item()


def fit(X, y, learning_rate, steps):
    """`torch.optim.SGD` from zeros."""
    weights, bias = _tensor(np.zeros(X.shape[1])).requires_grad_(), _tensor(0.0).requires_grad_()
    optimizer = torch.optim.SGD([weights, bias], lr=learning_rate)
    for _ in range(steps):
        optimizer.zero_grad()
        _loss(weights, bias, X, y).backward()
        optimizer.step()
    return weights.detach().numpy(), bias.item()


def loss_hessian(w, b, X):
    """By differentiating twice; the outcomes do not matter."""
    outcomes = np.zeros(len(X))
    return torch.autograd.functional.hessian(lambda w: _loss(w, b, X, outcomes), _tensor(w)).numpy()


def label_loss(z, y):
    return functional.soft_margin_loss(_tensor(z), _tensor(y)).item()


def _loss(w, b, X, y):
    return functional.binary_cross_entropy_with_logits(_tensor(X) @ w + b, _tensor(y))
