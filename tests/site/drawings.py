"""Drawings of live diagrams: a figure in the browser goes in, its numbers come out, to be compared."""

import re

from playwright.sync_api import Locator, Page

NUMBER = re.compile(r"-?\d+\.?\d*")


def picture(figure: Locator) -> list[float]:
    """All the numbers of a drawing, which change where anything moves."""
    drawn = figure.locator("svg").evaluate("svg => svg.innerHTML")
    return [float(number) for number in NUMBER.findall(drawn)]


def same(first: list[float], second: list[float]) -> bool:
    """The same drawing to a tenth of a pixel, the precision of the frames."""
    return len(first) == len(second) and all(
        abs(one - other) <= 0.1 for one, other in zip(first, second, strict=True)
    )


def unmoved(page: Page) -> list[str]:
    """The diagrams with a slider that moves nothing, or that Reset does not bring back."""
    return [
        f"{figure.get_attribute('id')}: {wrong}"
        for figure in page.locator("figure.live").all()
        for slider in figure.locator("input[type=range]").all()
        if (wrong := _wrong(figure, slider))
    ]


def _wrong(figure: Locator, slider: Locator) -> str | None:
    output = slider.locator("xpath=following-sibling::output")
    start = picture(figure)
    drawn = {output.inner_text(): start}
    for key in ("Home", "End"):
        slider.press(key)
        drawn[output.inner_text()] = picture(figure)
    figure.get_by_role("button", name="Reset").click()
    if not same(picture(figure), start):
        return "not restored"
    # A full turn ends where it began, but not in between.
    return "does not move" if all(same(start, other) for other in drawn.values()) else None
