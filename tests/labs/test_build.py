"""Labs in whole builds: their pages, and when they are executed again."""

import gzip
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from mkdocs_jupyter.plugin import _compute_cache_key
from nbclient import NotebookClient

from scripts.bench.projects import Project
from tests.labs.samples import lab
from tests.project import SNIPPETS, make_project

pytestmark = pytest.mark.slow

LAB = "docs/labs/doubling.py"
RIGHT = "print(double(2))"
VALUE = "double(5)"
# Another number each time that it is executed.
STAMP = "import time\nprint('stamp', time.time_ns())"
DOUBLING = lab(
    """\
    #: # Doubling

    What $x^2$ is not, see [Lines](../lines.md#lines.double).

    !!! note
        A box.

    ```math of="lines.double"
    \\operatorname{double}(x) = x + x
    ```
    """,
    STAMP,
    """\
    # alt: A line that rises.
    import numpy as np
    from matplotlib import pyplot as plt
    from tqdm import tqdm
    from snippets.lines import double
    for _ in tqdm(range(2), "epochs"):
        pass
    plt.subplots()[1].plot([0, 1], double(np.array([0, 1])))
    print(double(2))
    """,
    """\
    from IPython.display import Markdown
    Markdown("| configuration | accuracy |\\n|---|---:|\\n| plain | 95.5 |")
    """,
    "#: Twice five is `{python} double(5)`, as the cells above find it.",
    title="Doubling things",
)
READING = lab(
    "#: # Reading",
    STAMP,
    """\
    from pathlib import Path
    from snippets.halves import half
    print("half of it is", half(int((Path("docs/labs/data") / "number.txt").read_text())))
    """,
)
HALVES = SNIPPETS["lines"].replace("double", "half").replace("x + x", "x / 2")
INDEX = "# Labs\n\n```labs\n```\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with two labs, as each test finds and leaves it."""
    project = make_project(
        tmp_path_factory.mktemp("labs") / "project",
        {"lines.md": '# Lines\n\n```snippet of="lines.double"\n```\n', "labs/index.md": INDEX},
        snippets={**SNIPPETS, "halves": HALVES},
    )
    project.write(LAB, DOUBLING)
    project.write("docs/labs/reading.py", READING)
    project.write("docs/labs/data/number.txt", "6")
    project.write("docs/labs/data/unused.txt", "7")
    project.replace("mkdocs.yml", "  - labs/index.md\n",
                    "  - labs/index.md\n  - labs/reading.py\n  - labs/doubling.py\n")  # fmt: skip
    return project


@contextmanager
def edited(project: Project, path: str, old: str, new: str) -> Iterator[None]:
    """A file of the project with something in place of something else, for a while."""
    project.replace(path, old, new)
    try:
        yield
    finally:
        project.replace(path, new, old)


def page(project: Project, name: str) -> str:
    return (project.root / "site" / "labs" / name / "index.html").read_text("utf-8")


def stamps(project: Project) -> dict[str, str]:
    """When each lab was executed, as its page says."""
    built(project)
    names = ("doubling", "reading")
    return {name: re.search(r"stamp (\d+)", page(project, name))[1] for name in names}


def built(project: Project) -> None:
    result = project.build()
    assert result.returncode == 0, result.stderr


def test_a_lab_is_a_page_like_any_other(project: Project) -> None:
    built(project)
    html = page(project, "doubling")
    assert "<title>Doubling things" in html and 'content="A lab of a test."' in html
    assert html.count("<math") == 2 and "✓ formula = code" in html
    assert 'href="../../lines/#lines.double"' in html and 'class="admonition note"' in html
    assert html.count('class="lab"') == 3 and "<samp>4</samp>" in html
    assert 'aria-label="Figure 1"' in html and "<desc>A line that rises.</desc>" in html
    assert "# alt" not in html and "epochs:" not in html
    assert '<td align="right">95.5</td>' in html
    assert "Twice five is 10, as the cells" in html
    assert len(gzip.compress(html.encode())) < 30_000
    # The plugin would have brought these.
    assert " style=" not in html and "<style" not in html and 'src=""' not in html
    loaded = re.findall(r'<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="([^"]*)"', html)
    assert [url for url in loaded if "//" in url and not url.startswith("http://127.0.0.1")] == []
    index = (project.root / "site" / "labs" / "index.html").read_text("utf-8")
    listed = re.findall(r'<a href="(reading|doubling)/">(.*?)</a>', index.partition("<article")[2])
    assert listed == [("reading", "A lab"), ("doubling", "Doubling things")]
    data = project.root / "site" / "labs" / "data"
    assert [file.name for file in data.iterdir()] == ["number.txt"]


def test_a_lab_runs_at_home_with_its_data_beside_it(project: Project, tmp_path: Path) -> None:
    built(project)
    site = project.root / "site" / "labs"
    for name, said in (("doubling", "4"), ("reading", "half of it is 3.0")):
        assert f'href="../{name}.ipynb" download title="Download this lab"' in page(project, name)
        notebook = nbformat.read(site / f"{name}.ipynb", 4)
        nbformat.validate(notebook)
        kept = [text for text in _texts(notebook) if "stamp" not in text]
        assert said in " ".join(kept)
        assert (name == "doubling") == any("Twice five is 10" in cell.source for cell in notebook.cells)
        shutil.copytree(site / "data", tmp_path / name)
        home = {"metadata": {"path": str(tmp_path / name)}}
        NotebookClient(notebook, resources=home).execute()
        assert [text for text in _texts(notebook) if "stamp" not in text] == kept
    assert 'href="../data/number.txt" download' in page(project, "reading")
    assert "/data/" not in page(project, "doubling")
    assert "number.txt](http://127.0.0.1:8000/labs/data/number.txt)" in notebook.cells[0].source


def _texts(notebook: nbformat.NotebookNode) -> list[str]:
    """What the cells of a notebook have printed."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output.text for output in outputs if output.get("name") == "stdout"]


def test_what_has_changed_is_executed_again_and_nothing_else(project: Project) -> None:
    first = stamps(project)
    assert stamps(project) == first

    before = _key_of_the_plugin(project)
    with edited(project, "snippets/lines.py", "return x + x", "return 2 * x"):
        second = stamps(project)
        assert second["doubling"] != first["doubling"] and second["reading"] == first["reading"]
        # To the plugin it would have been the same notebook as before.
        assert _key_of_the_plugin(project) == before

    with edited(project, "docs/labs/data/number.txt", "6", "8"):
        third = stamps(project)
        assert third["reading"] != second["reading"]
        assert third["doubling"] == first["doubling"]  # the snippet is what it was
        assert "half of it is 4.0" in page(project, "reading")

    with (
        edited(project, "docs/labs/data/unused.txt", "7", "9"),
        edited(project, LAB, "A box.", "Another box."),
        edited(project, LAB, "A line that rises.", "A rising line."),
    ):
        assert stamps(project) == first
        assert "Another box." in page(project, "doubling")
        assert "A rising line." in page(project, "doubling")


def _key_of_the_plugin(project: Project) -> str:
    """The key under which mkdocs-jupyter itself would keep what it has executed."""
    settings = (
        "kernel_name", "theme", "allow_errors", "show_input", "no_input", "no_prompt", "toc_depth",
        "remove_tag_config", "highlight_extra_classes", "include_requirejs", "custom_mathjax_url",
    )  # fmt: skip
    return _compute_cache_key(str(project.root / LAB), dict.fromkeys(settings), True)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (RIGHT, "1 / 0", "the cell raises ZeroDivisionError"),
        (RIGHT, "import warnings; warnings.warn('not so')", "UserWarning: not so"),
        (VALUE, "1 / 0", "the inline value raises ZeroDivisionError"),
    ],
)
def test_a_cell_that_fails_stops_the_build_and_leaves_the_last_result_alone(
    project: Project, right: str, wrong: str, message: str
) -> None:
    first = stamps(project)
    with edited(project, LAB, right, wrong):
        result = project.build()
    line = DOUBLING[: DOUBLING.index(right)].count("\n") + 1
    assert result.returncode == 1
    assert message in result.stderr and f"{LAB}:{line}: " in result.stderr
    assert re.search(r"stamp (\d+)", page(project, "doubling"))[1] == first["doubling"]
    assert stamps(project) == first


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("operatorname{double}(x) = x + x", "operatorname{double}(x) = x", f"{LAB}:16:"),
        ("(../lines.md#lines.double)", "(../lines.md#lines.trouble)", "lines.trouble"),
    ],
)
def test_formulas_and_links_of_a_lab_are_checked(
    project: Project, old: str, new: str, message: str
) -> None:
    with edited(project, LAB, old, new):
        result = project.build()
    assert result.returncode == 1
    assert message in result.stderr and "labs/doubling.py" in result.stderr
