"""A function of one number in, its numerical derivative or limit out, if it settles.

Central differences over shrinking steps, extrapolated to step zero (Richardson), with
an estimate of their own error. A kink is seen where the slopes from the left and from
the right do not approach each other, a jump where the quotients grow.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from scripts.formulas.problems import Unsettled

Sampled = Callable[[np.ndarray], np.ndarray]

LARGEST_STEP = 2.0**-4
SMALLEST_STEP = 2.0**-22
TOLERANCE = 1e-7
FLOOR = 1e-3
_LEVELS = 6
_SCALES = (LARGEST_STEP, 2.0**-10, SMALLEST_STEP * 2.0 ** (_LEVELS - 1))
_ROUNDING = 4 * np.finfo(float).eps
_LIMIT_STEP = 2.0**-2
_LIMIT_LEVELS = 12


@np.errstate(all="ignore")
def slope(function: Sampled, x: float, order: int = 1) -> float:
    """The derivative at x.

    Parameters
    ----------
    function : callable
        Takes an array of points, gives the values at them.
    x : float
        Where.
    order : int
        1 or 2.

    Returns
    -------
    float
        With a relative error of about 1e-12 on a smooth function.

    Raises
    ------
    Unsettled
        If the quotients do not settle as the step shrinks: at a kink, at a jump, or
        where the function is not defined around x.
    """
    scales = list(_SCALES)
    if 0 < abs(x) < LARGEST_STEP:
        scales.append(abs(x) / 8)
    best, error = np.nan, np.inf
    for scale in scales:
        steps = scale * 2.0 ** -np.arange(_LEVELS)
        value, estimate = _at_scale(function, x, steps, order)
        if estimate < error:
            best, error = value, estimate
        if error <= 1e-3 * TOLERANCE * max(abs(best), FLOOR):
            break
    if not error <= TOLERANCE * max(abs(best), FLOOR):
        raise Unsettled(f"the derivative at {x:.6g} does not settle")
    return best


def _at_scale(function: Sampled, x: float, steps: np.ndarray, order: int) -> tuple[float, float]:
    """Extrapolated derivative and its error, infinite where it has no meaning."""
    right, left = x + steps, x - steps
    try:
        values = np.asarray(function(np.concatenate([[x], right, left])), dtype=float)
    except (ValueError, ArithmeticError):
        return np.nan, np.inf  # a step leaves the domain of the function
    if not np.all(np.isfinite(values)):
        return np.nan, np.inf
    center, above, below = values[0], values[1 : len(steps) + 1], values[len(steps) + 1 :]
    magnitude = np.max(np.abs(values))
    forward, backward = (above - center) / (right - x), (center - below) / (x - left)
    gap = _gap(forward, backward, magnitude, steps)
    if order == 1:
        quotients = (above - below) / (right - left)
        rounding = _ROUNDING * magnitude / steps
    else:
        quotients = (above - 2 * center + below) / steps**2
        rounding = 4 * _ROUNDING * magnitude / steps**2
    value, error = _extrapolated(quotients, 4.0, rounding)
    # With a kink among the steps, quotients can agree by accident; the gap stays.
    return value, max(error, gap)


def _gap(forward: np.ndarray, backward: np.ndarray, magnitude: float, steps: np.ndarray) -> float:
    """What is left at step zero between the slopes from both sides; infinite if they do not meet."""
    noise = 4 * _ROUNDING * magnitude / steps
    gap, error = _extrapolated(forward - backward, 2.0, noise)
    meet = abs(gap) <= 4 * error + 1e-9 * np.max(np.abs(forward))
    return abs(gap) if meet else np.inf


def _extrapolated(quotients: np.ndarray, ratio: float, rounding: np.ndarray) -> tuple[float, float]:
    """The entry of the Richardson table that agrees best with its neighbors, and its error.

    `ratio` is what one halving of the step divides the leading error by.
    """
    best, error = np.nan, np.inf
    column = list(quotients)
    noise = list(rounding)
    factor = ratio
    while len(column) > 1:
        finer = [after + (after - before) / (factor - 1) for before, after in pairwise(column)]
        for place, (before, after, value) in enumerate(
            zip(column, column[1:], finer, strict=False)
        ):
            estimate = max(abs(value - after), abs(value - before) / factor, noise[place + 1])
            if estimate < error:
                best, error = value, estimate
        column, noise, factor = finer, noise[1:], factor * ratio
    return best, error


@np.errstate(all="ignore")
def limit(function: Callable[[float], float], target: float, side: int = 0) -> float:
    """The limit of a function, from both sides unless `side` is 1 (right) or -1 (left).

    Raises
    ------
    Unsettled
        If it does not converge, or the two sides disagree.
    """
    if np.isinf(target):
        sign = np.sign(target)
        return _one_sided(lambda step: function(sign / step), f"{target}")
    signs = (side,) if side else (1, -1)
    found = [
        _one_sided(lambda step, sign=sign: function(target + sign * step), f"{target:.6g}")
        for sign in signs
    ]
    if len(found) == 2 and abs(found[0] - found[1]) > 2 * TOLERANCE * max(abs(found[0]), FLOOR):
        raise Unsettled(f"from the left the limit is {found[1]:.9g}, from the right {found[0]:.9g}")
    return found[0]


def _one_sided(function: Callable[[float], float], target: str) -> float:
    steps = _LIMIT_STEP * 2.0 ** -np.arange(_LIMIT_LEVELS)
    values = np.array([function(step) for step in steps], dtype=float)
    if not np.all(np.isfinite(values)):
        raise Unsettled(f"near {target} the expression has no finite value")
    # Cancellation in the expression grows as the step shrinks.
    noise = _ROUNDING * np.maximum(np.abs(values), 1.0) / steps
    value, error = _extrapolated(values, 2.0, noise)
    if not error <= TOLERANCE * max(abs(value), FLOOR):
        raise Unsettled(f"the limit at {target} does not converge")
    return value
