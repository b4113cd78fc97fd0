"""The button that takes a page along: there on each page with a notebook, and only there."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.bench.browser import Served
from scripts.notebooks.notebook import has_notebook
from scripts.pages.site import pages
from tests.site.addresses import address
from tests.site.conftest import Visit
from tests.site.reader import follow

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("test_take_away")]

NAME = "Download as notebook"


def downloaded(page: Page) -> tuple[str, dict]:
    """The name and the content of the file that the button gives, pressed with the keyboard."""
    button = page.get_by_role("link", name=NAME, exact=True)
    button.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    return download.value.suggested_filename, json.loads(Path(download.value.path()).read_text("utf-8"))


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_button_gives_the_notebook_of_the_page(
    open_page: Callable[..., Visit], width: int, scheme: str
) -> None:
    visit = open_page("foundation/functions/", width, color_scheme=scheme)
    button = visit.page.get_by_role("link", name=NAME, exact=True)
    box = button.bounding_box()
    assert min(box["width"], box["height"]) >= 24 and box["y"] < 300
    assert box["x"] + box["width"] <= width
    name, notebook = downloaded(visit.page)
    assert name == "functions.ipynb"
    assert notebook["nbformat"] == 4 and "# Functions" in "".join(notebook["cells"][0]["source"])
    assert visit.page.url.endswith("/foundation/functions/")
    assert visit.errors == visit.failed == visit.foreign == []


def test_after_instant_navigation_it_is_that_of_the_new_page(
    open_page: Callable[..., Visit], served: Served
) -> None:
    page = open_page("foundation/functions/").page
    follow(page, f"{served.url}foundation/derivatives/")
    name, notebook = downloaded(page)
    assert name == "derivatives.ipynb"
    assert "# Derivatives" in "".join(notebook["cells"][0]["source"])


def test_each_page_with_a_notebook_has_the_button_and_no_other_page_has(site: Path) -> None:
    for page in pages():
        html = (site / address(page.uri) / "index.html").read_text("utf-8")
        file = (site / page.uri).with_suffix(".ipynb")
        assert ("take-away" in html) == has_notebook(page) == file.is_file(), page.uri
