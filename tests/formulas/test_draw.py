import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.formulas.contract import ContractError, contract_of
from scripts.formulas.draw import draws


def elementwise(x, alpha=0.2, axis=-1, safe=True):
    """Map.

    Parameters
    ----------
    x : ndarray, any shape
    alpha : float, in (0, 1), default 0.2
    axis : int, default -1
    safe : bool, default True
    """
    return 3.25 * x


def shaped(X, w, p, t, y, S, k, f):
    """Use everything.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    w : ndarray, shape (d,), in [0, inf)
    p : ndarray, shape (n, K), rows sum to 1
    t : ndarray, shape (n, K), one-hot rows
    y : ndarray of int, shape (n,), in 0..K-1
    S : ndarray, shape (d, d), positive definite
    k : int, in 1..n
    f : callable, smooth, takes shape (d,)

    Returns
    -------
    ndarray, shape (n - d + 1,)
    """


seeds = st.text(max_size=5)
few = settings(max_examples=15, deadline=None)


def entries(seed, count=60):
    every = draws(contract_of(elementwise), seed, count)
    return np.concatenate([arguments["x"].ravel() for arguments in every])


def test_the_same_seed_gives_the_same_draws():
    first = list(draws(contract_of(elementwise), "a", 4))
    longer = list(draws(contract_of(elementwise), "a", 9))
    for one, other in zip(first, longer, strict=False):
        np.testing.assert_array_equal(one["x"], other["x"])
    assert not np.array_equal(first[0]["x"], next(draws(contract_of(elementwise), "b", 1))["x"])


def test_entries_cover_zeros_small_magnitudes_and_landmarks():
    values = entries("coverage", 200)
    assert 0.1 < np.mean(values == 0) < 0.3
    assert np.mean((np.abs(values) < 1e-3) & (values != 0)) > 0.05
    assert np.mean(values == 3.25) > 0.01
    assert np.any((values != 3.25) & (np.abs(values - 3.25) < 2e-6))
    assert np.any(values < 0) and np.any(values > 0)


def test_entries_fall_on_the_landmarks_of_a_formula():
    every = draws(contract_of(elementwise), "marks", 40, lambda numbers: [numbers["alpha"] + 5])
    assert any(np.any(one["x"] == one["alpha"] + 5) for one in every)


def test_a_number_that_is_data_falls_on_zero_and_on_landmarks():
    def single(x, rate):
        """Act on one number.

        Parameters
        ----------
        x : float
        rate : float, positive
        """
        return 4.25 * x

    every = list(draws(contract_of(single), "numbers", 200))
    values = np.array([one["x"] for one in every])
    assert np.any(values == 0) and np.any(values == 4.25)
    assert min(one["rate"] for one in every) > 0.1


def test_an_optional_mode_keeps_its_default():
    assert set(next(draws(contract_of(elementwise), "a", 1))) == {"x", "alpha"}


def test_shapes_include_numbers_and_sizes_of_one():
    shapes = {one["x"].shape for one in draws(contract_of(elementwise), "a", 20)}
    assert () in shapes and (1,) in shapes and any(len(shape) > 1 for shape in shapes)


@few
@given(seeds)
def test_draws_keep_the_contract(seed):
    for one in draws(contract_of(shaped), seed, 20):
        n, d = one["X"].shape
        K = one["p"].shape[1]
        assert one["w"].shape == (d,) and (one["w"] >= 0).all()
        np.testing.assert_allclose(one["p"].sum(axis=1), 1)
        assert (one["p"] >= 0).all()
        assert set(np.unique(one["t"])) <= {0, 1} and (one["t"].sum(axis=1) == 1).all()
        assert one["y"].dtype.kind == "i" and one["y"].shape == (n,)
        assert ((0 <= one["y"]) & (one["y"] < K)).all()
        assert (np.linalg.eigvalsh(one["S"]) > 0.4).all()
        assert 1 <= one["k"] <= n
        assert np.isfinite(one["f"](one["w"]))


@few
@given(seeds)
def test_dimensions_differ_except_where_one_of_them_is_one(seed):
    every = [(*one["X"].shape, one["p"].shape[1]) for one in draws(contract_of(shaped), seed, 20)]
    assert any(min(sizes) == 1 for sizes in every)
    assert all(len(set(sizes)) == len(sizes) or min(sizes) == 1 for sizes in every)
    assert sum(min(sizes) > 1 for sizes in every) >= 12


@few
@given(seeds)
def test_hyperparameters_are_generic(seed):
    for one in draws(contract_of(elementwise), seed, 20):
        assert 0.1 <= one["alpha"] <= 0.9


def test_refuses_a_docstring_without_a_shape():
    def bare(x):
        """Do.

        Parameters
        ----------
        x : ndarray
        """

    with pytest.raises(ContractError, match=r"parameter x of test_draw\.bare has no shape"):
        next(draws(contract_of(bare), "a", 1))


def stacked(layers):
    """Count.

    Parameters
    ----------
    layers : list of pairs

    Returns
    -------
    int
    """
    return len(layers)


def test_a_list_has_a_contract_and_is_not_drawn():
    contract = contract_of(stacked)
    assert [each.lacks for each in (*contract.parameters, *contract.returns)] == [None, None]
    with pytest.raises(ContractError, match="layers of test_draw.stacked is a list.*give CASES"):
        next(draws(contract, "seed", 1))
