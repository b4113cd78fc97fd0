"""Gradients and starting points in, the paths of PyTorch's optimizers and its autograd out."""

import numpy as np
import torch


def _path(gradient, theta, steps, **settings):
    point = torch.nn.Parameter(torch.tensor(theta, dtype=torch.float64))
    optimizer = torch.optim.SGD([point], **settings)
    path = [point.detach().numpy().copy()]
    for _ in range(steps):
        point.grad = torch.tensor(gradient(path[-1]), dtype=torch.float64)
        optimizer.step()
        path.append(point.detach().numpy().copy())
    return np.stack(path)


def gradient_descent(gradient, theta, learning_rate, steps):
    """`torch.optim.SGD`."""
    return _path(gradient, theta, steps, lr=learning_rate)


def momentum_descent(gradient, theta, learning_rate, momentum, steps):
    """`torch.optim.SGD` with momentum."""
    return _path(gradient, theta, steps, lr=learning_rate, momentum=momentum)


def _gradient(function, theta, *others):
    point = torch.tensor(theta, dtype=torch.float64, requires_grad=True)
    function(point, *(torch.as_tensor(other) for other in others)).backward()
    return point.grad.numpy()


def bowl_grad(theta, A):
    """By PyTorch's reverse mode."""
    return _gradient(lambda point, bends: point @ bends @ point / 2, theta, A)


def minibatch_loss_grad(theta, X, rows):
    """By PyTorch's reverse mode."""
    return _gradient(
        lambda point, examples, chosen: ((examples[chosen] - point) ** 2).sum(1).mean() / 2,
        theta, X, rows,
    )
