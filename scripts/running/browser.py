"""The page's Python in the reader's browser: requests come in as JSON, results go out as JSON.

`docs/assets/javascripts/worker.js` calls it in Pyodide, where the root of the project
is the unpacked `site.zip`. Nothing here needs a browser: the tests call it as it is.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from scripts.exercises.check import check
from scripts.project import ROOT
from scripts.running import imports, kernel, pictures
from scripts.running.stream import LIMIT, Stream


class Session:
    """The one namespace of the visit: that of the page on which a block ran last.

    A block always finds what the blocks above it leave when they run in order, and nothing
    else. So what it shows depends on the page's code alone, as when the site was built, and
    not on what the reader happened to run before.

    Parameters
    ----------
    send : callable
        Takes each piece of printed text.
    """

    def __init__(self, send: Callable[[str], object]) -> None:
        self._send = send
        self._page: str | None = None
        self._done: list[tuple[str, str]] = []
        self._namespace: dict[str, Any] = {}

    def run(
        self, page: str, cell: str, source: str, before: list[dict], error: str | None = None
    ) -> dict:
        """Run a block, and first those above it that have not run yet.

        Parameters
        ----------
        page : str
            Path of the page, from the project's root.
        cell : str
            What tracebacks call the block; no other of the page is called so.
        source : str
            Its code.
        before : list of dict
            The blocks above: `cell`, `source` and `error` of each.
        error : str or None
            The class that the block announces to raise.

        Returns
        -------
        dict
            `shown`, the last value's `repr` or none; `pictures` and the `roles` of their
            colors; `raised`, none or what `kernel.describe` says with `expected`, and
            `above`, the block that raised it if it is another; `dropped`, how many
            characters of output were too many; `silent`, whether overflow goes unnoticed
            here; `seconds`.
        """
        cells = {each["cell"]: each["source"] for each in before} | {cell: source}
        if imports.packages(cells.values()) & pictures.PACKAGES:
            pictures.prepare()
        raised = self._catch_up(page, before)
        if raised:
            return _result(raised=raised)
        stream = Stream(self._send)
        start = time.perf_counter()
        value, raised = self._execute(cell, source, error, stream)
        seconds = time.perf_counter() - start
        shown, drawn = None, []
        if not raised:
            try:
                drawn = [pictures.picture(figure) for figure in pictures.figures(value)]
                shown = None if value is None or pictures.is_figure(value) else repr(value)
            except BaseException as failure:
                raised = self._describe(failure, error)
        if shown is not None and len(shown) > LIMIT:
            stream.dropped += len(shown) - LIMIT
            shown = shown[:LIMIT]
        return _result(shown, drawn, raised, stream.dropped, seconds)

    def _catch_up(self, page: str, before: list[dict]) -> dict | None:
        """Run what must have run before a block; what went wrong, if anything."""
        wanted = [(each["cell"], each["source"]) for each in before]
        if self._page != page or self._done != wanted[: len(self._done)]:
            self._namespace = kernel.open_namespace(page, names(page))
            self._page, self._done = page, []
        for each in before[len(self._done) :]:
            muted = Stream(lambda _: None, 0)
            _, raised = self._execute(each["cell"], each["source"], each.get("error"), muted)
            if raised and not raised["expected"]:
                return {**raised, "above": each["cell"]}
        pictures.figures(None)  # Those that the blocks above left open are theirs.
        return None

    def _execute(
        self, cell: str, source: str, error: str | None, stream: Stream
    ) -> tuple[Any, dict | None]:
        """Run one block; its last value, and what it raised."""
        kernel.forget_warnings()
        kernel.register_source(cell, {1: source})
        self._done.append((cell, source))
        outer = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = stream
        try:
            return kernel.run_block(source, cell, self._namespace), None
        except BaseException as failure:
            raised = self._describe(failure, error)
            if not raised["expected"]:
                self._page = None  # Half of its work is done: the next block begins anew.
            return None, raised
        finally:
            stream.flush()
            sys.stdout, sys.stderr = outer

    def _describe(self, failure: BaseException, error: str | None) -> dict:
        report = kernel.describe(failure, {cell for cell, _ in self._done})
        return {**report, "expected": kernel.is_expected(failure, error, self._namespace)}


def _result(
    shown: str | None = None,
    drawn: list[dict] | None = None,
    raised: dict | None = None,
    dropped: int = 0,
    seconds: float = 0.0,
) -> dict:
    return {
        "shown": shown,
        "pictures": drawn or [],
        "roles": pictures.roles() if drawn else {},
        "raised": raised,
        "dropped": dropped,
        "silent": not notices_overflow(),
        "seconds": seconds,
    }


@lru_cache(maxsize=1)
def notices_overflow() -> bool:
    """Whether NumPy is told of an overflow; WebAssembly has no signal for it."""
    try:
        with np.errstate(over="raise"):
            np.exp(np.array([1000.0]))
    except FloatingPointError:
        return True
    return False


def names(page: str) -> list[str]:
    """The snippets in scope on a page, as the build found them; none where it shows none."""
    pages = json.loads((ROOT / "pages.json").read_text(encoding="utf-8"))
    return pages.get(page, {}).get("names", [])


class Worker:
    """What the worker calls: text in, text out, so that no object is shared with JavaScript."""

    def __init__(self, send: Callable[[str], object]) -> None:
        kernel.prepare("in the browser")
        self._session = Session(send)

    def packages(self, request: str) -> str:
        """What must be loaded before a request can run."""
        asked = json.loads(request)
        sources = [asked["source"], *(each["source"] for each in asked.get("before", []))]
        return json.dumps(sorted(imports.packages(sources)))

    def run(self, request: str) -> str:
        """See `Session.run`."""
        return json.dumps(self._session.run(**json.loads(request)))

    def check(self, request: str) -> str:
        """Whether a reader's `source` does what the exercise `name` of a `page` asks for."""
        asked = json.loads(request)
        exercise = json.loads((ROOT / "cases" / f"{asked['name']}.json").read_text(encoding="utf-8"))
        namespace = kernel.open_namespace(asked["page"], names(asked["page"]))
        return json.dumps(check(exercise, asked["source"], namespace))
