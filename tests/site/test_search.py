"""The search: it finds what the pages say, and who does not search does not load its index."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.bench.browser import serve
from scripts.bench.pages import arrive
from tests.site.addresses import ADDRESSES
from tests.site.conftest import Visit

pytestmark = pytest.mark.slow

_INDEX = "search/search_index.json"
_BYTES_PER_PAGE = 6 * 1024  # gzipped, on average


@pytest.fixture
def documents(site: Path) -> list[dict]:
    """The entries of the index, one for each section of a page."""
    return json.loads((site / _INDEX).read_text("utf-8"))["docs"]


def test_the_index_is_loaded_when_the_search_is_used(browser: Browser, site: Path) -> None:
    with serve(site) as served, browser.new_context() as context:
        page = context.new_page()
        arrive(page, served, served.url)
        page.evaluate(
            "address => [...document.links].find(link => link.href.endsWith(address)).click()",
            "foundation/functions/",
        )
        page.wait_for_url("**/foundation/functions/")
        page.wait_for_load_state("networkidle")
        assert not _loaded(served.sent)

        page.locator("[data-md-component=search-query]").click()
        _find(page, "sigmoid")

        assert _loaded(served.sent) == 1


def _loaded(sent: list[tuple[str, int]]) -> int:
    return sum(path == f"/{_INDEX}" for path, _ in sent)


def _find(page: Page, words: str) -> None:
    page.keyboard.type(words)
    result = page.locator(".md-search-result__item a:visible", has_text=words)
    expect(result.first).to_be_visible(timeout=60_000)


def test_a_page_is_found_and_opened_by_keyboard(open_page: Callable[..., Visit]) -> None:
    visit = open_page("foundation/")
    page = visit.page
    page.keyboard.press("/")
    _find(page, "leaky")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?h=*")
    # The words that were searched are marked on the page that was found.
    expect(page.locator("article mark").first).to_be_attached(timeout=60_000)
    assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])


def test_an_address_with_a_query_shows_its_results(open_page: Callable[..., Visit]) -> None:
    page = open_page("?q=sigmoid").page
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=60_000)


def test_every_page_is_in_the_index(documents: list[dict]) -> None:
    assert {entry["location"].partition("#")[0] for entry in documents} == set(ADDRESSES)


def test_numbers_formulas_and_whole_files_are_not(documents: list[dict]) -> None:
    """They would bury what a reader looks for, and are most of the bytes."""
    chapters = [entry for entry in documents if entry["location"].startswith("foundation/")]
    texts = "".join(entry["text"] for entry in chapters)
    assert "activations.leaky_relu" in texts and "np.maximum" in texts
    assert "<pre>array([" not in texts and "formula = diagram = code" not in texts
    source = [entry for entry in documents if entry["location"].startswith("reference/source/")]
    assert {"activations", "derivatives", "functions"} <= {entry["title"] for entry in source}
    assert not any("import numpy" in entry["text"] for entry in source)


def test_the_index_stays_small(site: Path) -> None:
    size = len(gzip.compress((site / _INDEX).read_bytes(), 9))
    assert size <= _BYTES_PER_PAGE * len(ADDRESSES)
