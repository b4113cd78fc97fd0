"""The card that stands for a page elsewhere: its texts and a picture go in, the bytes of a PNG come out.

It is drawn with the style of the figures, whose fonts travel with Matplotlib: the same sources
give the same bytes.
"""

import io

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch
from matplotlib.textpath import text_to_path
from PIL import Image, ImageOps

from scripts.drawing import style
from scripts.drawing.palette import DERIVATIVE, FUNCTION, GRID, INK, NEUTRAL, PAPER
from scripts.previews.requests import HEIGHT, WIDTH, Card

PICTURE = (500, 482)  #: the largest picture, in pixels
_LEFT, _COLUMN = 56, 512  # where the texts begin, and how wide a line of them may be
_TOP, _BOTTOM, _FOOT = 76, 510, 574  # the first line, the end of the texts, the name of the site
_PANEL = (606, 48, 546, 534)  # left, top, width and height
_SURFACE = "#f7f8fa"  # of the boxes of the site
_TITLE, _TEXT = (60, 54, 48, 42, 37), (26, 24, 22)  # sizes in pixels: the largest that fits is taken
_LEADING = 1.24
_COLORS = 256  # few flat colors with soft edges: a palette holds them in a third of the bytes


def png(card: Card, picture: Image.Image | None) -> bytes:
    """The card as a PNG file; without a picture, the mark of the site stands in its place."""
    with matplotlib.rc_context(style.PARAMETERS):
        fig, ax = style.canvas((WIDTH, HEIGHT))
        fig.set_facecolor(_SURFACE)
        _panel(ax)
        _write(ax, card)
        if picture is None:
            _mark(fig)
        else:
            _place(fig, picture)
        canvas = FigureCanvasAgg(fig)
        canvas.draw()
    image = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    file = io.BytesIO()
    image.quantize(_COLORS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _panel(ax: Axes) -> None:
    """The sheet for the picture, and the accent along the left edge."""
    left, top, width, height = _PANEL
    ax.add_patch(FancyBboxPatch((left, top), width, height, "round,pad=0,rounding_size=14",
                                facecolor=PAPER, edgecolor=GRID, linewidth=2))
    ax.fill_between([0, 12], 0, HEIGHT, color=FUNCTION, linewidth=0)


def _place(fig: Figure, picture: Image.Image) -> None:
    """Put a picture in the middle of the panel, as large as may be."""
    left, top, width, height = _PANEL
    fitting = ImageOps.contain(picture.convert("RGB"), PICTURE, Image.Resampling.LANCZOS)
    columns, rows = fitting.size
    x, y = left + (width - columns) // 2, HEIGHT - top - (height + rows) // 2
    fig.figimage(np.asarray(fitting), x, y, zorder=2)


def _mark(fig: Figure) -> None:
    """A function and its derivative, large and without words, as the site draws them."""
    left, top, width, height = _PANEL
    ax = style.plane(fig, (left - 12, top + 40, width, height - 60), (-6, 6), (-0.1, 1.1), xlabel="")
    ax.tick_params(labelbottom=False, labelleft=False)
    x = np.linspace(-6, 6, 241)
    y = 1 / (1 + np.exp(-x))
    ax.plot(x, y, color=FUNCTION, linewidth=7)
    ax.plot(x, y * (1 - y), color=DERIVATIVE, linewidth=7, linestyle=style.DASHED)


def _write(ax: Axes, card: Card) -> None:
    """The texts: the part, the title and the text from the top, the site at the foot."""
    y = _TOP
    if card.section:
        y = _lines(ax, [card.section], 24, y, FUNCTION, "bold") + 12
    room = _BOTTOM - y
    lines, size = _fitted(card.title, _TITLE, room / 2 if card.text else room, "bold")
    y = _lines(ax, lines, size, y, INK, "bold") + 20
    if card.text:
        lines, size = _fitted(card.text, _TEXT, _BOTTOM - y, "normal")
        _lines(ax, lines, size, y, NEUTRAL, "normal")
    ax.text(_LEFT, _FOOT, card.site, color=INK, fontsize=24, weight="bold", parse_math=False)


def _lines(ax: Axes, lines: list[str], size: float, y: float, color: str, weight: str) -> float:
    """Write lines below each other; gives where the next may begin."""
    for number, line in enumerate(lines):
        ax.text(_LEFT, y + size * (0.8 + number * _LEADING), line, color=color, fontsize=size,
                weight=weight, parse_math=False)
    return y + len(lines) * size * _LEADING


def _fitted(text: str, sizes: tuple[int, ...], room: float, weight: str) -> tuple[list[str], int]:
    """The lines of a text, and the largest size at which they fit; cut where none does."""
    for size in sizes:
        font = FontProperties(size=size, weight=weight)
        lines = _wrapped(text.split(), font)
        most = max(1, int(room / (size * _LEADING)))
        if len(lines) <= most and all(_width(line, font) <= _COLUMN for line in lines):
            return lines, size
    kept = lines[:most]
    while _width(f"{kept[-1]} …", font) > _COLUMN and " " in kept[-1]:
        kept[-1] = kept[-1].rpartition(" ")[0]
    return [*kept[:-1], f"{kept[-1]} …"], size


def _wrapped(words: list[str], font: FontProperties) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if _width(longer, font) <= _COLUMN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _width(text: str, font: FontProperties) -> float:
    return text_to_path.get_text_width_height_descent(text, font, False)[0]
