"""The value of a formula, compared with values worked out by hand."""

import numpy as np
import pytest

from scripts.formulas.contract import contract_of
from scripts.formulas.evaluate import Evaluator
from scripts.formulas.notation import Function, Notation, Symbol
from scripts.formulas.options import read_options
from scripts.formulas.parse import parse
from scripts.formulas.problems import IllTyped, Refused, Undefined, Unsettled
from scripts.formulas.scope import scope_of

NOTATION = Notation(
    symbols=(Symbol("I", "identity"), Symbol(r"\delta", "kronecker")),
    functions=(
        Function(r"\sigma", "library.sigmoid"),
        Function(r"\operatorname{softmax}", "library.softmax"),
        Function(r"\operatorname{rows}", "library.softmax_rows"),
        Function(r"\operatorname{gauss}", "library.gaussian_density"),
    ),
)
GIVEN = {
    "A": np.array([[1.0, 2.0], [3.0, 4.0]]),
    "X": np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
    "v": np.array([3.0, -4.0]),
    "u": np.array([1.0, 2.0, 3.0]),
    "p": np.array([0.25, 0.75]),
    "c": np.array([0, 1, 1]),
    "x": 2.0,
    "t": 0.5,
    "f": lambda x: x**3,
    "mu": 1.0,
    "std": 2.0,
}
SIZES = {"n": 3, "d": 2}


def given(A, X, v, u, p, c, x, t, f, mu, std):
    """Give values of every kind.

    Parameters
    ----------
    A : ndarray, shape (d, d)
    X : ndarray, shape (n, d)
    v : ndarray, shape (d,)
    u : ndarray, shape (n,)
    p : ndarray, shape (d,), sums to 1
    c : ndarray of int, shape (n,), in 0..d-1
    x : float
    t : float
    f : callable, smooth, elementwise
    mu : float
    std : float, positive

    Returns
    -------
    float
    """


def value(latex, **options):
    scope = scope_of(
        contract_of(given),
        NOTATION,
        read_options({"result": "y", **options}),
        "tests.formulas",
        None,
    )
    rows = parse(f"y = {latex}", scope)
    with np.errstate(all="ignore"):
        return Evaluator(scope, GIVEN, SIZES, (), {}).value(rows[0].sides[0])


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("2 + 3 \\cdot 4 - 5", 9),
        ("-2^2", -4),
        ("(-2)^2", 4),
        ("2^{-1}", 0.5),
        (r"\frac{1}{4} + \frac12", 0.75),
        ("x^3/4", 2),
        (r"\sqrt{x + 2} + \sqrt[3]{8}", 4),
        ("1.5x", 3),
        (r"e^{\ln x}", 2),
        (r"\pi - \pi", 0),
        (r"\log_2 8 + \log_{10} 100", 5),
        (r"\lvert x - 5 \rvert", 3),
        (r"\lfloor -t \rfloor + \lceil t \rceil", 0),
        (r"\max(x, 5, 3) - \min\{x, 1\}", 4),
        (r"\sigma(0)", 0.5),
        (r"\operatorname{erf}(0) + \tanh 0 + \sin^2(0) + \cos 0", 1),
        (r"\operatorname{sgn}(-x)", -1),
        ("n + d", 5),
    ],
)
def test_numbers(latex, expected):
    assert value(latex) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"v^\top v", 25),
        (r"v \cdot v", 25),
        (r"\lVert v \rVert", 5),
        (r"\lVert v \rVert^2", 25),
        (r"\lVert v \rVert_1", 7),
        (r"\lVert v \rVert_\infty", 4),
        (r"\lVert A \rVert_F^2", 30),
        (r"v^\top A v", 3 * 3 - 4 * 5 * 3 + 16 * 4),
        (r"\operatorname{tr}(A) + \det(A)", 3),
        (r"\operatorname{tr}(A A^\top)", 30),
        (r"\operatorname{tr}(A^{-1} A)", 2),
        (r"\operatorname{tr}(A + 2I)", 9),
        (r"\operatorname{tr}(v v^\top)", 25),
        (r"\operatorname{tr}(\operatorname{diag}(v) A)", 3 - 16),
        (r"\operatorname{tr}(A \odot A)", 17),
        (r"\max(v)", 3),
        (r"\lVert X^\top u \rVert_1", 22 + 28),
        (r"\lVert v + 1 \rVert_1", 7),
        (r"\lVert \frac{v}{2} \rVert", 2.5),
        (r"\operatorname{softmax}(v - v)_1", 0.5),
        (r"\operatorname{rows}(v - v)_1", 0.5),
        (r"\operatorname{gauss}(1) \cdot 2\sqrt{2\pi}", 1),
    ],
)
def test_vectors_and_matrices(latex, expected):
    assert value(latex) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"A_{12}".replace("12", "1,2"), 2),
        (r"A_{2,1}", 3),
        (r"\sum_i v_i", -1),
        (r"\sum_{i=1}^{d} i v_i", -5),
        (r"\sum_{i,j} A_{ij}", 10),
        (r"\sum_{i \ne j} A_{ij}", 5),
        (r"\sum_{i<j} A_{ij}", 2),
        (r"\sum_{i=1}^{n}\sum_{j=1}^{d} X_{ij} + 1", 22),
        (r"\sum_{j=1}^{d-1} v_j v_{j+1}", -12),
        (r"\prod_i u_i", 6),
        (r"\sum_{k=3}^{2} k", 0),
        (r"\prod_{k=1}^{0} k", 1),
        (r"\max_i u_i - \min_i u_i", 2),
        (r"\arg\max_i u_i", 3),
        (r"\operatorname{argmin}_i v_i", 2),
        (r"\sum_i X_{i,c_i}", 1 + 4 + 6),
        (r"\sum_i X_{i c_i}", 1 + 4 + 6),
        (r"\sum_i \mathbb{1}[c_i = 2]", 2),
        (r"\sum_{i,j} \delta_{ij} A_{ij}", 5),
        (r"\lVert X_{:,1} \rVert_1", 9),
        (r"\lVert X_2 \rVert_1", 7),
        (r"\sum_i X^{(i)}_1", 9),
        (r"\mathbb{E}_{i \sim p}[v_i]", -2.25),
        (r"\mathbb{E}_{v \sim p}[v^2]", 0.25 * 9 + 0.75 * 16),
        (r"\sum_k p(k)", 1),
    ],
)
def test_indices(latex, expected):
    assert value(latex) == pytest.approx(expected, rel=1e-12)


def test_an_outcome_goes_by_the_name_of_its_values():
    expected = 0.25 * 9 + 0.75 * 16
    assert value(r"\mathbb{E}_{q \sim p}[q^2]", names="q: v") == pytest.approx(expected)


def test_base_counts_from_zero():
    assert value(r"\sum_{i=0}^{d-1} i v_i", base="0") == pytest.approx(-4)
    assert value("v_0", base="0") == 3
    assert value(r"\sum_i X_{i,c_i}", base="0") == 11
    assert value(r"\arg\max_i u_i", base="0") == 2


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\begin{cases} 1 & x > 2 \\ 5 & x = 2 \\ 7 & x < 2 \end{cases}", 5),
        (r"\begin{cases} 1 & x > 2 \\ 7 & \text{otherwise} \end{cases}", 7),
        (r"\begin{cases} x & x \ge 2 \\ 2 & x \le 2 \end{cases}", 2),
        (r"\begin{cases} 1 & 0 < x < 1 \text{ or } x = 2 \\ 7 & \text{else} \end{cases}", 1),
    ],
)
def test_cases(latex, expected):
    assert value(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("f'(x)", 12),
        ("f''(x)", 12),
        (r"(f \circ f)(x)", 512),
        (r"(f \circ f)'(x)", 9 * 2.0**8),
        (r"\frac{\mathrm d}{\mathrm d x} x^2", 4),
        (r"\frac{d}{dx}(x^2 + 1)".replace("d}", r"\mathrm d}").replace("{dx", r"{\mathrm dx"), 4),
        (r"\frac{\mathrm d f}{\mathrm d x}(3)", 27),
        (r"\frac{\partial}{\partial v_2} (v^\top v)", -8),
        (r"\lVert \nabla_v (v^\top v) \rVert", 10),
        (r"\exp'(0) + \sigma'(0)", 1.25),
        (r"\lim_{a \to 0} \frac{f(x + a) - f(x)}{a}", 12),
        (r"\lim_{a \to 0} \frac{\sin a}{a}", 1),
        (r"\lim_{a \to \infty} \frac{a}{a + 1}", 1),
        (r"\sum_{k=1}^{2} \frac{\mathrm d}{\mathrm d k} k^2", 6),
    ],
)
def test_derivatives_and_limits(latex, expected):
    assert value(latex) == pytest.approx(expected, rel=1e-7)


@pytest.mark.parametrize(
    ("latex", "problem", "says"),
    [
        ("v_3", IllTyped, "leaves its axis"),
        ("v_0", IllTyped, "leaves its axis"),
        ("v_{i-1}".replace("i", "0"), IllTyped, "leaves"),
        (r"\sum_i v_{i-1}", Refused, "range of 'i'"),
        (r"\sum_{i=1}^{d} v_{i-1}", IllTyped, "index 0 leaves"),
        ("v_t", IllTyped, "whole number"),
        (r"\sum_i v_i u_i", IllTyped, "different lengths: 2 and 3"),
        (r"u^\top v", IllTyped, "cannot be multiplied"),
        (r"\lVert X X \rVert_F", IllTyped, "cannot be multiplied"),
        (r"\lVert X + A \rVert_F", IllTyped, "cannot be added"),
        (r"\lVert X \odot A \rVert_F", IllTyped, "entry by entry"),
        (r"\lVert X^{-1} \rVert_F", IllTyped, "no inverse"),
        (r"\mathbb{E}_{i \sim u}[u_i]", IllTyped, "sum to 1"),
        (r"\begin{cases} 1 & x > 5 \end{cases}", Undefined, "no row"),
        (r"\begin{cases} 1 & x > 1 \\ 2 & x > 0 \end{cases}", Refused, "exclude each other"),
        (r"\max_{i \ne i} v_i", Undefined, "empty"),
        (r"\frac{\mathrm d}{\mathrm d x} |x - 2|", Unsettled, "does not settle"),
        (r"\lim_{a \to 0} \frac{|a|}{a}", Unsettled, "from the left"),
        (r"\lVert (v v^\top)^{-1} \rVert_F", Unsettled, "singular"),
        (r"\sum_{k=1}^{10^9} k", Refused, "terms"),
        (r"\sum_{k=1}^{\infty} k^{-2}", Refused, "terms"),
    ],
)
def test_what_has_no_value(latex, problem, says):
    with pytest.raises(problem, match=says):
        value(latex)


def test_arrays_keep_their_shape():
    np.testing.assert_allclose(value(r"\lVert A \odot I \rVert_F^2"), 17)
    np.testing.assert_allclose(value(r"\lVert \sigma(X - X) \rVert_F^2"), 6 / 4)
