"""The keyboard alone: what keeps it out is noticed, and menu, scheme and skip link work with it.

That Tab reaches all of every page is in `test_pages.py`, where each page is open already.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import Visit
from tests.site.keyboard import tab_around

pytestmark = pytest.mark.slow

Open = Callable[..., Visit]
_ENOUGH = 60  # presses of Tab from the top of a page into its menu


def test_what_keeps_the_keyboard_out_is_noticed(open_page: Open) -> None:
    page = open_page("how-to-read/", reduced_motion="reduce").page
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet()
          sheet.replaceSync(`.plain:focus { outline: none } .away { left: -99rem; position: absolute }`)
          document.adoptedStyleSheets.push(sheet)
          document.querySelector("article").insertAdjacentHTML("afterbegin", `
            <button class="plain">looks the same</button> <a class="away" href="#">out of sight</a>
            <span role="button">no stop</span>`)
        }"""
    )
    around = tab_around(page)
    assert _texts(around.missed) == ["no stop"]
    assert _texts(around.unseen) == ["looks the same", "out of sight"]


def _texts(elements: list[str]) -> list[str]:
    return [re.search(r">(.*)<", element)[1] for element in elements]


def test_the_skip_link_leads_into_the_page(open_page: Open) -> None:
    page = open_page("foundation/functions/").page
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#*")
    page.wait_for_function("() => document.activeElement.matches('body')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_the_scheme_is_switched(open_page: Open) -> None:
    page = open_page("").page
    scheme = page.locator("body")
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    _tab_to(page, ".md-option")
    page.keyboard.press("ArrowRight")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.keyboard.press("ArrowRight")
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")


def test_the_menu_of_a_phone(open_page: Open) -> None:
    visit = open_page("foundation/functions/", width=390)
    page = visit.page
    menu = page.locator("#__drawer")

    _tab_to(page, ".md-header [for=__drawer]")
    page.keyboard.press("Enter")
    expect(menu).to_be_checked()
    _tab_to(page, ".md-nav__title[for=__nav_3] [role=button]")  # back from the part of the page
    page.keyboard.press("Enter")
    _tab_to(page, ".md-nav__link[for=__nav_6]")
    page.keyboard.press("Enter")
    _tab_to(page, "a.md-nav__link[href*=glossary]")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")

    page.wait_for_url("**/reference/glossary/")
    expect(menu).not_to_be_checked()
    assert visit.errors == []


def test_escape_closes_the_menu_of_a_phone(open_page: Open) -> None:
    page = open_page("", width=390).page
    _tab_to(page, ".md-header [for=__drawer]")
    page.keyboard.press("Enter")
    expect(page.locator("#__drawer")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#__drawer")).not_to_be_checked()
    expect(page.locator(".md-header [for=__drawer]")).to_be_focused()


def _tab_to(page: Page, selector: str) -> None:
    """Wait until an element is there to see, and press Tab until it has the focus."""
    page.wait_for_function(
        """selector => [...document.querySelectorAll(selector)]
          .some(element => element.checkVisibility({visibilityProperty: true}))""",
        arg=selector,
    )
    for _ in range(_ENOUGH):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{_ENOUGH} presses of Tab do not reach {selector}")
