"""Arrays in, those of PyTorch's functions that are nested functions of this site out."""

import numpy as np
import torch
from torch.nn import functional

from tests.oracles._torch import forward, gradient

hard_swish = forward(functional.hardswish)
affine_grad = gradient(lambda x, w, b: torch.add(w * x, b))


def logit(p: np.ndarray) -> np.ndarray:
    return forward(torch.logit)(p)


def logit_grad(p: np.ndarray) -> np.ndarray:
    return gradient(torch.logit)(p)


def narrow_network(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    chain = torch.nn.Sequential()
    for weight, bias in zip(w, b, strict=True):
        neuron = torch.nn.Linear(1, 1, dtype=torch.float64)
        neuron.weight.data.fill_(weight)
        neuron.bias.data.fill_(bias)
        chain.extend([neuron, torch.nn.Tanh()])
    column = torch.tensor(np.asarray(x, dtype=float)).reshape(-1, 1)
    return chain(column).detach().numpy().reshape(np.shape(x))
