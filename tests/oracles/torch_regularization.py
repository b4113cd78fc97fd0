"""Arrays in; what PyTorch makes of them, or its autograd's gradients, out."""

import numpy as np
import torch
import torch.nn.functional as F


def _tensor(values, requires_grad=False):
    return torch.tensor(np.asarray(values), dtype=torch.float64, requires_grad=requires_grad)


def decay_step(theta, gradient, learning_rate, weight_decay):
    """`torch.optim.SGD`, which adds the decay to the gradient."""
    weights = torch.nn.Parameter(_tensor(theta))
    weights.grad = _tensor(np.broadcast_to(gradient, np.shape(theta)).copy())
    torch.optim.SGD([weights], lr=learning_rate, weight_decay=weight_decay).step()
    return weights.detach().numpy()


def l2_penalty_grad(w, weight_decay):
    weights = _tensor(w, requires_grad=True)
    (weight_decay / 2.0 * weights.square().sum()).backward()
    return weights.grad.numpy()


def l1_penalty(w, weight_decay):
    return weight_decay * torch.linalg.vector_norm(_tensor(w), ord=1).item()


def l1_penalty_grad(w, weight_decay):
    weights = _tensor(w, requires_grad=True)
    (weight_decay * weights.abs().sum()).backward()
    return weights.grad.numpy()


def soft_threshold(x, weight_decay):
    return F.softshrink(_tensor(x), weight_decay).numpy()


def soft_cross_entropy(Z, Y):
    return F.cross_entropy(_tensor(Z), _tensor(Y)).item()


def soft_cross_entropy_grad(Z, Y):
    scores = _tensor(Z, requires_grad=True)
    F.cross_entropy(scores, _tensor(Y)).backward()
    return scores.grad.numpy()
