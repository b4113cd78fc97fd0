"""A page's Markdown goes in, its parts come out: prose, fences, and boxes with parts of their own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scripts.pages.fences import Fence

_BOX = re.compile(r'(?P<mark>!!!|\?\?\?\+?|===)\+? +(?P<kind>[\w -]+?)?\s*(?:"(?P<title>[^"]*)")?\s*')
_OTHER = re.compile(r"(?P<ticks>`{3,}|~{3,})[^`]*")
_STEP = 4  # columns by which the inside of a box is indented


@dataclass(frozen=True)
class Prose:
    """Markdown whose links and citations are those of the site."""

    text: str


@dataclass(frozen=True)
class Verbatim:
    """Markdown that stays as it is: code that is not run, a display formula."""

    text: str


@dataclass(frozen=True)
class Bound:
    """A fence of the site, and by how many columns it is indented in its list."""

    fence: Fence
    indent: int


@dataclass(frozen=True)
class Box:
    """An admonition, a folded box, or a tab."""

    title: str
    is_folded: bool
    parts: tuple["Part", ...]


Part = Prose | Verbatim | Bound | Box


def parts_of(lines: Sequence[str], fences: Sequence[Fence]) -> list[Part]:
    """The parts of a page.

    Parameters
    ----------
    lines : sequence of str
        The page's Markdown, with computed values in place.
    fences : sequence of Fence
        Those of the page, whose indices are of these lines.
    """
    starts = {fence.start: fence for fence in fences if fence.kind != "value"}
    return _Reader(lines, starts).read(0, len(lines), 0)


class _Reader:
    def __init__(self, lines: Sequence[str], starts: Mapping[int, Fence]) -> None:
        self._lines, self._starts = lines, starts

    def read(self, start: int, end: int, indent: int) -> list[Part]:
        """The parts of some lines, which are indented as a box's inside is."""
        found: list[Part] = []
        prose: list[str] = []

        def close() -> None:
            text = "\n".join(prose).strip("\n")
            if text.strip():
                found.append(Prose(text))
            prose.clear()

        while start < end:
            part, after = self._special(start, end, indent)
            if part is None:
                prose.append(self._lines[start][indent:])
            else:
                close()
                found.append(part)
            start = after
        close()
        return found

    def _special(self, start: int, end: int, indent: int) -> tuple[Part | None, int]:
        """What begins in a line, if it is not prose, and the line after it."""
        line = self._lines[start][indent:]
        fence = self._starts.get(start)
        if fence and fence.kind == "display":
            return Verbatim(self._text(start, fence.end, indent)), fence.end
        if fence:
            return Bound(fence, max(fence.column - 1 - indent, 0)), fence.end
        if box := _BOX.fullmatch(line):
            inside = self._inside(start + 1, end, indent + _STEP)
            title = box["title"] if box["title"] is not None else (box["kind"] or "").capitalize()
            parts = tuple(self.read(start + 1, inside, indent + _STEP))
            return Box(title, box["mark"].startswith("?"), parts), inside
        if other := _OTHER.fullmatch(line.strip()):
            last = self._closing(start, end, other["ticks"])
            return Verbatim(self._text(start, last, indent)), last
        return None, start + 1

    def _inside(self, start: int, end: int, indent: int) -> int:
        """Where the inside of a box ends that begins here."""
        last = start
        for index in range(start, end):
            line = self._lines[index]
            if line.strip() and not line.startswith(" " * indent):
                break
            if line.strip():
                last = index + 1
        return last

    def _closing(self, start: int, end: int, ticks: str) -> int:
        inside = range(start + 1, end)
        return next((index + 1 for index in inside if self._lines[index].strip() == ticks), end)

    def _text(self, start: int, end: int, indent: int) -> str:
        return "\n".join(line[indent:] for line in self._lines[start:end])
