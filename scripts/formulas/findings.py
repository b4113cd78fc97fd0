"""What a comparison finds: a disagreement that an author can follow, or a report of agreement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from scripts.formulas.compare import EXACT, shown, shown_inputs


class Disagreement(Exception):
    """Formula and code differ: the input that shows it and both values."""

    def __init__(
        self, what: str, inputs: Mapping[str, Any], formula: Any, code: Any,
        error: float, at: int = 0, tolerance: float = EXACT,
    ) -> None:  # fmt: skip
        super().__init__(what)
        self.what, self.inputs, self.formula, self.code = what, dict(inputs), formula, code
        self.error, self.at, self.tolerance = error, at, tolerance

    @property
    def size(self) -> int:
        """How many numbers the input has."""
        return sum(np.size(value) for value in self.inputs.values())

    def text(self, latex: str) -> str:
        """The whole message for an author."""
        return (
            f"{self.what}\n"
            f"  formula: {latex.strip()}\n"
            f"  input:   {shown_inputs(self.inputs)}\n"
            f"  formula gives {shown(self.formula)}\n"
            f"  code gives    {shown(self.code)}"
        )


@dataclass
class Tally:
    """How often a side had a trustworthy value."""

    seen: int = 0
    settled: int = 0


@dataclass
class Report:
    """The largest difference and the largest value found, and the tolerance that was used."""

    error: float = 0.0
    tolerance: float = EXACT
    largest: float = 0.0
    tallies: dict[int, Tally] = field(default_factory=dict)
