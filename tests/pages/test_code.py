"""The code view: what is shown, and that what is copied runs alone."""

import ast
import builtins
import importlib
import re
from html import unescape

import numpy as np
import pytest

from scripts import sources
from scripts.exercises.cases import cases
from scripts.exercises.values import Function, Seeded
from scripts.formulas.contract import ContractError, contract_of
from scripts.pages.code import highlighted, shown, standalone
from scripts.project import SNIPPETS
from scripts.verify.names import imported
from tests.alone import Run, run_alone

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


def call(name: str) -> str | None:
    """A call that keeps the contract of a function, as Python; None if no input can be written down."""
    function = imported(name)
    if isinstance(function, type):
        return None
    try:
        arguments = next(cases(contract_of(function))).arguments
    except (ContractError, TypeError):
        return None
    tensors = {key for key, kind in function.__annotations__.items() if "Tensor" in str(kind)}
    given = ", ".join(
        f"{key}=Tensor({written(value)})" if key in tensors else f"{key}={written(value)}"
        for key, value in arguments.items()
    )
    return f"{name.partition('.')[2]}({given}){'.value' if 'return' in tensors else ''}"


def written(value: object) -> str:
    match value:
        case np.ndarray():
            return f"np.array({value.tolist()}, {value.dtype.name!r}).reshape({value.shape})"
        case Function():
            return value.source
        case Seeded():
            return f"np.random.default_rng({value.seed})"
    return repr(value)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Run, str | None]]:
    """What each copy does where the project is not, and the call with which it ends, if there is one."""
    needed = "import numpy as np\nfrom numpy import inf, nan"
    calls = {name: call(name) for name in NAMES}
    programs = [
        [standalone(sources.snippet(name)), needed, called or f"{name.partition('.')[2]} and None"]
        for name, called in calls.items()
    ]
    runs = run_alone(programs, tmp_path_factory.mktemp("alone"))
    return dict(zip(NAMES, zip(runs, calls.values(), strict=True), strict=True))


def result(name: str, call: str) -> tuple[str | None, str | None]:
    """What a call gives here, and what it is refused with: some contracts are finer than their words."""
    module = vars(importlib.import_module(f"snippets.{name.partition('.')[0]}"))
    try:
        with np.errstate(all="ignore"):
            here = eval(call, {**module, "np": np, "inf": np.inf, "nan": np.nan})
    except ValueError as error:
        return None, f"ValueError: {error}"
    return None if here is None else repr(here), None


@pytest.mark.parametrize("name", NAMES)
def test_a_copied_snippet_does_the_same_where_the_project_is_not(name, copies):
    run, call = copies[name]
    definition, _, called = run.cells
    assert (definition.printed, definition.value, definition.error) == ("", None, None)
    assert run.packages == ["numpy"]
    if call:
        assert (called.value, called.error) == result(name, call)
    else:
        assert called.error is None


def test_nearly_every_copy_is_called(copies):
    assert sum(bool(call) for _, call in copies.values()) > 0.95 * len(NAMES)


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
