"""Measure builds, live diagrams, pages and Python in them: prints tables and which promises are kept.

Times are of this machine in this minute, so each stands beside a plain MkDocs Material
build of the same pages that ran right after it; look at the ratios.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from scripts.bench import autograd, lighthouse, live, pages, projects, running, scaling, targets
from scripts.bench.speed import measure as speed
from scripts.bench.table import table

_SIZES = (10, 50, 200)
_ROUNDS = 3
_PAGES = ["", "foundation/functions/", "foundation/derivatives/"]
_AUDITED = ["", "foundation/functions/", "foundation/"]


def _builds(sizes: tuple[int, ...]) -> list[scaling.Scale]:
    scales = []
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            scales.append(scaling.measure(Path(folder), count, _ROUNDS))
        click.echo("\n" + _builds_table(scales[-1]))
    return scales


def _builds_table(scale: scaling.Scale) -> str:
    rows = []
    for pair in scale.pairs.values():
        work = pair.ours[-1].work
        computed = ", ".join(f"{count} {stage}" for stage, count in sorted(work.items()))
        rows.append([
            pair.kind, f"{pair.seconds:.2f} s", f"{pair.plain_seconds:.2f} s", f"{pair.ratio:.2f} ×",
            f"{pair.cpu:.2f} s",
            f"{max(run.peak for run in pair.ours) / targets.MB:.0f} MB",
            f"{max(run.peak for run in pair.plain) / targets.MB:.0f} MB",
            computed or "nothing",
        ])  # fmt: skip
    times, memory = ["time", "plain", "ratio", "processor"], ["memory", "plain"]
    head = [f"{scale.topics} topics", *times, *memory, "computed"]
    return f"{table(head, rows)}\nHTML: {scale.html:.2f} × plain"


def _in_the_browser() -> Iterator[targets.Verdict]:
    """The verdicts on the site as a reader meets it."""
    with tempfile.TemporaryDirectory() as folder:
        project = projects.whole(Path(folder) / "project")
        built = project.build()
        if built.returncode:
            raise click.ClickException(f"the site cannot be built:\n{built.stderr}")
        site = project.root / "site"
        yield from targets.of_pages(pages.visits(site, _PAGES))
        yield from targets.of_runs(running.runs(site))
        yield from targets.of_audits(lighthouse.audits(site, _AUDITED))


def _training() -> Iterator[targets.Verdict]:
    """The verdicts on training beside PyTorch, where it is installed."""
    if not speed.has_torch():
        click.echo("\nPyTorch is not installed (make oracle ORACLE=torch): training is not compared.")
        return
    measured = speed.speeds()
    rows = [[speed.TASKS[each.task], f"{1000 * each.numpy:.2f} ms", f"{1000 * each.torch:.2f} ms",
             f"{each.ratio:.2f} ×"] for each in measured]  # fmt: skip
    click.echo("\n" + table(["one thread each", "snippets", "PyTorch", "ratio"], rows))
    yield from targets.of_speeds(measured)


def _steps() -> Iterator[targets.Verdict]:
    """The verdict on the engine of tensors beside one of single numbers."""
    steps = autograd.measure()
    row = ["two moons, 337 parameters", f"{1000 * steps.tensors:.2f} ms",
           f"{1000 * steps.numbers:.0f} ms", f"{steps.ratio:.0f} ×"]  # fmt: skip
    click.echo("\n" + table(["one training step", "tensors", "single numbers", "ratio"], [row]))
    yield from targets.of_steps(steps)


def _verdicts(verdicts: list[targets.Verdict]) -> str:
    rows = [["kept" if each.kept else "MISSED", each.promise, each.measured] for each in verdicts]
    return table(["", "promise", "measured"], rows)


@click.command()
@click.option("--quick", is_flag=True, help="Ten topics only, and no pages.")
def main(quick: bool) -> None:
    """Measure builds, live diagrams and pages."""
    click.echo("Time is wall time, the median of the rounds. Memory is the largest sum of the "
               "proportional set sizes of all processes of a build.")
    scales = _builds(_SIZES[:1] if quick else _SIZES)
    verdicts = [*targets.of_builds(scales), *targets.of_frames(live.frames()), *_training()]
    verdicts += _steps()
    if not quick:
        verdicts += _in_the_browser()
    click.echo("\n" + _verdicts(verdicts))


if __name__ == "__main__":
    main()
