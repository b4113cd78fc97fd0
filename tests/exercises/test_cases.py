"""The inputs of an exercise: within the contract, readable first, and hard where it matters."""

import numpy as np
import pytest

from scripts.errors import PageError
from scripts.exercises import stage
from scripts.exercises.cases import cases
from scripts.formulas.contract import contract_of
from scripts.verify.names import function_of


def drawn(name: str) -> list:
    return list(cases(contract_of(function_of(name))))


def kinds(name: str) -> list[str]:
    return list(dict.fromkeys(case.kind for case in drawn(name)))


def test_short_numbers_come_first_and_extremes_last():
    assert kinds("activations.leaky_relu") == ["short", "defaults", "drawn", "whole", "extreme"]
    assert kinds("functions.square") == ["short", "drawn", "whole", "extreme"]
    assert kinds("derivatives.derivative") == ["short", "defaults", "drawn"]


def test_the_first_inputs_have_few_digits():
    for case in drawn("activations.leaky_relu")[:10]:
        for value in case.arguments.values():
            np.testing.assert_array_equal(value, np.round(value, 3))


def test_the_domain_is_kept():
    for case in drawn("functions.log"):
        assert (case.arguments["x"] > 0).all()
    for case in drawn("activations.leaky_relu"):
        assert 0 <= case.arguments.get("alpha", 0.2) <= 1


def test_zeros_ties_single_numbers_and_sizes_of_one_are_among_them():
    arrays = [case.arguments["x"] for case in drawn("activations.leaky_relu")]
    assert any((array == 0).any() for array in arrays)
    assert any(array.ndim == 0 for array in arrays)
    assert any(1 in array.shape for array in arrays)
    assert any(array.size > len(np.unique(array)) for array in arrays)
    assert any(array.dtype.kind == "i" for array in arrays)
    assert max(np.abs(array).max() for array in arrays) == 1e4


def test_the_first_input_does_not_switch_a_parameter_off():
    assert 0 < drawn("activations.leaky_relu")[0].arguments["alpha"] < 1


def test_the_same_cases_every_time():
    payload = {"name": "activations.elu", "page": "docs/x.md", "line": 3}
    assert stage.compute(payload) == stage.compute(payload)


def test_a_snippet_without_a_contract_stops_the_build_with_page_and_line(monkeypatch):
    def bare(x):
        return x

    monkeypatch.setattr(stage, "function_of", lambda name: bare)
    with pytest.raises(PageError, match=r"^docs/x\.md:3: no exercise can be made of functions.square"):
        stage.compute({"name": "functions.square", "page": "docs/x.md", "line": 3})


def test_a_snippet_that_fails_its_own_check_stops_the_build(monkeypatch):
    monkeypatch.setattr(stage, "function_of", lambda name: function_of("functions.absolute"))
    with pytest.raises(PageError, match="does not pass its own exercise"):
        stage.compute({"name": "functions.square", "page": "docs/x.md", "line": 3})
