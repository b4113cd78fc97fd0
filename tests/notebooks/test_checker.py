"""The check of a notebook: right, wrong, and every way of not being an answer."""

import numpy as np
import pytest

from scripts.exercises.stage import exercise_of
from scripts.notebooks.checker import NAMES, program
from snippets.activations import leaky_relu


@pytest.fixture(scope="module")
def check():
    namespace: dict = {}
    exec(program([exercise_of("activations.leaky_relu", leaky_relu)]), namespace)
    assert namespace.keys() - {"__builtins__"} == set(NAMES)
    return namespace["check"]


def answer(body):
    function = eval(f"lambda x, alpha=0.2: {body}", {"np": np})
    function.__name__ = "leaky_relu"
    return function


def said(check, capsys, function) -> str:
    check(function)
    return capsys.readouterr().out


def test_what_is_right_is_called_right(check, capsys):
    assert said(check, capsys, leaky_relu).startswith("Right: ")
    assert said(check, capsys, answer("np.where(x > 0, x, alpha * x)")).startswith("Right: ")


def test_what_is_wrong_is_shown_with_its_input(check, capsys):
    text = said(check, capsys, answer("np.where(x > 0, x, -alpha * x)"))
    assert text.startswith("Not yet: right for ")
    assert "\nx = " in text and "\nalpha = " in text and "\ngives " in text and "\nnot   " in text
    namespace = {"np": np}
    exec(text[text.index("\nx = ") : text.index("\ngives ")], namespace)
    right = leaky_relu(namespace["x"], namespace["alpha"])
    shown = eval(text[text.index("\nnot   ") + 7 :].split("\nentry")[0], {"np": np})
    assert np.allclose(shown, right)


@pytest.mark.parametrize(
    ("body", "part"),
    [("None", "returns nothing"), ("x / 'a'", "gives "), ("x.__imul__(2)", "changes x")],
)
def test_what_is_no_answer_is_told_so(check, capsys, body, part):
    assert part in said(check, capsys, answer(body))


def test_other_names_and_signatures_are_refused_with_what_to_do(check, capsys):
    assert "Give one of these" in said(check, capsys, np.sin)
    assert "leaky_relu" in said(check, capsys, 3)
    function = eval("lambda z: z")
    function.__name__ = "leaky_relu"
    assert "is to take (x, alpha)" in said(check, capsys, function)


def test_a_reader_can_stop_it(check):
    def leaky_relu(x, alpha):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(leaky_relu)
