"""Preview images: what a card shows, that it fits, and that the same card has the same bytes."""

import io
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from scripts.errors import PageError
from scripts.previews.card import PICTURE, png
from scripts.previews.picture import picture
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
    shown = picture("activations", "leaky_relu", PICTURE)
    first = png(CARD, shown)
    assert first == png(CARD, picture("activations", "leaky_relu", PICTURE))
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


def test_a_picture_stands_in_the_middle_of_its_panel() -> None:
    red = np.zeros((100, 200, 4), np.uint8)
    red[..., 0] = red[..., 3] = 255
    red[:10, ..., 2] = 255  # the upper edge is of another color
    image = pixels(png(CARD, red))
    rows, columns = np.nonzero((image[..., 0] > 200) & (image[..., 1] < 60))
    assert (np.ptp(rows), np.ptp(columns)) == (99, 199)
    assert abs((columns.min() + columns.max()) / 2 - (606 + 546 / 2)) <= 1
    assert image[rows.min() + 3, columns.min() + 50, 2] > image[rows.max() - 3, columns.min() + 50, 2]


@pytest.mark.parametrize("name", ["leaky_relu", "mismatch", "leaky_relu_grad"])
def test_a_figure_fills_the_box_that_it_gets(name: str) -> None:
    height, width, _ = picture("activations", name, PICTURE).shape
    assert height <= PICTURE[1] + 1 and width <= PICTURE[0] + 1
    assert abs(width - PICTURE[0]) <= 1 or abs(height - PICTURE[1]) <= 1
    assert plt.get_fignums() == []


def test_a_live_figure_is_shown_as_it_stands_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from scripts.drawing import style
    from scripts.figures import activations

    def at(slope: float) -> object:
        fig, ax = style.axes(x=(-3, 3), y=(-3, 3), ylabel="LeakyReLU(x)")
        style.curve(ax, lambda x: np.where(x > 0, x, slope * x))
        return fig

    live = picture("activations", "leaky_relu", PICTURE)
    monkeypatch.setattr(activations, "leaky_relu", lambda: at(0.2))
    same = picture("activations", "leaky_relu", PICTURE)
    monkeypatch.setattr(activations, "leaky_relu", lambda: at(0.6))
    assert np.array_equal(live, same)
    assert not np.array_equal(live, picture("activations", "leaky_relu", PICTURE))


def test_a_figure_that_is_not_there_is_an_error() -> None:
    with pytest.raises(PageError, match="no figure 'activations.rely'.*activations.relu"):
        compute(request("docs/x.md", CARD, None).payload
                | {"figure": {"module": "activations", "function": "rely"}})  # fmt: skip


def test_a_request_depends_on_what_is_shown() -> None:
    plain = request("a.md", CARD, None)
    assert request("b.md", CARD, None).key == plain.key, "not on where the page stands"
    others = [
        request("a.md", replace(CARD, title="Other"), None),
        request("a.md", CARD, "activations.relu"),
        request("a.md", CARD, "activations.elu"),
        request("a.md", CARD, "losses.mse"),
    ]
    assert len({one.key for one in [plain, *others]}) == 5
