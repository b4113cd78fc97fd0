"""Arrays in, PyTorch's elementary functions and their derivatives by its autograd out."""

import torch

from tests.oracles._torch import forward, gradient

# PyTorch leaves the value of the step at the jump to its caller and refuses to
# differentiate it, so there is no `step_grad` here.
square = forward(torch.square)
square_grad = gradient(torch.square)
absolute = forward(torch.abs)
absolute_grad = gradient(torch.abs)
step = forward(lambda x: torch.heaviside(x, torch.ones_like(x)))
sign = forward(torch.sign)
sign_grad = gradient(torch.sign)
exp = forward(torch.exp)
exp_grad = gradient(torch.exp)
log = forward(torch.log)
log_grad = gradient(torch.log)
normal_cdf = forward(torch.special.ndtr)
normal_cdf_grad = gradient(torch.special.ndtr)
