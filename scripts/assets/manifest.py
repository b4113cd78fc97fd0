"""The manifest of what runs in the browser: a folder goes in, its verified files come out.

`{"pyodide": version, "numpy": version, "files": {name: {"bytes": size, "hash": the first 16
digits of the SHA-256}}}`. It stands in a folder exactly when that is complete.
"""

import json
from pathlib import Path

from scripts.assets.hashes import sha256
from scripts.errors import PageError
from scripts.project import RUNTIME

MANIFEST = "manifest.json"
_DIGITS = 16


def entry(size: int, digest: str) -> dict:
    """What the manifest says of a file."""
    return {"bytes": size, "hash": digest[:_DIGITS]}


def read(folder: Path = RUNTIME) -> dict | None:
    """The manifest of a complete folder, none of another.

    Raises
    ------
    PageError
        If a file is not the one that the manifest names.
    """
    if not (folder / MANIFEST).is_file():
        return None
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for name, expected in manifest["files"].items():
        file = folder / name
        if not file.is_file() or entry(file.stat().st_size, sha256(file)) != expected:
            raise PageError(f"{file} is not the file that was verified: run `make assets` again")
    return manifest
