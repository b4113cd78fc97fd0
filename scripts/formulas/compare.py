"""Two values in, how far they differ out; and how inputs and values are shown to an author."""

import math
from typing import Any

import numpy as np

from scripts.formulas.values import ScaledIdentity

EXACT = 1e-9
NUMERICAL = 1e-6
FLOOR = 1e-3
_SHOWN = 24


def difference(formula: Any, code: Any) -> float:
    """Largest relative difference; infinite where only one has a finite value, or shapes differ.

    NaN if both have no value anywhere.
    """
    if np.ndim(code) == 0 and isinstance(formula, float):
        return _difference_of_numbers(float(formula), float(code))
    if isinstance(formula, ScaledIdentity):
        formula = formula.as_array(np.shape(code))
    left, right = np.asarray(formula, dtype=float), np.asarray(code, dtype=float)
    if left.shape != right.shape:
        return np.inf
    if not left.size:
        return 0.0
    both_missing = np.isnan(left) & np.isnan(right)
    if both_missing.all():
        return np.nan
    scale = np.maximum(np.maximum(np.abs(left), np.abs(right)), FLOOR)
    found = np.where(left == right, 0.0, np.abs(left - right) / scale)
    found = np.where(np.isfinite(left) == np.isfinite(right), found, np.inf)
    found = np.where(np.isnan(found) & ~both_missing, np.inf, found)
    return float(np.max(np.where(both_missing, 0.0, found)))


def _difference_of_numbers(formula: float, code: float) -> float:
    if math.isnan(formula) or math.isnan(code):
        return math.nan if math.isnan(formula) and math.isnan(code) else math.inf
    if formula == code:
        return 0.0
    if math.isinf(formula) or math.isinf(code):
        return math.inf
    return abs(formula - code) / max(abs(formula), abs(code), FLOOR)


def largest(values: Any) -> float:
    """The greatest finite magnitude."""
    magnitudes = np.abs(np.asarray(values, dtype=float))
    return float(np.max(magnitudes, initial=0.0, where=np.isfinite(magnitudes)))


def shown(value: Any) -> str:
    """A value in short: six digits, long arrays abridged."""
    if isinstance(value, ScaledIdentity):
        return f"{value.scale:.6g} I"
    if isinstance(value, str) or callable(value):
        return str(value) if isinstance(value, str) else repr(value)
    array = np.asarray(value)
    if array.ndim == 0:
        number = array.item()
        return f"{number:.12g}" if isinstance(number, float) else str(number)
    text = np.array2string(array, precision=6, separator=", ", threshold=_SHOWN, edgeitems=3)
    return " ".join(text.split())


def shown_inputs(inputs: dict[str, Any]) -> str:
    """Arguments in short, as in a call."""
    return ", ".join(f"{name} = {shown(value)}" for name, value in inputs.items()) or "no input"
