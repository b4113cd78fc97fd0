import numpy as np
import pytest

from scripts.formulas.contract import ANY, contract_of, phrases_of
from scripts.formulas.domain import Domain, with_trait
from scripts.formulas.sizes import is_size, letters, size


def layer(X, w, p, y, alpha=0.2, axis=-1):
    """Compute something.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    w : ndarray, shape (d,), positive
    p : ndarray, shape (n, K), rows sum to 1
    y : ndarray of int, shape (n,), in 0..K-1
    alpha : float, in (0, 1], default 0.2
    axis : int, default -1

    Returns
    -------
    loss : float
    grad : ndarray, same shape as X
    """


def test_reads_shapes_traits_and_defaults():
    contract = contract_of(layer)
    assert contract.name == "test_contract.layer"
    assert [parameter.name for parameter in contract.parameters] == list("Xwpy") + ["alpha", "axis"]
    assert contract.parameter("X").shape == ("n", "d")
    assert contract.parameter("w").domain == Domain(low=0.0)
    assert contract.parameter("p").domain.structure == "rows sum to 1"
    assert contract.parameter("y").kind == "int array"
    assert contract.parameter("y").domain.is_index
    alpha = contract.parameter("alpha")
    assert (alpha.domain.low, alpha.domain.low_open) == (0, True)
    assert (alpha.domain.high, alpha.domain.high_open) == (1, False)
    assert alpha.optional and alpha.default == 0.2
    assert contract.dimensions == ("n", "d", "K")


def test_reads_several_results():
    loss, grad = contract_of(layer).returns
    assert (loss.name, loss.shape) == ("loss", ())
    assert (grad.name, grad.shape) == ("grad", ("n", "d"))


def test_names_the_parameter_that_lacks_its_shape():
    def bare(x, y):
        """Add.

        Parameters
        ----------
        x : ndarray

        Returns
        -------
        float
        """

    contract = contract_of(bare)
    assert "parameter x" in contract.parameter("x").lacks
    assert "shape" in contract.parameter("x").lacks
    assert "parameter y" in contract.parameter("y").lacks
    assert "no type" in contract.parameter("y").lacks


def test_an_unknown_phrase_is_not_passed_over():
    def odd(x):
        """Odd.

        Parameters
        ----------
        x : ndarray, shape (n,), wobbly
        """

    assert "'wobbly'" in contract_of(odd).parameter("x").lacks


def test_a_default_that_differs_from_the_code_is_reported():
    def drift(x, alpha=0.1):
        """Drift.

        Parameters
        ----------
        x : ndarray, any shape
        alpha : float, default 0.2
        """

    assert "default 0.2" in contract_of(drift).parameter("alpha").lacks


def test_any_number_of_arguments_cannot_be_drawn():
    def chain(*functions):
        """Chain.

        Parameters
        ----------
        *functions : callable
        """

    assert "any number" in contract_of(chain).parameter("functions").lacks


def test_landmarks_are_the_numbers_of_the_source():
    def clip(x):
        """Clip.

        Parameters
        ----------
        x : ndarray, any shape
        """
        return np.where(x > 3.5, 3.5, x)

    assert contract_of(clip).landmarks == (3.5,)


def test_leading_axes():
    def rows(x):
        """Work on rows.

        Parameters
        ----------
        x : ndarray, shape (..., K)
        """

    parameter = contract_of(rows).parameter("x")
    assert parameter.shape == ANY + ("K",)
    assert parameter.inner == ("K",)


def test_phrases_split_outside_brackets():
    text = "ndarray, shape (n, d), in {0, 1}, in [0, inf)"
    assert list(phrases_of(text)) == ["ndarray", "shape (n, d)", "in {0, 1}", "in [0, inf)"]


@pytest.mark.parametrize(
    ("phrase", "inside", "outside"),
    [
        ("positive", [1e-9, 5.0], [0.0, -1.0]),
        ("nonnegative", [0.0, 1.0], [-1e-9]),
        ("nonzero", [-1.0, 2.0], [0.0]),
        ("in (0, 1)", [0.5], [0.0, 1.0]),
        ("in [0, 1]", [0.0, 1.0], [1.5]),
        ("in [0, inf)", [0.0, 1e9], [-1.0]),
        ("in {-1, 1}", [-1.0, 1.0], [0.0]),
    ],
)
def test_traits(phrase, inside, outside):
    domain = with_trait(Domain(), phrase)
    assert domain.contains(np.array(inside)).all()
    assert not domain.contains(np.array(outside)).any()


def test_sizes():
    assert size("n - k + 1", {"n": 5, "k": 2}) == 4
    assert letters("2*h + d") in (("h", "d"), ("d", "h"))
    assert not is_size("n ** 2")
    assert not is_size("f(n)")
