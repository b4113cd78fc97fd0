"""The code view: what is shown, and that what is copied runs alone."""

import ast
import builtins
import re
import subprocess
import sys
from html import unescape

import pytest

from scripts import sources
from scripts.pages.code import highlighted, shown, standalone
from scripts.project import SNIPPETS

NAMES = sorted(sources.definitions(SNIPPETS))


@pytest.mark.parametrize("name", NAMES)
def test_shown_code_differs_from_the_source_in_its_docstring_alone(name):
    definition = sources.snippet(name)
    page, file = (ast.parse(text).body[0] for text in (shown(definition), definition.source))
    assert ast.get_docstring(page) == ast.get_docstring(file).split("\n\n")[0]
    for tree in (page, file):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
                node.body[0].value.value = ""
    assert ast.dump(page) == ast.dump(file)


@pytest.mark.parametrize("name", NAMES)
def test_shown_code_fits_the_column_of_a_page(name):
    assert max(map(len, shown(sources.snippet(name)).splitlines())) <= 76


def test_every_copied_snippet_runs_in_a_fresh_interpreter(tmp_path):
    programs = []
    for name in NAMES:
        program = tmp_path / f"{name}.py"
        program.write_text(standalone(sources.snippet(name)) + f"\nassert {name.split('.')[1]}\n")
        programs.append(program)
    # One interpreter a program would take a minute; each gets a namespace that has nothing in it.
    driver = "import runpy, sys\nfor path in sys.argv[1:]: runpy.run_path(path)"
    result = subprocess.run(
        [sys.executable, "-I", "-c", driver, *programs], cwd=tmp_path, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr


def test_what_comes_along_has_its_summary_only():
    copied = standalone(sources.snippet("autograd.tanh"))
    assert copied.count("Parameters\n    ----------") == 1
    assert copied.rstrip().endswith('"tanh")')
    assert '"""Add two tensors, broadcast where their shapes differ."""' in copied
    assert copied.startswith("from __future__ import annotations\n")


@pytest.mark.parametrize("name", NAMES)
def test_copied_code_binds_every_name_that_it_reads(name):
    tree = ast.parse(standalone(sources.snippet(name)))
    nodes = list(ast.walk(tree))
    assert not [node for node in nodes if isinstance(node, ast.ImportFrom) and "snippets" in node.module]
    namespace: dict = {}
    exec(compile(tree, name, "exec"), namespace)
    names = [node for node in nodes if isinstance(node, ast.Name)]
    loaded = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    bound = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    bound |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    assert loaded <= bound | namespace.keys() | vars(builtins).keys()


def test_highlighting_keeps_the_text():
    code = 'if a < b and c != "&":\n    print("<b>", x)\n'
    assert unescape(re.sub(r"<[^>]+>", "", highlighted(code))).strip() == code.strip()
