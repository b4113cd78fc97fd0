"""Printed text on its way to the page: what is written goes in, few and bounded pieces come out.

A page that got a message for each of a million prints would freeze, so pieces are
sent at once only while they are few, then in batches, and up to a limit in all.
"""

import io
import time
from collections.abc import Callable

LIMIT = 100_000  # characters
_AT_ONCE = 100  # pieces
_INTERVAL = 0.05  # seconds


class Stream(io.TextIOBase):
    """A text file whose content goes to the page.

    Parameters
    ----------
    send : callable
        Takes the next piece of text.
    limit : int
        How many characters are sent; the rest is counted only.
    """

    def __init__(self, send: Callable[[str], object], limit: int = LIMIT) -> None:
        super().__init__()
        self._send, self._left = send, limit
        self._waiting: list[str] = []
        self._pieces, self._last = 0, 0.0
        self.dropped = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        kept = text[: self._left]
        self.dropped += len(text) - len(kept)
        self._left -= len(kept)
        if kept:
            self._waiting.append(kept)
            if kept.endswith("\n") and self._may_send():
                self.flush()
        return len(text)

    def flush(self) -> None:
        if self._waiting:
            self._send("".join(self._waiting))
            self._waiting.clear()
            self._pieces += 1
            self._last = time.monotonic()

    def _may_send(self) -> bool:
        return self._pieces < _AT_ONCE or time.monotonic() - self._last > _INTERVAL
