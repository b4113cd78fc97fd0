"""A project of its own for tests that edit sources or kill a build."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.project import SCRIPTS


class Project:
    """A copy of the machinery with snippets of the test's own, driven from outside."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(SCRIPTS, root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        self.write("snippets/__init__.py", "")

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def start(self, code: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=self.root,
            env={"PYTHONPATH": str(self.root), "PATH": "/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> str:
        process = self.start(code)
        output, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
        return output.strip()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)
