"""Numbers in, PyTorch's logarithm of the sigmoid and length of a vector out."""

import torch
from torch.nn import functional

from tests.oracles._torch import forward

log_sigmoid = forward(functional.logsigmoid)


def safe_norm(x):
    """`torch.linalg.vector_norm`."""
    return float(torch.linalg.vector_norm(torch.as_tensor(x)))
