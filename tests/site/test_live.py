"""Live diagrams under a reader's hands: keyboard, mouse, finger, and across navigation."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scripts.bench.browser import Served
from tests.site.conftest import Visit
from tests.site.drawings import NUMBER, picture, same
from tests.site.reader import PATIENCE, follow

pytestmark = pytest.mark.slow

Open = Callable[..., Visit]
FUNCTIONS, DERIVATIVES = "foundation/functions/", "foundation/derivatives/"


class Live:
    """One live diagram with one slider, and the formula of its block."""

    def __init__(self, page: Page, block: str) -> None:
        self.block = page.locator(f'[id="{block}"]')
        self.figure = self.block.locator("figure.live")
        self.slider = self.figure.locator("input[type=range]").first
        self.output = self.figure.locator("output").first
        self.reset = self.figure.get_by_role("button", name="Reset")
        self.symbol = self.block.locator("math [data-param]").first

    @property
    def picture(self) -> list[float]:
        """All the numbers of the drawing, which change where anything moves."""
        return picture(self.figure)


@pytest.fixture
def leaky(open_page: Open) -> Live:
    return Live(open_page(FUNCTIONS).page, "activations.leaky_relu")


def test_an_arrow_key_moves_diagram_value_and_formula(leaky: Live) -> None:
    before, value, symbol = leaky.picture, leaky.output.inner_text(), leaky.symbol.text_content()

    leaky.slider.press("ArrowRight")

    shown = leaky.output.inner_text()
    assert float(shown) > float(value)
    assert leaky.slider.get_attribute("aria-valuetext") == shown
    assert not same(leaky.picture, before)
    assert shown in leaky.symbol.text_content() and leaky.symbol.text_content() != symbol


def test_reset_restores_all(leaky: Live) -> None:
    before, value, symbol = leaky.picture, leaky.output.inner_text(), leaky.symbol.text_content()
    leaky.slider.press("End")
    assert not same(leaky.picture, before)

    leaky.reset.click()

    assert same(leaky.picture, before)
    assert (leaky.output.inner_text(), leaky.symbol.text_content()) == (value, symbol)
    expect(leaky.reset).to_be_disabled()


def test_slope_one_is_a_straight_line(leaky: Live) -> None:
    leaky.slider.press("End")
    assert float(leaky.output.inner_text()) == 1.0

    path = leaky.figure.locator('[id$="activations.leaky_relu"] path').first.get_attribute("d")
    numbers = [float(number) for number in NUMBER.findall(path)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    (x0, y0), (x1, y1) = points[0], points[-1]
    assert x1 - x0 > 100 and abs(y1 - y0) > 100
    assert all(abs(y0 + (y1 - y0) * (x - x0) / (x1 - x0) - y) < 0.2 for x, y in points)


def test_a_mouse_drags_it(leaky: Live) -> None:
    leaky.slider.scroll_into_view_if_needed()
    box = leaky.slider.bounding_box()
    mouse, middle = leaky.slider.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + 0.2 * box["width"], middle)
    mouse.down()
    seen = set()
    for part in (0.4, 0.6, 0.8):
        mouse.move(box["x"] + part * box["width"], middle)
        seen.add((leaky.output.inner_text(), tuple(leaky.picture)))
    mouse.up()
    assert len(seen) == 3


def test_a_finger_moves_it_on_a_phone(open_page: Open) -> None:
    page = open_page(FUNCTIONS, width=390, has_touch=True, is_mobile=True).page
    leaky = Live(page, "activations.leaky_relu")
    before = leaky.picture
    leaky.slider.scroll_into_view_if_needed()
    box = leaky.slider.bounding_box()

    page.touchscreen.tap(box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2)

    # A finger's tap becomes that of a mouse a moment later.
    expect(leaky.reset).to_be_enabled(timeout=PATIENCE)
    assert 0.7 <= float(leaky.output.inner_text()) <= 0.9
    assert not same(leaky.picture, before)


def test_sliders_work_after_instant_navigation_and_back(open_page: Open, served: Served) -> None:
    visit = open_page("")
    page = visit.page
    page.evaluate("window.stays = true")
    for address in (FUNCTIONS, DERIVATIVES):
        follow(page, served.url + address)
        _assert_first_slider_moves(page)
    left = page.locator("article").element_handle()
    page.go_back()
    page.wait_for_url(f"**/{FUNCTIONS}")
    # The address changes before the page does.
    page.wait_for_function("left => !left.isConnected", arg=left)
    _assert_first_slider_moves(page)
    assert page.evaluate("window.stays"), "the page was loaded anew"
    assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])


def _assert_first_slider_moves(page: Page) -> None:
    figure = page.locator("figure.live.ready").first
    figure.wait_for()
    before = picture(figure)
    figure.locator("input").first.press("End")
    assert not same(picture(figure), before)


def test_nothing_moves_by_itself_with_reduced_motion(open_page: Open) -> None:
    page = open_page(FUNCTIONS, reduced_motion="reduce").page
    leaky = Live(page, "activations.leaky_relu")
    leaky.slider.press("End")
    moving = page.evaluate(
        """() => document.getAnimations()
          .filter(animation => animation.effect.getComputedTiming().activeDuration > 50)
          .map(animation => animation.effect.target.outerHTML.slice(0, 100))"""
    )
    assert moving == []


def test_the_copy_button_gives_its_text(open_page: Open) -> None:
    page = open_page(FUNCTIONS, permissions=["clipboard-read", "clipboard-write"]).page
    button = page.locator('[id="activations.leaky_relu"] [data-clipboard-text]').first

    button.click()

    page.wait_for_function(
        "text => navigator.clipboard.readText().then(copied => copied === text)",
        arg=button.get_attribute("data-clipboard-text"),
    )
