"""The promises about speed and weight: measurements go in, a verdict on each comes out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scripts.bench.autograd import Steps
from scripts.bench.lighthouse import Audit
from scripts.bench.live import Frames
from scripts.bench.pages import Visit
from scripts.bench.running import Runs
from scripts.bench.scaling import Pair, Scale
from scripts.bench.speed.measure import TASKS, Speed

KB, MB = 1024, 1024**2
UNCHANGED = 1.5
FLAT = 1.25
BUSY = 0.75
MEMORY = 500 * MB
FRAMES_RATIO, FRAMES_POSITIONS = 3.0, 21
FRAMES_BYTES = {1: 10 * KB, 2: 20 * KB}
FIRST_VISIT, NEXT_PAGE = 300 * KB, 60 * KB
COLD_RUN, WARM_RUN = 10.0, 0.3
PERFORMANCE = 95
EPOCH = 1.5
TENSORS = 20.0


@dataclass(frozen=True)
class Verdict:
    """One promise: what it says, what was measured, and whether that keeps it."""

    promise: str
    measured: str
    kept: bool


def of_builds(scales: list[Scale]) -> Iterator[Verdict]:
    """What is promised of builds."""
    for scale in scales:
        ratio = scale.pairs["nothing changed"].ratio
        yield Verdict(f"nothing changed, {scale.topics} topics: at most {UNCHANGED} × plain",
                      f"{ratio:.2f} ×", ratio <= UNCHANGED)
        work = [run.work.total() for run in scale.pairs["one page edited"].ours]
        yield Verdict(f"prose edited, {scale.topics} topics: nothing computed again",
                      f"{max(work)} requests", max(work) == 0)
        work = [run.work.total() for run in scale.pairs["one snippet edited"].ours]
        work_of_one = scale.cold.work.total() / scale.topics
        yield Verdict(f"snippet edited, {scale.topics} topics: its dependents only",
                      f"{max(work)} requests", 0 < max(work) <= work_of_one + 1)
    last = scales[-1]
    if len(scales) > 1:
        yield from _flatness(scales)
    busy = last.cold.busy
    yield Verdict(f"cold build of {last.topics} topics uses the cores (at least {BUSY:.0%} of "
                  "what others leave)", f"{busy:.0%}", busy >= BUSY)
    peak = max(run.peak for pair in last.pairs.values() for run in pair.ours)
    yield Verdict(f"peak memory at {last.topics} topics: under {MEMORY // MB} MB",
                  f"{peak / MB:.0f} MB", peak < MEMORY)


def _flatness(scales: list[Scale]) -> Iterator[Verdict]:
    """Whether a topic costs as much on a large site as on a small one, in processor time."""
    reach = f"flat from {scales[0].topics} to {scales[-1].topics} topics (at most {FLAT} ×)"
    growth = _growth(scales, lambda pairs: pairs["cold"].cpu - pairs["cold"].plain_cpu)
    yield Verdict(f"cold: what a topic costs over plain is {reach}", f"{growth:.2f} ×", growth <= FLAT)
    # Plain pages cost more on a larger site, since each holds the navigation of all.
    growth = _growth(scales, lambda pairs: pairs["nothing changed"].cpu)
    growth /= _growth(scales, lambda pairs: pairs["nothing changed"].plain_cpu)
    yield Verdict(f"nothing changed: what a topic costs beside plain is {reach}",
                  f"{growth:.2f} ×", growth <= FLAT)


def _growth(scales: list[Scale], cost: Callable[[dict[str, Pair]], float]) -> float:
    """One more topic on a large site over one more topic on a small one."""
    costs = [cost(scale.pairs) for scale in scales]
    topics = [scale.topics for scale in scales]
    return ((costs[-1] - costs[-2]) / (topics[-1] - topics[-2])) / (
        (costs[1] - costs[0]) / (topics[1] - topics[0])
    )


def of_frames(measured: list[Frames]) -> Iterator[Verdict]:
    """What is promised of live diagrams."""
    for frames in measured:
        # The promise is for 21 positions; other counts are measured by the same yardstick.
        ratio = frames.ratio * FRAMES_POSITIONS / frames.positions
        yield Verdict(f"{frames.name}: {FRAMES_POSITIONS} frames cost at most "
                      f"{FRAMES_RATIO:g} × its static drawing", f"{ratio:.2f} ×", ratio <= FRAMES_RATIO)
        limit = FRAMES_BYTES[frames.sliders]
        yield Verdict(f"{frames.name}: {frames.positions} frames of {frames.sliders} slider(s) "
                      f"at most {limit // KB} KB", f"{frames.bytes / KB:.1f} KB", frames.bytes <= limit)


def of_pages(visits: list[Visit]) -> Iterator[Verdict]:
    """What is promised of pages."""
    for visit in visits:
        page = visit.page or "home"
        yield Verdict(f"{page}: first visit at most {FIRST_VISIT // KB} KB",
                      f"{visit.first / KB:.0f} KB", visit.first <= FIRST_VISIT)
        yield Verdict(f"{page}: as the next page at most {NEXT_PAGE // KB} KB",
                      f"{visit.following / KB:.0f} KB", visit.following <= NEXT_PAGE)
        yield Verdict(f"{page}: no layout shift", f"{visit.shift:.4f}", visit.shift == 0)


def of_runs(measured: Runs) -> Iterator[Verdict]:
    """What is promised of Python in the browser."""
    yield Verdict(f"first Run of a visit ({measured.weight / MB:.1f} MB from this machine): "
                  f"under {COLD_RUN:g} s", f"{measured.cold:.1f} s", measured.cold < COLD_RUN)
    yield Verdict(f"Run again: under {WARM_RUN:g} s over the code", f"{measured.warm:.3f} s",
                  measured.warm < WARM_RUN)


def of_audits(audits: dict[str, Audit]) -> Iterator[Verdict]:
    """What is promised of Lighthouse's scores; all but the speed are tests, too."""
    for address, audit in audits.items():
        page = address or "home"
        yield Verdict(f"{page}: Lighthouse's performance on a phone at least {PERFORMANCE}",
                      f"{audit.performance}", audit.performance >= PERFORMANCE)
        scores = audit.accessibility, audit.best_practices, audit.seo
        yield Verdict(f"{page}: Lighthouse's accessibility, best practices and SEO all 100",
                      ", ".join(str(score) for score in scores), set(scores) == {100})


def of_speeds(measured: list[Speed]) -> Iterator[Verdict]:
    """What is promised of training with the snippets; the other tasks are only reported."""
    for speed in measured:
        if speed.task == "epoch":
            yield Verdict(f"{TASKS[speed.task]}: at most {EPOCH:g} × PyTorch, one thread each",
                          f"{speed.ratio:.2f} ×", speed.ratio <= EPOCH)


def of_steps(steps: Steps) -> Iterator[Verdict]:
    """What is promised of the engine of tensors."""
    yield Verdict(f"a training step of two moons, 337 parameters: at least {TENSORS:g} × faster with "
                  "tensors than with single numbers", f"{steps.ratio:.0f} ×", steps.ratio >= TENSORS)
