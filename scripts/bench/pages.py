"""Measure pages as a reader meets them: a built site goes in, weights and shifts come out."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from scripts.bench.browser import chromium, serve

_SETTLED = 500  # milliseconds
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
        page.goto(served.url + address, wait_until="networkidle")
        first, shift = served.weight, layout_shift(page)
    return Visit(address, first, following(browser, site, address), shift)


def layout_shift(page: Page) -> float:
    """How much a page moved while it was loaded: 0 is nothing at all."""
    return page.evaluate(_SHIFT)


def following(browser: Browser, site: Path, address: str) -> int:
    """Gzipped bytes that a page adds when a reader follows a link to it from another one."""
    start = "" if address else "how-to-read/"
    with serve(site) as served, browser.new_context() as context:
        page = context.new_page()
        page.goto(served.url + start, wait_until="networkidle")
        before = served.weight
        target = served.url + address
        with page.expect_response(target):
            page.evaluate("url => [...document.links].find(link => link.href === url).click()", target)
        page.wait_for_timeout(_SETTLED)  # what the page itself asks for
        return served.weight - before
