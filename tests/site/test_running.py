"""Python in the reader's browser: blocks give what the build printed, and the reader is in charge."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from scripts.bench.browser import Served
from scripts.project import DOCS
from scripts.running.stream import LIMIT
from tests.site.addresses import ADDRESSES, PAGES
from tests.site.axe import violations
from tests.site.conftest import Visit
from tests.site.outputs import same_output
from tests.site.reader import PATIENCE, Cell, block, blocks, follow, python_workers

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("test_running")]

Open = Callable[..., Visit]
FUNCTIONS, DERIVATIVES = "foundation/functions/", "foundation/derivatives/"
WITH_BLOCKS = [
    address
    for address, page in zip(ADDRESSES, PAGES, strict=True)
    if "```python run" in (DOCS / page).read_text("utf-8")
]
_DRAW_ALL = """async runtime => {
  const {files} = await (await fetch(`${runtime}manifest.json`)).json()
  const drawn = {}
  for (const name of Object.keys(files).filter(name => name.startsWith("figures/"))) {
    const source = await (await fetch(runtime + name)).text()
    const request = {page: name, cell: "diagram", source, before: [], error: null}
    const result = await ThreeViews.python.run(request)
    drawn[name] = result.raised?.trace ?? result.failed ?? result.pictures.length
  }
  return drawn
}"""
# WebAssembly does not tell NumPy of an overflow; the page says so there.
_UNNOTICED = re.compile(r"^(RuntimeWarning|FloatingPointError): .*\n?", re.MULTILINE)
ENDLESS = "print('so far')\nwhile True:\n    pass"


@pytest.fixture
def page(open_page: Open) -> Page:
    return open_page(FUNCTIONS).page


@pytest.mark.parametrize("address", WITH_BLOCKS)
def test_every_block_gives_what_the_build_printed(reading: Visit, served: Served, address: str) -> None:
    page = reading.page
    follow(page, served.url + address)
    for number, cell in enumerate(blocks(page), 1):
        cell.run()
        announced = cell.locator.get_attribute("data-error")
        expect(cell.note, f"block {number}").to_have_text(re.compile("output in your browser"))
        told = _UNNOTICED.sub("", cell.built)
        assert same_output(cell.text, told), f"block {number}: {cell.text!r}, not {told!r}"
        expect(cell.remark).to_have_count(int(told != cell.built))
        if announced and told == cell.built:
            assert announced.rpartition(".")[2] in cell.text
    assert (reading.errors, reading.failed, reading.foreign) == ([], [], [])
    assert len(python_workers(page)) == 1


def test_every_diagram_is_drawn_by_its_own_code(reading: Visit, served: Served) -> None:
    drawn = reading.page.evaluate(_DRAW_ALL, f"{served.url}assets/runtime/")
    assert drawn
    assert {name: count for name, count in drawn.items() if count != 1} == {}


def test_output_streams_and_stop_ends_an_endless_loop_at_once(page: Page) -> None:
    cell = block(page, 1)
    cell.write(ENDLESS)
    cell.start()
    expect(cell.output).to_have_text("so far", timeout=PATIENCE)

    stopped = cell.locator.evaluate(
        """async cell => {
          cell.querySelector("[aria-label^=Stop]").click()
          await new Promise(resolve => setTimeout(resolve))
          return cell.querySelector(".cell-note").textContent
        }"""
    )

    assert stopped.startswith("Stopped")
    assert cell.text == "so far\n"
    cell.write("6 * 7")
    cell.run()
    assert cell.text == "42"
    assert len(python_workers(page)) == 1


def test_stop_ends_what_waits_too(page: Page) -> None:
    first, second = block(page, 1), block(page, 2)
    first.write(ENDLESS)
    first.start()
    second.button("Run").click()
    expect(second.note).to_have_text("Waiting for what runs already…")
    second.button("Stop").click()
    for cell in (first, second):
        expect(cell.note).to_have_text(re.compile("^Stopped"))


@pytest.mark.parametrize(
    "source",
    ["for _ in range(50):\n    print('x' * 10**6)", "print('x' * 50_000_000)"],
    ids=["in fifty pieces", "in one piece"],
)
def test_fifty_megabytes_do_not_freeze_the_page(page: Page, source: str) -> None:
    cell = block(page, 1)
    cell.write(source)
    cell.run()
    expect(cell.remark).to_have_text(re.compile(r"… and [\d,]+ characters more"))
    assert len(cell.text) == LIMIT
    assert page.evaluate("1 + 1") == 2


def test_a_million_lines_are_few_messages(page: Page) -> None:
    cell = block(page, 1)
    cell.write("for number in range(1_000_000):\n    print(number)")
    page.evaluate(
        """() => {
          window.pieces = 0
          new MutationObserver(changes => (window.pieces += changes.length))
            .observe(document.querySelector("#run-1"), {childList: true, subtree: true})
        }"""
    )
    cell.run()
    assert cell.text.startswith("0\n1\n2\n")
    assert page.evaluate("window.pieces") < 2000


def test_a_reload_while_it_loads_recovers(page: Page) -> None:
    block(page, 1).button("Run").click()
    expect(block(page, 1).note).to_have_text("Loading Python…")
    page.reload()
    cell = block(page, 1)
    cell.run()
    assert same_output(cell.text, cell.built)


def test_the_first_run_says_how_much_is_loaded(page: Page) -> None:
    cell = block(page, 1)
    cell.button("Run").click()
    expect(cell.locator.locator(".cell-bytes")).to_have_text(
        re.compile(r"[\d.]+ of [\d.]+ MB"), timeout=PATIENCE
    )
    cell.wait()
    expect(cell.locator.locator(".cell-progress")).to_be_hidden()


def test_an_error_shows_the_reader_s_own_lines(page: Page) -> None:
    block(page, 1).write("def half(x):\n    return x / missing")
    cell = block(page, 2)
    cell.write("y = 1\nhalf(y)")
    cell.run()
    trace = cell.error.inner_text()
    assert 'File "example 2", line 2, in <module>' in trace and "half(y)" in trace
    assert 'File "example 1", line 2, in half' in trace and "return x / missing" in trace
    assert "NameError: name 'missing' is not defined" in trace
    assert "kernel" not in trace and "pyodide" not in trace


def test_a_block_run_alone_runs_those_above_first_and_only_those(page: Page) -> None:
    block(page, 1).write("seen = ['first']")
    block(page, 3).write("seen.append('third')")
    cell = block(page, 2)
    cell.write("seen.append('second')\nseen")
    for _ in range(2):
        cell.run()
        assert cell.text == "['first', 'second']"


def test_run_all_above_shows_their_output_and_stops_at_an_error(page: Page) -> None:
    cell = block(page, 4)
    cell.button("Run all above").click()
    expect(cell.note).to_have_text("All above have run.", timeout=PATIENCE)
    for number in (1, 2, 3):
        assert same_output(block(page, number).text, block(page, number).built)
    block(page, 2).write("1 / 0")
    cell.button("Run all above").click()
    expect(cell.note).to_have_text("There is an error in example 2.", timeout=PATIENCE)
    assert "ZeroDivisionError" in block(page, 2).error.inner_text()


def test_an_edit_stays_for_the_visit_and_goes_with_reset(
    open_page: Open, served: Served
) -> None:
    page = open_page(FUNCTIONS).page
    original = block(page, 1).locator.locator(".highlight code").inner_text()
    block(page, 1).write("'mine'")
    block(page, 1).run()

    follow(page, served.url + DERIVATIVES)
    follow(page, served.url + FUNCTIONS)
    cell = block(page, 1)
    expect(cell.editor).to_have_text("'mine'", timeout=PATIENCE)
    cell.run()
    assert cell.text == "'mine'"
    page.reload()
    expect(block(page, 1).editor).to_have_text("'mine'", timeout=PATIENCE)

    cell.button("Reset").click()
    expect(cell.editor).to_have_count(0)
    assert cell.locator.locator(".highlight code").inner_text() == original
    expect(cell.output).to_have_text(re.compile(r"\S"))
    assert cell.text == ""
    page.reload()
    expect(block(page, 1).button("Edit")).to_be_visible()
    expect(block(page, 1).editor).to_have_count(0)


def test_the_keyboard_suffices(page: Page) -> None:
    cell = block(page, 1)
    cell.button("Edit").focus()
    page.keyboard.press("Enter")
    expect(cell.editor).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(ENDLESS)
    page.keyboard.press("Control+Enter")
    expect(cell.output).to_have_text("so far", timeout=PATIENCE)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(cell.button("Run")).to_be_focused()
    page.keyboard.press("Tab")
    expect(cell.button("Stop")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell.note).to_have_text(re.compile("^Stopped"))
    expect(cell.button("Run")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(cell.button("Edit")).to_be_visible()
    expect(cell.button("Run")).to_be_focused()


def test_a_click_puts_the_cursor_where_it_was(page: Page) -> None:
    cell = block(page, 1)
    code = cell.locator.locator(".highlight code")
    last = code.locator("span:not(:empty)").last
    last.scroll_into_view_if_needed()
    last.click()
    expect(cell.editor).to_be_focused(timeout=PATIENCE)
    page.keyboard.type("#")
    assert cell.editor.inner_text().strip().splitlines()[-1].count("#") == 1


def test_a_diagram_opens_its_code_and_is_drawn_in_the_colors_of_the_page(page: Page) -> None:
    view = page.locator('[id="activations.leaky_relu"] .view-drawing').first
    view.locator("summary").click()
    cell = Cell(view.locator(".cell"))
    expect(cell.editor).to_contain_text("def leaky_relu", timeout=PATIENCE)
    cell.run()
    expect(cell.picture).to_be_visible(timeout=PATIENCE)
    assert cell.picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    light = cell.picture.get_attribute("src")
    page.locator("[data-md-component=palette] label:visible").click()
    expect(cell.picture).not_to_have_attribute("src", light)

    cell.write("1 / 0")
    cell.run()
    assert "ZeroDivisionError" in cell.error.inner_text()


# The scheme changes colors alone, and the width none of them.
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_what_a_run_shows_is_accessible(open_page: Open, scheme: str, width: int) -> None:
    page = open_page(FUNCTIONS, width=width, color_scheme=scheme).page
    draw = "import matplotlib.pyplot as plt\nplt.plot([1, 2])"
    fail = "for _ in range(40):\n    print('word ' * 500)\n1 / 0"
    for number, source in enumerate((draw, "'changed'", fail), 1):
        cell = block(page, number)
        cell.write(source)
        cell.run()
    block(page, 2).write("'changed again'")
    expect(block(page, 2).note).to_have_text("Changed since this output")
    expect(block(page, 1).picture).to_be_visible()
    expect(block(page, 3).error).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_without_the_runtime_run_and_edit_say_why(page: Page) -> None:
    page.route("**/assets/runtime/**", lambda route: route.fulfill(status=404))
    cell = block(page, 1)
    cell.run()
    expect(cell.note).to_have_text(re.compile("built without the Python that runs in the browser"))
    cell.button("Edit").click()
    expect(cell.note).to_have_text(re.compile("built without the editor"))
    summary = page.locator(".view-drawing summary").first
    summary.click()
    expect(page.locator(".drawing-remark").first).to_have_text(re.compile("built without"))


def test_what_did_not_arrive_is_fetched_by_the_next_run(page: Page) -> None:
    broken = [True]

    def answer(route: Route) -> None:
        if broken[0]:
            route.abort()
        else:
            route.continue_()

    page.context.route("**/assets/runtime/numpy*", answer)
    cell = block(page, 1)
    cell.run()
    expect(cell.note).to_have_text(re.compile("did not arrive|Try again later"))
    broken[0] = False
    cell.run()
    assert same_output(cell.text, cell.built)
