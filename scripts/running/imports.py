"""What sources import from elsewhere: sources go in, the names of top-level packages come out.

Modules of the project are followed, so that a block which draws with the site's own
style needs Matplotlib even if it does not say so.
"""

import ast
import importlib.util
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_LOCAL = ("snippets", "scripts")


def packages(sources: Iterable[str]) -> set[str]:
    """The packages that running these sources imports, the standard library's among them."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [name for source in sources for name in _imported(source)]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            found.add(name.partition(".")[0])
            waiting.extend(_imported_by(name))
    return found - set(_LOCAL)


def _imported(source: str) -> list[str]:
    """Every dotted name that a source may import."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []  # Running it reports the error with its line.
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


@lru_cache(maxsize=256)
def _imported_by(name: str) -> list[str]:
    """What a module of the project imports; nothing for any other."""
    if name.partition(".")[0] not in _LOCAL:
        return []
    try:
        found = importlib.util.find_spec(name)
    except (ImportError, AttributeError, ValueError):
        return []  # A name in a module, not a module.
    if found is None or not found.origin:
        return []
    return _imported(Path(found.origin).read_text(encoding="utf-8"))
