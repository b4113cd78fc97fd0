"""The check: right answers pass however they are written, wrong ones are told what is wrong."""

import textwrap

import numpy as np
import pytest

from scripts.exercises.check import check
from scripts.exercises.stage import exercise_of
from scripts.verify.names import function_of


def mean_square(y: np.ndarray, p: np.ndarray) -> float:
    """Average the squared differences.

    Parameters
    ----------
    y : ndarray, shape (n,)
    p : ndarray, shape (n,)

    Returns
    -------
    float
    """
    return float(np.mean((p - y) ** 2))


def layer(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Apply a layer to each row.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)
    b : ndarray, shape (k,)

    Returns
    -------
    ndarray, shape (n, k)
    """
    return X @ W + b


def rows(X: np.ndarray) -> np.ndarray:
    """Turn each row of scores into weights.

    Parameters
    ----------
    X : ndarray, shape (n, K)

    Returns
    -------
    ndarray, shape (n, K)
    """
    e = np.exp(X - X.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def both(x: np.ndarray, w: float, c: float) -> tuple[np.ndarray, np.ndarray]:
    """Give two results.

    Parameters
    ----------
    x : ndarray, shape (n,)
    w : float
    c : float

    Returns
    -------
    a : ndarray, shape (n,)
    z : ndarray, shape (n,)
    """
    return w * x, x + c


def gram(X: np.ndarray) -> np.ndarray:
    """Multiply the rows.

    Parameters
    ----------
    X : ndarray, shape (n, n)

    Returns
    -------
    ndarray, shape (n, n)
    """
    return np.cumsum(X, axis=0)


def noisy(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Add noise.

    Parameters
    ----------
    x : ndarray, shape (n,)
    rng : Generator

    Returns
    -------
    ndarray, shape (n,)
    """
    return x + rng.normal(size=x.shape)


def added(x: np.ndarray, c: float) -> np.ndarray:
    """Double and move.

    Parameters
    ----------
    x : ndarray, shape (n,)
    c : float

    Returns
    -------
    ndarray, shape (n,)
    """
    return 2 * x + c


_FUNCTIONS = (mean_square, layer, rows, both, gram, noisy, added)
LOCAL = {function.__name__: function for function in _FUNCTIONS}
PARAMETERS = {
    "leaky_relu": "x, alpha=0.2", "softplus": "x", "step": "x", "log": "x", "square": "x",
    "derivative": "f, x, a=6e-6", "mean_square": "y, p", "layer": "X, W, b", "rows": "X",
    "both": "x, w, c", "gram": "X", "noisy": "x, rng", "added": "x, c",
}  # fmt: skip


def cases(name: str) -> dict:
    symbol = name.rpartition(".")[2]
    return exercise_of(name if "." in name else f"test.{name}", LOCAL.get(symbol) or function_of(name))


def answer(name: str, body: str) -> str:
    symbol = name.rpartition(".")[2]
    return f"def {symbol}({PARAMETERS[symbol]}):\n{textwrap.indent(body, '    ')}\n"


def told(name: str, body: str) -> dict:
    return check(cases(name), answer(name, body), {"np": np})


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("activations.leaky_relu", "return np.where(x > 0, x, alpha * x)"),
        ("activations.leaky_relu", "return np.maximum(x, alpha * x)"),
        ("activations.softplus", "return np.logaddexp(0, x)"),
        ("functions.step", "return (x >= 0) * 1"),
        ("functions.step", "return np.where(x < 0, 0.0, 1.0)"),
        ("derivatives.derivative", "return f(x + a) / (2 * a) - f(x - a) / (2 * a)"),
        ("mean_square", "return sum((y - p) ** 2) / len(y)"),
        ("mean_square", "return np.array(np.mean((y - p) ** 2))"),
        ("layer", "return np.einsum('nd,dk->nk', X, W) + b[None]"),
        ("both", "return [w * x, x + c]"),
        ("noisy", "return rng.normal(loc=x)"),
    ],
)
def test_a_right_answer_passes_however_it_is_written(name, body):
    verdict = told(name, body)
    assert verdict["passed"], verdict
    assert verdict["right"] == verdict["tried"] >= 20


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("functions.square", "...", "returns nothing"),
        ("functions.square", "if x.ndim:\n    return x * x", "without `return`"),
        ("functions.square", "x *= x\nreturn x", "changes its input x"),
        ("functions.square", "return -x * x", "sign is wrong"),
        ("functions.square", "return 2 * x * x", "2 times"),
        ("functions.square", "return x * x / 3", "1/3 times"),
        ("functions.square", "return x * x + 1", "1 too large"),
        ("functions.square", "return np.abs(x)", "its square"),
        ("functions.square", "return x", "returns x as it came"),
        ("functions.square", "return [v * v for v in np.ravel(x)]", "list"),
        ("functions.square", "return 'x'", "type str"),
        ("functions.square", "return np.square", "brackets"),
        ("functions.square", "return np.round(x * x)", "decimals"),
        ("functions.square", "y = np.zeros_like(x)\ny[...] = x * x + 0.5\nreturn y - 0.5", "whole"),
        ("functions.square", "return square(x)", "which is your function itself"),
        ("functions.square", "return x ** y", "NameError"),
        ("functions.square", "return multiply(x, x)", "np.multiply"),
        ("functions.square", "return np.where(x == 0, 0.0, np.abs(x) + 8)", "only where x is zero"),
        ("activations.leaky_relu", "alpha\nreturn np.maximum(x, 0) - np.maximum(-x, 0)", "as it came"),
        ("derivatives.derivative", "return (f(x + a) - f(x - a)) / 2", "factor a once too often"),
        ("derivatives.derivative", "return f * x / a", "f is a function"),
        ("added", "c + 1\nreturn x", "x as it came"),
        ("added", "c + 1\nreturn 2 * x", "c is still to be added"),
        ("functions.square", "import math\nreturn math.pow(x, 2)", "NumPy"),
        ("functions.square", "return x * np.maximum(x, 0)", "x is negative"),
        ("functions.step", "if x >= 0:\n    return 1.0\nreturn 0.0", "np.where"),
        ("functions.step", "return x >= 0", "True and False"),
        ("functions.step", "return np.where(x > 0, 1.0, 0.0)", "x is zero"),
        ("functions.log", "return np.log2(x)", "1 / log 2 times"),
        ("activations.leaky_relu", "return np.maximum(x, 0)", "never uses alpha"),
        ("activations.leaky_relu", "return np.maximum(x, 0) - alpha * np.minimum(x, 0)", "negative"),
        ("activations.softplus", "return np.log(1 + np.exp(x))", "right otherwise"),
        ("derivatives.derivative", "return (f(x + a) - f(x - a)) / a", "2 times"),
        ("derivatives.derivative", "return f(x + a) - f(x - a) / 2 * a", None),
        ("mean_square", "return np.sum((y - p) ** 2)", "a sum where a mean belongs"),
        ("mean_square", "return np.sum((y - p) ** 2) / (len(y) - 1)", "one less than"),
        ("mean_square", "return (y - p) ** 2", "averaged"),
        ("mean_square", "return np.sqrt(np.mean((y - p) ** 2))", "its square"),
        ("layer", "return W.T @ X.T + b[:, None]", "transposed"),
        ("layer", "return X @ W.T + b", "X has the shape"),
        ("layer", "return X @ W", "never uses b"),
        ("layer", "return (X @ W + b).sum(axis=0)", "shape"),
        ("layer", "return (X @ W + b)[None]", "axis of length 1"),
        ("rows", "e = np.exp(X)\nreturn e / e.sum(axis=1, keepdims=True)", "right otherwise"),
        ("rows", "e = np.exp(X - X.max())\nreturn e / e.sum()", None),
        ("both", "return w * x", "2 results"),
        ("both", "return x + c, w * x", "reverse order"),
        ("both", "return w * x, x - c", None),
        ("both", "return x, x[:, None] + c", "Result 2"),
        ("functions.log", "return np.log(-np.abs(x))", "logarithm or root of a negative"),
        ("gram", "return np.cumsum(X, axis=0).T", "transposed"),
        ("noisy", "return x + np.random.default_rng().normal(size=x.shape)", "never uses rng"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_what_is_wrong(name, body, says):
    verdict = told(name, body)
    assert not verdict["passed"], verdict
    assert says is None or says in verdict["explanation"], verdict
    assert verdict["input"] and verdict["expected"] and verdict["actual"]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "no function called square"),
        ("def sqare(x):\n    return x * x", "no function called square"),
        ("square = 3", "no function in your code"),
        ("def square(x, y):\n    return x * x", "takes (x, y)"),
        ("def square(x) return x", "stops before"),
        ("1 / 0", "stops before"),
    ],
)
def test_code_that_cannot_be_checked_is_told_why(source, says):
    verdict = check(cases("functions.square"), source, {"np": np})
    assert not verdict["passed"] and says in verdict["message"]


def test_the_function_of_the_page_is_no_answer():
    verdict = check(cases("functions.square"), "x = 1", {"np": np, "square": np.square})
    assert not verdict["passed"] and "no function called" in verdict["message"]


def test_the_namespace_of_the_page_stays_as_it_is():
    namespace = {"np": np, "square": np.square}
    check(cases("functions.square"), "def square(x):\n    return x\nother = 1", namespace)
    assert namespace == {"np": np, "square": np.square}


def test_an_exception_has_the_line_of_the_reader():
    verdict = told("functions.square", "y = x\nreturn y.nothing")
    assert verdict["line"] == 3 and "AttributeError" in verdict["trace"]
    assert "return y.nothing" in verdict["trace"] and "check.py" not in verdict["trace"]


def test_the_failing_input_can_be_run_again():
    verdict = told("activations.leaky_relu", "return np.maximum(x, 0) * (alpha > 0)")
    scope = {"np": np}
    exec(verdict["input"], scope)
    expected = function_of("activations.leaky_relu")(scope["x"], scope["alpha"])
    assert np.allclose(expected, eval(verdict["expected"], scope))
    assert "instead of" in verdict["place"]


def test_output_of_the_failing_case_is_shown_and_capped():
    verdict = told("functions.square", "print('seen', x.shape)\nprint('y' * 10**6)\nreturn x")
    assert verdict["printed"].startswith("seen (6,)") and len(verdict["printed"]) == 2000


def test_nothing_is_promised_about_errors_below_rounding():
    assert told("functions.square", "return x * x * (1 + 1e-9)")["passed"]
    assert not told("functions.square", "return x * x * (1 + 1e-4)")["passed"]
