"""An alternative text and its drawing go in, the numbers that only the text has come out.

Who hears the text instead of seeing the picture must not be told other numbers than the picture
shows; and what it shows changes with the code that draws it, while the text is typed.
"""

import re

from scripts.errors import PageError

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?(?:e[-−]?\d+)?"
# A digit in a word is a part of the word: float32.
_SAID = re.compile(rf"(?<![\w.]){_NUMBER}")
_SHOWN = re.compile(_NUMBER)
_POWER = re.compile(r"10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|−\d+)")
_PLAIN = str.maketrans("⁻−⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
_LABEL = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def refuse_unseen(text: str, drawing: dict, page: str, line: int) -> None:
    """Raise with the page's line if the text has a number that the picture has not."""
    if numbers := unseen(text, drawing):
        raise PageError(
            f"the alternative text says {', '.join(numbers)}, and the picture does not: name numbers "
            "that stand in it or on its sliders, and say the rest in words", page, line,
        )  # fmt: skip


def unseen(text: str, drawing: dict) -> list[str]:
    """The numbers of an alternative text that stand neither in the picture nor on its sliders.

    Signs count for nothing: in words, what is negative is often left of something or below it.
    """
    labels = [_TAG.sub("", label) for label in _LABEL.findall(drawing["svg"])]
    shown = " ".join([*labels, str(drawing.get("sliders", ""))])
    values = {_value(number) for number in _SHOWN.findall(shown)}
    values |= {_value(f"1e{power}") for power in _POWER.findall(shown)}
    return [number for number in _SAID.findall(text) if _value(number) not in values]


def _value(number: str) -> float:
    return float(number.replace(",", "").translate(_PLAIN))
