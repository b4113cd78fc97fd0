"""Training in the reader's browser: it learns, obeys, never blocks, and gives the build's numbers."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from scripts.bench.browser import Served
from scripts.training.choices import ACTIVATIONS, DATA, Settings
from scripts.training.network import Training
from scripts.training.plane import GRID, places, responses
from tests.site.axe import violations
from tests.site.conftest import Visit
from tests.site.reader import PATIENCE, follow, python_workers

pytestmark = pytest.mark.slow

Open = Callable[..., Visit]
LONGEST = 500  # milliseconds; training on the page's own thread would take seconds
_ENDLESS = """() => {
  const request = {page: "docs/x.md", cell: "endless", source: "while True: pass", before: []}
  ThreeViews.python.run(request).then(result => (window.ended = result))
}"""
_RUN = """() => ThreeViews.python.run(
  {page: "docs/x.md", cell: "other", source: "6 * 7", before: []}).then(result => result.shown)"""
_WATCH = """() => {
  window.longest = 0
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration)
  }).observe({type: "longtask"})
}"""
# The color of the picture at places between 0 and 1.
_COLORS = """(canvas, places) => {
  const read = ([x, y]) =>
    canvas.getContext("2d").getImageData(x * canvas.width, y * canvas.height, 1, 1).data
  return places.map(place => [...read(place)])
}"""
_COUNT_DRAWINGS = """() => {
  window.drawings = 0
  const put = CanvasRenderingContext2D.prototype.putImageData
  CanvasRenderingContext2D.prototype.putImageData = function (...given) {
    window.drawings += 1
    return put.apply(this, given)
  }
}"""


class Panel:
    """The panel as a reader uses it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.locator = page.locator("article .train.ready")
        self.locator.wait_for()
        self.status = self.locator.locator(".train-status[role=status]")
        self.plane = self.locator.locator(".train-plane")

    def button(self, name: str) -> Locator:
        return self.locator.get_by_role("button", name=name, exact=True)

    def field(self, name: str) -> Locator:
        return self.locator.get_by_label(name, exact=True)

    def number(self, name: str) -> Locator:
        return self.locator.locator(f".train-{name}")

    @property
    def epoch(self) -> int:
        text = self.number("epoch").inner_text()
        return 0 if text == "–" else int(text.replace(",", ""))

    @property
    def loss(self) -> float:
        return float(self.number("loss").inner_text())

    @property
    def accuracy(self) -> float:
        return float(self.number("accuracy").inner_text().removesuffix(" %")) / 100

    def step(self) -> None:
        """Press Step and wait for its end."""
        epoch = self.epoch
        self.button("Step").press("Enter")
        expect(self.number("epoch")).to_have_text(f"{epoch + 1}", timeout=PATIENCE)

    def train_until(self, epoch: int) -> None:
        """Press Train, wait for an epoch, and press Pause."""
        self.button("Train").press("Enter")
        self.wait_until(epoch)
        self.pause()

    def wait_until(self, epoch: int) -> None:
        self.page.wait_for_function(
            """([panel, epoch]) => Number(
              panel.querySelector(".train-epoch").textContent.replace(/\\D/g, "")) >= epoch""",
            arg=[self.locator.element_handle(), epoch], timeout=PATIENCE,
        )  # fmt: skip

    def pause(self) -> None:
        self.button("Pause").press("Enter")
        expect(self.status).to_have_text(re.compile("Paused"), timeout=PATIENCE)


def trained(settings: Settings, epochs: int) -> Training:
    """The same training here."""
    training = Training(settings)
    for _ in range(epochs):
        training.step()
    return training


@pytest.fixture(scope="module")
def place(site: Path) -> str:
    """The address of the page that has the panel."""
    found = [
        file for file in sorted(site.rglob("index.html")) if 'class="train"' in file.read_text("utf-8")
    ]
    assert len(found) == 1, "one page of the site has a `train` fence"
    return f"{found[0].parent.relative_to(site).as_posix()}/"


@pytest.fixture
def panel(reading: Visit, served: Served, place: str) -> Iterator[Panel]:
    """The panel as it is for a reader who comes from another page; nothing may go wrong on it."""
    follow(reading.page, served.url + place)
    yield Panel(reading.page)
    assert (reading.errors, reading.failed, reading.foreign) == ([], [], [])


@pytest.mark.parametrize("width", [1440, 390])
def test_it_is_chosen_trained_and_paused_by_keyboard_alone(
    open_page: Open, place: str, width: int
) -> None:
    visit = open_page(place, width=width, has_touch=width == 390)
    panel, press = Panel(visit.page), visit.page.keyboard.press
    panel.field("Data").focus()
    press("End")
    press("Home")  # moons
    for keys in (["Home", *["ArrowRight"] * 2], ["End"]):  # two layers of eight neurons
        press("Tab")
        for key in keys:
            press(key)
    press("Tab")
    press("Home")  # ReLU
    press("Tab")
    visit.page.keyboard.type("0.01")
    press("Tab")
    expect(panel.button("Train")).to_be_focused()
    press("Enter")
    panel.wait_until(3)
    expect(panel.button("Pause")).to_be_focused()
    panel.wait_until(150)
    press("Enter")
    expect(panel.status).to_have_text(re.compile("Paused"), timeout=PATIENCE)

    start = Training(Settings())
    assert panel.epoch < 1000 and panel.accuracy >= 0.95
    assert panel.loss < 0.5 * start.loss
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])


def test_a_step_is_one_epoch_and_gives_the_numbers_of_the_build(panel: Panel) -> None:
    for epoch in range(1, 13):
        panel.step()
        same = trained(Settings(), epoch)
        assert panel.epoch == epoch
        assert panel.loss == pytest.approx(same.loss, abs=1.01e-4)
        assert panel.accuracy == pytest.approx(same.accuracy, abs=6e-4)


def test_a_long_run_gives_the_numbers_of_the_build(panel: Panel) -> None:
    panel.train_until(200)
    same = trained(Settings(), panel.epoch)
    # Rounding differs in the last digit, and a kink of ReLU makes more of it.
    assert panel.loss == pytest.approx(same.loss, rel=0.02, abs=1e-3)
    assert panel.accuracy == pytest.approx(same.accuracy, abs=0.011)


def test_every_data_set_trains_with_every_activation_as_in_the_build(panel: Panel) -> None:
    for data, activation in product(DATA, ACTIVATIONS):
        panel.field("Data").select_option(data)
        panel.field("Activation").select_option(activation)
        panel.step()
        panel.step()
        same = trained(Settings(data, activation=activation), 2)
        assert panel.loss == pytest.approx(same.loss, abs=1.01e-4), (data, activation)


def test_pause_stops_it_at_once_and_train_goes_on(panel: Panel) -> None:
    panel.train_until(10)
    epoch, loss = panel.epoch, panel.loss
    panel.page.evaluate(_RUN)  # Whatever had been asked for would come before this.
    assert (panel.epoch, panel.loss) == (epoch, loss)
    expect(panel.button("Train")).to_be_focused()
    panel.train_until(epoch + 20)
    assert panel.epoch > epoch


def test_it_waits_for_the_reader_after_many_epochs(panel: Panel) -> None:
    panel.field("Neurons in each").fill("1")
    panel.field("Hidden layers").fill("1")
    panel.button("Train").click()
    expect(panel.status).to_have_text(re.compile("^Epoch 1,000: .*go on"), timeout=PATIENCE)
    assert panel.epoch == 1000
    expect(panel.button("Train")).to_be_visible()


def test_reset_and_any_change_return_to_the_start(panel: Panel) -> None:
    panel.train_until(10)
    panel.button("Reset").click()
    start = Training(Settings())
    expect(panel.number("epoch")).to_have_text("0", timeout=PATIENCE)
    expect(panel.number("loss")).to_have_text(f"{start.loss:.4f}")
    panel.step()
    panel.field("Neurons in each").fill("5")
    other = Training(Settings(width=5))
    expect(panel.number("loss")).to_have_text(f"{other.loss:.4f}", timeout=PATIENCE)
    assert panel.epoch == 0
    expect(panel.locator.locator(".train-field", has_text="Neurons").locator("output")).to_have_text("5")


def test_a_new_start_draws_other_weights_and_says_their_seed(panel: Panel) -> None:
    panel.step()
    panel.button("New start").click()
    expect(panel.number("loss")).to_have_text(f"{Training(Settings(seed=2)).loss:.4f}", timeout=PATIENCE)
    expect(panel.number("seed")).to_have_text("2")
    assert "seed 2" in panel.status.inner_text()


def test_a_change_while_python_loads_is_what_counts(open_page: Open, place: str) -> None:
    visit = open_page(place)
    panel = Panel(visit.page)
    panel.button("Train").click()
    expect(panel.status).to_have_text("Loading Python…", timeout=PATIENCE)
    panel.field("Neurons in each").fill("4")
    expect(panel.button("Train")).to_be_visible()
    visit.page.evaluate(_RUN)  # After the slice that nobody waits for any more.
    expect(panel.status).to_have_text("Changed: back at the start.")
    assert panel.number("epoch").inner_text() == "–"
    panel.step()
    assert panel.loss == pytest.approx(trained(Settings(width=4), 1).loss, abs=1.01e-4)
    expect(panel.plane).to_have_attribute("aria-label", re.compile("Epoch 1: loss"))
    panel.button("Reset").click()
    expect(panel.plane).to_have_attribute("aria-label", re.compile("Not trained yet"))
    assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])


def test_the_page_stays_responsive(panel: Panel) -> None:
    panel.field("Hidden layers").fill("3")
    panel.page.evaluate(_WATCH)
    panel.train_until(300)
    longest = panel.page.evaluate("window.longest")
    print(f"the longest task of the page while it trains: {longest:.0f} ms")
    assert longest < LONGEST


def test_other_code_gets_its_turn_while_it_trains(panel: Panel) -> None:
    panel.button("Train").click()
    panel.wait_until(3)
    for _ in range(5):
        assert panel.page.evaluate(_RUN) == "42"
    epoch = panel.epoch
    expect(panel.button("Pause")).to_be_visible()
    panel.wait_until(epoch + 3)


def test_stop_of_another_block_is_said_and_it_can_start_again(panel: Panel) -> None:
    page = panel.page
    panel.button("Train").click()
    panel.wait_until(3)
    page.evaluate(_ENDLESS)
    expect(panel.status).to_have_text("Waiting for what runs already…", timeout=PATIENCE)
    page.evaluate("ThreeViews.python.stop()")
    expect(panel.status).to_have_text(re.compile("^Python was stopped"), timeout=PATIENCE)
    assert panel.epoch == 0
    panel.step()
    assert panel.loss == pytest.approx(trained(Settings(), 1).loss, abs=1.01e-4)

    # And if that happens while it pauses:
    page.evaluate(_ENDLESS)
    page.evaluate("ThreeViews.python.stop()")
    panel.button("Train").click()
    expect(panel.status).to_have_text(re.compile("^Python was stopped"), timeout=PATIENCE)
    panel.train_until(3)
    assert len(python_workers(page)) == 1


def test_a_reader_may_leave_while_it_trains_and_come_back(
    open_page: Open, served: Served, place: str
) -> None:
    visit = open_page("")
    page = visit.page
    for _ in range(2):
        follow(page, served.url + place)
        panel = Panel(page)
        assert panel.number("epoch").inner_text() == "–"
        panel.button("Train").click()
        panel.wait_until(3)
        follow(page, served.url)
    follow(page, served.url + place)
    panel = Panel(page)
    panel.train_until(30)
    assert panel.loss == pytest.approx(trained(Settings(), panel.epoch).loss, rel=0.02, abs=1e-3)
    assert len(python_workers(page)) == 1
    assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])


def test_a_loss_that_is_no_number_ends_it_with_advice(panel: Panel) -> None:
    rate = panel.field("Learning rate")
    rate.evaluate("select => select.append(new Option('huge', '1e200'))")
    rate.select_option("1e200")
    panel.button("Train").click()
    expect(panel.status).to_have_text(re.compile("no number any more.*smaller"), timeout=PATIENCE)
    expect(panel.number("loss")).to_have_text("not a number")
    expect(panel.button("Train")).to_be_visible()
    rate.select_option("0.01")
    panel.train_until(10)
    assert panel.loss < 1


def test_a_loss_that_rises_gets_advice(panel: Panel) -> None:
    panel.field("Learning rate").select_option("10")
    panel.field("Hidden layers").fill("3")
    panel.step()
    expect(panel.status).to_have_text(re.compile("worse than at the start.*smaller learning rate"))


def test_what_python_refuses_is_said(panel: Panel) -> None:
    rate = panel.field("Learning rate")
    rate.evaluate("select => select.append(new Option('none', '-1'))")
    rate.select_option("-1")
    panel.button("Train").click()
    expect(panel.status).to_have_text(re.compile("positive number, not -1"), timeout=PATIENCE)
    expect(panel.button("Train")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_regions_have_the_color_of_the_likely_class(
    open_page: Open, place: str, scheme: str
) -> None:
    panel = Panel(open_page(place, color_scheme=scheme).page)
    panel.train_until(150)
    same = trained(Settings(), panel.epoch)
    probabilities, _ = responses(same)
    middles = (np.arange(GRID) + 0.5) / GRID
    right, down = np.meshgrid(middles, middles)
    cells = np.stack([right.ravel(), down.ravel()], axis=1)
    distance = np.abs(cells[:, None] - places(same.X)[None]).max(axis=2).min(axis=1)
    clear = np.flatnonzero((distance > 0.05) & (probabilities.max(axis=1) > 0.95))
    assert len(set(probabilities[clear].argmax(axis=1))) == 2
    colors = np.array(panel.plane.evaluate(_COLORS, cells[clear].tolist()))
    is_blue = colors[:, 2] > colors[:, 0]
    np.testing.assert_array_equal(is_blue, probabilities[clear].argmax(axis=1) == 0)


def test_the_pictures_change_with_the_training_and_the_palette(panel: Panel) -> None:
    pictures = [panel.plane, panel.locator.locator(".train-curve"),
                *panel.locator.locator(".train-layer canvas:visible").all()]  # fmt: skip
    assert len(pictures) == 4

    def drawn() -> list[str]:
        return [picture.evaluate("canvas => canvas.toDataURL()") for picture in pictures]

    seen = [drawn()]
    panel.step()
    seen.append(drawn())
    panel.train_until(60)
    seen.append(drawn())
    panel.page.locator("[data-md-component=palette] label:visible").click()
    expect(panel.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    seen.append(drawn())
    for before, after in zip(seen, seen[1:], strict=False):
        assert all(one != other for one, other in zip(before, after, strict=True))


def test_there_is_a_picture_for_each_layer_that_there_is(panel: Panel) -> None:
    for depth in ("0", "3", "1"):
        panel.field("Hidden layers").fill(depth)
        expect(panel.locator.locator(".train-layer:visible")).to_have_count(int(depth))
        expect(panel.locator.locator(".train-none")).to_be_visible(visible=depth == "0")
        panel.step()
        assert panel.loss == pytest.approx(trained(Settings(depth=int(depth)), 1).loss, abs=1.01e-4)


def test_who_wants_less_motion_gets_few_pictures(open_page: Open, place: str) -> None:
    panel = Panel(open_page(place, reduced_motion="reduce").page)
    panel.step()
    panel.page.evaluate(_COUNT_DRAWINGS)
    start = panel.page.evaluate("performance.now()")
    panel.train_until(200)
    seconds = (panel.page.evaluate("performance.now()") - start) / 1000
    squares = 1 + 2 * 8
    # One more at each end, and the one that Step may still owe.
    assert panel.page.evaluate("window.drawings") <= squares * (seconds + 3)


# The scheme changes colors alone, and the width none of them.
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_it_is_accessible_while_it_trains(open_page: Open, place: str, width: int, scheme: str) -> None:
    visit = open_page(place, width=width, color_scheme=scheme)
    panel = Panel(visit.page)
    panel.field("Hidden layers").fill("3")
    panel.locator.locator(".train-code summary").click()
    panel.button("Train").click()
    panel.wait_until(30)
    assert violations(visit.page) == []
    panel.pause()
    assert violations(visit.page) == []
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert visit.errors == []


def test_what_is_said_aloud_is_not_said_at_every_epoch(panel: Panel) -> None:
    panel.page.evaluate(
        """() => {
          window.said = []
          const status = document.querySelector(".train [role=status]")
          new MutationObserver(() => window.said.push(status.textContent))
            .observe(status, {childList: true, characterData: true, subtree: true})
        }"""
    )
    panel.train_until(200)
    said = panel.page.evaluate("window.said")
    assert said.count("Training") <= 2 and len(said) < 8


def test_without_javascript_there_is_an_example_and_the_code(open_page: Open, place: str) -> None:
    page = open_page(place, java_script_enabled=False).page
    panel = page.locator(".train")
    expect(panel.locator(".train-static")).to_contain_text("the loss went from")
    assert not any(part.is_visible() for part in panel.locator("input, select, button, canvas").all())
    panel.locator("summary").click()
    expect(panel.locator("code", has_text="class Training")).to_be_visible()


def test_without_the_runtime_it_says_why(open_page: Open, place: str) -> None:
    page = open_page(place).page
    page.route("**/assets/runtime/**", lambda route: route.fulfill(status=404))
    panel = Panel(page)
    panel.button("Train").click()
    expect(panel.status).to_have_text(re.compile("built without the Python"), timeout=PATIENCE)
    expect(panel.button("Train")).to_be_visible()
