"""A figure goes in, out comes its picture as text: a PNG in base64, in the colors of the light theme.

The SVG of a page takes its letters and colors from the page. Where there is none, as in a
notebook, the figure stands as pixels.
"""

import io
from base64 import b64encode

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from scripts.drawing.palette import PAPER

SCALE = 2  #: pixels for each unit of the drawing, so that it is sharp on a fine screen
_DPI = 72  # at which a point is one unit
_COLORS = 64  # a palette of them holds the few flat colors of a figure in two thirds of the bytes


def png(fig: Figure) -> str:
    """The figure as it stands."""
    fig.dpi = _DPI * SCALE
    canvas = FigureCanvasAgg(fig)
    canvas.draw()
    image = Image.fromarray(np.asarray(canvas.buffer_rgba()))
    # What is drawn on nothing keeps soft edges and light shades only if paper lies under it.
    paper = Image.new("RGBA", image.size, PAPER)
    opaque = Image.alpha_composite(paper, image).convert("RGB")
    few = opaque.quantize(_COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG")
    return b64encode(file.getvalue()).decode()
