"""Without JavaScript: what could not work is not shown. The rest of each page is in `test_pages.py`."""

from collections.abc import Callable

import pytest

from tests.site.conftest import Visit

pytestmark = pytest.mark.slow


def test_a_slider_that_could_not_work_is_not_shown(open_page: Callable[..., Visit]) -> None:
    page = open_page("foundation/functions/", java_script_enabled=False).page
    sliders = page.locator("figure.live input")
    assert sliders.count() > 0
    assert not any(slider.is_visible() for slider in sliders.all())
