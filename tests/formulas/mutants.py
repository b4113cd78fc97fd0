"""A formula in, formulas that differ from it by one slip of the pen out."""

import re
from collections.abc import Iterator

# Words and names are skipped whole, so that no letter of theirs is taken for an operator.
_TOKENS = re.compile(
    r"\\(?:text|operatorname|mathrm|begin|end)\{[^}]*\}|\\[A-Za-z]+|\\\\|[-+<>]"
)
_TURNED = {
    "+": "-",
    "-": "+",
    "<": ">",
    ">": "<",
    r"\le": r"\ge",
    r"\ge": r"\le",
    r"\min": r"\max",
    r"\max": r"\min",
}
# What stands before a sign that has no left operand, but for spaces.
_OPENS = re.compile(r"(?:^|[{(\[,=<>&|]|\\\\|\\(?:le|ge|to|log|exp|cdot))\s*$")

_SLIPS = (
    (re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}"), r"\\frac{\2}{\1}"),
    (re.compile(r"\^\\top"), ""),
    (re.compile(r"\\sqrt\{"), "{"),
    (re.compile(r"\^2"), "^3"),
    (re.compile(r"_\{([a-z])(?!\1)([a-z])\}"), r"_{\2\1}"),
    (re.compile(r"(?<![\w\\.])1(?![0-9.])"), "2"),
    (re.compile(r"(?<![\w\\.])2(?![0-9.])"), "3"),
    (re.compile(r"\\exp ?"), r"\\log "),
    (re.compile(r"\\log ?"), r"\\exp "),
    (re.compile(r"\\(?:tanh|cos) ?"), r"\\sin "),
    (re.compile(r"\\sum"), r"\\prod"),
    (re.compile(r"-1\}"), "}"),
    (re.compile(r"\\odot"), "+"),
)


def sign_mutants(latex: str) -> Iterator[str]:
    """Every formula with one sign or comparison turned, one minus dropped, or max for min."""
    for token in _TOKENS.finditer(latex):
        before, after = latex[: token.start()], latex[token.end() :]
        if token[0] == "-" and _OPENS.search(before):
            yield before + after
        elif token[0] in _TURNED:
            yield f"{before}{_TURNED[token[0]]}{after}"


def mutants(latex: str) -> Iterator[str]:
    """Those, and every formula with another slip: a turned fraction, a lost transpose, …"""
    yield from sign_mutants(latex)
    for pattern, wrong in _SLIPS:
        for found in pattern.finditer(latex):
            yield latex[: found.start()] + found.expand(wrong) + latex[found.end() :]
