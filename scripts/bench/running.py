"""Measure Python in the browser: a built site goes in, what a cold and a warm Run take comes out."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from scripts.bench.browser import chromium, serve

_PAGE = "foundation/functions/"
_WARM = 5
# In the page, so that no time of asking from outside is counted.
_RUN = """() => new Promise((resolve, reject) => {
  const cell = document.querySelector("#run-1")
  const start = performance.now()
  cell.querySelector(".cell-main").click()
  setTimeout(() => reject(cell.querySelector(".cell-note").textContent), 120000)
  new MutationObserver((changes, observer) => {
    if (!/output in your browser/.test(cell.querySelector(".cell-note").textContent)) return
    observer.disconnect()
    resolve((performance.now() - start) / 1000)
  }).observe(cell, {childList: true, subtree: true, characterData: true})
})"""


@dataclass(frozen=True)
class Runs:
    """What a reader waits for after Run.

    Attributes
    ----------
    cold : float
        Seconds from the first Run of a visit to its result, everything loaded from this machine.
    warm : float
        Seconds from another Run to its result, of code that takes no time itself: the median.
    weight : int
        Gzipped bytes that the first Run loads.
    """

    cold: float
    warm: float
    weight: int


def runs(site: Path) -> Runs:
    """Press Run in a fresh profile, and again."""
    with chromium() as browser, serve(site) as served:
        for _ in range(2):  # The first time is the server's, which packs what was never asked for.
            with browser.new_context() as context:
                page = context.new_page()
                page.goto(served.url + _PAGE, wait_until="networkidle")
                before = served.weight
                cold = _run(page)
                weight = served.weight - before
                warm = sorted(_run(page) for _ in range(_WARM))[_WARM // 2]
    return Runs(cold, warm, weight)


def _run(page: Page) -> float:
    """Seconds from a click on the first Run of the page to its result."""
    return page.evaluate(_RUN)
