"""Preview images: what a card shows, that it fits, and that the same card has the same bytes."""

import io
from base64 import b64decode
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from scripts.drawing import draw
from scripts.figures import activations
from scripts.previews.card import png
from scripts.previews.requests import HEIGHT, WIDTH, Card, request
from scripts.previews.stage import compute

CARD = Card("Functions", "Deep Learning in Three Views", "Foundation")
MOST_BYTES = 60 * 1024


def pixels(file: bytes) -> np.ndarray:
    image = Image.open(io.BytesIO(file))
    assert (image.format, image.size, image.mode) == ("PNG", (WIDTH, HEIGHT), "P")
    return np.asarray(image.convert("RGB")).astype(int)


def differ(one: bytes, other: bytes) -> tuple[slice, slice]:
    """The rows and columns within which two cards are not alike; each has a palette of its own."""
    rows, columns = np.nonzero(np.abs(pixels(one) - pixels(other)).max(axis=2) > 80)
    return slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1)


def test_the_same_card_has_the_same_bytes() -> None:
    first = png(CARD, None)
    assert first == png(CARD, None)
    assert len(first) <= MOST_BYTES


@pytest.mark.parametrize("field", ["title", "site", "section"])
def test_each_text_stands_in_the_left_column(field: str) -> None:
    plain = png(CARD, None)
    _, columns = differ(plain, png(replace(CARD, **{field: "Xxx"}), None))
    assert 50 <= columns.start and columns.stop <= 600


def test_texts_stand_below_each_other() -> None:
    card = Card("Functions", section="Foundation")
    plain = png(card, None)
    texts = {"section": "Fundament", "title": "Function", "text": "What they are.", "site": "A site"}
    changed = [replace(card, **{field: text}) for field, text in texts.items()]
    rows = [differ(plain, png(other, None))[0] for other in changed]
    for above, below in zip(rows, rows[1:], strict=False):
        assert above.stop <= below.start


@pytest.mark.parametrize(
    "title",
    ["Derivatives of matrix functions and of everything that has a shape", "Differentiationally " * 9],
)
def test_a_long_title_is_made_to_fit(title: str) -> None:
    rows, columns = differ(png(Card(title="."), None), png(Card(title=title, text=title), None))
    assert columns.stop <= 600, "beside the picture"
    assert rows.stop <= 560, "above the name of the site"


@pytest.mark.parametrize(("size", "shown"), [((200, 100), (500, 250)), ((400, 1928), (100, 482))])
def test_a_picture_stands_in_the_middle_of_its_panel(size: tuple, shown: tuple) -> None:
    red = Image.new("RGB", size, (255, 0, 0))
    red.paste((255, 0, 255), (0, 0, size[0], size[1] // 10))  # the upper edge is of another color
    image = pixels(png(CARD, red))
    rows, columns = np.nonzero((image[..., 0] > 200) & (image[..., 1] < 60))
    assert (np.ptp(columns) + 1, np.ptp(rows) + 1) == shown
    assert abs((columns.min() + columns.max()) / 2 - (606 + 546 / 2)) <= 1
    assert abs((rows.min() + rows.max()) / 2 - (48 + 534 / 2)) <= 1
    assert image[rows.min() + 3, columns.min() + 50, 2] > image[rows.max() - 3, columns.min() + 50, 2]


def test_the_stage_takes_a_drawing_s_own_picture() -> None:
    drawing = draw.draw(activations.leaky_relu, "activations", "leaky_relu")
    made = b64decode(compute(request("a.md", CARD, drawing["png"]).payload)["png"])
    assert made == png(CARD, Image.open(io.BytesIO(b64decode(drawing["png"]))))
    assert len(made) <= MOST_BYTES
    assert b64decode(compute(request("a.md", CARD, None).payload)["png"]) == png(CARD, None) != made


def test_a_request_depends_on_what_is_shown() -> None:
    plain = request("a.md", CARD, None)
    assert request("b.md", CARD, None).key == plain.key, "not on where the page stands"
    others = [request("a.md", replace(CARD, title="Other"), None), request("a.md", CARD, "AAAA")]
    assert len({one.key for one in [plain, *others]}) == 3
