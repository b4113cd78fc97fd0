"""Temporary projects: pages, snippets and figures of a test go in, a project that builds comes out."""

import fcntl
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from textwrap import dedent

import pytest

from scripts.bench.projects import Project, machinery, whole
from scripts.project import ROOT, RUNTIME

NOTATION = """\
symbols:
  - {symbol: 'x', name: x, shape: scalar or array, meaning: input of a function}
  - {symbol: '\\alpha', name: alpha, shape: scalar, meaning: slope on the left}
functions:
  - {symbol: '\\operatorname{double}', snippet: lines.double, meaning: twice a number}
"""

SNIPPETS = {
    "lines": '''\
        """A number or an array in, a multiple of it out."""

        import numpy as np


        def double(x: np.ndarray) -> np.ndarray:
            """Add a number to itself.

            Parameters
            ----------
            x : ndarray, any shape

            Returns
            -------
            ndarray, same shape as x
            """
            return x + x
        '''
}

FIGURES = {
    "lines": '''\
        """Diagrams of lines."""

        from scripts.drawing.style import axes, curve
        from snippets.lines import double


        def double_line():
            """A line through the origin."""
            fig, ax = axes()
            curve(ax, double)
            return fig
        '''
}

_DATABASE = "cache.db"  # diskcache's
_REFERENCES = {
    "reference/source.md": "# Source\n\n```source\n```\n",
    "reference/tests.md": "# Tests\n\n```tests\n```\n",
    "reference/verification.md": "# Verification\n\nNothing to see.\n",
}


def make_project(
    root: Path,
    pages: Mapping[str, str],
    snippets: Mapping[str, str] = SNIPPETS,
    figures: Mapping[str, str] = FIGURES,
    notation: str = NOTATION,
    bibliography: str = "",
) -> Project:
    """A project with content of the test's own.

    Parameters
    ----------
    root : Path
        Its folder, which must not exist yet.
    pages : mapping
        Markdown by path below `docs/`; a first page is added where there is none.
    snippets, figures : mapping
        Sources by module.
    notation, bibliography : str
        The files of these names.
    """
    pages = {"index.md": "# Home\n\nA project of a test.\n", **pages, **_REFERENCES}
    project = machinery(root, list(pages))
    for path, text in pages.items():
        project.write(f"docs/{path}", dedent(text))
    for module, text in snippets.items():
        project.write(f"snippets/{module}.py", dedent(text))
        # Pages link to the tests of what they show.
        project.write(f"tests/snippets/test_{module}.py", f'"""Tests of {module}."""\n')
    for module, text in figures.items():
        project.write(f"scripts/figures/{module}.py", dedent(text))
    project.write("docs/notation.yml", notation)
    project.write("docs/bibliography.bib", bibliography)
    return project


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock that all workers of a test run share."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Project:
    """The whole project, built elsewhere once for all workers of a test run.

    What the project itself remembers is not computed again: `make test` computes at first all but the
    labs.
    """
    shared = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        shared = shared.parent
    with _locked(shared / "built.lock"):
        project, done = Project(shared / "built"), shared / "built.done"
        if not done.exists():
            project = whole(project.root)
            remember(Project(ROOT), project.root)
            result = project.build()
            assert result.returncode == 0, result.stderr
            done.touch()
    return project


def remember(source: Project, target: Path) -> None:
    """Give a copy of the project what another has computed, so that only what differs is.

    Somebody may just be writing there: the database is copied as it was at one moment, then the
    files that it names, which only come and go with their entries.
    """
    folder, copied = source.root / ".cache", target / ".cache"
    copied.mkdir(exist_ok=True)
    if (folder / _DATABASE).is_file():
        with (
            closing(sqlite3.connect(folder / _DATABASE)) as before,
            closing(sqlite3.connect(copied / _DATABASE)) as after,
        ):
            before.backup(after)
        left = shutil.ignore_patterns(RUNTIME.name, f"{_DATABASE}*")
        shutil.copytree(folder, copied, dirs_exist_ok=True, ignore=left)
