"""Reading on with Python at hand: one worker from page to page, and no end of memory."""

from collections.abc import Callable

import psutil
import pytest
from playwright.sync_api import Page

from scripts.bench.browser import Served
from tests.site.conftest import Visit
from tests.site.reader import block, follow

pytestmark = pytest.mark.slow

FUNCTIONS, DERIVATIVES = "foundation/functions/", "foundation/derivatives/"
_NAVIGATIONS = 20
_FIRST = 4  # after so many, all that is loaded once is loaded
_MB = 1024**2
# Material keeps the pages that were left, about 1 MB each with all that belongs to them; a copy
# of Python that stayed would be 60 MB and more.
_SCRIPT_GROWTH, _GROWTH = 0.5 * _MB, 6 * _MB  # a navigation


def test_python_goes_along_and_comes_back(open_page: Callable[..., Visit], served: Served) -> None:
    visit = open_page(FUNCTIONS)
    page = visit.page
    page.evaluate("window.stays = true")
    block(page, 1).run()
    (worker,) = _python(page)
    for address in (DERIVATIVES, FUNCTIONS):
        follow(page, served.url + address)
        block(page, 1).run()
        assert "output in your browser" in block(page, 1).note.inner_text()
    left = page.locator("article").element_handle()
    page.go_back()
    page.wait_for_url(f"**/{DERIVATIVES}")
    page.wait_for_function("left => !left.isConnected", arg=left)
    block(page, 2).run()

    assert _python(page) == [worker]
    assert page.evaluate("window.stays"), "the page was loaded anew"
    assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])


def _python(page: Page) -> list:
    """The workers of Python, which start from a blob; that of the search is a file."""
    return [worker for worker in page.workers if worker.url.startswith("blob:")]


def test_twenty_navigations_do_not_fill_the_memory(
    open_page: Callable[..., Visit], served: Served
) -> None:
    page = open_page(FUNCTIONS).page
    block(page, 1).run()
    seen = []
    for count in range(1, _NAVIGATIONS + 1):
        follow(page, served.url + (DERIVATIVES if count % 2 else FUNCTIONS))
        block(page, 1).run()
        seen.append((_scripts(page), _memory()))
        used = ", ".join(f"{size / _MB:.1f} MB" for size in seen[-1])
        print(f"navigation {count}: scripts and all that shows pages use {used}")

    later = _NAVIGATIONS - _FIRST
    scripts, memory = (seen[-1][kind] - seen[_FIRST - 1][kind] for kind in (0, 1))
    assert scripts <= _SCRIPT_GROWTH * later
    assert memory <= _GROWTH * later
    assert len(_python(page)) == 1


def _scripts(page: Page) -> float:
    """Bytes that the page's scripts use after what is not used has been thrown away."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    session.detach()
    return next(metric["value"] for metric in metrics if metric["name"] == "JSHeapUsedSize")


def _memory() -> int:
    """Bytes of the processes that show pages, their workers included; shared ones are divided."""
    return sum(
        process.memory_full_info().pss
        for process in psutil.Process().children(recursive=True)
        if "--type=renderer" in process.cmdline()
    )
