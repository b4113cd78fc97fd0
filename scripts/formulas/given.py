"""The LaTeX of a formula in, its rows by their left sides out: what a later formula may take from it."""

from collections.abc import Iterator

from scripts.formulas.contract import phrases_of
from scripts.formulas.left import EQUALS
from scripts.formulas.tokens import Token, spell, tokenize


def left_sides(text: str) -> dict[str, str]:
    r"""The left sides that an author lists, such as `\mu_j, s_j^2`: their spelling, then as written.

    Raises
    ------
    Refused
        If one cannot be read.
    """
    listed = [phrase for phrase in phrases_of(text) if phrase]
    return {spell(tokenize(left)[:-1]): left for left in listed}


def rows(latex: str) -> dict[str, str]:
    """The rows of a formula, each under the spelling of its left side.

    Raises
    ------
    Refused
        If the formula cannot be read.
    """
    tokens = tokenize(latex)
    found = {}
    for row in _split(tokens):
        place = next((i for i, token in enumerate(row) if token.text in ("&", *EQUALS)), 0)
        if place:
            end = tokens[tokens.index(row[-1]) + 1].at
            found[spell(row[:place])] = latex[row[0].at : end].strip()
    return found


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens of each row: those of `aligned`, or all."""
    start, end = 0, len(tokens) - 1
    if tokens[0].kind == "begin" and tokens[0].text == "aligned":
        start, end = 1, tokens[0].partner
    place = start
    while place < end:
        token = tokens[place]
        if token.kind == "row":
            yield tokens[start:place]
            start = place + 1
        place = token.partner + 1 if token.kind == "begin" else place + 1
    yield tokens[start:end]
