"""Cells go in; the code that they need of the project and the cells without it come out."""

from collections.abc import Sequence

from scripts.notebooks.inline import Cell, Inliner


def inlined(cells: Sequence[Cell], page: str) -> tuple[str, list[str]]:
    """What a notebook of these cells alone would begin with, and the cells in it."""
    inliner = Inliner(cells, page)
    return inliner.setup(), [inliner.rewritten(cell) for cell in cells]
