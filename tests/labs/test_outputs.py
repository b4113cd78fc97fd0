"""What a cell leaves and what the page shows of it."""

import matplotlib
import pytest
from matplotlib.figure import Figure
from nbformat.v4 import new_output

from scripts.drawing import renderer
from scripts.drawing.style import PARAMETERS
from scripts.errors import PageError
from scripts.labs.kernel import FIGURE
from scripts.labs.outputs import Outputs

PAGE = "docs/labs/x.py"


def printed(text: str, name: str = "stdout") -> dict:
    return new_output("stream", name=name, text=text)


def displayed(**data: str) -> dict:
    names = {"plain": "text/plain", "markdown": "text/markdown", "html": "text/html", "png": "image/png"}
    return new_output("display_data", {names[kind]: text for kind, text in data.items()})


def drawn(color: str, identity: int = 1) -> dict:
    with matplotlib.rc_context(PARAMETERS):
        figure = Figure()
        figure.subplots().plot([0, 1], [0, 1], color=color)
        raw, size = renderer.whole(figure), renderer.size(figure)
    data = {"raw": raw, "size": size, "png": f"picture {identity}", "identity": identity}
    return new_output("display_data", {FIGURE: data})


def read(*outputs: dict) -> list[dict]:
    return Outputs(PAGE, "lab-x").read(list(outputs), 12)


def test_texts_in_a_row_are_one() -> None:
    table = displayed(markdown="*c*")
    shown = read(printed("a\n"), printed("b"), displayed(plain="3"), table, printed("d"))
    assert shown == [
        {"kind": "text", "text": "a\nb\n3"},
        {"kind": "markdown", "text": "*c*"},
        {"kind": "text", "text": "d"},
    ]
    assert read(displayed(markdown="*c*", plain="<Markdown>")) == [{"kind": "markdown", "text": "*c*"}]
    assert read(printed("\n")) == []


def test_a_figure_that_is_shown_twice_is_one_and_follows_the_theme() -> None:
    first, second = read(drawn("C0"), drawn("C0"), drawn("C1", identity=2))
    assert (first["id"], second["id"]) == ("lab-x-1", "lab-x-2")
    assert (first["is_held"], second["is_held"]) == (True, False)
    assert (first["png"], second["png"]) == ("picture 1", "picture 2")
    assert "fig-stroke-function" in first["svg"] and "fig-stroke-second" in second["svg"]
    assert "#3b5bdb" not in first["svg"] and "style=" not in first["svg"]


def test_instant_navigation_finds_nothing_to_assign_to_in_a_picture() -> None:
    # It sets the `href` of whatever has one, and that of an `<image>` cannot be set.
    with matplotlib.rc_context(PARAMETERS):
        figure = Figure()
        figure.subplots().imshow([[0.0, 1.0]])
        raw, size = renderer.whole(figure), renderer.size(figure)
    data = {"raw": raw, "size": size, "png": "picture", "identity": 1}
    (shown,) = read(new_output("display_data", {FIGURE: data}))
    assert "<image" in shown["svg"] and " href=" not in shown["svg"]


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (printed("RuntimeWarning: overflow", "stderr"), "RuntimeWarning: overflow"),
        (displayed(html="<b>x</b>", plain="x"), "shows text/html"),
        (displayed(png="iVBO", plain="x"), "shows image/png"),
        (displayed(plain="<Axes at 0x7f0123456789>"), "memory address"),
        (drawn("red"), "the color #ff0000 is not one of"),
    ],
)
def test_what_cannot_be_published_stops_with_the_line(output: dict, message: str) -> None:
    with pytest.raises(PageError, match=message) as caught:
        read(output)
    assert (caught.value.arguments["page"], caught.value.arguments["line"]) == (PAGE, 12)
