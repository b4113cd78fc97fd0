"""Everything that the project proves: takes pages and snippets, gives the records of a report.

Formulas, curves, examples and labs are not checked again: their own stages have done
it, and what is up to date comes from the cache.
"""

from dataclasses import dataclass

from scripts import cache, stages
from scripts.errors import PageError
from scripts.pages.anchors import anchors, run_anchor
from scripts.pages.fences import Fence
from scripts.pages.site import (
    Page,
    all_requests,
    diagram_request,
    formula_request,
    lab_cells,
    lab_request,
    pages,
    run_requests,
)
from scripts.stages import Request
from scripts.verify.requests import requests


@dataclass(frozen=True)
class Verification:
    """What was checked, record by record; a record with a `message` is one that failed."""

    formulas: list[dict]
    gradients: list[dict]
    snippets: list[dict]
    curves: list[dict]
    runs: list[dict]
    labs: list[dict]

    @property
    def checked_share(self) -> float:
        """The share of the display formulas that are checked; 0 if there are none."""
        checked = sum(record["checked"] for record in self.formulas)
        return checked / len(self.formulas) if self.formulas else 0.0

    @property
    def failures(self) -> list[dict]:
        """The records of what disagrees."""
        lists = (self.formulas, self.gradients, self.snippets, self.curves, self.runs, self.labs)
        return [record for records in lists for record in records if record["message"]]


def gather() -> Verification:
    """Compute what is stale and collect the records.

    Raises
    ------
    PageError
        If a page cannot be read: a fence with an unknown name, for example.
    """
    checks = requests()
    results = Results([*all_requests(), *checks])
    found = Verification([], [], [], [], [], [])
    for page in pages():
        found.formulas.extend(_formulas(page, results))
        found.curves.extend(_curves(page, results))
        found.runs.extend(_runs(page, results))
        found.labs.extend(_lab(page))
    for check in checks:
        result, failure = results.of(check)
        if failure:
            raise PageError(**failure)
        found.snippets.append(result["snippet"])
        if result["gradient"]:
            found.gradients.append(result["gradient"])
    return found


class Results:
    """The results of requests, computed together; a failure does not hide the others."""

    def __init__(self, wanted: list[Request]) -> None:
        once = {request.key: request for request in wanted}
        self._failures = stages.compute(once.values())

    def of(self, request: Request) -> tuple[dict | None, dict | None]:
        """The result, or the arguments of the `PageError` in its place."""
        if request.key in self._failures:
            return None, self._failures[request.key]
        return cache.recall(request.stage, request.key), None


def _formulas(page: Page, results: Results) -> list[dict]:
    """One record for each display formula of a page."""
    anchor = anchors(page)
    return [
        {
            "page": page.path,
            "line": fence.line,
            "name": fence.name,
            **_formula(page, fence, results),
            "anchor": anchor.get(fence.line),
        }
        for fence in page.of_kind("math", "display")
    ]


def _formula(page: Page, fence: Fence, results: Results) -> dict:
    if fence.kind == "display":
        reason = "it stands between $$ and names no snippet"
        return {"checked": False, "error": None, "reason": reason, "message": None}
    result, failure = results.of(formula_request(page, fence))
    if failure:
        message = failure["message"]
        return {"checked": False, "error": None, "reason": None, "message": message}
    sound = result["verdict"] in ("proven", "exempt")
    return {
        "checked": result["checked"],
        "error": result["error"],
        "reason": result["reason"],
        "message": None if sound else result["message"] or result["verdict"],
    }


def _curves(page: Page, results: Results) -> list[dict]:
    """One record for each curve that claims to be a snippet; one for a diagram that fails."""
    anchor, records = anchors(page), []
    for fence in page.of_kind("diagram"):
        request = diagram_request(page, fence)
        place = {"page": page.path, "diagram": "{module}.{function}".format(**request.payload)}
        result, failure = results.of(request)
        curves = (
            [{"name": fence.name, "error": None, "message": failure["message"]}]
            if failure
            else [{**_part(curve, "name", "error"), "message": None} for curve in result["curves"]]
        )
        records += [{**place, **curve, "anchor": anchor[fence.line]} for curve in curves]
    return records


def _part(record: dict, *keys: str) -> dict:
    return {key: record[key] for key in keys}


def _runs(page: Page, results: Results) -> list[dict]:
    """One record for each run block, and one for a computed value that stops the page."""
    failure = next((results.of(request)[1] for request in run_requests(page)), None)
    records = [
        {
            "page": page.path,
            "line": fence.line,
            **_ending(fence, failure),
            "anchor": run_anchor(number),
        }
        for number, fence in enumerate(page.of_kind("run"), 1)
    ]
    if failure and not any(record["message"] == failure["message"] for record in records):
        place = {"page": page.path, "line": failure["line"], "ok": False}
        records.append({**place, "message": failure["message"], "anchor": None})
    return records


def _lab(page: Page) -> list[dict]:
    """One record for a lab, none for another page.

    A build of the site executes what is stale; here minutes of training are not repeated.
    """
    if not page.is_lab:
        return []
    request = lab_request(page)
    ran = cache.remembered(request.stage, request.key)
    return [{"page": page.path, "cells": len(lab_cells(page)), "ok": ran, "message": None}]


def _ending(fence: Fence, failure: dict | None) -> dict:
    """How a run block ended, if the page stopped at this failure or at none."""
    end = fence.line + fence.body.count("\n") + 1
    if not failure or end < failure["line"]:
        return {"ok": True, "message": None}
    if fence.line <= failure["line"]:
        return {"ok": False, "message": failure["message"]}
    return {"ok": False, "message": f"not run, since line {failure['line']} stops the page"}
