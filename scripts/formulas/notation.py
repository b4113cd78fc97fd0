"""The notation table in, symbols with one meaning each out.

Symbols are spelled in LaTeX and looked up by the spelling of the formulas' own
tokenizer, so that `\\mathbf W` and `\\mathbf{W}` are one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import yaml

from scripts.errors import PageError
from scripts.formulas.names import key_of
from scripts.formulas.problems import Refused
from scripts.project import ROOT

_SYMBOL_FIELDS = {"symbol", "name", "shape", "meaning", "page"}
_FUNCTION_FIELDS = {"symbol", "snippet", "meaning", "page"}


@dataclass(frozen=True)
class Symbol:
    """A value: `name` is the parameter, dimension or result that it stands for."""

    symbol: str
    name: str
    shape: str = ""
    meaning: str = ""
    page: str | None = None


@dataclass(frozen=True)
class Function:
    """A function: `snippet` is its `module.symbol`."""

    symbol: str
    snippet: str
    meaning: str = ""
    page: str | None = None


@dataclass(frozen=True)
class Notation:
    """The whole table."""

    symbols: tuple[Symbol, ...] = ()
    functions: tuple[Function, ...] = ()
    conventions: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the table.

        Raises
        ------
        PageError
            If an entry lacks a field, cannot be spelled, or repeats a symbol.
        """
        try:
            table = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        except OSError as error:
            raise PageError(f"cannot be read: {error.strerror}", _shown(path)) from None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else None
            raise PageError(f"not valid YAML: {error}", _shown(path), line) from None
        if unknown := set(table) - {"symbols", "functions", "conventions"}:
            raise PageError(f"unknown sections: {', '.join(sorted(unknown))}", _shown(path))
        notation = cls(
            tuple(_entries(Symbol, table.get("symbols"), _SYMBOL_FIELDS, "name", path)),
            tuple(_entries(Function, table.get("functions"), _FUNCTION_FIELDS, "snippet", path)),
            tuple(table.get("conventions") or ()),
        )
        notation._check_once(path)
        return notation

    @cached_property
    def names(self) -> dict[str, str]:
        """What each value symbol stands for, by lookup key."""
        return {key_of(entry.symbol): entry.name for entry in self.symbols}

    @cached_property
    def snippets(self) -> dict[str, str]:
        """The snippet of each function symbol, by lookup key."""
        return {key_of(entry.symbol): entry.snippet for entry in self.functions}

    def _check_once(self, path: Path) -> None:
        seen: dict[str, str] = {}
        for entry in (*self.symbols, *self.functions):
            try:
                key = key_of(entry.symbol)
            except Refused as problem:
                message = f"the symbol '{entry.symbol}': {problem.message}"
                raise PageError(message, _shown(path)) from None
            if key in seen:
                message = (
                    f"'{entry.symbol}' stands in the table twice, also as '{seen[key]}':"
                    " a symbol has one meaning on the whole site"
                )
                raise PageError(message, _shown(path))
            seen[key] = entry.symbol


def _shown(path: Path) -> str:
    """The path as an author knows it."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def _entries(
    kind: type, rows: Iterable[dict] | None, fields: set[str], required: str, path: Path
) -> Iterable[Symbol | Function]:
    for row in rows or ():
        if not isinstance(row, dict) or not {"symbol", required, "meaning"} <= set(row):
            raise PageError(f"an entry needs symbol, {required} and meaning: {row!r}", _shown(path))
        if unknown := set(row) - fields:
            raise PageError(f"unknown fields {', '.join(sorted(unknown))} in {row!r}", _shown(path))
        yield kind(**{key: value if value is None else str(value) for key, value in row.items()})
