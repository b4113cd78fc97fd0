"""Two outputs of one program: texts go in, whether they say the same comes out.

The build and the browser have different versions of NumPy on different processors: their
numbers may differ in the last digit that is printed, and by rounding. What is printed with
a single digit and an exponent, such as 6e-03, is an order of magnitude.
"""

import math
import re

_NUMBER = re.compile(r"(?<![\w.])-?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|inf\b|nan\b)")
_ORDER = re.compile(r"-?\d[eE]")
_RELATIVE, _WITHIN_AN_ORDER = 1e-6, 0.5


def same_output(one: str, other: str) -> bool:
    """Whether the words are the same, and the numbers to the last printed digit."""
    texts = [" ".join(_NUMBER.sub(" # ", text).split()) for text in (one, other)]
    numbers = [_NUMBER.findall(text) for text in (one, other)]
    return (
        texts[0] == texts[1]
        and len(numbers[0]) == len(numbers[1])
        and all(map(_close, *numbers))
    )


def _close(one: str, other: str) -> bool:
    if one == other:
        return True
    if _ORDER.match(one) and _ORDER.match(other):
        return math.isclose(float(one), float(other), rel_tol=_WITHIN_AN_ORDER)
    digit = max(_last_digit(one), _last_digit(other)) * (1 + _RELATIVE)
    return math.isclose(float(one), float(other), rel_tol=_RELATIVE, abs_tol=digit)


def _last_digit(number: str) -> float:
    """What the last digit of a printed number is worth: 0.01 for 3.14, nothing for a whole number."""
    mantissa, _, exponent = number.lower().partition("e")
    _, point, decimals = mantissa.partition(".")
    return 10.0 ** (int(exponent or 0) - len(decimals)) if point or exponent else 0.0
