"""Draw a figure, or one of its artists, as raw SVG in Matplotlib's own dialect.

In goes a `Figure`, out comes XML text. Each artist with a gid becomes a group with
that id, even where it is invisible or empty, so that a live diagram finds the same
groups at every step.
"""

import io
from collections.abc import Iterable
from functools import lru_cache, partial

from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

_DPI = 72  # of the SVG backend: one point is one unit of the view box

_SET_BY_DRAWING = ("_renderer", "_transform", "xy")


class _Renderer(RendererSVG):
    def open_group(self, s, gid=None):
        # Only a gid makes an id: the numbered ones of Matplotlib would clash on a page.
        self.writer.start("g", id=gid)

    def _convert_path(self, path, transform=None, clip=None, simplify=None, sketch=None):
        # Without clipping at the canvas, which would give a curve other points at each step.
        return super()._convert_path(path, transform, None, simplify, sketch)

    def get_text_width_height_descent(self, s, prop, ismath):
        # Matplotlib remembers sizes for one renderer; here every step has a new one.
        return _text_size(s, prop.copy(), ismath)

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        if len(path.vertices) == 1 and not trans.transform(path.vertices).any():
            # An area comes as one marker at the origin. As a path of its own, a live
            # diagram can move its points instead of defining it anew at each step.
            self.draw_path(gc, marker_path, marker_trans, rgbFace)
        else:
            super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)


@lru_cache(maxsize=4096)
def _text_size(text: str, font: FontProperties, math: bool | str) -> tuple[float, float, float]:
    return text_to_path.get_text_width_height_descent(text, font, math)


def labelled(fig: Figure) -> list[Artist]:
    """The artists with a gid, in the order in which the figure holds them."""
    return fig.findobj(lambda artist: artist.get_gid() is not None)


def wrap(artists: Iterable[Artist]) -> None:
    """Let artists always emit a group with their gid."""
    for artist in artists:
        if "draw" not in vars(artist):
            artist.draw = partial(_draw_in_group, artist)


def rest(fig: Figure, artists: Iterable[Artist]) -> str:
    """The whole figure, with empty groups for some wrapped artists."""
    hidden = [artist for artist in artists if artist.get_visible()]
    for artist in hidden:
        artist.set_visible(False)
    try:
        return whole(fig)
    finally:
        for artist in hidden:
            artist.set_visible(True)


def state(artist: Artist) -> object:
    """What decides how a text looks, to compare with an earlier state.

    A text costs ten times a line, and most stay. Any other artist, and one that
    says of itself that it is stale, gets a state that equals no other.
    """
    if not isinstance(artist, Text) or artist.stale or getattr(artist, "arrow_patch", None):
        return object()
    own = {name: id(value) for name, value in vars(artist).items() if name not in _SET_BY_DRAWING}
    place = () if artist.axes is None else (*artist.axes.get_xlim(), *artist.axes.get_ylim())
    return own, getattr(artist, "xy", None), place


def size(fig: Figure) -> tuple[float, float]:
    """Width and height of the view box."""
    width, height = fig.get_size_inches()
    return float(width * _DPI), float(height * _DPI)


def whole(fig: Figure) -> str:
    """The whole figure."""
    fig.dpi = _DPI
    return _drawn(fig, [fig])


def alone(fig: Figure, artists: Iterable[Artist]) -> str:
    """Only some artists of a figure that has been drawn as a whole before."""
    for axes in fig.axes:
        # What Axes.draw does before it draws its artists.
        axes._unstale_viewLim()
        axes.apply_aspect()
    return _drawn(fig, artists)


def _drawn(fig: Figure, artists: Iterable[Artist]) -> str:
    text = io.StringIO()
    renderer = _Renderer(*size(fig), text, metadata={"Date": None, "Creator": None})
    for artist in artists:
        artist.draw(renderer)
    renderer.finalize()
    return text.getvalue()


def _draw_in_group(artist: Artist, renderer: RendererSVG) -> None:
    renderer.open_group("artist", artist.get_gid())
    type(artist).draw(artist, renderer)
    renderer.close_group("artist")
