"""An operation on Tensors in, the same as a function of arrays out, and what its walk back gives.

A Tensor is whatever the operation's module calls `Tensor`: made from an array, with the
array as `value`, with `backward(G)`, which puts a gradient into the `grad` of each input. The
docstring says where one goes in: `x : Tensor, shape (n, d)`.
"""

import inspect
import sys
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

import numpy as np

from scripts.formulas.contract import contract_of


def is_operation(function: Callable) -> bool:
    """Whether Tensors go in, or the class itself is meant, which makes one of an array."""
    if inspect.isclass(function):
        return hasattr(function, "backward")
    return any(parameter.is_tensor for parameter in contract_of(function).parameters)


@lru_cache(maxsize=1024)
def on_arrays(function: Callable) -> Callable:
    """The function of arrays that an operation computes; any other function as it is."""
    if not is_operation(function):
        return function

    @wraps(function, updated=())
    def of_arrays(*positional: Any, **named: Any) -> np.ndarray:
        return _result(function, *_bound(function, positional, named)).value

    return of_arrays


def walked_back(function: Callable) -> Callable[..., tuple[np.ndarray, ...]]:
    """From the gradient of an operation's value and its inputs to the gradients of the inputs."""

    def gradients(G: np.ndarray, *positional: Any, **named: Any) -> tuple[np.ndarray, ...]:
        arguments, inputs = _bound(function, positional, named)
        result = _result(function, arguments, inputs)
        result.backward(G)
        return tuple(each.grad for each in inputs or [result])

    first = inspect.Parameter("G", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    others = inspect.signature(function).parameters.values()
    gradients.__signature__ = inspect.Signature([first, *others])
    return gradients


def inputs_of(function: Callable) -> list[str]:
    """The parameters by which the walk back gives gradients; a class has one, its value."""
    parameters = contract_of(function).parameters
    if inspect.isclass(function):
        return [parameters[0].name]
    return [each.name for each in parameters if each.is_tensor]


def _bound(function: Callable, positional: tuple, named: dict) -> tuple[dict[str, Any], list]:
    """The arguments by name, arrays in Tensors where they belong; and these Tensors."""
    arguments = inspect.signature(function).bind(*positional, **named).arguments
    if inspect.isclass(function):
        return arguments, []
    tensor = sys.modules[function.__module__].Tensor
    wanted = inputs_of(function)
    arguments |= {name: tensor(arguments[name]) for name in wanted}
    return arguments, [arguments[name] for name in wanted]


def _result(function: Callable, arguments: dict[str, Any], inputs: list) -> Any:
    """What comes out, a Tensor that knows what it was computed from."""
    result = function(**arguments)
    known = set(result.order())
    if missing := [each for each in inputs if each not in known]:
        raise ValueError(f"the result forgets {len(missing)} of the {len(inputs)} inputs")
    return result
