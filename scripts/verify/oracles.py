"""The name of a snippet in, its largest error against independent implementations out.

An oracle is found by its place: `tests/oracles/<module>.py` in plain Python, and
`tests/oracles/torch_<module>.py` where PyTorch is installed, each with a function
of the snippet's own name and parameters. A snippet without any is an error.

The inputs are drawn from the snippet's docstring. Where they cannot be drawn, as a list
of layers or a whole network, the oracles in plain Python give them: `CASES` maps the
symbol to a list of arguments, each a dictionary.
"""

import copy
import importlib
import importlib.util
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from scripts.formulas.contract import contract_of
from scripts.formulas.draw import draws
from scripts.project import TESTS
from scripts.verify.compare import (
    EXACT,
    Different,
    as_tuple,
    relative_error,
    told,
    written,
    written_values,
)
from scripts.verify.names import function_of, is_entrywise

DRAWS = 20
# Where a naive form overflows, cancels or vanishes. PyTorch's own forms do, so that
# these go to plain Python alone, which can count with as many digits as it takes.
EXTREMES = np.array(
    [-1e308, -1e16, -1e4, -745.5, -100.0, -38.0, -1e-16, -1e-300, -0.0,
     0.0, 1e-300, 1e-16, 38.0, 100.0, 745.5, 1e4, 1e16, 1e308]
)  # fmt: skip

PLAIN = "plain Python"
TORCH = "PyTorch"
_PREFIXES = {PLAIN: "", TORCH: "torch_"}


def check_oracles(name: str) -> dict:
    """Compare a snippet with each of its oracles.

    Parameters
    ----------
    name : str
        `module.symbol` of the snippet.

    Returns
    -------
    dict
        `name`, `oracle` (which ones were asked), `error`, and a `message` if they
        disagree or if there is none.
    """
    record = {"name": name, "oracle": None, "error": None, "message": None}
    try:
        oracles = _oracles(name)
        record["oracle"] = " and ".join(oracles)
        record["error"] = max(
            _error(name, kind, oracle, drawn)
            for kind, oracle in oracles.items()
            for drawn in _inputs(name, kind)
        )
    except Exception as problem:
        record["message"] = told(problem)
    return record


def _oracles(name: str) -> dict[str, Callable]:
    """The implementations at hand, by kind; PyTorch first."""
    module, symbol = name.split(".")
    found = {}
    for kind in (TORCH, PLAIN):
        file = f"{_PREFIXES[kind]}{module}"
        if (TESTS / "oracles" / f"{file}.py").is_file() and (kind == PLAIN or _has_torch()):
            implementation = getattr(importlib.import_module(f"tests.oracles.{file}"), symbol, None)
            if implementation is not None:
                found[kind] = implementation
    if not found:
        note = "" if _has_torch() else " that works without PyTorch"
        raise Different(
            f"{name} has no independent implementation{note}: "
            f"write a function {symbol} in tests/oracles/{module}.py"
        )
    return found


def _has_torch() -> bool:
    return importlib.util.find_spec("torch") is not None


def _inputs(name: str, kind: str) -> Iterator[dict[str, Any]]:
    """Draws from the contract, and extremes for what works entry by entry."""
    if (cases := _cases(name)) is not None:
        yield from cases
        return
    contract = contract_of(function_of(name))
    yield from draws(contract, f"oracle {name}", DRAWS)
    if kind == PLAIN and is_entrywise(contract):
        first = contract.parameters[0]
        within = EXTREMES[first.domain.contains(EXTREMES)]
        (drawn,) = draws(contract, f"extremes {name}", 1)
        yield drawn | {first.name: within}
        yield drawn | {first.name: within[:0]}


def _cases(name: str) -> list[dict[str, Any]] | None:
    """The inputs that the oracles give themselves, if they do."""
    module, symbol = name.split(".")
    if not (TESTS / "oracles" / f"{module}.py").is_file():
        return None
    cases = getattr(importlib.import_module(f"tests.oracles.{module}"), "CASES", {}).get(symbol)
    if cases == []:
        raise Different(
            f"CASES of tests/oracles/{module}.py has no case for {symbol}: nothing is checked"
        )
    return cases


def _error(name: str, kind: str, oracle: Callable, drawn: dict[str, Any]) -> float:
    """The error for one input."""
    with np.errstate(all="ignore"):
        value = as_tuple(function_of(name)(**copy.deepcopy(drawn)))
        reference = as_tuple(oracle(**copy.deepcopy(drawn)))
    try:
        error = max(relative_error(*pair) for pair in zip(value, reference, strict=True))
    except (Different, ValueError) as problem:
        raise Different(f"{name} and {kind} differ for {written(drawn)}: {problem}") from None
    if error > EXACT:
        values = ((f"{name} gives", value), (f"{kind} gives", reference))
        shown = ", ".join(f"{giver} {written_values(given)}" for giver, given in values)
        raise Different(f"for {written(drawn)}: {shown}")
    return error
