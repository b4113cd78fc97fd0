"""What the preview stage is asked: a page's words and its figure go in, its card's request comes out."""

from dataclasses import asdict, dataclass
from importlib.metadata import version

from scripts import sources
from scripts.project import FIGURES
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


def request(page: str, card: Card, figure: str | None) -> Request:
    """The request for the card of one page.

    Parameters
    ----------
    page : str
        Where the page stands, to say what is computed.
    card : Card
        What it says.
    figure : str or None
        The figure that it shows, `module.function`.
    """
    module, _, function = (figure or "").partition(".")
    shown = {"module": module, "function": function} if figure else None
    payload = {"card": asdict(card), "figure": shown}
    drawn = [FIGURES / f"{module}.py"] if figure else []
    key = sources.key("previews", drawn, payload, version("pillow"))
    return Request("previews", key, page, payload)
