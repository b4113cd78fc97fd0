"""Projects aside: the machinery goes in, a complete project in another folder comes out.

The benchmark and the tests build, edit and kill these, never the project itself. A
copy is complete because the machinery takes every path from its own place.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scripts.project import DOCS, ROOT, RUNTIME, SCRIPTS

_NOT_SOURCES = shutil.ignore_patterns(
    ".*", "node_modules", "site", "build", "__pycache__", "*.egg-info", "*.tmp"
)
_CACHES = shutil.ignore_patterns("__pycache__", "*.tmp")
_NAV = re.compile(r"^nav:\n(?:[ \t]+.*\n|\n)+", re.MULTILINE)


@dataclass(frozen=True)
class Project:
    """A project in a folder of its own."""

    root: Path

    @property
    def environment(self) -> dict[str, str]:
        """What its processes get: its own packages first, no date of today, no advertisement."""
        return {
            **os.environ,
            "PYTHONPATH": str(self.root),
            "SOURCE_DATE_EPOCH": "0",
            "NO_MKDOCS_2_WARNING": "1",
        }

    def write(self, path: str, text: str) -> None:
        """Write a file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Edit a file of the project; what is edited must be there."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        if old not in text:
            raise ValueError(f"{path} has no {old!r} to replace")
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def command(self, *arguments: str) -> list[str]:
        """The command line of a Python module, for this interpreter."""
        return [sys.executable, "-m", *arguments]

    def run(self, *arguments: str, timeout: float = 600) -> subprocess.CompletedProcess[str]:
        """Run a Python module in the project and wait for its end."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=timeout,
        )

    def build(self) -> subprocess.CompletedProcess[str]:
        """Build the site strictly, as `make site` does.

        Not quietly: MkDocs would no longer count the warnings that strict builds fail on.
        """
        return self.run("mkdocs", "build", "--strict")


def whole(target: Path) -> Project:
    """A copy of the project as it is now, without anything that was built."""
    shutil.copytree(ROOT, target, ignore=_NOT_SOURCES)
    bring_runtime(target)
    return Project(target)


def bring_runtime(target: Path) -> None:
    """Give a project what runs in the browser, if this one has it.

    As links where the disk allows: the files are replaced as a whole, never written to.
    """
    if RUNTIME.is_dir():
        shutil.copytree(RUNTIME, target / ".cache" / RUNTIME.name, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def machinery(target: Path, nav: list[str]) -> Project:
    """The machinery and the look, without any content.

    Parameters
    ----------
    target : Path
        Where it goes; must not exist yet.
    nav : list of str
        The pages, from `docs/`.
    """
    shutil.copytree(SCRIPTS, target / "scripts", ignore=_CACHES)
    for figures in (target / "scripts" / "figures").glob("[!_]*.py"):
        figures.unlink()
    shutil.copytree(DOCS / "assets", target / "docs" / "assets", ignore=_CACHES)
    project = Project(target)
    for package in ("snippets", "tests", "tests/snippets", "tests/oracles"):
        project.write(f"{package}/__init__.py", "")
    shutil.copytree(ROOT / "tests" / "oracles", target / "tests" / "oracles", dirs_exist_ok=True,
                    ignore=lambda _, names: [name for name in names if not name.startswith("_")])
    entries = "".join(f"  - {page}\n" for page in nav)
    config, count = _NAV.subn(f"nav:\n{entries}\n", (ROOT / "mkdocs.yml").read_text("utf-8"))
    if count != 1:
        raise ValueError("mkdocs.yml has no list of pages under nav")
    project.write("mkdocs.yml", config)
    return project
