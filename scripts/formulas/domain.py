"""Trait phrases of a docstring in, a `Domain` out: which values a parameter takes."""

import re
from dataclasses import dataclass, replace
from math import inf

import numpy as np

STRUCTURES = (
    "rows sum to 1",
    "sums to 1",
    "one-hot rows",
    "one-hot",
    "positive definite",
    "symmetric",
    "full rank",
)
_NUMBER = r"[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|inf)"
_INTERVAL = re.compile(rf"in ([\[(])\s*({_NUMBER})\s*,\s*({_NUMBER})\s*([\])])")
_SET = re.compile(rf"in \{{\s*({_NUMBER}(?:\s*,\s*{_NUMBER})*)\s*\}}")
_RANGE = re.compile(r"in (\S+?)\s*\.\.\s*(.+)")


@dataclass(frozen=True)
class Domain:
    """The values that one entry may take, and what the whole array satisfies.

    `first` and `last` are the bounds of an integer range, as texts that may name
    dimensions; `structure` is one of `STRUCTURES`.
    """

    low: float = -inf
    high: float = inf
    low_open: bool = True
    high_open: bool = True
    nonzero: bool = False
    values: tuple[float, ...] = ()
    first: str | None = None
    last: str | None = None
    structure: str | None = None

    @property
    def is_index(self) -> bool:
        """Whether a value counts from 0 below a dimension: a class or a position."""
        return self.first == "0" and self.last is not None and not self.last.isdigit()

    def contains(self, values: np.ndarray) -> np.ndarray:
        """Which of these numbers lie in the interval or the set."""
        if self.values:
            return np.isin(values, self.values)
        above = values > self.low if self.low_open else values >= self.low
        below = values < self.high if self.high_open else values <= self.high
        return above & below & ((values != 0) if self.nonzero else True)


def with_trait(domain: Domain, phrase: str) -> Domain | None:
    """The domain narrowed by a phrase; None if the phrase is no trait."""
    simple = {
        "real": domain,
        "positive": replace(domain, low=max(domain.low, 0.0), low_open=True),
        "nonnegative": replace(domain, low=max(domain.low, 0.0), low_open=domain.low > 0),
        "nonzero": replace(domain, nonzero=True),
    }
    if phrase in simple:
        return simple[phrase]
    if phrase in STRUCTURES:
        return replace(domain, structure=phrase)
    if found := _INTERVAL.fullmatch(phrase):
        opening, low, high, closing = found.groups()
        return replace(
            domain,
            low=float(low),
            high=float(high),
            low_open=opening == "(",
            high_open=closing == ")",
        )
    if found := _SET.fullmatch(phrase):
        return replace(domain, values=tuple(float(value) for value in found[1].split(",")))
    if found := _RANGE.fullmatch(phrase):
        return replace(domain, first=found[1].replace(" ", ""), last=found[2].replace(" ", ""))
    return None
