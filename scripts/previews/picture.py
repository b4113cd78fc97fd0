"""A figure as pixels: the name of a figure function and a box go in, what to put on a card comes out.

The SVG of a page takes its letters and its colors from the page; a picture that stands alone
has neither, so the figure is drawn again, in the colors of the light theme.
"""

import sys

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from scripts.drawing import renderer, sliders
from scripts.drawing.draw import called
from scripts.drawing.stage import figure_function
from scripts.drawing.style import PARAMETERS


def picture(module: str, function: str, box: tuple[float, float]) -> np.ndarray:
    """A figure as large as a box allows, a live one as it stands at first.

    Parameters
    ----------
    module, function : str
        Of `scripts.figures`.
    box : tuple of float
        Width and height in pixels.

    Returns
    -------
    ndarray
        Red, green, blue and opacity of each pixel, rows from the top; bytes.
    """
    draw = figure_function(module, function)
    try:
        with matplotlib.rc_context(PARAMETERS):
            fig, update = called(draw)
            if update is not None:
                update(**sliders.start(sliders.read(update)))
            width, height = renderer.size(fig)
            fig.dpi *= min(box[0] / width, box[1] / height)
            canvas = FigureCanvasAgg(fig)
            canvas.draw()
    finally:
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close("all")
    return np.asarray(canvas.buffer_rgba()).copy()
