"""The preview stage: what a page's card says and shows goes in, its PNG comes out, as plain JSON."""

from base64 import b64encode

from scripts.previews.card import PICTURE, png
from scripts.previews.picture import picture
from scripts.previews.requests import Card


def compute(payload: dict) -> dict:
    """Draw one card.

    Parameters
    ----------
    payload : dict
        `card`, the fields of a `Card`, and `figure`, its `module` and `function`, or None.

    Returns
    -------
    dict
        `png`: the file, in base64.

    Raises
    ------
    PageError
        If there is no such figure, or if it fails.
    """
    figure = payload["figure"]
    shown = picture(figure["module"], figure["function"], PICTURE) if figure else None
    return {"png": b64encode(png(Card(**payload["card"]), shown)).decode()}
