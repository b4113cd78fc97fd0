"""Arrays in, PyTorch's linear layer with its softmax, losses and derivatives of these out."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor


def _tensor(values: np.ndarray) -> Tensor:
    values = torch.tensor(np.asarray(values))
    return values if values.dtype == torch.int64 else values.double()


def one_hot(y: np.ndarray, classes: int) -> np.ndarray:
    """`torch.nn.functional.one_hot`."""
    return F.one_hot(_tensor(y), classes).numpy()


def predict_probability(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A linear layer, whose weights PyTorch stores transposed, and softmax."""
    return F.softmax(F.linear(_tensor(X), _tensor(W).T, _tensor(b)), dim=1).numpy()


def loss(W: np.ndarray, b: np.ndarray, X: np.ndarray, y: np.ndarray) -> float:
    """`torch.nn.functional.cross_entropy` of a linear layer."""
    return _loss(_tensor(W), _tensor(b), X, y).item()


def _loss(W: Tensor, b: Tensor, X: np.ndarray, y: np.ndarray) -> Tensor:
    return F.cross_entropy(F.linear(_tensor(X), W.T, b), _tensor(y))


def loss_gradients(W: np.ndarray, b: np.ndarray, X: np.ndarray, y: np.ndarray) -> tuple:
    """By autograd."""
    parameters = _tensor(W).requires_grad_(), _tensor(b).requires_grad_()
    return tuple(grad.numpy() for grad in torch.autograd.grad(_loss(*parameters, X, y), parameters))


def fit(X: np.ndarray, y: np.ndarray, classes: int, learning_rate: float, steps: int) -> tuple:
    """`torch.optim.SGD`."""
    W = torch.zeros(np.shape(X)[1], classes, dtype=torch.float64, requires_grad=True)
    b = torch.zeros(classes, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=learning_rate)
    for _ in range(steps):
        optimizer.zero_grad()
        _loss(W, b, X, y).backward()
        optimizer.step()
    return W.detach().numpy(), b.detach().numpy()


def softmax_jacobian(z: np.ndarray) -> np.ndarray:
    """PyTorch's Jacobian of softmax."""
    return torch.autograd.functional.jacobian(
        lambda scores: F.softmax(scores, dim=0), _tensor(z)
    ).numpy()
