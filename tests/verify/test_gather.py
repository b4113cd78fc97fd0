"""What becomes a record: each display formula and run block, failed or not, and nothing twice."""

from textwrap import dedent

import pytest

from scripts.pages.fences import scan
from scripts.pages.site import Page, run_requests
from scripts.verify.gather import Results, Verification, _formulas, _runs


def page(text: str) -> Page:
    text = dedent(text).strip()
    return Page("docs/topic.md", "topic.md", text, tuple(scan(text, "docs/topic.md")))


def runs(text: str) -> list[dict]:
    written = page(text)
    return _runs(written, Results(run_requests(written)))


def test_every_run_block_has_a_record():
    records = runs(
        """
        ```python run
        x = 1
        ```

        Now `{python} x` is known.

        ```python run error="ValueError"
        raise ValueError(x)
        ```
        """
    )
    assert records == [
        {"page": "docs/topic.md", "line": 1, "ok": True, "message": None, "anchor": "run-1"},
        {"page": "docs/topic.md", "line": 7, "ok": True, "message": None, "anchor": "run-2"},
    ]


def test_a_block_that_raises_and_those_behind_it_are_not_ok():
    records = runs(
        """
        ```python run
        x = 1
        ```

        ```python run
        y = 2
        x / 0
        ```

        ```python run
        x
        ```
        """
    )
    assert [record["ok"] for record in records] == [True, False, False]
    assert "ZeroDivisionError" in records[1]["message"]
    assert records[2]["message"] == "not run, since line 7 stops the page"


def test_a_value_that_fails_has_a_record_of_its_own():
    records = runs(
        """
        ```python run
        x = 1
        ```

        Now `{python} x / 3` is known.
        """
    )
    assert [(record["line"], record["ok"]) for record in records] == [(1, True), (5, False)]
    assert "say how many digits" in records[1]["message"]


def test_a_page_without_examples_has_no_records():
    assert runs("# Nothing") == []


def test_a_display_formula_without_a_name_counts_as_not_checked():
    (record,) = _formulas(page("$$\na = b\n$$"), Results([]))
    assert (record["name"], record["checked"], record["message"]) == ("", False, None)
    assert record["reason"]


def formula(**fields: object) -> dict:
    return {"name": "a.f", "checked": True, "error": 0.0, "reason": None, "message": None} | fields


@pytest.mark.parametrize(
    ("checked", "share"),
    [([], 0.0), ([True], 1.0), ([True, False], 0.5), ([True] * 9 + [False], 0.9)],
)
def test_the_checked_share_is_over_all_display_formulas(checked, share):
    formulas = [formula(checked=each) for each in checked]
    assert Verification(formulas, [], [], [], [], []).checked_share == pytest.approx(share)


def test_a_message_is_a_failure_wherever_it_stands():
    for place in range(6):
        lists = [[formula()] for _ in range(6)]
        assert not Verification(*lists).failures
        lists[place].append(formula(message="no"))
        assert len(Verification(*lists).failures) == 1
