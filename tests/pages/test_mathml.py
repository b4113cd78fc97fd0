"""LaTeX to MathML: classes instead of styles, parameters marked for their sliders."""

import pytest

from scripts.pages.mathml import MathError, mathml, with_parameters


def test_alignment_becomes_classes():
    markup = mathml(r"f(x) = \begin{cases} 1 & x > 0 \\ \alpha & x \le 0 \end{cases}", display=True)
    assert " style=" not in markup
    assert 'class="math-left' in markup
    assert 'display="block"' in markup


def test_aligned_rows_and_matrices_convert():
    for latex in (
        r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\underbrace{x + y}_{z}",
    ):
        assert " style=" not in mathml(latex, display=True)


def test_an_unknown_command_is_an_error():
    with pytest.raises(MathError, match=r"\\foo"):
        mathml(r"\foo x")


def test_a_prime_stands_at_its_own_height():
    assert "msup" not in mathml(r"f'(x)")
    assert mathml(r"\sigma'(x^2)").count("<msup>") == 1


def test_parameters_are_marked_wherever_they_stand():
    markup = with_parameters(mathml(r"\max(\alpha x, 2\alpha)"), {"alpha": r"\alpha"})
    assert markup.count('data-param="alpha"') == 2
    assert markup.count("data-after-number") == 1
    assert with_parameters(mathml("x"), {"alpha": r"\alpha"}) == mathml("x")
