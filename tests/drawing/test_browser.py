"""The script of the page shows, at every step, what the frames say; also from a file."""

import re
from xml.etree.ElementTree import Element

import pytest

from scripts.drawing import sliders, svg
from scripts.drawing.draw import draw
from scripts.drawing.markup import figure_html
from scripts.project import DOCS
from tests.drawing import decoder, samples

pytestmark = pytest.mark.slow

PAGE = """<!doctype html><meta charset="utf-8"><title>trial</title>
<meta http-equiv="Content-Security-Policy" content="style-src file:; script-src file:">
<link rel="stylesheet" href="{assets}/stylesheets/figures.css">
<script defer src="{assets}/javascripts/live.js"></script>
<body><section class="views"><math><mn>2</mn><mi data-after-number data-param="alpha">α</mi>
<mi data-param="shift">s</mi></math>{figure}</section></body>"""

MOVE = """([input, value]) => {
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}"""

PLACE = """() => [...document.querySelectorAll("figure, figure *")].map(
  (one) => [one.offsetLeft, one.offsetTop, one.offsetWidth, one.offsetHeight])"""


@pytest.fixture
def opened(browser, tmp_path):
    pages = []

    def open_(drawing, **options):
        figure = figure_html(drawing, "A trial")
        html = PAGE.format(assets=(DOCS / "assets").as_uri(), figure=figure)
        (tmp_path / "page.html").write_text(html, encoding="utf-8")
        page = browser.new_page(**options)
        pages.append(page)
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda said: page.errors.append(said.text))
        page.goto((tmp_path / "page.html").as_uri())
        return page

    yield open_
    for page in pages:
        page.close()


def move(page, name, value):
    page.evaluate(MOVE, [page.query_selector(f"input[name={name}]"), str(value)])


def shown(page):
    text = page.eval_on_selector(
        "figure svg", "svg => new XMLSerializer().serializeToString(svg)"
    )
    root = svg.parse(re.sub(r' xmlns(:\w+)?="[^"]*"', "", text))
    return decoder.comparable(root)[1:]


@pytest.mark.parametrize("function", [samples.live, samples.two_sliders])
def test_every_step_in_the_page_is_the_frame(opened, function):
    drawing = draw(function, "samples", function.__name__)
    page = opened(drawing)
    for step, position in enumerate(sliders.positions(sliders.read(function()[1]))):
        for name, value in position.items():
            move(page, name, value)
        root = svg.parse(drawing["svg"])
        description = Element("desc")
        description.text = "A trial"
        root.insert(0, description)
        decoder.apply(root, drawing["frames"], step)
        assert shown(page) == decoder.comparable(root)[1:], position
    assert page.errors == []


def test_value_formula_and_reset(opened):
    page = opened(draw(samples.live, "samples", "live"))
    before, place = shown(page), page.evaluate(PLACE)
    symbol, button = page.locator("[data-param=alpha]"), page.locator("button")
    assert button.is_disabled()
    page.locator("input").press("ArrowRight")
    assert page.locator("output").inner_text() == "0.25"
    assert page.locator("input").get_attribute("aria-valuetext") == "0.25"
    assert symbol.text_content() == "·0.25"
    assert shown(page) != before
    assert page.evaluate(PLACE) == place
    button.click()
    assert (symbol.text_content(), page.locator("output").inner_text()) == ("α", "0.20")
    assert shown(page) == before
    assert button.is_disabled()


def test_a_negative_value_stands_in_brackets(opened):
    page = opened(draw(samples.two_sliders, "samples", "two_sliders"))
    move(page, "shift", -0.5)
    assert page.locator("[data-param=shift]").text_content() == "(−0.5)"
    assert page.locator("output").nth(1).inner_text() == "−0.5"


def test_without_javascript_the_picture_is_complete_and_nothing_moves(opened):
    drawing = draw(samples.live, "samples", "live")
    without = opened(drawing, java_script_enabled=False)
    assert not without.locator(".sliders").is_visible()
    height = without.locator("figure").bounding_box()["height"]
    assert opened(drawing).locator("figure").bounding_box()["height"] == height


def test_a_step_is_shown_at_once(opened):
    page = opened(draw(samples.live, "samples", "live"))
    move(page, "alpha", 0.5)
    milliseconds = page.evaluate("""() => {
      const input = document.querySelector("input"), start = performance.now();
      for (let k = 0; k < 100; k++) {
        input.value = (k % 20) / 20;
        input.dispatchEvent(new Event("input"));
      }
      return (performance.now() - start) / 100;
    }""")
    assert milliseconds < 8, "half a frame of a screen"
