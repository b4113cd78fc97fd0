"""Arguments and results in, JSON out, and back; and the Python text that a reader can run.

Function at build time and read in the reader's browser, so it needs NumPy alone.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

_SHOWN = 40


class Function:
    """A function that is known by its Python source, so that a reader can see and repeat it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._function = eval(source, {"np": np})

    def __call__(self, x: Any) -> Any:
        return self._function(x)


class Seeded(np.random.Generator):
    """NumPy's default generator, which remembers its seed."""

    def __init__(self, seed: int) -> None:
        super().__init__(np.random.PCG64(seed))
        self.seed = seed


def encoded(value: Any) -> Any:
    """A value as JSON.

    Raises
    ------
    TypeError
        If it is of a kind that exercises do not have.
    """
    match value:
        case np.ndarray():
            return {"array": value.ravel().tolist(), "shape": value.shape, "kind": _kind(value.dtype)}
        case np.generic():
            return encoded(np.asarray(value))
        case Function():
            return {"function": value.source}
        case Seeded():
            return {"seed": value.seed}
        case tuple() | list():
            return {"items": [encoded(item) for item in value], "kind": type(value).__name__}
        case bool() | int() | float() | str() | None:
            return value
    raise TypeError(f"an exercise cannot hold a {type(value).__name__}")


def _kind(dtype: np.dtype) -> str:
    # NumPy's own integers have 64 bits here and 32 in the browser, whose NumPy refuses to
    # count with any others.
    return "int" if dtype == np.int_ else dtype.name


def decoded(data: Any) -> Any:
    """The value, made anew each time: a reader's function may change it."""
    match data:
        case {"array": entries, "shape": shape, "kind": kind}:
            return np.array(entries, kind).reshape(shape)
        case {"function": source}:
            return Function(source)
        case {"seed": seed}:
            return Seeded(seed)
        case {"items": items, "kind": kind}:
            return {"tuple": tuple, "list": list}[kind](decoded(item) for item in items)
    return data


def leaves(value: Any) -> Iterator[np.ndarray]:
    """The arrays of a result, however many it is made of."""
    if isinstance(value, tuple | list):
        for item in value:
            yield from leaves(item)
    else:
        yield np.asarray(value)


def written(value: Any, digits: int | None = None, before: str = "") -> str:
    """A value as Python, in full as far as that is readable.

    Parameters
    ----------
    value : Any
    digits : int or None
        How many digits of a float to write; all of them if none is given.
    before : str
        What stands before it on its first line: the others are indented as much.
    """
    match value:
        case np.ndarray():
            return _written_array(value, digits, before)
        case Function():
            return value.source
        case Seeded():
            return f"np.random.default_rng({value.seed})"
        case np.generic():
            return _number(value.item(), digits)
        case bool() | int() | float():
            return _number(value, digits)
        case tuple() | list():
            inner = ", ".join(written(item, digits) for item in value)
            return f"({inner})" if isinstance(value, tuple) else f"[{inner}]"
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + " …"


def _number(value: Any, digits: int | None) -> str:
    """A Python number; `inf` and `nan` by the names that NumPy has for them."""
    if digits and isinstance(value, float):
        value = float(f"{value:.{digits}g}")
    text = repr(value)
    return f"np.{text}" if text in ("inf", "nan") else text.replace("-inf", "-np.inf")


def _written_array(array: np.ndarray, digits: int | None, before: str) -> str:
    if not array.ndim:
        return f"np.array({_number(array.item(), digits)})"
    text = np.array2string(
        array,
        separator=", ",
        prefix=f"{before}np.array(",
        threshold=_SHOWN,
        formatter={"float_kind": lambda entry: _number(float(entry), digits)},
    )
    kind = "" if array.size else f", dtype={array.dtype.name}"
    return f"np.array({text}{kind})"
