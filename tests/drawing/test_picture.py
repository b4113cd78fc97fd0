"""The picture of a figure in pixels: its colors are those that its page shows on white."""

import io
from base64 import b64decode

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from scripts.drawing import renderer, sliders, style
from scripts.drawing.draw import draw
from scripts.drawing.palette import FUNCTION, HIGHLIGHT
from scripts.drawing.picture import SCALE, png
from tests.drawing import samples


def decoded(picture: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(b64decode(picture))).convert("RGB"))


def pixels(fig: Figure) -> np.ndarray:
    return decoded(png(fig))


@pytest.mark.parametrize("alpha", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("color", [FUNCTION, HIGHLIGHT])
def test_a_shade_is_as_light_as_it_is_drawn(color: str, alpha: float) -> None:
    with matplotlib.rc_context(style.PARAMETERS):
        fig, ax = style.canvas((100, 80))
        ax.fill_between([20, 80], 20, 60, color=color, alpha=alpha, linewidth=0)
        image = pixels(fig)
    assert image.shape == (80 * SCALE, 100 * SCALE, 3)
    expected = [255 * (1 - alpha + alpha * part) for part in to_rgb(color)]
    assert np.abs(image[40 * SCALE, 50 * SCALE] - expected).max() <= 8  # the palette is coarse
    assert image[5, 5].min() >= 250, "paper"


def test_edges_are_soft() -> None:
    with matplotlib.rc_context(style.PARAMETERS):
        fig, ax = style.canvas((100, 80))
        ax.plot([10, 90], [10, 70], color=FUNCTION)
        image = pixels(fig)
    assert len(np.unique(image.reshape(-1, 3), axis=0)) > 8


@pytest.mark.parametrize("function", [samples.static, samples.many, samples.live])
def test_a_drawing_comes_with_a_picture_as_large_as_it(function):
    drawing = draw(function, "samples", function.__name__)
    height, width = decoded(drawing["png"]).shape[:2]
    assert width == round(drawing["width"] * SCALE)
    assert height == pytest.approx(drawing["height"] * SCALE, abs=1)


def test_a_live_diagram_stands_where_its_sliders_begin():
    drawing = draw(samples.live, "samples", "live")
    with matplotlib.rc_context(style.PARAMETERS):
        fig, update = samples.live()
        moving = sliders.read(update)
        shown = {}
        for position in (sliders.start(moving), sliders.positions(moving)[-1]):
            update(**position)
            renderer.whole(fig)
            shown[str(position)] = pixels(fig)
    first, last = shown.values()
    drawn = decoded(drawing["png"]).astype(int)
    assert np.abs(drawn - first).mean() < 0.5 < np.abs(drawn - last).mean()


def test_the_same_figure_gives_the_same_bytes():
    one, other = (draw(samples.many, "samples", "many")["png"] for _ in range(2))
    assert one == other
