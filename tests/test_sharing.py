"""How workers share the tests: order and units by hand, and a run of two workers as it really goes."""

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts.project import ROOT
from tests.sharing import in_order, together, unit


def item(nodeid: str, *fixtures: str, slow: bool = False) -> SimpleNamespace:
    return SimpleNamespace(
        nodeid=nodeid, fixturenames=fixtures, get_closest_marker=lambda _: slow or None
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("tests/test_views.py::test_a[x]", "tests/test_views.py::test_b", True),
        ("tests/test_views.py::test_a", "tests/test_stages.py::test_a", False),
        ("tests/site/test_pages.py::test_a[x/-390]", "tests/site/test_pages.py::test_b[x/-390]", True),
        ("tests/site/test_pages.py::test_a[x/-390]", "tests/site/test_pages.py::test_a[x/-1440]", False),
        ("tests/site/test_train.py::test_a", "tests/site/test_train.py::test_b", False),
        ("tests/test_mutations.py::test_a[m: 1 -> 2]", "tests/test_mutations.py::test_a[m: 2]", False),
    ],
)
def test_what_stays_together(one: str, other: str, same: bool) -> None:
    assert (unit(one) == unit(other)) is same


def test_the_tests_of_a_page_follow_one_another() -> None:
    names = ["test_a[x]", "test_a[y]", "test_b[x]", "test_b[y]"]
    items = [item(f"tests/site/test_pages.py::{name}") for name in names]
    found = [each.nodeid.partition("::")[2] for each in together(items)]
    assert found == ["test_a[x]", "test_b[x]", "test_a[y]", "test_b[y]"]


def test_one_builds_while_others_go_on_and_the_quick_come_last() -> None:
    quick = item("tests/test_views.py::test_a")
    page = item("tests/site/x.py::test_a", "built", slow=True)
    mutant = item("tests/test_mutations.py::test_a[m]", slow=True)
    build = item("tests/test_builds.py::test_a", "built", slow=True)
    assert in_order([quick, page, mutant, build]) == [build, mutant, page, quick]


@pytest.mark.slow
def test_two_workers_share_files_and_pages(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n")
    test = (
        "import os, pathlib, pytest\n"
        "@pytest.mark.parametrize('page', range(4))\n@pytest.mark.parametrize('what', 'abcdef')\n"
        "def test_a(page, what, request):\n"
        "    with open(pathlib.Path(__file__).parents[{up}] / 'ran', 'a') as file:\n"
        "        print(request.node.nodeid, os.environ['PYTEST_XDIST_WORKER'], file=file)\n"
    )
    for name in ("one", "two", "three", "four"):
        folder = tmp_path / "tests" / name
        folder.mkdir(parents=True)
        (folder / f"test_{name}.py").write_text(test.format(up=2))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "2", "-p", "no:cacheprovider", "--rootdir", "."],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    workers = defaultdict(set)
    for line in (tmp_path / "ran").read_text().splitlines():
        test, worker = line.rsplit(" ", 1)
        workers[unit(test)].add(worker)
    assert len(workers) == 4
    assert all(len(each) == 1 for each in workers.values())
    assert set().union(*workers.values()) == {"gw0", "gw1"}
