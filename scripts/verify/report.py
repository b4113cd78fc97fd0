"""A verification in, its two written forms out: lines for a terminal, data for JSON."""

import math
from collections.abc import Iterator

from scripts.verify.gather import Verification


def lines(verification: Verification) -> Iterator[str]:
    """Every record on a line of its own, then what failed, then the sums."""
    sections = (
        ("Formulas against code", verification.formulas, _formula),
        ("Gradients against measured slopes", verification.gradients, _gradient),
        ("Snippets against independent implementations", verification.snippets, _snippet),
        ("Curves against code", verification.curves, _curve),
        ("Run blocks", verification.runs, _run),
        ("Labs", verification.labs, _lab),
    )
    for title, records, text in sections:
        yield title
        yield from (f"  {_mark(record)} {text(record)}" for record in records)
        yield ""
    for record in verification.failures:
        yield f"FAILED {_place(record)}: {record['message']}"
        yield ""
    yield from _sums(verification)


def _mark(record: dict) -> str:
    if record["message"]:
        return "✗"
    return "✓" if record.get("checked", record.get("ok", True)) else "·"


def _place(record: dict) -> str:
    page = f"{record['page']}:{record['line']}" if "line" in record else record.get("page")
    name = record.get("name")
    return " ".join(part for part in (page, name) if part)


def _formula(record: dict) -> str:
    result = f"not checked: {record['reason']}" if record["reason"] else _error(record)
    return f"{_place(record):74} {result}"


def _gradient(record: dict) -> str:
    return f"{record['name']:74} {_error(record)}"


def _snippet(record: dict) -> str:
    return f"{record['name']:74} {_error(record):9} {record['oracle'] or ''}"


def _curve(record: dict) -> str:
    what = f"{record['page']} {record['diagram']} as {record['name']}"
    return f"{what:74} {_error(record)}"


def _run(record: dict) -> str:
    return f"{record['page']}:{record['line']}"


def _lab(record: dict) -> str:
    ran = "ran" if record["ok"] else "not executed as it is now: build the site"
    return f"{record['page']:74} {record['cells']} cells, {ran}"


def _error(record: dict) -> str:
    if record["message"]:
        return "failed"
    return "-" if record["error"] is None else f"{record['error']:.1e}"


def _sums(verification: Verification) -> Iterator[str]:
    formulas, runs, labs = verification.formulas, verification.runs, verification.labs
    checked = sum(record["checked"] for record in formulas)
    share = f"{verification.checked_share:.1%}"
    yield f"{checked} of {len(formulas)} display formulas checked ({share}), {_largest(formulas)}"
    yield f"{len(verification.gradients)} gradients, {_largest(verification.gradients)}"
    yield f"{len(verification.snippets)} snippets, {_largest(verification.snippets)}"
    yield f"{len(verification.curves)} curves, {_largest(verification.curves)}"
    yield f"{sum(record['ok'] for record in runs)} of {len(runs)} run blocks ran"
    yield f"{sum(record['ok'] for record in labs)} of {len(labs)} labs ran"
    count = len(verification.failures)
    yield f"{count} failed" if count else "Everything agrees."


def _largest(records: list[dict]) -> str:
    error = largest_error(records)
    return "nothing compared" if error is None else f"largest relative error {error:.1e}"


def largest_error(records: list[dict]) -> float | None:
    """The largest error of the records that agree; failures are told apart."""
    errors = [
        record["error"]
        for record in records
        if record["error"] is not None and not record["message"]
    ]
    return max(errors, default=None)


def data(verification: Verification) -> dict:
    """The lists and the share, as plain JSON."""

    def published(records: list[dict]) -> list[dict]:
        return [
            {key: _plain(value) for key, value in record.items() if key != "anchor"}
            for record in records
        ]

    return {
        "formulas": published(verification.formulas),
        "gradients": published(verification.gradients),
        "snippets": published(verification.snippets),
        "curves": published(verification.curves),
        "runs": published(verification.runs),
        "labs": published(verification.labs),
        "checked_share": verification.checked_share,
    }


def _plain(value: object) -> object:
    """JSON has no infinity."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
