"""The name of a gradient in, its largest error against measured slopes out.

Three conventions, so that no list is kept. `f_grad(x, …)` is the derivative of an
elementwise `f` at each entry of its first parameter, or the gradient of an `f`
that gives one number. `layer_backward(G, …)` takes the gradient by each output
of `layer`, then inputs of `layer` by their names, and gives the gradients by all
its real arrays, in their order. An operation on Tensors is its own gradient: `backward` of
its result fills the `grad` of every Tensor that went in.

A slope is measured one entry at a time: the entry moves, everything else stays.
Where it does not settle, at a kink, there is nothing to compare with; at least
half of all entries must settle.
"""

import copy
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from scripts.formulas.contract import Parameter, contract_of
from scripts.formulas.draw import draws
from scripts.formulas.problems import Unsettled
from scripts.formulas.slopes import slope
from scripts.formulas.tensors import inputs_of, walked_back
from scripts.verify.compare import MEASURED, Different, as_tuple, relative_error, told, written
from scripts.verify.names import function_of, imported, is_entrywise

DRAWS = 20
ENTRIES = 12


def check_gradient(name: str, forward: str) -> dict:
    """Compare a gradient with the slopes of what it is the gradient of.

    Parameters
    ----------
    name, forward : str
        `module.symbol` of the gradient and of the function; the same name twice for an
        operation on Tensors.

    Returns
    -------
    dict
        `name`, `error`, and a `message` if the two disagree.
    """
    record = {"name": name, "error": None, "message": None}
    try:
        record["error"] = _largest_error(name, forward)
    except Exception as problem:
        record["message"] = told(problem)
    return record


def _largest_error(name: str, forward: str) -> float:
    """The largest error over all draws."""
    pair = _Pair(name, forward)
    errors = [
        error
        for number, drawn in enumerate(draws(pair.contract, f"gradient {name}", DRAWS))
        for error in pair.errors(drawn, np.random.default_rng(number))
    ]
    settled = [error for error in errors if error is not None]
    if 2 * len(settled) < len(errors) or not settled:
        raise Different(
            f"only {len(settled)} of {len(errors)} measured slopes of {forward} settle, "
            "too few to compare with"
        )
    return max(settled)


class _Pair:
    """A gradient and what it is the gradient of."""

    def __init__(self, name: str, forward: str) -> None:
        self._name, self._forward = name, forward
        is_operation = name == forward
        self._function = function_of(forward)
        self._gradient = walked_back(imported(name)) if is_operation else function_of(name)
        self.contract = contract_of(self._function)
        inputs = [each for each in self.contract.parameters if _is_differentiable(each)]
        if is_operation:
            inputs = [self.contract.parameter(each) for each in inputs_of(imported(name))]
        self._is_backward = is_operation or name.endswith("_backward")
        self._inputs = [each.name for each in (inputs if self._is_backward else inputs[:1])]
        self._is_entrywise = not self._is_backward and is_entrywise(self.contract)
        if not inputs:
            raise Different(f"{forward} has no real array to differentiate by")

    def errors(self, drawn: dict[str, Any], random: np.random.Generator) -> Iterator[float | None]:
        """The error of each entry of each gradient; None where the slope does not settle."""
        outputs = as_tuple(self._call(drawn))
        upstream = self._upstream(outputs, random)
        given = self._given(upstream, drawn)
        for name, gradient in zip(self._inputs, given, strict=True):
            indices = list(np.ndindex(drawn[name].shape))
            for place in random.permutation(len(indices))[:ENTRIES]:
                index = indices[place]
                along = self._along(drawn, name, index, upstream)
                try:
                    measured = slope(along, float(drawn[name][index]))
                except Unsettled:
                    yield None
                else:
                    yield self._error(gradient[index], measured, drawn, name, index)

    def _call(self, arguments: dict[str, Any]) -> Any:
        with np.errstate(all="ignore"):
            return self._function(**arguments)

    def _upstream(self, outputs: tuple, random: np.random.Generator) -> list[np.ndarray]:
        """The gradient of some loss by each output: generic numbers for a backward pass."""
        if self._is_backward:
            return [random.normal(size=np.shape(output)) for output in outputs]
        if not self._is_entrywise and (len(outputs) > 1 or np.shape(outputs[0])):
            raise Different(
                f"{self._forward} is neither elementwise nor gives one number: "
                "write a _backward that takes the gradient by its output"
            )
        return [np.ones(())]

    def _given(self, upstream: list[np.ndarray], drawn: dict[str, Any]) -> list[np.ndarray]:
        """What the gradient's code returns, one array of the right shape for each input."""
        parameters = inspect.signature(self._gradient).parameters
        names = [key for key, each in parameters.items() if each.default is each.empty or key in drawn]
        first = upstream if self._is_backward else []
        for missing in set(names[len(first) :]) - drawn.keys():
            raise Different(
                f"{self._name} has a parameter '{missing}' that {self._forward} does not have"
            )
        with np.errstate(all="ignore"):
            rest = {name: copy.deepcopy(drawn[name]) for name in names[len(first) :]}
            given = [np.asarray(value) for value in as_tuple(self._gradient(*first, **rest))]
        if len(given) != len(self._inputs):
            wanted = ", ".join(self._inputs)
            raise Different(f"{self._name} gives {len(given)} gradients; wanted: by {wanted}")
        for name, gradient in zip(self._inputs, given, strict=True):
            if gradient.shape != drawn[name].shape:
                raise Different(
                    f"{self._name} gives a gradient of shape {gradient.shape} by {name}, "
                    f"which has shape {drawn[name].shape}"
                )
        return given

    def _along(
        self, drawn: dict[str, Any], name: str, index: tuple[int, ...], upstream: list[np.ndarray]
    ) -> Callable[[np.ndarray], np.ndarray]:
        """What one entry alone changes: the output there, or the loss."""

        def loss(value: float) -> float:
            entry = np.asarray(value)
            if not self._is_entrywise:
                entry = drawn[name].copy()
                entry[index] = value
            try:
                outputs = as_tuple(self._call(drawn | {name: entry}))
            except ValueError:
                return np.nan  # A step left the domain: a shorter one is needed.
            return float(sum(np.sum(g * out) for g, out in zip(upstream, outputs, strict=True)))

        return lambda values: np.array([loss(value) for value in values])

    def _error(
        self,
        value: float,
        measured: float,
        drawn: dict[str, Any],
        name: str,
        index: tuple[int, ...],
    ) -> float:
        error = relative_error(value, measured)
        if error > MEASURED:
            entry = f"{name}[{', '.join(map(str, index))}]" if index else name
            raise Different(
                f"for {written(drawn)}: {self._name} gives {value:.12g} by {entry}, "
                f"the measured slope of {self._forward} is {measured:.12g}"
            )
        return error


def _is_differentiable(parameter: Parameter) -> bool:
    """Whether the parameter is an array of numbers that can move a little."""
    domain = parameter.domain
    is_discrete = domain.values or domain.first is not None or domain.structure == "one-hot rows"
    return parameter.kind == "array" and not is_discrete
