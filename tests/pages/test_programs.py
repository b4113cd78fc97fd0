"""The code of each diagram: it runs alone and ends in the diagram as the page first shows it."""

import importlib

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

from scripts.drawing import sliders
from scripts.drawing.style import PARAMETERS
from scripts.pages.programs import program, programs
from scripts.pages.site import figure_name, pages
from scripts.running import kernel

FIGURES = sorted(
    {figure_name(fence) for page in pages() for fence in page.of_kind("diagram")}
)


def _drawn(figure: str) -> tuple[Figure, list[dict]]:
    """The figure as the drawing stage first sees it, with its sliders."""
    module, function = figure.split(".")
    drawn = getattr(importlib.import_module(f"scripts.figures.{module}"), function)()
    if isinstance(drawn, Figure):
        return drawn, []
    fig, update = drawn
    found = sliders.read(update)
    update(**{name: slider.value for name, slider in found.items()})
    return fig, [sliders.described(name, slider) for name, slider in found.items()]


def _data(fig: Figure) -> list[np.ndarray]:
    return [np.asarray(line.get_xydata(), float) for axes in fig.axes for line in axes.lines]


@pytest.mark.parametrize("figure", FIGURES)
def test_a_program_draws_the_diagram(figure: str) -> None:
    with matplotlib.rc_context(PARAMETERS):
        expected, moving = _drawn(figure)
        text = program(figure, moving)
        given = kernel.run_block(text, "diagram", {"__name__": "__main__"})
    assert isinstance(given, Figure)
    for one, other in zip(_data(given), _data(expected), strict=True):
        np.testing.assert_array_equal(one, other)
    texts = [[text.get_text() for axes in fig.axes for text in axes.texts] for fig in (given, expected)]
    assert texts[0] == texts[1]


def test_a_slider_is_an_argument_that_a_reader_can_change() -> None:
    text = program("activations.leaky_relu", [{"name": "alpha", "value": 0.2}])
    assert text.endswith("\nfig, update = leaky_relu()\nupdate(alpha=0.2)\nfig\n")


def test_only_what_the_figure_needs_comes_along() -> None:
    text = program("activations.relu", [])
    assert text.count("def ") == 1
    assert "from snippets import activations" in text
    assert text.endswith("\nrelu()\n")


@pytest.mark.slow
def test_every_diagram_of_the_pages_has_its_program() -> None:
    assert sorted(programs()) == FIGURES
