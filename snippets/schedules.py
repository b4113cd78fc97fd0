"""The number of a step and the base rate in, the learning rate of that step out.

Steps are counted from 0, so that a run of `steps` steps uses the rates of 0 to
`steps - 1`. Several steps may be asked for at once, as an array.
"""

import numpy as np


def step_decay(
    step: np.ndarray,
    steps: int,
    learning_rate: float,
    factor: float = 0.1,
    stages: int = 3,
) -> np.ndarray:
    """Multiply the rate by a factor after each of several equal stages.

    Parameters
    ----------
    step : ndarray of int, any shape, nonnegative
        The number of a step, counted from 0.
    steps : int, positive
        How many steps the whole run has.
    learning_rate : float, positive
        The rate of the first stage.
    factor : float, in (0, 1], default 0.1
        What each stage keeps of the rate of the last.
    stages : int, positive, default 3
        How many equal parts the run has.

    Returns
    -------
    ndarray, same shape as step

    Raises
    ------
    ValueError
        If the run has no steps.
    """
    if steps < 1:
        raise ValueError(f"a run needs at least one step, got {steps}")
    # Whole numbers: 3 * (1 / 3) could fall short of 1.
    return learning_rate * np.power(factor, step * stages // steps)


def exponential_decay(
    step: np.ndarray, steps: int, learning_rate: float, factor: float = 0.01
) -> np.ndarray:
    """Multiply the rate by the same factor after each step.

    Parameters
    ----------
    step : ndarray of int, any shape, nonnegative
        The number of a step, counted from 0.
    steps : int, positive
        How many steps the whole run has.
    learning_rate : float, positive
        The rate of the first step.
    factor : float, in (0, 1], default 0.01
        What is left of the rate when the run is over.

    Returns
    -------
    ndarray, same shape as step

    Raises
    ------
    ValueError
        If the run has no steps.
    """
    if steps < 1:
        raise ValueError(f"a run needs at least one step, got {steps}")
    return learning_rate * np.power(factor, step / steps)


def cosine(
    step: np.ndarray, steps: int, learning_rate: float, lowest: float = 0.0
) -> np.ndarray:
    """Let the rate fall along half a wave: slowly, fast, slowly.

    Parameters
    ----------
    step : ndarray of int, any shape, nonnegative
        The number of a step, counted from 0.
    steps : int, positive
        How many steps the whole run has.
    learning_rate : float, positive
        The rate of the first step.
    lowest : float, nonnegative, default 0.0
        The rate when the run is over, and after it.

    Returns
    -------
    ndarray, same shape as step

    Raises
    ------
    ValueError
        If the run has no steps.

    References
    ----------
    Loshchilov and Hutter, "SGDR: Stochastic gradient descent with warm restarts",
    ICLR 2017.
    """
    if steps < 1:
        raise ValueError(f"a run needs at least one step, got {steps}")
    # Beyond the end the wave would rise again.
    progress = np.minimum(step / steps, 1.0)
    wave = (1.0 + np.cos(np.pi * progress)) / 2.0
    return lowest + (learning_rate - lowest) * wave


def warmup(
    step: np.ndarray, warmup_steps: int, learning_rate: float
) -> np.ndarray:
    """Let the rate rise in equal steps, then stay.

    Parameters
    ----------
    step : ndarray of int, any shape, nonnegative
        The number of a step, counted from 0.
    warmup_steps : int, positive
        The number of steps of the warm-up; the last of them has the full rate.
    learning_rate : float, positive
        The full rate.

    Returns
    -------
    ndarray, same shape as step

    Raises
    ------
    ValueError
        If the warm-up has no steps.

    References
    ----------
    Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour",
    arXiv:1706.02677, 2017.
    """
    if warmup_steps < 1:
        raise ValueError(f"need at least one step, got {warmup_steps}")
    return learning_rate * np.minimum((step + 1) / warmup_steps, 1.0)


def warmup_cosine(
    step: np.ndarray,
    steps: int,
    learning_rate: float,
    warmup_steps: int,
    lowest: float = 0.0,
) -> np.ndarray:
    """Let the rate rise in equal steps, then fall along half a wave.

    Parameters
    ----------
    step : ndarray of int, any shape, nonnegative
        The number of a step, counted from 0.
    steps : int, positive
        How many steps the whole run has, the warm-up included.
    learning_rate : float, positive
        The rate at the end of the warm-up.
    warmup_steps : int, positive
        The number of steps of the warm-up.
    lowest : float, nonnegative, default 0.0
        The rate when the run is over, and after it.

    Returns
    -------
    ndarray, same shape as step

    Raises
    ------
    ValueError
        If the run or the warm-up has no steps.
    """
    if steps < 1:
        raise ValueError(f"a run needs at least one step, got {steps}")
    rising = warmup(step, warmup_steps, learning_rate)
    # Where the warm-up is the whole run, the wave has but one step.
    left = max(steps - warmup_steps, 1)
    falling = cosine(step - warmup_steps, left, learning_rate, lowest)
    return np.where(step < warmup_steps, rising, falling)


def mean_square_step(
    mean_square: np.ndarray, learning_rate: float, std: float
) -> np.ndarray:
    """Mean squared error after one noisy step on half the square.

    Parameters
    ----------
    mean_square : ndarray, any shape, nonnegative
        The mean squared distance from the minimum, before the step.
    learning_rate : float, nonnegative
    std : float, nonnegative
        The standard deviation of the noise of the gradient.

    Returns
    -------
    ndarray, same shape as mean_square
    """
    kept = np.square(1.0 - learning_rate) * mean_square
    return kept + np.square(learning_rate * std)


def best_rate(mean_square: np.ndarray, std: float) -> np.ndarray:
    """Learning rate that leaves the least error after one noisy step.

    Parameters
    ----------
    mean_square : ndarray, any shape, positive
        The mean squared distance from the minimum, before the step.
    std : float, nonnegative
        The standard deviation of the noise of the gradient.

    Returns
    -------
    ndarray, same shape as mean_square
        1 without noise, and less the more noise there is beside the error.
    """
    return mean_square / (mean_square + np.square(std))


def linear_decay(
    step: np.ndarray, steps: int, learning_rate: float
) -> np.ndarray:
    """Let the rate fall in equal steps to zero, and stay there.

    Parameters
    ----------
    step : ndarray of int, any shape, nonnegative
        The number of a step, counted from 0.
    steps : int, positive
        How many steps the whole run has; the rate is zero when it is over.
    learning_rate : float, positive
        The rate of the first step.

    Returns
    -------
    ndarray, same shape as step

    Raises
    ------
    ValueError
        If the run has no steps.
    """
    if steps < 1:
        raise ValueError(f"a run needs at least one step, got {steps}")
    return learning_rate * np.maximum(1.0 - step / steps, 0.0)


def inverse_root(
    step: np.ndarray, warmup_steps: int, learning_rate: float
) -> np.ndarray:
    """Let the rate rise in equal steps, then fall like one over a root.

    Parameters
    ----------
    step : ndarray of int, any shape, nonnegative
        The number of a step, counted from 0.
    warmup_steps : int, positive
        The number of steps of the warm-up; the last of them has the full rate.
    learning_rate : float, positive
        The largest rate.

    Returns
    -------
    ndarray, same shape as step

    Raises
    ------
    ValueError
        If the warm-up has no steps.

    References
    ----------
    Vaswani et al., "Attention is all you need", NeurIPS 2017.
    """
    if warmup_steps < 1:
        raise ValueError(f"need at least one step, got {warmup_steps}")
    share = (step + 1) / warmup_steps
    return learning_rate * np.minimum(share, 1.0 / np.sqrt(share))


def cosine_restarts(
    step: np.ndarray, cycle: int, learning_rate: float, lowest: float = 0.0
) -> np.ndarray:
    """Let the rate fall along half a wave, again and again.

    Parameters
    ----------
    step : ndarray of int, any shape, nonnegative
        The number of a step, counted from 0.
    cycle : int, positive
        After so many steps the rate starts anew.
    learning_rate : float, positive
        The rate at the start of each cycle.
    lowest : float, nonnegative, default 0.0
        The rate that the end of a cycle comes close to.

    Returns
    -------
    ndarray, same shape as step

    Raises
    ------
    ValueError
        If a cycle has no steps.

    References
    ----------
    Loshchilov and Hutter, "SGDR: Stochastic gradient descent with warm restarts",
    ICLR 2017.
    """
    if cycle < 1:
        raise ValueError(f"a cycle has at least one step, got {cycle}")
    return cosine(step % cycle, cycle, learning_rate, lowest)
