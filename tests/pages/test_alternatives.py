"""Numbers of alternative texts: those that the picture or its sliders have pass, others do not."""

import pytest

from scripts.errors import PageError
from scripts.pages.alternatives import refuse_unseen, unseen

DRAWING = {
    "svg": '<svg><path d="M7 7"/><text x="9">mean 5.2</text><text>float32</text><text>10⁻⁴</text>'
    '<text>\n  <tspan y="0">1</tspan><tspan y="0">0</tspan><tspan y="-6">−</tspan>'
    '<tspan y="-6">8</tspan></text><text>65,504</text><text>−3</text></svg>',
    "sliders": [{"name": "b", "min": -2, "max": 2, "values": [-2.0, 0.0, 2.0]}],
}


@pytest.mark.parametrize(
    "text",
    [
        "A mean of 5.2, and no other number.",
        "From −2 to 2, at 3 to the left of zero.",
        "In float64 it ends at 65504, in 32 bits later.",
        "Down to 1e−8, from 0.0001.",
        "Up to 5.2.",
    ],
)
def test_what_the_picture_has_can_be_said(text):
    assert unseen(text, DRAWING) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("A mean of 5.3 and a spread of 5.2.", ["5.3"]),
        ("At 9 and 7, where only coordinates are.", ["9", "7"]),
        ("Below 1e-7.", ["1e-7"]),
        ("10 is no power of it, nor is 4.", ["4"]),
        ("The first of 65,505.", ["65,505"]),
    ],
)
def test_other_numbers_are_found(text, numbers):
    assert unseen(text, DRAWING) == numbers


def test_a_picture_without_sliders_will_do():
    assert unseen("2", {"svg": DRAWING["svg"]}) == ["2"]


def test_the_refusal_says_where():
    with pytest.raises(PageError, match=r"docs/x.md:7.*says 5.3, 9,"):
        refuse_unseen("5.3 and 9", DRAWING, "docs/x.md", 7)
