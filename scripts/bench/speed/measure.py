"""Both sides in turns, each in processes with one thread; times and their ratios come out."""

import importlib
import importlib.util
import json
import math
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from functools import partial

from scripts.project import ROOT

TASKS = {
    "epoch": "an epoch of 784-128-10 on the 10,000 digits, batches of 64, with Adam",
    "cross_entropy": "softmax cross-entropy and its gradient, 256 × 1000",
    "normalization": "batch norm and its gradients, 256 × 512",
}
# Imported by the side's own process alone: PyTorch is an extra.
SIDES = {
    side: partial(importlib.import_module, f"scripts.bench.speed.in_{side}")
    for side in ("numpy", "torch")
}
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)
_ALIKE = 1e-3


class Unlike(Exception):
    """The two sides did not do the same work."""


@dataclass(frozen=True)
class Speed:
    """How long a task takes on both sides, in seconds: the medians of the rounds."""

    task: str
    numpy: float
    torch: float

    @property
    def ratio(self) -> float:
        return self.numpy / self.torch


def has_torch() -> bool:
    """Whether there is anything to compare with."""
    return importlib.util.find_spec("torch") is not None


def speeds(rounds: int = 3) -> list[Speed]:
    """Time every task.

    Raises
    ------
    Unlike
        If a task gives another result in NumPy than in PyTorch.
    """
    turns = [{side: _run(side) for side in SIDES} for _ in range(rounds)]
    for task in TASKS:
        results = [turns[0][side][task]["result"] for side in SIDES]
        if not math.isclose(*results, rel_tol=_ALIKE):
            raise Unlike(f"{TASKS[task]}: the sides give {results[0]} and {results[1]}")
    return [Speed(task, *(_median(turns, side, task) for side in SIDES)) for task in TASKS]


def _median(turns: list[dict], side: str, task: str) -> float:
    return statistics.median(turn[side][task]["seconds"] for turn in turns)


def _run(side: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.bench.speed", side],
        cwd=ROOT, env={**os.environ, **_ONE_THREAD}, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return json.loads(done.stdout)
