"""Arrays in, PyTorch's activation functions and their derivatives by its autograd out."""

from torch import Tensor
from torch.nn import functional

from tests.oracles._torch import forward, gradient


def _leaky_relu(x: Tensor, alpha: float = 0.2) -> Tensor:
    return functional.leaky_relu(x, negative_slope=alpha)


def _elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    return functional.elu(x, alpha=alpha)


def _softplus(x: Tensor) -> Tensor:
    # By default PyTorch replaces it by the identity from 20 on, and is off by 2e-9 there.
    return functional.softplus(x, threshold=700.0)


def _swish(x: Tensor, beta: float = 1.0) -> Tensor:
    # PyTorch has it for β = 1 only, as SiLU.
    return functional.silu(beta * x) / beta


relu = forward(functional.relu)
relu_grad = gradient(functional.relu)
leaky_relu = forward(_leaky_relu)
leaky_relu_grad = gradient(_leaky_relu)
elu = forward(_elu)
elu_grad = gradient(_elu)
sigmoid = forward(functional.sigmoid)
sigmoid_grad = gradient(functional.sigmoid)
hard_sigmoid = forward(functional.hardsigmoid)
tanh = forward(functional.tanh)
tanh_grad = gradient(functional.tanh)
softplus = forward(_softplus)
softplus_grad = gradient(_softplus)
gelu = forward(functional.gelu)
gelu_grad = gradient(functional.gelu)
swish = forward(_swish)
swish_grad = gradient(_swish)
