"""Values of small graphs in PyTorch, and the gradients that its reverse mode finds, out."""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from tests.oracles._torch import forward, gradient


def _values(function: Callable) -> Callable:
    """The function of arrays, whatever their names, in its order."""
    return lambda **arrays: function(*_tensors(arrays)).numpy()


def _backward(function: Callable) -> Callable:
    """The gradients of all inputs, from that of the output."""

    def gradients(G: np.ndarray, **arrays: np.ndarray) -> tuple[np.ndarray, ...]:
        inputs = [tensor.requires_grad_() for tensor in _tensors(arrays)]
        function(*inputs).backward(torch.tensor(np.asarray(G), dtype=torch.float64))
        return tuple(tensor.grad.numpy() for tensor in inputs)

    return gradients


def _tensors(arrays: dict[str, np.ndarray]) -> list[Tensor]:
    return [torch.tensor(np.asarray(one), dtype=torch.float64) for one in arrays.values()]


def _squared_error(w: Tensor, x: Tensor, b: Tensor, y: Tensor) -> Tensor:
    return (w * x + b - y) ** 2


def _layer_mean(X: Tensor, W: Tensor, b: Tensor) -> Tensor:
    return torch.sigmoid(torch.nn.functional.linear(X, W.T, b)).mean()


def _cubic(x: Tensor) -> Tensor:
    return x * (1 + x * (1 + x))


add, add_backward = _values(torch.add), _backward(torch.add)
multiply, multiply_backward = _values(torch.multiply), _backward(torch.multiply)
divide, divide_backward = _values(torch.divide), _backward(torch.divide)
maximum, maximum_backward = _values(torch.maximum), _backward(torch.maximum)
squared_error, squared_error_backward = _values(_squared_error), _backward(_squared_error)
gated, gated_grad = forward(torch.nn.functional.silu), gradient(torch.nn.functional.silu)
nested_cubic, nested_cubic_grad = forward(_cubic), gradient(_cubic)
layer_mean = _values(_layer_mean)


def layer_mean_gradients(**arrays: np.ndarray) -> tuple[np.ndarray, ...]:
    """The gradients of the mean itself."""
    return _backward(_layer_mean)(np.ones(()), **arrays)
