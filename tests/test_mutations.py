"""Mutants of the checked formulas and of the snippets: each must make `make test` fail.

A formula loses or turns one sign or comparison; a snippet changes one operator or number
in its syntax tree. Formulas are checked in this process, snippets in a copy of the project.
"""

import ast
import copy
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import sources
from scripts.formulas import agreement
from scripts.formulas.notation import Notation
from scripts.pages.fences import Fence
from scripts.pages.site import Page, formula_request, pages
from scripts.project import NOTATION, ROOT, SNIPPETS
from tests.formulas.mutants import sign_mutants
from tests.verified import verdict

pytestmark = pytest.mark.slow

COUNT = 20
FEW_DRAWS = 2

# --- formulas ----------------------------------------------------------------

# Mutants that say the same as the original, by snippet and what only the mutant has, with the reason.
_CENTERED = "what is left after the mean is taken out adds up to 0, and so does any multiple"
EQUIVALENT_FORMULAS = {
    ("softmax.softmax", r"\min_j z_j"): "any shift of the scores cancels; the largest is safe, too",
    ("softmax.logsumexp", r"\min_j z_j"): "any shift of the scores is added again",
    ("backpropagation.network_gradients", r"- b^{(2)}_j\right)"): "a constant has no slope",
    ("normalization.mean_gradient", r"+ \bar s_j \cdot"): _CENTERED,
    ("normalization.running_statistics", r"(X_i + \mu)"): _CENTERED,
}


def _spread(items: list, count: int) -> list:
    return [items[index * len(items) // count] for index in range(min(count, len(items)))]


def _signed_formulas() -> dict[str, list[tuple[Page, Fence]]]:
    """By page, the checked formulas that have a sign or a comparison to change."""
    found: dict[str, list[tuple[Page, Fence]]] = {}
    for page in pages():
        for fence in page.of_kind("math"):
            if "unchecked" not in fence.options and any(sign_mutants(fence.body)):
                found.setdefault(page.uri, []).append((page, fence))
    return found


SIGNED = _signed_formulas()


def test_there_are_formulas_to_change() -> None:
    assert sum(map(len, SIGNED.values())) >= COUNT


@pytest.mark.parametrize("page", SIGNED)
def test_changed_sign_in_a_formula_is_noticed(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    notation = Notation.load(NOTATION)
    survivors = []
    for place in SIGNED[page]:
        formula = formula_request(*place).payload
        latex, of = formula["latex"], formula["name"]
        # That it is proven is what `tests/test_views.py` says.
        assert _hurried(formula, latex, notation, monkeypatch) != "refuted", latex
        for mutant in sign_mutants(latex):
            if any(of == name and part in mutant for name, part in EQUIVALENT_FORMULAS):
                continue
            # What a few draws refute, all of them do, which begin with these.
            found = _hurried(formula, mutant, notation, monkeypatch)
            if found != "refuted":
                found = verdict(formula, mutant, notation)
            if found not in ("refuted", "refused"):
                survivors.append(f"{of}, {found}: {mutant}")
    assert not survivors, "\n".join(survivors)


def _hurried(formula: dict, latex: str, notation: Notation, monkeypatch: pytest.MonkeyPatch) -> str:
    with monkeypatch.context() as patched:
        patched.setattr(agreement, "DRAWS", FEW_DRAWS)
        return verdict(formula, latex, notation)


# --- snippets ----------------------------------------------------------------

_OPERATORS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
}
_NAMES = {"maximum": "minimum", "minimum": "maximum", "max": "min", "min": "max"}

# Mutants that compute the same as the original, by snippet and changed code, with the reason.
_GUARD = "beyond either bound the floats have settled; it only keeps infinities out"
EQUIVALENT_SNIPPETS = {
    ("activations.elu_grad", "0.0 -> 1.0"): "right of zero this term is multiplied by 0",
    ("activations.gelu", "40.0 -> 41.0"): _GUARD,
    ("activations.gelu_grad", "40.0 -> 41.0"): _GUARD,
    ("activations.swish", "800.0 -> 801.0"): _GUARD,
    ("activations.swish_grad", "800.0 -> 801.0"): _GUARD,
    ("functions.normal_cdf_grad", "40.0 -> 41.0"): _GUARD,
    ("graphs.gated", "800.0 -> 801.0"): _GUARD,
    ("graphs.gated_grad", "800.0 -> 801.0"): _GUARD,
    ("functions.sign", "1.0 -> 2.0"): "twice a number has its sign",
}


def snippet_mutants(definition: sources.Definition) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every variant of a function with one operator or number changed, and what was changed."""
    original = definition.node
    for place, node in enumerate(_body_nodes(original)):
        if not _changed(copy.copy(node)):
            continue
        mutant = copy.deepcopy(original)
        target = list(_body_nodes(mutant))[place]
        _changed(target)
        yield f"{ast.unparse(node)} -> {ast.unparse(target)}", mutant


def _body_nodes(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """The nodes of the body but for the guards against bad input, whose tests are their own."""
    for statement in function.body:
        guard = isinstance(statement, ast.If) and isinstance(statement.body[0], ast.Raise)
        if not guard:
            yield from ast.walk(statement)


def _changed(node: ast.AST) -> bool:
    """Change an operator or a number in place; whether there was one."""
    match node:
        case ast.BinOp(op=operator) if type(operator) in _OPERATORS:
            node.op = _OPERATORS[type(operator)]()
        case ast.Compare(ops=[operator, *others]) if type(operator) in _OPERATORS:
            node.ops = [_OPERATORS[type(operator)](), *others]
        case ast.UnaryOp(op=ast.USub()):
            node.op = ast.UAdd()
        case ast.Attribute(attr=name) if name in _NAMES:
            node.attr = _NAMES[name]
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            node.value = value + 1
        case _:
            return False
    return True


def _mutants_that_differ(
    definition: sources.Definition,
) -> Iterator[tuple[sources.Definition, str, ast.FunctionDef]]:
    for change, mutant in snippet_mutants(definition):
        if (definition.name, change) not in EQUIVALENT_SNIPPETS:
            yield definition, change, mutant


def _chosen_mutants() -> list[tuple[sources.Definition, str, ast.FunctionDef]]:
    """One mutant of each of twenty functions, at different places in their bodies."""
    changeable = [
        (number, definition)
        for number, definition in enumerate(sources.definitions(SNIPPETS).values())
        if isinstance(definition.node, ast.FunctionDef) and any(_mutants_that_differ(definition))
    ]
    chosen = []
    for number, definition in _spread(changeable, COUNT):
        mutants = list(_mutants_that_differ(definition))
        chosen.append(mutants[number % len(mutants)])
    return chosen


@pytest.fixture(scope="module")
def project_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the project elsewhere, free to be spoiled."""
    copied = tmp_path_factory.mktemp("mutants") / "project"
    for part in ("snippets", "scripts", "tests", "docs"):
        shutil.copytree(ROOT / part, copied / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copied)
    return copied


MUTANTS = _chosen_mutants()


def test_there_are_twenty_snippets_to_change() -> None:
    assert len({definition.name for definition, _, _ in MUTANTS}) == COUNT


@pytest.mark.parametrize(
    ("definition", "change", "mutant"),
    [pytest.param(*each, id=f"{each[0].name}: {each[1]}") for each in MUTANTS],
)
def test_changed_operator_in_a_snippet_is_noticed(
    project_copy: Path, definition: sources.Definition, change: str, mutant: ast.FunctionDef
) -> None:
    spoiled = project_copy / definition.path.relative_to(ROOT)
    original = definition.path.read_text(encoding="utf-8")
    lines = original.splitlines(keepends=True)
    lines[definition.line - 1 : definition.end_line] = ast.unparse(mutant) + "\n"
    spoiled.write_text("".join(lines), encoding="utf-8")
    try:
        assert not _checks_pass(project_copy, definition.name), change
    finally:
        spoiled.write_text(original, encoding="utf-8")


def _checks_pass(project: Path, name: str) -> bool:
    """Whether the verification of a snippet, and then the tests of its module, accept the copy."""
    module = name.partition(".")[0]
    verification = (
        "import sys; sys.modules['torch'] = None; "  # to import it takes longer than all the rest
        f"from tests.verified import verified; raise SystemExit(not verified({name!r}))"
    )
    tests = ["pytest", "-x", "-q", "-p", "no:cacheprovider", f"tests/snippets/test_{module}.py"]
    return all(
        subprocess.run(
            [sys.executable, *command],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
        ).returncode
        == 0
        for command in (["-c", verification], ["-m", *tests])
    )


@pytest.mark.parametrize("name", ["activations.leaky_relu", "functions.square_grad"])
def test_the_copy_passes_unspoiled(project_copy: Path, name: str) -> None:
    assert _checks_pass(project_copy, name)
