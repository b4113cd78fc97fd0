"""The lock of Pyodide: its JSON goes in, the wheels that the site needs come out, each with its hash."""

import json
from dataclasses import dataclass
from pathlib import Path

# What a reader's code may import besides the standard library; the rest follows from it.
WANTED = ("numpy", "matplotlib")


@dataclass(frozen=True)
class Wheel:
    """A package built for WebAssembly.

    Attributes
    ----------
    file : str
        Its file name.
    sha256 : str
        The digest that the file must have.
    """

    file: str
    sha256: str


def read(path: Path) -> dict:
    """The lock, without the packages that the site does not serve.

    So that code that imports another one is told that there is no such module,
    instead of running into a file that is missing.
    """
    lock = json.loads(path.read_text(encoding="utf-8"))
    kept: dict[str, dict] = {}
    waiting = list(WANTED)
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept[name] = lock["packages"][name]
            waiting += kept[name]["depends"]
    return {**lock, "packages": dict(sorted(kept.items()))}


def wheels(lock: dict) -> list[Wheel]:
    """Every wheel of a lock."""
    return [Wheel(entry["file_name"], entry["sha256"]) for entry in lock["packages"].values()]
