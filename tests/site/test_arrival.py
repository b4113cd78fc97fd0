"""A reader who scrolls and leaves a page at once comes to the right place of the next."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from scripts.bench.browser import Served
from tests.site.conftest import Visit

pytestmark = pytest.mark.slow

FUNCTIONS, ERRATA = "foundation/functions/", "reference/errata/"
DOWN = 2500  # pixels
ANCHOR = "report-a-mistake"
_SCROLL_AND_FOLLOW = """([down, address]) => {
  const link = Object.assign(document.createElement("a"), { href: address, textContent: "there" })
  document.querySelector("article").append(link)
  scrollTo(0, down)
  addEventListener("scroll", () => setTimeout(() => link.click()), { once: true })
}"""


def late(page: Page) -> None:
    """Let pages wait for Material's note of how far down the reader is."""

    def wait(route: Route) -> None:
        if route.request.resource_type == "fetch":
            page.wait_for_function("history.state !== null")
        route.continue_()

    page.route(lambda url: url.endswith("/"), wait)


def heading(page: Page, title: str) -> None:
    expect(page.locator("h1")).to_contain_text(title)


def down(page: Page) -> float:
    return page.evaluate("scrollY")


@pytest.fixture
def left(open_page: Callable[..., Visit], served: Served) -> Callable[[str], Page]:
    """Leave a chapter for an address while still scrolling."""

    def leave(address: str) -> Page:
        page = open_page(FUNCTIONS, prepare=late).page
        page.evaluate("window.stayed = true")
        page.evaluate(_SCROLL_AND_FOLLOW, [DOWN, served.url + address])
        return page

    return leave


def test_a_link_leads_to_the_top(left: Callable[[str], Page]) -> None:
    page = left("foundation/derivatives/")
    heading(page, "Derivatives")
    page.wait_for_timeout(300)  # nothing scrolls any more
    assert down(page) == 0
    assert page.evaluate("window.stayed"), "the page was loaded anew"


def test_an_anchor_leads_to_itself(left: Callable[[str], Page]) -> None:
    page = left(f"{ERRATA}#{ANCHOR}")
    heading(page, "Errata")
    expect(page.locator(f"#{ANCHOR}:target")).to_be_in_viewport()
    assert page.evaluate("window.stayed"), "the page was loaded anew"


def test_back_leads_to_where_the_reader_was(left: Callable[[str], Page]) -> None:
    page = left(f"{ERRATA}#{ANCHOR}")
    expect(page.locator(f"#{ANCHOR}:target")).to_be_in_viewport()
    page.wait_for_timeout(300)  # Material has kept where
    page.go_back()
    heading(page, "Functions")
    page.wait_for_function("down => scrollY === down", arg=DOWN)
    page.go_forward()
    heading(page, "Errata")
    expect(page.locator(f"#{ANCHOR}")).to_be_in_viewport()
