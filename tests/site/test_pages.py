"""Every page, on a wide screen and on a phone, in light and in dark: one visit for all that it must be.

What looks at a page comes first, what moves something on it later, the keyboard last.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.bench.browser import serve
from scripts.bench.pages import arrive, layout_shift
from scripts.bench.targets import FIRST_VISIT, NEXT_PAGE
from scripts.pages.exercises import Exercise
from scripts.pages.site import pages
from tests.exercises.answers import all_exercises
from tests.site.addresses import ADDRESSES, address
from tests.site.axe import ALL, COLORS, OF_THE_SCREEN, violations
from tests.site.conftest import Visit
from tests.site.drawings import unmoved
from tests.site.keyboard import tab_around

pytestmark = pytest.mark.slow

# In a table of hundreds of rows, ten stand for all; each row has what the first has.
_SHORTEN = "() => document.querySelectorAll('tr:nth-child(n + 11)').forEach(row => row.remove())"
_SETTLED = "() => Promise.all(document.getAnimations().map(animation => animation.finished))"
# Hints open one by one where there are scripts: which of them are there differs on purpose.
_SEEN = "article :is(math, figure.diagram svg, .view-code code, .run code, .run samp):not(.hint *)"
_VISIBLE = """(nodes) => nodes.map(node => {
  const box = node.getBoundingClientRect()
  return [node.tagName.toLowerCase(), box.width > 0 && box.height > 0]
})"""


@dataclass(frozen=True)
class Case:
    """A page and how it is seen."""

    place: str
    width: int
    scheme: str

    def __str__(self) -> str:
        return f"{self.place or 'home'}-{self.width}-{self.scheme}"


# What one of the screens alone shows is the theme's, and the same on every page. So each page is seen
# wide in light and narrow in dark. What is dear is done on every other page, on one of the two by turns
# where it can be: to go around by keyboard, to look at it without scripts, and to ask in the dark what
# depends on the screen. Pages that have everything are seen, asked and gone around in every way.
WHOLE = ("", "foundation/functions/", "reference/glossary/", "404.html")
_PLACES = [*ADDRESSES, "404.html"]
_WIDE = [Case(place, 1440, "light") for place in _PLACES]
_NARROW = [Case(place, 390, "dark") for place in _PLACES]
_LIVE = {address(page.uri) for page in pages() if page.of_kind("diagram")}


def _seen(cases: Iterable[Case]) -> pytest.MarkDecorator:
    """A test of these; those of one case share its visit."""
    return pytest.mark.parametrize("case", [*cases], indirect=True, ids=str)


def _every_other(cases: list[Case]) -> list[Case]:
    """Half of them, and those of the pages that have everything."""
    return [case for number, case in enumerate(cases) if case.place in WHOLE or number % 2]


every = _seen([*_WIDE, *_NARROW])
wide = _seen(case for case in _WIDE if case.place != "404.html")
in_both_schemes = _seen(case for case in (*_WIDE, *_NARROW) if case.place in WHOLE)
with_diagrams = _seen(case for case in _WIDE if case.place in _LIVE)
_GONE_AROUND = [
    case
    for number, turns in enumerate(zip(_WIDE, _NARROW, strict=True))
    for turn, case in enumerate(turns)
    if case.place in WHOLE or number % 4 == 2 * turn
]
by_turns = _seen(_GONE_AROUND)
by_all_rules_or_some = _seen([*_WIDE, *_every_other(_NARROW)])
without_scripts = _seen(case for case in _every_other(_WIDE) if case.place != "404.html")


@pytest.fixture(scope="module")
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


@pytest.fixture(scope="module")
def visit(case: Case, browser: Browser, site: Path) -> Iterator[Visit]:
    """A page as it stands when all has come that a first visit loads."""
    # To who goes around by keyboard, what scrolls smoothly shows its focus late.
    motion = "reduce" if case in _GONE_AROUND else "no-preference"
    size = {"width": case.width, "height": 900}
    with serve(site) as served, browser.new_context(
        viewport=size, color_scheme=case.scheme, reduced_motion=motion
    ) as context:
        visit = Visit(context.new_page())
        visit.watch(urlsplit(served.url).netloc)
        arrive(visit.page, served, served.url + case.place)
        visit.sent = served.sent
        yield visit


@every
def test_nothing_fails_and_nobody_else_is_asked(visit: Visit) -> None:
    assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])


@every
def test_a_first_visit_is_light(visit: Visit) -> None:
    assert 0 < sum(size for _, size in visit.sent) <= FIRST_VISIT


@wide
def test_it_is_lighter_for_who_comes_from_the_home_page(visit: Visit, known: set[str]) -> None:
    assert sum(size for path, size in visit.sent if path not in known) <= NEXT_PAGE


@every
def test_it_has_one_title(visit: Visit) -> None:
    assert visit.page.locator("h1").count() == 1


@every
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


@every
def test_nothing_moves_while_it_loads(visit: Visit) -> None:
    moved = layout_shift(visit.page)
    if moved:  # On a busy machine the font may miss the first paint; all else happens again.
        visit.page.reload(wait_until="networkidle")
        moved = layout_shift(visit.page)
    assert moved == 0


@without_scripts
def test_the_same_is_visible_without_scripts_and_exercises_can_be_read(
    case: Case, visit: Visit, browser: Browser
) -> None:
    """What stands in a closed drawer is as closed in both."""
    size = {"width": case.width, "height": 900}
    with browser.new_context(viewport=size, java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto(visit.page.url, wait_until="load")
        visible = page.locator(_SEEN).evaluate_all(_VISIBLE)
        assert visible == visit.page.locator(_SEEN).evaluate_all(_VISIBLE)
        assert all(is_visible for tag, is_visible in visible if tag in ("svg", "samp"))
        for exercise in all_exercises():
            if address(exercise.page.uri) == case.place:
                _assert_readable(page, exercise)


def _assert_readable(page: Page, exercise: Exercise) -> None:
    box = page.locator(f"#{exercise.anchor}")
    expect(box.locator(".admonition-title")).to_contain_text(f"Exercise {exercise.number}")
    expect(box.locator(".exercise-cell code")).to_contain_text(f"def {exercise.definition.symbol}(")
    drawers = box.locator(":scope > details").all()
    assert len(drawers) >= 2
    for drawer in drawers:
        expect(drawer.locator("summary")).to_be_visible()
        drawer.locator("summary").click()
        expect(drawer.locator("> :not(summary)").first).to_be_visible()
    expect(drawers[-1].locator("code").last).to_contain_text("return")


@by_all_rules_or_some
def test_it_is_accessible(case: Case, visit: Visit) -> None:
    rules = ALL if case.width > 390 or case.place in WHOLE else OF_THE_SCREEN
    assert violations(visit.page, rules) == []


@in_both_schemes
def test_its_colors_are_accessible_in_the_other_scheme(visit: Visit) -> None:
    page = visit.page
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("[data-md-component=palette] label:visible").press("Enter")
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", before)
    page.evaluate(_SETTLED)
    assert violations(page, COLORS) == []


@with_diagrams
def test_every_slider_changes_its_diagram(visit: Visit) -> None:
    assert unmoved(visit.page) == []
    assert visit.errors == []


@by_turns
def test_tab_reaches_all_that_is_interactive_and_shows_where_it_is(visit: Visit) -> None:
    visit.page.evaluate(_SHORTEN)
    around = tab_around(visit.page)
    assert around.missed == []
    assert around.unseen == []
    assert around.stops >= 3  # the menu or the logo, the switch of the scheme, the search


def test_the_scheme_is_the_reader_s(open_page: Callable[..., Visit]) -> None:
    colors = [
        open_page("", color_scheme=scheme).page.evaluate(
            "() => getComputedStyle(document.body).backgroundColor"
        )
        for scheme in ("light", "dark")
    ]
    assert colors[0] != colors[1]
