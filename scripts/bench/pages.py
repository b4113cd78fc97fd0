"""Measure pages as a reader meets them: a built site goes in, weights and shifts come out."""

import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from scripts.bench.browser import Served, chromium, serve

_SETTLED = 500  # milliseconds
_PATIENCE = 30  # seconds
# What Material loads on its own, at last: the worker of its search, and what instant navigation follows.
_LAST = ("/workers/search.", "/sitemap.xml")
_SHIFT = """() => new Promise(resolve => {
  let sum = 0
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) sum += entry.value
  }).observe({type: "layout-shift", buffered: true})
  // Buffered entries arrive after the observer is set, in a task of their own.
  setTimeout(() => resolve(sum), 300)
})"""


@dataclass(frozen=True)
class Visit:
    """What a page costs a reader.

    Attributes
    ----------
    page : str
        Its address below the site's.
    first, following : int
        Gzipped bytes of everything it loads on a first visit, and when a reader comes
        to it from the home page.
    shift : float
        Cumulative layout shift of loading it.
    """

    page: str
    first: int
    following: int
    shift: float


def visits(site: Path, pages: list[str]) -> list[Visit]:
    """Visit pages of a built site."""
    with chromium() as browser:
        return [visit(browser, site, page) for page in pages]


def visit(browser: Browser, site: Path, address: str) -> Visit:
    """Visit one page in a fresh browser profile, and again from another page."""
    with serve(site) as served, browser.new_context() as context:
        page = context.new_page()
        arrive(page, served, served.url + address)
        first, shift = served.weight, layout_shift(page)
    return Visit(address, first, following(browser, site, address), shift)


def load(page: Page, url: str) -> None:
    """Open an address and wait until its scripts have run and it asks for nothing more.

    On a busy machine the network can be idle while scripts that came still wait for their turn.
    """
    page.goto(url, wait_until="load")
    page.wait_for_load_state("networkidle")


def arrive(page: Page, served: Served, url: str) -> None:
    """Open an address and wait for all that a first visit loads.

    The browser says that the network is idle when the page's own requests are done; on a
    slow machine that for a worker comes later. The search index comes when it is used.
    """
    load(page, url)
    deadline = time.monotonic() + _PATIENCE
    while not all(any(part in path for path, _ in served.sent) for part in _LAST):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{url}: {' and '.join(_LAST)} were not asked for in {_PATIENCE} seconds")
        page.wait_for_timeout(50)


def layout_shift(page: Page) -> float:
    """How much a page moved while it was loaded: 0 is nothing at all."""
    return page.evaluate(_SHIFT)


def following(browser: Browser, site: Path, address: str) -> int:
    """Gzipped bytes that a page adds when a reader follows a link to it from another one."""
    start = "" if address else "how-to-read/"
    with serve(site) as served, browser.new_context() as context:
        page = context.new_page()
        arrive(page, served, served.url + start)
        before = served.weight
        target = served.url + address
        with page.expect_response(target):
            page.evaluate("url => [...document.links].find(link => link.href === url).click()", target)
        count = -1
        while count < len(served.sent):  # until nothing more is asked for
            count = len(served.sent)
            page.wait_for_timeout(_SETTLED)
        return served.weight - before
