"""Measure builds of synthetic topics beside plain builds of the same pages.

In goes a number of topics, out come the times of a first build, of a build with nothing
changed, and of builds after an edit, each with a plain Material build run right after it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from scripts.bench.builds import Build, build, size
from scripts.bench.plain import plain
from scripts.bench.projects import Project
from scripts.bench.synthetic import Topic, synthetic


@dataclass(frozen=True)
class Pair:
    """Builds of one kind: this site's, and the plain ones that ran between them."""

    kind: str
    ours: list[Build]
    plain: list[Build]

    @property
    def seconds(self) -> float:
        return median(run.seconds for run in self.ours)

    @property
    def cpu(self) -> float:
        return median(run.cpu for run in self.ours)

    @property
    def plain_cpu(self) -> float:
        return median(run.cpu for run in self.plain)

    @property
    def plain_seconds(self) -> float:
        return median(run.seconds for run in self.plain)

    @property
    def ratio(self) -> float:
        """The median of the ratios of neighbors, so that a busy minute harms both."""
        pairs = zip(self.ours, self.plain, strict=True)
        return median(ours.seconds / plain.seconds for ours, plain in pairs)


@dataclass(frozen=True)
class Scale:
    """All measurements at one number of topics; `html` is ours over plain, in bytes."""

    topics: int
    pairs: dict[str, Pair]
    html: float

    @property
    def cold(self) -> Build:
        return self.pairs["cold"].ours[0]


def measure(folder: Path, count: int, rounds: int) -> Scale:
    """Build so many topics, cold once and then in every other way a number of times."""
    project, topics = synthetic(folder / "ours", count)
    cold = build(project)
    static = plain(project, folder / "plain")
    pairs = {"cold": Pair("cold", [cold], [build(static)])}
    html = size(project.root / "site") / size(static.root / "site")
    for kind, edit in _edits(project, topics):
        pairs[kind] = Pair(kind, [], [])
        for turn in range(rounds):
            edit(turn)
            pairs[kind].ours.append(build(project))
            pairs[kind].plain.append(build(static))
    return Scale(count, pairs, html)


def _edits(project: Project, topics: list[Topic]) -> Iterator[tuple[str, Callable[[int], None]]]:
    """What happens before a build of each kind."""
    topic = topics[len(topics) // 2]

    def page(turn: int) -> None:
        words = ["agree.", "agree, again.", "agree once more.", "agree still."]
        project.replace(f"docs/{topic.page}", words[turn], words[turn + 1])

    def snippet(turn: int) -> None:
        project.replace(f"snippets/{topic.module}.py", "    return", f"    # Edit {turn}.\n    return")

    yield "nothing changed", lambda _: None
    yield "one page edited", page
    yield "one snippet edited", snippet
