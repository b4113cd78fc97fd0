"""A domain with a structure and a shape in, an array that has the structure out."""

import numpy as np

from scripts.formulas.domain import Domain

_ZERO_WEIGHT = 0.15


def structured(domain: Domain, shape: tuple[int, ...], random: np.random.Generator) -> np.ndarray:
    """Draw an array that is, say, a distribution per row or a positive definite matrix.

    Parameters
    ----------
    domain : Domain
        Its `structure` says what; `low_open` at 0 excludes zero weights.
    shape : tuple of int
        Shape of the array.
    random : Generator
        Source of randomness.

    Returns
    -------
    ndarray
        Of the given shape.
    """
    match domain.structure:
        case "rows sum to 1" | "sums to 1":
            return _simplex(shape, domain.low_open and domain.low == 0, random)
        case "one-hot rows" | "one-hot":
            return np.eye(shape[-1])[random.integers(0, shape[-1], shape[:-1])]
        case "positive definite":
            # Eigenvalues between 1/2 and about 4 keep inverses accurate.
            factor = random.normal(size=shape) / np.sqrt(shape[-1])
            return factor @ factor.swapaxes(-1, -2) + 0.5 * np.eye(shape[-1])
        case "symmetric":
            factor = random.normal(size=shape)
            return factor + factor.swapaxes(-1, -2)
        case "full rank":
            return random.normal(size=shape)
    raise ValueError(f"unknown structure {domain.structure!r}")


def _simplex(shape: tuple[int, ...], positive: bool, random: np.random.Generator) -> np.ndarray:
    weights = random.exponential(size=shape) + 1e-3
    if shape[-1] > 2 and random.random() < 0.3:
        weights[..., 0] = weights[..., 1]
    if not positive:
        weights = np.where(random.random(shape) < _ZERO_WEIGHT, 0.0, weights)
        empty = weights.sum(axis=-1) == 0
        weights[empty, 0] = 1.0
    return weights / weights.sum(axis=-1, keepdims=True)
