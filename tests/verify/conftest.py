"""Modules of snippets and oracles that exist for one test only."""

import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.verify import oracles


@pytest.fixture
def snippets(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Install functions as the snippets of a module `topic`, under given symbols."""

    def install(**functions: Callable) -> None:
        module = types.ModuleType("snippets.topic")
        vars(module).update(functions)
        monkeypatch.setitem(sys.modules, "snippets.topic", module)

    return install


@pytest.fixture
def oracle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Install functions as oracles of the module `topic`, of one kind or the other."""
    monkeypatch.setattr(oracles, "TESTS", tmp_path)
    (tmp_path / "oracles").mkdir()

    def install(kind: str = "", **functions: Callable) -> None:
        module = types.ModuleType(f"tests.oracles.{kind}topic")
        vars(module).update(functions)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        (tmp_path / "oracles" / f"{kind}topic.py").touch()

    return install

