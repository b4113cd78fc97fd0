"""Operations on Tensors: drawn as arrays, compared by value, and their walk back by slopes."""

import numpy as np
import pytest

from scripts.formulas.contract import contract_of
from scripts.formulas.draw import draws
from scripts.formulas.tensors import inputs_of, is_operation, on_arrays, walked_back
from scripts.verify.compare import MEASURED
from scripts.verify.gradients import check_gradient
from scripts.verify.names import function_of, imported
from scripts.verify.oracles import check_oracles
from scripts.verify.stage import compute
from snippets.autograd import Node, Tensor, unbroadcast

CONTRACTS = {
    "square": """Give the square.

    Parameters
    ----------
    x : Tensor, any shape

    Returns
    -------
    Tensor, same shape as x
    """,
    "scale": """Multiply by the entries of a vector.

    Parameters
    ----------
    x_1 : Tensor, shape (n, d)
    x_2 : Tensor, shape (d,), positive
    factor : float, positive, default 1.0

    Returns
    -------
    Tensor, shape (n, d)
    """,
    "distance": """Give the mean of the squared errors.

    Parameters
    ----------
    prediction : Tensor, shape (n,)
    y : ndarray, shape (n,)

    Returns
    -------
    Tensor, shape ()
    """,
}


def square(x):
    return Tensor(x.value**2, (x,), lambda G: (2.0 * G * x.value,))


def scale(x_1, x_2, factor=1.0):
    a, b = x_1.value, x_2.value

    def rule(G):
        return factor * G * b, unbroadcast(factor * G * a, b)

    return Tensor(factor * a * b, (x_1, x_2), rule)


def distance(prediction, y):
    return ((prediction - y) ** 2).mean()


RIGHT = {"square": square, "scale": scale, "distance": distance}
for _name, _function in RIGHT.items():
    _function.__doc__ = CONTRACTS[_name]


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_operation_passes(snippets, oracle, name):
    snippets(**RIGHT)
    oracle(
        square=lambda x: np.abs(x) ** 2,
        scale=lambda x_1, x_2, factor: factor * (x_1 * x_2),
        distance=lambda prediction, y: np.var(prediction - y) + np.mean(prediction - y) ** 2,
    )
    found = compute({"name": f"topic.{name}", "gradient_of": None})
    assert found["gradient"]["name"] == f"topic.{name}"
    assert found["gradient"]["message"] is None
    assert 0.0 < found["gradient"]["error"] < MEASURED
    assert found["snippet"]["message"] is None


WRONG = {
    "sign": ("square", lambda x: Tensor(x.value**2, (x,), lambda G: (-2.0 * G * x.value,))),
    "upstream ignored": ("square", lambda x: Tensor(x.value**2, (x,), lambda G: (2.0 * x.value,))),
    "forgets its input": ("square", lambda x: Tensor(x.value**2)),
    "only one use": ("square", lambda x: Tensor(x.value) * x),
    "swapped": (
        "scale", lambda x_1, x_2, factor=1.0: Tensor(
            factor * x_1.value * x_2.value, (x_2, x_1),
            lambda G: (factor * G * x_2.value, (factor * G * x_1.value).sum(axis=0)),
        ),
    ),
    "mean for sum": (
        "scale", lambda x_1, x_2, factor=1.0: Tensor(
            factor * x_1.value * x_2.value, (x_1, x_2),
            lambda G: (factor * G * x_2.value, (factor * G * x_1.value).mean(axis=0)),
        ),
    ),
    "copies not added up": (
        "scale", lambda x_1, x_2, factor=1.0: Tensor(
            factor * x_1.value * x_2.value, (x_1, x_2),
            lambda G: (factor * G * x_2.value, factor * G * x_1.value),
        ),
    ),
    "half": ("distance", lambda prediction, y: Tensor(
        np.mean((prediction.value - y) ** 2), (prediction,),
        lambda G: (G * (prediction.value - y) / len(y),),
    )),
}  # fmt: skip


@pytest.mark.parametrize("slip", WRONG)
def test_a_wrong_walk_back_is_seen(snippets, slip):
    name, function = WRONG[slip]
    function.__doc__ = CONTRACTS[name]
    snippets(**{name: function})
    record = check_gradient(f"topic.{name}", f"topic.{name}")
    assert record["message"]
    assert record["error"] is None


def test_a_wrong_value_is_seen(snippets, oracle):
    snippets(square=square)
    oracle(square=lambda x: np.abs(x) ** 2.001)
    assert "for x = " in check_oracles("topic.square")["message"]


def test_tensors_are_drawn_as_arrays():
    contract = contract_of(scale)
    drawn = next(draws(contract, "tensors", 1))
    assert [each.is_tensor for each in contract.parameters] == [True, True, False]
    assert isinstance(drawn["x_1"], np.ndarray) and np.all(drawn["x_2"] > 0.0)


def test_the_contract_of_a_class_is_whole_and_its_options_are_not_drawn():
    contract = contract_of(Tensor)
    assert [each.kind for each in contract.parameters] == ["array", "list", "callable", "text"]
    assert not any(each.lacks for each in contract.parameters)
    assert set(next(draws(contract, "class", 1))) == {"value"}


def test_an_operation_becomes_one_on_arrays():
    x = np.array([1.0, -3.0])
    assert on_arrays(square)(x).tolist() == [1.0, 9.0] == on_arrays(square)(x=x).tolist()
    assert walked_back(square)(np.ones(2), x)[0].tolist() == [2.0, -6.0]
    by_1, by_2 = walked_back(scale)(np.ones((1, 2)), x_1=np.ones((1, 2)), x_2=x, factor=2.0)
    assert (by_1.tolist(), by_2.tolist()) == ([[2.0, -6.0]], [2.0, 2.0])
    assert inputs_of(distance) == ["prediction"]
    assert on_arrays(distance).__name__ == "distance"


def test_other_functions_stay_as_they_are():
    for name in ("activations.relu", "autograd.unbroadcast", "autograd.softmax_backward"):
        assert function_of(name) is imported(name)
        assert not is_operation(imported(name))


def test_the_class_itself_is_the_operation_that_changes_nothing():
    for kind in (Node, Tensor):
        assert is_operation(kind) and inputs_of(kind) == ["value"]
        assert on_arrays(kind)(np.array([2.0])).tolist() == [2.0]
        assert walked_back(kind)(np.array([5.0]), np.array([2.0]))[0].tolist() == [5.0]
