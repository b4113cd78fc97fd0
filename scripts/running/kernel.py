"""Run Python as a page does: a namespace and sources go in, values or described exceptions come out.

The child process of the build and the worker in the reader's browser share it, so that
a block does the same in both. It needs NumPy and the snippets, nothing else.
"""

import ast
import builtins
import importlib
import linecache
import sys
import traceback
import types
import warnings
from collections.abc import Container
from pathlib import Path
from typing import Any

import numpy as np

from scripts.project import ROOT, SNIPPETS

_FRAMES = 12


def prepare(no_input: str) -> None:
    """Set up this interpreter for pages.

    Parameters
    ----------
    no_input : str
        Why `input()` gets no answer here.
    """

    def refuse(*_: object) -> str:
        raise RuntimeError(f"input() has nobody to ask {no_input}: assign the value")

    builtins.input = refuse
    warnings.showwarning = _show_warning


def _show_warning(message: Warning | str, category: type[Warning], *_: object) -> None:
    # Without the place: readers have no use for it, and it differs from machine to machine.
    print(f"{category.__name__}: {message}", file=sys.stderr)


def open_namespace(page: str, names: list[str]) -> dict[str, Any]:
    """What the blocks of a page have in scope before the first one: `np` and the page's names.

    Parameters
    ----------
    page : str
        Path of the page, from the project's root.
    names : list of str
        Snippets, as `module.symbol`.
    """
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=page, np=np)
    for name in names:
        module, symbol = name.split(".")
        main.__dict__[symbol] = getattr(importlib.import_module(f"snippets.{module}"), symbol)
    sys.modules["__main__"] = main
    return main.__dict__


def register_source(filename: str, sources: dict[int, str]) -> None:
    """Let tracebacks quote a file that is on no disk.

    Parameters
    ----------
    filename : str
        As it is compiled.
    sources : dict
        The file's parts by the line on which each begins; what lies between is empty.
    """
    lines: list[str] = []
    for first, source in sources.items():
        own = [f"{line}\n" for line in source.splitlines()]
        lines += ["\n"] * (first - 1 + len(own) - len(lines))
        lines[first - 1 : first - 1 + len(own)] = own
    linecache.cache[filename] = (sum(map(len, lines)), None, lines, filename)


def forget_warnings() -> None:
    """Let each block warn again of what another one warned of."""
    with warnings.catch_warnings():
        pass


def run_block(source: str, filename: str, namespace: dict[str, Any]) -> Any:
    """Run a block; the value of its last line if that is an expression, as in a notebook."""
    body = ast.parse(source, filename).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), filename, "exec", dont_inherit=True), namespace)
    return None if last is None else evaluate(ast.Expression(last.value), filename, namespace)


def evaluate(expression: str | ast.Expression, filename: str, namespace: dict[str, Any]) -> Any:
    """The value of an expression."""
    return eval(compile(expression, filename, "eval", dont_inherit=True), namespace)


def in_sentence(value: Any) -> dict:
    """What a sentence shows of a value, and whether that is a float with all its digits."""
    return {"shown": str(value), "is_float": isinstance(value, float | np.floating)}


def describe(error: BaseException, filenames: Container[str]) -> dict:
    """An exception for the author of some files: only what they and the snippets did.

    Parameters
    ----------
    error : BaseException
    filenames : container of str
        Under these names the author's sources were compiled.

    Returns
    -------
    dict
        `summary`, the sentence that ends a traceback; `trace`, all of it; `lines`, the
        author's own as pairs of file and line, the innermost last.
    """
    report = traceback.TracebackException.from_exception(error, compact=True)
    own = [(frame.filename, frame.lineno) for frame in report.stack if frame.filename in filenames]
    frames = [frame for frame in report.stack if _is_ours(frame.filename, filenames)][-_FRAMES:]
    if isinstance(error, SyntaxError) and error.filename in filenames:
        # Nothing has run yet, so the stack holds nothing that the author did.
        own, frames = [(error.filename, error.lineno)], []
    for frame in frames:
        frame.filename = _relative(frame.filename)
    report.stack = traceback.StackSummary.from_list(frames)
    return {
        "summary": _summary(report),
        "trace": "".join(report.format(chain=False)).rstrip(),
        "lines": own,
    }


def _is_ours(filename: str, filenames: Container[str]) -> bool:
    return filename in filenames or Path(filename).is_relative_to(SNIPPETS)


def _relative(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else filename


def _summary(report: traceback.TracebackException) -> str:
    """The sentence that ends a traceback: class and message."""
    # A syntax error puts the quoted code in front, a note comes behind.
    lines = report.format_exception_only()
    return next(line for line in lines if not line.startswith(" ")).rstrip()


def is_expected(error: BaseException, expected: str | None, namespace: dict[str, Any]) -> bool:
    """Whether an exception is of the class that a block announces, such as `np.linalg.LinAlgError`."""
    if expected is None:
        return False
    first, *rest = expected.split(".")
    found = namespace.get(first, getattr(builtins, first, None))
    for attribute in rest:
        found = getattr(found, attribute, None)
    return isinstance(found, type) and isinstance(error, found)
