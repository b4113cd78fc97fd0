"""Tokens at a symbol in, the symbol with its scripts out: nucleus, primes, sub- and superscript.

Scripts are gathered once; what they mean (part of the name, index, power) is decided
by looking names up, the longest first.
"""

from dataclasses import dataclass

from scripts.formulas.problems import Refused
from scripts.formulas.tokens import Token, spell, tokenize

Span = tuple[int, int]


@dataclass(frozen=True)
class Scripts:
    """What hangs on a nucleus: spans of tokens without their braces, and where it ends."""

    primes: int
    sub: Span | None
    sup: Span | None
    end: int


def scripts_after(tokens: list[Token], place: int, stop: int) -> Scripts:
    """Gather the scripts that start at a place, before the place where reading stops."""
    primes, spans = 0, {"_": None, "^": None}
    while True:
        if place >= stop:
            return Scripts(primes, spans["_"], spans["^"], place)
        token = tokens[place]
        if token.text == "'":
            primes += 1
            place += 1
        elif token.kind == "mark" and token.text in spans:
            if spans[token.text] is not None:
                raise Refused(
                    "two scripts in one place: use braces to say which is meant", token.at
                )
            spans[token.text], place = _script(tokens, place + 1)
        else:
            return Scripts(primes, spans["_"], spans["^"], place)


def _script(tokens: list[Token], place: int) -> tuple[Span, int]:
    token = tokens[place]
    if token.text == "{":
        if token.partner == place + 1:
            raise Refused("an empty script", token.at)
        return (place + 1, token.partner), token.partner + 1
    if token.kind == "stop" or token.text in ("}", "^", "_", "&"):
        raise Refused("a script is missing here", token.at)
    if token.text == "-" and tokens[place + 1].text != "}":  # the limit from the left is 0^-
        raise Refused("TeX raises only the sign: put the whole script in braces", token.at)
    following = tokens[place + 1]
    if token.kind == "digit" and following.kind == "digit" and following.glued:
        raise Refused("TeX takes only the first digit: put the number in braces", following.at)
    return (place, place + 1), place + 1


def name_key(nucleus: str, sub: str | None = None, sup: str | None = None) -> str:
    """The spelling under which a symbol with these scripts is looked up."""
    return nucleus + (f" _ {sub}" if sub else "") + (f" ^ {sup}" if sup else "")


def key_of(latex: str) -> str:
    """The lookup key of a symbol that an author wrote in the notation table or an option.

    Raises
    ------
    Refused
        If the text is empty or cannot be tokenized.
    """
    tokens = tokenize(latex)
    if tokens[0].kind == "stop":
        raise Refused("an empty symbol")
    found = scripts_after(tokens, 1, len(tokens) - 1)
    if tokens[0].text not in ("{", r"\frac") and tokens[found.end].kind == "stop":
        sub, sup = (
            spell(tokens[slice(*span)]) if span else None for span in (found.sub, found.sup)
        )
        return name_key(tokens[0].text + "'" * found.primes, sub, sup)
    return spell(tokens[:-1])
