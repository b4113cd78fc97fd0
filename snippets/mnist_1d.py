"""Ten templates of digits and random numbers in, the examples of MNIST-1D out.

A template is a short signal that looks like a digit, followed from top to bottom. Each
example pads it, scales it, moves it, hides it in noise and tilts it; 40 numbers are left.
After Greydanus, "Scaling down deep learning", arXiv:2011.14439, 2020.
"""

import numpy as np

LENGTH = 72  # of a padded template: 12 numbers and up to 60 zeros
FINAL_LENGTH = 40


def standard_templates(drawn: np.ndarray) -> np.ndarray:
    """Bring drawn templates to one size, and let each begin at zero.

    Parameters
    ----------
    drawn : ndarray, shape (K, d), d >= 2
        One template a row; none of them is constant.

    Returns
    -------
    ndarray, shape (K, d)
        Each row has the standard deviation 1/6.

    Raises
    ------
    ValueError
        If it is no matrix, or a template is constant.
    """
    if np.ndim(drawn) != 2 or not np.all(np.ptp(drawn, axis=1) > 0.0):
        raise ValueError(f"need rows that vary, got {np.shape(drawn)}")
    deviation = np.std(drawn, axis=1, keepdims=True)
    return (drawn - drawn[:, :1]) / (6.0 * deviation)


def resample(x: np.ndarray, size: int) -> np.ndarray:
    """Read a signal at evenly spaced places, along straight lines.

    Parameters
    ----------
    x : ndarray, shape (d,)
    size : int, positive
        How many numbers to read, the first and the last of x among them.

    Returns
    -------
    ndarray, shape (size,)

    Raises
    ------
    ValueError
        If there is no number to read, or none is wanted.
    """
    if np.ndim(x) != 1 or not len(x) or size < 1:
        given = f"{np.shape(x)}, {size}"
        raise ValueError(f"need shape (d,) and a size, got {given}")
    there = np.linspace(0.0, 1.0, len(x))
    return np.interp(np.linspace(0.0, 1.0, size), there, x)


def blur(x: np.ndarray, s: float) -> np.ndarray:
    """Average a signal with its neighbors, weighted by a Gaussian.

    Parameters
    ----------
    x : ndarray, shape (d,)
        Beyond its ends it goes on as in a mirror.
    s : float, positive
        Standard deviation of the Gaussian, in places; it is cut off at four.

    Returns
    -------
    ndarray, shape (d,)

    Raises
    ------
    ValueError
        If there is no number, or s is not positive.
    """
    if np.ndim(x) != 1 or not len(x) or not s > 0.0:
        raise ValueError(f"need shape (d,), s > 0, got {np.shape(x)}, {s}")
    reach = int(4.0 * s + 0.5)
    weights = np.exp(-np.square(np.arange(-reach, reach + 1) / s) / 2.0)
    mirrored = np.pad(x, reach, mode="symmetric")
    return np.convolve(mirrored, weights / np.sum(weights), mode="valid")


def shear(x: np.ndarray, slope: float) -> np.ndarray:
    """Tilt a signal: subtract a straight line, zero in the middle.

    Parameters
    ----------
    x : ndarray, shape (d,)
    slope : float
        How much lower the end becomes against the beginning.

    Returns
    -------
    ndarray, shape (d,)
    """
    return x - slope * np.linspace(-0.5, 0.5, len(x))


def construct(
    template: np.ndarray, generator: np.random.Generator
) -> tuple[np.ndarray, ...]:
    """Make an example of a template; keep the signal after each step.

    Parameters
    ----------
    template : ndarray, shape (d,)
    generator : Generator

    Returns
    -------
    padded : ndarray, shape (72,)
        With 36 to 60 zeros behind it, and stretched to one length.
    scaled : ndarray, shape (72,)
        By 0.8 to 1.2.
    moved : ndarray, shape (72,)
        By up to 47 places to the right; what leaves comes back on the left.
    noisy : ndarray, shape (72,)
        With waves in place of the zeros, and a little noise everywhere.
    sheared : ndarray, shape (72,)
    example : ndarray, shape (40,)

    References
    ----------
    Greydanus, "Scaling down deep learning", arXiv:2011.14439, 2020.
    """
    zeros = np.zeros(generator.integers(36, 61))
    # What is exactly zero from here on is padding, not template.
    padded = resample(np.concatenate([template + 1e-8, zeros]), LENGTH)
    scaled = padded * (0.8 + 0.4 * generator.random())
    moved = np.roll(scaled, generator.integers(48))
    waves = blur(0.25 * generator.normal(size=LENGTH), 2.0)
    noise = 0.02 * generator.normal(size=LENGTH)
    noisy = np.where(moved != 0.0, moved, waves) + noise
    sheared = shear(noisy, 0.75 * (generator.random() - 0.5))
    example = resample(sheared, FINAL_LENGTH)
    return padded, scaled, moved, noisy, sheared, example


def dataset(
    n: int, templates: np.ndarray, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Make examples of all templates, in random order.

    Parameters
    ----------
    n : int, positive
        Of each class there are equally many, give or take one.
    templates : ndarray, shape (K, d)
    generator : Generator

    Returns
    -------
    X : ndarray, shape (n, 40)
        All numbers together have the mean 0 and the standard deviation 1.
    y : ndarray of int, shape (n,)
        The row of the template.
    """
    y = generator.permutation(np.arange(n) % len(templates))
    X = np.stack([construct(templates[c], generator)[-1] for c in y])
    return (X - np.mean(X)) / np.std(X), y
