"""The picture of a drawing: the figure as pixels, in the light theme, as a page shows it at first."""

import io
from base64 import b64decode

import matplotlib
import numpy as np
import pytest
from PIL import Image

from scripts.drawing import picture, renderer, sliders
from scripts.drawing.draw import draw
from scripts.drawing.palette import FUNCTION, PAPER
from scripts.drawing.style import PARAMETERS
from tests.drawing import samples


def pixels(png: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(b64decode(png))).convert("RGB"))


def is_near(array: np.ndarray, color: str) -> np.ndarray:
    rgb = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return np.abs(array.astype(int) - rgb).max(axis=-1) < 24


@pytest.mark.parametrize("function", [samples.static, samples.many, samples.live])
def test_it_is_as_large_as_the_drawing_and_has_its_colors(function):
    drawing = draw(function, "samples", function.__name__)
    array = pixels(drawing["png"])
    height, width = array.shape[:2]
    assert width == round(drawing["width"] * picture.SCALE)
    assert height == pytest.approx(drawing["height"] * picture.SCALE, abs=1)
    assert is_near(array[0, 0], PAPER)
    assert is_near(array, FUNCTION).sum() > 100


def test_a_live_diagram_stands_where_its_sliders_begin():
    drawing = draw(samples.live, "samples", "live")
    with matplotlib.rc_context(PARAMETERS):
        fig, update = samples.live()
        moving = sliders.read(update)
        shown = {}
        for position in (sliders.start(moving), sliders.positions(moving)[-1]):
            update(**position)
            renderer.whole(fig)
            shown[str(position)] = pixels(picture.png(fig))
    first, last = shown.values()
    drawn = pixels(drawing["png"]).astype(int)
    assert np.abs(drawn - first).mean() < 0.5 < np.abs(drawn - last).mean()


def test_the_same_figure_gives_the_same_bytes():
    one, other = (draw(samples.many, "samples", "many")["png"] for _ in range(2))
    assert one == other
