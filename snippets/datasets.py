"""How many examples and how much noise in; small classification problems out.

Each has two inputs, so that it can be drawn: X has shape (n, 2), and y holds the class of
each row, counted from 0. The classes stand one after the other; shuffle them before you
cut off mini-batches or a test set.
"""

import numpy as np


def moons(
    n: int, noise: float, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Two half circles that interlock.

    Parameters
    ----------
    n : int, positive
        Number of examples; half of them, rounded down, are of class 0.
    noise : float, nonnegative
        Standard deviation of what is added to each coordinate.
    generator : Generator

    Returns
    -------
    X : ndarray, shape (n, 2)
    y : ndarray of int, shape (n,)
    """
    y = np.repeat([0, 1], [n // 2, n - n // 2])
    angle = np.pi * _shares(y)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    lower = np.array([1.0, 0.5]) - upper
    X = np.where(y[:, np.newaxis] == 0, upper, lower)
    return X + noise * generator.normal(size=(n, 2)), y


def spiral(
    n: int, classes: int, noise: float, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Arms that wind around each other, one for each class.

    Parameters
    ----------
    n : int, positive
    classes : int, positive
        Number of arms; the examples are spread evenly over them.
    noise : float, nonnegative
        Standard deviation of what is added to each angle, in radians.
    generator : Generator

    Returns
    -------
    X : ndarray, shape (n, 2)
        At most 1 from the origin.
    y : ndarray of int, shape (n,)

    References
    ----------
    After the spiral of Karpathy's notes for the course CS231n, Stanford.
    """
    y = np.sort(np.arange(n) % classes)
    radius = _shares(y)
    angle = 4.0 * radius + 2.0 * np.pi * y / classes
    angle = angle + noise * generator.normal(size=n)
    X = np.stack([radius * np.sin(angle), radius * np.cos(angle)], axis=1)
    return X, y


def rings(
    n: int, noise: float, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """A small circle inside a circle twice as wide.

    Parameters
    ----------
    n : int, positive
        Number of examples; half of them, rounded down, are of class 0, inside.
    noise : float, nonnegative
        Standard deviation of what is added to each coordinate.
    generator : Generator

    Returns
    -------
    X : ndarray, shape (n, 2)
    y : ndarray of int, shape (n,)
    """
    y = np.repeat([0, 1], [n // 2, n - n // 2])
    angle = 2.0 * np.pi * generator.random(n)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    X = circle * (0.5 + 0.5 * y[:, np.newaxis])
    return X + noise * generator.normal(size=(n, 2)), y


def above_curve(
    n: int, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Points of a square, below (0) or above (1) a sine wave.

    Parameters
    ----------
    n : int, positive
    generator : Generator

    Returns
    -------
    X : ndarray, shape (n, 2)
        In [-1, 1].
    y : ndarray of int, shape (n,)
    """
    X = generator.uniform(-1.0, 1.0, size=(n, 2))
    y = (X[:, 1] > 0.5 * np.sin(np.pi * X[:, 0])).astype(int)
    order = np.argsort(y, kind="stable")
    return X[order], y[order]


def xor() -> tuple[np.ndarray, np.ndarray]:
    """The four cases of exclusive or: 1 if the two inputs differ.

    Returns
    -------
    X : ndarray, shape (4, 2)
    y : ndarray of int, shape (4,)
    """
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return X, np.array([0, 1, 1, 0])


def _shares(y: np.ndarray) -> np.ndarray:
    # From 0 to 1 along the examples of each class, in even steps.
    parts = [np.linspace(0.0, 1.0, count) for count in np.bincount(y)]
    return np.concatenate(parts)
