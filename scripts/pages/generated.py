"""Fences that the build fills in: each gives Markdown made from the project's own data."""

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

from scripts import sources
from scripts.errors import PageError
from scripts.pages import code
from scripts.pages.citations import bibliography
from scripts.pages.site import notation
from scripts.project import SNIPPETS, TESTS
from scripts.verify.page import verification


def notation_tables() -> str:
    """The notation table: conventions, symbols and function symbols."""
    table = notation()
    parts = ["## Conventions", *(f"- {sentence}" for sentence in table.get("conventions", []))]
    parts += ["", "## Symbols", "", "| symbol | in code | shape | meaning |", "|---|---|---|---|"]
    parts += [
        f"| ${row['symbol']}$ | `{row['name']}` | {row['shape']} | {_linked(row)} |"
        for row in table["symbols"]
    ]
    parts += ["", "## Functions", "", "| symbol | snippet | meaning |", "|---|---|---|"]
    parts += [
        f"| ${row['symbol']}$ | `{row['snippet']}` | {_linked(row)} |" for row in table["functions"]
    ]
    return "\n".join(parts)


def _linked(row: dict) -> str:
    """The meaning of a symbol, with a link to the page that introduces it."""
    if "page" not in row:
        return row["meaning"]
    title = Path(row["page"].partition("#")[0]).stem.replace("-", " ").capitalize()
    return f"{row['meaning']} ([{title}](../{row['page']}))"


def source() -> str:
    """Every snippet module, with an anchor at each name."""
    return "\n\n".join(_module(path) for path in _modules())


def tests() -> str:
    """The tests of every snippet module, with an anchor at the first test of each name."""
    return "\n\n".join(_tests(path) for path in _modules())


def _modules() -> list[Path]:
    return sorted(SNIPPETS.glob("[!_]*.py"))


def _module(path: Path) -> str:
    definitions = sources.read(path).definitions
    starts = {
        definition.line: f"source.{definition.name}" for definition in reversed(definitions)
    }
    return f"## {path.stem} {{#source.{path.stem}}}\n\n{_listing(path, starts)}"


def _tests(path: Path) -> str:
    file = TESTS / "snippets" / f"test_{path.stem}.py"
    if not file.is_file():
        problem = f"this module has no tests to show: write {sources.relative(file)}"
        raise PageError(problem, sources.relative(path))
    mentions = _mentions(file, path.stem, sources.read(path).definitions)
    return f"## {path.stem} {{#tests.{path.stem}}}\n\n{_listing(file, mentions)}"


def _mentions(tests: Path, module: str, definitions: tuple[sources.Definition, ...]) -> dict[int, str]:
    """The first line of the first test that uses each name; the top of the file for the rest."""
    anchors: dict[int, str] = {}
    for definition in definitions:
        word = re.compile(rf"\b{definition.symbol}\b")
        using = [test.line for test in sources.read(tests).definitions if word.search(test.source)]
        line = using[0] if using else 1
        anchor = f"tests.{module}.{definition.symbol}"
        anchors[line] = f"{anchors[line]} {anchor}" if line in anchors else anchor
    return anchors


def _listing(path: Path, anchors: dict[int, str]) -> str:
    """A file as highlighted HTML; several anchors may share a line."""
    head, body = re.split(r"(?<=<code>)", code.highlighted(sources.read(path).text), maxsplit=1)
    lines = body.split("\n")
    for line, names in anchors.items():
        marks = "".join(f'<a id="{name}"></a>' for name in names.split())
        lines[line - 1] = marks + lines[line - 1]
    title = f'<p class="listing-title"><code>{escape(sources.relative(path))}</code></p>'
    # A section, since the search plugin takes the end of an inner <div> for that of what it excludes.
    html = title + head + "\n".join(lines)
    return f'<section class="listing" data-search-exclude="true">{html}</section>'


FILL: dict[str, Callable[[], str]] = {
    "notation": notation_tables,
    "verification": verification,
    "bibliography": bibliography,
    "source": source,
    "tests": tests,
}
