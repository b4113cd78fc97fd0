"""Parameters, gradients and states in, those after one step of PyTorch's optimizers out."""

import numpy as np
import torch


def _step(optimizer_of, theta, gradient, state, **settings):
    """One step from a given state, as the new parameters and the new states, in order."""
    point = torch.nn.Parameter(_tensor(theta))
    point.grad = _tensor(gradient)
    optimizer = optimizer_of([point], **settings)
    optimizer.state[point].update(
        {name: value if name == "step" else _tensor(value) for name, value in state.items()})
    optimizer.step()
    after = optimizer.state[point]
    return tuple(each.detach().numpy()
                 for each in (point, *(after[name] for name in state if name != "step")))


def _tensor(values):
    return torch.tensor(np.asarray(values, float), dtype=torch.float64)


def _before(step):
    """PyTorch's count of steps, before this one."""
    return torch.tensor(float(step - 1), dtype=torch.float64)


def nesterov_step(theta, gradient, velocity, learning_rate, momentum=0.9):
    """`torch.optim.SGD` with `nesterov`, which refuses a momentum of 0."""
    if momentum == 0:
        return _step(torch.optim.SGD, theta, gradient, {}, lr=learning_rate)[0], gradient
    return _step(torch.optim.SGD, theta, gradient, {"momentum_buffer": velocity},
                 lr=learning_rate, momentum=momentum, nesterov=True)


def adagrad_step(theta, gradient, squares, learning_rate=0.01, eps=1e-10):
    """`torch.optim.Adagrad`."""
    return _step(torch.optim.Adagrad, theta, gradient,
                 {"step": torch.tensor(0.0), "sum": squares}, lr=learning_rate, eps=eps)


def rmsprop_step(theta, gradient, squares, learning_rate=0.01, decay=0.99, eps=1e-8):
    """`torch.optim.RMSprop`."""
    return _step(torch.optim.RMSprop, theta, gradient,
                 {"step": torch.tensor(0.0), "square_avg": squares},
                 lr=learning_rate, alpha=decay, eps=eps)


def adam_step(theta, gradient, mean, squares, step, learning_rate=0.001, beta_1=0.9,
              beta_2=0.999, eps=1e-8):
    """`torch.optim.Adam`."""
    return _step(torch.optim.Adam, theta, gradient,
                 {"step": _before(step), "exp_avg": mean, "exp_avg_sq": squares},
                 lr=learning_rate, betas=(beta_1, beta_2), eps=eps)


def adamw_step(theta, gradient, mean, squares, step, learning_rate=0.001, beta_1=0.9,
               beta_2=0.999, eps=1e-8, weight_decay=0.01):
    """`torch.optim.AdamW`."""
    return _step(torch.optim.AdamW, theta, gradient,
                 {"step": _before(step), "exp_avg": mean, "exp_avg_sq": squares},
                 lr=learning_rate, betas=(beta_1, beta_2), eps=eps, weight_decay=weight_decay)


def adamax_step(theta, gradient, mean, largest, step, learning_rate=0.002, beta_1=0.9,
                beta_2=0.999, eps=1e-8):
    """`torch.optim.Adamax`."""
    return _step(torch.optim.Adamax, theta, gradient,
                 {"step": _before(step), "exp_avg": mean, "exp_inf": largest},
                 lr=learning_rate, betas=(beta_1, beta_2), eps=eps)


def amsgrad_step(theta, gradient, mean, squares, largest, step, learning_rate=0.001, beta_1=0.9,
                 beta_2=0.999, eps=1e-8):
    """`torch.optim.Adam` with `amsgrad`."""
    return _step(torch.optim.Adam, theta, gradient,
                 {"step": _before(step), "exp_avg": mean, "exp_avg_sq": squares,
                  "max_exp_avg_sq": largest},
                 lr=learning_rate, betas=(beta_1, beta_2), eps=eps, amsgrad=True)
