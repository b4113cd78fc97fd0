"""The whole verification on a copy of the project: it holds, and each contradiction ends it."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.bench.projects import Project
from scripts.project import ROOT
from tests.project import remember

pytestmark = pytest.mark.slow

PARTS = ("scripts", "snippets", "docs", "tests/oracles")
FUNCTIONS = "docs/foundation/functions.md"


class Copy:
    """A copy of the project, to contradict itself in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for part in PARTS:
            shutil.copytree(
                ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__", "fonts")
            )
        (root / "tests/__init__.py").touch()

    def verify(self) -> tuple[int, str, dict]:
        """Exit status, everything printed, and the JSON."""
        file = self.root / "found.json"
        file.unlink(missing_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "scripts.verify", "--json", file.name],
            cwd=self.root,
            capture_output=True,
            text=True,
            timeout=600,
        )
        found = json.loads(file.read_text()) if file.exists() else {}
        return done.returncode, done.stdout + done.stderr, found

    @contextmanager
    def edited(self, path: str, pattern: str, replacement: str) -> Iterator[int]:
        """An edit of the first match of a pattern for a while; gives its line."""
        file = self.root / path
        before = file.read_text()
        match = re.search(pattern, before, re.DOTALL | re.MULTILINE)
        assert match, pattern
        file.write_text(before[: match.start()] + match.expand(replacement) + before[match.end() :])
        try:
            yield before[: match.start()].count("\n") + 1
        finally:
            file.write_text(before)


@pytest.fixture(scope="module")
def copy(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    copy = Copy(tmp_path_factory.mktemp("project"))
    remember(built, copy.root)
    return copy


def failed(records: list[dict]) -> set[str]:
    return {record["name"] for record in records if record["message"]}


def test_the_project_holds_and_says_so_again_from_memory(copy):
    status, output, found = copy.verify()
    assert status == 0, output
    assert "Everything agrees." in output
    assert sum(record["checked"] for record in found["formulas"]) >= 60
    assert found["checked_share"] >= 0.9
    assert all(found[kind] for kind in ("gradients", "snippets", "curves", "runs"))
    again = copy.verify()
    assert again[2] == found
    assert "Everything agrees." in again[1]
    assert not re.search(r"^ *\w+ +\d+\.\d\d s ", again[1], re.MULTILINE)  # nothing computed


def test_a_changed_gradient_contradicts_formula_slope_and_oracle(copy):
    gradient = r'(def bell_grad\(.*?""".*?""".*?return) '
    with copy.edited("snippets/chain_rule.py", gradient, r"\1 -"):
        status, output, found = copy.verify()
    assert status == 1
    assert "chain_rule.bell_grad" in failed(found["gradients"])
    assert "chain_rule.bell_grad" in failed(found["snippets"])
    assert "chain_rule.bell_grad" in failed(found["formulas"])
    assert "chain_rule.mish_grad" not in failed(found["gradients"])
    assert "Everything agrees" not in output


def test_a_changed_formula_contradicts_the_code(copy):
    formula = r'^(```math of="activations\.relu"\n[^`]*)\\max'
    with copy.edited(FUNCTIONS, formula, r"\1\\min") as line:
        status, output, found = copy.verify()
    assert status == 1
    (record,) = [record for record in found["formulas"] if record["message"]]
    assert (record["page"], record["line"], record["name"]) == (FUNCTIONS, line, "activations.relu")
    assert not record["checked"]
    assert r"\min(x, 0)" in output


def test_a_curve_of_another_function_is_seen(copy):
    drawn = '''
def square(plane=None):
    from matplotlib.figure import Figure

    figure = Figure()
    figure.subplots().plot([1.0, 2.0], [1.0, 5.0], gid="functions.square")
    return figure
'''
    figures = copy.root / "scripts/figures/functions.py"
    before = figures.read_text()
    figures.write_text(re.sub(r"^def square\(", "def _square(", before, flags=re.MULTILINE) + drawn)
    try:
        status, _, found = copy.verify()
    finally:
        figures.write_text(before)
    assert status == 1
    assert "functions.square" in failed(found["curves"])


def test_a_snippet_without_oracle_ends_it(copy):
    with copy.edited("tests/oracles/functions.py", r"^def square\(", "def other("):
        with copy.edited("tests/oracles/torch_functions.py", r"^square =", "other ="):
            status, output, found = copy.verify()
    assert status == 1
    assert failed(found["snippets"]) == {"functions.square"}
    assert "has no independent implementation" in output


def test_a_run_block_that_raises_ends_it(copy):
    with copy.edited(FUNCTIONS, r"^```python run\n", "```python run\n1 / 0\n") as line:
        status, _, found = copy.verify()
    assert status == 1
    stopped = next(record for record in found["runs"] if not record["ok"])
    assert (stopped["page"], stopped["line"]) == (FUNCTIONS, line)
    assert "ZeroDivisionError" in stopped["message"]


def test_the_copy_holds_again(copy):
    assert copy.verify()[0] == 0
