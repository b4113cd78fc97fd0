"""Code that imports snippets becomes code that brings them along."""

import re

import numpy as np
import pytest

from scripts.errors import PageError
from scripts.notebooks.inline import Cell, Inliner
from scripts.sources import snippet
from snippets.losses import mse_grad
from snippets.softmax import softmax
from tests.notebooks.inlining import inlined

PAGE = "docs/some/page.md"


def run(*sources: str) -> dict:
    namespace: dict = {"np": np}
    for source in sources:
        exec(source, namespace)
    return namespace


def test_a_lab_gets_one_cell_with_all_that_it_imports():
    cells = [
        Cell("from snippets.softmax import softmax\nimport numpy as np\n\np = softmax(np.eye(2))"),
        Cell("from snippets.losses import mse_grad as gradient\n\ng = gradient(p, np.zeros((2, 2)))"),
        Cell("print(g)"),
    ]
    setup, rewritten = inlined(cells, PAGE)
    assert "snippets" not in "".join([setup, *rewritten])
    assert rewritten[0].startswith("import numpy as np")
    assert rewritten[2] == "print(g)"
    namespace = run(setup, *rewritten)
    assert np.array_equal(namespace["g"], mse_grad(softmax(np.eye(2)), np.zeros((2, 2))))
    defined = re.findall(r"^def (\w+)", setup, re.MULTILINE)
    assert {"softmax", "mse_grad"} <= set(defined) and len(defined) == len(set(defined))


def test_a_module_becomes_a_namespace_with_what_is_taken_out_of_it():
    cells = [Cell("from snippets import losses"), Cell("value = losses.mse(np.ones(2), np.zeros(2))")]
    setup, rewritten = inlined(cells, PAGE)
    namespace = run(setup, *rewritten)
    assert namespace["value"] == 1.0
    assert "def mse(" in setup and "def mse_grad(" not in setup


def test_an_import_inside_of_a_function_leaves_a_function():
    setup, (source,) = inlined([Cell("def f(x):\n    from snippets.functions import square\n    "
                                     "return square(x)\n")], PAGE)  # fmt: skip
    assert run(setup, source)["f"](3.0) == 9.0


def test_what_is_shown_comes_with_its_own_cell_or_when_it_is_called():
    shown = [snippet("losses.mse"), snippet("losses.mse_grad"), snippet("losses.gaussian_nll")]
    first, second = Cell("mse_grad(np.ones(2), np.zeros(2))"), Cell("gaussian_nll(1, 2, 3)")
    inliner = Inliner([first, second], PAGE, in_scope=shown, shown=shown)
    setup = inliner.setup()
    assert "def mse(" not in setup and "def mse_grad(" not in setup and "def _check_pairs(" in setup
    mse = inliner.definition(shown[0])
    assert mse.startswith("def mse(") and "Parameters" in mse
    missing = inliner.missing(first)
    assert missing.startswith("def mse_grad(")
    assert inliner.definition(shown[1]) == ""
    assert "def gaussian_nll(" in inliner.definition(shown[2])
    run(setup, mse, missing, first.source)


@pytest.mark.parametrize(
    "source",
    ["x = 1\nsoftmax = x", "def log_softmax(z):\n    return 0", "from math import exp as softmax"],
)
def test_a_cell_that_would_overwrite_what_others_call_is_refused(source):
    cells = [Cell("from snippets.softmax import log_softmax, softmax"), Cell(source, line=40)]
    with pytest.raises(PageError, match="would be lost") as refused:
        inlined(cells, PAGE)
    assert refused.value.arguments["page"] == PAGE
    assert refused.value.arguments["line"] == 40


def test_a_cell_that_would_overwrite_what_the_notebook_needs_is_refused():
    with pytest.raises(PageError, match="what checks the exercises"):
        Inliner([Cell("def check():\n    pass")], PAGE, reserved=["check"]).setup()


def test_an_answer_may_overwrite_its_own_snippet_which_then_comes_again():
    answer = Cell("def softmax(Z):\n    ...", answers="softmax")
    use = Cell("from snippets.softmax import softmax\n\nZ = softmax(np.eye(2))")
    inliner = Inliner([answer, use], PAGE)
    setup = inliner.setup()
    assert inliner.missing(use) == ""
    inliner.overwritten(snippet("softmax.softmax"))
    again = inliner.missing(use)
    namespace = run(setup, answer.source, again, inliner.rewritten(use))
    assert np.array_equal(namespace["Z"], softmax(np.eye(2)))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import snippets.losses", "write `from snippets.module import name`"),
        ("1\nfrom snippets.losses import msee", "Did you mean losses.mse"),
    ],
)
def test_an_import_that_cannot_be_brought_along_is_refused_with_its_line(source, message):
    with pytest.raises(PageError, match=re.escape(message)) as refused:
        inlined([Cell(source, line=7)], PAGE)
    assert refused.value.arguments["line"] == 7 + source.count("\n")


def test_code_that_python_cannot_read_stays_as_it_is():
    assert inlined([Cell("x = = 1")], PAGE) == ("", ["x = = 1"])
