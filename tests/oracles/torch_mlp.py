"""The network in PyTorch, and the gradients that its autograd finds."""

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import linear


def hidden(X: np.ndarray, W_1: np.ndarray, b_1: np.ndarray) -> np.ndarray:
    """A layer of ReLU neurons."""
    return torch.relu(linear(torch.tensor(X), torch.tensor(W_1).T, torch.tensor(b_1))).numpy()


def mlp(**arrays: np.ndarray) -> np.ndarray:
    """Scores of the two layers."""
    return _scores(*(torch.tensor(array) for array in arrays.values())).numpy()


def mlp_backward(G: np.ndarray, **arrays: np.ndarray) -> tuple[np.ndarray, ...]:
    """The gradients of all five."""
    inputs = tuple(torch.tensor(array) for array in arrays.values())
    _, grads = torch.autograd.functional.vjp(_scores, inputs, torch.tensor(G))
    return tuple(grad.numpy() for grad in grads)


def backward(
    G: np.ndarray, layers: list, tape: list, activation_grad: object = None
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The forward pass once more, recorded by autograd."""
    bend = torch.atan if activation_grad else torch.relu
    inputs = [torch.tensor(array, requires_grad=True) for layer in layers for array in layer]
    A = torch.tensor(tape[0][0])
    for number in range(0, len(inputs), 2):
        Z = (bend(A) if number else A) @ inputs[number] + inputs[number + 1]
        A = Z
    grads = [grad.numpy() for grad in torch.autograd.grad((A * torch.tensor(G)).sum(), inputs)]
    return list(zip(grads[::2], grads[1::2], strict=True))


def _scores(X: Tensor, W_1: Tensor, b_1: Tensor, W_2: Tensor, b_2: Tensor) -> Tensor:
    return linear(torch.relu(linear(X, W_1.T, b_1)), W_2.T, b_2)
