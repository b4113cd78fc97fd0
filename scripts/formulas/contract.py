"""A function in, its contract out: the shape and domain of each parameter and return value.

numpydoc splits the docstring; the type texts ("ndarray, shape (n, d), positive")
are interpreted here.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from numpydoc.docscrape import NumpyDocString

from scripts.formulas.domain import Domain, with_trait
from scripts.formulas.sizes import is_size, letters

KINDS = {
    "ndarray": "array",
    "ndarray of float": "array",
    "ndarray of int": "int array",
    "ndarray of bool": "bool array",
    "float": "float",
    "int": "int",
    "bool": "bool",
    "Tensor": "array",
    "callable": "callable",
    "Generator": "generator",
    "np.random.Generator": "generator",
    "list of int": "list",
    "list of ndarray": "list",
    "list of pairs": "list",
    "tuple of ndarray of int": "list",
    "tuple of int": "list",
    "tuple of Node": "list",
    "str": "text",
}
ANY = ("...",)
_MOST_LANDMARKS = 8
_LARGEST_LANDMARK = 16.0


class ContractError(Exception):
    """A docstring lacks what is needed; the message names the parameter."""


@dataclass(frozen=True)
class Parameter:
    """One parameter, or one return value.

    Attributes
    ----------
    kind : str
        One of the values of `KINDS`.
    shape : tuple of str, or None
        Size expressions; () for a number, `("...",)` for any shape, a leading
        "..." for any number of leading axes; None if the docstring has none.
    takes : tuple of str, or None
        For a callable of an array: the shape of its argument; None if it acts
        on each element.
    lacks : str or None
        What the docstring must say and does not.
    is_tensor : bool
        Whether the array goes in, or comes out, as the value of a `Tensor`.
    """

    name: str
    kind: str
    shape: tuple[str, ...] | None
    domain: Domain
    takes: tuple[str, ...] | None = None
    optional: bool = False
    default: Any = None
    lacks: str | None = None
    is_tensor: bool = False

    @property
    def inner(self) -> tuple[str, ...]:
        """The shape without a leading "..."."""
        shape = self.shape or ()
        return shape[1:] if shape[:1] == ANY else shape


@dataclass(frozen=True)
class Contract:
    """What a function takes and gives, as its docstring and signature say it."""

    function: Callable
    name: str
    parameters: tuple[Parameter, ...]
    returns: tuple[Parameter, ...]
    constraints: tuple[str, ...]

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """Every dimension letter, in order of appearance."""
        found: dict[str, None] = {}
        for parameter in (*self.parameters, *self.returns):
            texts = [*parameter.inner, *(parameter.takes or ())]
            texts += [text for text in (parameter.domain.first, parameter.domain.last) if text]
            found |= dict.fromkeys(letter for text in texts for letter in letters(text))
        for constraint in self.constraints:
            found |= dict.fromkeys(letters(constraint))
        return tuple(found)

    @cached_property
    def landmarks(self) -> tuple[float, ...]:
        """The numbers in the source: where the code may change its behavior."""
        try:
            tree = ast.parse(textwrap.dedent(inspect.getsource(self.function)))
        except (OSError, TypeError, SyntaxError):
            return ()
        found = {
            float(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and type(node.value) in (int, float)
            and abs(node.value) <= _LARGEST_LANDMARK
        }
        return tuple(sorted(found, key=abs)[:_MOST_LANDMARKS])

    def parameter(self, name: str) -> Parameter:
        """The parameter of this name.

        Raises
        ------
        KeyError
            If the function has no such parameter.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise KeyError(name)


@lru_cache(maxsize=1024)
def contract_of(function: Callable) -> Contract:
    """Read the docstring and the signature of a function.

    Parameters
    ----------
    function : callable
        A snippet with a numpydoc docstring.

    Returns
    -------
    Contract
        What a parameter lacks is recorded in it, not raised: a formula that does
        not use the parameter need not know it.

    Raises
    ------
    ContractError
        If the docstring cannot be read at all.
    """
    name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
    try:
        sections = NumpyDocString(inspect.getdoc(function) or "")
    except ValueError as error:
        raise ContractError(f"the docstring of {name} is not numpydoc: {error}") from None
    types, constraints = {}, []
    for entry in sections["Parameters"]:
        for single in entry.name.split(","):
            types[single.strip(" *")] = entry.type
    parameters = []
    for key, value in inspect.signature(function).parameters.items():
        parameter, found = _read(key, types.get(key), f"parameter {key} of {name}", value)
        if value.kind in (value.VAR_POSITIONAL, value.VAR_KEYWORD):
            lacks = f"parameter {key} of {name} takes any number of arguments: name each of them"
            parameter = replace(parameter, lacks=lacks)
        parameters.append(parameter)
        constraints += found
    returns = []
    for entry in sections["Returns"]:
        value, found = _read(entry.name, entry.type, f"what {name} returns", None, parameters)
        returns.append(value)
        constraints += found
    return Contract(function, name, tuple(parameters), tuple(returns), tuple(constraints))


def _read(
    name: str,
    text: str | None,
    what: str,
    signature: inspect.Parameter | None,
    earlier: list[Parameter] | None = None,
) -> tuple[Parameter, list[str]]:
    """One entry of the docstring, and the constraints between sizes that it states."""
    optional = signature is not None and signature.default is not inspect.Parameter.empty
    default = signature.default if optional else None
    if not text:
        missing = f"{what} has no type in the docstring"
        return Parameter(name, "array", None, Domain(), None, optional, default, missing), []
    kind, *phrases = phrases_of(text)
    is_tensor = kind == "Tensor"
    shape = None if KINDS.get(kind, "array").endswith("array") else ()
    domain, takes, lacks, constraints = Domain(), None, None, []
    if kind not in KINDS:
        lacks = f"{what} has the type '{kind}'; known are {', '.join(KINDS)}"
    for phrase in phrases:
        if (found := _shape(phrase, earlier or [])) is not None:
            shape = found
        elif (found := _takes(phrase)) is not None:
            takes = found
        elif (narrower := with_trait(domain, phrase)) is not None:
            domain = narrower
        elif re.fullmatch(r"\w+ (>=|>|<=|<) [\w +*-]+", phrase):
            constraints.append(phrase)
        elif not _known_elsewhere(phrase):
            lacks = lacks or f"{what} says '{phrase}', which is neither a shape nor a trait"
    if shape is None:
        lacks = lacks or f"{what} has no shape in the docstring: write it as 'shape (n, d)'"
    lacks = lacks or _wrong_default(phrases, optional, default, what)
    kind = KINDS.get(kind, "array")
    found = Parameter(name, kind, shape, domain, takes, optional, default, lacks, is_tensor)
    return found, constraints


def phrases_of(text: str) -> Iterator[str]:
    """Split at commas, except inside brackets of any kind."""
    depth, start = 0, 0
    for position, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and not depth:
            yield text[start:position].strip()
            start = position + 1
    yield text[start:].strip()


def _shape(phrase: str, earlier: list[Parameter]) -> tuple[str, ...] | None:
    if phrase in ("any shape", "same shape"):
        return ANY
    if phrase.startswith("same shape as "):
        source = phrase.removeprefix("same shape as ")
        return next((other.shape for other in earlier if other.name == source), ANY)
    if phrase.startswith("shape (") and phrase.endswith(")"):
        items = [item.strip() for item in phrase[7:-1].split(",") if item.strip()]
        if all(is_size(item) for item in (items[1:] if items[:1] == ["..."] else items)):
            return tuple(items)
    return None


def _takes(phrase: str) -> tuple[str, ...] | None:
    return _shape(phrase.removeprefix("takes "), []) if phrase.startswith("takes ") else None


def _known_elsewhere(phrase: str) -> bool:
    """Phrases that the signature or the kind already settles."""
    return phrase in ("optional", "smooth", "elementwise") or phrase.startswith("default")


def _wrong_default(phrases: list[str], optional: bool, default: Any, what: str) -> str | None:
    for phrase in phrases:
        if phrase.startswith("default"):
            text = phrase.removeprefix("default").strip(" =:`")
            try:
                stated = ast.literal_eval(text)
            except (ValueError, SyntaxError):
                continue
            if not optional or stated != default:
                actual = repr(default) if optional else "none"
                return f"{what}: the docstring gives the default {text}, the code {actual}"
    return None
