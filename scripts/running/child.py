"""The interpreter of one page: takes the page's cells one by one, gives what each shows or raises.

Runs as `python -m scripts.running.child <socket>`, started by `process`. One
JSON line in, one out: first the page with its names, then each cell. What the
cells print goes to the ordinary output, which the parent reads too, so that
nothing printed can be taken for a reply.
"""

import faulthandler
import json
import os
import select
import socket
import sys
import threading
from typing import Any

from scripts.running import kernel


def _run_cell(cell: dict, page: str, namespace: dict[str, Any]) -> dict:
    """What a cell shows, or what it raises."""
    kernel.forget_warnings()
    source = "\n" * (cell["line"] - 1) + cell["source"]  # Every line where the page has it.
    try:
        if cell["kind"] == "block":
            value = kernel.run_block(source, page, namespace)
            return {"shown": None if value is None else repr(value)}
        return kernel.in_sentence(kernel.evaluate(source, page, namespace))
    except BaseException as error:
        return {"raised": _describe(error, page, cell, namespace)}


def _describe(error: BaseException, page: str, cell: dict, namespace: dict[str, Any]) -> dict:
    """An exception for its author, and where in the cell it was raised."""
    report = kernel.describe(error, [page])
    lines = range(cell["line"], cell["line"] + len(cell["source"].splitlines()))
    here = [line for _, line in report["lines"] if line in lines]
    return {
        "line": here[-1] if here else cell["line"],
        "summary": report["summary"],
        "trace": report["trace"],
        "expected": kernel.is_expected(error, cell.get("error"), namespace),
    }


def _end_with_parent(link: socket.socket) -> None:
    """End this process when the build that started it is gone, even inside an endless loop."""
    watch = select.poll()
    watch.register(link, 0)  # A hang-up is reported without asking; data are not.

    def wait() -> None:
        watch.poll()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _main() -> None:
    link = socket.socket(fileno=int(sys.argv[1]))
    _end_with_parent(link)
    faulthandler.enable(all_threads=False)
    kernel.prepare("while the site is built")
    messages = (json.loads(line) for line in link.makefile("r", encoding="utf-8"))

    def reply(message: dict) -> None:
        link.sendall(json.dumps(message).encode() + b"\n")

    payload = next(messages)
    page, cells = payload["page"], payload["cells"]
    kernel.register_source(page, {cell["line"]: cell["source"] for cell in cells})
    try:
        namespace = kernel.open_namespace(page, payload["names"])
    except BaseException as error:
        opening = {"line": cells[0]["line"], "source": ""}
        return reply({"raised": _describe(error, page, opening, {})})
    reply({})
    for number in messages:
        reply(_run_cell(cells[number], page, namespace))


if __name__ == "__main__":
    _main()
