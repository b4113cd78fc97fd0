"""The option `given` of a formula: which rows of the page it takes, and what it refuses."""

from dataclasses import replace

import pytest

from scripts.errors import PageError
from scripts.pages.fences import scan
from scripts.pages.site import Page, formula_request

RELU = '```math of="activations.relu"{options}\n{latex}\n```'
_ABOVE = [r"\mu = 1", r"\begin{aligned} \mu &= 2 \\ s^2 &= 3 \end{aligned}"]


def page_with(*formulas: str, options: str) -> Page:
    """A page whose last formula has these options."""
    text = "\n\n".join(RELU.format(latex=latex, options="") for latex in formulas)
    text += "\n\n" + RELU.format(latex="x", options=options)
    return Page("docs/x.md", "x.md", text, tuple(scan(text, "docs/x.md")))


def taken(*formulas: str, given: str) -> list[tuple[str, str, int]]:
    page = page_with(*formulas, options=f' given="{given}"')
    rows = page.given(page.fences[-1])
    return [(each.left, each.row, each.source.line) for each in rows]


def test_a_row_is_taken_from_the_nearest_formula_above():
    assert taken(*_ABOVE, given=r"s^2, \mu") == [("s^2", "s^2 &= 3", 5), (r"\mu", r"\mu &= 2", 5)]
    assert taken(*_ABOVE, r"q = \mu", given=r"\mu")[0][2] == 5
    without = page_with(*_ABOVE, options="")
    assert without.given(without.fences[-1]) == []


def test_what_a_formula_takes_decides():
    def key(*formulas: str) -> str:
        page = page_with(*formulas, options=r' given="\mu"')
        return formula_request(page, page.fences[-1]).key

    assert len({key(r"\mu = 1"), key(r"\mu = 2")}) == 2
    assert key(r"\mu = 1") == key("q = 3", r"\mu = 1")


@pytest.mark.parametrize("given", ["q", r"\mu_j"])
def test_a_row_that_is_not_there_is_refused_with_its_line(given):
    with pytest.raises(PageError, match="docs/x.md:9.*no checked formula above"):
        taken(*_ABOVE, given=given)


def test_a_row_below_or_of_an_unchecked_formula_is_not_there():
    page = page_with(_ABOVE[0], options=r' given="\mu"')
    turned = replace(page, fences=(replace(page.fences[0], line=99), page.fences[1]))
    unchecked = replace(page.fences[0], options={"of": "activations.relu", "unchecked": "idea"})
    for other in (turned, replace(page, fences=(unchecked, page.fences[1]))):
        with pytest.raises(PageError, match="no checked formula above"):
            other.given(other.fences[-1])


def test_a_formula_above_that_cannot_be_read_is_blamed_itself():
    with pytest.raises(PageError, match="docs/x.md:2"):
        taken(r"\mu = \frac{1", given=r"\mu")
