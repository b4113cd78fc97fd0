"""Every page, on a wide screen and on a phone, in light and in dark."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from scripts.bench.browser import Served
from scripts.bench.pages import layout_shift, load
from tests.site.addresses import ADDRESSES
from tests.site.axe import COLORS, violations
from tests.site.conftest import Visit

pytestmark = pytest.mark.slow

# The scheme changes colors alone: what is about them is looked at in both.
_CASES = [
    pytest.param((address, width, scheme), id=f"{address or 'home'}-{width}-{scheme}")
    for address in [*ADDRESSES, "404.html"]
    for width, scheme in ((1440, "light"), (390, "dark"))
]
_SETTLED = "() => Promise.all(document.getAnimations().map(animation => animation.finished))"


@pytest.fixture(scope="module", params=_CASES)
def visit(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Visit]:
    """A page as it stands after it was loaded."""
    address, width, scheme = request.param
    size = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=scheme) as context:
        visit = Visit(context.new_page())
        visit.watch(urlsplit(served.url).netloc)
        load(visit.page, served.url + address)
        yield visit


def test_nothing_fails_and_nobody_else_is_asked(visit: Visit) -> None:
    assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])


def test_it_has_one_title(visit: Visit) -> None:
    assert visit.page.locator("h1").count() == 1


def test_it_does_not_scroll_sideways(visit: Visit) -> None:
    wide = visit.page.evaluate(
        """() => {
          const root = document.scrollingElement
          if (root.scrollWidth <= root.clientWidth) return []
          return [...document.querySelectorAll("main *")]
            .filter(element => element.getBoundingClientRect().right > root.clientWidth + 1)
            .slice(0, 5).map(element => element.outerHTML.slice(0, 120))
            .concat(`${root.scrollWidth} > ${root.clientWidth}`)
        }"""
    )
    assert wide == []


def test_nothing_moves_while_it_loads(visit: Visit) -> None:
    moved = layout_shift(visit.page)
    if moved:  # On a busy machine the font may miss the first paint; all else happens again.
        visit.page.reload(wait_until="networkidle")
        moved = layout_shift(visit.page)
    assert moved == 0


def test_it_is_accessible_in_both_schemes(visit: Visit) -> None:
    page = visit.page
    assert violations(page) == []
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("[data-md-component=palette] label:visible").press("Enter")
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", before)
    page.evaluate(_SETTLED)
    assert violations(page, COLORS) == []


def test_the_scheme_is_the_reader_s(open_page: Callable[..., Visit]) -> None:
    colors = [
        open_page("", color_scheme=scheme).page.evaluate(
            "() => getComputedStyle(document.body).backgroundColor"
        )
        for scheme in ("light", "dark")
    ]
    assert colors[0] != colors[1]
