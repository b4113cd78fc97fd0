"""The training program of one screen: short, complete, of the snippets alone, and it learns."""

import ast
import contextlib
import io
import re

from scripts.pages.fences import scan
from scripts.project import DOCS

PAGE = DOCS / "neural-networks" / "training-and-evaluation.md"


def _program():
    text = PAGE.read_text(encoding="utf-8")
    section = text[text.index("## A network in one screen"):]
    section = section[: section.index("\n## ", 1)]
    (body,) = [fence.body for fence in scan(section, PAGE.name) if fence.kind == "run"]
    return body


def test_it_fits_on_one_screen():
    lines = _program().rstrip("\n").split("\n")
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 76


def test_it_uses_numpy_and_the_snippets_alone():
    modules = set()
    for node in ast.walk(ast.parse(_program())):
        if isinstance(node, ast.Import):
            modules |= {name.name for name in node.names}
        if isinstance(node, ast.ImportFrom):
            modules.add(node.module.partition(".")[0])
    assert modules == {"numpy", "snippets"}


def test_it_runs_on_its_own_and_learns_what_it_says():
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        # An empty namespace: nothing of the page is there.
        exec(compile(_program(), PAGE.name, "exec"), {"__name__": "program"})
    share = re.search(r"^test: ([\d.]+)% right$", said.getvalue(), re.MULTILINE)
    assert float(share[1]) > 95
    losses = [float(one) for one in re.findall(r"loss ([\d.]+)", said.getvalue())]
    assert losses[-1] < losses[0] / 5
