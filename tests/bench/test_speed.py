"""Training beside PyTorch: both sides do the same work, and what differs is not timed."""

import math

import pytest

from scripts.bench.speed import measure
from scripts.bench.speed.measure import SIDES, TASKS, Unlike, speeds


@pytest.mark.parametrize("task", TASKS)
def test_both_sides_give_the_same_result(task: str) -> None:
    pytest.importorskip("torch")
    few = {"every": 10} if task == "epoch" else {}
    results = [getattr(side(), task)(**few)() for side in SIDES.values()]
    assert math.isclose(*results, rel_tol=1e-3)


def test_an_epoch_learns() -> None:
    assert SIDES["numpy"]().epoch(every=10)() < 1.5  # ten digits guessed blindly give log(10), 2.3


def _runs(result: float):
    times = {"numpy": iter([3.0, 9.0, 4.0]), "torch": iter([2.0, 2.5, 1.0])}

    def run(side: str) -> dict:
        seconds = next(times[side])
        given = result if side == "torch" else 1.0
        return {task: {"seconds": seconds, "result": given} for task in TASKS}

    return run


def test_the_ratio_is_that_of_the_medians(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "_run", _runs(1.0001))
    for speed in speeds(rounds=3):
        assert (speed.numpy, speed.torch, speed.ratio) == (4.0, 2.0, 2.0)


def test_unlike_results_are_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "_run", _runs(1.1))
    with pytest.raises(Unlike, match="the sides give 1.0 and 1.1"):
        speeds(rounds=3)
