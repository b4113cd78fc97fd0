"""Arrays in, slopes of nested functions by PyTorch's autograd out."""

import numpy as np
import torch
from torch.nn import functional

from tests.oracles._torch import forward, gradient


def _neuron(x: torch.Tensor, w: float, b: float) -> torch.Tensor:
    return torch.sigmoid(w * x + b)


def _error(w: torch.Tensor, *given: float) -> torch.Tensor:
    x, b, y = given
    output = torch.sigmoid(w * x + b)
    return functional.mse_loss(output, torch.full_like(output, y), reduction="none")


bell_grad = gradient(lambda x: torch.exp(-(x**2)))
neuron = forward(_neuron)
neuron_grad = gradient(_neuron)
mish = forward(functional.mish)
mish_grad = gradient(functional.mish)


def neuron_error(w: np.ndarray, x: float, b: float, y: float) -> np.ndarray:
    return forward(_error)(w, x, b, y)


def neuron_error_grad(w: np.ndarray, x: float, b: float, y: float) -> np.ndarray:
    return gradient(_error)(w, x, b, y)


def narrow_network_slope(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    def network(value: torch.Tensor) -> torch.Tensor:
        for weight, bias in zip(w, b, strict=True):
            value = torch.tanh(float(weight) * value + float(bias))
        return value

    return gradient(network)(x)
