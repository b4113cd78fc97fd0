"""The mark of a block claims what was proved of it, and no more."""

import pytest

from scripts.pages.blocks import Block, View
from scripts.pages.fences import Fence, scan
from scripts.pages.site import Page

NAME = "activations.relu"


def math(checked: bool) -> View:
    return View(Fence("math", "x", 1, options={"of": NAME}), {"checked": checked})


def diagram(*curves: str) -> View:
    result = {"curves": [{"name": name, "error": 0.0} for name in curves], "sliders": []}
    return View(Fence("diagram", "A line.", 1, options={"of": NAME}), result)


def snippet() -> View:
    return View(Fence("snippet", "", 1, options={"of": NAME}))


@pytest.mark.parametrize(
    ("views", "mark"),
    [
        ([math(True), diagram(NAME), snippet()], "✓ formula = diagram = code"),
        ([math(True), math(True)], "✓ formula = code"),
        ([math(True), math(False)], "not checked"),
        ([math(False), diagram(NAME)], "✓ diagram = code"),
        ([math(True), diagram("functions.exp")], "✓ formula = code"),
        ([math(True), diagram()], "✓ formula = code"),
        ([diagram("functions.exp")], "✓ diagram = code"),
        ([diagram(NAME), diagram()], "drawn by the code"),
        ([diagram()], "drawn by the code"),
        ([math(False)], "not checked"),
        ([snippet()], "tested code"),
    ],
)
def test_the_mark(views, mark):
    block = Block(Page("docs/x.md", "x.md", "", ()), views, lambda html: html, {})
    assert block._proof()[0] == mark


def test_a_formula_says_what_it_takes_from_above_and_where_that_stands():
    above = f'```math of="{NAME}"\n\\mu = 1\n```\n\nThen\n\n'
    text = above + f'```math of="{NAME}" given="\\mu"\nx\n```'
    page = Page("docs/x.md", "x.md", text, tuple(scan(text, "docs/x.md")))
    stashed = []
    result = {"checked": True, "verdict": "proven", "reason": None}
    for fence in page.fences:
        Block(page, [View(fence, result)], lambda html: stashed.append(html) or "", {}).element("x")
    said = [html for html in stashed if 'class="given"' in html]
    assert len(said) == 1
    assert f'<a href="#{NAME}">{NAME}</a>' in said[0]
    assert "with <math><mi>μ</mi></math> from" in said[0]
