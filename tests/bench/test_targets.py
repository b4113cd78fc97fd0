"""Verdicts on measurements: kept just within a promise, missed just beyond it."""

from collections import Counter

from scripts.bench.autograd import Steps
from scripts.bench.builds import Build
from scripts.bench.lighthouse import Audit
from scripts.bench.live import Frames
from scripts.bench.pages import Visit
from scripts.bench.running import Runs
from scripts.bench.scaling import Pair, Scale
from scripts.bench.speed.measure import Speed
from scripts.bench.targets import (
    of_audits,
    of_builds,
    of_frames,
    of_pages,
    of_runs,
    of_speeds,
    of_steps,
)

KB, MB = 1024, 1024**2


def kept(verdicts: object) -> list[bool]:
    return [verdict.kept for verdict in verdicts]


def a_build(seconds: float, peak: int = 100 * MB, busy: float = 0.9, **work: int) -> Build:
    return Build(seconds, seconds, busy, peak, Counter(work))


def a_scale(
    topics: int, unchanged: float, again: int = 1, cold: float = 1.0, **options: object
) -> Scale:
    plain = [a_build(topics / 10)]
    kinds = {
        "cold": a_build(cold * topics, drawing=topics, **options),
        "nothing changed": a_build(unchanged * topics / 10),
        "one page edited": a_build(1.0),
        "one snippet edited": a_build(1.0, drawing=again),
    }
    return Scale(topics, {kind: Pair(kind, [run], plain) for kind, run in kinds.items()}, 1.0)


def test_builds_within_every_promise() -> None:
    assert all(kept(of_builds([a_scale(10, 1.4), a_scale(50, 1.45), a_scale(200, 1.49)])))


def test_each_promise_of_builds_can_be_missed() -> None:
    assert kept(of_builds([a_scale(10, 1.51)])) == [False, True, True, True, True]
    assert kept(of_builds([a_scale(10, 1.4, again=3)])) == [True, True, False, True, True]
    assert kept(of_builds([a_scale(10, 1.4, again=0)])) == [True, True, False, True, True]
    assert kept(of_builds([a_scale(10, 1.4, busy=0.5)])) == [True, True, True, False, True]
    assert kept(of_builds([a_scale(10, 1.4, peak=501 * MB)])) == [True, True, True, True, False]


def test_a_topic_may_not_cost_more_on_a_large_site() -> None:
    scales = [a_scale(10, 1.1), a_scale(50, 1.1), a_scale(200, 1.1, cold=1.5)]
    assert [verdict.promise for verdict in of_builds(scales) if not verdict.kept] == [
        "cold: what a topic costs over plain is flat from 10 to 200 topics (at most 1.25 ×)"
    ]
    scales = [a_scale(10, 1.0), a_scale(50, 1.0), a_scale(200, 1.4)]
    assert [verdict.promise for verdict in of_builds(scales) if not verdict.kept] == [
        "nothing changed: what a topic costs beside plain is flat from 10 to 200 topics (at most 1.25 ×)"
    ]


def test_frames_are_measured_at_21_positions() -> None:
    assert kept(of_frames([Frames("a.b", 42, 1, 5.9, 10 * KB)])) == [True, True]
    assert kept(of_frames([Frames("a.b", 21, 1, 3.1, 11 * KB)])) == [False, False]
    assert kept(of_frames([Frames("a.b", 81, 2, 3.1, 11 * KB)])) == [True, True]


def test_pages() -> None:
    assert kept(of_pages([Visit("", 300 * KB, 60 * KB, 0.0)])) == [True, True, True]
    assert kept(of_pages([Visit("", 300 * KB + 1, 60 * KB + 1, 1e-6)])) == [False, False, False]


def test_runs() -> None:
    assert kept(of_runs(Runs(9.9, 0.29, 8 * MB))) == [True, True]
    assert kept(of_runs(Runs(10.0, 0.3, 8 * MB))) == [False, False]


def test_audits() -> None:
    assert kept(of_audits({"": Audit(95, 100, 100, 100, 0.0, [])})) == [True, True]
    assert kept(of_audits({"": Audit(94, 100, 99, 100, 0.0, ["a title"])})) == [False, False]


def test_an_epoch_may_take_half_as_long_again_as_pytorch() -> None:
    assert kept(of_speeds([Speed("epoch", 1.5, 1.0)])) == [True]
    assert kept(of_speeds([Speed("epoch", 1.51, 1.0), Speed("cross_entropy", 9.0, 1.0)])) == [False]


def test_steps() -> None:
    assert kept(of_steps(Steps(tensors=1.0, numbers=20.0))) == [True]
    assert kept(of_steps(Steps(tensors=1.0, numbers=19.9))) == [False]
