"""The work of a lab: takes its cells, gives the request that executes them."""

import importlib.metadata
import sys
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from scripts import sources
from scripts.errors import PageError
from scripts.labs.source import DATA, Cell
from scripts.project import SCRIPTS
from scripts.running.imports import packages
from scripts.running.requests import imported
from scripts.stages import Request

# What a reader who takes the lab home needs: nothing else may be imported beside the snippets.
PACKAGES = {"numpy", "matplotlib", "mpl_toolkits", "tqdm", "IPython"}
_VERSIONS = ("ipython", "ipykernel", "nbclient", "tqdm")


def request(page: str, cells: list[Cell]) -> Request:
    """The request to execute a lab.

    Parameters
    ----------
    page : str
        Path of the lab from the project's root.
    cells : list of Cell
        All that is executed, in order.

    Returns
    -------
    Request
        Its key covers the code, every snippet that it reaches and the data files that it
        names. It leaves out the text between, where the cells stand, and what is said of
        their figures, so that these are free to change.

    Raises
    ------
    PageError
        If a cell imports what readers do not have.
    """
    modules = sources.closure(sorted({path for cell in cells for path in _imported(page, cell)}))
    data = data_files(cells)
    payload = {
        "page": page,
        "cells": [
            {"source": cell.source, "line": cell.line, "is_value": cell.is_value} for cell in cells
        ],
        "files": [sources.relative(path) for path in [*modules, *data]],
    }
    code = [(cell.source, cell.is_value) for cell in cells]
    contents = [(path.name, _digest(path)) for path in data]
    key = sources.key("labs", modules, page, code, contents, _versions())
    return Request("labs", key, page, payload)


def data_files(cells: list[Cell]) -> list[Path]:
    """The files of `docs/labs/data/` whose names stand in the code.

    Which these are must be known before it runs. That no other file is opened is seen
    to while it runs.
    """
    code = "\n".join(cell.source for cell in cells)
    return [path for path in sorted(DATA.glob("*")) if path.is_file() and path.name in code]


def _imported(page: str, cell: Cell) -> set[Path]:
    """The snippets that a cell imports."""
    found = set(imported(page, cell.source))
    foreign = sorted(packages([cell.source]) - PACKAGES - sys.stdlib_module_names)
    if any(path.is_relative_to(SCRIPTS) for path in found):
        foreign.append("scripts")
    if foreign:
        raise PageError(
            f"this cell imports {' and '.join(foreign)}, which readers who take the lab home do not "
            f"have: use the snippets, the standard library and {', '.join(sorted(PACKAGES))}",
            page, cell.line,
        )  # fmt: skip
    return found


def _digest(path: Path) -> str:
    status = path.stat()
    return _digest_of(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _digest_of(path: Path, _mtime_ns: int, _size: int) -> str:
    return sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def _versions() -> list[str]:
    return [importlib.metadata.version(name) for name in _VERSIONS]
