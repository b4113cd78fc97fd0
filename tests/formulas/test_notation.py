import pytest

from scripts.errors import PageError
from scripts.formulas.notation import Notation
from scripts.formulas.scope import snippet_function
from scripts.project import NOTATION

GOOD = r"""
symbols:
  - {symbol: '\alpha', name: alpha, shape: scalar, meaning: a slope}
  - {symbol: 'h_{t-1}', name: hidden, shape: vector, meaning: the state before}
functions:
  - {symbol: '\operatorname{ReLU}', snippet: activations.relu, meaning: a rectifier}
conventions:
  - A batch is rows.
"""


def load(tmp_path, text):
    path = tmp_path / "notation.yml"
    path.write_text(text, encoding="utf-8")
    return Notation.load(path)


def test_loads_symbols_by_their_canonical_spelling(tmp_path):
    notation = load(tmp_path, GOOD)
    assert notation.names == {r"\alpha": "alpha", "h _ t - 1": "hidden"}
    assert notation.snippets == {r"\operatorname{ReLU}": "activations.relu"}
    assert notation.symbols[0].meaning == "a slope"
    assert notation.conventions == ("A batch is rows.",)


def test_an_empty_table_is_a_table(tmp_path):
    assert load(tmp_path, "") == Notation()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (r"'\operatorname{ReLU}'", r"'\alpha'", "one meaning"),
        ("name: alpha, ", "", "needs symbol, name and meaning"),
        ("shape: scalar", "form: scalar", "unknown fields form"),
        ("conventions", "habits", "unknown sections: habits"),
        (r"'\alpha'", "'{'", "never closed"),
        ("symbols:", "symbols: [", "not valid YAML"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path, old, new, says):
    with pytest.raises(PageError, match=says) as error:
        load(tmp_path, GOOD.replace(old, new))
    assert "notation.yml" in str(error.value)


def test_a_missing_table_is_said(tmp_path):
    with pytest.raises(PageError, match="cannot be read"):
        Notation.load(tmp_path / "notation.yml")


def test_every_function_of_the_site_is_a_snippet():
    functions = Notation.load(NOTATION).functions
    assert functions
    for function in functions:
        assert callable(snippet_function(function.snippet, "snippets"))
