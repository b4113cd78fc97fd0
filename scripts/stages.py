"""Run a stage of the build: what is remembered comes from the cache, the rest from fresh processes.

A stage is a package of `scripts` with a function `compute(request) -> dict` in
its `stage` module. It takes and gives plain JSON. The missing requests of a
build are computed together, in one child process that spreads them over the
cores (`joblib`, so that a cluster is one `parallel_config` away): the child has
imported nothing before, so an edited snippet is picked up, and nothing that it
does can hang or bloat a server.
"""

import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field

from scripts import cache
from scripts.errors import PageError
from scripts.project import ROOT

_LONG = 1.0  # seconds from which a piece of work is worth a line of its own; figures always are


@dataclass(frozen=True)
class Request:
    """One piece of work: `payload` is what the stage gets, `key` decides whether it must run."""

    stage: str
    key: str
    label: str
    payload: dict = field(hash=False)


def results(requests: list[Request], others: Callable[[], Iterable[Request]] = tuple) -> list[dict]:
    """The result of each request, in order.

    Parameters
    ----------
    requests : list of Request
        What is needed now.
    others : callable
        Called when something is missing, to give all requests that the same
        build will need, so that they are computed side by side.

    Raises
    ------
    PageError
        The failure of the first request that could not be computed.
    """
    if any(not cache.remembered(request.stage, request.key) for request in requests):
        wanted = {request.key: request for request in [*requests, *others()]}
        failures = compute(wanted.values())
        for request in requests:
            if request.key in failures:
                raise PageError(**failures[request.key])
    return [cache.recall(request.stage, request.key) for request in requests]


def compute(
    requests: Iterable[Request], force: bool = False, jobs: int = -1, backend: str = "loky"
) -> dict[str, dict]:
    """Compute what is not remembered yet, in one child process that shows its progress.

    Parameters
    ----------
    requests : iterable of Request
        What is wanted.
    force : bool
        Compute what is remembered, too.
    jobs : int
        How many processes share the work, as joblib counts them: -1 for all cores.
    backend : str
        A joblib backend: processes of this machine, or a cluster such as "dask".

    Returns
    -------
    dict
        For the key of each request that failed, the arguments of its `PageError`.
        A failure is never remembered, and leaves what was remembered alone.
    """
    stale = [
        request for request in requests if force or not cache.remembered(request.stage, request.key)
    ]
    if not stale:
        return {}
    child = subprocess.run(
        [sys.executable, "-m", "scripts.stages", str(jobs), backend],
        input=json.dumps([asdict(request) for request in stale]),
        text=True,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    if child.returncode:
        raise PageError(f"a build stage stopped with status {child.returncode}; its messages are above")
    return json.loads(child.stdout)


def _compute_one(request: Request) -> tuple[Request, float, dict | None, dict | None]:
    """The request, its seconds, and its result or its failure."""
    stage = importlib.import_module(f"scripts.{request.stage}.stage")
    start = time.perf_counter()
    result = failure = None
    try:
        result = stage.compute(request.payload)
    except PageError as error:
        failure = error.arguments
    return request, time.perf_counter() - start, result, failure


def _main(jobs: str, backend: str) -> None:
    # Only the child needs these; importing them costs a fifth of a build that changes nothing.
    from joblib import Parallel, delayed
    from tqdm import tqdm

    requests = [Request(**fields) for fields in json.load(sys.stdin)]
    failures = {}
    work = Parallel(n_jobs=int(jobs), backend=backend, return_as="generator_unordered")(
        delayed(_compute_one)(request) for request in requests
    )
    with tqdm(work, "computing", len(requests), leave=False, disable=None, unit="") as bar:
        for request, seconds, result, failure in bar:
            if failure:
                failures[request.key] = failure
            else:  # stored here, so that the workers need not share this machine's disk
                cache.store(request.stage, request.key, result)
            if request.stage == "drawing" or seconds > _LONG:
                bar.write(f"{request.stage:>9}  {seconds:6.2f} s  {request.label}", file=sys.stderr)
    json.dump(failures, sys.stdout)


if __name__ == "__main__":
    _main(*sys.argv[1:])
