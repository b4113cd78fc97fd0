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
        `page` (its path); `cells`, each with its `source`, its `line`, and whether it
        `is_value`, an expression in a sentence; the `files` that it may open: the snippets
        that it reaches and the data that it names. Its `position` among the labs of a build
        says where its progress is shown.

    Returns
    -------
    dict
        `cells`: for each code cell the list of its outputs, see `scripts.labs.outputs`;
        `values`: the text of each expression.

    Raises
    ------
    PageError
        With the lab's line, if a cell raises or does not end, if it shows what cannot be
        published, if a value does not fit a sentence, or if the lab opens a file of which a
        change would go unnoticed.
    """
    page, cells = payload["page"], payload["cells"]
    if not cells:
        return {"cells": [], "values": []}
    outputs = Outputs(page, f"lab-{Path(page).stem}")
    with started(page) as kernel:
        lines = [cell["line"] for cell in cells]
        kernel.ask("prepare", page, lines, _terminal(), payload.get("position", 0) + 1)
        shown: list[list[dict]] = []
        values: list[str] = []
        for cell in cells:
            source, line = cell["source"], cell["line"]
            if cell["is_value"]:
                values.append(outputs.value(kernel.value(source, line), source, line))
            else:
                shown.append(outputs.read(kernel.run(source, line), line))
        _refuse_unknown(kernel, page, payload["files"])
    return {"cells": shown, "values": values}


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
