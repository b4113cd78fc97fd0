"""A snippet's name goes in, its function of arrays comes out, and whether that works entry by entry."""

import importlib
from collections.abc import Callable

from scripts.formulas.contract import ANY, Contract
from scripts.formulas.tensors import on_arrays
from scripts.verify.compare import Different


def function_of(name: str) -> Callable:
    """The snippet `module.symbol`, imported; an operation on Tensors as one on arrays.

    Raises
    ------
    Different
        If its module does not have it.
    """
    return on_arrays(imported(name))


def imported(name: str) -> Callable:
    """The snippet as it is.

    Raises
    ------
    Different
        If its module does not have it.
    """
    module, symbol = name.split(".")
    function = getattr(importlib.import_module(f"snippets.{module}"), symbol, None)
    if function is None:
        raise Different(f"there is no {symbol} in snippets/{module}.py")
    return function


def is_entrywise(contract: Contract) -> bool:
    """Whether each entry of the result depends on the same entry of the first parameter alone."""
    if not contract.parameters:
        return False
    first, *others = contract.parameters
    return (
        (first.kind, first.shape) == ("array", ANY)
        and [value.shape for value in contract.returns] == [ANY]
        and all(other.shape == () and other.kind != "callable" for other in others)
    )
