"""The HTML of code that can be run."""

from scripts.pages.cells import cell_html, drawing_html, run_attributes, run_html
from scripts.pages.fences import Fence


def _fence(body: str, **options: str) -> Fence:
    return Fence("run", body, 3, options=options)


def test_code_a_line_and_output_stand_in_this_order() -> None:
    html = run_html(_fence("print(1 < 2)"), {"text": "True <b>"}, 4)
    places = [html.index(part) for part in ('class="highlight"', "Example 4: output", "True &lt;b&gt;")]
    assert places == sorted(places)


def test_without_output_there_is_no_empty_box() -> None:
    html = run_html(_fence("x = 1"), {"text": ""}, 1)
    assert "Example 1: no output" in html
    assert "run-output" not in html


def test_notes_and_outputs_are_not_searched() -> None:
    assert cell_html("x", "a note", "an output").count("data-search-exclude") == 2


def test_a_block_knows_its_page_its_name_and_its_error() -> None:
    attributes = run_attributes(_fence("1 / 0", error="ZeroDivisionError"), "docs/a.md", 2)
    assert attributes == {
        "class": "run cell", "data-page": "docs/a.md", "data-cell": "example 2",
        "data-error": "ZeroDivisionError",
    }  # fmt: skip
    assert "data-error" not in run_attributes(_fence("1"), "docs/a.md", 1)


def test_the_code_of_a_diagram_is_a_drawer_with_its_name() -> None:
    assert 'data-figure="activations.relu"' in drawing_html("activations.relu")
