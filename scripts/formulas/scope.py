"""A snippet's contract, the notation and the options in; what each symbol means out."""

import importlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from types import FunctionType

from scripts.formulas.batch import Batch
from scripts.formulas.contract import Contract, contract_of
from scripts.formulas.names import key_of
from scripts.formulas.notation import Notation
from scripts.formulas.options import Options
from scripts.formulas.problems import Refused
from scripts.formulas.sizes import letters
from scripts.formulas.tensors import on_arrays
from scripts.formulas.tokens import GREEK
from scripts.formulas.tree import Function

_SHORT = {"eps": ("epsilon", "varepsilon"), "lam": ("lambda",), "lambda_": ("lambda",)}
_ACCENTED = {"hat", "bar", "tilde"}


@dataclass(frozen=True)
class Entry:
    """The meaning of a symbol.

    `kind` is "value", "dimension", "bound", "outcome", "result", "defined",
    "function", "identity", "kronecker", "loss", or "foreign": known on the site, not here.
    """

    kind: str
    name: str
    rank: int = 0
    place: int = 0
    function: Function | None = None


@dataclass
class Scope:
    """The meanings of all symbols that one formula may use."""

    contract: Contract
    batch: Batch
    options: Options
    package: str
    entries: dict[str, Entry] = field(default_factory=dict)
    forward: Contract | None = None
    upstream: str | None = None

    @property
    def phrases(self) -> list[str]:
        """Keys of several symbols, such as a derivative that is one name."""
        return [key for key in self.entries if key.startswith((r"\frac", r"\nabla"))]

    def known(self) -> str:
        """The symbols that may be used, for a message."""
        shown = [key for key, entry in self.entries.items() if entry.kind in ("value", "dimension")]
        return ", ".join(sorted(shown, key=len)[:12])


@lru_cache(maxsize=512)
def snippet_function(name: str, package: str) -> FunctionType:
    """The function of a `module.symbol` in a package.

    Raises
    ------
    Refused
        If there is none.
    """
    module, _, symbol = name.rpartition(".")
    try:
        found = getattr(importlib.import_module(f"{package}.{module}"), symbol)
    except (ImportError, AttributeError):
        raise Refused(f"there is no function {name} in {package}") from None
    if not isinstance(found, FunctionType):
        raise Refused(f"{name} is not a function: a formula describes functions only")
    return on_arrays(found)


def scope_of(
    contract: Contract, notation: Notation, options: Options, package: str, forward: Contract | None
) -> Scope:
    """Collect the meanings: the snippet's own symbols, then the site's, then the fence's."""
    scope = Scope(contract, Batch.of(contract, options.each), options, package, forward=forward)
    own = {parameter.name: _own_keys(parameter.name) for parameter in contract.parameters}
    for name, keys in own.items():
        for key in keys:
            scope.entries[key] = _named(name, scope)
    for parameter in contract.parameters:
        for text in (*parameter.inner, *(parameter.takes or ())):
            for letter in letters(text):
                scope.entries.setdefault(letter, Entry("dimension", letter))
    for place, value in enumerate(contract.returns):
        for key in _own_keys(value.name):
            scope.entries.setdefault(key, _result(place, scope))
    for key, name in notation.names.items():
        entry = _named(name, scope)
        if entry is None and key not in scope.entries:
            entry = Entry("foreign", name)
        if entry is not None:
            scope.entries[key] = entry
    for key, name in notation.snippets.items():
        if key not in scope.entries or scope.entries[key].kind != "value":
            scope.entries[key] = Entry("function", name)
    _add_options(scope, options)
    _add_loss(scope)
    return scope


def _add_options(scope: Scope, options: Options) -> None:
    for key, name in options.names.items():
        entry = _named(name, scope)
        if entry is None:
            given = ", ".join(parameter.name for parameter in scope.contract.parameters)
            raise Refused(
                f"names: '{name}' is no parameter, dimension or result of {scope.contract.name}"
                f" (it has {given})"
            )
        scope.entries[key] = entry
    if len(options.result) > len(scope.contract.returns):
        count = len(scope.contract.returns)
        raise Refused(f"result names {len(options.result)} symbols; the code returns {count}")
    for place, key in enumerate(options.result):
        scope.entries[key] = _result(place, scope)


def _add_loss(scope: Scope) -> None:
    options, forward = scope.options, scope.forward
    key = options.loss or next(
        (key for key, entry in scope.entries.items()
         if entry.kind == "foreign" and entry.name == "loss"), None
    )  # fmt: skip
    if key is None or forward is None:
        if options.loss:
            raise Refused('loss needs the forward pass: add derivative_of="module.symbol"')
        return
    own = {parameter.name for parameter in forward.parameters}
    others = [
        parameter.name
        for parameter in scope.contract.parameters
        if parameter.name not in own and parameter.kind in ("array", "float")
    ]
    if forward.returns and forward.returns[0].shape != ():
        if len(others) != 1 and options.loss:
            raise Refused(
                f"{scope.contract.name} must take one parameter beyond those of {forward.name}:"
                f" the gradient of the output; it takes {', '.join(others) or 'none'}"
            )
        if len(others) != 1:
            return
        scope.upstream = others[0]
    scope.entries[key] = Entry("loss", "loss")


def _named(name: str, scope: Scope) -> Entry | None:
    """The meaning of a parameter, dimension, result, function or special name."""
    contract = scope.contract
    for parameter in contract.parameters:
        if parameter.name == name:
            if parameter.kind == "callable":
                return Entry("function", name, function=Function(name))
            rank = len(parameter.shape or ()) - scope.batch.depth(parameter.shape)
            return Entry("value", name, rank)
    if name in contract.dimensions:
        return Entry("dimension", name)
    for place, value in enumerate(contract.returns):
        if value.name == name:
            return _result(place, scope)
    if name in ("identity", "kronecker"):
        return Entry(name, name, 2)
    if re.fullmatch(r"\w+\.\w+", name):
        return Entry("function", name)
    return None


def _result(place: int, scope: Scope) -> Entry:
    shape = scope.contract.returns[place].shape or ()
    return Entry("result", "result", len(shape) - scope.batch.depth(shape), place)


def _own_keys(name: str) -> list[str]:
    """The symbols that a parameter's name spells without being declared."""
    base, _, script = name.partition("_")
    plain = _SHORT.get(name) or _SHORT.get(base) or (base,)
    nuclei = [word if len(word) == 1 else "\\" + word for word in plain]
    if not all(len(word) == 1 or word in GREEK for word in plain):
        return []
    if not script or name in _SHORT:
        return [key_of(nucleus) for nucleus in nuclei]
    if script in _ACCENTED:
        return [key_of(rf"\{script}{{{nucleus}}}") for nucleus in nuclei]
    if re.fullmatch(r"[A-Za-z0-9]", script):
        return [key_of(f"{nucleus}_{script}") for nucleus in nuclei]
    return []


def function_of(entry: Entry, scope: Scope) -> Function:
    """The function that an entry stands for, with the names of its parameters."""
    if entry.function is not None:
        return entry.function
    call = snippet_function(entry.name, scope.package)
    contract = contract_of(call)
    return Function(entry.name, call, tuple(parameter.name for parameter in contract.parameters))
