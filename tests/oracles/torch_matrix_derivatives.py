"""Matrices in, the same products and PyTorch's own derivatives of them out."""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor
from torch.autograd import functional as autograd


def _tensors(*arrays: np.ndarray) -> list[Tensor]:
    return [torch.tensor(np.asarray(array), dtype=torch.float64) for array in arrays]


def _forward(function: Callable) -> Callable:
    """The function of arrays, whatever their names, in its order."""
    return lambda **arrays: function(*_tensors(*arrays.values())).numpy()


def _backward(function: Callable) -> Callable:
    """The gradients of all inputs, from that of the output."""

    def gradients(G: np.ndarray, **arrays: np.ndarray) -> tuple[np.ndarray, ...]:
        inputs = tuple(_tensors(*arrays.values()))
        return tuple(grad.numpy() for grad in autograd.vjp(function, inputs, _tensors(G)[0])[1])

    return gradients


def _layer(x: Tensor, W: Tensor) -> Tensor:
    return torch.sigmoid(x @ W)


def _sum(X: Tensor, W: Tensor) -> Tensor:
    return torch.sigmoid(X @ W).sum()


def _form(x: Tensor, A: Tensor) -> Tensor:
    return x @ A @ x


matmul = _forward(torch.matmul)
matmul_backward = _backward(torch.matmul)
sigmoid_sum = _forward(_sum)
layer = _forward(_layer)
transposed_matmul = _forward(torch.nn.functional.linear)
transposed_matmul_backward = _backward(torch.nn.functional.linear)
quadratic_form = _forward(_form)


def sigmoid_sum_gradients(X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, ...]:
    """The gradients of the sum itself."""
    return _backward(_sum)(np.ones(()), X=X, W=W)


def layer_jacobian(x: np.ndarray, W: np.ndarray) -> np.ndarray:
    """PyTorch's Jacobian, outputs by inputs."""
    point, weights = _tensors(x, W)
    return autograd.jacobian(lambda x: _layer(x, weights), point).numpy()


def layer_vjp(v: np.ndarray, x: np.ndarray, W: np.ndarray) -> np.ndarray:
    """PyTorch's vector–Jacobian product."""
    return _backward(_layer)(v, x=x, W=W)[0]


def layer_jvp(u: np.ndarray, x: np.ndarray, W: np.ndarray) -> np.ndarray:
    """PyTorch's Jacobian–vector product."""
    direction, point, weights = _tensors(u, x, W)
    return autograd.jvp(lambda x: _layer(x, weights), point, direction)[1].numpy()


def quadratic_form_grad(x: np.ndarray, A: np.ndarray) -> np.ndarray:
    """By the vector alone."""
    return _backward(_form)(np.ones(()), x=x, A=A)[0]
