"""A contract in, random arguments out that keep it and that tell wrong formulas from right ones.

Quality beats number: exact zeros, magnitudes over many decades, ties, values at and
beside the points where formula or code may branch, sizes of one, and otherwise sizes
that differ from each other, so that a swapped axis shows.
"""

import hashlib
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from scripts.formulas.contract import ANY, Contract, ContractError, Parameter
from scripts.formulas.domain import Domain
from scripts.formulas.sizes import size
from scripts.formulas.smooth import SmoothField, SmoothFunction
from scripts.formulas.structured import structured

ZEROS = 0.15
SMALL_AND_LARGE = 0.25
NEAR_LANDMARKS = 0.15
LARGEST = 16.0
SMALLEST = 1e-9
_OFFSETS = (0.0, 0.0, 1e-6, -1e-6, 1e-12, -1e-12)
_LEADING = ((6,), (2, 3), (), (5,), (1,), (3, 1, 2))
_COMPARE = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}
_ATTEMPTS = 200
_WIDEST = 12

Landmarks = Callable[[dict[str, Any]], Sequence[float]]


def draws(
    contract: Contract, seed: str, count: int, landmarks: Landmarks | None = None
) -> Iterator[dict[str, Any]]:
    """Yield arguments for a function, by parameter name.

    Parameters
    ----------
    contract : Contract
        From `scripts.formulas.contract.contract_of`.
    seed : str
        The same seed gives the same draws; the first ones do not depend on `count`.
    count : int
        How many to draw.
    landmarks : callable, optional
        Given the numbers drawn so far (hyperparameters), returns values at which
        a formula changes its behavior; array entries fall on and beside them.

    Yields
    ------
    dict
        Every required parameter, and the optional ones that are numbers or
        arrays with a domain; an optional mode (a bool, an axis) keeps its default, and
        so does an optional parameter whose docstring lacks something.

    Raises
    ------
    ContractError
        If the docstring lacks what is needed, naming the parameter.
    """
    wanted = [parameter for parameter in contract.parameters if _is_drawn(parameter)]
    for parameter in wanted:
        if parameter.lacks:
            raise ContractError(parameter.lacks)
        if parameter.kind in ("list", "text"):
            raise ContractError(
                f"parameter {parameter.name} of {contract.name} is a {parameter.kind}, "
                "which cannot be drawn: give CASES beside its oracle"
            )
    for number in range(count):
        digest = hashlib.sha256(f"{seed}:{number}".encode()).digest()
        random = np.random.default_rng(int.from_bytes(digest[:8], "big"))
        yield _arguments(contract, wanted, number, random, landmarks)


def _is_drawn(parameter: Parameter) -> bool:
    if not parameter.optional:
        return True
    if parameter.lacks:
        return False
    bounded = parameter.domain != Domain()
    return parameter.kind in ("float", "array") or (parameter.kind == "int" and bounded)


def _is_data(parameter: Parameter) -> bool:
    """Whether a number is an input like the entries of an array, and no hyperparameter."""
    return parameter.kind == "float" and not parameter.optional and parameter.domain == Domain()


def _arguments(
    contract: Contract,
    wanted: list[Parameter],
    number: int,
    random: np.random.Generator,
    landmarks: Landmarks | None,
) -> dict[str, Any]:
    sizes = _sizes(contract, number, random)
    leading = _LEADING[number % len(_LEADING)]
    numbers = {
        parameter.name: _number(parameter, sizes, random)
        for parameter in wanted
        if parameter.kind in ("float", "int", "bool", "callable", "generator")
        and parameter.shape == ()
    }
    marks = (*contract.landmarks, *(landmarks(numbers | sizes) if landmarks else ()), 0.0)
    for parameter in wanted:
        if _is_data(parameter) and random.random() < 0.5:
            numbers[parameter.name] = float(_entries(parameter.domain, (), marks, random))
    arguments = {}
    for parameter in wanted:
        if parameter.name in numbers:
            arguments[parameter.name] = numbers[parameter.name]
        else:
            lead = leading if parameter.shape[:1] == ANY else ()
            shape = (*lead, *(size(text, sizes) for text in parameter.inner))
            arguments[parameter.name] = _array(parameter, shape, sizes, marks, random)
    return arguments


def _sizes(contract: Contract, number: int, random: np.random.Generator) -> dict[str, int]:
    """Pairwise distinct sizes; in every fifth draw one of them is 1, in the twentieth all."""
    names = contract.dimensions
    pool = np.arange(2, max(6, len(names) + 4))
    for attempt in range(_ATTEMPTS):
        sizes = dict(zip(names, random.permutation(pool)[: len(names)].tolist(), strict=True))
        if attempt < _ATTEMPTS // 2:  # a size of one may be impossible
            if names and number % 5 == 4:
                sizes[names[number // 5 % len(names)]] = 1
            if number % 20 == 19:
                sizes = dict.fromkeys(names, 1)
        if _fits(contract, sizes):
            return sizes
    raise ContractError(f"no sizes {', '.join(names)} satisfy the shapes of {contract.name}")


def _fits(contract: Contract, sizes: dict[str, int]) -> bool:
    shaped = [*contract.parameters, *contract.returns]
    if any(size(text, sizes) < 1 for parameter in shaped for text in parameter.inner):
        return False
    for constraint in contract.constraints:
        left, relation, right = re.split(r"\s*(>=|<=|>|<)\s*", constraint, maxsplit=1)
        if not _COMPARE[relation](size(left, sizes), size(right, sizes)):
            return False
    return True


def _number(parameter: Parameter, sizes: dict[str, int], random: np.random.Generator) -> Any:
    """A generic hyperparameter: near neither 0 nor 1, unless a closed end of its interval."""
    domain = parameter.domain
    if parameter.kind == "callable":
        return _function(parameter, sizes, random)
    if parameter.kind == "generator":
        return np.random.default_rng(int(random.integers(2**32)))
    if parameter.kind == "bool":
        return bool(random.integers(2))
    if parameter.kind == "int" or domain.values:
        return _whole(domain, (), sizes, random)[()].item()
    low, high = max(domain.low, -2.7), min(domain.high, 2.7)
    ends = [domain.low] * (not domain.low_open) + [domain.high] * (not domain.high_open)
    if ends and random.random() < 0.1:
        return float(random.choice(ends))
    if domain.low >= 0 or domain.high < np.inf:
        low, high = max(domain.low, min(low, high - 2.7)), min(domain.high, max(high, low + 2.7))
        return float(random.uniform(low + 0.12 * (high - low), high - 0.12 * (high - low)))
    return float(random.uniform(0.3, 2.7) * random.choice([-1, 1]))


def _function(parameter: Parameter, sizes: dict[str, int], random: np.random.Generator) -> Any:
    if parameter.takes is None:
        return SmoothFunction(random)
    return SmoothField(random, tuple(size(text, sizes) for text in parameter.takes))


def _whole(
    domain: Domain, shape: tuple[int, ...], sizes: dict[str, int], random: np.random.Generator
) -> np.ndarray:
    if domain.values:
        values = random.choice(domain.values, shape)
        return np.asarray(values)
    if domain.first is not None and domain.last is not None:
        first, last = size(domain.first, sizes), size(domain.last, sizes)
        return np.asarray(random.integers(first, last + 1, shape))
    low = domain.low if domain.low > -np.inf else (-5 if domain.high > -5 else domain.high - 10)
    high = min(domain.high, low + _WIDEST if domain.low > -np.inf else 5)
    first = int(np.floor(low)) + 1 if domain.low_open else int(np.ceil(low))
    last = int(np.ceil(high)) - 1 if domain.high_open else int(np.floor(high))
    values = random.integers(first, last + 1, shape)
    return np.where((values == 0) & domain.nonzero, last, values)


def _array(
    parameter: Parameter,
    shape: tuple[int, ...],
    sizes: dict[str, int],
    marks: Sequence[float],
    random: np.random.Generator,
) -> np.ndarray:
    domain = parameter.domain
    if parameter.kind == "bool array":
        return random.random(shape) < 0.5
    if parameter.kind == "int array":
        return _whole(domain, shape, sizes, random).astype(np.int64)
    if domain.structure:
        return structured(domain, shape, random)
    if domain.values or domain.first is not None:
        return _whole(domain, shape, sizes, random).astype(float)
    return _entries(domain, shape, marks, random)


def _entries(
    domain: Domain, shape: tuple[int, ...], marks: Sequence[float], random: np.random.Generator
) -> np.ndarray:
    """Real entries: ordinary, tiny and huge, zero, at landmarks, and tied."""
    ordinary = _ordinary(domain, shape, random)
    sizes = np.exp(random.uniform(np.log(SMALLEST), np.log(LARGEST), shape))
    signs = random.choice([-1.0, 1.0], shape)
    near = random.choice(np.asarray(marks), shape) + random.choice(_OFFSETS, shape)
    choice = random.random(shape)
    edges = np.cumsum([ZEROS, SMALL_AND_LARGE, NEAR_LANDMARKS])
    values = np.select(
        [choice < edge for edge in edges], [np.zeros(shape), signs * sizes, near], ordinary
    )
    values = np.where(domain.contains(values), values, np.abs(values))
    values = np.where(domain.contains(values), values, ordinary)
    if values.ndim and values.shape[-1] > 1 and random.random() < 0.25:
        first, second = random.permutation(values.shape[-1])[:2]
        values[..., first] = values[..., second]
    return values


def _ordinary(domain: Domain, shape: tuple[int, ...], random: np.random.Generator) -> np.ndarray:
    if domain.low > -np.inf and domain.high < np.inf:
        return domain.low + (domain.high - domain.low) * random.uniform(0.02, 0.98, shape)
    spread = np.abs(random.normal(0.0, 2.0, shape)) + 1e-3
    if domain.low > -np.inf:
        return domain.low + spread
    if domain.high < np.inf:
        return domain.high - spread
    return spread * random.choice([-1.0, 1.0], shape)
