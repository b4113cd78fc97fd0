"""What the reader's browser runs, run here: the namespace of a page, its output, errors and pictures."""

import builtins
import json
import sys
import warnings
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import matplotlib
import pytest

from scripts.running import browser, kernel
from scripts.running.browser import Worker
from scripts.running.stream import LIMIT

PAGE = "docs/part/topic.md"


class Reader:
    """A page's code and what its output area shows."""

    def __init__(self) -> None:
        self.printed: list[str] = []
        self.worker = Worker(self.printed.append)

    def run(self, *sources: str, page: str = PAGE, errors: dict[int, str] | None = None) -> dict:
        """Run the last of the page's blocks."""
        cells = [
            {"cell": f"example {number}", "source": source, "error": (errors or {}).get(number)}
            for number, source in enumerate(sources, 1)
        ]
        *before, last = cells
        self.printed.clear()
        request = {"page": page, **last, "before": before}
        return json.loads(self.worker.run(json.dumps(request)))

    @property
    def output(self) -> str:
        return "".join(self.printed)


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    pages = {PAGE: {"names": ["activations.relu"]}, "docs/other.md": {"names": []}}
    (tmp_path / "pages.json").write_text(json.dumps(pages))
    monkeypatch.setattr(browser, "ROOT", tmp_path)
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setattr(builtins, "input", builtins.input)
    streams = sys.stdout, sys.stderr
    with matplotlib.rc_context():
        yield Reader()
    assert (sys.stdout, sys.stderr) == streams


def test_the_last_value_is_shown_and_what_is_printed_before(reader):
    result = reader.run("print('a')\nrelu(np.array([-1.0, 2.0]))")
    assert reader.output == "a\n"
    assert result["shown"] == "array([0., 2.])"
    assert result["raised"] is None and result["pictures"] == []
    assert result["seconds"] >= 0 and not result["silent"]


@pytest.mark.parametrize("source", ["x = 1", "None", "", "# nothing"])
def test_nothing_is_shown_where_there_is_nothing(reader, source):
    assert reader.run(source)["shown"] is None


def test_the_blocks_above_run_first_and_silently(reader):
    assert reader.run("print('above')\nx = 2", "x + 1")["shown"] == "3"
    assert reader.output == ""


def test_what_has_run_is_not_run_again(reader):
    first = "import random\nx = random.random()"
    shown = reader.run(first, "x")["shown"]
    assert reader.run(first, "x", "x")["shown"] == shown


def test_a_block_run_twice_shows_the_same(reader):
    assert [reader.run("x = [1]", "x.append(2)\nlen(x)")["shown"] for _ in range(3)] == ["2"] * 3


def test_a_block_finds_nothing_of_those_below(reader):
    sources = "x = 1", "x", "x = 5", "x"
    assert reader.run(*sources)["shown"] == "5"
    assert reader.run(*sources[:2])["shown"] == "1"
    assert reader.run("y")["raised"]["summary"] == "NameError: name 'y' is not defined"


def test_an_edit_above_counts(reader):
    assert reader.run("x = 1", "x")["shown"] == "1"
    assert reader.run("x = 7", "x")["shown"] == "7"


def test_each_page_has_its_own_namespace(reader):
    reader.run("x = 1")
    assert "not defined" in reader.run("x", page="docs/other.md")["raised"]["summary"]
    assert "not defined" in reader.run("relu", page="docs/other.md")["raised"]["summary"]
    assert reader.run("np.pi", page="no page at all")["shown"] == "3.141592653589793"
    assert reader.run("x = 1", "x")["shown"] == "1"


def test_an_error_shows_the_reader_s_lines_and_no_others(reader):
    raised = reader.run("def f(x):\n    return 1 / x", "y = 0\nf(y)")["raised"]
    assert raised["summary"] == "ZeroDivisionError: division by zero"
    assert 'File "example 2", line 2, in <module>\n    f(y)' in raised["trace"]
    assert 'File "example 1", line 2, in f\n    return 1 / x' in raised["trace"]
    assert "kernel" not in raised["trace"] and "browser" not in raised["trace"]
    assert raised["lines"] == [["example 2", 2], ["example 1", 2]]


def test_a_syntax_error_has_no_stack(reader):
    raised = reader.run("x = 1", "y = = 2")["raised"]
    assert raised["trace"].startswith('  File "example 2", line 1\n    y = = 2\n')
    assert raised["trace"].endswith("SyntaxError: invalid syntax")
    assert raised["lines"] == [["example 2", 1]]


def test_an_edited_block_is_quoted_as_it_is_now(reader):
    reader.run("1 / 0")
    assert "    2 / 0" in reader.run("2 / 0")["raised"]["trace"]


def test_what_was_printed_before_an_error_stays(reader):
    assert reader.run("print('so far')\n1 / 0")["raised"]
    assert reader.output == "so far\n"


def test_an_error_in_a_repr_is_the_reader_s(reader):
    source = "class Odd:\n    def __repr__(self):\n        return 1 / 0\nOdd()"
    raised = reader.run(source)["raised"]
    assert raised["summary"].startswith("ZeroDivisionError")
    assert raised["lines"][-1] == ["example 1", 3]


def test_an_error_above_is_told_with_its_block(reader):
    raised = reader.run("x = 1", "1 / 0", "x")["raised"]
    assert raised["above"] == "example 2"
    assert "ZeroDivisionError" in raised["summary"]


def test_after_an_error_the_next_run_begins_anew(reader):
    assert reader.run("x = []", "x.append(1)\n1 / 0")["raised"]
    assert reader.run("x = []", "x")["shown"] == "[]"
    assert reader.run("x = []", "x.append(1)\n1 / 0", "x")["raised"]["above"] == "example 2"


def test_an_announced_error_is_expected_and_the_blocks_below_go_on(reader):
    sources = "x = 1", "int('x')", "x"
    assert reader.run(*sources, errors={2: "ValueError"})["shown"] == "1"
    assert reader.run(*sources[:2], errors={2: "ValueError"})["raised"]["expected"]
    assert not reader.run(*sources[:2], errors={2: "KeyError"})["raised"]["expected"]
    assert reader.run(*sources, errors={2: "KeyError"})["raised"]["above"] == "example 2"


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        ("input('name?')", "RuntimeError: input() has nobody to ask in the browser: assign the value"),
        ("import sys\nsys.exit(2)", "SystemExit: 2"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("def f(n):\n    return f(n + 1)\nf(0)", "RecursionError: maximum recursion depth exceeded"),
    ],
)
def test_what_would_end_python_is_an_error(reader, source, summary):
    assert reader.run(source)["raised"]["summary"] == summary
    assert reader.run("1 + 1")["shown"] == "2"


def test_a_warning_is_shown_each_time_and_without_a_path(reader, monkeypatch):
    # The test runner keeps warnings to itself.
    monkeypatch.setattr(warnings, "showwarning", None)
    warnings.simplefilter("default")
    kernel.prepare("here")
    for _ in range(2):
        reader.run("np.log(np.array([0.0]))")
        assert reader.output == "RuntimeWarning: divide by zero encountered in log\n"


def test_output_beyond_the_limit_is_counted(reader):
    result = reader.run(f"print('x' * {LIMIT + 50})")
    assert len(reader.output) == LIMIT
    assert result["dropped"] == 51
    result = reader.run(f"'x' * {LIMIT}")
    assert len(result["shown"]) == LIMIT and result["dropped"] == 2


def test_a_figure_is_a_picture_and_has_no_text(reader):
    source = (
        "from matplotlib.figure import Figure\nfig = Figure(figsize=(4, 3))\n"
        "ax = fig.add_subplot(title='Loss')\nax.plot([1, 2], color='#3b5bdb')\nfig"
    )
    result = reader.run(source)
    (picture,) = result["pictures"]
    assert result["shown"] is None
    assert ElementTree.fromstring(picture["svg"]).tag.endswith("svg")
    assert "#3b5bdb" in picture["svg"]
    assert (picture["width"], picture["height"]) == (288, 216)
    assert picture["alt"] == "Figure drawn by this code: Loss"
    assert result["roles"]["function"] == "#3b5bdb"
    assert reader.run(source)["pictures"] == result["pictures"]


def test_what_pyplot_holds_is_shown_once_by_the_block_that_drew_it(reader):
    draw = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2])\nplt.show()"
    assert len(reader.run(draw)["pictures"]) == 1
    assert reader.output == ""
    assert len(reader.run(draw + "\nplt.gcf()")["pictures"]) == 1
    assert reader.run(draw, "1")["pictures"] == []


def test_a_figure_that_cannot_be_drawn_is_an_error(reader):
    source = "import matplotlib.pyplot as plt\nplt.title('$\\\\frac$')"
    assert reader.run(source)["raised"]["summary"].startswith("ValueError")


def test_the_packages_of_a_request_are_those_of_all_its_blocks(reader):
    request = {"source": "import json", "before": [{"source": "from scripts.drawing import style"}]}
    assert {"json", "matplotlib"} <= set(json.loads(reader.worker.packages(json.dumps(request))))
