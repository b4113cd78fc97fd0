"""What a page weighs for a reader who is on the site already; a first visit is in `test_pages.py`."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.bench.pages import following
from scripts.bench.targets import NEXT_PAGE
from tests.site.addresses import ADDRESSES

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_next_page_is_light(browser: Browser, site: Path, address: str) -> None:
    assert 0 < following(browser, site, address) <= NEXT_PAGE
