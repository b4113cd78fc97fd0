"""Numbers of steps in, the rates that PyTorch's schedulers give at these steps out."""

import numpy as np
import torch
from torch.optim import lr_scheduler


def _rates(schedule, step, learning_rate, last=None):
    """The rate before each step; from `last` on, the rate of `last`."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=learning_rate)
    scheduler = schedule(optimizer)
    wanted = np.asarray(step) if last is None else np.minimum(step, last)
    rates = [learning_rate if last == 0 else scheduler.get_last_lr()[0]]
    for _ in range(int(wanted.max(initial=0))):
        optimizer.step()
        scheduler.step()
        rates.append(scheduler.get_last_lr()[0])
    return np.array(rates)[wanted]


def exponential_decay(step, steps, learning_rate, factor=0.01):
    """`ExponentialLR`."""
    return _rates(lambda optimizer: lr_scheduler.ExponentialLR(optimizer, factor ** (1 / steps)),
                  step, learning_rate)


def cosine(step, steps, learning_rate, lowest=0.0):
    """`CosineAnnealingLR`, which would rise again after the end."""
    return _rates(lambda optimizer: lr_scheduler.CosineAnnealingLR(optimizer, steps, lowest),
                  step, learning_rate, steps)


def warmup(step, warmup_steps, learning_rate):
    """`LinearLR`, from the first share to the whole."""
    if warmup_steps == 1:
        return np.full(np.shape(step), learning_rate)
    return _rates(lambda optimizer: lr_scheduler.LinearLR(
        optimizer, 1 / warmup_steps, 1, warmup_steps - 1), step, learning_rate)


def linear_decay(step, steps, learning_rate):
    """`LinearLR`, down to nothing."""
    return _rates(lambda optimizer: lr_scheduler.LinearLR(optimizer, 1, 0, steps),
                  step, learning_rate)


def cosine_restarts(step, cycle, learning_rate, lowest=0.0):
    """`CosineAnnealingWarmRestarts`."""
    return _rates(lambda optimizer: lr_scheduler.CosineAnnealingWarmRestarts(
        optimizer, cycle, eta_min=lowest), step, learning_rate)
