"""The gradient check: right code passes, every classic slip is seen, nothing passes unchecked."""

import numpy as np
import pytest

from scripts.verify.compare import MEASURED
from scripts.verify.gradients import check_gradient
from scripts.verify.requests import gradient_of


def cube(x: np.ndarray, factor: float = 1.0) -> np.ndarray:
    """Give the third power.

    Parameters
    ----------
    x : ndarray, any shape
    factor : float, positive, default 1.0

    Returns
    -------
    ndarray, same shape as x
    """
    return factor * x**3


def logarithm(x: np.ndarray) -> np.ndarray:
    """Give the logarithm.

    Parameters
    ----------
    x : ndarray, any shape, positive

    Returns
    -------
    ndarray, same shape as x
    """
    if np.any(x <= 0.0):
        raise ValueError("x must be positive")
    return np.log(x)


def ramp(x: np.ndarray) -> np.ndarray:
    """Keep what is positive.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return np.maximum(x, 0.0)


def linear(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Give X W + b.

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


def linear_backward(G, X, W, b):
    return G @ W.T, X.T @ G, G.sum(axis=0)


def ramp_layer(X: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Give the positive part of X W.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)

    Returns
    -------
    ndarray, shape (n, k)
    """
    return np.maximum(X @ W, 0.0)


def ramp_layer_backward(G, X, W):
    G = G * (X @ W > 0.0)
    return G @ W.T, X.T @ G


def mean_square(prediction: np.ndarray, target: np.ndarray) -> float:
    """Give the mean squared error.

    Parameters
    ----------
    prediction : ndarray, shape (n,)
    target : ndarray, shape (n,)

    Returns
    -------
    float
    """
    return float(np.mean((prediction - target) ** 2))


def cross_entropy(Z: np.ndarray, y: np.ndarray) -> float:
    """Give the mean cross-entropy of logits and classes.

    Parameters
    ----------
    Z : ndarray, shape (n, K)
    y : ndarray of int, shape (n,), in 0..K-1

    Returns
    -------
    float
    """
    return float(np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y]))


def cross_entropy_backward(g, Z, y):
    p = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1.0
    return g * p / len(y)


def moments(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give mean and mean square of each column.

    Parameters
    ----------
    X : ndarray, shape (n, d)

    Returns
    -------
    mean : ndarray, shape (d,)
    square : ndarray, shape (d,)
    """
    return X.mean(axis=0), (X**2).mean(axis=0)


FORWARD = {
    function.__name__: function
    for function in (
        cube, logarithm, ramp, linear, ramp_layer, mean_square, cross_entropy, moments
    )
}  # fmt: skip


@pytest.fixture
def check(snippets):
    def run(forward, gradient, suffix):
        snippets(**FORWARD, **{f"{forward}{suffix}": gradient})
        return check_gradient(f"topic.{forward}{suffix}", f"topic.{forward}")

    return run


RIGHT = {
    "cube_grad": lambda x, factor: 3.0 * factor * x**2,
    "logarithm_grad": lambda x: 1.0 / x,
    "ramp_grad": lambda x: np.heaviside(x, 0.0),
    "mean_square_grad": lambda prediction, target: 2 * (prediction - target) / len(target),
    "linear_backward": linear_backward,
    "ramp_layer_backward": ramp_layer_backward,
    "cross_entropy_backward": cross_entropy_backward,
    "moments_backward": lambda g, h, X: np.ones_like(X) * g / len(X) + 2 * X * h / len(X),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_gradient_passes(check, name):
    forward, _, suffix = name.rpartition("_")
    record = check(forward, RIGHT[name], f"_{suffix}")
    assert record["message"] is None
    assert 0.0 <= record["error"] < MEASURED


WRONG = {
    "sign": ("cube_grad", lambda x, factor: -3.0 * factor * x**2),
    "factor": ("cube_grad", lambda x, factor: 2.0 * factor * x**2),
    "a parameter forgotten": ("cube_grad", lambda x: 3.0 * x**2),
    "a little off": ("cube_grad", lambda x, factor: 3.0 * factor * x**2 * (1 + 1e-5)),
    "collapsed": ("cube_grad", lambda x, factor: 3.0 * factor * np.sum(x**2)),
    "NaN": ("cube_grad", lambda x, factor: np.nan * x),
    "wrong side of the kink": ("ramp_grad", lambda x: np.heaviside(-x, 0.0)),
    "constant": ("ramp_grad", lambda x: np.ones_like(x)),
    "sum for mean": ("mean_square_grad", lambda prediction, target: 2 * (prediction - target)),
    "half": ("mean_square_grad", lambda prediction, target: (prediction - target) / len(target)),
    "by the target": (
        "mean_square_grad", lambda prediction, target: 2 * (target - prediction) / len(target)
    ),
    "backward: sign everywhere": (
        "linear_backward", lambda G, X, W, b: (-G @ W.T, -X.T @ G, -G.sum(axis=0))
    ),
    "backward: sign of one": (
        "linear_backward", lambda G, X, W, b: (G @ W.T, X.T @ G, -G.sum(axis=0))
    ),
    "backward: not transposed": (
        "linear_backward", lambda G, X, W, b: (G @ W, X.T @ G, G.sum(axis=0))
    ),
    "backward: transposed gradient": (
        "linear_backward", lambda G, X, W, b: (G @ W.T, G.T @ X, G.sum(axis=0))
    ),
    "backward: bias collapsed to a number": (
        "linear_backward", lambda G, X, W, b: (G @ W.T, X.T @ G, G.sum())
    ),
    "backward: bias collapsed, then spread": (
        "linear_backward", lambda G, X, W, b: (G @ W.T, X.T @ G, G.sum() * np.ones_like(b))
    ),
    "backward: bias not summed": (
        "linear_backward", lambda G, X, W, b: (G @ W.T, X.T @ G, G)
    ),
    "backward: mean for sum": (
        "linear_backward", lambda G, X, W, b: (G @ W.T, X.T @ G, G.mean(axis=0))
    ),
    "backward: averaged over the batch": (
        "linear_backward", lambda G, X, W, b: (G @ W.T, X.T @ G / len(X), G.sum(axis=0))
    ),
    "backward: order swapped": (
        "linear_backward", lambda G, X, W, b: (X.T @ G, G @ W.T, G.sum(axis=0))
    ),
    "backward: one missing": ("linear_backward", lambda G, X, W, b: (G @ W.T, X.T @ G)),
    "backward: upstream ignored": (
        "cross_entropy_backward", lambda g, Z, y: cross_entropy_backward(1.0, Z, y)
    ),
    "backward: mask forgotten": (
        "ramp_layer_backward", lambda G, X, W: (G @ W.T, X.T @ G)
    ),
    "backward: mask of the other sign": (
        "ramp_layer_backward", lambda G, X, W: ramp_layer_backward(G, -X, W)
    ),
    "backward: sum over the batch": (
        "cross_entropy_backward", lambda g, Z, y: cross_entropy_backward(g, Z, y) * len(y)
    ),
    "backward: second output forgotten": (
        "moments_backward", lambda g, h, X: np.ones_like(X) * g / len(X)
    ),
    "raises": ("cube_grad", lambda x, factor: 1 / 0),
}  # fmt: skip


@pytest.mark.parametrize("slip", WRONG)
def test_a_wrong_gradient_is_seen(check, slip):
    name, gradient = WRONG[slip]
    forward, _, suffix = name.rpartition("_")
    record = check(forward, gradient, f"_{suffix}")
    assert record["message"]
    assert record["error"] is None


def test_the_message_shows_input_entry_and_both_values(check):
    wrong = WRONG["backward: sign of one"][1]
    message = check("linear", wrong, "_backward")["message"]
    assert message.startswith("for X = ")
    assert "topic.linear_backward gives " in message
    assert " by b[" in message
    assert "the measured slope of topic.linear is " in message


def test_shapes_and_counts_are_explained(check):
    collapsed = check("linear", lambda G, X, W, b: (G @ W.T, X.T @ G, G.sum()), "_backward")
    assert "a gradient of shape () by b, which has shape (" in collapsed["message"]
    missing = check("linear", lambda G, X, W, b: (G @ W.T, X.T @ G), "_backward")
    assert "gives 2 gradients; wanted: by X, W, b" in missing["message"]


def test_a_gradient_of_nothing_is_a_failure(snippets):
    snippets(cube_grad=RIGHT["cube_grad"])
    record = check_gradient("topic.cube_grad", "topic.cube")
    assert "there is no cube in snippets/topic.py" in record["message"]


def test_a_parameter_that_the_function_lacks_is_a_failure(check):
    record = check("cube", lambda x, slope: x, "_grad")
    assert "has a parameter 'slope' that topic.cube does not have" in record["message"]


def test_a_function_without_slopes_is_not_called_checked(snippets):
    def isolated(x):
        return np.where(x == np.round(x, 3), 0.0, np.nan)

    isolated.__doc__ = ramp.__doc__
    snippets(isolated=isolated, isolated_grad=lambda x: 0.0 * x)
    message = check_gradient("topic.isolated_grad", "topic.isolated")["message"]
    assert "too few to compare with" in message


def test_a_grad_of_what_is_neither_elementwise_nor_one_number(check):
    message = check("linear", lambda X, W, b: X, "_grad")["message"]
    assert "write a _backward" in message


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("activations.relu_grad", "activations.relu"),
        ("layers.linear_backward", "layers.linear"),
        ("activations.relu", None),
        ("optimizers.gradient", None),
    ],
)
def test_gradients_are_found_by_convention(name, base):
    assert gradient_of(name) == base
