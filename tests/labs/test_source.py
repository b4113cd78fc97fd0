"""Labs as they are written: each line stays where it is; what Jupytext reads otherwise is refused."""

import jupytext
import pytest

from scripts.errors import PageError
from scripts.labs.source import cell, markdown
from scripts.pages.fences import scan
from tests.labs.samples import HEAD, lab

NAME = "docs/labs/x.py"


def test_every_line_stands_where_the_script_has_it() -> None:
    text = lab("#: # Title\n\nSome $x$.", "a = 1\n\nb = '''\n# not a cell\n'''", "c = 3", "#: End.")
    written = markdown(text, NAME).split("\n")
    for number, line in enumerate(text.split("\n")):
        if line.startswith("# %%"):
            assert written[number] in ("", "~~~~~~~~ cell")
        elif line and line != "#":
            is_code = line == "# not a cell" or not line.startswith("#")
            assert written[number] == (line if is_code else line.removeprefix("# "))
    assert written[:2] == ["---", "title: A lab"] and written[4] == "---"
    assert written[7] == "# Title" and "End." in written


def test_the_cells_are_those_that_jupytext_reads() -> None:
    text = lab("#: # Title", "# alt: A line.\nx = 1", "#: Then\n\n- more", "y = 2\n\n\ny")
    fences = scan(markdown(text, NAME), NAME)
    cells = jupytext.reads(text, fmt="py:percent").cells
    read = [one.source for one in cells if one.cell_type == "code"]
    assert [fence.kind for fence in fences] == ["cell", "cell"]
    assert [fence.body for fence in fences] == read


def test_alternative_texts_stand_at_the_head_and_are_not_executed() -> None:
    found = cell("# alt: One line.\n# alt: Two dots.\n# a remark\nfig", 7)
    assert found.alternative_texts == ("One line.", "Two dots.")
    assert (found.source, found.line) == ("# a remark\nfig", 9)
    assert cell("# alt: A dot.\n\n\nfig", 7).line == 10
    assert cell("x = 1\n# alt: too late\nx", 7).alternative_texts == ()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("# %%\nx = 1\n", 1, "front matter"),
        (HEAD + "x = 1\n\n# %%\ny = 2\n", 7, "begin the line with '# '"),
        (HEAD + "# A remark.\n\n# %%\ny = 2\n", 9, "nothing between the front matter"),
        (HEAD + "# %% [markdown]\n# Text\nx = 1\n", 9, "begin the line with '# '"),
        (HEAD + "# %%\nx = 1\n# %%\ny = 2\n", 9, "leave a blank line"),
        (HEAD + "# %%\n# %matplotlib inline\nx = 1\n", 7, "without magic commands"),
        (HEAD + "# %%\n# alt: Nothing.\n\n# %%\ny = 2\n", 7, "no code"),
    ],
)
def test_what_would_be_read_otherwise_is_refused(text: str, line: int, message: str) -> None:
    with pytest.raises(PageError, match=message) as caught:
        markdown(text, NAME)
    assert (caught.value.arguments["page"], caught.value.arguments["line"]) == (NAME, line)
