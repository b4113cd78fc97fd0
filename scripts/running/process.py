"""A child process for one page: takes a message, gives the reply and all that was printed before.

The parent leads: it sends one cell, waits for the reply within the limits, and
reads the printed output up to there, so that each line belongs to its cell.
"""

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from types import TracebackType
from typing import Self

from scripts.project import ROOT

# The same output on every machine and in every run.
ENVIRONMENT = {
    "PYTHONPATH": str(ROOT),
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "MPLBACKEND": "svg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


class Stopped(Exception):
    """A cell went beyond a limit or took the process down with it.

    Parameters
    ----------
    reason : str
        What it did and what to do about it.
    output : str
        What it had printed until then.
    """

    def __init__(self, reason: str, output: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.output = output


class Child:
    """The running child; a context manager that leaves no process behind."""

    def __enter__(self) -> Self:
        self._link, theirs = socket.socketpair()
        self._printed, write = os.pipe()
        os.set_blocking(self._printed, False)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-u", "-m", "scripts.running.child",
                 str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=write,
                stderr=write,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                cwd=ROOT,
                env={**os.environ, **ENVIRONMENT},
            )
        os.close(write)
        self._events = selectors.DefaultSelector()
        self._events.register(self._link, selectors.EVENT_READ)
        self._events.register(self._printed, selectors.EVENT_READ)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._process.wait()
        self._events.close()
        self._link.close()
        os.close(self._printed)

    def ask(self, message: object, seconds: float, size: int) -> tuple[dict, str]:
        """Send a message and wait for the reply.

        Parameters
        ----------
        message : object
            Anything that JSON can hold.
        seconds : float
            How long the child may take.
        size : int
            How many bytes it may not reach with what it prints.

        Returns
        -------
        tuple of dict and str
            The reply, and what was printed.

        Raises
        ------
        Stopped
            If the child takes longer, prints more, or ends.
        """
        output, reply = bytearray(), bytearray()
        deadline = time.monotonic() + seconds
        try:
            self._link.sendall(json.dumps(message).encode() + b"\n")
            while not reply.endswith(b"\n"):
                self._receive(output, reply, deadline)
                if len(output) >= size:
                    raise _Limit(f"shows {size:,} bytes or more: print less")
        except TimeoutError:
            reason = f"has not ended after {seconds:g} s: make it do less, or end its loop"
        except _Limit as limit:
            reason = str(limit)
        except (EOFError, ConnectionError):
            reason = self._ending()
        else:
            self._drain(output)
            return json.loads(reply), output.decode(errors="replace")
        self._drain(output)
        raise Stopped(reason, output[:size].decode(errors="replace"))

    def _receive(self, output: bytearray, reply: bytearray, deadline: float) -> None:
        ready = {key.fd for key, _ in self._events.select(max(deadline - time.monotonic(), 0))}
        if not ready or time.monotonic() > deadline:
            raise TimeoutError
        if self._printed in ready:
            chunk = os.read(self._printed, 1 << 16)
            output += chunk
            if not chunk:
                self._events.unregister(self._printed)
        if self._link.fileno() in ready:
            chunk = self._link.recv(1 << 16)
            reply += chunk
            if not chunk:
                raise EOFError

    def _drain(self, output: bytearray) -> None:
        """Read what is in the pipe by now: all that was printed before the reply."""
        try:
            while chunk := os.read(self._printed, 1 << 16):
                output += chunk
        except BlockingIOError:
            pass

    def _ending(self) -> str:
        status = self._process.wait()
        if status < 0:
            name = signal.Signals(-status).name
            return f"crashed Python ({name}): look for endless recursion or a huge array"
        return f"ended Python (status {status}): let it run to its last line instead"


class _Limit(Exception):
    """More output than allowed."""
