"""A function of one number in, the same function of a number or an array out, by a plain loop."""

import math
from collections.abc import Callable
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from functools import wraps

import numpy as np

# Enough digits for a difference between 1 and the smallest float; nothing traps, so that
# infinities and the vanishing of tiny numbers follow the rules of arithmetic.
_CONTEXT = Context(prec=420, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])


def entrywise(function: Callable[..., float | Decimal]) -> Callable[..., np.ndarray]:
    """Apply a scalar function to each number in turn, computing decimals with 420 digits."""

    @wraps(function)
    def loop(x: np.ndarray, *arguments: float, **parameters: float) -> np.ndarray:
        numbers = np.asarray(x, dtype=float)
        values = np.empty(numbers.shape)
        with localcontext(_CONTEXT):
            for index in np.ndindex(numbers.shape):
                number = float(numbers[index])
                if math.isnan(number):
                    values[index] = number
                else:
                    values[index] = float(function(number, *arguments, **parameters))
        return values

    return loop
