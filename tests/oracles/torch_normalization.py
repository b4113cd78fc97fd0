"""Batch and layer norm by PyTorch, in float64."""

import numpy as np
import torch
from torch.nn import functional


def _tensors(*arrays, requires_grad=False):
    return [torch.tensor(np.asarray(array), dtype=torch.float64, requires_grad=requires_grad)
            for array in arrays]


def layer_norm(X, gamma, b, eps=1e-5):
    X, gamma, b = _tensors(X, gamma, b)
    return functional.layer_norm(X, gamma.shape, gamma, b, eps).numpy()


def layer_norm_backward(G, X, gamma, b, eps=1e-5):
    inputs = _tensors(X, gamma, b, requires_grad=True)
    functional.layer_norm(inputs[0], inputs[1].shape, *inputs[1:], eps).backward(*_tensors(G))
    return tuple(array.grad.numpy() for array in inputs)


def batch_norm_inference(X, gamma, b, mean, variance, eps=1e-5):
    X, gamma, b, mean, variance = _tensors(X, gamma, b, mean, variance)
    return functional.batch_norm(X, mean, variance, gamma, b, training=False, eps=eps).numpy()


def running_statistics(X, mean, variance, momentum=0.1):
    X, mean, variance = _tensors(X, mean, variance)
    functional.batch_norm(X, mean, variance, training=True, momentum=momentum)
    return mean.numpy(), variance.numpy()


def rms_norm(X, gamma, eps=1e-5):
    X, gamma = _tensors(X, gamma)
    return functional.rms_norm(X, gamma.shape, gamma, eps).numpy()


def rms_norm_backward(G, X, gamma, eps=1e-5):
    inputs = _tensors(X, gamma, requires_grad=True)
    functional.rms_norm(inputs[0], inputs[1].shape, inputs[1], eps).backward(*_tensors(G))
    return tuple(array.grad.numpy() for array in inputs)
