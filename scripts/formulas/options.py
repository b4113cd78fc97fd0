"""The options of a math fence in, checked settings out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scripts.formulas.contract import phrases_of
from scripts.formulas.names import key_of
from scripts.formulas.problems import Refused

EXEMPTIONS = {
    "approximation": "holds only approximately, so there is no equality to check",
    "asymptotic": "holds only in a limit that no finite computation reaches",
    "ellipsis": "is written with dots, which a reader completes and a program cannot",
    "continuous expectation": "averages over infinitely many values",
    "integral": "contains an integral, which is not computed here",
    "idea": "names an idea without computing it",
    "inequality": "bounds a quantity and does not compute it",
}
KNOWN = (
    "unchecked", "names", "result", "each", "broadcast", "base", "derivative_of", "loss",
    "defaults",
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """What the fence says about its formula; symbols are lookup keys.

    Attributes
    ----------
    names : mapping
        `names="\\theta: w; k: steps"`: what symbols stand for in this formula: a
        parameter, a dimension, a return value, `identity`, `kronecker`, or
        `module.symbol` for a function.
    result : tuple of str
        `result="m_t, v_t"`: the symbols of the return values, in their order.
    each : str or None
        `each="row"`: the formula speaks of one row of a batch; `each="element"`: of
        one entry.
    broadcast : frozenset of str
        `broadcast="b"`: vectors that are added to every row of a matrix.
    base : int
        `base="0"`: the first index; 1 unless said.
    derivative_of : str or None
        `derivative_of="m.s"`: the function whose derivative the code is, if its name
        does not say it by `_grad` or `_backward`.
    loss : str or None
        `loss="L"`: the scalar in partial derivatives and gradients.
    unchecked : str or None
        `unchecked="idea"`: why nothing can be checked, a key of `EXEMPTIONS`.
    defaults : frozenset of str
        `defaults="alpha"`: parameters that the formula leaves out because it speaks of
        their defaults; others are drawn.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    result: tuple[str, ...] = ()
    each: str | None = None
    broadcast: frozenset[str] = frozenset()
    base: int = 1
    derivative_of: str | None = None
    loss: str | None = None
    unchecked: str | None = None
    defaults: frozenset[str] = frozenset()


def read_options(texts: Mapping[str, str]) -> Options:
    """Check and convert the texts of the options.

    Raises
    ------
    Refused
        If an option is unknown or has no sensible value.
    """
    if unknown := set(texts) - set(KNOWN):
        names = ", ".join(sorted(unknown))
        raise Refused(f"unknown option {names}; known are {', '.join(KNOWN)}")
    each = texts.get("each")
    if each not in (None, "row", "element"):
        raise Refused(f'each="{each}" is neither "row" nor "element"')
    base = texts.get("base", "1")
    if base not in ("0", "1"):
        raise Refused(f'base="{base}": the first index is "0" or "1"')
    unchecked = texts.get("unchecked")
    if unchecked is not None and unchecked not in EXEMPTIONS:
        raise Refused(f'unchecked="{unchecked}" is no reason; write one of {", ".join(EXEMPTIONS)}')
    return Options(
        names=dict(_name(pair) for pair in _split(texts.get("names", ""), ";")),
        result=tuple(key_of(text) for text in _split(texts.get("result", ""), ",")),
        each=each,
        broadcast=frozenset(key_of(text) for text in _split(texts.get("broadcast", ""), ",")),
        base=int(base),
        derivative_of=texts.get("derivative_of"),
        loss=key_of(texts["loss"]) if texts.get("loss") else None,
        unchecked=unchecked,
        defaults=frozenset(_split(texts.get("defaults", ""), ",")),
    )


def _split(text: str, separator: str) -> list[str]:
    parts = text.split(";") if separator == ";" else phrases_of(text)
    return [part.strip() for part in parts if part.strip()]


def _name(pair: str) -> tuple[str, str]:
    symbol, colon, name = pair.rpartition(":")
    if not colon or not symbol.strip() or not name.strip():
        raise Refused(f"names=\"{pair}\": write it as 'symbol: name', several with ';' between")
    return key_of(symbol), name.strip()
