"""Arrays in, PyTorch's functions of several inputs and their gradients by its autograd out."""

from collections.abc import Callable

import numpy as np
import torch


def _tensor(x: np.ndarray) -> torch.Tensor:
    return torch.tensor(np.asarray(x), dtype=torch.float64)


def _gradient(function: Callable) -> Callable[..., np.ndarray]:
    def slopes(x: np.ndarray, /, **parameters: object) -> np.ndarray:
        inputs = _tensor(x).requires_grad_()
        function(inputs, **parameters).backward()
        return inputs.grad.numpy()

    return slopes


def _landscape(x: torch.Tensor) -> torch.Tensor:
    return x[0] * torch.exp(-0.5 * torch.sum(x**2))


def _basin(x: torch.Tensor, c_1: float = 1.0, c_2: float = 1.0) -> torch.Tensor:
    return 0.5 * torch.dot(torch.tensor([c_1, c_2], dtype=torch.float64), x * x)


def _hill(x: torch.Tensor, c_1: float = 1.0, c_2: float = 1.0) -> torch.Tensor:
    return torch.exp(-_basin(x, c_1, c_2))


def _line_error(theta: torch.Tensor, x: np.ndarray, y: np.ndarray) -> torch.Tensor:
    line = theta[0] + theta[1] * _tensor(x)
    return torch.nn.functional.mse_loss(line, _tensor(y))


def landscape_grad(x: np.ndarray) -> np.ndarray:
    """By autograd."""
    return _gradient(_landscape)(x)


def basin_grad(x: np.ndarray, c_1: float = 1.0, c_2: float = 1.0) -> np.ndarray:
    """By autograd."""
    return _gradient(_basin)(x, c_1=c_1, c_2=c_2)


def hill_grad(x: np.ndarray, c_1: float = 1.0, c_2: float = 1.0) -> np.ndarray:
    """By autograd."""
    return _gradient(_hill)(x, c_1=c_1, c_2=c_2)


def product_grad(x: np.ndarray) -> np.ndarray:
    """By autograd, which is careful about zeros."""
    return _gradient(torch.prod)(x)


def line_error_grad(theta: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """By autograd, through PyTorch's own mean squared error."""
    return _gradient(_line_error)(theta, x=x, y=y)
