"""The code view of a snippet: the text that a page shows, and the text that a reader copies."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from pygments import highlight
from pygments.filter import Filter
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import PythonLexer
from pygments.token import Name, Operator, Punctuation, Text, Whitespace

from scripts.project import SNIPPETS
from scripts.sources import Definition, Source, read

_FORMATTER = HtmlFormatter(cssclass="highlight", wrapcode=True)
_LEXER = PythonLexer()
_FUTURE = "from __future__ import annotations"


class _Plain(Filter):
    """Leaves what is as plain as text without markup of its own."""

    def filter(self, lexer: Lexer, stream: Iterator[tuple]) -> Iterator[tuple]:
        plain = (Name, Operator, Punctuation, Whitespace)
        return ((Text if kind in plain else kind, value) for kind, value in stream)


# A whole file weighs a fourth less so, and has half as many elements.
_LISTING_LEXER = PythonLexer()
_LISTING_LEXER.add_filter(_Plain())


@lru_cache(maxsize=4096)
def highlighted(code: str) -> str:
    """Python as HTML, in Material's markup."""
    return highlight(code, _LEXER, _FORMATTER).strip()


def listed(code: str) -> str:
    """A whole file as HTML, with less markup."""
    return highlight(code, _LISTING_LEXER, _FORMATTER).strip()


def shown(definition: Definition) -> str:
    """The source with each docstring cut to its summary: the contract stands under the code."""
    return _summarized(definition.source, definition.node, definition.line)


def _summarized(text: str, definition: ast.stmt, offset: int) -> str:
    """A definition that begins in this line of its file, each docstring cut to its summary."""
    lines = text.splitlines()
    for node in reversed([node for node in ast.walk(definition) if _docstring(node)]):
        docstring = node.body[0]
        summary = ast.get_docstring(node).split("\n\n")[0].split("\n")
        indent = " " * docstring.col_offset
        text = [indent + ('"""' if i == 0 else "") + line for i, line in enumerate(summary)]
        text[-1] += '"""'
        lines[docstring.lineno - offset : docstring.end_lineno - offset + 1] = text
    return "\n".join(lines) + "\n"


def _docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None


def standalone(definition: Definition) -> str:
    """The snippet with the imports and the snippets that it needs: it runs in a fresh interpreter."""
    return _Bundle().add(read(definition.path), definition.symbol).text()


def with_imports(definition: Definition) -> str:
    """A function with the imports and the neighbors in its module that it needs."""
    return _Bundle(whole=False).add(read(definition.path), definition.symbol).text()


class _Bundle:
    """Collects definitions and imports, dependencies first.

    Parameters
    ----------
    whole : bool
        Whether the source of snippets from other modules comes along, or their import.
    """

    def __init__(self, whole: bool = True) -> None:
        self._whole = whole
        self._imports: dict[str, None] = {}
        self._parts: dict[tuple[str, str], str] = {}
        self._open: set[tuple[str, str]] = set()

    def add(self, source: Source, symbol: str) -> "_Bundle":
        key = (source.path.stem, symbol)
        if key in self._parts or key in self._open:
            return self
        is_asked_for = not self._open
        self._open.add(key)
        if _FUTURE in source.text:  # its annotations may name what comes later
            self._imports[_FUTURE] = None
        node = _binding(source, symbol)
        if isinstance(node, ast.Import | ast.ImportFrom):
            self._add_import(node, symbol)
        elif node is not None:
            for name in _names(node):
                self.add(source, name)
            self._parts[key] = _text(source, node, whole=is_asked_for)
        return self

    def _add_import(self, node: ast.Import | ast.ImportFrom, symbol: str) -> None:
        alias = next(alias for alias in node.names if (alias.asname or alias.name) == symbol)
        renamed = f" as {alias.asname}" if alias.asname else ""
        if isinstance(node, ast.Import):
            self._imports[f"import {alias.name}{renamed}"] = None
        elif self._whole and (node.module or "").split(".")[0] == "snippets":
            module = node.module.partition(".")[2]
            self.add(read(SNIPPETS / f"{module}.py"), alias.name)
            if alias.asname:
                self._parts[("", alias.asname)] = f"{alias.asname} = {alias.name}"
        else:
            self._imports[f"from {node.module} import {alias.name}{renamed}"] = None

    def text(self) -> str:
        head = "\n".join(sorted(self._imports))
        return re.sub(r"\n{4,}", "\n\n\n", "\n\n\n".join([head, *self._parts.values()]).strip()) + "\n"


def _binding(source: Source, symbol: str) -> ast.stmt | None:
    """The top-level statement that binds a name in a module."""
    for node in source.tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            bound = {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound = {node.name}
        else:
            stored = (name for name in ast.walk(node) if isinstance(name, ast.Name))
            bound = {name.id for name in stored if isinstance(name.ctx, ast.Store)}
        if symbol in bound:
            return node
    return None


def _names(node: ast.AST) -> list[str]:
    used = (name.id for name in ast.walk(node) if isinstance(name, ast.Name))
    return list(dict.fromkeys(used))


def _text(source: Source, node: ast.stmt, whole: bool) -> str:
    """A definition as it stands; of what comes along, the docstrings lose all but their summary."""
    first = min([node.lineno, *(line.lineno for line in getattr(node, "decorator_list", []))])
    text = "\n".join(source.text.splitlines()[first - 1 : node.end_lineno])
    return text if whole else _summarized(text, node, first).rstrip("\n")
