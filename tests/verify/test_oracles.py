"""The check against oracles: finds them by place, sees what differs, accepts nothing unchecked."""

import importlib.util

import numpy as np
import pytest

from scripts.verify import oracles
from scripts.verify.oracles import check_oracles


def scale(x: np.ndarray, factor: float = 2.0) -> np.ndarray:
    """Multiply.

    Parameters
    ----------
    x : ndarray, any shape
    factor : float, positive, default 2.0

    Returns
    -------
    ndarray, same shape as x
    """
    return factor * x


def split(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the means of the columns and what is left.

    Parameters
    ----------
    X : ndarray, shape (n, d)

    Returns
    -------
    mean : ndarray, shape (d,)
    rest : ndarray, shape (n, d)
    """
    mean = X.mean(axis=0)
    return mean, X - mean


def loop(x, factor=2.0):
    values = [float(number) * factor for number in np.ravel(x)]
    return np.array(values).reshape(np.shape(x))


def loop_over_columns(X):
    mean = np.array([sum(column) / len(column) for column in X.T])
    return mean, np.array([[entry - mean[j] for j, entry in enumerate(row)] for row in X])


@pytest.fixture
def without_torch(monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        oracles.importlib.util, "find_spec", lambda name: None if name == "torch" else find(name)
    )


def test_an_equal_implementation_agrees(snippets, oracle):
    snippets(scale=scale)
    oracle(scale=loop)
    record = check_oracles("topic.scale")
    assert record == {
        "name": "topic.scale", "oracle": "plain Python", "error": record["error"], "message": None
    }  # fmt: skip
    assert 0.0 <= record["error"] < 1e-12


def test_several_return_values_are_compared_each(snippets, oracle):
    snippets(split=split)
    oracle(split=loop_over_columns)
    assert check_oracles("topic.split")["message"] is None
    oracle(split=lambda X: (loop_over_columns(X)[0], X))
    assert check_oracles("topic.split")["message"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda x, factor=2.0: -factor * x,
        lambda x, factor=2.0: factor + x,
        lambda x, factor=2.0: 2.0 * x,
        lambda x, factor=2.0: factor * x * (1 + 1e-8),
        lambda x, factor=2.0: np.maximum(factor * x, 0.0),
        lambda x, factor=2.0: np.where(x == 0.0, 1.0, factor * x),
        lambda x, factor=2.0: np.where(np.abs(x) > 1e300, np.inf, factor * x),
        lambda x, factor=2.0: np.atleast_1d(factor * x),
        lambda x, factor=2.0: np.sum(factor * x),
        lambda x, factor=2.0: np.nan * x,
        lambda x, factor=2.0: np.maximum(x, x.max(initial=-1e3)) if x.size else None,
        lambda x, factor=2.0: 1 / 0,
    ],
)
def test_a_wrong_snippet_is_seen(snippets, oracle, wrong):
    wrong.__doc__ = scale.__doc__
    snippets(scale=wrong)
    oracle(scale=loop)
    record = check_oracles("topic.scale")
    assert record["message"]
    assert record["error"] is None


def test_the_message_shows_input_and_both_values(snippets, oracle):
    snippets(scale=scale)
    oracle(scale=lambda x, factor: -loop(x, factor))
    message = check_oracles("topic.scale")["message"]
    assert message.startswith("for x = ")
    for part in ("factor = ", "topic.scale gives ", "plain Python gives "):
        assert part in message


def test_a_snippet_that_changes_its_input_does_not_hide_it(snippets, oracle):
    def in_place(x, factor=2.0):
        x *= factor
        return x

    in_place.__doc__ = scale.__doc__
    snippets(scale=in_place)
    oracle(scale=lambda x, factor: x)
    assert check_oracles("topic.scale")["message"]


def test_no_oracle_is_a_failure(snippets, oracle):
    snippets(scale=scale)
    assert "has no independent implementation" in check_oracles("topic.scale")["message"]
    oracle(other=loop)
    assert "tests/oracles/topic.py" in check_oracles("topic.scale")["message"]


def test_no_contract_is_a_failure(snippets, oracle):
    snippets(scale=lambda x: x)
    oracle(scale=lambda x: x)
    assert "no type in the docstring" in check_oracles("topic.scale")["message"]


def double(layers):
    """Double.

    Parameters
    ----------
    layers : list of pairs

    Returns
    -------
    list of pairs
    """
    return [(2.0 * W, 2.0 * b) for W, b in layers]


def test_what_cannot_be_drawn_is_compared_on_the_cases_of_the_oracle(snippets, oracle):
    snippets(double=double)
    cases = [{"layers": [(np.ones((2, 3)), np.arange(3.0))]}]
    oracle(double=lambda layers: [(W + W, b + b) for W, b in layers], CASES={"double": cases})
    assert check_oracles("topic.double")["message"] is None
    oracle(double=lambda layers: [(W + W, b) for W, b in layers], CASES={"double": cases})
    assert "plain Python gives" in check_oracles("topic.double")["message"]
    oracle(double=lambda layers: [(W + W, b + b) for W, b in layers], CASES={"double": []})
    assert "nothing is checked" in check_oracles("topic.double")["message"]


def test_a_missing_snippet_is_a_failure(snippets, oracle):
    snippets()
    oracle(scale=loop)
    assert "there is no scale in snippets/topic.py" in check_oracles("topic.scale")["message"]


def test_torch_comes_first_and_is_named(snippets, oracle):
    pytest.importorskip("torch")
    snippets(scale=scale)
    oracle("torch_", scale=loop)
    assert check_oracles("topic.scale")["oracle"] == "PyTorch"
    oracle(scale=loop)
    assert check_oracles("topic.scale")["oracle"] == "PyTorch and plain Python"


def test_a_disagreement_with_torch_counts_although_python_agrees(snippets, oracle):
    pytest.importorskip("torch")
    snippets(scale=scale)
    oracle(scale=loop)
    oracle("torch_", scale=lambda x, factor: x)
    assert "PyTorch gives" in check_oracles("topic.scale")["message"]


def test_without_torch_its_oracles_are_not_claimed(snippets, oracle, without_torch):
    snippets(scale=scale)
    oracle("torch_", scale=loop)
    record = check_oracles("topic.scale")
    assert record["oracle"] is None
    assert "that works without PyTorch" in record["message"]
    oracle(scale=loop)
    assert check_oracles("topic.scale")["oracle"] == "plain Python"
