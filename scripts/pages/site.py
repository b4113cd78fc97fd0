"""The pages as build, verification and tests see them: their fences, and the work these ask for."""

import re
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path

import yaml

from scripts import sources
from scripts.drawing.requests import request as drawing_request
from scripts.errors import PageError
from scripts.exercises.requests import request as exercise_request
from scripts.labs import source as labs
from scripts.labs.requests import request as labs_request
from scripts.pages.fences import NOT_IN_LABS, VIEWS, Fence, scan
from scripts.pages.given import Given, given_rows
from scripts.project import DOCS, FIGURES, NOTATION
from scripts.running.requests import request as running_request
from scripts.stages import Request
from scripts.training.choices import Settings
from scripts.training.requests import request as training_request
from scripts.verify.requests import requests as snippet_requests

# Where a text was last found: a build renders each page once, and need not read all each time.
_path_of: dict[str, Path] = {}

_NAMED_FUNCTION = re.compile(r":\s*(\w+\.\w+)")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page: Markdown, or a lab, whose code cells are fences of its Markdown.

    Attributes
    ----------
    path : str
        From the project's root, for errors.
    uri : str
        From `docs/`, for links.
    text : str
        The Markdown without its front matter, as the generator passes it on.
    first_line : int
        Line of the file at which that text begins.
    front : dict
        The front matter.
    """

    path: str
    uri: str
    text: str
    fences: tuple[Fence, ...]
    first_line: int = 1
    front: dict = field(default_factory=dict)

    @property
    def title(self) -> str:
        """As the front matter has it, or made from the file's name."""
        return self.front.get("title") or Path(self.uri).stem.replace("-", " ").capitalize()

    @property
    def is_lab(self) -> bool:
        return self.path.endswith(".py")

    def of_kind(self, *kinds: str) -> list[Fence]:
        return [fence for fence in self.fences if fence.kind in kinds]

    def line_of(self, text: str) -> int:
        """The line of the file where a text first stands."""
        lines = self.text.split("\n")
        return self.first_line + next((i for i, line in enumerate(lines) if text in line), 0)

    def given(self, fence: Fence) -> list[Given]:
        """The rows that a formula of the page takes from those above it."""
        return given_rows(fence, self.of_kind("math"), self.path)

    @property
    def names(self) -> list[str]:
        """The names that the page shows, in the order of their first view."""
        return list(dict.fromkeys(fence.name for fence in self.of_kind(*VIEWS)))

    @property
    def requests(self) -> list[Request]:
        """All the work that the page asks for; raises if a view names what there is not."""
        for fence in self.of_kind("snippet"):
            snippet_of(self, fence.name, fence.line)
        work = [formula_request(self, fence) for fence in self.of_kind("math")]
        work += [diagram_request(self, fence) for fence in self.of_kind("diagram")]
        return work + run_requests(self) + training_requests(self) + exercise_requests(self)


def pages() -> list[Page]:
    """Every page under `docs/`."""
    return [_page(path) for path in _paths()]


def page_of(text: str) -> Page:
    """The page whose Markdown this is.

    A Markdown extension is not told by every generator which page it renders, so
    the page is recognised by its text.
    """
    wanted = text.strip()
    path = _path_of.get(wanted)
    if path is None or not path.is_file() or _page(path).text != wanted:
        _path_of.clear()
        _path_of.update({_page(path).text: path for path in _paths()})
        path = _path_of.get(wanted)
    return _page(path) if path else Page("<text>", "", wanted, tuple(scan(wanted, "<text>")))


def _paths() -> list[Path]:
    return sorted([*DOCS.rglob("*.md"), *labs.LABS.glob("*.py")])


def all_requests() -> list[Request]:
    """The work of all pages, so that what is stale can be computed side by side."""
    work = [request for page in pages() for request in page.requests]
    if any(page.of_kind("verification") for page in pages()):
        work += snippet_requests()
    return work


def _page(path: Path) -> Page:
    status = path.stat()
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=4096)
def _read(path: Path, _mtime_ns: int, _size: int) -> Page:
    source = markdown(path)
    front = _FRONT_MATTER.match(source)
    body = source[front.end() :] if front else source
    blank = len(body) - len(body.lstrip())
    first_line = source[: len(source) - len(body) + blank].count("\n") + 1
    name = sources.relative(path)
    fences = tuple(scan(body.strip(), name, first_line))
    said = (front and yaml.safe_load(front[0].strip().strip("-."))) or {}
    page = Page(name, path.relative_to(DOCS).as_posix(), body.strip(), fences, first_line, said)
    _refuse_strange(page)
    return page


def markdown(path: Path) -> str:
    """The Markdown of a file, front matter included."""
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    return labs.markdown(text, sources.relative(path)) if path.suffix == ".py" else text


def _refuse_strange(page: Page) -> None:
    """What runs in a lab are its cells, and what else it shows is bound to a name."""
    strange = page.of_kind(*NOT_IN_LABS) if page.is_lab else page.of_kind("cell")
    if strange:
        kind = {"display": "$$ formula", "run": "python run fence"}
        what = kind.get(strange[0].kind, f"{strange[0].kind} fence")
        advice = (
            'write math of="…" for a formula, and let a code cell print or show what is computed'
            if page.is_lab
            else "cells are for the labs, docs/labs/*.py; here write python run"
        )
        where = "a lab" if page.is_lab else "a page"
        raise PageError(f"a {what} cannot stand in {where}: {advice}", page.path, strange[0].line)


def lab_requests() -> list[Request]:
    """The execution of every lab, each with its place among them.

    Not part of `all_requests`: who needs the result of one page should not wait for these.
    """
    found = [lab_request(page) for page in pages() if page.is_lab]
    return [
        replace(request, payload={**request.payload, "position": place})
        for place, request in enumerate(found)
    ]


def lab_request(page: Page) -> Request:
    """The execution of a lab: of its cells, and of the computed values between them."""
    executed = [
        labs.Cell(fence.body, fence.line, is_value=True) if fence.kind == "value" else _cell(fence)
        for fence in page.of_kind("cell", "value")
    ]
    return labs_request(page.path, executed)


def lab_cells(page: Page) -> list[labs.Cell]:
    """The code cells of a lab."""
    return [_cell(fence) for fence in page.of_kind("cell")]


def _cell(fence: Fence) -> labs.Cell:
    return labs.cell(fence.body, fence.line + 1)


def formula_request(page: Page, fence: Fence) -> Request:
    """The check of a formula; its key leaves out where it stands, so that moving it is free."""
    snippet = snippet_of(page, fence.name, fence.line)
    payload = {
        "page": page.path,
        "line": 1,
        "latex": fence.body,
        "name": fence.name,
        "options": {key: text for key, text in fence.options.items() if key not in ("of", "given")},
        "given": [(each.left, each.row) for each in page.given(fence)],
    }
    reached = [snippet.path]
    shown = " ".join([fence.body, *(row for _, row in payload["given"])])
    others = _functions_in(shown) + _NAMED_FUNCTION.findall(fence.options.get("names", ""))
    for other in [*others, *filter(None, [fence.options.get("derivative_of")])]:
        reached.append(snippet_of(page, other, fence.line).path)
    key = sources.key("formulas", reached, payload, NOTATION.read_text(encoding="utf-8"))
    return Request("formulas", key, f"{page.path}:{fence.line} {fence.name}", payload)


def diagram_request(page: Page, fence: Fence) -> Request:
    """The drawing of a diagram fence."""
    snippet = snippet_of(page, fence.name, fence.line)
    if not fence.body.strip():
        raise PageError(
            "this diagram has no alternative text: say in the fence's body what the picture shows",
            page.path, fence.line,
        )  # fmt: skip
    figure = figure_name(fence)
    if not sources.definition(FIGURES, figure):
        known = sources.definitions(FIGURES)
        raise PageError(
            f"there is no figure '{figure}': a function {figure.rpartition('.')[2]} in "
            f"scripts/figures/{snippet.module}.py draws it. {sources.nearest(figure, known)}",
            page.path, fence.line,
        )  # fmt: skip
    return drawing_request(*figure.split("."))


def figure_name(fence: Fence) -> str:
    """The figure that a diagram fence shows, `module.function`."""
    module, _, symbol = fence.name.partition(".")
    return f"{module}.{fence.options.get('figure', symbol)}"


def run_requests(page: Page) -> list[Request]:
    """The execution of a page's run blocks and computed values, if it has any.

    Those of a lab are computed where its cells are.
    """
    if page.is_lab:
        return []
    cells = [
        {
            "kind": "block" if fence.kind == "run" else "value",
            "source": fence.body,
            "line": fence.line + (fence.kind == "run"),
            "error": fence.options.get("error"),
        }
        for fence in page.of_kind("run", "value")
    ]
    if not cells:
        return []
    names = [snippet_of(page, name, _line_of(page, name)).name for name in page.names]
    owner: dict[str, str] = {}
    for name in names:
        symbol = name.partition(".")[2]
        if owner.setdefault(symbol, name) != name:
            raise PageError(
                f"'{owner[symbol]}' and '{name}' would both be called {symbol} in the page's run blocks",
                page.path, _line_of(page, name),
            )  # fmt: skip
    return [running_request(page.path, names, cells)]


def exercise_requests(page: Page) -> list[Request]:
    """The cases of a page's exercises."""
    return [
        exercise_request(snippet_of(page, fence.name, fence.line).name, page.path, fence.line)
        for fence in page.of_kind("exercise")
    ]


def training_requests(page: Page) -> list[Request]:
    """What the page's panel for training has before anything runs in it."""
    return [training_request(settings_of(page, fence), page.path) for fence in page.of_kind("train")]


def settings_of(page: Page, fence: Fence) -> Settings:
    """What a panel for training begins with; raises with the fence's line if that is not to be had."""
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    try:
        return Settings(**{key: kinds[key](text) for key, text in fence.options.items()})
    except ValueError as error:
        raise PageError(f"this panel cannot begin so: {error}", page.path, fence.line) from None


def _line_of(page: Page, name: str) -> int:
    return next(fence.line for fence in page.of_kind(*VIEWS) if fence.name == name)


def snippet_of(page: Page, name: str, line: int) -> sources.Definition:
    """The snippet that a fence of the page names; raises with the fence's line if there is none."""
    try:
        return sources.snippet(name)
    except PageError as error:
        if error.arguments["page"]:
            raise  # The snippet's own file is wrong.
        raise PageError(error.arguments["message"], page.path, line) from None


def _functions_in(latex: str) -> list[str]:
    """The snippets whose function symbols occur in a formula."""
    tight = latex.replace(" ", "")
    return [row["snippet"] for row in notation()["functions"] if row["symbol"].replace(" ", "") in tight]


def parameter_symbols() -> dict[str, str]:
    """The LaTeX symbol of each parameter name in the notation table."""
    return {row["name"]: row["symbol"] for row in notation()["symbols"]}


def notation() -> dict:
    """The rows of the notation table, as data."""
    status = NOTATION.stat()
    return _read_notation(status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=4)
def _read_notation(_mtime_ns: int, _size: int) -> dict:
    return yaml.safe_load(NOTATION.read_text(encoding="utf-8"))
