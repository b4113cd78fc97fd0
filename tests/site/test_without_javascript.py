"""A page is complete without JavaScript: formulas, diagrams, code and output are there to see."""

from collections.abc import Callable

import pytest

from tests.site.addresses import ADDRESSES
from tests.site.conftest import Visit

pytestmark = pytest.mark.slow

# Hints open one by one where there are scripts: which of them are there differs on purpose.
_SEEN = "article :is(math, figure.diagram svg, .view-code code, .run code, .run samp):not(.hint *)"
_VISIBLE = """(nodes) => nodes.map(node => {
  const box = node.getBoundingClientRect()
  return [node.tagName.toLowerCase(), box.width > 0 && box.height > 0]
})"""


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_is_visible_with_and_without_scripts(
    open_page: Callable[..., Visit], address: str
) -> None:
    """What stands in a closed drawer is as closed in both."""
    without, scripted = (
        open_page(address, java_script_enabled=enabled).page for enabled in (False, True)
    )
    visible = without.locator(_SEEN).evaluate_all(_VISIBLE)
    assert visible == scripted.locator(_SEEN).evaluate_all(_VISIBLE)
    assert all(is_visible for tag, is_visible in visible if tag in ("svg", "samp"))


def test_a_slider_that_could_not_work_is_not_shown(open_page: Callable[..., Visit]) -> None:
    page = open_page("foundation/functions/", java_script_enabled=False).page
    sliders = page.locator("figure.live input")
    assert sliders.count() > 0
    assert not any(slider.is_visible() for slider in sliders.all())
