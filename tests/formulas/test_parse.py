"""What the parser reads, and what it refuses and where."""

import pytest

from scripts.formulas.contract import contract_of
from scripts.formulas.notation import Function, Notation, Symbol
from scripts.formulas.options import read_options
from scripts.formulas.parse import parse
from scripts.formulas.problems import Refused
from scripts.formulas.scope import scope_of
from scripts.formulas.tree import (
    Apply,
    Bound,
    Call,
    Cases,
    Defined,
    Derivative,
    Dimension,
    Index,
    Indicator,
    Inverse,
    Limit,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Reduce,
    Result,
    Sum,
    Transpose,
    Value,
    walk,
)

NOTATION = Notation(
    symbols=(
        Symbol(r"\epsilon", "eps"),
        Symbol("W^{(l)}", "W"),
        Symbol("h_{t-1}", "h"),
        Symbol("I", "identity"),
        Symbol(r"\omega", "frequency"),
    ),
    functions=(
        Function(r"\sigma", "library.sigmoid"),
        Function(r"\operatorname{softmax}", "library.softmax"),
        Function(r"\operatorname{KL}", "library.kl_divergence"),
    ),
)


def everything(X, W, v, w, h, f, alpha, beta_1, p, c, eps=0.5):
    """Give names of every kind to the formulas of these tests.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, d)
    v : ndarray, shape (d,)
    w : ndarray, shape (d,)
    h : ndarray, shape (d,)
    f : callable, smooth, elementwise
    alpha : float
    beta_1 : float
    p : ndarray, shape (K,), sums to 1
    c : ndarray of int, shape (n,), in 0..K-1
    eps : float, positive, default 0.5

    Returns
    -------
    float
    """


def rows(latex, function=everything, **options):
    contract = contract_of(function)
    scope = scope_of(contract, NOTATION, read_options(options), "tests.formulas", None)
    return parse(latex, scope)


def right(latex, **options):
    """The tree of the right side of 'y = …', a number."""
    (row,) = rows(f"y = {latex}", result="y", **options)
    assert row.place == 0
    return row.sides[0]


def refusal(latex, **options):
    with pytest.raises(Refused) as found:
        right(latex, **options)
    return found.value.message, found.value.at - len("y = ")


V, W_, A = Value("v", rank=1), Value("w", rank=1), Value("alpha")


def test_juxtaposition_is_decided_by_the_ranks():
    assert right(r"\alpha \alpha") == Product("scale", A, A)
    assert right(r"v^\top w") == Product("dot", Transpose(V, rank=1, row=True), W_)
    assert right(r"v \cdot w") == Product("dot", V, W_)
    assert right(r"v^\top W w").kind == "dot"
    assert right(r"\operatorname{tr}(v w^\top)").arguments[0].kind == "outer"
    assert right(r"\lVert W v \rVert").base.kind == "matrix"
    assert right(r"\lVert 2 v \rVert").base.kind == "scale"
    assert right(r"\lVert v \odot w \rVert").base.kind == "entrywise"


def test_a_bracket_after_a_value_is_a_product_only_if_it_is_a_sum():
    assert isinstance(right(r"\alpha(e^\alpha - 1)").right, Sum)
    assert right(r"2(\alpha)") == Product("scale", Number(2.0), A)
    assert right(r"\alpha(1 - \alpha)^2").right.base == Sum(((1, Number(1.0)), (-1, A)))
    message, at = refusal(r"\alpha(\beta_1)")
    assert at == len(r"\alpha") and r"\cdot" in message


def test_declared_functions_are_called():
    assert right(r"f(\alpha)").function.name == "f"
    assert right(r"f'(\alpha)").order == 1
    assert right(r"f''(\alpha)").order == 2
    assert right(r"\sigma(\alpha)").function.name == "library.sigmoid"
    assert right(r"\operatorname{KL}(p \| p)") == right(r"\operatorname{KL}(p, p)")
    assert right(r"(f \circ f)(\alpha)").composed
    assert isinstance(right(r"(f \circ f)'(\alpha)"), Derivative)


def test_functions_without_brackets_take_one_factor():
    assert right(r"\log \alpha") == Apply(r"\log", (A,))
    assert right(r"2\log \alpha + 1") == right(r"2 \cdot \log(\alpha) + 1")
    assert right(r"\log \sum_i p_i") == right(r"\log(\sum_i p_i)")
    assert isinstance(right(r"\sin^2(\alpha)"), Power)


def test_sums_take_the_rest_of_the_term():
    sum_first = right(r"\sum_i p_i \alpha + 1")
    assert isinstance(sum_first, Sum) and isinstance(sum_first.terms[0][1], Reduce)
    assert sum_first.terms[0][1].body == Product(
        "scale", Index(Value("p", rank=1), (Bound("i"),)), A
    )
    bounded = right(r"\sum_{i=1}^{n} \alpha^i")
    assert (bounded.lower, bounded.upper) == (Number(1.0), Dimension("n"))
    assert right(r"\prod_{j \ne 1} p_j").condition is not None
    assert right(r"\sum_{i,j} W_{ij}").letters == ("i", "j")
    assert right(r"\sum_{i<j} W_{ij}").letters == ("i", "j")


def test_the_longest_name_wins():
    assert right(r"\beta_1^2") == Power(Value("beta_1"), Number(2.0))
    assert right(r"\operatorname{tr}(W^{(l)})").arguments[0] == Value("W", rank=2)
    assert right(r"\lVert h_{t-1} \rVert").base == Value("h", rank=1)
    assert right(r"\epsilon") == Value("eps")


def test_indices_follow_the_rank():
    entry = Index(Value("W", rank=2), (Number(1.0), Number(2.0)))
    assert right(r"W_{1,2}") == entry
    both = right(r"\sum_{i,j} W_{ij}").body
    assert both == Index(Value("W", rank=2), (Bound("i"), Bound("j")))
    assert right(r"\lVert X_1 \rVert").base.rank == 1
    assert right(r"\lVert X_{:,1} \rVert").base == Index(
        Value("X", rank=2), (None, Number(1.0)), rank=1
    )
    assert right(r"\sum_i \lVert X^{(i)} \rVert").body.base.rank == 1
    assert len(right(r"\sum_i X_{i c_i}").body.items) == 2


def test_superscripts():
    assert right(r"\alpha^{-1}") == Power(A, Sum(((-1, Number(1.0)),)))
    assert isinstance(right(r"v^\top W^{-1} v").left.right, Inverse)
    assert isinstance(right(r"\operatorname{tr}(W^{-\top})").arguments[0], Inverse)
    assert right(r"\operatorname{tr}(W^{\odot 2})").arguments[0].rank == 2


def test_fractions_roots_and_bars():
    assert right(r"\frac12") == Quotient(Number(1.0), Number(2.0))
    assert right(r"\alpha/2") == Quotient(A, Number(2.0))
    assert right(r"\lvert \alpha \rvert") == right(r"|\alpha|") == Apply(r"\abs", (A,))
    assert right(r"\bigl| \alpha - |\alpha| \bigr|").function == r"\abs"
    assert right(r"\lVert v \rVert_1") == Norm(1.0, V)
    assert right(r"\sqrt[3]{\alpha}").exponent == Quotient(Number(1.0), Number(3.0))


def test_cases_and_conditions():
    found = right(
        r"\begin{cases} 1 & \text{if } \alpha > 0 \text{ and } \alpha \le 1 \\"
        r" 2 & -1 < \alpha < 0 \\ 3 & \text{otherwise.} \end{cases}"
    )
    assert isinstance(found, Cases)
    assert found.rows[0][1].kind == "and"
    assert found.rows[1][1].operators == ("<", "<")
    assert found.rows[2][1] is None
    assert isinstance(right(r"\sum_i \mathbb{1}[c_i = 1]").body, Indicator)
    assert isinstance(right(r"\mathbb 1_{\alpha > 0}"), Indicator)


def test_derivatives_and_limits():
    assert right(r"\frac{\mathrm d}{\mathrm d \alpha} \alpha^2") == Derivative(
        Power(A, Number(2.0)), A
    )
    assert right(r"\frac{\mathrm d f}{\mathrm d x}(\alpha)") == right(r"f'(\alpha)")
    assert right(r"\frac{\mathrm d^2 f}{\mathrm d x^2}(\alpha)").order == 2
    assert right(r"\frac{\partial}{\partial v_1} (v^\top w)").variable == Index(V, (Number(1.0),))
    assert right(r"\lVert \nabla_v (v^\top w) \rVert").base.rank == 1
    limit = right(r"\lim_{a \to 0^+} \frac{f(a)}{a}")
    assert isinstance(limit, Limit) and limit.side == 1


def test_free_letters_of_the_left_side():
    def scores(v):
        """Score.

        Parameters
        ----------
        v : ndarray, shape (d,)

        Returns
        -------
        ndarray, shape (d,)
        """

    (row,) = rows("s_i = v_i^2", scores, result="s")
    assert row.free == ("i",)
    assert row.result == Index(Result(0, rank=1), (Bound("i"),))


def test_rows_define_symbols_and_go_on():
    found = rows(
        r"""\begin{aligned}
              m_j &= \frac{1}{n} \sum_i X_{ij} \\
              y &= \sum_j m_j \\
                &= \lVert m \rVert_1
            \end{aligned}""",
        result="y",
    )
    assert [row.defines for row in found] == ["m", "y"]
    assert found[0].free == ("j",) and found[0].place is None
    assert len(found[1].sides) == 2 and found[1].place == 0
    assert Defined("m", rank=1) in list(walk(found[1].sides))


@pytest.mark.parametrize(
    ("latex", "at", "says"),
    [
        (r"\log p_i q", 7, "not known"),
        (r"\log \alpha \alpha", 12, "how far"),
        (r"\log 2\alpha", 6, "how far"),
        (r"\sum_i \sum_i p_i", 12, "already an index"),
        (r"\sum_n p_n", 5, "dimension"),
        (r"\sum \alpha", 0, "runs over"),
        (r"1/2\alpha", 1, r"\frac"),
        (r"\alpha/2/2", 6, r"\frac"),
        (r"\alpha\alpha/2", 12, r"\frac"),
        ("v w", 2, r"x^\top y"),
        (r"\lVert v^2 \rVert \lVert W^2 \rVert_F", 27, r"\odot 2"),
        ("f^{-1}(\\alpha)", 3, "superscript"),
        ("f^2(\\alpha)", 2, "superscript"),
        (r"\exp^2(\alpha)", 5, "power"),
        (r"\alpha'", 0, "prime"),
        ("f", 1, "arguments"),
        ("W_{12}", 3, "commas"),
        (r"W_{\text{max}}", 3, "max"),
        ("v_{i}", 3, "not known"),
        ("v_{1,2}", 0, "one index"),
        ("q", 0, "not known"),
        (r"\omega", 0, "frequency"),
        (r"\foo", 0, r"'\foo' is not known"),
        (r"\int_0^1 \alpha", 0, "integral"),
        (r"p_1 + \dots", 6, "dots"),
        (r"\alpha \pm 1", 7, "two things"),
        (r"\alpha 2", 7, "number"),
        (r"\alpha,\beta_1", 6, "','"),
        (r"\max(\alpha)", 0, "runs over"),
        (r"\max_j p_j \alpha", 11, "how far"),
        (r"\lvert v \rvert", 0, r"\lVert"),
        (r"\lVert W \rVert", 0, "_F"),
        (r"\lVert \alpha \rVert", 0, "number"),
        (r"W^T", 2, r"\top"),
        (r"\alpha^\top", 7, "transpose"),
        (r"v^{-1}", 3, "inverse"),
        (r"\lVert X + v \rVert_F", 11, "broadcast"),
        (r"v^\top + v", 0, "transpose"),
        (r"\lVert v \odot W \rVert", 9, "one shape"),
        (r"\lVert W v \odot v \rVert", 11, "parentheses"),
        (r"\mathbb{E}[\alpha]", 0, r"\sim"),
        (r"\mathbb{1}", 0, "condition"),
        (r"\begin{cases} 1 \\ 2 & \alpha > 0 \end{cases}", 14, "condition"),
        (r"\begin{cases} 1 & \text{otherwise} \\ 2 & \alpha > 0 \end{cases}", 0, "last row"),
        (r"\begin{cases} 1 & \alpha \end{cases}", 25, "comparison"),
        (r"\frac{\mathrm d}{\mathrm d \alpha} \alpha \alpha", 42, "how far"),
        (r"\frac{\mathrm d}{\mathrm d v} v", 0, "by an array"),
        (r"\frac{\mathrm d f}{\mathrm d 2x}(\alpha)", 29, "one symbol"),
        (r"\operatorname{KL}(p)", 0, "q"),
        (r"\operatorname{KL}(p, \alpha)", 0, "shapes"),
        (r"\lim_{a} a", 6, r"\to 0"),
        (r"(\alpha", 7, "')'"),
        (r"\alpha)", 6, "closes nothing"),
        (r"\alpha +", 8, "end of the formula"),
        ("", -1, "end of the formula"),
        (r"\alpha \tag{1}", 7, "remove it"),
        (r"\alpha \text{ for all } n", 7, "words"),
        (r"v", 0, "one has rank 0, the other 1"),
    ],
)
def test_refuses_with_place_and_advice(latex, at, says):
    message, found = refusal(latex)
    assert says in message
    assert found == at


@pytest.mark.parametrize(
    ("latex", "says"),
    [
        ("", "empty"),
        ("v^2", "no '='"),
        (r"y \approx \alpha", "approximation"),
        (r"y \leftarrow \alpha", "w_{t+1}"),
        (r"y \le \alpha", "inequality"),
        (r"\alpha = y", "defines"),
        (r"\begin{aligned} q &= \alpha & y &= q \end{aligned}", "one '&'"),
        (r"\begin{aligned} \alpha &= 2 \\ y &= \alpha \end{aligned}", "defined anew"),
        (r"\begin{aligned} q &= \alpha \\ r &= q \end{aligned}", "no row says"),
        (r"\begin{aligned} &= \alpha \end{aligned}", "left side"),
        (r"\begin{aligned} q_{qi} &= \alpha \\ y &= \alpha \end{aligned}", "of its own"),
        (r"\frac{\mathrm d y}{\mathrm d \alpha} = 1", "stands alone"),
        (r"y_n = \alpha", "one index|no index"),
    ],
)
def test_refuses_whole_formulas(latex, says):
    with pytest.raises(Refused, match=says.replace("+", r"\+").replace("{", r"\{")):
        rows(latex, result="y")


def test_deep_nesting_is_refused_not_fatal():
    with pytest.raises(Refused, match="nested"):
        right("(" * 5000 + "1" + ")" * 5000)


def test_call_of_a_vector_function_on_rows():
    def apply(X):
        """Apply.

        Parameters
        ----------
        X : ndarray, shape (n, d)

        Returns
        -------
        ndarray, shape (n, d)
        """

    (row,) = rows(r"Y = \sigma(X)", apply, result="Y")
    assert isinstance(row.sides[0], Call) and row.sides[0].rank == 2
    with pytest.raises(Refused, match="shapes"):
        rows(r"Y = \operatorname{softmax}(X)", apply, result="Y")
