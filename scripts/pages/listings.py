"""Listing fences go in, whole files out: the source of the snippets, and their tests.

A listing with `part="foundation"` has the modules that the pages of that folder show first;
with `letters="a-l"`, of those the ones whose names begin so. The listing without a part
has all that no other takes. So a new module needs no registering.
"""

import re
from functools import lru_cache
from html import escape
from pathlib import Path, PurePosixPath

from scripts import sources
from scripts.errors import PageError
from scripts.pages import code
from scripts.pages.chapters import navigation
from scripts.pages.fences import VIEWS, Fence
from scripts.pages.site import Page, pages
from scripts.project import SNIPPETS, TESTS

LISTINGS = ("source", "tests")
_LETTERS = re.compile(r"([a-z])-([a-z])")


def listing(page: Page, fence: Fence) -> str:
    """The files that one fence lists, with an anchor at each name.

    Raises
    ------
    PageError
        If it lists nothing, or a module has no tests.
    """
    modules = [path for path in _modules() if _listed(fence.kind, path.stem) == (page.uri, fence)]
    if not modules:
        raise PageError(f"this {fence.kind} fence lists nothing: look at its part and letters",
                        page.path, fence.line)  # fmt: skip
    show = {"source": _module, "tests": _tests}[fence.kind]
    return "\n\n".join(show(path) for path in modules)


def listing_of(kind: str, name: str) -> str:
    """Where a name is listed: the page from `docs/`, and the anchor.

    Raises
    ------
    PageError
        If no listing has its module, or more than one.
    """
    uri, _ = _listed(kind, name.partition(".")[0])
    return f"{uri}#{kind}.{name}"


def _listed(kind: str, module: str) -> tuple[str, Fence]:
    """The page and the fence that list a module."""
    read = pages()
    found = _where(kind, module, _Pages(read))
    if len(found) != 1:
        places = " and ".join(f"{page.path}:{fence.line}" for page, fence in found) or "no page"
        raise PageError(
            f"the {kind} of this module is listed by {places}: one {kind} fence must list it",
            f"snippets/{module}.py",
        )
    ((page, fence),) = found
    return page.uri, fence


class _Pages(tuple):
    """Pages as the key of a cache: the same if each is the very same reading of its file."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple) and list(map(id, self)) == list(map(id, other))

    def __hash__(self) -> int:
        return hash(tuple(map(id, self)))


@lru_cache(maxsize=1024)
def _where(kind: str, module: str, read: _Pages) -> list[tuple[Page, Fence]]:
    fences = [(page, fence) for page in read for fence in page.of_kind(kind)]
    part = _parts(read).get(module)
    own = [(page, fence) for page, fence in fences if part and fence.options.get("part") == part]
    rest = [(page, fence) for page, fence in fences if "part" not in fence.options]
    return [(page, fence) for page, fence in own or rest if _begins(module, page, fence)]


@lru_cache(maxsize=8)
def _parts(read: _Pages) -> dict[str, str]:
    """The folder of the first page, in the order of the navigation, that shows a module's name."""
    order = {uri: place for place, uri in enumerate(navigation())}
    parts: dict[str, str] = {}
    for page in sorted(read, key=lambda page: (order.get(page.uri, len(order)), page.uri)):
        for fence in page.of_kind(*VIEWS, "exercise"):
            folder = PurePosixPath(page.uri).parent.as_posix()
            parts.setdefault(fence.name.partition(".")[0], folder)
    return parts


def _begins(module: str, page: Page, fence: Fence) -> bool:
    """Whether a module's name begins with one of the letters that a fence lists."""
    letters = fence.options.get("letters", "a-z")
    read = _LETTERS.fullmatch(letters)
    if not read:
        raise PageError(f'letters are a range such as letters="a-l", not {letters!r}',
                        page.path, fence.line)  # fmt: skip
    return read[1] <= module[0] <= read[2]


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
    head, body = re.split(r"(?<=<code>)", code.listed(sources.read(path).text), maxsplit=1)
    lines = body.split("\n")
    for line, names in anchors.items():
        marks = "".join(f'<a id="{name}"></a>' for name in names.split())
        lines[line - 1] = marks + lines[line - 1]
    title = f'<p class="listing-title"><code>{escape(sources.relative(path))}</code></p>'
    # A section, since the search plugin takes the end of an inner <div> for that of what it excludes.
    html = title + head + "\n".join(lines)
    return f'<section class="listing" data-search-exclude="true">{html}</section>'
