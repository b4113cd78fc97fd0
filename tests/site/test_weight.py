"""What a page weighs for a reader who follows a link to it; that of every page is in `test_pages.py`."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.bench.browser import serve
from scripts.bench.pages import arrive, following
from scripts.bench.targets import NEXT_PAGE
from tests.site.test_pages import WHOLE

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("address", [place for place in WHOLE if place.endswith("/")])
def test_a_link_loads_what_is_new_and_no_more(
    browser: Browser, site: Path, known: set[str], address: str
) -> None:
    with serve(site) as served, browser.new_context() as context:
        arrive(context.new_page(), served, served.url + address)
        new = sum(size for path, size in served.sent if path not in known)
    assert 0 < new == following(browser, site, address) <= NEXT_PAGE
