"""When a page runs again: after an edit of what it reaches, and not otherwise."""

import json
import time

import psutil
import pytest

from scripts.running.requests import request

CELL = {"kind": "block", "source": "1 + 1", "line": 4, "error": None}

DRIVER = """
import json, sys
from scripts import stages
from scripts.running.requests import request
cells = [
    {{"kind": "block", "source": source, "line": 3 + 10 * number, "error": None}}
    for number, source in enumerate({sources!r})
]
(result,) = stages.results([request("docs/page.md", {names!r}, cells)])
print(json.dumps([cell["text"] for cell in result["cells"]]))
"""


def texts(project, *sources: str, names: tuple[str, ...] = ()) -> list[str]:
    return json.loads(project.run(DRIVER.format(sources=sources, names=list(names))))


def test_moving_a_cell_keeps_its_result():
    moved = {**CELL, "line": 9}
    assert request("docs/a.md", [], [CELL]).key == request("docs/a.md", [], [moved]).key


def test_an_edit_of_a_cell_runs_the_page_again():
    key = request("docs/a.md", [], [CELL]).key
    for change in ({"source": "1 + 2"}, {"error": "ValueError"}, {"kind": "value"}):
        assert request("docs/a.md", [], [{**CELL, **change}]).key != key
    assert request("docs/a.md", ["activations.relu"], [CELL]).key != key
    assert request("docs/a.md", [], [CELL, CELL]).key != key


def test_an_unchanged_page_is_not_run_again(project):
    source = "open('count', 'a').write('x')"
    assert texts(project, source) == ["1"]
    assert texts(project, source) == ["1"]
    assert (project.root / "count").read_text() == "x"


@pytest.mark.slow
def test_an_edited_snippet_is_picked_up_however_it_is_reached(project):
    project.write("snippets/deep.py", "FACTOR = 2\n")
    code = "from snippets.deep import FACTOR\ndef scale(x):\n    return FACTOR * x\n"
    project.write("snippets/topic.py", code)
    by_name = {"names": ("topic.scale",)}
    by_import = "from snippets.topic import scale\nscale(3)"
    assert texts(project, "scale(3)", **by_name) == ["6"]
    assert texts(project, by_import) == ["6"]
    project.write("snippets/deep.py", "FACTOR = 5\n")
    assert texts(project, "scale(3)", **by_name) == ["15"]
    assert texts(project, by_import) == ["15"]


@pytest.mark.slow
def test_a_failure_is_not_remembered(project):
    source = "open('ready').read()"
    process = project.start(DRIVER.format(sources=(source,), names=[]))
    _, errors = process.communicate()
    assert process.returncode
    assert "docs/page.md:3: the block raises FileNotFoundError" in errors
    project.write("ready", "now")
    assert texts(project, source) == ["'now'"]


def test_a_killed_build_leaves_no_process_and_no_trace(project):
    endless = (
        "import os, time\n"
        "open('pid', 'w').write(str(os.getpid()))\n"
        "while not os.path.exists('go'): time.sleep(0.01)"
    )
    build = project.start(DRIVER.format(sources=(endless, "'done'"), names=[]))
    started = project.root / "pid"
    wait_for(lambda: started.exists() and started.read_text())
    child = psutil.Process(int(started.read_text()))
    family = psutil.Process(build.pid).children(recursive=True)
    build.kill()
    for member in family:
        if member.pid != child.pid:
            member.kill()
    wait_for(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
    project.write("go", "")
    assert texts(project, endless, "'done'") == ["", "'done'"]


def wait_for(condition) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
