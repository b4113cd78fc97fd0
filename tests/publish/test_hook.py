"""The hook in whole builds: the runtime is in the site, is refused when altered, or is not there."""

import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from scripts.bench.projects import Project, bring_runtime
from scripts.project import RUNTIME
from tests.project import make_project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not RUNTIME.is_dir(), reason="make assets has not brought the runtime"),
]

_PAGES = {"lines.md": '# Lines\n\n```snippet of="lines.double"\n```\n'}
_ARCHIVE = "site.zip"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "project", _PAGES)
    bring_runtime(made.root)
    return made


def published(project: Project) -> Path:
    return project.root / "site" / "assets" / "runtime"


def manifest(project: Project) -> dict:
    return json.loads((published(project) / "manifest.json").read_text("utf-8"))


def test_the_site_has_each_file_of_its_manifest_and_no_other(project: Project) -> None:
    result = project.build()
    assert result.returncode == 0, result.stderr
    files = manifest(project)["files"]
    there = {
        path.relative_to(published(project)).as_posix(): path.read_bytes()
        for path in published(project).rglob("*")
        if path.is_file()
    }
    assert set(there) == {*files, "manifest.json"}
    assert {"pyodide.mjs", "pyodide.asm.wasm", "editor.js", _ARCHIVE} < set(files)
    for name, said in files.items():
        assert said == {"bytes": len(there[name]), "hash": sha256(there[name]).hexdigest()[:16]}
    assert not (project.root / "docs" / "assets" / "runtime").exists()


def test_an_edited_snippet_gives_another_archive_and_nothing_else(project: Project) -> None:
    assert project.build().returncode == 0
    before = manifest(project)["files"]
    project.replace("snippets/lines.py", "return x + x", "return 2 * x")
    assert project.build().returncode == 0
    after = manifest(project)["files"]
    assert {name for name in after if after[name] != before[name]} == {_ARCHIVE}
    archive = zipfile.ZipFile(io.BytesIO((published(project) / _ARCHIVE).read_bytes()))
    assert b"return 2 * x" in archive.read("snippets/lines.py")


def test_an_altered_file_stops_the_build(project: Project) -> None:
    wheel = next((project.root / ".cache" / "runtime").glob("numpy-*.whl"))
    content = wheel.read_bytes()
    wheel.unlink()  # It may be a link to the file of this project.
    wheel.write_bytes(content[:-1] + b"!")
    result = project.build()
    assert result.returncode != 0
    assert wheel.name in result.stderr and "make assets" in result.stderr
    assert not published(project).exists()


def test_without_the_runtime_the_site_builds_without_its_folder(tmp_path: Path) -> None:
    project = make_project(tmp_path / "bare", _PAGES)
    result = project.build()
    assert result.returncode == 0, result.stderr
    assert "Python for the browser is not there; `make assets` brings it" in result.stderr
    assert not published(project).exists()
