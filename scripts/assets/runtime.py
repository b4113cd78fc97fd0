"""What runs in the browser: npm's verified packages go in, a folder with a manifest comes out.

The folder is `.cache/runtime`; the build takes it into the site. It has a manifest exactly
when it is complete: see `manifest`.
"""

import json
import os
import shutil
from pathlib import Path

from scripts.assets import lock as locks
from scripts.assets.editor import bundle
from scripts.assets.hashes import sha256
from scripts.assets.manifest import MANIFEST, entry
from scripts.assets.wheels import fetch, from_cdn, from_pypi
from scripts.project import RUNTIME

CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
EDITOR = "editor.js"
_ASIDE = ".tmp"


class Missing(Exception):
    """The runtime cannot be put together now; says why and what to do."""


def prepare(modules: Path, folder: Path = RUNTIME) -> bool:
    """Bring the folder up to date.

    Parameters
    ----------
    modules : Path
        The folder `node_modules`.
    folder : Path
        Where the files go.

    Returns
    -------
    bool
        Whether anything changed.

    Raises
    ------
    Missing
        If npm's packages are not there or no source gives the wheels; the folder then
        has no manifest.
    """
    manifest = folder / MANIFEST
    before = manifest.read_text(encoding="utf-8") if manifest.is_file() else ""
    try:
        after = json.dumps(_bring(modules, folder), indent=1) + "\n"
    except BaseException:
        manifest.unlink(missing_ok=True)
        raise
    if after != before:
        _write(manifest, after)
    return after != before


def _bring(modules: Path, folder: Path) -> dict:
    """Put every file into the folder; the manifest of them."""
    package = modules / "pyodide"
    if not package.is_dir():
        raise Missing("Pyodide is not there: install Node (20 or later) and run `npm ci`")
    lock = locks.read(package / LOCK)
    version = lock["info"]["version"]
    wheels = locks.wheels(lock)
    silent = fetch(wheels, folder, {
        "PyPI": from_pypi,
        "the CDN of Pyodide": from_cdn(package / "pyodide.mjs", version),
    })  # fmt: skip
    if silent:
        raise Missing(f"no source has the wheels for WebAssembly ({'; '.join(silent)})")
    for name in CORE:
        _copy(package / name, folder / name)
    _write(folder / LOCK, json.dumps(lock))
    bundle(modules, folder / EDITOR)
    names = sorted([*CORE, LOCK, EDITOR, *(wheel.file for wheel in wheels)])
    for file in folder.iterdir():
        if file.name not in (*names, MANIFEST) and file.suffix != _ASIDE:
            file.unlink()  # of an older version
    return {
        "pyodide": version,
        "numpy": lock["packages"]["numpy"]["version"],
        "files": {name: entry((folder / name).stat().st_size, sha256(folder / name)) for name in names},
    }


def _copy(source: Path, target: Path) -> None:
    if not target.is_file() or sha256(source) != sha256(target):
        aside = _aside(target)
        shutil.copyfile(source, aside)
        aside.replace(target)


def _write(target: Path, text: str) -> None:
    if not target.is_file() or target.read_text(encoding="utf-8") != text:
        aside = _aside(target)
        aside.write_text(text, encoding="utf-8")
        aside.replace(target)


def _aside(target: Path) -> Path:
    """Where a file is written before it takes its place: every process has its own."""
    return target.with_name(f"{target.name}.{os.getpid()}{_ASIDE}")
