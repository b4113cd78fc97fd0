"""Path data of an SVG: absolute coordinates go in, fewer characters for the same line come out."""

import re
from functools import lru_cache

_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")
_NEEDLESS_SPACE = re.compile(r"\s+(?=[A-Za-z-])|(?<=[A-Za-z])\s+|\s+$")


def rounded(d: str) -> str:
    """Path data in tenths of a pixel, without repeated commands and needless spaces."""
    pieces, last = [], ""
    for token in d.split():
        if not token.isalpha():
            pieces.append(short(token))
        elif token != last or token == "M":  # a second pair after M would be a line
            pieces.append(token)
            last = token
    return _NEEDLESS_SPACE.sub("", " ".join(pieces))


def relative(d: str) -> str:
    """The same path by steps: neighbors take steps alike, so that it compresses far better.

    Only polygons are rewritten; a path with curves comes back as it is. The steps
    are differences of whole tenths, so that nothing is rounded a second time.
    """
    tokens = _TOKEN.findall(d)
    if {token for token in tokens if token.isalpha()} - {"M", "L", "z"}:
        return d
    pieces, here, start, command = [], (0, 0), (0, 0), ""
    numbers = iter(tokens)
    for token in numbers:
        if token.isalpha():
            command = token.lower()
            pieces.append(command)
            if command == "z":
                here = start  # closing a polygon goes back to where it began
                continue
            token = next(numbers)
        to = tuple(round(float(number) * 10) for number in (token, next(numbers)))
        pieces += [_tenths(end - begin) for begin, end in zip(here, to, strict=True)]
        here = to
        start = to if command == "m" else start
    return _NEEDLESS_SPACE.sub("", " ".join(pieces))


@lru_cache(maxsize=1 << 15)
def short(number: str) -> str:
    """A number in tenths, without what does not count."""
    text = f"{float(number):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _tenths(count: int) -> str:
    return short(str(count / 10)).replace("0.", ".", 1) if abs(count) < 10 else short(str(count / 10))
