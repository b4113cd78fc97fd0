"""The type text of a docstring in; the same in words, for those who read the contract, out."""

import re
from math import inf

from scripts.formulas.contract import KINDS, phrases_of
from scripts.formulas.domain import Domain, with_trait

_OF_A_NUMBER = {"nonnegative": "not negative", "nonzero": "not zero"}
_OF_ENTRIES = {"nonnegative": "none negative", "nonzero": "none zero"}
_TAKES = "takes shape "


def in_words(text: str, name: str = "") -> str:
    """What "ndarray of int, shape (n,), in 0..K-1" says, without the signs of the checker.

    Parameters
    ----------
    text : str
        The type text of one parameter or result.
    name : str
        What it stands for. A range that holds nothing but this name says nothing, and is
        left out: it ties the parameter to the size of the same name.
    """
    kind, *phrases = phrases_of(text)
    many = KINDS.get(kind, "").endswith("array")
    words = (_phrase(phrase, name, many) for phrase in phrases)
    return ", ".join([kind, *(phrase for phrase in words if phrase)])


def _phrase(phrase: str, name: str, many: bool) -> str:
    if phrase.startswith(_TAKES):
        return f"of an array of shape {phrase.removeprefix(_TAKES)}"
    domain = with_trait(Domain(), phrase) if phrase.startswith("in ") else None
    if domain is None:
        return (_OF_ENTRIES if many else _OF_A_NUMBER).get(phrase, phrase)
    words = _values(domain, name)
    return f"each {words}" if many and words else words


def _values(domain: Domain, name: str) -> str:
    if domain.values:
        *others, last = (f"{value:g}" for value in domain.values)
        return " or ".join([", ".join(others)] * bool(others) + [last])
    if domain.first is None:
        return _interval(domain)
    first, last = (re.sub("[+-]", r" \g<0> ", bound) for bound in (domain.first, domain.last))
    if first == last:
        return "" if first == name else f"equal to {first}"
    return f"from {first} to {last}"


def _interval(domain: Domain) -> str:
    if not domain.low_open and not domain.high_open:
        return f"from {domain.low:g} to {domain.high:g}"
    low = f"{'above' if domain.low_open else 'at least'} {domain.low:g}"
    high = f"{'below' if domain.high_open else 'at most'} {domain.high:g}"
    return " and ".join([low] * (domain.low > -inf) + [high] * (domain.high < inf))
