"""Python sources read without importing them: the names they define, what they reach, and a key for it.

Everything here goes through the syntax tree, so that a long-lived server sees an
edited file at once and never holds a stale module.
"""

import ast
import difflib
import hashlib
import importlib.metadata
import json
import platform
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from scripts.errors import PageError
from scripts.project import FIGURES, ROOT, SCRIPTS, SNIPPETS

_PACKAGES = ("snippets", "scripts", "tests")
_MACHINERY = re.compile(r"\bscripts\.(\w+)(?:\.(\w+))?")
_NAMES_TOLD = 12  # of those that there are, where none is close


@dataclass(frozen=True)
class Definition:
    """A public top-level function or class of a topic module."""

    module: str
    symbol: str
    path: Path
    line: int
    end_line: int
    source: str
    node: ast.FunctionDef | ast.ClassDef

    @property
    def name(self) -> str:
        """`module.symbol`, without the package: the name that pages use."""
        return f"{self.module}.{self.symbol}"


@dataclass(frozen=True)
class Source:
    """One parsed file and a digest of its text."""

    path: Path
    text: str
    tree: ast.Module
    digest: str

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        lines = self.text.splitlines()
        found = []
        for node in self.tree.body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            text = "\n".join(lines[first - 1 : node.end_lineno]) + "\n"
            where = self.path, first, node.end_lineno
            found.append(Definition(self.path.stem, node.name, *where, text, node))
        return tuple(found)

    @cached_property
    def local_imports(self) -> frozenset[Path]:
        """The files of this project that an import anywhere in the file names."""
        targets: set[Path] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                dotted = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                dotted = [base, *(f"{base}.{alias.name}" for alias in node.names)]
            else:
                continue
            for name in dotted:
                targets |= files_of(name)
        return frozenset(targets)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.path.relative_to(ROOT).parent.parts
        base = package[: len(package) - node.level + 1]
        return ".".join([*base, *([node.module] if node.module else [])])


def relative(path: Path) -> str:
    """The path as an author knows it: from the project's root, with slashes."""
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> Source:
    """Parse a Python file; parsed again only when the file has changed."""
    status = path.stat()
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=4096)
def _read(path: Path, _mtime_ns: int, _size: int) -> Source:
    text = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(text, filename=str(path))
    except SyntaxError as error:
        raise PageError(
            f"not valid Python: {error.msg}", relative(path), error.lineno, error.offset
        ) from None
    return Source(path, text, tree, hashlib.sha256(text.encode()).hexdigest())


def definitions(package: Path) -> dict[str, Definition]:
    """Every public function and class of a package of topic modules, by `module.symbol`."""
    return {
        definition.name: definition
        for path in sorted(package.glob("[!_]*.py"))
        for definition in read(path).definitions
    }


def definition(package: Path, name: str) -> Definition | None:
    """The definition of this name, if the package has it; reads its module alone."""
    module, _, symbol = name.partition(".")
    path = package / f"{module}.py"
    if not module.isidentifier() or module.startswith("_") or not path.is_file():
        return None
    return next((found for found in read(path).definitions if found.symbol == symbol), None)


def snippet(name: str) -> Definition:
    """The snippet that a page names.

    Raises
    ------
    PageError
        Without a position (the caller knows it), if there is no such public
        snippet; the message proposes the nearest names.
    """
    found = definition(SNIPPETS, name)
    if found:
        return found
    if any(part.startswith("_") for part in name.split(".")):
        problem = f"'{name}' is private; pages show public snippets only"
    elif "/" in name or "\\" in name or name.count(".") != 1:
        problem = f"'{name}' is not a name of the form module.symbol inside snippets/"
    else:
        problem = f"there is no snippet '{name}'"
    raise PageError(f"{problem}. {nearest(name, definitions(SNIPPETS))}")


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence that proposes the existing names closest to a wrong one."""
    known = list(known)
    symbol = name.rpartition(".")[2].lstrip("_")
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    close += [other for other in known if other.rpartition(".")[2] == symbol and other not in close]
    if close:
        return f"Did you mean {' or '.join(close)}?"
    first = ", ".join(known[:_NAMES_TOLD])
    return f"Known names: {first}." if len(known) <= _NAMES_TOLD else f"Known names: {first}, …"


def files_of(dotted: str) -> set[Path]:
    """The files that importing a dotted name of this project executes."""
    parts = dotted.split(".")
    if parts[0] not in _PACKAGES:
        return set()
    found = set()
    for end in range(1, len(parts) + 1):
        base = ROOT.joinpath(*parts[:end])
        found |= {path for path in (base / "__init__.py", base.with_suffix(".py")) if path.is_file()}
    return found


def _is_content(path: Path) -> bool:
    return not path.is_relative_to(SCRIPTS) or path.is_relative_to(FIGURES)


def closure(paths: Iterable[Path], follow: Callable[[Path], bool] = _is_content) -> list[Path]:
    """The given files and every module that they reach through imports, however indirectly.

    Parameters
    ----------
    paths : iterable of Path
        Where to begin.
    follow : callable
        Which imported files count: those of content if not given, that is, what authors
        write: snippets, figures, oracles. The machinery that they import then counts as a
        whole: see `machinery`.
    """
    seen: set[Path] = set()
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting.extend(filter(follow, read(path).local_imports))
    return sorted(seen)


@lru_cache(maxsize=16)
def machinery(stage: str) -> str:
    """A digest of a stage's package and of every module of `scripts` that it names.

    Read once in a process: a server that runs has loaded the machinery, too.
    """
    seen: set[Path] = set()
    waiting = [*SCRIPTS.glob("*.py"), *_machinery_named(stage, "")]
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            for package, module in _MACHINERY.findall(path.read_text(encoding="utf-8")):
                waiting.extend(_machinery_named(package, module))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(seen))).hexdigest()


def _machinery_named(package: str, module: str) -> Iterable[Path]:
    """The files that a name such as `scripts.running.kernel` stands for.

    All of its package, if it names no module; and all of `drawing`, since a figure, whose
    module counts as content, may use any of it.
    """
    file = SCRIPTS / package / f"{module}.py"
    if package == "figures":
        return []
    return [file] if package != "drawing" and file.is_file() else (SCRIPTS / package).glob("*.py")


def key(stage: str, paths: Iterable[Path], *extra: object) -> str:
    """A digest of all that a result depends on.

    Parameters
    ----------
    stage : str
        The package that computes the result; its own code counts.
    paths : iterable of Path
        Python files; the content that they reach counts as well.
    *extra : object
        Whatever else decides the result, as JSON.
    """
    content = {
        "machinery": machinery(stage),
        "files": [(relative(path), read(path).digest) for path in closure(paths)],
        "versions": _versions(),
        "extra": extra,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=1)
def _versions() -> list[str]:
    libraries = ("numpy", "matplotlib", "math-core")
    return [platform.python_version(), *(importlib.metadata.version(name) for name in libraries)]
