"""Lighthouse's word on a page: an address goes in, its scores for a phone on a slow line come out."""

import json
import os
import subprocess
from dataclasses import dataclass

from scripts.bench.browser import FLAGS, chromium_path
from scripts.project import ROOT

_COMMAND = ROOT / "node_modules" / ".bin" / "lighthouse"
_PATIENCE = 300  # seconds


@dataclass(frozen=True)
class Audit:
    """What Lighthouse says of a page.

    Attributes
    ----------
    performance, accessibility, best_practices, seo : int
        Its scores, from 0 to 100.
    shift : float
        Cumulative layout shift.
    short : list of str
        What costs points in any category but performance.
    """

    performance: int
    accessibility: int
    best_practices: int
    seo: int
    shift: float
    short: list[str]


def audit(url: str) -> Audit:
    """Ask Lighthouse about a page, in its default setting: a phone of the middle class.

    Raises
    ------
    RuntimeError
        If Lighthouse is missing or fails, with what it printed.
    """
    if not _COMMAND.is_file():
        raise RuntimeError("Lighthouse is missing: install Node (20 or later) and run `npm ci`")
    flags = " ".join(["--headless=new", *FLAGS])
    run = subprocess.run(
        [_COMMAND, url, "--output=json", "--quiet", "--no-enable-error-reporting",
         f"--chrome-flags={flags}"],
        env={**os.environ, "CHROME_PATH": chromium_path()},
        capture_output=True, text=True, timeout=_PATIENCE,
    )  # fmt: skip
    if run.returncode:
        raise RuntimeError(f"Lighthouse failed on {url}:\n{run.stderr}")
    return _audit(json.loads(run.stdout))


def _audit(report: dict) -> Audit:
    if "runtimeError" in report:
        raise RuntimeError(f"Lighthouse could not load the page: {report['runtimeError']['message']}")
    audits, categories = report["audits"], report["categories"]
    score = {name: round(100 * category["score"]) for name, category in categories.items()}
    weighed = [
        audits[entry["id"]]
        for name, category in categories.items()
        if name != "performance"
        for entry in category["auditRefs"]
        if entry["weight"] > 0
    ]
    short = [_problem(each) for each in weighed if each["score"] is not None and each["score"] < 1]
    shift = audits["cumulative-layout-shift"]["numericValue"]
    return Audit(
        score["performance"], score["accessibility"], score["best-practices"], score["seo"], shift, short
    )


def _problem(each: dict) -> str:
    """An audit's title, and the first places where it fails."""
    items = each.get("details", {}).get("items", [])[:3]
    places = [item["node"]["snippet"] for item in items if "node" in item]
    return ": ".join([each["title"], *places])
