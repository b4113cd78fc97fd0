"""The written forms: the terminal's lines, the JSON, the page; complete and the same every time."""

import json
import re

import pytest
from click.testing import CliRunner

from scripts.errors import PageError
from scripts.pages.site import pages
from scripts.verify import __main__, page
from scripts.verify.gather import Verification
from scripts.verify.report import data, lines

PAGE = pages()[0]
KEYS = {
    "formulas": ["page", "line", "name", "checked", "error", "reason", "message"],
    "gradients": ["name", "error", "message"],
    "snippets": ["name", "oracle", "error", "message"],
    "curves": ["page", "diagram", "name", "error", "message"],
    "runs": ["page", "line", "ok", "message"],
    "labs": ["page", "cells", "ok", "message"],
}


def sample(**failing: str) -> Verification:
    """One record of each kind and an unchecked formula; `failing` gives messages by list."""
    place = {"page": PAGE.path, "line": 12}
    formula = {**place, "name": "topic.f", "checked": True, "error": 3.14e-13, "reason": None}
    unchecked = {**formula, "checked": False, "error": None, "reason": "a | b"}
    records = {
        "formulas": [formula],
        "gradients": [{"name": "topic.f_grad", "error": 1.26e-10}],
        "snippets": [{"name": "topic.f", "oracle": "plain Python", "error": 0.0}],
        "curves": [{"page": PAGE.path, "diagram": "topic.draw", "name": "topic.f", "error": 2e-16}],
        "runs": [{**place, "ok": True}],
        "labs": [{"page": PAGE.path, "cells": 12, "ok": True}],
    }
    records["formulas"].append(unchecked)
    for kind, kept in records.items():
        for record in kept:
            record |= {"message": failing.get(kind), "anchor": "topic.f"}
    return Verification(**records)


def test_json_has_the_lists_and_keys_in_order():
    published = json.loads(json.dumps(data(sample()), allow_nan=False))
    assert list(published) == [*KEYS, "checked_share"]
    for kind, keys in KEYS.items():
        assert all(list(record) == keys for record in published[kind])
    assert published["checked_share"] == 0.5


def test_json_is_valid_even_with_an_infinite_error():
    found = sample()
    found.gradients[0]["error"] = float("inf")
    assert json.loads(json.dumps(data(found), allow_nan=False))["gradients"][0]["error"] is None


def test_the_lines_name_every_record_and_the_share():
    text = "\n".join(lines(sample()))
    for part in ("topic.f_grad", "topic.draw", "plain Python", "3.1e-13", "not checked: a | b"):
        assert part in text
    assert "1 of 2 display formulas checked (50.0%)" in text
    assert text.endswith("Everything agrees.")


@pytest.mark.parametrize("kind", KEYS)
def test_any_failure_sets_the_exit_status_and_is_explained(kind, monkeypatch, tmp_path):
    monkeypatch.setattr(__main__, "gather", lambda: sample(**{kind: "the reason"}))
    file = tmp_path / "found.json"
    result = CliRunner().invoke(__main__.verify, ["--json", str(file)])
    assert result.exit_code == 1
    assert "the reason" in result.output
    assert "Everything agrees" not in result.output
    assert json.loads(file.read_text())[kind][0]["message"] == "the reason"


def test_success_sets_the_exit_status(monkeypatch):
    monkeypatch.setattr(__main__, "gather", sample)
    assert CliRunner().invoke(__main__.verify, []).exit_code == 0


def test_a_lab_that_was_not_executed_is_not_said_to_have_run(monkeypatch):
    found = sample()
    found.labs[0]["ok"] = False
    monkeypatch.setattr(page, "gather", lambda: found)
    assert "0 of 1 labs ran" in "\n".join(lines(found))
    assert "labs that ran | 0" in page.verification()


@pytest.mark.parametrize("kind", KEYS)
def test_nothing_is_published_that_disagrees(kind, monkeypatch):
    monkeypatch.setattr(page, "gather", lambda: sample(**{kind: "the reason"}))
    with pytest.raises(PageError, match="the reason"):
        page.verification()


def test_the_page_holds_every_record_with_links(monkeypatch):
    monkeypatch.setattr(page, "gather", sample)
    text = page.verification()
    assert "1 of 2 display formulas are checked: 50 %" in text
    assert f"[<code>topic.<wbr>f</code>](../{PAGE.uri}#topic.f) | 12 | under 10⁻¹¹" in text
    assert "not checked: a \\| b" in text
    assert "1.3·10⁻¹⁰" in text
    assert f"[12](../{PAGE.uri}#topic.f)" in text
    widths = [
        {line.replace("\\|", "").count("|") for line in table.strip().splitlines()}
        for table in re.findall(r"(?:^\|.*\n)+", text + "\n", re.MULTILINE)
    ]
    assert len(widths) == 7
    assert all(len(width) == 1 for width in widths)
    assert page.verification() == text


@pytest.mark.parametrize(
    ("error", "text"),
    [(0.0, "0"), (None, "–"), (9.9e-12, "under 10⁻¹¹"), (1.26e-10, "1.3·10⁻¹⁰"),
     (9.96e-7, "1.0·10⁻⁶"), (2, "2.0·10⁰")],
)
def test_errors_have_two_digits(error, text):
    assert page._number(error) == text
