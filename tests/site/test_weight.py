"""What a page weighs: everything it loads, gzipped, on a first visit and as the next page."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.bench.pages import visit
from scripts.bench.targets import FIRST_VISIT, NEXT_PAGE
from tests.site.addresses import ADDRESSES

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_light(browser: Browser, site: Path, address: str) -> None:
    measured = visit(browser, site, address)
    assert measured.first <= FIRST_VISIT
    assert measured.following <= NEXT_PAGE
