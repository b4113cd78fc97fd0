"""Texts and code go in, one after the other; a notebook comes out of them, the same bytes each time."""

import re
from collections.abc import Sequence

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_HEADING = re.compile(r"^(?=#{1,6} )", re.MULTILINE)
# JupyterLab and VS Code fold the code, Colab shows a form in its place.
_FOLDED = {"jupyter": {"source_hidden": True, "outputs_hidden": True}, "cellView": "form"}


class Cells:
    """Collects the cells of one notebook."""

    def __init__(self) -> None:
        self._cells: list[NotebookNode] = []
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
        outputs: Sequence[NotebookNode] = (),
        tags: Sequence[str] = (),
        is_folded: bool = False,
    ) -> None:
        """Add code."""
        self._close()
        metadata = dict(_FOLDED) if is_folded else {}
        if tags:
            metadata["tags"] = list(tags)
        cell = new_code_cell(
            source.strip("\n"), id=self._id("code"), outputs=list(outputs), metadata=metadata
        )
        self._cells.append(cell)

    def notebook(self) -> NotebookNode:
        """All that was added."""
        self._close()
        metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
        return new_notebook(cells=self._cells, metadata=metadata)

    def _close(self) -> None:
        if self._texts:
            self._cells.append(new_markdown_cell("\n\n".join(self._texts), id=self._id("text")))
            self._texts = []

    def _id(self, kind: str) -> str:
        # Random ones, which the format proposes, would make each build another file.
        return f"{kind}-{len(self._cells) + 1}"


def outputs_of(result: dict, is_error: bool) -> list[NotebookNode]:
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
        outputs.append(new_output("error", ename=name, evalue=message, traceback=[value]))
    elif value is not None:
        outputs.append(new_output("execute_result", {"text/plain": value}))
    return outputs


def _printed(text: str) -> NotebookNode:
    return new_output("stream", name="stdout", text=text.removesuffix("\n") + "\n")
