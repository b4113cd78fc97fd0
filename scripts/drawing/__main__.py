"""`python -m scripts.drawing`: draw what is stale, all of it or by name."""

from pathlib import Path

import click

from scripts import cache, stages
from scripts.drawing import requests, svg
from scripts.errors import PageError


@click.command()
@click.argument("names", nargs=-1)
@click.option("--force", is_flag=True, help="Draw again what is up to date.")
@click.option("--jobs", type=int, default=-1, help="Processes to use; all cores if not given.")
@click.option("--backend", default="loky", help="joblib backend, such as dask for a cluster.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write each figure to this folder as an SVG file of its own.",
)
def main(names: tuple[str, ...], force: bool, jobs: int, backend: str, out: Path | None) -> None:
    """Draw the figures NAMES (`module.function`, or `module` for all of one), or all of them."""
    wanted = requests.named(names) if names else requests.everything()
    failures = stages.compute(wanted, force=force, jobs=jobs, backend=backend)
    for failure in failures.values():
        PageError(**failure).show()
    drawn = [one for one in wanted if one.key not in failures]
    if out:
        out.mkdir(parents=True, exist_ok=True)
        for one in drawn:
            drawing = cache.recall(one.stage, one.key)
            file = out / f"{one.label}.svg"
            file.write_text(svg.standalone(drawing["svg"]), encoding="utf-8")
    click.echo(f"{len(drawn)} of {len(wanted)} figures are up to date")
    if failures:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
