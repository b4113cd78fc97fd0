"""The picture of a figure in pixels: its colors are those that its page shows on white."""

import io
from base64 import b64decode

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from scripts.drawing import style
from scripts.drawing.palette import FUNCTION, HIGHLIGHT
from scripts.drawing.picture import SCALE, png


def pixels(fig: Figure) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(b64decode(png(fig)))).convert("RGB"))


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
