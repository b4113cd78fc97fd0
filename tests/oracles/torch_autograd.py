"""The tensor operations of PyTorch, on arrays in float64."""

import numpy as np
import torch
from torch.nn import functional


def _of(function):
    """A function of tensors as one of arrays, whatever their names; integers stay integers."""

    def value(*arrays, **named):
        return function(*map(_tensor, (*arrays, *named.values()))).numpy()

    return value


def _backward(function):
    """The gradient by the first input, from that of the output."""

    def gradient(G, **arrays):
        first, *others = (_tensor(array) for array in arrays.values())
        first.requires_grad_()
        function(first, *others).backward(_tensor(G))
        return first.grad.numpy()

    return gradient


def _tensor(array):
    array = np.asarray(array)
    return torch.tensor(array if array.dtype.kind == "i" else array.astype(float))


add, subtract, multiply, divide = map(_of, (torch.add, torch.sub, torch.mul, torch.div))
negate, power, exp, log = map(_of, (torch.neg, torch.pow, torch.exp, torch.log))
relu, tanh, sigmoid = map(_of, (torch.relu, torch.tanh, torch.sigmoid))
softplus = _of(lambda x: functional.softplus(x, threshold=100.0))
matmul, transpose, reshape = _of(torch.matmul), _of(torch.t), _of(torch.flatten)


def _picked(x, key):
    return x[key]


index, index_backward = _of(_picked), _backward(_picked)
reduce_sum, reduce_mean, reduce_max = map(_of, (torch.sum, torch.mean, torch.amax))
reduce_max_backward = _backward(lambda x: torch.amax(x, dim=tuple(range(x.ndim))))
cumulative_sum = _of(lambda x: torch.cumsum(x, -1))
cumulative_sum_backward = _backward(lambda x: torch.cumsum(x, -1))
softmax = _of(lambda z: torch.softmax(z, -1))
softmax_backward = _backward(lambda z: torch.softmax(z, -1))
logsumexp = _of(lambda z: torch.logsumexp(z, -1))
mse = _of(functional.mse_loss)
binary_cross_entropy = _of(functional.binary_cross_entropy_with_logits)
hinge = _of(lambda z, y: torch.relu(1 - z * y).mean())
softmax_cross_entropy = _of(functional.cross_entropy)


def _example(x, w):
    return x * torch.tanh(w * x) + w


example = _of(_example)


def example_gradients(x, w):
    """By both inputs of the sum."""
    inputs = [_tensor(each).requires_grad_() for each in (x, w)]
    _example(*inputs).sum().backward()
    return tuple(each.grad.numpy() for each in inputs)
