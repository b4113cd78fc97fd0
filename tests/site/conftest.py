"""The built site in a real browser: served on a local port, visited with what it says noted."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from scripts.bench.browser import Served, serve
from scripts.bench.pages import arrive, load
from scripts.bench.projects import Project
from tests.site.reader import follow

_PATIENCE = 60  # seconds


@dataclass
class Visit:
    """A page in the browser, and what went wrong while it was there."""

    page: Page
    errors: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    sent: list[tuple[str, int]] = field(default_factory=list)  # what it loaded, in gzipped bytes

    def watch(self, host: str) -> None:
        """Note errors, failed requests, and requests to any other host."""
        page = self.page
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("requestfailed", lambda request: self.failed.append(request.url))
        page.on("response", lambda reply: self.failed.append(reply.url) if reply.status >= 400 else None)
        page.context.on("request", lambda request: self._note(request.url, host))

    def wait_for_error(self) -> None:
        """Wait until something is reported; a worker takes its time."""
        deadline = time.monotonic() + _PATIENCE
        while not self.errors:
            assert time.monotonic() < deadline, f"nothing was reported within {_PATIENCE} seconds"
            self.page.wait_for_timeout(50)

    def _note(self, url: str, host: str) -> None:
        address = urlsplit(url)
        if address.scheme not in ("data", "blob", "about") and address.netloc != host:
            self.foreign.append(url)


@pytest.fixture(scope="session")
def site(built: Project) -> Path:
    """The folder of the built site."""
    return built.root / "site"


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[Served]:
    with serve(site) as server:
        yield server


@pytest.fixture(scope="session")
def known(browser: Browser, site: Path) -> set[str]:
    """The files that a reader has who comes from the home page."""
    with serve(site) as served, browser.new_context() as context:
        arrive(context.new_page(), served, served.url)
        return {path for path, _ in served.sent}


@pytest.fixture(scope="session")
def _reader(browser: Browser, served: Served) -> Iterator[Visit]:
    """A reader whose Python stays from page to page; to boot it takes seconds."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        visit = Visit(context.new_page())
        visit.watch(urlsplit(served.url).netloc)
        visit.page.goto(served.url, wait_until="networkidle")
        yield visit


@pytest.fixture
def reading(_reader: Visit, served: Served) -> Visit:
    """That reader on the front page, with nothing edited and nothing gone wrong."""
    _reader.page.evaluate("sessionStorage.clear()")
    if _reader.page.url != served.url:
        follow(_reader.page, served.url)
    for noted in (_reader.errors, _reader.failed, _reader.foreign):
        noted.clear()
    return _reader


@pytest.fixture
def open_page(browser: Browser, served: Served) -> Iterator[Callable[..., Visit]]:
    """Open an address of the site in a fresh profile, prepared; options are those of a context."""
    with ExitStack() as stack:

        def open_(
            address: str,
            width: int = 1440,
            prepare: Callable[[Page], None] = lambda page: None,
            **options: object,
        ) -> Visit:
            context = browser.new_context(viewport={"width": width, "height": 900}, **options)
            stack.callback(context.close)
            visit = Visit(context.new_page())
            visit.watch(urlsplit(served.url).netloc)
            prepare(visit.page)
            load(visit.page, served.url + address)
            return visit

        yield open_
