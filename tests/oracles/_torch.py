"""A PyTorch function in, the same function of NumPy arrays in float64, or its derivative, out."""

from collections.abc import Callable

import numpy as np
import torch


def forward(function: Callable) -> Callable[..., np.ndarray]:
    """The function itself."""

    def value(x: np.ndarray, *arguments: float, **parameters: float) -> np.ndarray:
        return function(_tensor(x), *arguments, **parameters).numpy()

    return value


def gradient(function: Callable) -> Callable[..., np.ndarray]:
    """Its derivative at each entry, by PyTorch's reverse mode."""

    def slope(x: np.ndarray, *arguments: float, **parameters: float) -> np.ndarray:
        inputs = _tensor(x).requires_grad_()
        # Entry i of the output depends on entry i of the input alone.
        function(inputs, *arguments, **parameters).sum().backward()
        return inputs.grad.numpy()

    return slope


def _tensor(x: np.ndarray) -> torch.Tensor:
    return torch.tensor(np.asarray(x), dtype=torch.float64)
