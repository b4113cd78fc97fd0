"""The work of a page's cells: takes page, names and cells, gives the request that runs them."""

import ast

from scripts import sources
from scripts.project import ROOT
from scripts.stages import Request


def request(page: str, names: list[str], cells: list[dict]) -> Request:
    """The request to run a page.

    Parameters
    ----------
    page : str
        Path of the page from the project's root.
    names : list of str
        The snippets that the page shows, in scope for its cells.
    cells : list of dict
        Blocks and inline values in the order of the page: `kind`, `source`,
        `line`, `error`.

    Returns
    -------
    Request
        Its key covers the cells, the snippets that they reach (by name or by an
        import of their own) and this package. It leaves out where the cells
        stand, so that moving them is free.
    """
    payload = {"page": page, "names": names, "cells": cells}
    reached = {sources.snippet(name).path for name in names}
    for cell in cells:
        reached |= imported(page, cell["source"])
    unplaced = [{**cell, "line": None} for cell in cells]
    key = sources.key("running", sorted(reached), page, names, unplaced)
    return Request("running", key, page, payload)


def imported(page: str, source: str) -> frozenset:
    """The local files that a cell imports itself."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return frozenset()  # Running it reports the error with its line.
    return sources.Source(ROOT / page, source, tree, "").local_imports
