"""What a reader chooses before a network is trained: names and numbers go in, settings come out.

Nothing here imports a snippet, so that a server can read it and never holds an old one.
"""

import math
from dataclasses import dataclass

DATA = {
    "moons": "Two moons",
    "spiral": "Spiral",
    "rings": "Rings",
    "curve": "Above a curve",
}
ACTIVATIONS = {"relu": "ReLU", "tanh": "tanh", "sigmoid": "sigmoid"}
DEPTHS, WIDTHS = range(4), range(1, 9)
LEARNING_RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 10.0)


@dataclass(frozen=True)
class Settings:
    """One choice of each. The same settings give the same run.

    Attributes
    ----------
    data : str
        A key of `DATA`. Its points are always the same.
    depth, width : int
        How many hidden layers, and how many neurons in each of them.
    activation : str
        A key of `ACTIVATIONS`.
    learning_rate : float
    seed : int
        Of the weights at the start.

    Raises
    ------
    ValueError
        Where a choice is none of those.
    """

    data: str = "moons"
    depth: int = 2
    width: int = 8
    activation: str = "relu"
    learning_rate: float = 0.01
    seed: int = 1

    def __post_init__(self) -> None:
        known = {"data": DATA, "depth": DEPTHS, "width": WIDTHS, "activation": ACTIVATIONS}
        for name, choices in known.items():
            if getattr(self, name) not in choices:
                raise ValueError(f"{name} is one of {', '.join(map(str, choices))}, "
                                 f"not {getattr(self, name)}")  # fmt: skip
        if not _is_number(self.learning_rate) or not 0.0 < self.learning_rate < math.inf:
            raise ValueError(f"the learning rate is a positive number, not {self.learning_rate}")
        if not isinstance(self.seed, int) or self.seed < 0:
            raise ValueError(f"the seed is a whole number from 0, not {self.seed}")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)
