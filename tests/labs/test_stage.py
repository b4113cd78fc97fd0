"""Labs in a kernel: what they show, where they fail, and what they may read."""

import os
import pty
import subprocess
import sys

import psutil
import pytest

from scripts.errors import PageError
from scripts.labs.requests import request
from scripts.labs.source import Cell
from scripts.labs.stage import compute
from scripts.project import ROOT

pytestmark = pytest.mark.slow

PAGE = "docs/labs/x.py"
BAR = "from tqdm import tqdm\nfor _ in tqdm(range(3), 'epochs'): print('trained')"


def run(*cells: str) -> list[list[dict]]:
    return compute(request(PAGE, [Cell(source, 9) for source in cells]).payload)["cells"]


def refused(*cells: Cell) -> dict:
    with pytest.raises(PageError) as caught:
        compute(request(PAGE, list(cells)).payload)
    return caught.value.arguments


def test_cells_share_a_kernel_and_show_what_a_notebook_shows() -> None:
    shown = run(
        "import numpy as np\nfrom snippets.activations import relu\nx = np.array([-1.0, 2.0])\nrelu(x)",
        "from matplotlib import pyplot as plt\nfig, ax = plt.subplots()\nax.plot(x)\nfig",
        "plt.imshow(np.eye(2))\nplt.figure().subplots().plot(x, 'C1')\nprint('done')",
        "from IPython.display import Markdown\nMarkdown('| a |\\n|---|\\n| 1 |')",
        BAR + "\nprint(hash('a'))",
    )
    assert shown[0] == [{"kind": "text", "text": "array([0., 2.])"}]
    assert [[one["kind"] for one in cell] for cell in shown[1:4]] == [
        ["figure"], ["text", "figure", "figure"], ["markdown"],
    ]  # fmt: skip
    assert "data:image/png;base64," in shown[2][1]["svg"]
    assert "fig-stroke-second" in shown[2][2]["svg"]
    # No progress where there is no terminal, and the same hashes in each run.
    seed = {**os.environ, "PYTHONHASHSEED": "0"}
    same = subprocess.check_output([sys.executable, "-c", "print(hash('a'))"], env=seed, text=True)
    assert shown[4] == [{"kind": "text", "text": f"trained\ntrained\ntrained\n{same.strip()}"}]


def value(source: str, line: int = 9) -> Cell:
    return Cell(source, line, is_value=True)


def test_a_sentence_between_cells_has_what_they_have_computed_so_far() -> None:
    cells = [Cell("n = 3\nn", 3), value("n + 1"), value('f"{n / 7:.2f}"'), Cell("n = 9", 8), value("n")]
    result = compute(request(PAGE, cells).payload)
    assert result["values"] == ["4", "0.43", "9"]
    assert result["cells"] == [[{"kind": "text", "text": "3"}], []]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 / 3", 'say how many digits the sentence needs, as in f"{1 / 3:.3f}"'),
        ("print('x')", "also prints"),
        ("None", "must be a number or one line of text"),
        ("x = 1", "raises SyntaxError"),
        ("nothing", "raises NameError: name 'nothing' is not defined"),
        ("object()", "shows a memory address"),
    ],
)
def test_a_value_that_does_not_fit_a_sentence_is_told_with_its_line(source: str, message: str) -> None:
    found = refused(Cell("import numpy as np", 3), value(source, 31))
    assert (found["page"], found["line"]) == (PAGE, 31)
    assert found["message"].startswith("the inline value ")
    assert message in found["message"]


def test_an_error_is_told_with_the_author_s_own_line_and_the_snippet_s() -> None:
    found = refused(Cell("import numpy as np", 3), Cell("from snippets.losses import mse\n\n"
                    "mse(np.ones(2), np.ones(3))", 6), Cell("1", 11))  # fmt: skip
    assert (found["page"], found["line"]) == (PAGE, 8)
    assert "snippets/losses.py" in found["message"] and "ValueError" in found["message"]
    assert "site-packages" not in found["message"]


def test_a_syntax_error_has_its_line() -> None:
    found = refused(Cell("x = 1", 3), Cell("y = 2\ny = = 3", 6))
    assert found["line"] == 7
    assert "SyntaxError" in found["message"]


def test_a_warning_stops_it_with_its_line() -> None:
    found = refused(Cell("import numpy as np", 3), Cell("x = 1\nnp.log(np.zeros(1))", 6))
    assert found["line"] == 6
    assert f"{PAGE}:7: RuntimeWarning: divide by zero" in found["message"]


def test_a_file_of_which_a_change_would_go_unnoticed_is_refused() -> None:
    code = "from pathlib import Path\nnext(Path('docs').glob('bib*.bib')).read_text()[:2]"
    assert "docs/bibliography.bib" in refused(Cell(code, 3))["message"]
    hidden = "import importlib\nimportlib.import_module('snippets.' + 'losses').__name__"
    assert "snippets/losses.py" in refused(Cell(hidden, 3))["message"]


def test_a_cell_that_ends_python_is_told() -> None:
    found = refused(Cell("import os", 3), Cell("os._exit(3)", 6))
    assert (found["line"], "ended Python" in found["message"]) == (6, True)


def test_progress_goes_to_the_terminal_and_not_to_the_page() -> None:
    program = (
        "from tests.labs.test_stage import BAR, run\n"
        "print([one['text'] for one in run(BAR)[0]])"
    )
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=theirs, text=True,
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    os.close(theirs)
    shown = done.communicate()[0]
    with open(ours, "rb") as terminal:
        progress = terminal.read1(1 << 16).decode()
    assert shown == "['trained\\ntrained\\ntrained']\n"
    assert "x: epochs: " in progress and "0/3" in progress


def test_nothing_is_left_running() -> None:
    # Only what this process has begun: other tests run labs of their own beside it.
    before = set(psutil.Process().children(recursive=True))
    run("1")
    assert [child.cmdline() for child in set(psutil.Process().children(recursive=True)) - before] == []
