"""Sizes in, the standard deviations of PyTorch's own initializers out; gradients by autograd."""

import math

import numpy as np
import torch


def he_std(d: int) -> float:
    """PyTorch's gain for ReLU over the root of the number of inputs."""
    return torch.nn.init.calculate_gain("relu") / math.sqrt(d)


def leaky_he_std(d: int, alpha: float) -> float:
    """The same with the gain for Leaky ReLU."""
    return torch.nn.init.calculate_gain("leaky_relu", alpha) / math.sqrt(d)


def layer_variances(X: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Mean squares along a chain of layers."""
    return np.array([scores.square().mean().item() for scores in _scores(X, W)])


def gradient_variances(G: np.ndarray, X: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Autograd gives the gradient by every layer's scores."""
    scores = _scores(X, W)
    loss = (scores[-1] * torch.tensor(G)).sum()
    return np.array([grad.square().mean().item() for grad in torch.autograd.grad(loss, scores)])


def _scores(X: np.ndarray, W: np.ndarray) -> list[torch.Tensor]:
    A = torch.tensor(X, requires_grad=True)
    scores = []
    for weights in torch.tensor(W):
        scores.append(A @ weights)
        A = torch.relu(scores[-1])
    return scores
