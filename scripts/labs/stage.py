"""Execute one lab in a fresh Jupyter kernel: takes its cells, gives what the page shows of each."""

import os
import sys
from pathlib import Path

from scripts.errors import PageError
from scripts.labs.client import Kernel, started
from scripts.labs.outputs import Outputs


def compute(payload: dict) -> dict:
    """Execute a lab.

    Parameters
    ----------
    payload : dict
        `page` (its path); `cells`, each with its `source` and its `line`; the `files` that it
        may open: the snippets that it reaches and the data that it names. Its `position`
        among the labs of a build says where its progress is shown.

    Returns
    -------
    dict
        `cells`: for each the list of its outputs, see `scripts.labs.outputs`.

    Raises
    ------
    PageError
        With the lab's line, if a cell raises or does not end, if it shows what cannot be
        published, or if it opens a file of which a change would go unnoticed.
    """
    page, cells = payload["page"], payload["cells"]
    if not cells:
        return {"cells": []}
    outputs = Outputs(page, f"lab-{Path(page).stem}")
    with started(page) as kernel:
        lines = [cell["line"] for cell in cells]
        kernel.ask("prepare", page, lines, _terminal(), payload.get("position", 0) + 1)
        shown = [
            outputs.read(kernel.run(cell["source"], cell["line"]), cell["line"]) for cell in cells
        ]
        _refuse_unknown(kernel, page, payload["files"])
    return {"cells": shown}


def _terminal() -> str | None:
    """The terminal in which the build runs."""
    return os.ttyname(sys.stderr.fileno()) if sys.stderr.isatty() else None


def _refuse_unknown(kernel: Kernel, page: str, files: list[str]) -> None:
    """A file that does not count for the key of the result must not decide the result."""
    unknown = [
        name
        for name in kernel.ask("reached")
        if name not in (page, *files) and not name.startswith("scripts/")
    ]
    if unknown:
        raise PageError(
            f"the lab reads {' and '.join(unknown)}, and would not be executed again when that changes: "
            "keep data in docs/labs/data/ and write the file's name in the lab's own code, "
            "and import snippets with import statements", page, 1,
        )  # fmt: skip
