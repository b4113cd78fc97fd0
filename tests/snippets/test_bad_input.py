"""NaN, infinities, integers, empty arrays and huge values into every elementwise snippet.

The snippets are found, not listed: all those whose contract maps an array of any
shape to one of the same shape, or a function and such an array, and needs no more. A
snippet that takes only an interval has its refusals among its own tests.
"""

import importlib
import warnings
from inspect import signature

import numpy as np
import pytest
from numpydoc.docscrape import FunctionDoc

from scripts.project import SNIPPETS
from scripts.sources import definitions
from snippets.activations import sigmoid


class Elementwise:
    """A snippet as a function of x alone, and what its docstring says of x."""

    def __init__(self, name):
        module, symbol = name.split(".")
        self.function = getattr(importlib.import_module(f"snippets.{module}"), symbol)
        self.doc = FunctionDoc(self.function)
        parameters = {parameter.name: parameter.type for parameter in self.doc["Parameters"]}
        self.contract = parameters.get("x", "")
        first = next(iter(parameters.values()), "")
        self.before = [sigmoid] if first.startswith("callable") else []

    @property
    def is_one(self):
        returns = [value.type for value in self.doc["Returns"]]
        same_shape = len(returns) == 1 and returns[0].startswith("ndarray, same shape as x")
        needs = [name for name, parameter in signature(self.function).parameters.items()
                 if parameter.default is parameter.empty][len(self.before):]
        unbounded = self.contract.startswith("ndarray, any shape") and ", in " not in self.contract
        return unbounded and same_shape and needs == ["x"]

    @property
    def positive(self):
        return "positive" in self.contract

    @property
    def may_overflow(self):
        return bool(self.doc["Warns"])

    def __call__(self, x):
        return self.function(*self.before, x)

    def domain(self, x):
        return x[~(x <= 0)] if self.positive else x


ALL = {name: Elementwise(name) for name in definitions(SNIPPETS)}
CASES = [pytest.param(snippet, id=name) for name, snippet in ALL.items() if snippet.is_one]

every_elementwise_snippet = pytest.mark.parametrize("snippet", CASES)


def test_the_search_finds_the_first_chapters():
    modules = ("functions", "activations", "derivatives")
    first = {name for name in ALL if name.split(".")[0] in modules}
    assert first == {case.id for case in CASES} & first
    assert len(first) >= 32


@every_elementwise_snippet
def test_nan_stays_nan_and_touches_nothing_else(snippet):
    x = np.array([0.5, np.nan, 2.0])
    values = snippet(x)
    np.testing.assert_array_equal(np.isnan(values), [False, True, False])
    np.testing.assert_array_equal(values[[0, 2]], snippet(x[[0, 2]]))


@every_elementwise_snippet
def test_infinities_give_limits_without_a_warning(snippet):
    values = snippet(snippet.domain(np.array([-np.inf, np.inf])))
    assert not np.isnan(values).any()


@every_elementwise_snippet
def test_huge_values_overflow_only_where_it_is_documented(snippet):
    huge = snippet.domain(np.array([-1.7e308, -1e200, -1e4, 1e4, 1e200, 1.7e308]))
    with warnings.catch_warnings():
        if snippet.may_overflow:
            warnings.simplefilter("ignore", RuntimeWarning)
        values = snippet(huge)
    assert not np.isnan(values).any()
    assert snippet.may_overflow or np.isfinite(values).all()


@every_elementwise_snippet
@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int32, np.int64, np.uint64])
def test_integers_become_floats(snippet, dtype):
    x = np.array([1, 2, 100], dtype=dtype)
    values = snippet(x)
    assert values.dtype == np.float64
    np.testing.assert_array_equal(values, snippet(x.astype(float)))


@every_elementwise_snippet
def test_a_python_number_gives_a_number(snippet):
    for x in (1, 1.0, np.array(1.0)):
        assert np.shape(snippet(x)) == ()
        assert snippet(x) == snippet(np.array([1.0]))[0]


@every_elementwise_snippet
@pytest.mark.parametrize("shape", [(0,), (3, 0, 2)])
def test_an_empty_array_stays_empty(snippet, shape):
    values = snippet(np.zeros(shape))
    assert values.shape == shape
    assert values.dtype == np.float64


@every_elementwise_snippet
def test_any_shape_is_kept_and_entries_do_not_mix(snippet):
    x = np.linspace(0.1, 3.0, 24).reshape(2, 3, 4)
    values = snippet(x)
    assert values.shape == x.shape
    one_by_one = [snippet(number) for number in x.ravel()]
    np.testing.assert_allclose(values.ravel(), one_by_one, rtol=1e-9)


@every_elementwise_snippet
def test_float32_stays_float32(snippet):
    x = np.array([0.25, 1.5, 3.0], dtype=np.float32)
    values = snippet(x)
    assert values.dtype == np.float32
    if not snippet.before:  # a difference quotient in float32 needs a larger step
        np.testing.assert_allclose(values, snippet(x.astype(float)), rtol=1e-6)


@every_elementwise_snippet
def test_the_input_is_left_alone(snippet):
    x = np.linspace(0.5, 2.0, 5)
    x.setflags(write=False)
    values = snippet(x)
    assert not np.shares_memory(values, x)
