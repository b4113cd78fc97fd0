"""A formula that goes on with what those above it define goes in, the rows that it takes come out."""

from collections.abc import Callable
from dataclasses import dataclass

from scripts.errors import PageError
from scripts.formulas.given import left_sides, rows
from scripts.formulas.problems import Refused
from scripts.pages.fences import Fence


@dataclass(frozen=True)
class Given:
    r"""A row of another formula, `\mu_j = …`, that `given="\mu_j"` names by its left side."""

    left: str
    row: str
    source: Fence


def given_rows(fence: Fence, formulas: list[Fence], page: str) -> list[Given]:
    """The rows that a formula takes, each from the nearest checked formula above that has it.

    Parameters
    ----------
    fence : Fence
        The formula; its option `given` lists left sides with commas between.
    formulas : list of Fence
        All formulas of the page, in order.
    page : str
        Path of the file, for errors.

    Raises
    ------
    PageError
        If no formula above has such a row, or one of them cannot be read.
    """
    if "given" not in fence.options:
        return []
    above: dict[str, tuple[str, Fence]] = {}
    for other in formulas:
        if other.line < fence.line and "unchecked" not in other.options:
            read = _readable(rows, other.body, page, other.line + 1)
            above |= {spelling: (row, other) for spelling, row in read.items()}
    wanted = _readable(left_sides, fence.options["given"], page, fence.line)
    for spelling, left in wanted.items():
        if spelling not in above:
            raise PageError(
                f"no checked formula above has a row that begins with {left}, which is given here: "
                "write its left side as it stands there", page, fence.line,
            )  # fmt: skip
    return [Given(left, *above[spelling]) for spelling, left in wanted.items()]


def _readable(
    read: Callable[[str], dict[str, str]], latex: str, page: str, line: int
) -> dict[str, str]:
    try:
        return read(latex)
    except Refused as problem:
        raise PageError(problem.message, page, line) from None
