"""Arrays in, PyTorch's measures of distributions out."""

import torch
from torch.distributions import Bernoulli, Categorical, kl

from tests.oracles._torch import forward


def _categorical(p):
    return Categorical(probs=torch.as_tensor(p, dtype=torch.float64))


def entropy(p):
    return forward(lambda tensor: torch.special.entr(tensor).sum())(p)


def kl_divergence(p, q):
    return kl.kl_divergence(_categorical(p), _categorical(q)).item()


def tempered_softmax(z, tau):
    return forward(lambda scores: torch.softmax(scores / tau, dim=-1))(z)


def binary_entropy(p):
    return forward(lambda tensor: Bernoulli(probs=tensor).entropy())(p)


def surprise(p):
    return forward(lambda tensor: -tensor.log())(p)
