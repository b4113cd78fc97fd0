"""LaTeX to MathML, without a byte of script or style sheet of its own.

The converter writes its table alignment as style attributes; they become classes
of the site's style sheet, so that a strict content policy can forbid inline styles.
"""

import re
from functools import lru_cache

from math_core import LatexError, LatexToMathML

_CONVERTER = LatexToMathML(fancy_error=False)
_STYLE = re.compile(r' style="([^"]*)"')
# The font's prime is raised already: as a superscript it would be tiny and float too high.
_PRIME = re.compile(r"<msup>((?:(?!<msup>).)*?)<mo>′</mo></msup>")
_CLASSES = {
    "text-align:left": "math-left",
    "text-align:right": "math-right",
    "text-align:center": "math-center",
    "padding-left:0": "math-flush-left",
    "padding-right:0": "math-flush-right",
    "padding-left:1em": "math-gap",
    "padding-top:0.1667em": "math-raised",
    "justify-items:start": "",
    "justify-items:end": "",
    "justify-items:center": "",
}


class MathError(ValueError):
    """LaTeX that cannot be converted; says why."""


@lru_cache(maxsize=8192)
def mathml(latex: str, display: bool = False) -> str:
    """A `<math>` element for a formula.

    Raises
    ------
    MathError
        If the converter does not know a command or cannot read the formula.
    """
    try:
        markup = _CONVERTER.convert_with_local_state(latex, displaystyle=display)
    except LatexError as error:
        raise MathError(str(error).strip()) from None
    return _PRIME.sub(r'<mrow>\1<mo lspace="0" rspace="0">′</mo></mrow>', _STYLE.sub(_classes, markup))


def with_parameters(markup: str, symbols: dict[str, str]) -> str:
    """Mark the parameters that a slider changes, so that their values can be shown in place.

    Parameters
    ----------
    markup : str
        A `<math>` element.
    symbols : dict
        Name of each slider's parameter to its LaTeX symbol.
    """
    for parameter, symbol in symbols.items():
        letter = re.sub(r"</?math[^>]*>", "", mathml(symbol))
        marked = letter.replace("<mi", f'<mi data-param="{parameter}"', 1)
        # A number before the letter is a product: once the letter is a number too, it needs a dot.
        product = marked.replace("<mi ", '<mi data-after-number ', 1)
        markup = markup.replace(f"</mn>{letter}", f"</mn>{product}")
        markup = markup.replace(letter, marked)
    return markup


def _classes(found: re.Match[str]) -> str:
    declarations = [part.replace(" ", "") for part in found[1].split(";") if part.strip()]
    unknown = [part for part in declarations if part not in _CLASSES]
    if unknown:
        raise MathError(f"no class for the style {unknown}; add it to {__name__} and the style sheet")
    names = " ".join(filter(None, (_CLASSES[part] for part in declarations)))
    return f' class="{names}"'
