"""Measure a build: a command goes in; its time, its work and its memory come out."""

import os
import subprocess
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import psutil
from diskcache import Cache, JSONDisk

from scripts.bench.projects import Project

_INTERVAL = 0.1


@dataclass(frozen=True)
class Build:
    """What one build took.

    Attributes
    ----------
    seconds, cpu : float
        Wall time, and processor time of all its processes.
    busy : float
        Its share of the processor time that others left, from 0 to 1.
    peak : int
        The largest sum, over all its processes, of proportional set sizes (shared
        pages are divided among those that share them), in bytes.
    work : Counter
        How many results each stage added to those remembered.
    """

    seconds: float
    cpu: float
    busy: float
    peak: int
    work: Counter


class _Watch(threading.Thread):
    """Samples the memory of a process and of all that it started."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root = psutil.Process(pid)
        self._ended = threading.Event()
        self.peak = 0

    def run(self) -> None:
        while not self._ended.wait(_INTERVAL):
            self.peak = max(self.peak, sum(_share(process) for process in self._tree()))

    def stop(self) -> None:
        self._ended.set()
        self.join()

    def _tree(self) -> list[psutil.Process]:
        try:
            return [self._root, *self._root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []


def _share(process: psutil.Process) -> int:
    try:
        return process.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0  # It ended while it was looked at.


def build(project: Project) -> Build:
    """Build a project's site strictly, and measure it.

    Raises
    ------
    RuntimeError
        With all that it printed, if the build fails.
    """
    before = _stored(project)
    log = project.root / "build.log"
    with log.open("w") as output:
        start, idle = time.perf_counter(), _idle()
        process = subprocess.Popen(
            project.command("mkdocs", "build", "--strict"),
            cwd=project.root, env=project.environment, stdout=output, stderr=output,
        )  # fmt: skip
        watch = _Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds, idle = time.perf_counter() - start, _idle() - idle
        watch.stop()
    if process.returncode:
        raise RuntimeError(f"the build in {project.root} failed:\n{log.read_text('utf-8')}")
    cpu = usage.ru_utime + usage.ru_stime
    work = Counter(stage for stage, _ in _stored(project) - before)
    return Build(seconds, cpu, cpu / (cpu + idle), watch.peak, work)


def _idle() -> float:
    """Processor time that nobody on this machine has used, over all cores."""
    times = psutil.cpu_times()
    return times.idle + getattr(times, "iowait", 0.0)


def _stored(project: Project) -> set[tuple[str, str]]:
    """Stage and key of each result in a project's cache."""
    with Cache(project.root / ".cache", disk=JSONDisk) as cache:
        return {(stage, key) for stage, key in cache.iterkeys()}


def size(site: Path) -> int:
    """Bytes of all HTML pages of a site."""
    return sum(page.stat().st_size for page in site.rglob("*.html"))
