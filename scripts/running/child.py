"""The interpreter of one page: takes the page's cells one by one, gives what each shows or raises.

Runs as `python -m scripts.running.child <socket>`, started by `process`. One
JSON line in, one out: first the page with its names, then each cell. What the
cells print goes to the ordinary output, which the parent reads too, so that
nothing printed can be taken for a reply.
"""

import ast
import builtins
import faulthandler
import importlib
import json
import linecache
import os
import select
import socket
import sys
import threading
import traceback
import types
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from scripts.project import ROOT, SNIPPETS

_FRAMES = 12


def _open_namespace(page: str, names: list[str]) -> dict[str, Any]:
    """What the cells of a page have in scope before the first one: `np` and the page's names."""
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=page, np=np)
    for name in names:
        module, symbol = name.split(".")
        main.__dict__[symbol] = getattr(importlib.import_module(f"snippets.{module}"), symbol)
    sys.modules["__main__"] = main
    return main.__dict__


def _register_source(page: str, cells: list[dict]) -> None:
    """Let tracebacks quote the cells: the page as Python sees it, each cell on its own lines."""
    lines: list[str] = []
    for cell in cells:
        own = [f"{line}\n" for line in cell["source"].splitlines()]
        lines += ["\n"] * (cell["line"] - 1 + len(own) - len(lines))
        lines[cell["line"] - 1 : cell["line"] - 1 + len(own)] = own
    linecache.cache[page] = (0, None, lines, page)


def _run_block(source: str, page: str, namespace: dict[str, Any]) -> str | None:
    """Run a block; the `repr` of its last line if that is an expression with a value."""
    body = ast.parse(source, page).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), page, "exec", dont_inherit=True), namespace)
    if last is None:
        return None
    value = eval(compile(ast.Expression(last.value), page, "eval", dont_inherit=True), namespace)
    return None if value is None else repr(value)


def _evaluate(source: str, page: str, namespace: dict[str, Any]) -> Any:
    """The value of an expression in a sentence."""
    return eval(compile(source, page, "eval", dont_inherit=True), namespace)


def _run_cell(cell: dict, page: str, namespace: dict[str, Any]) -> dict:
    """What a cell shows, or what it raises."""
    with warnings.catch_warnings():
        pass  # This makes Python forget which warnings it has shown: each cell has its own.
    source = "\n" * (cell["line"] - 1) + cell["source"]  # Every line where the page has it.
    try:
        if cell["kind"] == "block":
            return {"shown": _run_block(source, page, namespace)}
        value = _evaluate(source, page, namespace)
        return {"shown": str(value), "is_float": isinstance(value, float | np.floating)}
    except BaseException as error:
        return {"raised": _describe(error, page, cell, namespace)}


def _describe(error: BaseException, page: str, cell: dict, namespace: dict[str, Any]) -> dict:
    """An exception for its author: its line on the page, and their own part of the stack."""
    report = traceback.TracebackException.from_exception(error, compact=True)
    lines = range(cell["line"], cell["line"] + len(cell["source"].splitlines()))
    own = [frame.lineno for frame in report.stack if frame.filename == page]
    here = [line for line in own if line in lines]
    if isinstance(error, SyntaxError) and error.filename == page:
        here = [error.lineno]
    frames = [frame for frame in report.stack if _is_ours(frame.filename, page)][-_FRAMES:]
    for frame in frames:
        frame.filename = _relative(frame.filename)
    report.stack = traceback.StackSummary.from_list(frames)
    return {
        "line": here[-1] if here else cell["line"],
        "summary": _summary(report),
        "trace": "".join(report.format(chain=False)).rstrip(),
        "expected": _is_expected(error, cell.get("error"), namespace),
    }


def _is_ours(filename: str, page: str) -> bool:
    return filename == page or Path(filename).is_relative_to(SNIPPETS)


def _relative(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else filename


def _summary(report: traceback.TracebackException) -> str:
    """The sentence that ends a traceback: class and message."""
    # A syntax error puts the quoted code in front, a note comes behind.
    lines = report.format_exception_only()
    return next(line for line in lines if not line.startswith(" ")).rstrip()


def _is_expected(error: BaseException, expected: str | None, namespace: dict[str, Any]) -> bool:
    """Whether it is of the class that the block announces, such as `np.linalg.LinAlgError`."""
    if expected is None:
        return False
    first, *rest = expected.split(".")
    found = namespace.get(first, getattr(builtins, first, None))
    for attribute in rest:
        found = getattr(found, attribute, None)
    return isinstance(found, type) and isinstance(error, found)


def _refuse_input(*_: object) -> str:
    raise RuntimeError("input() has nobody to ask while the site is built: assign the value")


def _show_warning(message: Warning | str, category: type[Warning], *_: object) -> None:
    # Without the place: readers have no use for it, and it differs from machine to machine.
    print(f"{category.__name__}: {message}", file=sys.stderr)


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
    builtins.input = _refuse_input
    warnings.showwarning = _show_warning
    messages = (json.loads(line) for line in link.makefile("r", encoding="utf-8"))

    def reply(message: dict) -> None:
        link.sendall(json.dumps(message).encode() + b"\n")

    payload = next(messages)
    page, cells = payload["page"], payload["cells"]
    _register_source(page, cells)
    try:
        namespace = _open_namespace(page, payload["names"])
    except BaseException as error:
        opening = {"line": cells[0]["line"], "source": ""}
        return reply({"raised": _describe(error, page, opening, {})})
    reply({})
    for number in messages:
        reply(_run_cell(cells[number], page, namespace))


if __name__ == "__main__":
    _main()
