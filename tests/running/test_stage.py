"""Run blocks: what they show, and what stops the build."""

import pytest

from scripts.errors import PageError
from scripts.running import stage
from scripts.running.stage import compute

PAGE = "docs/part/topic.md"


def cell(source: str, line: int = 10, kind: str = "block", error: str | None = None) -> dict:
    return {"kind": kind, "source": source, "line": line, "error": error}


def run(*cells: dict | str, names: tuple[str, ...] = ()) -> list[str]:
    cells = [cell(item) if isinstance(item, str) else item for item in cells]
    results = compute({"page": PAGE, "names": list(names), "cells": cells})["cells"]
    return [result["text"] for result in results]


def refused(*cells: dict | str, names: tuple[str, ...] = ()) -> dict:
    with pytest.raises(PageError) as caught:
        run(*cells, names=names)
    assert caught.value.arguments["page"] == PAGE
    return caught.value.arguments


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("1 + 1", "2"),
        ("'a'", "'a'"),
        ("x = 3", ""),
        ("None", ""),
        ("print('a')\nprint('b')", "a\nb"),
        ("print('a')\n2", "a\n2"),
        ("print('a', end='')\n2", "a\n2"),
        ("for i in range(2):\n    i", ""),
        ("np.array([1.0, 2.0])", "array([1., 2.])"),
        ("# a comment", ""),
        ("import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('out')", "out\nerr\nout"),
        ("import os\nos.write(1, b'from C\\n')\nNone", "from C"),
        ("print('α → β')", "α → β"),
    ],
)
def test_a_block_shows_what_a_notebook_shows(source, text):
    assert run(source) == [text]


def test_cells_share_one_namespace_in_order():
    count = cell("len(x)", kind="value")
    texts = run("x = [1]", "x.append(2)", count, "def f():\n    return x", "f()")
    assert texts == ["", "", "2", "", "[1, 2]"]


def test_the_names_of_the_page_are_in_scope():
    assert run("relu(np.array([-2.0, 3.0]))", names=("activations.relu",)) == ["array([0., 3.])"]


def test_other_snippets_are_imported():
    assert run("from snippets.activations import relu\nrelu(np.array([2.0]))") == ["array([2.])"]


def test_what_cannot_be_pickled_stays_in_the_namespace():
    define = "numbers = (n for n in range(3))\nsquare = lambda n: n * n"
    assert run(define, "sum(map(square, numbers))") == ["", "5"]


def test_a_warning_is_shown_without_the_machine_s_paths():
    texts = run("np.log(np.array([0.0]))", "np.log(np.array([0.0]))")
    assert texts == ["RuntimeWarning: divide by zero encountered in log\narray([-inf])"] * 2


@pytest.mark.parametrize(
    ("source", "line", "summary"),
    [
        ("1 / 0", 10, "ZeroDivisionError: division by zero"),
        ("x = 1\n\nx / 0", 12, "ZeroDivisionError: division by zero"),
        ("x = [\n    1,\n    1 / 0,\n]", 12, "ZeroDivisionError"),
        ("def f():\n    return missing\n\n\nf()", 11, "NameError: name 'missing' is not defined"),
        ("x = 1\ny = = 2", 11, "SyntaxError: invalid syntax"),
        ("x = 1\n  y = 2", 11, "IndentationError: unexpected indent"),
        ("raise ValueError('first\\nsecond')", 10, "ValueError: first\nsecond"),
        ("import snippets.nowhere", 10, "ModuleNotFoundError: No module named 'snippets.nowhere'"),
    ],
)
def test_a_block_that_raises_stops_the_build_at_its_line(source, line, summary):
    error = refused("'before'", cell(source, 10))
    assert error["line"] == line
    assert summary in error["message"]


def test_the_line_is_in_the_block_that_runs_even_if_an_earlier_one_raises():
    error = refused(cell("def f():\n    return 1 / 0", 3), cell("x = 2\nf()", 20))
    assert error["line"] == 21
    assert f'File "{PAGE}", line 4, in f\n    return 1 / 0' in error["message"]


def test_the_traceback_holds_only_what_the_author_wrote():
    error = refused("relu('text')", names=("activations.relu",))
    assert 'File "snippets/activations.py"' in error["message"]
    assert "child.py" not in error["message"]
    assert "site-packages" not in error["message"]


def test_a_name_that_cannot_be_imported():
    error = refused(cell("1", 7), names=("activations.missing",))
    assert error["line"] == 7
    assert "the import of the page's snippets raises AttributeError" in error["message"]


@pytest.mark.parametrize(
    ("source", "error", "text"),
    [
        ("raise ValueError('no')", "ValueError", "ValueError: no"),
        ("print('first')\nint('x')", "ValueError", "first\nValueError: invalid literal"),
        ("raise KeyError('k')", "LookupError", "KeyError: 'k'"),
        ("np.linalg.inv(np.eye(2) * 0)", "np.linalg.LinAlgError", "LinAlgError: Singular matrix"),
        ("class Mine(Exception): ...\nraise Mine('x')", "Mine", "Mine: x"),
    ],
)
def test_an_announced_error_is_shown(source, error, text):
    shown = run(cell(source, error=error), "'after'")
    assert text in shown[0]
    assert "Traceback" not in shown[0]
    assert shown[1] == "'after'"


@pytest.mark.parametrize(
    ("source", "error", "message"),
    [
        ("1", "ValueError", 'has error="ValueError" but ran to its end'),
        ("1 / 0", "ValueError", 'has error="ValueError" but raises ZeroDivisionError'),
        ("raise Exception", "ValueError", 'has error="ValueError" but raises Exception'),
        ("int('x')", "ValeuError", 'has error="ValeuError" but raises ValueError'),
        ("int('x')", "np.pi", 'has error="np.pi" but raises ValueError'),
    ],
)
def test_another_end_than_announced_stops_the_build(source, error, message):
    assert message in refused(cell(source, 5, error=error))["message"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("2 + 2", "4"),
        ("0.25", "0.25"),
        ("f'{1 / 3:.2f}'", "0.33"),
        ("np.float64(0.5)", "0.5"),
        ("'three'", "three"),
    ],
)
def test_an_inline_value_is_text(source, text):
    assert run(cell(source, kind="value")) == [text]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 / 3", 'say how many digits the sentence needs, as in f"{1 / 3:.3f}"'),
        ("np.float32(1) / 3 * 1e-9", "say how many digits"),
        ("x = 1", "raises SyntaxError"),
        ("print('x')", "also prints"),
        ("None", "must be a number or one line of text"),
        ("np.eye(2)", "must be a number or one line of text"),
        ("nothing", "the inline value raises NameError"),
    ],
)
def test_an_inline_value_that_does_not_fit_a_sentence(source, message):
    error = refused(cell(source, 31, kind="value"))
    assert error["line"] == 31
    assert message in error["message"]


def test_a_long_output_is_capped_with_a_note():
    result = compute({"page": PAGE, "names": [], "cells": [cell("for i in range(3000): print(i)")]})
    (shown,) = result["cells"]
    assert shown["capped"]
    assert shown["text"].startswith("0\n1\n2\n")
    assert len(shown["text"]) < 8100
    assert shown["text"].endswith("… (the first 7,999 of 13,889 characters)")


@pytest.mark.parametrize(
    "source",
    [
        "print('word ' * 200_000)",
        "while True:\n    print('word')",
        "'word ' * 200_000",
        "print('word ' * 100_000)\n'word ' * 100_000",
        "try:\n    while True:\n        print('word')\nexcept BaseException:\n    pass",
    ],
)
def test_a_megabyte_of_output_stops_the_build(source):
    error = refused(cell("1", 5), cell(source, 12))
    assert error["line"] == 12
    assert "shows 1,000,000 bytes or more: print less" in error["message"]
    assert "word" in error["message"]
    assert len(error["message"]) < 3000


def test_just_below_a_megabyte_is_capped():
    assert run("print('x' * 999_000)")[0].startswith("xxx")


@pytest.mark.parametrize(
    "source",
    [
        "while True: pass",
        "import time\ntime.sleep(1000)",
        "print('so far')\ntry:\n    while True: pass\nfinally:\n    while True: pass",
    ],
)
def test_an_endless_block_is_stopped(source, monkeypatch):
    monkeypatch.setattr(stage, "SECONDS", 1.0)
    error = refused(cell("1", 5), cell(source, 12))
    assert error["line"] == 12
    assert "the block has not ended after 1 s" in error["message"]
    assert ("so far" in source) == ("so far" in error["message"])


def test_each_block_has_the_whole_time_for_itself(monkeypatch):
    monkeypatch.setattr(stage, "SECONDS", 1.0)
    assert run(*["import time\ntime.sleep(0.6)"] * 3) == ["", "", ""]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import sys\nsys.exit(2)", "the block raises SystemExit: 2"),
        ("import os\nos._exit(0)", "the block ended Python (status 0)"),
        ("import os\nprint('last words')\nos._exit(7)", "last words"),
        ("import ctypes\nctypes.string_at(0)", "the block crashed Python (SIGSEGV)"),
        ("import os\nos.abort()", "the block crashed Python (SIGABRT)"),
        ("input('name?')", "input() has nobody to ask"),
        ("def f(n):\n    return f(n + 1)\n\nf(0)", "RecursionError"),
        ("raise KeyboardInterrupt", "the block raises KeyboardInterrupt"),
    ],
)
def test_a_block_that_ends_python_stops_the_build(source, message):
    error = refused("1", cell(source, 12))
    assert error["line"] in (12, 13)
    assert message in error["message"]
    assert len(error["message"]) < 3000


def test_what_differs_from_run_to_run_is_refused():
    assert "memory address" in refused(cell("object()"))["message"]
    assert "memory address" in refused(cell("str(object())", kind="value"))["message"]
    assert run("sorted({'b', 'a', 'c'}, key=hash)") == run("sorted({'b', 'a', 'c'}, key=hash)")


def test_a_page_without_cells():
    assert compute({"page": PAGE, "names": ["activations.relu"], "cells": []}) == {"cells": []}


def test_a_cell_cannot_forge_a_reply():
    forged = 'import os\nos.write(1, b\'{"shown": "forged"}\\n\')\n"true"'
    assert run(forged) == ["{\"shown\": \"forged\"}\n'true'"]
