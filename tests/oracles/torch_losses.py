"""Arrays in, PyTorch's losses and their gradients by its autograd out."""

from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.distributions import Laplace, Normal


def _tensor(values: np.ndarray) -> Tensor:
    values = torch.tensor(np.asarray(values))
    return values if values.dtype == torch.int64 else values.double()


def _value(loss: Callable[..., Tensor]) -> Callable[..., float]:
    def value(first: np.ndarray, y: np.ndarray, **options: float) -> float:
        return loss(_tensor(first), _tensor(y), **options).item()

    return lambda y, **arguments: value(*_first(arguments), y, **arguments)


def _gradient(loss: Callable[..., Tensor]) -> Callable[..., np.ndarray]:
    def gradient(first: np.ndarray, y: np.ndarray, **options: float) -> np.ndarray:
        scores = _tensor(first).requires_grad_()
        loss(scores, _tensor(y), **options).backward()
        return scores.grad.numpy()

    return lambda y, **arguments: gradient(*_first(arguments), y, **arguments)


def _first(arguments: dict) -> list:
    """What the loss is a function of: `prediction`, `z` or `Z`, taken out of the arguments."""
    return [arguments.pop(name) for name in ("prediction", "z", "Z") if name in arguments]


def _sigmoid_mse(z: Tensor, y: Tensor) -> Tensor:
    return F.mse_loss(torch.sigmoid(z), y)


def _hinge(z: Tensor, y: Tensor) -> Tensor:
    # With a margin of 1 between the score and nothing, ranked as the label says.
    return F.margin_ranking_loss(z, torch.zeros_like(z), y, margin=1.0)


mse, mse_grad = _value(F.mse_loss), _gradient(F.mse_loss)
mae, mae_grad = _value(F.l1_loss), _gradient(F.l1_loss)
huber, huber_grad = _value(F.huber_loss), _gradient(F.huber_loss)
binary_cross_entropy = _value(F.binary_cross_entropy_with_logits)
binary_cross_entropy_grad = _gradient(F.binary_cross_entropy_with_logits)
sigmoid_mse, sigmoid_mse_grad = _value(_sigmoid_mse), _gradient(_sigmoid_mse)
softmax_cross_entropy = _value(F.cross_entropy)
softmax_cross_entropy_grad = _gradient(F.cross_entropy)
hinge = _value(_hinge)
poisson_loss = _value(F.poisson_nll_loss)


def gaussian_nll(prediction: np.ndarray, y: np.ndarray, s: float) -> float:
    """`torch.distributions.Normal`, the mean over the targets."""
    return -Normal(_tensor(prediction), _tensor(np.float64(s))).log_prob(_tensor(y)).mean().item()


def laplace_nll(prediction: np.ndarray, y: np.ndarray, spread: float) -> float:
    """`torch.distributions.Laplace`, the mean over the targets."""
    return -Laplace(_tensor(prediction), _tensor(np.float64(spread))).log_prob(_tensor(y)).mean().item()


def laplace_log(x: np.ndarray, mu: float = 0.0, spread: float = 1.0) -> np.ndarray:
    """`torch.distributions.Laplace`."""
    distribution = Laplace(_tensor(np.float64(mu)), _tensor(np.float64(spread)))
    return distribution.log_prob(_tensor(x)).numpy()
