"""What a definition needs comes along: once, in order, and never under the name of something else."""

from pathlib import Path
from textwrap import dedent

import pytest

from scripts.errors import PageError
from scripts.pages import bundle
from scripts.pages.bundle import Bundle, Key


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a module of a package `snippets` of the test's own; gives a key in it."""
    monkeypatch.setattr(bundle, "ROOT", tmp_path)
    monkeypatch.setattr(bundle, "relative", lambda path: path.name)
    (tmp_path / "snippets").mkdir()

    def write(name: str, text: str):
        path = tmp_path / "snippets" / f"{name}.py"
        path.write_text(dedent(text))
        return lambda symbol: Key(path, symbol)

    return write


def run(text: str) -> dict:
    namespace: dict = {}
    exec(text, namespace)
    return namespace


def test_two_of_one_name_are_told_apart_where_they_are_called(module):
    module("a", "def scale(x):\n    return 2 * x\n\ndef by_a(x):\n    return scale(x)\n")
    key = module("b", """\
        from snippets.a import by_a

        def scale(x):
            return 3 * x

        def both(x):
            return scale(x), by_a(x)
        """)
    text = Bundle(first=[key("scale")]).add(key("both")).take()
    namespace = run(text)
    assert namespace["both"](1) == (3, 2)
    assert namespace["scale"](1) == 3 and namespace["a_scale"](1) == 2
    assert text.count("def scale(") == text.count("def a_scale(") == 1


def test_what_is_there_already_does_not_come_again(module):
    key = module("a", """\
        import math

        def one():
            return math.e

        def two():
            return one() + math.e
        """)
    together = Bundle()
    first, second = together.add(key("one")).take(), together.add(key("two")).take()
    assert "import math" in first and "def one" in first
    assert second == "def two():\n    return one() + math.e\n"
    assert together.add(key("two")).take() == ""


def test_what_comes_later_is_left_out_unless_a_definition_cannot_be_made_without_it(module):
    key = module("a", """\
        class Base:
            pass

        def helper():
            return 1

        class Child(Base):
            def method(self, start=helper):
                return late() + start()

        def late():
            return helper()
        """)
    together = Bundle()
    text = together.add(key("Child"), later=[key("Base"), key("late")]).take()
    assert "class Base" in text and "def helper" in text and "def late" not in text
    assert "def late" in together.add(key("Child")).take()  # now it is to be called


def test_what_was_overwritten_comes_again(module):
    key = module("a", "def one():\n    return 1\n\ndef two():\n    return one() + 1\n")
    together = Bundle()
    together.add(key("two")).take()
    together.forget(key("one"))
    assert together.add(key("two")).take() == "def one():\n    return 1\n"


def test_a_parameter_of_the_same_name_stops_it():
    with pytest.raises(PageError, match="the parameter scale has the name of a function"):
        bundle.renamed("def by_a(x, scale=1):\n    return scale * x", {"scale": "a_scale"}, "a.py")


def test_names_keep_their_place_beside_letters_of_several_bytes():
    assert bundle.renamed('print("é", f(1), f)', {"f": "a_f"}, "") == 'print("é", a_f(1), a_f)'
