"""Prepare what the browser loads: npm's verified packages go in, files that the build serves come out.

Run before a build or a server, not by it: nothing may write under `docs/` while
it is watched. `npm ci` has checked the packages against the lock file's hashes.
"""

from pathlib import Path

import click

from scripts.assets import font, manifest, runtime
from scripts.project import DOCS, ROOT

_MODULES = ROOT / "node_modules"
_FONT = _MODULES / font.SOURCE
_SUBSET = DOCS / "assets" / "fonts" / "stix-two-math.woff2"


@click.command()
def main() -> None:
    """Prepare the math font and what runs in the browser."""
    _prepare_font()
    _prepare_runtime()


def _prepare_font() -> None:
    if not _FONT.is_file():
        click.echo(
            "The math font is missing: install Node (20 or later) and run `npm ci`. "
            "The site builds without it; formulas then use a math font of the reader's system.",
            err=True,
        )
        return
    if not _SUBSET.is_file() or _SUBSET.stat().st_mtime < max(
        _FONT.stat().st_mtime, Path(font.__file__).stat().st_mtime
    ):
        font.subset_font(_FONT, _SUBSET)
        part, whole = (file.stat().st_size / 1024 for file in (_SUBSET, _FONT))
        click.echo(f"math font: {part:.0f} KB of {whole:.0f}")


def _prepare_runtime() -> None:
    try:
        changed = runtime.prepare(_MODULES)
    except runtime.Missing as reason:
        click.echo(
            f"Python for the browser is missing: {reason}. The site builds without it; "
            "its Run buttons then say that they have nothing to run with.",
            err=True,
        )
        return
    if changed:
        files = manifest.read()["files"].values()
        click.echo(f"runtime: {len(files)} files, {sum(file['bytes'] for file in files) / 2**20:.0f} MB")


if __name__ == "__main__":
    main()
