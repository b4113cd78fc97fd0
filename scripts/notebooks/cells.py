"""Texts and code go in, one after the other; a notebook comes out of them, the same bytes each time."""

import re
from collections.abc import Sequence

from nbformat import NotebookNode, from_dict

_FORMAT = {"nbformat": 4, "nbformat_minor": 5}
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_HEADING = re.compile(r"^(?=#{1,6} )", re.MULTILINE)
# JupyterLab folds the code; Colab shows a form in its place, which has the title.
_FOLDED = {"jupyter": {"source_hidden": True, "outputs_hidden": True}, "cellView": "form"}


class Cells:
    """Collects the cells of one notebook."""

    def __init__(self) -> None:
        self._cells: list[dict] = []
        self._texts: list[str] = []

    def prose(self, text: str) -> None:
        """Add prose; each of its headings begins a cell."""
        for chunk in filter(str.strip, _HEADING.split(text)):
            if _HEADING.match(chunk):
                self._close()
            self.text(chunk.strip("\n"))

    def text(self, text: str) -> None:
        """Add Markdown to the cell that is open."""
        self._texts.append(text)

    def code(
        self,
        source: str,
        outputs: Sequence[dict] = (),
        tags: Sequence[str] = (),
        folded: str = "",
    ) -> None:
        """Add code; under a title, it is folded."""
        self._close()
        metadata = dict(_FOLDED) if folded else {}
        source = f"# @title {folded}\n{source}" if folded else source
        if tags:
            metadata["tags"] = list(tags)
        self._add("code", source.strip("\n"), metadata, outputs=list(outputs), execution_count=None)

    def notebook(self) -> NotebookNode:
        """All that was added."""
        self._close()
        metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
        return from_dict({"metadata": metadata, **_FORMAT, "cells": self._cells})

    def _close(self) -> None:
        if self._texts:
            self._add("markdown", "\n\n".join(self._texts), {})
            self._texts = []

    def _add(self, kind: str, source: str, metadata: dict, **more: object) -> None:
        # The ids that the format proposes are random, and would make each build another file.
        cell = {"id": f"{kind}-{len(self._cells) + 1}", "cell_type": kind, "metadata": metadata}
        self._cells.append({**cell, "source": source, **more})


def outputs_of(result: dict, is_error: bool) -> list[dict]:
    """What a cell showed when the site was built, as a notebook keeps it.

    Parameters
    ----------
    result : dict
        What the stage `running` gives for the cell.
    is_error : bool
        Whether the cell ends with an exception.
    """
    text, value = result["text"], result["value"]
    if result["capped"]:
        return [_printed(text)]
    before = text if value is None else text.removesuffix(value)
    outputs = [_printed(before)] if before else []
    if is_error:
        name, _, message = value.partition(": ")
        outputs.append(
            {"output_type": "error", "ename": name, "evalue": message, "traceback": [value]}
        )
    elif value is not None:
        outputs.append(_shown(value))
    return outputs


def _printed(text: str) -> dict:
    return {"output_type": "stream", "name": "stdout", "text": text.removesuffix("\n") + "\n"}


def _shown(value: str) -> dict:
    data = {"text/plain": value}
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}
