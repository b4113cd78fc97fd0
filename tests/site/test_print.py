"""Printed pages: what was said is there, light and whole, and nothing that works only on a screen."""

import io
import re
from collections.abc import Callable, Iterator

import pypdfium2
import pytest
from PIL import ImageColor
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.bench.browser import Served
from scripts.bench.pages import load
from scripts.drawing.palette import FUNCTION
from tests.site.addresses import ADDRESSES
from tests.site.conftest import Visit
from tests.site.reader import PATIENCE, block

pytestmark = pytest.mark.slow

Open = Callable[..., Visit]
FUNCTIONS, NOTATION = "foundation/functions/", "reference/notation/"
PERCEPTRON = "neural-networks/multi-layer-perceptron/"
# An A4 page without the margins of the style sheet, in pixels of 1/96 inch.
_WIDTH, _HEIGHT = 680, 993
_SHORT = 0.9  # of a page: what is taller than that may have to be torn apart
# What a reader sees that reaches beyond the text's edge, or has more inside than it shows.
_CUT = """() => {
  const article = document.querySelector("article")
  const edge = article.getBoundingClientRect().right + 1
  const seen = [...article.querySelectorAll("p, li, dl, pre, code, samp, table, svg, img, math")]
    .filter(element => element.checkVisibility() && !element.closest("svg svg"))
  const cut = element => element.getBoundingClientRect().right > edge ||
    (!element.ownerSVGElement && element.scrollWidth > element.clientWidth + 1 && element.clientWidth)
  return seen.filter(cut).map(element => element.outerHTML.slice(0, 200))
}"""
_TORN = """([selector, height]) => [...document.querySelectorAll(`article :is(${selector})`)]
  .filter(element => element.checkVisibility() && element.getBoundingClientRect().height < height)
  .filter(element => {
    for (let inside = element; inside.tagName !== "ARTICLE"; inside = inside.parentElement) {
      if (getComputedStyle(inside).breakInside === "avoid") return false
    }
    return true
  })
  .map(element => element.outerHTML.slice(0, 200))"""
_COLORS = """() => {
  const [root, body, text] = [":root", "body", "article p"]
    .map(selector => getComputedStyle(document.querySelector(selector)))
  return [text.color, root.backgroundColor, body.backgroundColor, body.getPropertyValue("--fig-paper")]
}"""


@pytest.fixture(scope="module")
def reading(browser: Browser, served: Served) -> Iterator[Page]:
    """One page of a reader who has the site dark."""
    with browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark") as context:
        yield context.new_page()


@pytest.fixture
def printed(reading: Page, served: Served) -> Callable[[str], pypdfium2.PdfDocument]:
    """Print a page of the site."""

    def print_(address: str) -> pypdfium2.PdfDocument:
        reading.emulate_media(media="null")
        load(reading, served.url + address)
        pdf = reading.pdf(format="A4", prefer_css_page_size=True, print_background=True)
        return pypdfium2.PdfDocument(io.BytesIO(pdf))

    return print_


def text_of(document: pypdfium2.PdfDocument) -> str:
    """All words of a document, one space between them."""
    pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages))


def visible(page: Page, selector: str) -> list[Locator]:
    return page.locator(selector).filter(visible=True).all()


def test_a_chapter_is_printed_with_all_that_it_says(printed: Callable) -> None:
    document = printed(FUNCTIONS)
    text = text_of(document)
    assert "What you will be able to do" in text
    assert "print(square(x))" in text and "[9. 9.]" in text  # code and its output
    assert "def leaky_relu(x: np.ndarray, alpha: float = 0.2) -> np.ndarray:" in text
    assert "contract" in text and "Slope left of zero: 0 gives ReLU, 1 the identity." in text
    assert f"1 / {len(document)}" in text and f"{len(document)} / {len(document)}" in text
    assert re.search(r"Three Views: Functions, https?://\S*/foundation/functions/", text)


@pytest.mark.parametrize("address", ["", FUNCTIONS, NOTATION, PERCEPTRON])
def test_nothing_is_printed_that_works_only_on_a_screen(printed: Callable, address: str) -> None:
    text = text_of(printed(address))
    assert len(text) > 1000
    only_on_a_screen = (
        "Skip to content", "Table of contents", "Initializing search", "Previous", "Reset", "Edit",
        "code of the diagram", "Run all above", "Download as notebook", "Hidden layers",
    )  # fmt: skip
    assert [word for word in only_on_a_screen if word in text] == []


def test_what_a_reader_has_drawn_is_printed_in_light_colors(open_page: Open) -> None:
    page = open_page(FUNCTIONS, color_scheme="dark").page
    cell = block(page, 1)
    cell.write(f"import matplotlib.pyplot as plt\nplt.axhspan(0, 1, color='{FUNCTION}')\nprint('drawn here')")
    cell.run()
    expect(cell.picture).to_be_visible(timeout=PATIENCE)
    dark = cell.picture.get_attribute("src")
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4", print_background=True)))
    (sheet,) = (sheet for sheet in document if "drawn here" in sheet.get_textpage().get_text_range())
    colors = sheet.render(scale=1).to_pil().convert("RGB").getcolors(maxcolors=1_000_000)
    # Thousands of pixels: more than the lines of the page's own diagrams.
    assert dict((color, count) for count, color in colors)[ImageColor.getrgb(FUNCTION)] > 10_000
    expect(cell.picture).to_have_attribute("src", dark)


def test_hints_and_solutions_wait_on_the_page(printed: Callable) -> None:
    text = text_of(printed(PERCEPTRON))
    assert "Exercise 1: Hinges for a given curve" in text and "def polyline_slopes(" in text
    assert re.search(r"\b(Hint|Solution)\b", text) is None


def test_the_sheet_is_white_up_to_its_edges(printed: Callable) -> None:
    sheet = printed(NOTATION)[0].render(scale=0.5).to_pil().convert("RGB")
    across, down = sheet.size
    corners = [sheet.getpixel((x, y)) for x in (0, across - 1) for y in (0, down - 1)]
    assert corners == [(255, 255, 255)] * 4


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_cut_or_torn_apart_or_dark(reading: Page, served: Served, address: str) -> None:
    reading.set_viewport_size({"width": _WIDTH, "height": _HEIGHT})
    reading.emulate_media(media="print")
    reading.goto(served.url + address)
    assert reading.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert reading.evaluate(_CUT) == []
    whole = "figure, svg, .formula, .views-body, .run, tr"
    assert reading.evaluate(_TORN, [whole, _SHORT * _HEIGHT]) == []
    color, *grounds, figures = reading.evaluate(_COLORS)
    assert set(grounds) == {"rgb(255, 255, 255)"} and figures == "#ffffff"
    assert max(int(part) for part in re.findall(r"\d+", color)[:3]) < 100
    assert visible(reading, "header, nav, footer, button, input, select, .sliders, .cell-bar") == []


def test_closed_boxes_are_open_on_paper_without_scripts_too(browser: Browser, served: Served) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(served.url + FUNCTIONS)
        contract = page.locator(".contract dl").first
        assert not contract.is_visible()
        page.emulate_media(media="print")
        assert contract.bounding_box()["height"] > 20


def test_a_screen_stays_as_it_was(open_page: Open) -> None:
    page = open_page(FUNCTIONS, color_scheme="dark").page
    assert page.evaluate(_COLORS)[3] == "#16191f"
    assert visible(page, "footer") and visible(page, "article .sliders")
    assert visible(page, ".printed") == []
