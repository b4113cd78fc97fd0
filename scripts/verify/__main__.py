"""`python -m scripts.verify`: takes the project as it stands, prints what is proved of it.

Ends with status 1 if anything disagrees.
"""

import json
from pathlib import Path

import click

from scripts.verify.gather import gather
from scripts.verify.report import data, lines


@click.command()
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the records here too.")
@click.pass_context
def verify(context: click.Context, file: Path | None) -> None:
    """Prove that formulas, diagrams and code agree; print how closely."""
    verification = gather()
    click.echo("\n".join(lines(verification)))
    if file:
        file.write_text(json.dumps(data(verification), indent=1) + "\n", encoding="utf-8")
    context.exit(1 if verification.failures else 0)


if __name__ == "__main__":
    verify(prog_name="python -m scripts.verify")
