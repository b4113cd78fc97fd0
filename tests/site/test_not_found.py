"""The page for missing ones in a real browser: at any address, and where the site stands elsewhere."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from scripts.bench.browser import Served, serve
from tests.site.conftest import Visit

pytestmark = pytest.mark.slow


def test_a_missing_page_offers_to_search_for_what_its_address_says(
    open_page: Callable[..., Visit], served: Served
) -> None:
    page = open_page("foundation/chain_rules.html").page
    expect(page.locator("h1")).to_have_text("There is no page at this address")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "its style is there"
    page.get_by_role("link", name="Search the site for “chain rules”").click()
    expect(page).to_have_url(f"{served.url}?q=chain%20rules")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_its_links_lead_to_the_parts(open_page: Callable[..., Visit], served: Served) -> None:
    page = open_page("far/away/from/anything/").page
    page.get_by_role("article").get_by_role("link", name="Foundation").click()
    expect(page).to_have_url(f"{served.url}foundation/")
    expect(page.locator("h1")).to_contain_text("Foundation")


@pytest.mark.parametrize("missing", ["nowhere/", "far/away", "404.html"])
def test_below_another_path_it_finds_the_site(browser: Browser, site: Path, missing: str) -> None:
    with serve(site, "/here/") as elsewhere, browser.new_context() as context:
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(elsewhere.url + missing)
        link = page.get_by_role("article").get_by_role("link", name="Foundation")
        expect(link).to_have_attribute("href", re.compile("/here/foundation/$"))
        expect(page.locator(".md-header")).to_have_css("position", "sticky")
        # The scripts of the site are there as well, once they have run: the search opens.
        page.wait_for_function("typeof document$ === 'object'")
        page.keyboard.press("/")
        expect(page.locator("[data-md-toggle=search]")).to_be_checked()
        page.keyboard.press("Escape")
        link.click()
        expect(page).to_have_url(f"{elsewhere.url}foundation/")
        host = elsewhere.url.removesuffix("here/")
        assert [url for url in asked if not url.startswith(host)] == []


def test_where_there_is_no_site_at_all_it_stays_as_it_is(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "404.html").write_bytes((site / "404.html").read_bytes())
    with serve(tmp_path) as lonely, browser.new_context() as context:
        page = context.new_page()
        page.goto(lonely.url + "a/b/c", wait_until="networkidle")
        expect(page.locator("h1")).to_have_text("There is no page at this address")
        asked = len(lonely.sent)
        page.wait_for_timeout(300)
        assert len(lonely.sent) == asked, "it does not look again and again"
