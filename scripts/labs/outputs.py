"""The outputs of a lab's cells: what Jupyter sends goes in, what the page shows comes out, as JSON.

Text, Markdown and figures are shown. Whatever else a cell leaves is an error with the
cell's line: HTML and pictures would bring colors and styles of their own.
"""

from nbformat import NotebookNode

from scripts.drawing import svg
from scripts.errors import PageError
from scripts.labs.kernel import FIGURE, VALUE
from scripts.running.stage import capped, problem_of_text, problem_of_value


class Outputs:
    """Reads the outputs of one lab.

    Parameters
    ----------
    page : str
        Path of the lab, for errors.
    prefix : str
        With what the ids of its figures begin.
    """

    def __init__(self, page: str, prefix: str) -> None:
        self._page, self._prefix = page, prefix
        self._figures = 0

    def read(self, outputs: list[NotebookNode], line: int) -> list[dict]:
        """What the page shows of one cell, in order: texts in a row are one.

        Raises
        ------
        PageError
            With the line of the cell, for what cannot be shown.
        """
        try:
            return self._shown(outputs)
        except PageError as error:
            message = error.arguments["message"]
            raise PageError(f"the cell {message}", self._page, line) from None

    def value(self, outputs: list[NotebookNode], expression: str, line: int) -> str:
        """What a sentence shows of an expression.

        Raises
        ------
        PageError
            With its line, if that does not fit a sentence.
        """
        printed = "".join(output.text for output in outputs if output.output_type == "stream")
        reply = next(output.data[VALUE] for output in outputs if VALUE in output.get("data", {}))
        text = reply["shown"]
        if problem := problem_of_value(reply, printed, expression) or problem_of_text(text):
            raise PageError(f"the inline value {problem}", self._page, line)
        return text

    def _shown(self, outputs: list[NotebookNode]) -> list[dict]:
        shown: list[dict] = []
        drawn: dict[int, dict] = {}
        for output in outputs:
            if output.output_type == "stream":
                new = _printed(output)
            elif FIGURE in output.data:
                figure = output.data[FIGURE]
                if first := drawn.get(figure["identity"]):
                    first["is_held"] = True  # It is the cell's last value, and pyplot holds it, too.
                    continue
                new = drawn[figure["identity"]] = self._drawing(figure)
            else:
                new = _displayed(output.data)
            if shown and shown[-1]["kind"] == new["kind"] == "text":
                shown[-1]["text"] = _joined(shown[-1]["text"], new["text"])
            else:
                shown.append(new)
        for one in shown:
            if one["kind"] == "text":
                one["text"] = _text(one["text"])
        return [one for one in shown if one.get("text") != ""]

    def _drawing(self, figure: dict) -> dict:
        self._figures += 1
        name = f"{self._prefix}-{self._figures}"
        definitions = svg.Definitions(name)
        tree = svg.still(svg.tidy(figure["raw"], definitions))
        width, height = figure["size"]
        return {
            "kind": "figure",
            "id": name,
            "title": f"Figure {self._figures}",
            "is_held": False,
            "svg": svg.write(tree, definitions),
            "png": figure["png"],
            "width": width,
            "height": height,
        }


def _printed(output: NotebookNode) -> dict:
    if output.name == "stderr":
        raise PageError(
            f"writes to the error stream, which no reader of the page sees:\n{output.text.strip()}\n"
            "Mend what it warns of"
        )
    return {"kind": "text", "text": output.text}


def _displayed(data: dict) -> dict:
    if "text/markdown" in data:
        return {"kind": "markdown", "text": data["text/markdown"]}
    others = sorted(set(data) - {"text/plain"})
    if others:
        raise PageError(f"shows {' and '.join(others)}: show text, Markdown or a Matplotlib figure")
    return {"kind": "text", "text": data["text/plain"]}


def _joined(first: str, second: str) -> str:
    gap = "" if not first or first.endswith("\n") else "\n"
    return f"{first}{gap}{second}"


def _text(text: str) -> str:
    if problem := problem_of_text(text):
        raise PageError(problem)
    return capped(text.removesuffix("\n"))["text"]
