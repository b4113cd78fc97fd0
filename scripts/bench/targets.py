"""The promises about speed and weight: measurements go in, a verdict on each comes out."""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.bench.live import Frames
from scripts.bench.pages import Visit
from scripts.bench.scaling import Scale

KB, MB = 1024, 1024**2
UNCHANGED = 1.5
FLAT = 1.25
BUSY = 0.75
MEMORY = 500 * MB
FRAMES_RATIO, FRAMES_POSITIONS = 3.0, 21
FRAMES_BYTES = {1: 10 * KB, 2: 20 * KB}
FIRST_VISIT, NEXT_PAGE = 300 * KB, 60 * KB


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
    first, last = scales[0], scales[-1]
    if len(scales) > 1:
        for kind in ("cold", "nothing changed"):
            growth = _marginal(scales[-2], last, kind) / _marginal(first, scales[1], kind)
            yield Verdict(f"processor time of one more topic, {kind}: flat from {first.topics} "
                          f"to {last.topics} (at most {FLAT} ×)", f"{growth:.2f} ×", growth <= FLAT)
    busy = last.cold.busy
    yield Verdict(f"cold build of {last.topics} topics uses the cores (at least {BUSY:.0%} of "
                  "what others leave)", f"{busy:.0%}", busy >= BUSY)
    peak = max(run.peak for pair in last.pairs.values() for run in pair.ours)
    yield Verdict(f"peak memory at {last.topics} topics: under {MEMORY // MB} MB",
                  f"{peak / MB:.0f} MB", peak < MEMORY)


def _marginal(smaller: Scale, larger: Scale, kind: str) -> float:
    """Processor time for each topic that the larger site has more."""
    more = larger.pairs[kind].cpu - smaller.pairs[kind].cpu
    return more / (larger.topics - smaller.topics)


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
