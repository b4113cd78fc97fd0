"""What an author gets for bad input, by real strict builds: where it is, what is wrong, what to do."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scripts.bench.projects import Project
from tests.project import NOTATION, make_project

pytestmark = pytest.mark.slow

BLOCK = """\
# Lines

```math of="lines.double"
\\operatorname{double}(x) = 2x
```

```diagram of="lines.double" figure="double_line"
A line through the origin, of slope two.
```

```snippet of="lines.double"
```

```python run
double(np.array([1.0, 2.0]))
```
"""


def refusal(project: Project) -> str:
    """What a strict build says that must fail, and fail in order."""
    result = project.build()
    assert result.returncode == 1, result.stderr
    assert "site-packages" not in result.stderr, "a traceback of the machinery"
    return result.stderr


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with nothing wrong, and its results in the cache."""
    project = make_project(tmp_path_factory.mktemp("right") / "project", {"lines.md": BLOCK})
    result = project.build()
    assert result.returncode == 0, result.stderr
    return project


@pytest.fixture
def project(right: Project, tmp_path: Path) -> Project:
    """A copy of it to spoil."""
    return Project(Path(shutil.copytree(right.root, tmp_path / "project")))


def test_the_page_that_the_others_spoil_is_right(right: Project) -> None:
    html = (right.root / "site" / "lines" / "index.html").read_text("utf-8")
    assert 'id="lines.double"' in html and "array([2., 4.])" in html


@dataclass(frozen=True)
class Bad:
    """A page with something wrong at a line, and what the message must say."""

    name: str
    page: str
    line: int
    says: tuple[str, ...]
    column: int | None = None
    others: dict[str, str] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, str]:
        return {"docs/lines.md": self.page, **self.others}


def _spoiled(old: str, new: str) -> str:
    assert BLOCK.count(old) == 1
    return BLOCK.replace(old, new)


_WITH_FACTOR = NOTATION.replace(
    "functions:", "  - {symbol: k, name: factor, shape: scalar, meaning: a factor}\nfunctions:"
)

_SHAPELESS = """\
import numpy as np


def stretch(x: np.ndarray, factor: np.ndarray) -> np.ndarray:
    \"""Multiply a number.

    Parameters
    ----------
    x : ndarray, any shape
    factor : ndarray

    Returns
    -------
    ndarray, same shape as x
    \"""
    return factor * x
"""

CASES = [
    # A fence that names no snippet, a private name, a path outside snippets/.
    Bad("no such snippet", _spoiled('math of="lines.double"', 'math of="lines.doubel"'), 3,
        ("there is no snippet 'lines.doubel'", "Did you mean lines.double?")),
    Bad("no such snippet to run", _spoiled('snippet of="lines.double"', 'snippet of="line.double"'),
        11, ("there is no snippet 'line.double'", "lines.double")),
    Bad("private name", _spoiled('snippet of="lines.double"', 'snippet of="lines._double"'), 11,
        ("'lines._double' is private", "lines.double")),
    Bad("path outside", _spoiled('snippet of="lines.double"', 'snippet of="../secret.key"'), 11,
        ("'../secret.key' is not a name", "module.symbol")),
    Bad("no name", _spoiled('snippet of="lines.double"', "snippet"), 11, ('of="module.name"',)),
    # Formulas.
    Bad("contradiction", _spoiled("= 2x", "= 3x"), 4,
        ("formula: \\operatorname{double}(x) = 3x", "input:", "formula gives", "code gives")),
    Bad("unknown command", _spoiled("= 2x", "= \\foo x"), 4, ("\\foo",), column=28),
    Bad("unknown symbol", _spoiled("= 2x", "= 2x + \\omega"), 4, ("\\omega",), column=33),
    Bad("unbalanced brace", _spoiled("= 2x", "= 2x^{1"), 4, ("never closed",), column=31),
    Bad("empty formula", _spoiled("\\operatorname{double}(x) = 2x\n", ""), 4, ("empty",)),
    Bad("shapeless parameter",
        '# Lines\n\n```math of="loose.stretch" result="y"\ny = kx\n```\n', 4,
        ("parameter factor", "shape"),
        others={"snippets/loose.py": _SHAPELESS, "docs/notation.yml": _WITH_FACTOR}),
    Bad("inline formula", "# Lines\n\nThe slope $\\frac{1$ is not closed.\n", 3, ("\\frac{1",)),
    # Diagrams.
    Bad("no alternative text",
        _spoiled("A line through the origin, of slope two.\n", ""), 7, ("alternative text",)),
    Bad("no such figure", _spoiled('figure="double_line"', 'figure="double_lime"'), 7,
        ("there is no figure 'lines.double_lime'", "lines.double_line")),
    # Run blocks and computed values.
    Bad("a block that raises", _spoiled("double(np.array([1.0, 2.0]))", "a = 1\nb = a / 0"), 16,
        ("ZeroDivisionError", "b = a / 0")),
    Bad("a block that prints a megabyte",
        _spoiled("double(np.array([1.0, 2.0]))", 'print("many words " * 100_000)'), 15,
        ("print less", "many words")),
    Bad("a block that ends Python",
        _spoiled("double(np.array([1.0, 2.0]))", "import os; os._exit(3)"), 15, ("status 3",)),
    Bad("a value that raises", BLOCK + "\nIt is `{python} doubble(2.0)`.\n", 18,
        ("NameError", "doubble")),
    Bad("a value with too many digits", BLOCK + "\nIt is `{python} 1 / 3`.\n", 18, ("digits",)),
    # The fences themselves.
    Bad("unknown option", _spoiled('figure="double_line"', 'figur="double_line"'), 7,
        ("no option 'figur'", "did you mean figure?")),
    Bad("unreadable option", _spoiled('figure="double_line"', "figure=double_line"), 7,
        ('key="value"',)),
    Bad("unclosed fence", BLOCK + '\n```snippet of="lines.double"\n', 18, ("never closed",)),
    Bad("unclosed formula", BLOCK + "\n$$\nx = 1\n", 18, ("never closed",)),
    Bad("a fence in raw HTML",
        '# Lines\n\n<div>\n\n```snippet of="lines.double"\n```\n\n</div>\n', 5, ('markdown="1"',)),
    Bad("unknown citation", BLOCK + "\nSee [@nobody2020].\n", 18, ("nobody2020",)),
]  # fmt: skip


@pytest.mark.parametrize("bad", CASES, ids=lambda bad: bad.name)
def test_it_stops_and_says_where_and_why(project: Project, bad: Bad) -> None:
    for path, text in bad.files.items():
        project.write(path, text)
    said = refusal(project)
    place = f"docs/lines.md:{bad.line}:" + (f"{bad.column}:" if bad.column else "")
    assert place in said
    for part in bad.says:
        assert part in said


def test_lines_count_from_the_top_of_the_file_with_front_matter(project: Project) -> None:
    page = _spoiled('of="lines.double" figure', 'of="lines.dubble" figure')
    project.write("docs/lines.md", f"---\ntitle: Lines\n---\n\n{page}")
    assert "docs/lines.md:11:" in refusal(project)


def test_a_block_that_never_ends_is_stopped(project: Project) -> None:
    page = _spoiled("double(np.array([1.0, 2.0]))", "while True:\n    pass")
    project.write("docs/lines.md", page)
    project.replace("scripts/running/stage.py", "SECONDS = 60", "SECONDS = 2")
    said = refusal(project)
    assert "docs/lines.md:15:" in said and "has not ended after 2 s" in said


def test_long_output_is_cut_with_a_note(project: Project) -> None:
    page = _spoiled("double(np.array([1.0, 2.0]))", "for k in range(5000):\n    print(k)")
    project.write("docs/lines.md", page)
    result = project.build()
    assert result.returncode == 0, result.stderr
    html = (project.root / "site" / "lines" / "index.html").read_text("utf-8")
    assert "\n1000\n" in html and "\n4999" not in html and "of 23,889 characters)" in html


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("curve(ax, double)", "raise RuntimeError('no ink')", ("RuntimeError: no ink",)),
        ("return fig", "return ax", ("returns a Axes", "return a Matplotlib Figure")),
        ("return fig", "pass", ("returns nothing", "return a Matplotlib Figure")),
        ("curve(ax, double)", 'curve(ax, lambda x: 3 * x, gid="lines.double")',
         ("the curve 'lines.double' is not lines.double", "at x =", "the code gives")),
        ("curve(ax, double)", 'curve(ax, double, gid="lines.dubble")', ("lines.dubble",)),
    ],
    ids=["raises", "no figure", "nothing", "another curve", "unknown curve"],
)  # fmt: skip
def test_a_bad_figure_stops_the_build_and_keeps_the_old_one(
    project: Project, old: str, new: str, says: tuple[str, ...]
) -> None:
    page = project.root / "site" / "lines" / "index.html"
    before = page.read_bytes()
    stored = set((project.root / ".cache").rglob("*"))

    project.replace("scripts/figures/lines.py", old, new)
    said = refusal(project)

    assert "double_line" in said
    for part in says:
        assert part in said
    assert stored <= set((project.root / ".cache").rglob("*"))
    project.replace("scripts/figures/lines.py", new, old)
    again = project.build()
    assert again.returncode == 0
    assert "drawing" not in again.stderr, "the old figure was drawn again"
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("[there](nowhere.md)", "nowhere.md"),
        ("[there](#nowhere)", "#nowhere"),
        ("[there](index.md#nowhere)", "#nowhere"),
        ("![picture](nowhere.png)", "nowhere.png"),
    ],
)
def test_a_link_that_does_not_arrive_stops_the_build(project: Project, link: str, says: str) -> None:
    project.write("docs/lines.md", f"{BLOCK}\nSee {link}.\n")
    said = refusal(project)
    assert "lines.md" in said and says in said


def test_a_page_that_is_not_in_the_navigation_stops_the_build(project: Project) -> None:
    project.write("docs/forgotten.md", "# Forgotten\n")
    assert "forgotten.md" in refusal(project)


def test_a_syntax_error_in_a_snippet_says_where(project: Project) -> None:
    project.replace("snippets/lines.py", "return x + x", "return x +")
    said = refusal(project)
    assert "snippets/lines.py:17:" in said and "not valid Python" in said
