"""The frames of a live diagram give, at every step, the picture that Matplotlib would draw."""

import copy
import gzip

import matplotlib
import pytest

from scripts.drawing import live, markup, renderer, sliders, svg
from scripts.drawing.draw import draw
from scripts.drawing.style import PARAMETERS
from scripts.errors import PageError
from tests.drawing import decoder, samples


@pytest.mark.parametrize("function", [samples.live, samples.two_sliders])
def test_every_frame_equals_a_full_drawing(function):
    with matplotlib.rc_context(PARAMETERS):
        definitions = svg.Definitions("sample")
        diagram = fresh(function)
        first = live.draw(diagram, definitions)
        columns = live.animate(diagram, first, definitions)
        for step, position in enumerate(sliders.positions(diagram.sliders)):
            shown = copy.deepcopy(first)
            decoder.apply(shown, columns, step)
            expected = full_drawing(fresh(function), position, definitions)
            assert decoder.comparable(shown) == decoder.comparable(expected), position


def test_frames_take_every_form():
    forms = set()
    for function in (samples.live, samples.two_sliders):
        for column in draw(function, "samples", function.__name__)["frames"]["columns"]:
            forms |= {(form, column["a"]) for form in ("y", "xy", "t", "v") if form in column}
    assert forms >= {("y", "d"), ("xy", "d"), ("v", "d")}, "paths"
    assert forms >= {("t", "x"), ("v", "inner"), ("v", "class")}, "everything else"


def fresh(function):
    """A figure that has never shown another position."""
    fig, update = function()
    return live.Live(fig, update, sliders.read(update), renderer.labelled(fig), [])


def full_drawing(diagram, position, definitions):
    renderer.wrap(diagram.labelled)
    diagram.update(**position)
    return svg.tidy(renderer.whole(diagram.fig), definitions)


def test_frames_are_small():
    one = draw(samples.live, "samples", "live")["frames"]
    two = draw(samples.two_sliders, "samples", "two_sliders")["frames"]
    assert len(gzip.compress(markup.frames_text(one).encode())) < 4000
    assert len(gzip.compress(markup.frames_text(two).encode())) < 4000


def test_the_drawing_stands_where_the_sliders_start():
    drawing = draw(samples.live, "samples", "live")
    assert ">α = 0.20<" in drawing["svg"]
    assert drawing["sliders"] == [
        {
            "name": "alpha",
            "label": "α",
            "min": 0,
            "max": 1,
            "step": 0.05,
            "value": 0.2,
            "values": [round(k * 0.05, 2) for k in range(21)],
            "decimals": 2,
        }
    ]
    assert drawing["frames"]["counts"] == [21]


def test_the_last_slider_moves_fastest():
    _, update = samples.two_sliders()
    positions = sliders.positions(sliders.read(update))
    assert positions[:2] == [{"beta": 0.5, "shift": -1}, {"beta": 0.5, "shift": -0.5}]
    assert len(positions) == 3 * 5


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (samples.unlabelled_change, "something that has no gid"),
        (samples.grows, "something that has no gid"),
        (samples.drifts, "the same picture twice"),
        (samples.nested, "is drawn inside the labelled"),
        (samples.moving_image, "image that changes"),
        (samples.noisy, "KB gzipped"),
        (samples.fails_in_update, "shift = 0.0 raises ZeroDivisionError"),
    ],
)
def test_what_a_page_could_not_show_is_refused(function, says):
    with pytest.raises(PageError, match=says) as caught:
        draw(function, "samples", function.__name__)
    assert caught.value.arguments["page"] == "tests/drawing/samples.py"
    assert caught.value.arguments["line"]
