"""Labs as pages: what stands in the place of a cell, and what no lab may have."""

import pytest
from markdown import Markdown

from scripts import stages
from scripts.errors import PageError
from scripts.pages import labs, site
from scripts.pages.elements import PageElements
from scripts.pages.fences import scan
from scripts.pages.results import Results

CELL = "~~~~~~~~ cell\n{code}\n~~~~~~~~"
FIGURE = {"kind": "figure", "id": "lab-x-1", "title": "Figure 1", "svg": "<svg></svg>", "width": 360.0}


def lab(text: str, **front: str) -> site.Page:
    fences = tuple(scan(text, "docs/labs/x.py"))
    return site.Page("docs/labs/x.py", "labs/x.py", text, fences, front=front)


def shown(monkeypatch: pytest.MonkeyPatch, code: str, *outputs: dict) -> str:
    """The Markdown in the place of a cell that gives these outputs."""
    result = {"cells": [list(outputs)], "values": []}
    monkeypatch.setattr(stages, "results", lambda work, *_: [result for _ in work])
    page = lab(CELL.format(code=code))
    ((fence, text),) = labs.cells(page, Results(page), PageElements(Markdown()))
    assert fence == page.fences[0]
    return text


def test_markdown_stays_markdown_between_what_is_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, "x", {"kind": "text", "text": "1"}, {"kind": "markdown", "text": "| a |"})
    lines = [line for line in text.split("\n") if line]
    assert lines[0] == '<div class="lab" id="cell-1" markdown="1">' and lines[-1] == "</div>"
    assert lines[3] == "| a |" and len(lines) == 5


@pytest.mark.parametrize("comments", [0, 2])
def test_each_figure_has_one_alternative_text(monkeypatch: pytest.MonkeyPatch, comments: int) -> None:
    code = "# alt: A line.\n" * comments + "plt.plot(x)"
    with pytest.raises(PageError, match=f"shows 1 figures and has {comments} alternative") as caught:
        shown(monkeypatch, code, FIGURE)
    assert caught.value.arguments["line"] == 2 + comments
    assert shown(monkeypatch, "# alt: A line.\nplt.plot(x)", FIGURE)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("Text\n\n$$x$$", 3, r"a \$\$ formula"),
        ("```python run\n1\n```", 1, "a python run fence"),
        ("```verification\n```", 1, "a verification fence"),
    ],
)
def test_what_belongs_to_pages_is_refused_in_labs(text: str, line: int, what: str) -> None:
    with pytest.raises(PageError, match=f"{what} cannot stand in a lab") as caught:
        site._refuse_strange(lab(text))
    assert caught.value.arguments["line"] == line


def test_a_cell_is_refused_on_a_page() -> None:
    text = CELL.format(code="1")
    with pytest.raises(PageError, match="cannot stand in a page.*write python run"):
        site._refuse_strange(site.Page("docs/x.md", "x.md", text, tuple(scan(text, "docs/x.md"))))


def test_the_list_has_what_the_front_matter_says_in_the_order_of_the_navigation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = {"description": "What it does.", "takes": "a minute"}
    first, second = lab("", title="One", **said), lab("", title="Two", description="More.")
    monkeypatch.setattr(labs, "pages", lambda: [first])
    monkeypatch.setattr(labs, "navigation", lambda: ["index.md", "labs/x.py"])
    assert labs.lab_list() == "1. **[One](x.py).** What it does. Takes a minute."
    monkeypatch.setattr(labs, "pages", lambda: [second])
    with pytest.raises(PageError, match="add 'takes: …'"):
        labs.lab_list()
