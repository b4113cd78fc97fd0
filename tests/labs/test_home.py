"""The labs of the site, as readers take them home: complete, and nothing of this project in them."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from scripts.bench.projects import Project
from scripts.labs.source import LABS

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("script", sorted(LABS.glob("*.py")), ids=lambda script: script.stem)
def test_a_lab_taken_home_has_all_that_it_calls(built: Project, script: Path) -> None:
    """Run in whole it would train for minutes again; test_build.py runs a short one."""
    notebook = nbformat.read(built.root / "site" / "labs" / f"{script.stem}.ipynb", 4)
    nbformat.validate(notebook)
    code = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    assert "import snippets" not in code and "from snippets" not in code and "docs/labs" not in code
    looked = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F821", "-"],
        input=code, capture_output=True, text=True,
    )  # fmt: skip
    assert looked.returncode == 0, looked.stdout
