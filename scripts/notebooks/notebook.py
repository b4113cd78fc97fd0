"""A page goes in, the same page comes out as a Jupyter notebook that needs NumPy and nothing else.

Prose and formulas become Markdown, and diagrams pictures in it; snippets, run blocks and
exercises become cells. Their outputs are those of the build.
"""

from collections.abc import Callable, Sequence

from nbformat import NotebookNode

from scripts import stages
from scripts.exercises.stub import stub
from scripts.notebooks import checker, labs, markdown
from scripts.notebooks.cells import Cells, outputs_of
from scripts.notebooks.inline import Cell, Inliner
from scripts.notebooks.parts import Bound, Box, Part, Prose, Verbatim, parts_of
from scripts.pages import code
from scripts.pages.anchors import anchors
from scripts.pages.exercises import Exercise, exercises, parts
from scripts.pages.fences import VIEWS, Fence
from scripts.pages.results import Results
from scripts.pages.site import Page, all_requests, exercise_requests, parameter_symbols
from scripts.sources import snippet

_PIXELS = 4 / 3  # of a screen, for each unit of a drawing
_NUMPY = "import numpy as np"
_NEEDS = "It runs with Python 3.11, NumPy 2.0, and whatever is newer. Text: CC BY 4.0, code: MIT."


def has_notebook(page: Page) -> bool:
    """Whether a page can be taken away: it shows or runs code, and does not say `notebook: false`."""
    return bool(page.of_kind(*VIEWS, "run", "cell")) and page.front.get("notebook", True)


def notebook(page: Page, site: str, address: Callable[[str], str | None]) -> NotebookNode:
    """The notebook of a page.

    Parameters
    ----------
    page : Page
    site : str
        The name of the site.
    address : callable
        Takes a page of `docs/` and gives where it is published; None if that is not known.

    Raises
    ------
    PageError
        If code of the page cannot share a namespace with the snippets that it calls.
    """
    return _Writer(page, site, address).notebook()


class _Writer:
    """Writes one page, part by part."""

    def __init__(self, page: Page, site: str, address: Callable[[str], str | None]) -> None:
        self._page, self._site = page, site
        self._results = Results(page)
        self._prose = markdown.Prose(page.uri, address)
        self._cells = Cells()
        self._anchors = anchors(page)
        self._exercises = {exercise.fence.line: exercise for exercise in exercises(page)}
        self._code = {fence.line: Cell(fence.body, fence.line + 1) for fence in page.of_kind("run")}
        self._code |= labs.code(page)
        in_scope = [] if page.is_lab else [snippet(name) for name in page.names]
        symbols = {definition.symbol for definition in in_scope}
        for line, exercise in self._exercises.items():
            given = stub(exercise.definition, symbols)
            self._code[line] = Cell(given, line, answers=exercise.definition.symbol)
        shown = [snippet(fence.name) for fence in page.of_kind("snippet")]
        reserved = checker.NAMES if self._exercises else ()
        self._inliner = Inliner(list(self._code.values()), page.path, in_scope, shown, reserved)

    def notebook(self) -> NotebookNode:
        first, *others = parts_of(self._results.lines(), self._page.fences)
        title, _, rest = first.text.partition("\n") if isinstance(first, Prose) else ("", "", "")
        self._cells.prose(title)
        self._head()
        self._write([Prose(rest), *others] if title else [first, *others])
        return self._cells.notebook()

    def _head(self) -> None:
        """Where the notebook comes from, and the code that stands before all other."""
        page = self._prose.link(f"a page of {self._site}")
        self._cells.text(f"*This notebook was made from {page}. {_NEEDS}*")
        if self._page.is_lab:
            self._cells.text(labs.needs(self._page, self._prose))
        setup = self._inliner.setup()
        if setup:
            self._cells.text("Run the next cell first: it holds code that is called here and not shown.")
        if _NUMPY not in setup.splitlines():
            setup = f"{_NUMPY}\n\n\n{setup}"
        self._cells.code(setup, folded="" if setup.strip() == _NUMPY else "Code that is called here")

    def _write(self, parts: Sequence[Part]) -> None:
        """The parts of the page itself, each added to the cells as it comes."""
        for part in parts:
            match part:
                case Prose(text):
                    self._cells.prose(self._prose(text))
                case Verbatim(text):
                    self._cells.text(text)
                case Box():
                    self._box(part)
                case Bound(fence, indent):
                    if not self._add_code(fence):
                        text = self._text_of(fence, is_inside=indent > 0)
                        self._cells.text(markdown.indented(text, indent))

    def _box(self, box: Box, folded: str = "") -> None:
        """A box: in a quotation, or to be opened; interrupted where there is code in it."""
        folded = folded or (box.title if box.is_folded else "")
        title, texts = box.title, []

        def close() -> None:
            nonlocal title
            if texts:
                text = "\n\n".join(texts)
                if box.is_folded:
                    self._cells.text(markdown.folded(title, text))
                    title = f"{box.title}, continued"
                else:
                    self._cells.text(markdown.quoted(f"**{title}**\n\n{text}" if title else text))
                    title = ""
                texts.clear()

        for part in box.parts:
            match part:
                case Prose(text):
                    texts.append(self._prose(text))
                case Verbatim(text):
                    texts.append(text)
                case Box():
                    close()
                    self._box(part, folded)
                case Bound(fence, indent) if fence.kind in ("run", "snippet", "exercise"):
                    if box.is_folded:
                        texts.append("The next cell is a part of this.")
                    close()
                    self._add_code(fence, folded)
                case Bound(fence, indent):
                    texts.append(markdown.indented(self._text_of(fence, is_inside=True), indent))
        close()

    def _add_code(self, fence: Fence, folded: str = "") -> bool:
        """Add the cells of a fence that is code; tells whether it is."""
        match fence.kind:
            case "snippet":
                self._snippet(fence, folded)
            case "run":
                self._run(fence, folded)
            case "cell":
                self._lab_cell(fence)
            case "exercise":
                self._exercise(self._exercises[fence.line])
            case _:
                return False
        return True

    def _snippet(self, fence: Fence, folded: str) -> None:
        definition = snippet(fence.name)
        if text := self._inliner.definition(definition):
            self._cells.code(text, folded=folded)
        else:
            name = definition.symbol
            self._cells.text(f"The code of `{name}` stands above, where it is called first.")

    def _run(self, fence: Fence, folded: str) -> None:
        cell, error = self._code[fence.line], fence.options.get("error")
        if missing := self._inliner.missing(cell):
            self._cells.code(missing, folded=folded)
        outputs = outputs_of(self._results.of(fence), is_error=bool(error))
        tags = ["raises-exception"] if error else []
        self._cells.code(self._inliner.rewritten(cell), outputs, tags, folded)

    def _lab_cell(self, fence: Fence) -> None:
        cell = self._code[fence.line]
        if missing := self._inliner.missing(cell):
            self._cells.code(missing)
        shown = self._results.of(fence)["outputs"]
        source = labs.at_home(self._inliner.rewritten(cell), shown)
        self._cells.code(source, labs.outputs_of(shown))

    def _exercise(self, exercise: Exercise) -> None:
        if exercise.number == 1:
            self._checker()
        read = parts(self._page, exercise.fence)
        symbol = exercise.definition.symbol
        self._cells.prose(f"### Exercise {exercise.number}: {exercise.title}")
        self._cells.text(self._prose(read.task))
        cell = self._code[exercise.fence.line]
        if missing := self._inliner.missing(cell):
            self._cells.code(missing)
        self._cells.code(self._inliner.rewritten(cell))
        self._inliner.overwritten(exercise.definition)
        self._cells.code(f"check({symbol})")
        for number, hint in enumerate(read.hints, 1):
            title = f"Hint {number}" if len(read.hints) > 1 else "Hint"
            self._cells.text(markdown.folded(title, self._prose(hint)))
        solution = f"```python\n{code.shown(exercise.definition)}```"
        self._cells.text(markdown.folded("Solution", f"The tested code:\n\n{solution}"))

    def _checker(self) -> None:
        cases = stages.results(exercise_requests(self._page), all_requests)
        self._cells.text("Run the next cell, too: it holds the inputs that answers are tried on.")
        self._cells.code(checker.program(cases), folded="Inputs for the exercises")

    def _text_of(self, fence: Fence, is_inside: bool) -> str:
        """A fence that is no code, as Markdown; inside of a box or a list, a formula takes one line."""
        match fence.kind:
            case "math":
                latex = " ".join(fence.body.split()) if is_inside else f"\n{fence.body.strip()}\n"
                return f"$${latex}$$" + self._given(fence)
            case "diagram":
                return self._diagram(fence)
            case "train":
                where = self._prose.link("on the site", "#train-it")
                return f"{self._prose(fence.body.strip())}\n\n*The panel is {where}.*"
        return f"*What stands here is {self._prose.link('on the site')} only.*"

    def _given(self, fence: Fence) -> str:
        symbols = ", ".join(f"${each.left}$" for each in self._page.given(fence))
        return f"\n\nwith {symbols} from above" if symbols else ""

    def _diagram(self, fence: Fence) -> str:
        drawing = self._results.of(fence)
        alternative_text, width = " ".join(fence.body.split()), _PIXELS * drawing["width"]
        picture = markdown.picture(drawing["png"], alternative_text, width)
        if not drawing["sliders"]:
            return picture
        symbols = parameter_symbols()
        values = ", ".join(
            f"${symbols[slider['name']]} = {slider['value']}$"
            if slider["name"] in symbols
            else f"{slider['label']} = {slider['value']}"
            for slider in drawing["sliders"]
        )
        live = self._prose.link("On the site", f"#{self._anchors[fence.line]}")
        return f"{picture}\n\n*Here {values}. {live}, sliders move it.*"
