"""Find what a page binds: its text goes in, its fences and computed values come out, with their lines.

The build, the verification and the tests all read pages through this one scanner.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.errors import PageError

VIEWS = ("math", "diagram", "snippet")
GENERATED = ("notation", "verification", "bibliography", "source", "tests", "exercises", "chapters",
             "labs")  # fmt: skip
NOT_IN_LABS = ("display", "run", "exercise", "train", *GENERATED)

_OPTIONS = {
    "math": {
        "of", "unchecked", "names", "result", "each", "broadcast", "base", "derivative_of", "loss",
        "defaults", "given",
    },
    "diagram": {"of", "figure"},
    "snippet": {"of"},
    "run": {"error"},
    "cell": set(),
    "exercise": {"of", "title"},
    "train": {"data", "depth", "width", "activation", "learning_rate", "seed"},
    **{kind: set() for kind in GENERATED},
    "source": {"part", "letters"},
    "tests": {"part", "letters"},
}  # fmt: skip
_FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,}|~{3,})(?P<info>[^`]*)$")
_OPTION = re.compile(r'([a-z_]+)="([^"]*)"')
_CODE_SPAN = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)")
_VALUE = "{python} "


@dataclass(frozen=True)
class Fence:
    """One fence, display formula or computed value of a page.

    Attributes
    ----------
    kind : str
        `math`, `diagram`, `snippet`, `run`, `cell` (the code of a lab), `exercise`, `train`, one of the
        generated kinds, `display` (a `$$` formula), or `value` (a computed number in the prose).
    line : int
        Line in the file of the opening fence, from 1; the body begins on the next.
    column : int
        Column at which the body's lines begin, from 1.
    start, end : int
        Indices of the lines it occupies in the text that was scanned.
    span : tuple of int
        For a value: where it stands in its line.
    """

    kind: str
    body: str
    line: int
    column: int = 1
    options: dict[str, str] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    span: tuple[int, int] = (0, 0)

    @property
    def name(self) -> str:
        return self.options.get("of", "")

    @property
    def base(self) -> str:
        """The name whose block this view belongs to: a derivative stands with its function."""
        return re.sub(r"_(grad|backward)$", "", self.name)


def scan(text: str, page: str, first_line: int = 1) -> list[Fence]:
    """All fences, display formulas and computed values of a page, in order.

    Parameters
    ----------
    text : str
        Markdown, without front matter.
    page : str
        Path of the file, for errors.
    first_line : int
        Line of the file at which the text begins.

    Raises
    ------
    PageError
        For a fence that is not closed, or whose options are not what its kind takes.
    """
    return list(_scan(text.split("\n"), page, first_line))


def _scan(lines: list[str], page: str, first_line: int) -> Iterator[Fence]:
    index = 0
    while index < len(lines):
        line = first_line + index
        opening = _FENCE.match(lines[index])
        if opening:
            kind, options = _head(opening["info"].strip(), page, line)
            end = _closing(lines, index, opening)
            if kind and end is None:
                raise PageError(f"this {kind} fence is never closed", page, line)
            if kind:
                indent = len(opening["indent"])
                body = "\n".join(text[indent:] for text in lines[index + 1 : end])
                yield Fence(kind, body, line, indent + 1, options, index, end + 1)
            index = (end if end is not None else index) + 1
        elif lines[index].strip().startswith("$$"):
            end = _display_end(lines, index, page, line)
            body = "\n".join(lines[index:end]).strip().removeprefix("$$").removesuffix("$$")
            yield Fence("display", body.strip(), line, start=index, end=end)
            index = end
        else:
            yield from _values(lines[index], line, index)
            index += 1


def _head(info: str, page: str, line: int) -> tuple[str | None, dict[str, str]]:
    """The kind of a fence and its options; no kind for a fence that is not ours."""
    word, _, rest = info.partition(" ")
    if word == "python" and rest.split(" ")[0] == "run":
        word, rest = "run", rest.removeprefix("run")
    if word not in _OPTIONS:
        return None, {}
    options = dict(_OPTION.findall(rest))
    if _OPTION.sub("", rest).strip():
        raise PageError(
            f'cannot read the options of this {word} fence: {rest.strip()}. '
            'Write them as key="value".', page, line,
        )  # fmt: skip
    for unknown in options.keys() - _OPTIONS[word]:
        close = difflib.get_close_matches(unknown, _OPTIONS[word], n=1)
        hint = f"did you mean {close[0]}?" if close else f"it takes {sorted(_OPTIONS[word])}"
        raise PageError(f"a {word} fence has no option '{unknown}'; {hint}", page, line)
    if word in (*VIEWS, "exercise") and not options.get("of"):
        raise PageError(f'a {word} fence names its snippet: write {word} of="module.name"', page, line)
    if word == "exercise" and not options.get("title"):
        raise PageError('an exercise fence has a title: write title="In a few words"', page, line)
    return word, options


def _closing(lines: list[str], start: int, opening: re.Match[str]) -> int | None:
    for index in range(start + 1, len(lines)):
        text = lines[index].strip()
        if text and set(text) == {opening["ticks"][0]} and len(text) >= len(opening["ticks"]):
            return index
    return None


def _display_end(lines: list[str], start: int, page: str, line: int) -> int:
    if lines[start].strip().endswith("$$") and len(lines[start].strip()) > 4:
        return start + 1
    for index in range(start + 1, len(lines)):
        if lines[index].strip().endswith("$$"):
            return index + 1
    raise PageError("this $$ formula is never closed", page, line)


def _values(text: str, line: int, index: int) -> Iterator[Fence]:
    for found in _CODE_SPAN.finditer(text):
        if len(found["ticks"]) == 1 and found["code"].startswith(_VALUE):
            expression = found["code"].removeprefix(_VALUE).strip()
            yield Fence(
                "value", expression, line, found.start("code") + len(_VALUE) + 1,
                start=index, end=index + 1, span=found.span(),
            )  # fmt: skip
