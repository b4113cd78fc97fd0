"""Builds of the whole project: the same bytes after many kills, without assets, by Zensical."""

import random
import shutil
import signal
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import psutil
import pytest
from diskcache import Cache, JSONDisk

from scripts.bench.plain import html_of
from scripts.bench.projects import Project, whole
from scripts.labs.source import LABS
from scripts.project import DOCS
from tests.project import remember

pytestmark = pytest.mark.slow

_KILLS = 8


def files(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def assert_same(first: Path, second: Path) -> None:
    """The same files with the same bytes; says which differ."""
    left, right = files(first), files(second)
    assert left.keys() == right.keys()
    assert [path for path in left if left[path] != right[path]] == []


@pytest.fixture
def copy(built: Project, tmp_path: Path) -> Project:
    """The whole project, with what earlier builds remember."""
    project = whole(tmp_path / "elsewhere")
    remember(built, project.root)
    return project


def test_a_build_elsewhere_that_was_killed_again_and_again_gives_the_same_bytes(
    built: Project, copy: Project
) -> None:
    _forget_some(copy)
    moments = random.Random(0)
    started: list[psutil.Process] = []
    killed = 0
    try:
        for number in range(_KILLS):
            # With and without what the build itself had started: orphans go on writing.
            killed += _kill(copy, moments.uniform(0.3, 2.5), number % 2 == 0, started)
        result = copy.build()
    finally:
        for process in started:
            if process.is_running():
                process.kill()

    assert killed >= _KILLS / 2  # the others had ended by then
    assert result.returncode == 0, result.stderr
    assert_same(built.root / "site", copy.root / "site")


def _forget_some(project: Project) -> None:
    """Forget every fifth result of each stage but the labs, so that a build computes them anew.

    All of it anew would take as long as all else in this file together. Labs measure seconds, and no
    two runs take the same.
    """
    with Cache(project.root / ".cache", disk=JSONDisk) as cache:
        by_stage: dict[str, list[tuple[str, str]]] = {}
        for stage, key in sorted(cache):
            by_stage.setdefault(stage, []).append((stage, key))
        assert {"formulas", "drawing", "running", "exercises", "training", "verify"} <= by_stage.keys()
        for stage, keys in by_stage.items():
            for key in keys[::5] if stage != "labs" else ():
                del cache[key]


def _kill(project: Project, seconds: float, tree: bool, started: list[psutil.Process]) -> bool:
    """Start a build and kill it at a moment, alone or with all its descendants."""
    process = subprocess.Popen(
        project.command("mkdocs", "build", "--strict"),
        cwd=project.root, env=project.environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        descendants = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        for running in descendants:
            if tree and running.is_running():
                running.kill()
        started += descendants
    return process.wait() == -signal.SIGKILL


def test_the_site_builds_without_what_npm_brings(copy: Project) -> None:
    shutil.rmtree(copy.root / "docs" / "assets" / "fonts")

    assets = copy.run("scripts.assets")
    result = copy.build()

    assert "install Node" in assets.stderr
    assert result.returncode == 0, result.stderr


class Views(HTMLParser):
    """Reads from a page's HTML what it shows of names, formulas, figures and runs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.formulas = 0
        self.figures: list[str] = []
        self.codes = 0
        self.runs: list[str] = []
        self._reads_output = False
        self.feed(html)

    @property
    def summary(self) -> dict:
        return {
            "blocks": self.blocks, "formulas": self.formulas, "figures": self.figures,
            "codes": self.codes, "runs": self.runs,
        }  # fmt: skip

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        classes = (attributes.get("class") or "").split()
        if tag == "section" and "views" in classes:
            self.blocks.append(attributes["id"])
        elif tag == "math":
            self.formulas += 1
        elif tag == "figure" and "diagram" in classes:
            self.figures.append(attributes["id"])
        elif tag == "pre":
            self.codes += 1
        elif tag == "samp":
            self.runs.append("")
            self._reads_output = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "samp":
            self._reads_output = False

    def handle_data(self, data: str) -> None:
        if self._reads_output:
            self.runs[-1] += data


def _pages() -> Iterator[Path]:
    return (page.relative_to(DOCS) for page in sorted(DOCS.rglob("*.md")))


def test_zensical_builds_the_same_pages_with_the_same_views(built: Project, copy: Project) -> None:
    result = copy.run("zensical", "build")

    assert result.returncode == 0, result.stdout + result.stderr
    summaries = [
        {
            page.as_posix(): Views(html_of(project.root / "site", page).read_text("utf-8")).summary
            for page in _pages()
        }
        for project in (built, copy)
    ]
    assert sum(len(summary["blocks"]) for summary in summaries[0].values()) > 14
    assert summaries[0] == summaries[1]
    # It knows no labs: mkdocs-jupyter has no counterpart there.
    labs = {html_of(Path(), page.relative_to(DOCS)).as_posix() for page in LABS.glob("*.py")}
    assert labs
    assert _addresses(built) == _addresses(copy) | labs
    assert not _addresses(copy) & labs


def _addresses(project: Project) -> set[str]:
    site = project.root / "site"
    return {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
