"""Numbers in; what a computer keeps of them, and sums and logarithms that keep more, out.

A floating-point number is a significand of a fixed count of bits times a power of two.
float64 has 53 bits, float32 has 24, float16 has 11.
"""

import numpy as np

from snippets.activations import softplus


def decompose(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Split numbers into significand and exponent.

    Parameters
    ----------
    x : ndarray, shape (n,), nonzero

    Returns
    -------
    significand : ndarray, shape (n,)
        In [1, 2), or in (-2, -1] for a negative number.
    exponent : ndarray of int, shape (n,)

    Raises
    ------
    ValueError
        If a number is 0 or not finite: then there is no exponent.
    """
    if not np.all(np.isfinite(x) & (np.asarray(x) != 0)):
        raise ValueError(f"0, inf and nan have no exponent, got {x}")
    # frexp gives a significand in [1/2, 1).
    half, exponent = np.frexp(1.0 * np.asarray(x))
    return 2.0 * half, exponent - 1


def gap(x: np.ndarray, bits: int = 53) -> np.ndarray:
    """Distance from a number to the next larger one with so many bits.

    Parameters
    ----------
    x : ndarray, shape (n,), nonzero
    bits : int, in 1..53, default 53
        Bits of the significand: 53 for float64, 24 for float32.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If a number is 0 or not finite.
    """
    return np.ldexp(1.0, decompose(x)[1] + 1 - int(bits))


def keep_bits(x: np.ndarray, bits: int = 24) -> np.ndarray:
    """Round to the nearest number with so many bits; halfway, up.

    Parameters
    ----------
    x : ndarray, shape (n,), nonzero
    bits : int, in 1..52, default 24
        Bits of the significand: 24 for float32, 11 for float16.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If a number is 0 or not finite.
    """
    width = gap(x, bits)
    return np.floor(x / width + 0.5) * width


def compensated_sum(x: np.ndarray) -> float:
    """Add up numbers, and remember what each addition rounds away.

    Parameters
    ----------
    x : ndarray, shape (n,)

    Returns
    -------
    float
        Of the precision of x.

    References
    ----------
    Kahan, "Further remarks on reducing truncation errors", Communications of the ACM
    8(1), 1965.
    """
    total = lost = x.dtype.type(0)
    for value in x:
        value = value - lost
        new_total = total + value
        # What the total grew by, less what it should have grown by.
        lost = (new_total - total) - value
        total = new_total
    return total


def log_sigmoid(x: np.ndarray) -> np.ndarray:
    """Give the logarithm of the sigmoid, without computing the sigmoid.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
        At most 0; close to x far left, where the sigmoid itself underflows.
    """
    return -softplus(-1.0 * x)


def log1mexp(x: np.ndarray) -> np.ndarray:
    """Give the logarithm of 1 - exp(-x) with all its digits.

    Parameters
    ----------
    x : ndarray, any shape, positive

    Returns
    -------
    ndarray, same shape as x
        At most 0.

    Raises
    ------
    ValueError
        If a number is not positive.

    References
    ----------
    Mächler, "Accurately computing log(1 - exp(-|a|))", Rmpfr, 2012.
    """
    if np.any(np.asarray(x) <= 0):
        raise ValueError("x must be positive, so that exp(-x) is below 1")
    # Left, exp(-x) is close to 1, and the difference would cancel;
    # right, it is close to 0, and the difference would round to 1.
    left = np.log(-np.expm1(-np.minimum(1.0 * x, 1.0)))
    right = np.log1p(-np.exp(-np.maximum(1.0 * x, 0.5)))
    return np.where(x < np.log(2.0), left, right)


def safe_norm(x: np.ndarray) -> float:
    """Length of a vector, whatever the size of its entries.

    Parameters
    ----------
    x : ndarray, shape (d,)

    Returns
    -------
    float
    """
    largest = np.max(np.abs(x))
    if largest == 0.0 or np.isinf(largest):
        return float(largest)
    # Squares of numbers up to 1 cannot overflow, and the largest is 1.
    return float(largest * np.sqrt(np.sum(np.square(x / largest))))
