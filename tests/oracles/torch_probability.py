"""Arrays in, PyTorch's distributions and their derivatives by its autograd out."""

import torch
from torch.distributions import Bernoulli, Normal

from tests.oracles._torch import forward, gradient


def _density(x, mu=0.0, s=1.0):
    # Plain numbers would become tensors of 32 bits.
    return Normal(torch.tensor(mu, dtype=x.dtype), torch.tensor(s, dtype=x.dtype)).log_prob(x)


gaussian = forward(lambda x, mu=0.0, s=1.0: _density(x, mu, s).exp())
gaussian_log = forward(_density)
gaussian_log_grad = gradient(_density)


def log_likelihood(x, mu, s):
    return forward(lambda data: _density(data, mu, s).mean())(x)


def bernoulli_log_likelihood(y, p):
    probability = torch.tensor(p, dtype=torch.float64)
    return forward(lambda outcomes: Bernoulli(probability).log_prob(outcomes).mean())(y)
