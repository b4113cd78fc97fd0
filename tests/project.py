"""Temporary projects: pages, snippets and figures of a test go in, a project that builds comes out."""

import fcntl
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import pytest
from diskcache import Cache, JSONDisk

from scripts.bench.projects import Project, machinery, whole
from scripts.project import RUNTIME

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
    """The whole project, built from nothing once for all workers of a test run."""
    shared = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        shared = shared.parent
    with _locked(shared / "built.lock"):
        project, done = Project(shared / "built"), shared / "built.done"
        if not done.exists():
            project = whole(project.root)
            result = project.build()
            assert result.returncode == 0, result.stderr
            done.touch()
    return project


def remember(built: Project, target: Path) -> None:
    """Give a copy of the project what another has computed, so that only what differs is."""
    shutil.copytree(built.root / ".cache", target / ".cache", dirs_exist_ok=True,
                    ignore=shutil.ignore_patterns(RUNTIME.name))


def remember_labs(built: Project, target: Path) -> None:
    """Give a copy of the project the results of the labs alone."""
    folders = built.root / ".cache", target / ".cache"
    there, here = (Cache(folder, disk=JSONDisk) for folder in folders)
    with there, here:
        for stage, key in there:
            if stage == "labs":
                here[stage, key] = there[stage, key]
