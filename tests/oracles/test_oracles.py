"""Every public snippet equals its independent implementations, at explicit points and extremes."""

import importlib
import importlib.util

import numpy as np
import pytest

from scripts.formulas.contract import contract_of
from scripts.project import SNIPPETS, TESTS
from scripts.sources import definitions
from scripts.verify.names import function_of, is_entrywise
from scripts.verify.oracles import check_oracles
from snippets.activations import gelu, relu, sigmoid, softplus

NAMES = sorted(definitions(SNIPPETS))
ORACLES = TESTS / "oracles"

MODERATE = np.concatenate([
    np.linspace(-8.0, 8.0, 33),  # 0 among them
    [-37.0, -20.0, -1.0 / 3.0, -1e-3, -1e-9, 1e-9, 1e-3, 1.0 / 3.0, 20.0, 37.0],
])
EXTREME = np.array([-np.inf, -1e308, -1e4, -745.5, -100.0, -38.0, -1e-300, -0.0, 1e-300, 100.0,
                    745.5, 1e4, 1e308, np.inf, np.nan])
PARAMETERS = {
    "leaky_relu": [{}, {"alpha": 0.01}, {"alpha": 1.0}],
    "elu": [{}, {"alpha": 0.3}, {"alpha": 2.5}],
    "swish": [{}, {"beta": 0.1}, {"beta": 7.3}],
}


def _load(package, name):
    module, symbol = name.split(".")
    return getattr(importlib.import_module(f"{package}{module}"), symbol, None)


def _parameters(name):
    return PARAMETERS.get(name.partition(".")[2].removesuffix("_grad"), [{}])


def _oracles(name):
    module = name.partition(".")[0]
    found = [f"tests.oracles.{prefix}" for prefix in ("", "torch_")
             if (ORACLES / f"{prefix}{module}.py").is_file()]
    if importlib.util.find_spec("torch") is None:
        found = found[:1]
    return [oracle for prefix in found if (oracle := _load(prefix, name)) is not None]


def _elementwise(names):
    """What maps one array entry by entry, at the defaults of its other parameters."""
    contracts = {name: contract_of(function_of(name)) for name in names}
    return [name for name, contract in contracts.items()
            if is_entrywise(contract) and all(other.optional for other in contract.parameters[1:])]


def _domain(name, x):
    """Without the numbers that the snippet refuses; NaN is always tried, and so are open ends."""
    domain = contract_of(function_of(name)).parameters[0].domain
    ends = [end for end in (domain.low, domain.high) if np.isinf(end)]
    return x[domain.contains(x) | np.isin(x, ends) | np.isnan(x)]


@pytest.mark.parametrize("name", NAMES)
def test_every_snippet_has_an_oracle(name):
    assert _oracles(name)


@pytest.mark.parametrize("name", NAMES)
def test_snippet_equals_its_oracles_on_what_its_contract_allows(name):
    assert check_oracles(name)["message"] is None


@pytest.mark.parametrize("name", _elementwise(NAMES))
def test_snippet_equals_plain_python_everywhere(name):
    snippet, oracle = function_of(name), _load("tests.oracles.", name)
    x = _domain(name, np.concatenate([MODERATE, EXTREME]))
    for parameters in _parameters(name):
        with np.errstate(over="ignore"):  # square and exp leave the range of floats
            values = snippet(x, **parameters)
        expected = oracle(x, **parameters)
        # Below about 1e-308 floats lose their digits one by one.
        np.testing.assert_allclose(values, expected, rtol=1e-12, atol=1e-306)


@pytest.mark.parametrize("name", _elementwise(NAMES))
def test_snippet_equals_torch(name):
    pytest.importorskip("torch")
    module, symbol = name.split(".")
    oracle = getattr(importlib.import_module(f"tests.oracles.torch_{module}"), symbol, None)
    if oracle is None:
        pytest.skip(f"PyTorch has no {symbol}")
    x = _domain(name, MODERATE)
    for parameters in _parameters(name):
        # Far left PyTorch's own forms cancel, so that only an absolute error can be asked.
        np.testing.assert_allclose(
            function_of(name)(x, **parameters), oracle(x, **parameters),
            rtol=1e-12, atol=1e-15,
        )


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("derivatives.")])
@pytest.mark.parametrize("f", [sigmoid, softplus, gelu, relu, np.sin])
@pytest.mark.parametrize("a", [None, 0.5, 1e-3, 1e-7])
def test_difference_equals_exact_fraction(name, f, a):
    step = {} if a is None else {"a": a}
    values = _load("snippets.", name)(f, MODERATE, **step)
    expected = _load("tests.oracles.", name)(f, MODERATE, **step)
    # Vectorized and scalar evaluations of f may differ in the last digit, which 1/a magnifies.
    atol = 4e-16 * 40.0 / (a or 1e-8)
    np.testing.assert_allclose(values, expected, rtol=1e-12, atol=atol)


def test_oracles_refuse_what_the_snippets_refuse():
    for name, bad in [
        ("functions.log", {"x": 0.0}),
        ("functions.log_grad", {"x": -1.0}),
        ("activations.leaky_relu", {"x": 1.0, "alpha": 1.5}),
        ("activations.leaky_relu_grad", {"x": 1.0, "alpha": -0.1}),
        ("activations.elu", {"x": 1.0, "alpha": 0.0}),
        ("activations.elu_grad", {"x": 1.0, "alpha": np.inf}),
        ("activations.swish", {"x": 1.0, "beta": 0.0}),
        ("activations.swish_grad", {"x": 1.0, "beta": -1.0}),
    ]:
        for package in ("snippets.", "tests.oracles."):
            with pytest.raises(ValueError):
                _load(package, name)(**bad)
