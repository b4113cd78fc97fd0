"""One side in a process of its own, with one thread: prints seconds and results of each task as JSON."""

import json
import sys
import time
from collections.abc import Callable

from scripts.bench.speed.measure import SIDES, TASKS

_AT_LEAST, _TIMES = 0.5, 3  # seconds and runs of each task


def _seconds(work: Callable[[], float]) -> float:
    """The shortest time of several runs, the first of which only warms up."""
    work()
    taken: list[float] = []
    while len(taken) < _TIMES or sum(taken) < _AT_LEAST:
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main(side: str) -> None:
    module = SIDES[side]()
    measured = {}
    for task in TASKS:
        work = getattr(module, task)()
        measured[task] = {"seconds": _seconds(work), "result": work()}
    print(json.dumps(measured))


if __name__ == "__main__":
    main(sys.argv[1])
