"""The LaTeX of a formula in, its rows by their left sides out: what a later formula may take from it."""

from scripts.formulas.contract import phrases_of
from scripts.formulas.left import EQUALS
from scripts.formulas.tokens import rows_within, spell, tokenize


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
    whole = (0, len(tokens) - 1)
    if tokens[0].kind == "begin" and tokens[0].text == "aligned":
        whole = (1, tokens[0].partner)
    found = {}
    for start, end in rows_within(tokens, whole):
        sign = next(
            (at for at in range(start, end) if tokens[at].text in ("&", *EQUALS)), start
        )
        if sign > start:
            left = spell(tokens[start:sign])
            found[left] = latex[tokens[start].at : tokens[end].at].strip()
    return found
