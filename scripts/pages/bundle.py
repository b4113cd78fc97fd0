"""Definitions of the project go in, text comes out that runs without the project.

What a definition needs comes along, each once: the imports, and the source of what it calls
in its own module and in others, found through the syntax tree.
"""

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.errors import PageError
from scripts.project import ROOT
from scripts.sources import Definition, Source, read, relative

_FUTURE = "from __future__ import annotations"


class Key(NamedTuple):
    """A name at the top of a module."""

    path: Path
    symbol: str


def key_of(definition: Definition) -> Key:
    """The key of a public function or class."""
    return Key(definition.path, definition.symbol)


class Bundle:
    """Collects definitions and imports, what is needed first.

    Two definitions of one name are told apart: the first keeps it, and the other one gets
    that of its module in front, also where it is used.

    Parameters
    ----------
    packages : collection of str
        Those of the project whose source comes along; what is imported from any other stays so.
    first : collection of Key
        Definitions that keep their names, before any others.
    whole : collection of Key
        Definitions that keep their docstrings; of all others only the summary stays.
    """

    def __init__(
        self,
        packages: Collection[str] = ("snippets",),
        first: Collection[Key] = (),
        whole: Collection[Key] = (),
    ) -> None:
        self._packages, self._whole = set(packages), set(whole)
        self._names: dict[Key, str] = {}
        self._given: set[Key] = set()
        self._imported: set[str] = set()
        self._imports: dict[str, None] = {}
        self._parts: list[str] = []
        for key in first:
            self.name(key)

    def name(self, key: Key) -> str:
        """The name that a definition has in the text."""
        if key not in self._names:
            taken = set(self._names.values())
            prefix = f"{key.path.stem}_" if key.symbol in taken else ""
            self._names[key] = prefix + key.symbol.lstrip("_" if prefix else "")
        return self._names[key]

    @property
    def names(self) -> dict[Key, str]:
        """All that was come across so far, with the names in the text."""
        return dict(self._names)

    def add(self, key: Key, later: Collection[Key] = ()) -> "Bundle":
        """Add a definition with all that it needs.

        Parameters
        ----------
        key : Key
        later : collection of Key
            What will be there before anything is called. It comes along only where a
            definition cannot be made without it, such as a base class.
        """
        self._add(key, set(later), set())
        return self

    def forget(self, key: Key) -> None:
        """Let a definition come again when it is needed: something else has taken its name."""
        self._given.discard(key)

    def _add(self, key: Key, later: set[Key], seen: set[tuple[Key, bool]]) -> None:
        # What is there already is looked through as well: it may have left something for later.
        if (key, bool(later)) in seen:
            return
        seen.add((key, bool(later)))
        source = read(key.path)
        node = binding(source, key.symbol)
        at_once = set(_names(_executed(node)))
        names = {key.symbol: self.name(key)}
        for name in _names([node]):
            found = self.found(source, name)
            if isinstance(found, Key):
                names[name] = self.name(found)
                self._add(found, set() if name in at_once and key not in later else later, seen)
            elif found and key not in later and key not in self._given:
                self._import(found)
        if key in later or key in self._given:
            return
        self._given.add(key)
        if _FUTURE in source.text:  # its annotations may name what comes later
            self._imports[_FUTURE] = None
        self._parts.append(self._text(source, node, key in self._whole, names))

    def found(self, source: Source, name: str) -> Key | str | None:
        """What a name of a module is: a definition, an import, or neither."""
        node = binding(source, name)
        if node is None:
            return None
        if not isinstance(node, ast.Import | ast.ImportFrom):
            return Key(source.path, name)
        alias = next(alias for alias in node.names if (alias.asname or alias.name) == name)
        renamed = f" as {alias.asname}" if alias.asname else ""
        if isinstance(node, ast.Import):
            return f"import {alias.name}{renamed}"
        module = node.module or ""
        path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
        if module.split(".")[0] in self._packages and path.is_file():
            return self.found(read(path), alias.name)
        return f"from {module} import {alias.name}{renamed}"

    def _import(self, line: str) -> None:
        if line not in self._imported:
            self._imported.add(line)
            self._imports[line] = None

    def _text(self, source: Source, node: ast.stmt, whole: bool, names: dict[str, str]) -> str:
        """A definition as it stands, with the names that it has and uses here."""
        first = min([node.lineno, *(line.lineno for line in getattr(node, "decorator_list", []))])
        text = "\n".join(source.text.splitlines()[first - 1 : node.end_lineno])
        text = text if whole else summarized(text, node, first).rstrip("\n")
        changed = {old: new for old, new in names.items() if old != new}
        return renamed(text, changed, relative(source.path)) if changed else text

    def take(self) -> str:
        """The text of what was added since it was last taken; empty if nothing was."""
        imports, self._imports = sorted(self._imports), {}
        parts, self._parts = self._parts, []
        if not parts and imports in ([], [_FUTURE]):
            return ""
        text = "\n\n\n".join(["\n".join(imports), *parts]).strip()
        return re.sub(r"\n{4,}", "\n\n\n", text) + "\n"


def renamed(text: str, names: dict[str, str], page: str) -> str:
    """Python with some of its names exchanged.

    Raises
    ------
    PageError
        If one of them is local to a function, too, where it means something else.
    """
    tree = ast.parse(text)
    places: list[tuple[int, int, str]] = []
    heads = {id(node) for node in tree.body}
    lines = text.splitlines()
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.arg in names:
            raise PageError(
                f"the parameter {node.arg} has the name of a function that is called "
                f"{names[node.arg]} where the code stands alone: call the parameter otherwise", page,
            )  # fmt: skip
        if isinstance(node, ast.Name) and node.id in names:
            places.append((node.lineno, node.col_offset, node.id))
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in names and id(node) in heads:
            line = lines[node.lineno - 1]
            places.append((node.lineno, line.index(node.name, node.col_offset + 3), node.name))
    for line, column, old in sorted(places, reverse=True):
        raw = lines[line - 1].encode()  # the tree counts bytes
        lines[line - 1] = (raw[:column] + names[old].encode() + raw[column + len(old) :]).decode()
    return "\n".join(lines)


def binding(source: Source, symbol: str) -> ast.stmt | None:
    """The top-level statement that binds a name in a module."""
    return next((node for node in source.tree.body if symbol in bound(node)), None)


def bound(node: ast.stmt) -> set[str]:
    """The names that a top-level statement binds."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name for alias in node.names}
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    stored = (name for name in ast.walk(node) if isinstance(name, ast.Name))
    return {name.id for name in stored if isinstance(name.ctx, ast.Store)}


def summarized(text: str, definition: ast.stmt, offset: int) -> str:
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


def _names(nodes: Iterable[ast.AST]) -> list[str]:
    used = (name.id for node in nodes for name in ast.walk(node) if isinstance(name, ast.Name))
    return list(dict.fromkeys(used))


def _executed(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a statement that are computed with it, not when what it makes is called."""
    if isinstance(node, ast.FunctionDef):
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        annotations = [argument.annotation for argument in arguments] + [node.returns]
        defaults = [*node.args.defaults, *node.args.kw_defaults]
        yield from filter(None, [*node.decorator_list, *annotations, *defaults])
    elif isinstance(node, ast.ClassDef):
        yield from [*node.decorator_list, *node.bases]
        for statement in node.body:
            yield from _executed(statement)
    else:
        yield node
