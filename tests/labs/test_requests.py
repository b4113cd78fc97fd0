"""When a lab is executed again: for all that decides what it shows, and for nothing else."""

from pathlib import Path

import pytest

from scripts import sources
from scripts.errors import PageError
from scripts.labs import requests
from scripts.labs.requests import data_files, request
from scripts.labs.source import Cell

PAGE = "docs/labs/x.py"
IMPORT = "from snippets.mlp import forward"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of data with two files, in place of the project's."""
    monkeypatch.setattr(requests, "DATA", tmp_path)
    monkeypatch.setattr(requests.sources, "relative", lambda path: path.name)
    for name in ("read.npz", "other.npz"):
        (tmp_path / name).write_bytes(b"1")
    return tmp_path


def test_moving_a_cell_and_describing_its_figure_are_free() -> None:
    assert request(PAGE, [Cell("1", 3)]).key == request(PAGE, [Cell("1", 9, ("A dot.",))]).key


def test_the_code_decides() -> None:
    assert len({request(PAGE, [Cell(code, 3)]).key for code in ("1", "2", "1\n", "1 # why")}) == 4
    assert request(PAGE, [Cell("1", 3, is_value=True)]).key != request(PAGE, [Cell("1", 3)]).key


def test_every_module_that_the_code_reaches_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [Cell(IMPORT, 3)]
    before = request(PAGE, cells)
    reached = sources.closure([sources.SNIPPETS / "mlp.py"])
    assert len(reached) > 2
    assert before.payload["files"] == [sources.relative(path) for path in reached]
    read = sources.read
    for changed in reached:

        def edited(path: Path, changed: Path = changed) -> sources.Source:
            found = read(path)
            return sources.Source(path, found.text, found.tree, "new") if path == changed else found

        monkeypatch.setattr(sources, "read", edited)
        assert request(PAGE, cells).key != before.key


def test_the_data_that_the_code_names_decide_and_no_other(data: Path) -> None:
    cells = [Cell('np.load(DATA / "read.npz")', 3)]
    assert data_files(cells) == [data / "read.npz"]
    before = request(PAGE, cells)
    assert before.payload["files"] == ["read.npz"]
    (data / "other.npz").write_bytes(b"22")
    assert request(PAGE, cells).key == before.key
    (data / "read.npz").write_bytes(b"22")
    assert request(PAGE, cells).key != before.key


@pytest.mark.parametrize("code", ["import torch", "from scripts import cache", "import pandas as pd"])
def test_what_readers_do_not_have_is_refused(code: str) -> None:
    with pytest.raises(PageError, match="readers who take the lab home do not have") as caught:
        request(PAGE, [Cell("import numpy", 3), Cell(code, 8)])
    assert caught.value.arguments["line"] == 8
