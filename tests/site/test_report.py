"""Reports of mistakes in a real browser: page and name are filled in, and nobody else is asked."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from scripts.bench.browser import Served
from tests.site.conftest import Visit

pytestmark = pytest.mark.slow

Open = Callable[..., Visit]
ISSUES = "https://github.com/someone/three-views/issues/new"
FILLED = f"{ISSUES}?template=mistake.yml&amp;title=Mistake&amp;page=somewhere"
NAME = "activations.leaky_relu"


def published(page: Page) -> None:
    """Serve the pages as a build that knows its repository has them."""

    def link(route: Route) -> None:
        reply = route.fetch()
        own = 'id="report" href="'
        before, here, after = reply.text().partition(own)
        body = before + here + FILLED + after[after.index('"') :] if here else before
        route.fulfill(response=reply, body=body)

    page.route(lambda url: url.endswith("/"), link)
    page.route(f"{ISSUES}*", lambda route: route.fulfill(body="<title>A form</title>"))


def name(url: str | None) -> list[str]:
    assert url and url.startswith(f"{ISSUES}?template=mistake.yml&title=Mistake&page=somewhere")
    return parse_qs(urlsplit(url).query).get("name", [])


def test_each_block_fills_in_its_name(open_page: Open) -> None:
    page = open_page("foundation/functions/", prepare=published).page
    blocks = page.locator(".views:has(.views-foot)")
    assert blocks.count() >= 14
    for block in blocks.all():
        link = block.locator(".views-report").first
        assert name(link.get_attribute("href")) == [block.get_attribute("aria-label")]


def test_the_foot_of_a_page_names_no_block_but_the_one_of_the_address(open_page: Open) -> None:
    visit = open_page("foundation/functions/", prepare=published)
    foot = visit.page.locator("#report")
    assert name(foot.get_attribute("href")) == []
    visit.page.evaluate("name => location.hash = name", NAME)
    foot.click()
    visit.page.wait_for_url(f"{ISSUES}*")
    assert name(visit.page.url) == [NAME]


def test_after_instant_navigation_the_links_are_those_of_the_new_page(open_page: Open) -> None:
    page = open_page("foundation/", prepare=published).page
    page.evaluate("window.stayed = true")
    page.get_by_role("article").get_by_role("link", name="Functions").first.click()
    expect(page.locator("h1")).to_contain_text("Functions")
    link = page.locator(f"[id='{NAME}'] .views-report").first
    expect(link).to_have_attribute("href", f"{FILLED.replace('&amp;', '&')}&name={NAME}")
    assert page.evaluate("window.stayed")


def test_a_copy_that_knows_no_repository_leads_to_how_it_is_done(
    open_page: Open, served: Served
) -> None:
    visit = open_page("foundation/functions/")
    visit.page.locator(f"[id='{NAME}'] .views-report").first.click()
    expect(visit.page).to_have_url(f"{served.url}reference/errata/#report-a-mistake")
    expect(visit.page.locator("#report-a-mistake")).to_be_in_viewport()
    assert visit.foreign == []


def test_without_a_script_a_block_leads_to_the_foot_of_its_page(open_page: Open, served: Served) -> None:
    page = open_page("foundation/functions/", java_script_enabled=False).page
    page.locator(f"[id='{NAME}'] .views-report").first.click()
    expect(page).to_have_url(f"{served.url}foundation/functions/#report")
    expect(page.locator("#report")).to_be_in_viewport()
