"""LaTeX text in, tokens out: one canonical spelling for each thing that has several.

Spacing and sizes are dropped, `\\mathbf W` and `\\mathbf{W}` become one symbol, each
digit is a token of its own (TeX takes one digit as an argument), and every bracket
knows its partner.
"""

import re
from dataclasses import dataclass

from scripts.formulas.problems import Refused

GREEK = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu"
    " xi pi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega"
    " Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell".split()
)
_DROPPED = frozenset(
    r"\, \; \: \! \> \quad \qquad \middle \big \Big \bigg \Bigg \bigl \bigr \Bigl"
    r" \Bigr \biggl \biggr \Biggl \Biggr \displaystyle \textstyle \limits \nolimits \nonumber"
    r" \notag".split()
) | {"\\ "}
_SAME = {
    r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\leq": r"\le", r"\leqslant": r"\le",
    r"\geq": r"\ge", r"\geqslant": r"\ge", r"\neq": r"\ne", r"\lt": "<", r"\gt": ">",
    r"\rightarrow": r"\to", r"\wedge": r"\land", r"\vee": r"\lor", r"\vert": "|",
    r"\Vert": r"\|", r"\lbrace": r"\{", r"\rbrace": r"\}", r"\lbrack": "[", r"\rbrack": "]",
    r"\intercal": r"\top", r"\colon": ":", r"\ldots": r"\dots", r"\cdots": r"\dots",
    r"\parallel": r"\|", r"\mid": "|", r"\colonequals": r"\coloneqq",
}  # fmt: skip
_FONTS = frozenset(
    r"\mathrm \mathbf \mathbb \mathcal \mathsf \boldsymbol \bm \mathit \mathscr \mathfrak".split()
)
_ACCENTS = frozenset(r"\hat \bar \tilde \dot \ddot \vec \widehat \widetilde \overline".split())
_WORDS = frozenset((r"\text", r"\textrm", r"\operatorname", r"\operatorname*"))
_COMMAND = re.compile(r"\\operatorname\*|\\[A-Za-z]+|\\.", re.DOTALL)
_ROW = re.compile(r"\\\\\s*(?:\[\s*-?[\d.]+\s*(?:pt|em|ex|mm)\s*\])?")
_ENVIRONMENTS = ("cases", "aligned")


@dataclass(frozen=True)
class Token:
    """One canonical piece.

    `kind` is "digit", "symbol" (a letter, bare or decorated, or an operator name),
    "command", "mark", "text", "begin", "end", "row", "fence" or "stop"; `partner` is the place
    of the matching brace or `\\begin`; `glued` says that nothing separates it from the
    token before.
    """

    kind: str
    text: str
    at: int
    glued: bool = False
    partner: int = -1


def tokenize(latex: str) -> list[Token]:
    """Split a formula, with a "stop" token at its end.

    Raises
    ------
    Refused
        At an unknown character, an unbalanced brace, or a word that the reader of
        the page sees and the checker would not.
    """
    found: list[Token] = []
    at, end = 0, -1
    while at < len(latex):
        character = latex[at]
        if character.isspace() or character == "~":
            at += 1
            continue
        token, stop = _command(latex, at) if character == "\\" else _single(latex, at)
        if token is not None:
            kind, text = token
            found.append(Token(kind, text, at, glued=at == end))
        at = end = stop
    found.append(Token("stop", "", len(latex.rstrip())))
    return _paired(found)


def _single(latex: str, at: int) -> tuple[tuple[str, str], int]:
    character = latex[at]
    if character.isdigit() and character.isascii():
        return ("digit", character), at + 1
    if character.isalpha() and character.isascii():
        return ("symbol", character), at + 1
    if character in "{}()[]+-=<>/,;:.|&^_'!":
        return ("mark", character), at + 1
    advice = {
        "*": r"write \cdot, or \odot for entry by entry",
        "%": "a comment hides what follows it; remove it",
        "$": "the fence holds the formula itself, without dollars",
        "#": "it means nothing in a formula; write \\#-free LaTeX",
    }.get(character, "write it as LaTeX command")
    raise Refused(f"the character '{character}' cannot be read: {advice}", at)


def _command(latex: str, at: int) -> tuple[tuple[str, str] | None, int]:
    if row := _ROW.match(latex, at):
        return ("row", r"\\"), row.end()
    match = _COMMAND.match(latex, at)
    if match is None:
        raise Refused("the formula ends in a lone backslash", at)
    text, stop = match[0], match.end()
    if text in (r"\left", r"\right"):
        return ("fence", text), _after_null_delimiter(latex, text, stop)
    if text in _DROPPED:
        return None, stop
    text = _SAME.get(text, text)
    if text in (r"\begin", r"\end"):
        name, stop = _braced(latex, stop, at)
        if name not in _ENVIRONMENTS:
            known = " and ".join(_ENVIRONMENTS)
            raise Refused(f"the environment '{name}' is not known; known are {known}", at)
        return (text[1:], name), stop
    if text in _WORDS:
        name, stop = _braced(latex, stop, at)
        name = re.sub(r"\\[,;: !]|\s", " ", name).strip()
        if text.startswith(r"\text"):
            return ("text", name), stop
        return ("symbol", rf"\operatorname{{{name.replace(' ', '')}}}"), stop
    if text in _FONTS | _ACCENTS:
        return _decorated(latex, text, stop, at)
    if text[1:] in GREEK:
        return ("symbol", text), stop
    return ("command", text), stop


def _after_null_delimiter(latex: str, text: str, stop: int) -> int:
    if latex[stop : stop + 1] == ".":
        raise Refused(f"'{text}.' hides a bracket: write both brackets", stop)
    return stop


def _braced(latex: str, at: int, start: int) -> tuple[str, int]:
    match = re.compile(r"\s*\{([^{}]*)\}").match(latex, at)
    if match is None:
        raise Refused("this command needs its name in braces", start)
    return match[1].strip(), match.end()


def _decorated(latex: str, command: str, at: int, start: int) -> tuple[tuple[str, str], int]:
    """A font or an accent with what it stands on: one symbol."""
    match = re.compile(r"\s*(?:\{\s*([A-Za-z0-9]+|\\[A-Za-z]+(?:\s*\{\s*\w+\s*\}|\s+\w)?)\s*\}"
                       r"|(\\[A-Za-z]+|[A-Za-z0-9]))").match(latex, at)  # fmt: skip
    if match is None:
        raise Refused(
            f"{command} must stand on one symbol: put indices after it, as in \\hat y_i", start
        )
    inner = re.sub(r"\s+", "", match[1] or match[2])
    if inner.startswith("\\") and inner[1:] not in GREEK:
        inner = re.sub(r"^(\\[a-z]+)\{?(\w+)\}?$", r"\1{\2}", inner)
    if command in (r"\mathrm", r"\mathsf") and inner == "T":
        return ("command", r"\top"), match.end()
    return ("symbol", f"{command}{{{inner}}}"), match.end()


def _paired(tokens: list[Token]) -> list[Token]:
    """The tokens without \\left and \\right, each brace and \\begin with its partner's place."""
    _check_fences(tokens)
    tokens = [token for token in tokens if token.kind != "fence"]
    waiting: list[int] = []
    partners: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if token.text == "{" or token.kind == "begin":
            waiting.append(place)
        elif token.text == "}" or token.kind == "end":
            shown = "}" if token.text == "}" else rf"\end{{{token.text}}}"
            if not waiting or not _match(tokens[waiting[-1]], token):
                raise Refused(f"this {shown} closes nothing: remove it or open it", token.at)
            partners[waiting[-1]] = place
            partners[place] = waiting.pop()
    if waiting:
        opening = tokens[waiting[-1]]
        shown = "{" if opening.text == "{" else rf"\begin{{{opening.text}}}"
        raise Refused(f"this {shown} is never closed", opening.at)
    return [
        Token(token.kind, token.text, token.at, token.glued, partners.get(place, -1))
        for place, token in enumerate(tokens)
    ]


def _check_fences(tokens: list[Token]) -> None:
    """Every \\left has its \\right inside the same braces and row, as TeX demands."""
    waiting: list[Token] = []
    for token in tokens:
        if token.text == r"\right" and token.kind == "fence":
            if not waiting or waiting[-1].kind != "fence":
                raise Refused("this \\right has no \\left", token.at)
            waiting.pop()
        elif token.kind in ("fence", "begin") or token.text == "{":
            waiting.append(token)
        elif token.kind in ("end", "row", "stop") or token.text in ("}", "&"):
            if waiting and waiting[-1].kind == "fence":
                raise Refused("this \\left has no \\right", waiting[-1].at)
            if waiting and (token.kind == "end" or token.text == "}"):
                waiting.pop()


def _match(opening: Token, closing: Token) -> bool:
    if closing.text == "}":
        return opening.text == "{"
    return opening.kind == "begin" and opening.text == closing.text


def rows_within(tokens: list[Token], span: tuple[int, int]) -> list[tuple[int, int]]:
    """The rows of an environment; a trailing \\\\ makes no row."""
    rows, start, place = [], span[0], span[0]
    while place < span[1]:
        token = tokens[place]
        if token.kind == "row":
            rows.append((start, place))
            start = place + 1
        place = token.partner + 1 if token.kind == "begin" else place + 1
    return [row for row in (*rows, (start, span[1])) if row[0] < row[1]]


def spell(tokens: list[Token]) -> str:
    """The canonical spelling of a run of tokens."""
    return " ".join(token.text for token in tokens)


def position(latex: str, at: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    before = latex[:at]
    return before.count("\n") + 1, at - before.rfind("\n")
