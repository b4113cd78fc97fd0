"""The code editor: CodeMirror from npm and `editor.js` go in, one ES module comes out."""

import os
import subprocess
from pathlib import Path

import click

_ENTRY = Path(__file__).with_suffix(".js")
_LICENSE = "@codemirror/view/LICENSE"  # that of all its packages; it travels with their code


def bundle(modules: Path, target: Path) -> None:
    """Bundle the editor, if it is older than what it is made of.

    Parameters
    ----------
    modules : Path
        The folder `node_modules`.
    target : Path
        The module, written aside and then into place.

    Raises
    ------
    ClickException
        With what esbuild says, if it fails.
    """
    made_of = (_ENTRY, Path(__file__), modules / ".package-lock.json")
    if target.is_file() and target.stat().st_mtime > max(file.stat().st_mtime for file in made_of):
        return
    aside = target.with_suffix(f".{os.getpid()}.tmp")
    license_ = (modules / _LICENSE).read_text(encoding="utf-8").strip()
    done = subprocess.run(
        [modules / ".bin" / "esbuild", _ENTRY, "--bundle", "--format=esm", "--minify",
         "--target=es2022", "--charset=utf8", "--log-level=warning",
         f"--banner:js=/*! CodeMirror\n\n{license_}\n*/", f"--outfile={aside}"],
        capture_output=True, text=True, env={**os.environ, "NODE_PATH": str(modules)},
    )  # fmt: skip
    if done.returncode:
        raise click.ClickException(f"the editor cannot be bundled:\n{done.stderr.strip()}")
    aside.replace(target)
