"""A random generator in, smooth functions out: what a formula's generic f stands for.

Their values and derivatives stay within a few units, so that a difference quotient
with a small step is limited by its own error and not by theirs.
"""

import numpy as np


class SmoothFunction:
    """An elementwise function a sin(bx + c) + d tanh(ex + g) + hx."""

    def __init__(self, random: np.random.Generator) -> None:
        self.amplitude, self.step = random.uniform(0.5, 2.0, 2) * random.choice([-1, 1], 2)
        self.frequency, self.steepness = random.uniform(0.4, 1.3, 2)
        self.phase, self.shift, self.slope = random.uniform(-1.5, 1.5, 3)

    def __call__(self, x: np.ndarray) -> np.ndarray:
        wave = self.amplitude * np.sin(self.frequency * x + self.phase)
        return wave + self.step * np.tanh(self.steepness * x + self.shift) + self.slope * x

    def __repr__(self) -> str:
        return (
            f"{self.amplitude:.4g} sin({self.frequency:.4g} x {self.phase:+.4g})"
            f" {self.step:+.4g} tanh({self.steepness:.4g} x {self.shift:+.4g}) {self.slope:+.4g} x"
        )


class SmoothField:
    """A function of an array to a number, in which every entry and some pairs matter."""

    def __init__(self, random: np.random.Generator, shape: tuple[int, ...]) -> None:
        self.weights = random.uniform(0.5, 1.5, shape) * random.choice([-1, 1], shape)
        self.phases = random.uniform(-1.5, 1.5, shape)
        self.coupling = random.uniform(0.3, 0.8)

    def __call__(self, x: np.ndarray) -> float:
        waves = np.sin(self.weights * x + self.phases)
        return float(np.sum(self.weights * waves) + self.coupling * np.sum(waves) ** 2)

    def __repr__(self) -> str:
        return f"a smooth function of shape {self.weights.shape}"
