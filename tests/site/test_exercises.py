"""Exercises in the reader's browser: answers are checked, hints come one by one, ticks stay."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scripts.bench.browser import Served
from scripts.pages.exercises import Exercise
from tests.exercises.answers import all_exercises, imports, solution, wrong_answers, wrong_file
from tests.site.addresses import address
from tests.site.conftest import Visit
from tests.site.reader import PATIENCE, Cell, follow

pytestmark = pytest.mark.slow

Open = Callable[..., Visit]
EXERCISES = all_exercises()
ADDRESSES = sorted({address(exercise.page.uri) for exercise in EXERCISES})
FIRST = next(exercise for exercise in EXERCISES if exercise.page.uri == "foundation/functions.md")
FUNCTIONS, INDEX = "foundation/functions/", "foundation/"
WRONG = "def leaky_relu(x, alpha=0.2):\n    return relu(x) + alpha * relu(-x)\n"


class Box:
    """An exercise on a page."""

    def __init__(self, page: Page, exercise: Exercise) -> None:
        self.locator = page.locator(f"#{exercise.anchor}")
        self.cell = Cell(self.locator.locator(".exercise-cell"))
        self.verdict = self.locator.locator(".exercise-verdict")
        self.tick = self.locator.locator(".admonition-title .solved")

    def answer(self, source: str) -> None:
        """Write an answer and press Check."""
        self.cell.write(source)
        self.cell.button("Check").click()
        self.cell.wait()

    def told(self, term: str) -> str:
        """What the verdict says under a term."""
        given = self.verdict.locator("dt", has_text=term).locator("xpath=following-sibling::dd[1]")
        return given.inner_text()


@pytest.fixture
def box(reading: Visit, served: Served) -> Box:
    """The first exercise of the first chapter, as a reader finds it who has run something before."""
    follow(reading.page, served.url + INDEX)
    follow(reading.page, served.url + FUNCTIONS)
    return Box(reading.page, FIRST)


@pytest.mark.parametrize("place", ADDRESSES)
def test_every_solution_is_right_and_a_wrong_answer_is_shown_where(
    reading: Visit, served: Served, place: str
) -> None:
    page = reading.page
    follow(page, served.url + place)
    for exercise in EXERCISES:
        if address(exercise.page.uri) != place:
            continue
        box = Box(page, exercise)
        wrong = wrong_answers(wrong_file(exercise))[exercise.fence.name][0]
        box.answer(imports(exercise) + wrong)
        expect(box.verdict, wrong).to_contain_text("Not yet")
        assert box.told("Input") and box.told("Expected")
        expect(box.tick).to_have_count(0)
        box.answer(solution(exercise))
        expect(box.verdict, exercise.fence.name).to_contain_text("Right: ")
        expect(box.tick).to_have_count(1)
    assert (reading.errors, reading.failed, reading.foreign) == ([], [], [])
    assert len([worker for worker in page.workers if worker.url.startswith("blob:")]) == 1


def test_a_wrong_answer_gets_the_first_failing_input_with_both_values(box: Box) -> None:
    box.answer(WRONG)
    expect(box.verdict).to_contain_text("only where x is negative")
    assert re.search(r"^alpha = 0\.\d$", box.told("Input"), re.MULTILINE)
    expected, actual = box.told("Expected"), box.told("Your result")
    assert expected.startswith("np.array(") and actual.startswith("np.array(")
    assert expected != actual and expected.replace("-", "") == actual.replace("-", "")


def test_code_that_fails_shows_the_readers_own_line(box: Box) -> None:
    box.answer("def leaky_relu(x, alpha=0.2):\n    return x + nothing\n")
    expect(box.verdict.locator("dt", has_text="Your code")).to_be_visible()
    assert "line 2" in box.told("Your code") and "return x + nothing" in box.told("Your code")


def test_an_endless_answer_can_be_stopped_and_the_next_one_is_checked(box: Box) -> None:
    box.cell.write("def leaky_relu(x, alpha=0.2):\n    while True:\n        pass\n")
    box.cell.button("Check").click()
    expect(box.cell.note).to_have_text("Running…", timeout=PATIENCE)
    box.cell.button("Stop").click()
    expect(box.cell.note).to_have_text(re.compile("^Stopped"))
    box.answer(solution(FIRST))
    expect(box.verdict).to_contain_text("Right: ")


def test_a_tick_is_kept_shown_in_the_list_and_can_be_cleared(open_page: Open, served: Served) -> None:
    page = open_page(FUNCTIONS).page
    box = Box(page, FIRST)
    box.answer(solution(FIRST))
    expect(box.tick).to_have_count(1)
    page.reload(wait_until="networkidle")
    expect(box.tick).to_have_count(1)

    follow(page, served.url + INDEX)
    item = page.locator(f"li[data-key='{FIRST.key}']")
    chapter = page.locator(".progress-chapter", has=item)
    expect(item.get_by_role("img", name="solved")).to_be_visible(timeout=PATIENCE)
    expect(chapter.locator(".progress-count")).to_have_text(re.compile(r"^1 of \d+ exercises solved$"))
    button = page.locator(".progress-clear")
    button.click()
    expect(page.locator(".progress .solved")).to_have_count(0)
    expect(button).to_have_text("Undo")
    button.click()
    expect(item.locator(".solved")).to_have_count(1)
    button.click()
    page.reload(wait_until="networkidle")
    expect(page.locator(".progress .solved")).to_have_count(0)
    expect(button).to_be_hidden()


def test_what_another_tab_solves_is_ticked_here_too(open_page: Open, served: Served) -> None:
    page = open_page(INDEX).page
    with page.context.new_page() as other:
        other.goto(served.url + FUNCTIONS, wait_until="networkidle")
        Box(other, FIRST).answer(solution(FIRST))
    expect(page.locator(f"li[data-key='{FIRST.key}'] .solved")).to_have_count(1, timeout=PATIENCE)


def test_hints_open_one_by_one(open_page: Open) -> None:
    box = Box(open_page(FUNCTIONS).page, FIRST)
    hints = box.locator.locator("details.hint")
    assert hints.count() >= 3
    assert [hint.is_visible() for hint in hints.all()][:3] == [True, False, False]
    hints.nth(0).locator("summary").click()
    expect(hints.nth(1)).to_be_visible()
    expect(hints.nth(2)).to_be_hidden()
    hints.nth(0).locator("summary").click()
    expect(hints.nth(1)).to_be_visible()
    hints.nth(1).locator("summary").click()
    expect(hints.nth(2)).to_be_visible()


def test_an_exercise_works_with_the_keyboard_alone(box: Box) -> None:
    page = box.locator.page
    if box.cell.editor.count():  # an edit of before
        box.cell.button("Reset").press("Enter")
    box.cell.button("Edit").focus()
    page.keyboard.press("Enter")
    expect(box.cell.editor).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(solution(FIRST))
    page.keyboard.press("Control+Enter")
    expect(box.verdict).to_contain_text("Right: ", timeout=PATIENCE)
    expect(box.verdict.get_by_role("status")).to_contain_text("Right: ")


def test_reset_brings_back_the_stub_and_takes_the_verdict_away(box: Box) -> None:
    box.answer(WRONG)
    expect(box.verdict).to_be_visible()
    box.cell.button("Reset").click()
    expect(box.verdict).to_be_hidden()
    expect(box.cell.locator.locator(".highlight code")).to_contain_text("def leaky_relu(x: np.ndarray")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_verdict_does_not_widen_the_page(open_page: Open, width: int) -> None:
    page = open_page(FUNCTIONS, width=width).page
    box = Box(page, FIRST)
    box.answer("def leaky_relu(x, alpha=0.2):\n    return np.ravel(x) * 1.0 / 3.0\n")
    expect(box.verdict).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
