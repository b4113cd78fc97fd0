"""The preview stage: what a page's card says and shows goes in, its PNG comes out, as plain JSON."""

import io
from base64 import b64decode, b64encode

from PIL import Image

from scripts.previews.card import png
from scripts.previews.requests import Card


def compute(payload: dict) -> dict:
    """Draw one card.

    Parameters
    ----------
    payload : dict
        `card`, the fields of a `Card`, and `picture`, a PNG in base64, or None.

    Returns
    -------
    dict
        `png`: the file, in base64.
    """
    shown = payload["picture"] and Image.open(io.BytesIO(b64decode(payload["picture"])))
    return {"png": b64encode(png(Card(**payload["card"]), shown)).decode()}
