"""The archive for the browser: the tested bytes, what they import, and nothing that cannot run there."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts.pages.site import pages
from scripts.project import ROOT, SNIPPETS
from scripts.publish.archive import archive, modules, packed

# Imports all that the browser may import, with no third party but NumPy, then the figures
# with Matplotlib as well; prints the files that were loaded from the archive.
_IMPORT_ALL = """
import importlib, json, pathlib, sys

root, allowed = pathlib.Path(sys.argv[1]), {"numpy"}

class Refuse:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        known = sys.stdlib_module_names | allowed | {"snippets", "scripts"}
        if top not in known and not top.startswith("_sysconfigdata"):
            raise ModuleNotFoundError(f"{name} is not there in the browser", name=name)

def all_of(folder):
    for path in sorted(root.glob(f"{folder}/[!_]*.py")):
        importlib.import_module(f"{folder.replace('/', '.')}.{path.stem}")

sys.meta_path.insert(0, Refuse())
sys.path.insert(0, str(root))
importlib.import_module("scripts.running.browser")
importlib.import_module("scripts.exercises.check")
importlib.import_module("scripts.training.trainer")
all_of("snippets")
assert "matplotlib" not in sys.modules
allowed |= set(json.loads(sys.argv[2]))
all_of("scripts/figures")
files = {module.__file__ for module in list(sys.modules.values()) if getattr(module, "__file__", None)}
inside = [pathlib.Path(file) for file in files if file.startswith(str(root))]
print(json.dumps(sorted(path.relative_to(root).as_posix() for path in inside)))
"""
# What comes with Matplotlib in the browser, as the lock of Pyodide lists it.
_WITH_MATPLOTLIB = [
    "matplotlib", "mpl_toolkits", "contourpy", "cycler", "dateutil", "fontTools", "kiwisolver",
    "packaging", "PIL", "pyparsing", "pytz", "six",
]  # fmt: skip


@pytest.fixture(scope="module")
def opened() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(archive()))


def test_the_same_content_gives_the_same_bytes() -> None:
    assert archive() == archive()
    assert packed({"a": b"1", "b": b"2"}) == packed({"b": b"2", "a": b"1"})
    assert packed({"a": b"1"}) != packed({"a": b"2"})


def test_nothing_in_it_depends_on_the_day_or_the_machine(opened: zipfile.ZipFile) -> None:
    entries = opened.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr >> 16) for entry in entries} == {(3, 0o644)}
    assert opened.namelist() == sorted(opened.namelist())


def test_the_snippets_are_those_that_are_tested(opened: zipfile.ZipFile) -> None:
    inside = {name for name in opened.namelist() if name.startswith("snippets/")}
    assert inside == {f"snippets/{path.name}" for path in SNIPPETS.glob("*.py")}
    assert all(opened.read(name) == (ROOT / name).read_bytes() for name in inside)


def test_all_that_travels_can_be_imported_there_and_is(opened: zipfile.ZipFile, tmp_path: Path) -> None:
    opened.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", "-c", _IMPORT_ALL, str(tmp_path), json.dumps(_WITH_MATPLOTLIB)],
        cwd=tmp_path, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [name for name in opened.namelist() if name.endswith(".py")]


def test_no_module_of_the_build_travels() -> None:
    packages = {path.relative_to(ROOT / "scripts").parts[0] for path in modules()
                if path.is_relative_to(ROOT / "scripts")}  # fmt: skip
    assert not packages & {"formulas", "pages", "verify", "publish", "assets", "bench", "stages.py"}


def test_it_knows_the_names_of_each_page_and_the_cases_of_each_exercise(opened: zipfile.ZipFile) -> None:
    known = json.loads(opened.read("pages.json"))
    assert known == {page.path: {"names": page.names} for page in pages()}
    assert any(page["names"] for page in known.values())
    cases = {name for name in opened.namelist() if name.startswith("cases/")}
    wanted = [fence.name for page in pages() for fence in page.of_kind("exercise")]
    assert cases == {f"cases/{name}.json" for name in wanted}
    for name in cases:
        assert json.loads(opened.read(name))["cases"]
