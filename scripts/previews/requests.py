"""What the preview stage is asked: a page's words and picture go in, its card's request comes out."""

from dataclasses import asdict, dataclass
from importlib.metadata import version

from scripts import sources
from scripts.stages import Request

WIDTH, HEIGHT = 1200, 630  #: of a card, in pixels; the shape that sites show large


@dataclass(frozen=True)
class Card:
    """What a card says.

    Attributes
    ----------
    title : str
        The name of the page.
    site : str
        The name of the site, at the foot; empty where it is the title.
    section : str
        The part that the page belongs to; empty if it has none.
    text : str
        A sentence or two below the title; empty beside a picture of the page's own.
    """

    title: str
    site: str = ""
    section: str = ""
    text: str = ""


def request(page: str, card: Card, picture: str | None) -> Request:
    """The request for the card of one page.

    Parameters
    ----------
    page : str
        Where the page stands, to say what is computed.
    card : Card
        What it says.
    picture : str or None
        What it shows, as `scripts.drawing.picture.png` gives it; the mark of the site if None.
    """
    payload = {"card": asdict(card), "picture": picture}
    return Request("previews", sources.key("previews", [], payload, version("pillow")), page, payload)
