"""`python -m scripts.drawing` draws what is stale, and no failure costs a drawing."""

import hashlib

import pytest

from tests.project import FIGURES, SNIPPETS, make_project

pytestmark = pytest.mark.slow

DEEPER = {
    "lines": SNIPPETS["lines"].replace("return x + x", "return parts.total([x, x])").replace(
        "import numpy as np", "import numpy as np\n\n        from snippets import parts"
    ),
    "parts": '"""Arrays in, their sum out."""\n\n\ndef total(parts):\n    return sum(parts)\n',
}
FIGURE = "scripts/figures/lines.py"


@pytest.fixture
def project(tmp_path):
    made = make_project(tmp_path / "project", {}, snippets=DEEPER, figures=FIGURES)
    assert draw(made) == ["lines.double_line"]
    return made


def draw(project, *arguments):
    """The figures that a run of the command drew."""
    result = project.run("scripts.drawing", *arguments)
    assert result.returncode == 0, result.stderr
    return drawn(result)


def drawn(result):
    return [line.split()[-1] for line in result.stderr.splitlines() if line.startswith("  drawing")]


def test_only_what_is_stale_is_drawn(project):
    assert draw(project) == []
    assert draw(project, "--force", "lines") == ["lines.double_line"]
    project.replace("snippets/parts.py", "sum(parts)", "sum(parts[:2])")
    assert draw(project, "lines.double_line") == ["lines.double_line"]
    project.replace("scripts/drawing/style.py", '"lines.linewidth": 2.5', '"lines.linewidth": 3')
    assert draw(project) == ["lines.double_line"]


def test_a_failure_says_where_and_keeps_the_old_drawing(project):
    project.replace(FIGURE, "curve(ax, double)", 'curve(ax, lambda x: 3 * x, gid="lines.double")')
    result = project.run("scripts.drawing")
    assert result.returncode == 1
    place = f"Error: {FIGURE}:7: double_line: "
    assert place + "the curve 'lines.double' is not lines.double" in result.stderr
    project.replace(FIGURE, 'curve(ax, lambda x: 3 * x, gid="lines.double")', "curve(ax, double)")
    assert draw(project) == []


def test_files_are_the_same_every_time(project, tmp_path):
    sums = set()
    for folder in ("one", "two"):
        draw(project, "--force", "--jobs", "1", "--out", str(tmp_path / folder))
        (file,) = (tmp_path / folder).iterdir()
        assert file.name == "lines.double_line.svg"
        sums.add(hashlib.sha256(file.read_bytes()).hexdigest())
    assert len(sums) == 1


def test_an_unknown_name_proposes_the_nearest(project):
    result = project.run("scripts.drawing", "lines.duoble_line")
    assert result.returncode == 1
    assert "there is no figure 'lines.duoble_line'. Did you mean lines.double_line" in result.stderr
