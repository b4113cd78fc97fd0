"""The kernel of a lab, seen from outside: takes cells one by one, gives the outputs of each.

A fresh process for each lab, with one thread and fixed hashes, that has read no settings
of the user.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat.v4 as nbformat
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from scripts.errors import PageError
from scripts.project import ROOT
from scripts.running.process import ENVIRONMENT

SECONDS = 600  # of one cell
_INSIDE = "__import__('scripts.labs.kernel', fromlist=['_'])"


class Kernel:
    """A running kernel.

    Parameters
    ----------
    client : NotebookClient
    page : str
        Path of the lab, for errors.
    """

    def __init__(self, client: NotebookClient, page: str) -> None:
        self._client, self._page = client, page

    def run(self, source: str, line: int, subject: str = "the cell") -> list[NotebookNode]:
        """The outputs of a cell that begins at this line; errors name the subject.

        Raises
        ------
        PageError
            If it raises, does not end, or takes the kernel down.
        """
        try:
            return self._execute(source, store_history=True)
        except CellExecutionError:
            raised = self.ask("report", self._page)
            place = raised["lines"][-1][1] if raised["lines"] else line
            message = f"{subject} raises {raised['summary']}\n{raised['trace']}"
        except CellTimeoutError:
            place, message = line, f"{subject} has not ended after {SECONDS} s: make it do less"
        except DeadKernelError:
            place, message = line, f"{subject} ended Python: let it run to its end instead"
        raise PageError(message, self._page, place)

    def value(self, expression: str, line: int) -> list[NotebookNode]:
        """The outputs of an expression in a sentence, its value with them; raises as `run` does."""
        # In parentheses of its own, so that it can be nothing but an expression.
        return self.run(f"{_INSIDE}.show_value(({expression}))", line, "the inline value")

    def ask(self, function: str, *arguments: object) -> object:
        """What a function of `scripts.labs.kernel` prints."""
        called = f"{function}({', '.join(map(repr, arguments))})"
        outputs = self._execute(f"{_INSIDE}.{called}")
        text = "".join(output.text for output in outputs)
        return json.loads(text) if text else None

    def _execute(self, source: str, store_history: bool = False) -> list[NotebookNode]:
        cells = self._client.nb.cells
        cells.append(nbformat.new_code_cell(source))
        return self._client.execute_cell(cells[-1], len(cells) - 1, store_history=store_history).outputs


@contextmanager
def started(page: str) -> Iterator[Kernel]:
    """A kernel in the project's root, which leaves no process behind."""
    with TemporaryDirectory(prefix="lab-") as folder:
        # Not what the user has registered under this name, but this very Python.
        specs = KernelSpecManager(kernel_dirs=[])
        manager = AsyncKernelManager(
            kernel_name=NATIVE_KERNEL_NAME,
            kernel_spec_manager=specs,
            transport="ipc",  # kernels that start side by side would take each other's ports
            ip=str(Path(folder, "kernel")),
            connection_file=str(Path(folder, "connection.json")),
        )
        client = NotebookClient(
            nbformat.new_notebook(), manager, timeout=SECONDS, startup_timeout=SECONDS,
            shutdown_kernel="immediate", extra_arguments=["--HistoryManager.enabled=False"],
        )  # fmt: skip
        client.owns_km = True  # so that the client ends it
        with client.setup_kernel(cwd=str(ROOT), env=_environment(folder)):
            yield Kernel(client, page)


def _environment(folder: str) -> dict[str, str]:
    return {
        **os.environ,
        **ENVIRONMENT,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYTHONDIR": folder,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    }
