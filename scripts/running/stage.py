"""Run the cells of one page in a process of their own: takes sources with lines, gives texts.

The cells share one namespace, in order. Where they stand on the page matters
for errors only: texts depend on the sources alone.
"""

import re

from scripts.errors import PageError
from scripts.running.process import Child, Stopped

SECONDS = 60
SIZE = 1_000_000
SHOWN = 8_000
DIGITS = 10

_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{5,}")


def compute(payload: dict) -> dict:
    """Run a page.

    Parameters
    ----------
    payload : dict
        `page` (its path), `names` (snippets in scope), `cells`: each a `block`,
        whose last expression is displayed, or a `value`, an expression whose
        text goes into a sentence; with its `source`, the page's `line` of the
        first line of that, and the class of `error` that a block must raise.

    Returns
    -------
    dict
        `cells`, in order: the `text`, whether it was `capped`, and the `value` with which
        it ends: what is displayed, or the last line of an exception; None without one.

    Raises
    ------
    PageError
        With page and line, if a cell raises, does not end, prints too much, or
        ends Python; or if it shows what differs from run to run.
    """
    page, cells = payload["page"], payload["cells"]
    if not cells:
        return {"cells": []}
    with Child() as child:
        _ask(child, payload, page, cells[0]["line"], "the import of the page's snippets")
        return {"cells": [_run(child, number, cell, page) for number, cell in enumerate(cells)]}


def _ask(
    child: Child, message: object, page: str, line: int, subject: str, error: str | None = None
) -> tuple[dict, str]:
    """A reply of the child and what was printed before it; an error names the subject."""
    try:
        reply, output = child.ask(message, SECONDS, SIZE)
    except Stopped as stopped:
        message = f"{subject} {stopped.reason}{_beginning(stopped.output)}"
        raise PageError(message, page, line) from None
    raised = reply.get("raised")
    if raised and error and not raised["expected"]:
        subject = f'the block has error="{error}" but'
    if raised and not raised["expected"]:
        message = f"{subject} raises {raised['summary']}\n{raised['trace']}"
        raise PageError(message, page, raised["line"])
    return reply, output


def _run(child: Child, number: int, cell: dict, page: str) -> dict:
    """Run one cell and make its text."""
    is_value, error = cell["kind"] == "value", cell.get("error")
    subject = "the inline value" if is_value else "the block"
    reply, output = _ask(child, number, page, cell["line"], subject, error)
    if is_value:
        problem = problem_of_value(reply, output, cell["source"])
    elif error and "raised" not in reply:
        problem = f'has error="{error}" but ran to its end: drop the option or mend the block'
    else:
        problem = None
    shown = reply["raised"]["summary"] if "raised" in reply else reply["shown"]
    text = _joined(output, shown)
    problem = problem or problem_of_text(text)
    if problem:
        raise PageError(f"{subject} {problem}", page, cell["line"])
    return {**capped(text), "value": shown}


def problem_of_value(reply: dict, output: str, source: str) -> str | None:
    """Why a value cannot stand in a sentence.

    Parameters
    ----------
    reply : dict
        What `scripts.running.kernel.in_sentence` gives.
    output : str
        What was printed meanwhile.
    source : str
        The expression.
    """
    text = reply["shown"]
    if output:
        return f"also prints; compute it in code before the sentence{_beginning(output)}"
    if text == "None" or "\n" in text or not text:
        return f"must be a number or one line of text, not {text!r}"
    if reply["is_float"] and len(text) > DIGITS:
        return (
            f"has {len(text)} characters ({text}); say how many digits the sentence needs, "
            f'as in f"{{{source.strip()}:.3f}}"'
        )
    return None


def problem_of_text(text: str) -> str | None:
    """Why a text cannot be published."""
    if len(text.encode()) >= SIZE:
        return f"shows {SIZE:,} bytes or more: print less{_beginning(text)}"
    if address := _ADDRESS.search(text):
        return (
            f"shows a memory address ({address[0]}), which no two builds share: "
            "show something else of the object"
        )
    return None


def _joined(output: str, shown: str | None) -> str:
    """What was printed, then what is displayed, as a notebook does."""
    if shown is None:
        return output.removesuffix("\n")
    gap = "" if not output or output.endswith("\n") else "\n"
    return f"{output}{gap}{shown}"


def capped(text: str) -> dict:
    """The text, or its beginning with a note if it is too long to read."""
    if len(text) <= SHOWN:
        return {"text": text, "capped": False}
    start = text[:SHOWN]
    start = start[: start.rfind("\n")] if "\n" in start else start
    note = f"… (the first {len(start):,} of {len(text):,} characters)"
    return {"text": f"{start}\n{note}", "capped": True}


def _beginning(output: str) -> str:
    """The first lines of an output, for an error message."""
    lines = output.strip().splitlines()[:10]
    quoted = "\n".join(line[:200] for line in lines)
    return f". Its output begins:\n{quoted}" if quoted else ""
