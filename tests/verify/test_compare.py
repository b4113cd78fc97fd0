"""Relative errors: what counts as equal, and how far apart the rest is."""

import numpy as np
import pytest

from scripts.verify.compare import Different, relative_error, written

NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("value", "reference", "error"),
    [
        (1.0, 1.0, 0.0),
        (1.1, 1.0, 0.1),
        (11.0, 10.0, 0.1),
        (-1.0, 1.0, 2.0),
        (1e-4, 0.0, 0.1),  # below 1e-3 the error is absolute, in units of 1e-3
        (0.0, -0.0, 0.0),
        (NAN, NAN, 0.0),
        (INF, INF, 0.0),
        (INF, -INF, INF),
        (NAN, 1.0, INF),
        (1.0, NAN, INF),
        (1.0, INF, INF),
        (INF, 1.0, INF),
        ([1.0, 2.0, 3.0], [1.0, 2.0, 2.0], 0.5),
        ([], [], 0.0),
        (True, 1.0, 0.0),
    ],
)
def test_relative_error(value, reference, error):
    assert relative_error(value, reference) == pytest.approx(error)


def test_a_text_equals_nothing_but_itself():
    assert relative_error("97.5 ± 0.1", "97.5 ± 0.1") == 0.0
    for other in ("97.5 ± 0.2", 97.5, ["97.5 ± 0.1"]):
        with pytest.raises(Different, match="instead of"):
            relative_error("97.5 ± 0.1", other)
        with pytest.raises(Different, match="instead of"):
            relative_error(other, "97.5 ± 0.1")


@pytest.mark.parametrize(
    ("value", "reference"),
    [(1.0, [1.0]), (np.ones((2, 3)), np.ones((3, 2))), (np.ones((3, 1)), np.ones(3)), ([], 0.0)],
)
def test_shapes_are_not_broadcast(value, reference):
    with pytest.raises(Different, match="shape"):
        relative_error(value, reference)


def test_arguments_are_written_to_be_typed_again():
    arguments = {"x": np.array([0.1, -2.0]), "alpha": 0.25, "k": 3}
    assert written(arguments) == "x = [ 0.1, -2. ], alpha = 0.25, k = 3"
    assert "..." in written({"x": np.zeros(1000)})
