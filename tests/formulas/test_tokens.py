import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.formulas.names import key_of, scripts_after
from scripts.formulas.problems import Refused
from scripts.formulas.tokens import position, spell, tokenize


def texts(latex):
    return [token.text for token in tokenize(latex)[:-1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\mathbf W", r"\mathbf{W}"),
        (r"\hat{y}", r"\hat y"),
        (r"\hat\theta", r"\hat{\theta}"),
        (r"\left( x \right)", "(x)"),
        (r"a \leq b", r"a\le b"),
        (r"\dfrac{a}{b}", r"\frac{a}{b}"),
        (r"x\,y\quad z", "xyz"),
        (r"\lbrace a\rbrace", r"\{a\}"),
        (r"A^\intercal", r"A^\top"),
        (r"A^{\mathsf T}", r"A^{\top}"),
        ("a \\\\[4pt] b", "a \\\\ b"),
        (r"\operatorname{soft\,max}", r"\operatorname{soft max}"),
    ],
)
def test_one_spelling_for_each_thing(one, other):
    assert texts(one) == texts(other)


def test_digits_stay_apart_and_know_what_they_are_glued_to():
    tokens = tokenize("12 3")
    assert [(token.text, token.glued) for token in tokens[:3]] == [
        ("1", False),
        ("2", True),
        ("3", False),
    ]


def test_brackets_know_their_partners():
    tokens = tokenize(r"x^{a_{b}}\begin{cases}1\end{cases}")
    for place, token in enumerate(tokens):
        if token.partner >= 0:
            assert tokens[token.partner].partner == place


@pytest.mark.parametrize(
    ("latex", "at", "says"),
    [
        ("x^{2", 2, "never closed"),
        ("x}", 1, "closes nothing"),
        (r"\begin{cases}x", 0, "never closed"),
        (r"\begin{array}x\end{array}", 0, "array"),
        (r"\left(x)", 0, r"\right"),
        (r"(x\right)", 2, r"\left"),
        (r"{\left(x}\right)", 1, r"\right"),
        (r"\left.x\right|", 5, "hides a bracket"),
        ("a*b", 1, r"\cdot"),
        ("a % b", 2, "comment"),
        ("α", 0, "LaTeX"),
        (r"\hat{y_i}", 0, r"\hat y_i"),
        ("x\\", 1, "backslash"),
    ],
)
def test_refuses_with_the_place(latex, at, says):
    with pytest.raises(Refused) as refused:
        tokenize(latex)
    assert refused.value.at == at
    assert says in refused.value.message


@given(st.text(alphabet=r"\{}^_&x1a()|[]frc. ", max_size=30))
def test_any_text_is_tokenized_or_refused(latex):
    try:
        tokens = tokenize(latex)
    except Refused as refused:
        assert 0 <= refused.at <= len(latex)
    else:
        assert tokens[-1].kind == "stop"
        assert all(latex[token.at : token.at + 1].strip() for token in tokens[:-1])


def test_positions_count_from_one():
    assert position("ab\ncd", 0) == (1, 1)
    assert position("ab\ncd", 4) == (2, 2)


def test_scripts_are_gathered_once():
    tokens = tokenize("x_i^{2n}'+1")
    found = scripts_after(tokens, 1, len(tokens) - 1)
    assert (spell(tokens[slice(*found.sub)]), spell(tokens[slice(*found.sup)])) == ("i", "2 n")
    assert found.primes == 1
    assert tokens[found.end].text == "+"


@pytest.mark.parametrize(
    ("latex", "says"),
    [("x^10", "first digit"), ("x_i_k", "two scripts"), ("x^", "missing"), ("x^-1", "sign")],
)
def test_refuses_scripts_that_tex_reads_otherwise(latex, says):
    tokens = tokenize(latex)
    with pytest.raises(Refused, match=says):
        for place in range(1, len(tokens) - 1):
            scripts_after(tokens, place, len(tokens) - 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("h_{t-1}", "h_{t - 1}"),
        (r"\beta_1", r"\beta_{1}"),
        (r"\mathbf W^{(l)}_{i}", r"\mathbf{W}_i^{(l)}"),
        (r"\frac{\partial L}{\partial W}", r"\frac{\partial L}{ \partial W }"),
    ],
)
def test_keys_do_not_depend_on_the_spelling(one, other):
    assert key_of(one) == key_of(other)
    assert key_of(one) != key_of(one.replace("1", "2").replace("W", "V"))
