"""Parameters, their gradient and a state in, the parameters and the state one step later out.

A state starts as zeros with the shape of the parameters. Numbers, and arrays of any
shape and precision, are treated alike; what is handed over is never changed. Plain
descent and momentum are in `optimization`.
"""

import math

import numpy as np


def nesterov_step(
    theta: np.ndarray,
    gradient: np.ndarray,
    velocity: np.ndarray,
    learning_rate: float,
    momentum: float = 0.9,
) -> tuple[np.ndarray, np.ndarray]:
    """Take one step with momentum that looks ahead.

    Parameters
    ----------
    theta : ndarray, any shape
    gradient : ndarray, any shape
        The gradient at theta, with the shape of theta.
    velocity : ndarray, any shape
        What the last step left; zeros at the start.
    learning_rate : float, positive
    momentum : float, in [0, 1), default 0.9
        The part of the velocity that is kept.

    Returns
    -------
    new_theta : ndarray, same shape as theta
    new_velocity : ndarray, same shape as theta

    Raises
    ------
    ValueError
        If gradient or velocity has another shape than theta.

    References
    ----------
    Nesterov, "A method for solving the convex programming problem with convergence
    rate O(1/k^2)", Doklady Akademii Nauk SSSR 269(3), 1983; in the form of Sutskever,
    Martens, Dahl and Hinton, "On the importance of initialization and momentum in
    deep learning", ICML 2013.
    """
    shapes = [np.shape(each) for each in (theta, gradient, velocity)]
    if len(set(shapes)) > 1:
        raise ValueError(f"gradient or state not shaped as theta: {shapes}")
    velocity = momentum * velocity + gradient
    ahead = momentum * velocity + gradient
    return theta - learning_rate * ahead, velocity


def adagrad_step(
    theta: np.ndarray,
    gradient: np.ndarray,
    squares: np.ndarray,
    learning_rate: float = 0.01,
    eps: float = 1e-10,
) -> tuple[np.ndarray, np.ndarray]:
    """Divide the step by the root of the sum of all squared gradients.

    Parameters
    ----------
    theta : ndarray, any shape
    gradient : ndarray, any shape
        The gradient at theta, with the shape of theta.
    squares : ndarray, any shape, nonnegative
        The sum of the squared gradients so far; zeros at the start.
    learning_rate : float, positive, default 0.01
    eps : float, positive, default 1e-10
        Keeps the division safe; it stands outside the root.

    Returns
    -------
    new_theta : ndarray, same shape as theta
    new_squares : ndarray, same shape as theta

    Raises
    ------
    ValueError
        If gradient or squares has another shape than theta.

    References
    ----------
    Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and
    stochastic optimization", Journal of Machine Learning Research 12, 2011.
    """
    shapes = [np.shape(each) for each in (theta, gradient, squares)]
    if len(set(shapes)) > 1:
        raise ValueError(f"gradient or state not shaped as theta: {shapes}")
    squares = squares + gradient * gradient
    step = learning_rate * gradient / (np.sqrt(squares) + eps)
    return theta - step, squares


def rmsprop_step(
    theta: np.ndarray,
    gradient: np.ndarray,
    squares: np.ndarray,
    learning_rate: float = 0.01,
    decay: float = 0.99,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray]:
    """Divide the step by the root of a moving mean of squared gradients.

    Parameters
    ----------
    theta : ndarray, any shape
    gradient : ndarray, any shape
        The gradient at theta, with the shape of theta.
    squares : ndarray, any shape, nonnegative
        The moving mean of the squared gradients; zeros at the start.
    learning_rate : float, positive, default 0.01
    decay : float, in [0, 1), default 0.99
        The part of the mean that is kept.
    eps : float, positive, default 1e-8
        Keeps the division safe; it stands outside the root.

    Returns
    -------
    new_theta : ndarray, same shape as theta
    new_squares : ndarray, same shape as theta

    Raises
    ------
    ValueError
        If gradient or squares has another shape than theta.

    References
    ----------
    Tieleman and Hinton, "Lecture 6.5: RMSProp", Neural Networks for Machine
    Learning, Coursera, 2012.
    """
    shapes = [np.shape(each) for each in (theta, gradient, squares)]
    if len(set(shapes)) > 1:
        raise ValueError(f"gradient or state not shaped as theta: {shapes}")
    squares = decay * squares + (1.0 - decay) * (gradient * gradient)
    step = learning_rate * gradient / (np.sqrt(squares) + eps)
    return theta - step, squares


def adam_step(
    theta: np.ndarray,
    gradient: np.ndarray,
    mean: np.ndarray,
    squares: np.ndarray,
    step: int,
    learning_rate: float = 0.001,
    beta_1: float = 0.9,
    beta_2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Divide a mean gradient by the root of a mean squared gradient.

    Parameters
    ----------
    theta : ndarray, any shape
    gradient : ndarray, any shape
        The gradient at theta, with the shape of theta.
    mean : ndarray, any shape
        The moving mean of the gradients; zeros at the start.
    squares : ndarray, any shape, nonnegative
        The moving mean of the squared gradients; zeros at the start.
    step : int, positive
        The number of this step, counted from 1.
    learning_rate : float, positive, default 0.001
    beta_1 : float, in [0, 1), default 0.9
        The part of the mean that is kept.
    beta_2 : float, in [0, 1), default 0.999
        The part of the mean of squares that is kept.
    eps : float, positive, default 1e-8
        Keeps the division safe; it stands outside the root.

    Returns
    -------
    new_theta : ndarray, same shape as theta
    new_mean : ndarray, same shape as theta
    new_squares : ndarray, same shape as theta

    Raises
    ------
    ValueError
        If an array has another shape than theta, or the step is below 1.

    References
    ----------
    Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015.
    """
    shapes = [np.shape(each) for each in (theta, gradient, mean, squares)]
    if len(set(shapes)) > 1 or step < 1:
        raise ValueError(f"need one shape, steps from 1: {shapes}, {step}")
    mean = beta_1 * mean + (1.0 - beta_1) * gradient
    squares = beta_2 * squares + (1.0 - beta_2) * (gradient * gradient)
    # Correct two numbers and not two arrays: fewer passes over arrays.
    root = math.sqrt(1.0 - beta_2**step)
    rate = learning_rate * root / (1.0 - beta_1**step)
    change = rate * mean
    change /= np.sqrt(squares) + eps * root
    return theta - change, mean, squares


def adamw_step(
    theta: np.ndarray,
    gradient: np.ndarray,
    mean: np.ndarray,
    squares: np.ndarray,
    step: int,
    learning_rate: float = 0.001,
    beta_1: float = 0.9,
    beta_2: float = 0.999,
    eps: float = 1e-8,
    weight_decay: float = 0.01,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shrink the parameters a little, then take a step of Adam.

    Parameters
    ----------
    theta : ndarray, any shape
    gradient : ndarray, any shape
        The gradient at theta, with the shape of theta, without the decay.
    mean : ndarray, any shape
        The moving mean of the gradients; zeros at the start.
    squares : ndarray, any shape, nonnegative
        The moving mean of the squared gradients; zeros at the start.
    step : int, positive
        The number of this step, counted from 1.
    learning_rate : float, positive, default 0.001
    beta_1 : float, in [0, 1), default 0.9
        The part of the mean that is kept.
    beta_2 : float, in [0, 1), default 0.999
        The part of the mean of squares that is kept.
    eps : float, positive, default 1e-8
        Keeps the division safe; it stands outside the root.
    weight_decay : float, nonnegative, default 0.01
        Times the learning rate, the part of the parameters that is taken away.

    Returns
    -------
    new_theta : ndarray, same shape as theta
    new_mean : ndarray, same shape as theta
    new_squares : ndarray, same shape as theta

    Raises
    ------
    ValueError
        If an array has another shape than theta, or the step is below 1.

    References
    ----------
    Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019.
    """
    theta = theta * (1.0 - learning_rate * weight_decay)
    options = (step, learning_rate, beta_1, beta_2, eps)
    return adam_step(theta, gradient, mean, squares, *options)


def adamax_step(
    theta: np.ndarray,
    gradient: np.ndarray,
    mean: np.ndarray,
    largest: np.ndarray,
    step: int,
    learning_rate: float = 0.002,
    beta_1: float = 0.9,
    beta_2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Divide a mean gradient by the largest size that it lately had.

    Parameters
    ----------
    theta : ndarray, any shape
    gradient : ndarray, any shape
        The gradient at theta, with the shape of theta.
    mean : ndarray, any shape
        The moving mean of the gradients; zeros at the start.
    largest : ndarray, any shape, nonnegative
        The largest size of a gradient, where old ones count less and less; zeros at
        the start.
    step : int, positive
        The number of this step, counted from 1.
    learning_rate : float, positive, default 0.002
    beta_1 : float, in [0, 1), default 0.9
        The part of the mean that is kept.
    beta_2 : float, in [0, 1), default 0.999
        The part of the largest size that is kept.
    eps : float, positive, default 1e-8
        Keeps the division safe; it is added to the size of the gradient.

    Returns
    -------
    new_theta : ndarray, same shape as theta
    new_mean : ndarray, same shape as theta
    new_largest : ndarray, same shape as theta

    Raises
    ------
    ValueError
        If an array has another shape than theta, or the step is below 1.

    References
    ----------
    Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, section
    7.1.
    """
    shapes = [np.shape(each) for each in (theta, gradient, mean, largest)]
    if len(set(shapes)) > 1 or step < 1:
        raise ValueError(f"need one shape, steps from 1: {shapes}, {step}")
    mean = beta_1 * mean + (1.0 - beta_1) * gradient
    largest = np.maximum(beta_2 * largest, np.abs(gradient) + eps)
    rate = learning_rate / (1.0 - beta_1**step)
    return theta - rate * mean / largest, mean, largest


def amsgrad_step(
    theta: np.ndarray,
    gradient: np.ndarray,
    mean: np.ndarray,
    squares: np.ndarray,
    largest: np.ndarray,
    step: int,
    learning_rate: float = 0.001,
    beta_1: float = 0.9,
    beta_2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Take a step of Adam that divides by the largest mean square.

    Parameters
    ----------
    theta : ndarray, any shape
    gradient : ndarray, any shape
        The gradient at theta, with the shape of theta.
    mean : ndarray, any shape
        The moving mean of the gradients; zeros at the start.
    squares : ndarray, any shape, nonnegative
        The moving mean of the squared gradients; zeros at the start.
    largest : ndarray, any shape, nonnegative
        The largest that each entry of squares has been; zeros at the start.
    step : int, positive
        The number of this step, counted from 1.
    learning_rate : float, positive, default 0.001
    beta_1 : float, in [0, 1), default 0.9
        The part of the mean that is kept.
    beta_2 : float, in [0, 1), default 0.999
        The part of the mean of squares that is kept.
    eps : float, positive, default 1e-8
        Keeps the division safe; it stands outside the root.

    Returns
    -------
    new_theta : ndarray, same shape as theta
    new_mean : ndarray, same shape as theta
    new_squares : ndarray, same shape as theta
    new_largest : ndarray, same shape as theta

    Raises
    ------
    ValueError
        If an array has another shape than theta, or the step is below 1.

    References
    ----------
    Reddi, Kale and Kumar, "On the convergence of Adam and beyond", ICLR 2018; with
    the corrections of Adam, as PyTorch has it.
    """
    arrays = theta, gradient, mean, squares, largest
    shapes = [np.shape(each) for each in arrays]
    if len(set(shapes)) > 1 or step < 1:
        raise ValueError(f"need one shape, steps from 1: {shapes}, {step}")
    mean = beta_1 * mean + (1.0 - beta_1) * gradient
    squares = beta_2 * squares + (1.0 - beta_2) * (gradient * gradient)
    largest = np.maximum(largest, squares)
    root = math.sqrt(1.0 - beta_2**step)
    rate = learning_rate * root / (1.0 - beta_1**step)
    change = rate * mean / (np.sqrt(largest) + eps * root)
    return theta - change, mean, squares, largest


def lion_step(
    theta: np.ndarray,
    gradient: np.ndarray,
    mean: np.ndarray,
    learning_rate: float = 0.0001,
    beta_1: float = 0.9,
    beta_2: float = 0.99,
    weight_decay: float = 0.0,
) -> tuple[np.ndarray, np.ndarray]:
    """Go the learning rate far in each entry, by a sign alone.

    Parameters
    ----------
    theta : ndarray, any shape
    gradient : ndarray, any shape
        The gradient at theta, with the shape of theta, without the decay.
    mean : ndarray, any shape
        The moving mean of the gradients; zeros at the start.
    learning_rate : float, positive, default 0.0001
    beta_1 : float, in [0, 1), default 0.9
        The part of the mean in the sum whose sign counts.
    beta_2 : float, in [0, 1), default 0.99
        The part of the mean that is kept.
    weight_decay : float, nonnegative, default 0.0
        Times the learning rate, the part of the parameters that is taken away.

    Returns
    -------
    new_theta : ndarray, same shape as theta
    new_mean : ndarray, same shape as theta

    Raises
    ------
    ValueError
        If gradient or mean has another shape than theta.

    References
    ----------
    Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023.
    """
    shapes = [np.shape(each) for each in (theta, gradient, mean)]
    if len(set(shapes)) > 1:
        raise ValueError(f"gradient or state not shaped as theta: {shapes}")
    direction = np.sign(beta_1 * mean + (1.0 - beta_1) * gradient)
    mean = beta_2 * mean + (1.0 - beta_2) * gradient
    return theta - learning_rate * (direction + weight_decay * theta), mean


def moving_mean(x: np.ndarray, decay: float) -> np.ndarray:
    """Mean of all values so far, in which old ones count less and less.

    Parameters
    ----------
    x : ndarray, shape (n,)
        Values, the oldest first.
    decay : float, in [0, 1)
        By this factor the weight of a value shrinks with each later one.

    Returns
    -------
    ndarray, shape (n,)
        The mean after each value, corrected for the start at zero.

    Raises
    ------
    ValueError
        If x is no vector or the decay is outside [0, 1).
    """
    if np.ndim(x) != 1 or not 0.0 <= decay < 1.0:
        raise ValueError(
            f"need a vector, a decay in [0, 1), got {np.shape(x)}, {decay}"
        )
    means, mean = np.zeros(len(x)), 0.0
    for i, value in enumerate(x):
        mean = decay * mean + (1.0 - decay) * value
        means[i] = mean / (1.0 - decay ** (i + 1))
    return means
