"""Cells that import snippets go in, cells come out that do not, and the code that they need instead.

All code of a notebook shares one namespace. A cell that would overwrite what other code
there calls is refused, since nothing of the kind happens on the page, where each module
has its own.
"""

import ast
import symtable
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scripts.errors import PageError
from scripts.pages.bundle import Bundle, Key, key_of
from scripts.project import SNIPPETS
from scripts.sources import Definition, definitions, nearest, read

_PACKAGE = "snippets"
_Import = tuple[ast.ImportFrom, dict[str, list[Key]]]


@dataclass(frozen=True)
class Cell:
    """Code of a page or a lab.

    Attributes
    ----------
    line : int
        Line of the file at which it begins.
    answers : str
        The snippet that a reader writes again here, if it is an exercise.
    """

    source: str
    line: int = 1
    answers: str = ""


class Inliner:
    """Brings along what the cells of one notebook need, each definition once.

    Parameters
    ----------
    cells : sequence of Cell
        All that the notebook runs, in order.
    page : str
        The file that they are of, for errors.
    in_scope : collection of Definition
        What the cells find without an import.
    shown : collection of Definition
        What has a cell of its own.
    reserved : collection of str
        Names that the notebook itself needs.
    """

    def __init__(
        self,
        cells: Sequence[Cell],
        page: str,
        in_scope: Collection[Definition] = (),
        shown: Collection[Definition] = (),
        reserved: Collection[str] = (),
    ) -> None:
        self._cells, self._page, self._reserved = cells, page, reserved
        self._shown = {key_of(one) for one in shown}
        self._scope = {one.symbol: [key_of(one)] for one in in_scope}
        self._bundle = Bundle(first=[key_of(one) for one in in_scope], whole=self._shown)
        self._imports_of: dict[Cell, list[_Import]] = {}
        for cell in cells:
            for node, imported in self._imports(cell):
                self._scope |= imported
                if node.module != _PACKAGE:  # what the cells call by its own name keeps it
                    for key in (key for keys in imported.values() for key in keys):
                        self._bundle.name(key)

    def setup(self) -> str:
        """What the cells need and what has no cell of its own: the code to begin with.

        Raises
        ------
        PageError
            If a cell overwrites what other code calls.
        """
        for cell in self._cells:
            for key in self._needs(cell):
                self._bundle.add(key, later=self._shown)
        for key in sorted(self._shown):
            self._bundle.add(key, later=self._shown)
        for cell in self._cells:
            self._refuse_overwriting(cell)
        return self._bundle.take()

    def definition(self, shown: Definition) -> str:
        """What has a cell of its own; empty if it had to come before."""
        key = key_of(shown)
        return self._bundle.add(key, later=self._shown - {key}).take()

    def missing(self, cell: Cell) -> str:
        """What a cell calls and what is not there yet, because its own cell comes later."""
        for key in self._needs(cell):
            self._bundle.add(key)
        return self._bundle.take()

    def overwritten(self, by: Definition) -> None:
        """Note that a reader writes this function anew: what calls it later gets the tested one."""
        self._bundle.forget(key_of(by))

    def rewritten(self, cell: Cell) -> str:
        """A cell without its imports of the project."""
        lines = cell.source.splitlines()
        for node, imported in reversed(self._imports(cell)):
            bound = [line for name, keys in imported.items() for line in self._given(node, name, keys)]
            indent = " " * node.col_offset
            if node.col_offset and not bound:
                bound = ["pass"]
            lines[node.lineno - 1 : node.end_lineno] = [indent + line for line in bound]
        return "\n".join(lines).strip("\n")

    def _given(self, node: ast.ImportFrom, name: str, keys: list[Key]) -> Iterator[str]:
        """The lines that give a name to what an import would have brought under it."""
        names = {key.symbol: self._bundle.name(key) for key in keys}
        if node.module == _PACKAGE:
            inside = ", ".join(f"{symbol}={given}" for symbol, given in names.items())
            yield "from types import SimpleNamespace"
            yield f"{name} = SimpleNamespace({inside})"
        elif [name] != list(names.values()):
            yield f"{name} = {', '.join(names.values())}"

    def _needs(self, cell: Cell) -> list[Key]:
        """The definitions that a cell names."""
        tree = _tree(cell)
        named = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
        named += [name for _, imported in self._imports(cell) for name in imported]
        return [key for name in dict.fromkeys(named) for key in self._scope.get(name, [])]

    def _imports(self, cell: Cell) -> list[_Import]:
        """A cell's imports of the project: for each name that it binds, what comes under it."""
        if cell not in self._imports_of:
            self._imports_of[cell] = self._read_imports(cell)
        return self._imports_of[cell]

    def _read_imports(self, cell: Cell) -> list[_Import]:
        found = []
        for node in ast.walk(_tree(cell)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == _PACKAGE:
                found.append((node, dict(self._named(cell, node))))
            elif isinstance(node, ast.Import) and any(
                alias.name.split(".")[0] == _PACKAGE for alias in node.names
            ):
                raise self._error(cell, node.lineno, "write `from snippets.module import name` here: "
                                  "the notebook of this page brings along what is named")  # fmt: skip
        return sorted(found, key=lambda pair: pair[0].lineno)

    def _named(self, cell: Cell, node: ast.ImportFrom) -> Iterator[tuple[str, list[Key]]]:
        for alias in node.names:
            name = alias.asname or alias.name
            if node.module == _PACKAGE:
                symbols, is_whole = self._taken(alias.name, name)
                keys = [self._key(cell, node, f"{alias.name}.{symbol}") for symbol in symbols]
                if is_whole:
                    self._bundle.keep_whole(keys)
                yield name, keys
            else:
                module = node.module.partition(".")[2]
                yield name, [self._key(cell, node, f"{module}.{alias.name}")]

    def _taken(self, module: str, name: str) -> tuple[list[str], bool]:
        """What the cells take out of the module that has this name in them, and if it may be anything.

        Code that has the module itself in hand, as `vars(module)` has, may look at all of it.
        """
        nodes = [node for cell in self._cells for node in ast.walk(_tree(cell))]
        named = {id(node) for node in nodes if isinstance(node, ast.Name) and node.id == name}
        used = [node for node in nodes if isinstance(node, ast.Attribute) and id(node.value) in named]
        path = SNIPPETS / f"{module}.py"
        if named - {id(node.value) for node in used} and path.is_file():
            return [found.symbol for found in read(path).definitions], True
        return sorted({node.attr for node in used}), False

    def _key(self, cell: Cell, node: ast.ImportFrom, name: str) -> Key:
        module, _, symbol = name.partition(".")
        path = SNIPPETS / f"{module}.py"
        found = self._bundle.found(read(path), symbol) if path.is_file() else None
        if not isinstance(found, Key):
            known = nearest(name, definitions(SNIPPETS))
            raise self._error(cell, node.lineno, f"there is no snippet '{name}'. {known}")
        return found

    def _refuse_overwriting(self, cell: Cell) -> None:
        names = {given: key for key, given in self._bundle.names.items()}
        own = {
            name: keys
            for _, imported in self._imports(cell)
            for name, keys in imported.items()
            if [names.get(name)] == keys
        }
        for name in sorted(_bound(cell) - own.keys() - {cell.answers}):
            if name in names:
                lost = f"{names[name].path.stem}.{name}, which other code there calls, would be lost"
            elif name in self._reserved:
                lost = "it stands for what checks the exercises"
            else:
                continue
            told = f"this code gives the name {name} to something of its own, and in the page's notebook"
            raise self._error(cell, 1, f"{told} {lost}: take another name")

    def _error(self, cell: Cell, line: int, message: str) -> PageError:
        return PageError(message, self._page, cell.line + line - 1)


def _bound(cell: Cell) -> set[str]:
    """The names that a cell binds in the notebook's namespace."""
    table = symtable.symtable(ast.unparse(_tree(cell)), "cell", "exec")
    return {name.get_name() for name in table.get_symbols() if name.is_assigned() or name.is_imported()}


@lru_cache(maxsize=1024)
def _tree(cell: Cell) -> ast.Module:
    try:
        return ast.parse(cell.source)
    except SyntaxError:  # which a page may show
        return ast.Module([], [])
