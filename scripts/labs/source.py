"""Labs as they are written: Python with cells goes in, Markdown with the same lines comes out.

A lab is a script in Jupytext's percent format: `docs/labs/<name>.py`. Each line of its
Markdown stands where the script has it, so that whatever reads pages reads labs as well and
tells the right line. A code cell becomes a `cell` fence.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from scripts.errors import PageError
from scripts.project import DOCS

LABS = DOCS / "labs"
DATA = LABS / "data"
_MARKER = re.compile(r"# %%(?: |$)")
_ALTERNATIVE_TEXT = re.compile(r"# alt:\s*(.+)")
_FENCE = "~" * 8


@dataclass(frozen=True)
class Cell:
    """A code cell, or an expression in a sentence between cells.

    Attributes
    ----------
    source : str
        What is executed.
    line : int
        Line of the file at which that begins.
    alternative_texts : tuple of str
        What its figures show, from the comments `# alt: …` at its head.
    is_value : bool
        Whether it is an expression, whose value stands in the sentence.
    """

    source: str
    line: int
    alternative_texts: tuple[str, ...] = ()
    is_value: bool = False


def cell(body: str, line: int) -> Cell:
    """The code cell whose body begins at a line of the file."""
    lines = body.rstrip().split("\n")
    found = []
    while lines:
        said = _ALTERNATIVE_TEXT.fullmatch(lines[0])
        if lines[0].strip() and not said:
            break
        found += [said[1].strip()] if said else []
        lines, line = lines[1:], line + 1
    return Cell("\n".join(lines), line, tuple(found))


def markdown(text: str, name: str) -> str:
    """The Markdown of a lab, line by line.

    Parameters
    ----------
    text : str
        The script.
    name : str
        Path of the file, for errors.

    Raises
    ------
    PageError
        If the script is not written as Jupytext writes it.
    """
    lines = text.rstrip("\n").split("\n")
    written = [""] * len(lines) + [""]
    marks = [number for number, line in enumerate(lines) if _MARKER.match(line)]
    cells = _cells(text, name)
    head = lines[: marks[0] if marks else len(lines)]
    while head and not head[-1].strip():
        head.pop()
    written[: len(head)] = [_uncommented(line, number, name) for number, line in enumerate(head, 1)]
    if len(cells) != len(marks):
        raise PageError(
            f"Jupytext reads {len(cells)} cells here, and {len(marks)} lines begin one: write each "
            "cell under a line '# %%' or '# %% [markdown]', and nothing between the front matter "
            "and the first", name, marks[0] + 1 if marks else 1,
        )  # fmt: skip
    for found, (start, end) in zip(cells, pairwise([*marks, len(lines)]), strict=True):
        if found["cell_type"] == "code":
            _put_code(found, lines, start, end, written, name)
        else:
            for index in range(start + 1, end):
                written[index] = _uncommented(lines[index], index + 1, name)
    return "\n".join(written)


def _cells(text: str, name: str) -> list[dict]:
    """The cells below the front matter, as Jupytext reads them."""
    # Here, since whoever reads pages would wait a third of a second for it, with or without labs.
    import jupytext

    cells = jupytext.reads(text, fmt="py:percent").cells
    if cells and cells[0]["cell_type"] == "raw":
        return cells[1:]
    raise PageError(
        "a lab begins with front matter, in comments: '# ---', '# title: …', '# description: …', "
        "'# ---'", name, 1,
    )  # fmt: skip


def _put_code(
    found: dict, lines: list[str], start: int, end: int, written: list[str], name: str
) -> None:
    """Put a code cell between the lines of a fence, which the file leaves empty."""
    body = lines[start + 1 : end]
    while body and not body[-1].strip():
        body.pop()
    if "\n".join(body) != found["source"]:
        raise PageError(
            "Jupytext reads other code here than the file shows: write it without magic commands",
            name, start + 1,
        )  # fmt: skip
    if not cell(found["source"], 1).source.strip():
        raise PageError("this cell has no code", name, start + 1)
    after = start + 1 + len(body)
    if after == end < len(lines):
        raise PageError("leave a blank line before this cell", name, end + 1)
    written[start] = f"{_FENCE} cell"
    written[start + 1 : after] = body
    written[after] = _FENCE


def _uncommented(line: str, number: int, name: str) -> str:
    """A line of Markdown or of front matter without the mark of a comment."""
    if line.strip() and not re.match(r"#( |$)", line):
        raise PageError("text of a lab stands in comments: begin the line with '# '", name, number)
    return line[2:].rstrip()
