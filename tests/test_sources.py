"""Sources read through the syntax tree: names, what they reach, and keys."""

import ast

import pytest

from scripts import sources
from scripts.errors import PageError
from scripts.project import FIGURES, ROOT, SNIPPETS

FUNCTIONS = {"snippets/__init__.py", "snippets/functions.py"}


def imports_of(code: str, path: str = "snippets/example.py") -> set[str]:
    found = sources.Source(ROOT / path, code, ast.parse(code), "").local_imports
    return {sources.relative(file) for file in found}


def test_a_definition_starts_with_its_decorators_and_ends_with_its_body(tmp_path):
    file = tmp_path / "topic.py"
    one = "@functools.cache\ndef one():\n    return 1\n"
    file.write_text(f"import functools\n\n{one}\ndef _two(): pass\n")
    (found,) = sources.read(file).definitions
    assert (found.name, found.line, found.end_line) == ("topic.one", 3, 5)
    assert found.source == one


def test_an_edited_file_is_read_again(tmp_path):
    file = tmp_path / "topic.py"
    file.write_text("def one(): pass\n")
    before = sources.read(file)
    assert sources.read(file) is before
    file.write_text("def other(): pass\n")
    assert sources.read(file).definitions[0].symbol == "other"
    assert sources.read(file).digest != before.digest


@pytest.mark.parametrize(
    ("code", "reached"),
    [
        ("from snippets.functions import square", FUNCTIONS),
        ("import snippets.activations as a", {"snippets/__init__.py", "snippets/activations.py"}),
        ("from snippets import functions", FUNCTIONS),
        ("from .functions import square", FUNCTIONS),
        ("from . import functions", FUNCTIONS),
        ("def f():\n    from snippets.functions import square", FUNCTIONS),
        ("import numpy as np\nimport math", set()),
    ],
)
def test_local_imports_in_every_form(code, reached):
    assert imports_of(code) == reached


def test_the_closure_follows_imports_through_other_modules():
    # derivatives' figures reach functions only through activations' own import of it.
    activations = SNIPPETS / "activations.py"
    assert SNIPPETS / "functions.py" in sources.closure([activations])
    assert not any("drawing" in file.parts for file in sources.closure([FIGURES / "activations.py"]))


def test_a_key_changes_with_each_thing_that_it_covers(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    (tmp_path / "snippets").mkdir()
    inner, outer = tmp_path / "snippets" / "inner.py", tmp_path / "snippets" / "outer.py"
    inner.write_text("def f(): return 1\n")
    outer.write_text("from snippets.inner import f\n")

    def key(stage="drawing", *extra):
        return sources.key(stage, [outer], *extra)

    first = key()
    assert key() == first
    assert len({first, key("running"), key("drawing", "more")}) == 3
    inner.write_text("def f(): return 2\n")
    assert key() != first, "a change in an imported module"


def test_machinery_counts_with_the_modules_that_it_names_however_indirectly(tmp_path, monkeypatch):
    files = {
        "errors.py": "",
        "stage/stage.py": "from scripts.near.used import f",
        "stage/other.py": "# runs python -m scripts.near.child\nfrom scripts.drawing.style import axes",
        "near/used.py": "import scripts.far\nimport scripts.figures.lines",
        "near/child.py": "",
        "near/unused.py": "",
        "far/anything.py": "",
        "drawing/graph.py": "",
        "drawing/style.py": "",
        "figures/lines.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(sources, "SCRIPTS", tmp_path)
    digest = sources.machinery.__wrapped__
    before, decisive = digest("stage"), []
    for name, text in files.items():
        (tmp_path / name).write_text(f"{text}\n# edited")
        if digest("stage") != before:
            decisive.append(name)
        (tmp_path / name).write_text(text)
    assert decisive == [name for name in files if name not in ("near/unused.py", "figures/lines.py")]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("activations.leaky_rellu", "activations.leaky_relu"),
        ("functions.leaky_relu", "activations.leaky_relu"),
        ("activations._check", "private"),
        ("_hidden.f", "private"),
        ("../activations.relu", "module.symbol"),
        ("/etc/passwd", "module.symbol"),
        ("relu", "activations.relu"),
    ],
)
def test_an_unknown_snippet_is_refused_with_the_nearest_names(name, says):
    with pytest.raises(PageError) as caught:
        sources.snippet(name)
    assert says in caught.value.message


def test_a_file_that_is_not_python_is_reported_with_its_line(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    file = tmp_path / "broken.py"
    file.write_text("x = 1\ndef f(:\n")
    with pytest.raises(PageError, match=r"^broken\.py:2:\d+: not valid Python"):
        sources.read(file)
