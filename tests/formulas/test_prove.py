"""Verdicts and the messages that authors read."""

import numpy as np
import pytest

from scripts.formulas.notation import Function, Notation, Symbol
from scripts.formulas.options import EXEMPTIONS
from scripts.formulas.prove import check
from scripts.formulas.scope import snippet_function
from tests.formulas import library

NOTATION = Notation(
    symbols=(
        Symbol("L", "loss"),
        Symbol(r"\hat y", "y_hat"),
        Symbol("Y", "output"),
        Symbol(r"\epsilon", "eps"),
        Symbol("s", "std"),
    ),
    functions=(
        Function(r"\operatorname{ReLU}", "library.relu"),
        Function(r"\operatorname{LeakyReLU}", "library.leaky_relu"),
        Function(r"\operatorname{ELU}", "library.elu"),
        Function(r"\sigma", "library.sigmoid"),
    ),
)


def verdict(latex, name, page="page.md", line=10, **options):
    return check(latex, f"library.{name}", options, NOTATION, "tests.formulas", page, line)


def test_proven_with_error_and_tolerance():
    found = verdict(r"\operatorname{LeakyReLU}(x) = \max(\alpha x, x)", "leaky_relu")
    assert (found.verdict, found.checked, found.tolerance) == ("proven", True, 1e-9)
    assert 0 <= found.error <= 1e-9
    assert found.message is None and found.reason is None


def test_a_numerical_derivative_says_which_tolerance_was_used():
    found = verdict(r"f'(x) = \lim_{a \to 0} \frac{f(x + a) - f(x - a)}{2a}", "derivative")
    assert (found.verdict, found.tolerance) == ("proven", 1e-6)


def test_a_refutation_shows_formula_input_and_both_values():
    latex = r"\operatorname{LeakyReLU}(x) = \min(\alpha x, x)"
    found = verdict(latex, "leaky_relu")
    assert found.verdict == "refuted" and not found.checked
    assert found.error > 1e-9
    for part in ("library.leaky_relu", latex, "x = ", "alpha = ", "formula gives", "code gives"):
        assert part in found.message


def test_a_refusal_gives_the_place_in_the_page():
    found = verdict("\\operatorname{ReLU}(x) =\n  \\max(x, q)", "relu", line=40)
    assert (found.verdict, found.at_line, found.column) == ("refused", 41, 11)
    assert "'q'" in found.message


def test_the_kink_counts_for_the_code_but_not_for_the_slope():
    right = r"\operatorname{ReLU}'(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}"
    assert verdict(right, "relu_grad").verdict == "proven"
    wrong = right.replace(">", r"\ge").replace(r"\le", "<")
    found = verdict(wrong, "relu_grad")
    assert found.verdict == "refuted" and "x = 0" in found.message


def test_the_slope_is_checked_even_if_the_formula_does_not_state_it(monkeypatch):
    right = r"y = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}"
    assert verdict(right, "relu_grad", result="y").verdict == "proven"

    def relu_grad(x):
        return 2.0 * np.heaviside(x, 0.0)

    relu_grad.__doc__ = library.relu_grad.__doc__
    monkeypatch.setattr(library, "relu_grad", relu_grad)
    snippet_function.cache_clear()
    try:
        found = verdict(right.replace("1 &", "2 &"), "relu_grad", result="y")
    finally:
        monkeypatch.undo()
        snippet_function.cache_clear()
    assert found.verdict == "refuted"
    assert "is not the derivative of library.relu" in found.message


def test_an_exempt_formula_gives_its_reason_to_readers():
    found = verdict(r"\sigma(x) \approx 1", "sigmoid", unchecked="approximation")
    assert found.verdict == "exempt" and not found.checked
    assert found.reason == EXEMPTIONS["approximation"]


def test_an_exempt_formula_that_holds_must_be_checked():
    found = verdict(r"\operatorname{ReLU}(x) = \max(x, 0)", "relu", unchecked="idea")
    assert found.verdict == "refused" and "remove unchecked" in found.message


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"unchecked": "because"}, "no reason"),
        ({"each": "column"}, "neither"),
        ({"base": "2"}, "first index"),
        ({"colour": "red"}, "unknown option colour"),
        ({"names": "q"}, "symbol: name"),
        ({"names": r"q: slope"}, "no parameter"),
        ({"result": "a, b"}, "returns 1"),
        ({"each": "row"}, "proven"),
        ({"defaults": "beta"}, "no default"),
        ({"derivative_of": "library.nothing"}, "library.nothing"),
    ],
)
def test_options_are_checked(options, says):
    found = verdict(r"\operatorname{ReLU}(x) = \max(x, 0)", "relu", **options)
    if says == "proven":
        assert found.verdict == "proven"
    else:
        assert found.verdict == "refused" and says in found.message


@pytest.mark.parametrize("name", ["relu_", "nothing", "Array", "np"])
def test_a_name_that_is_no_function(name):
    assert verdict("y = 1", name).verdict == "refused"


def test_what_is_true_of_any_code_proves_nothing():
    assert "itself" in verdict(r"\sigma(x) = \sigma(x)", "sigmoid").message
    assert "same" in verdict(r"x + 1 = x + 1", "sigmoid").message


def test_a_row_that_nothing_uses_is_not_proven():
    latex = r"\begin{aligned} q &= x^3 \\ y &= x^2 \end{aligned}"
    found = verdict(latex, "square", result="y")
    assert found.verdict == "refused" and "nothing uses" in found.message


def test_every_link_of_a_chain_counts():
    assert verdict("y = x^2 = x x = |x|^2", "square", result="y").verdict == "proven"
    assert verdict("y = x^2 = x x = |x|^3", "square", result="y").verdict == "refuted"


def test_a_left_out_parameter_with_a_default_is_drawn():
    latex = r"y = \max(0, x) + \min(0, e^x - 1)"
    found = verdict(latex, "elu", result="y")
    assert found.verdict == "refuted"
    assert 'defaults="alpha"' in found.message
    assert verdict(latex, "elu", result="y", defaults="alpha").verdict == "proven"


def test_a_shape_is_asked_for_where_it_lacks(monkeypatch):
    def square(x):
        """Square.

        Parameters
        ----------
        x : ndarray

        Returns
        -------
        ndarray, any shape
        """
        return x * x

    monkeypatch.setattr(library, "bare", square, raising=False)
    found = verdict("y = x^2", "bare", result="y")
    assert found.verdict == "refused"
    assert "parameter x" in found.message and "shape" in found.message


def test_values_too_small_to_compare_are_not_proven(monkeypatch):
    def tiny(x):
        """Shrink.

        Parameters
        ----------
        x : ndarray, any shape, in [0, 1]

        Returns
        -------
        ndarray, same shape as x
        """
        return 1e-14 * x

    monkeypatch.setattr(library, "tiny", tiny, raising=False)
    assert "too small" in verdict("y = 0", "tiny", result="y").message


def test_code_that_raises_is_refuted(monkeypatch):
    def picky(x):
        """Refuse.

        Parameters
        ----------
        x : ndarray, any shape

        Returns
        -------
        ndarray, same shape as x
        """
        raise ValueError("no")

    monkeypatch.setattr(library, "picky", picky, raising=False)
    found = verdict("y = x", "picky", result="y")
    assert found.verdict == "refuted" and "raises ValueError: no" in found.message


def test_undefined_where_the_code_is_finite():
    found = verdict(r"y = x \frac{x}{x} x", "square", result="y")
    assert found.verdict == "refuted" and "formula gives nan" in found.message


def test_backward_pass_is_proven_by_the_loss():
    latex = r"""\begin{aligned}
        \frac{\partial L}{\partial X} &= \frac{\partial L}{\partial Y} W^\top \\
        \frac{\partial L}{\partial W} &= X^\top \frac{\partial L}{\partial Y} \\
        \frac{\partial L}{\partial b_j} &= \sum_{i=1}^{n} \frac{\partial L}{\partial Y_{ij}}
    \end{aligned}"""
    assert verdict(latex, "linear_backward").verdict == "proven"
    assert verdict(latex.replace("X^", "-X^"), "linear_backward").verdict == "refuted"
    turned = latex.replace(r"\partial L}{\partial X} &", r"\partial X}{\partial L} &")
    assert verdict(turned, "linear_backward").verdict == "refused"


def test_each_row_of_a_batch():
    latex = r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}"
    options = {"each": "row", "names": "z: Z", "result": "p"}
    assert verdict(latex, "softmax_rows", **options).verdict == "proven"
    wrong = latex.replace(r"\sum_j", r"2 \sum_j")
    assert verdict(wrong, "softmax_rows", **options).verdict == "refuted"


def test_a_formula_that_breaks_the_reader_does_not_raise(monkeypatch):
    monkeypatch.setattr("scripts.formulas.prove.parse", lambda *_: 1 / 0)
    found = verdict("y = x^2", "square", result="y")
    assert found.verdict == "refused" and "ZeroDivisionError" in found.message
