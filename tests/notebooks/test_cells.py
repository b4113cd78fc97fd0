"""Texts and code become cells, and what the build printed their outputs."""

import nbformat
import pytest

from scripts.notebooks.cells import Cells, outputs_of


def written():
    cells = Cells()
    cells.prose("# Title\n\nWords.\n\n## Section\n\nMore.")
    cells.text("```python\n# no heading\n```")
    cells.code("1 + 1\n", outputs_of({"text": "2", "value": "2", "capped": False}, is_error=False))
    cells.prose("### Last")
    cells.code("secret", folded="Solution", tags=["raises-exception"])
    return cells.notebook()


def test_it_is_a_valid_notebook_with_a_cell_for_each_heading():
    notebook = written()
    nbformat.validate(notebook)
    assert [(cell.id, cell.cell_type) for cell in notebook.cells] == [
        ("markdown-1", "markdown"),
        ("markdown-2", "markdown"),
        ("code-3", "code"),
        ("markdown-4", "markdown"),
        ("code-5", "code"),
    ]
    assert notebook.cells[1].source == "## Section\n\nMore.\n\n```python\n# no heading\n```"
    folded = notebook.cells[-1]
    assert folded.source == "# @title Solution\nsecret"
    assert folded.metadata.jupyter.source_hidden and folded.metadata.tags == ["raises-exception"]


def test_the_same_parts_give_the_same_bytes():
    assert nbformat.v4.writes(written()) == nbformat.v4.writes(written())


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("", None, []),
        ("a\nb", None, [("stream", "a\nb\n")]),
        ("2", "2", [("execute_result", "2")]),
        ("a\n2", "2", [("stream", "a\n"), ("execute_result", "2")]),
        ("2\n2", "2", [("stream", "2\n"), ("execute_result", "2")]),
    ],
)
def test_what_is_printed_and_what_is_shown_are_told_apart(text, value, expected):
    outputs = outputs_of({"text": text, "value": value, "capped": False}, is_error=False)
    shown = [(each["output_type"], each.get("text") or each["data"]["text/plain"]) for each in outputs]
    assert shown == expected


def test_an_exception_ends_the_output():
    result = {"text": "before\nValueError: no: way", "value": "ValueError: no: way", "capped": False}
    printed, raised = outputs_of(result, is_error=True)
    assert printed["text"] == "before\n"
    assert (raised["ename"], raised["evalue"]) == ("ValueError", "no: way")
    assert raised["traceback"] == ["ValueError: no: way"]


def test_a_long_output_stays_cut():
    result = {"text": "begin\n… (the first 5 of 9 characters)", "value": "x", "capped": True}
    (printed,) = outputs_of(result, is_error=False)
    assert printed["text"].startswith("begin\n…")
