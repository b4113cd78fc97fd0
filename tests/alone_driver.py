"""Programs go in as JSON, what they show comes out: each in a process that has NumPy and nothing else.

Started by `tests.alone` in an interpreter without site packages, to whose path only their
folder is added. Nothing that makes the project importable is read, and what one program
does to this process no other sees: NumPy is imported once, and each program gets a fork.
"""

import ast
import io
import json
import os
import sys
import traceback
import warnings
from contextlib import redirect_stdout
from types import ModuleType


def main(folders: list[str]) -> None:
    sys.path.extend(folders)
    for package in ("snippets", "scripts"):
        try:
            __import__(package)
        except ImportError:
            continue
        raise SystemExit(f"{package} can be imported here, so that nothing would be shown")
    import numpy  # noqa: F401

    sys.modules.pop("__main__").__dict__.pop("numpy", None)
    json.dump([forked(program, folders) for program in json.load(sys.stdin)], sys.stdout)


def forked(cells: list[str], folders: list[str]) -> dict:
    """What the cells of one program show, and the packages that they have imported."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with os.fdopen(write, "w", encoding="utf-8") as pipe:
            json.dump({"cells": run(cells), "packages": packages(folders)}, pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(text) if status == 0 else {"cells": [], "died": status}


def run(cells: list[str]) -> list[dict]:
    """What each cell prints, shows and raises, in one namespace."""
    module = ModuleType("__main__")
    sys.modules["__main__"] = module
    warnings.showwarning = show_warning
    return [run_cell(f"cell {number}", source, vars(module)) for number, source in enumerate(cells, 1)]


def run_cell(name: str, source: str, namespace: dict) -> dict:
    printed, value, error = io.StringIO(), None, None
    with redirect_stdout(printed), warnings.catch_warnings():
        try:
            body = ast.parse(source).body
            last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
            exec(compile(ast.Module(body, []), name, "exec"), namespace)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), name, "eval"), namespace)
                value = None if value is None else repr(value)
        except BaseException as raised:
            lines = traceback.TracebackException.from_exception(raised).format_exception_only()
            error = next(line for line in lines if not line.startswith(" ")).rstrip()
    return {"printed": printed.getvalue(), "value": value, "error": error}


def show_warning(message: Warning, category: type[Warning], *_: object) -> None:
    # As the pages show it: where it was raised differs from machine to machine.
    print(f"{category.__name__}: {message}")


def packages(folders: list[str]) -> list[str]:
    """The installed packages that are imported."""
    files = {name.partition(".")[0]: getattr(module, "__file__", None) for name, module in
             list(sys.modules.items())}  # fmt: skip
    return sorted(name for name, file in files.items() if file and file.startswith(tuple(folders)))


if __name__ == "__main__":
    main(sys.argv[1:])
