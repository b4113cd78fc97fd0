"""The notebook of every page, run where the project is not: it shows what the page shows."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from scripts.bench.projects import Project
from scripts.notebooks.notebook import has_notebook
from scripts.pages.results import Results
from scripts.pages.site import pages
from tests.alone import Run, run_alone
from tests.exercises.answers import all_exercises, wrong_answers, wrong_file

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("notebooks")]

# Those of the labs would train for minutes again: tests/labs/ has a short one and looks at all.
PAGES = {page.uri: page for page in pages() if has_notebook(page) and not page.is_lab}
CHAPTERS = {page.uri for page in pages() if page.front.get("teaches")}
EXERCISES = {
    f"{exercise.page.uri}:{exercise.fence.name}": exercise
    for exercise in all_exercises()
    if exercise.page.uri in PAGES
}
_DEFINED = re.compile(r"^(?:def|class) (\w+)", re.MULTILINE)
_SOLUTION = re.compile(r"<summary>Solution</summary>\n\n.*?\n\n```python\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Answered:
    """An exercise in a notebook: the stub, the call that checks it, and the solution under it."""

    stub: str
    check: str
    solution: str

    def with_answer(self, answer: str) -> str:
        """The stub's cell with an answer in the place of the function."""
        return self.stub[: self.stub.index("def ")] + answer


def source_of(site: Project, uri: str) -> NotebookNode:
    file = site.root / "site" / uri.replace(".md", ".ipynb")
    return nbformat.read(file, as_version=nbformat.NO_CONVERT)


def answered(notebook: NotebookNode, symbol: str) -> Answered:
    check = f"check({symbol})"
    place = next(i for i, cell in enumerate(notebook.cells) if cell.source == check)
    stub, below = notebook.cells[place - 1], notebook.cells[place + 1]
    return Answered(stub.source, check, _SOLUTION.search(below.source)[1])


def extra_cells(uri: str, notebook: NotebookNode) -> list[str]:
    """What a reader does after a first look: a wrong answer to each exercise, then its solution."""
    cells = []
    for exercise in EXERCISES.values():
        if exercise.page.uri == uri:
            given = answered(notebook, exercise.definition.symbol)
            wrong = wrong_answers(wrong_file(exercise))[exercise.fence.name][0]
            for answer in (wrong[wrong.index("def ") :], given.solution):
                cells += [given.with_answer(answer), given.check]
    return cells


@pytest.fixture(scope="module")
def notebooks(built: Project) -> dict[str, NotebookNode]:
    return {uri: source_of(built, uri) for uri in PAGES}


@pytest.fixture(scope="module")
def runs(
    notebooks: Mapping[str, NotebookNode], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Run]:
    programs = [
        [cell.source for cell in notebook.cells if cell.cell_type == "code"] + extra_cells(uri, notebook)
        for uri, notebook in notebooks.items()
    ]
    return dict(zip(notebooks, run_alone(programs, tmp_path_factory.mktemp("alone")), strict=True))


def recorded(cell: NotebookNode) -> str:
    """What the notebook says that a cell shows."""
    parts = {
        "stream": lambda output: output.text,
        "execute_result": lambda output: output.data["text/plain"],
        "error": lambda output: "\n".join(output.traceback),
    }
    return "".join(parts[output.output_type](output) for output in cell.outputs).removesuffix("\n")


def test_every_chapter_has_a_notebook() -> None:
    assert CHAPTERS and CHAPTERS <= PAGES.keys()
    assert PAGES.keys() - CHAPTERS == set(), "a page that is no chapter says `notebook: false`"


@pytest.mark.parametrize("uri", PAGES)
def test_it_is_a_notebook_with_the_outputs_of_the_page(
    notebooks: Mapping[str, NotebookNode], uri: str
) -> None:
    notebook, page = notebooks[uri], PAGES[uri]
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    shown = [recorded(cell) for cell in notebook.cells if cell.cell_type == "code" and cell.outputs]
    results = Results(page)
    printed = [results.of(fence)["text"] for fence in page.of_kind("run")]
    assert shown == [text for text in printed if text]
    raising = [cell for cell in notebook.cells if "raises-exception" in cell.metadata.get("tags", [])]
    assert len(raising) == sum("error" in fence.options for fence in page.of_kind("run"))


@pytest.mark.parametrize("uri", PAGES)
def test_it_runs_without_the_project_and_shows_what_it_says(
    notebooks: Mapping[str, NotebookNode], runs: Mapping[str, Run], uri: str
) -> None:
    code = [cell for cell in notebooks[uri].cells if cell.cell_type == "code"]
    for cell, shown in zip(code, runs[uri].cells, strict=False):
        if cell.source.startswith("check("):
            assert shown.error is None and shown.printed.startswith("Not yet: ")
        else:
            assert shown.text == recorded(cell), cell.source
    assert runs[uri].packages == ["numpy"]


@pytest.mark.parametrize("name", EXERCISES)
def test_its_check_takes_the_solution_and_refuses_a_wrong_answer(
    runs: Mapping[str, Run], name: str
) -> None:
    uri = EXERCISES[name].page.uri
    mine = [other for other, exercise in EXERCISES.items() if exercise.page.uri == uri]
    first = 4 * (mine.index(name) - len(mine))  # from the end
    failed, wrong, solved, right = [*runs[uri].cells, None][first - 1 : first + 3]
    assert solved.error is None and failed.error is None
    assert right.printed.startswith("Right: ")
    assert wrong.printed.startswith("Not yet: ")


@pytest.mark.parametrize("uri", PAGES)
def test_it_defines_everything_once_and_imports_nothing_of_the_project(
    notebooks: Mapping[str, NotebookNode], uri: str
) -> None:
    code = "\n".join(cell.source for cell in notebooks[uri].cells if cell.cell_type == "code")
    assert not re.search(r"^\s*(from|import) (snippets|scripts)\b", code, re.MULTILINE)
    own = [name for fence in PAGES[uri].of_kind("run") for name in _DEFINED.findall(fence.body)]
    own += [each.definition.symbol for each in EXERCISES.values() if each.page.uri == uri]
    count = Counter(name for name in _DEFINED.findall(code) if name not in own)
    assert count and set(count.values()) == {1}


@pytest.mark.parametrize("uri", PAGES)
def test_its_text_leads_to_the_site_and_holds_no_rest_of_its_own_markdown(
    notebooks: Mapping[str, NotebookNode], uri: str
) -> None:
    texts = [cell.source for cell in notebooks[uri].cells if cell.cell_type == "markdown"]
    prose = re.sub(r"```.*?```|\$\$.*?\$\$|\$[^$\n]+\$|`[^`\n]+`", "", "\n".join(texts), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)]*)\)", prose):
        assert link.startswith(("http://", "https://")), link
    for left in (r"\{python\}", r"\[@", r"^!!! ", r"^\?\?\?", r"\{ ?[.#]", r"\.md\b"):
        assert not re.search(left, prose, re.MULTILINE), left
    diagrams = len(PAGES[uri].of_kind("diagram"))
    pictures = re.findall(r'<img src="data:image/png;base64,[\w+/=]+" width="\d+" alt="[^"]+">', prose)
    assert len(pictures) == diagrams
    formulas = PAGES[uri].of_kind("math", "display")
    assert len(re.findall(r"\$\$.+?\$\$", "\n".join(texts), re.DOTALL)) == len(formulas)
    given = sum("given" in formula.options for formula in formulas)
    assert len(re.findall(r"\$\$\s+with \$.+?\$ from above", "\n".join(texts))) == given


def test_jupyter_itself_runs_one(notebooks: Mapping[str, NotebookNode]) -> None:
    notebook = notebooks["neural-networks/losses.md"]
    before = [recorded(cell) for cell in notebook.cells if cell.cell_type == "code"]
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for text, cell in zip(before, code, strict=True):
        kinds = {output.output_type for output in cell.outputs}
        if cell.source.startswith("check("):
            assert kinds == {"stream"}
        elif kinds == {"error"}:
            assert text == f"{cell.outputs[0].ename}: {cell.outputs[0].evalue}"
        else:
            assert recorded(cell) == text
