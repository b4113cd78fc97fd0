"""The plane around the points of a data set: points go in, their places in a square picture come out."""

import numpy as np

from scripts.training.network import Training
from snippets.mlp import forward
from snippets.softmax import softmax

GRID = 48  # places along each side of the picture
_MARGIN = 1.15


def _square(X: np.ndarray) -> tuple[np.ndarray, float]:
    """Center and half the side of a square around all points."""
    low, high = X.min(axis=0), X.max(axis=0)
    return (low + high) / 2.0, _MARGIN * float(np.max(high - low)) / 2.0


def places(X: np.ndarray) -> np.ndarray:
    """Where points stand in the picture: (0, 0) is its top left corner, (1, 1) the opposite one."""
    center, half = _square(X)
    right_and_up = (X - center) / (2.0 * half)
    return 0.5 + right_and_up * [1.0, -1.0]


def grid(X: np.ndarray) -> np.ndarray:
    """The middle of each cell of the picture around some points, row by row from the top."""
    center, half = _square(X)
    steps = half * ((np.arange(GRID) + 0.5) * 2.0 / GRID - 1.0)
    right, down = np.meshgrid(steps, steps)
    return center + np.stack([right.ravel(), -down.ravel()], axis=1)


def responses(training: Training) -> tuple[np.ndarray, list[np.ndarray]]:
    """What a network says all over the plane.

    Returns
    -------
    probabilities : ndarray, shape (GRID**2, K)
        Of each class.
    hidden : list of ndarray, shape (GRID**2, width)
        The outputs of the neurons of each hidden layer.
    """
    Z, tape = forward(grid(training.X), training.layers, training.activation)
    # What goes into a later layer is what came out of the hidden one before it.
    return softmax(Z), [A for A, _ in tape[1:]]
