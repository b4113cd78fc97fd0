"""The style and the page's style sheet agree, and both can be read by everyone."""

import re

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from scripts.drawing.palette import PAPER, ROLES
from scripts.drawing.style import Slider, axes, curve
from scripts.project import DOCS

CSS = (DOCS / "assets/stylesheets/figures.css").read_text()
LIGHT, DARK = (
    dict(re.findall(r"--fig-(\w+): (#\w{6});", block))
    for block in re.findall(r"(?::root|\[data-md-color-scheme=\"slate\"\]) \{\n(.*?)\}", CSS, re.S)
)


def test_the_style_sheet_has_every_role_in_both_themes():
    assert LIGHT == ROLES
    assert DARK.keys() == ROLES.keys()
    for role in ROLES:
        assert f".fig-stroke-{role} {{ stroke: var(--fig-{role}); }}" in CSS
        assert f".fig-fill-{role} {{ fill: var(--fig-{role}); }}" in CSS


def luminance(color):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return np.dot([0.2126, 0.7152, 0.0722], linear)


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_contrast_suffices_for_text_and_lines(theme):
    written = ("function", "derivative", "second", "highlight", "ink", "neutral")
    assert min(contrast(theme[role], theme["paper"]) for role in written) >= 4.5
    assert contrast(theme["axis"], theme["paper"]) >= 3


# Brettel, Viénot and Mollon (1997) as simplified by Viénot, Brettel and Mollon (1999).
_DEUTERANOPIA = np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]])
_PROTANOPIA = np.array([[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]])


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("sight", [_DEUTERANOPIA, _PROTANOPIA])
def test_function_and_derivative_differ_for_color_blind_readers(theme, sight):
    one, other = (sight @ np.array(to_rgb(theme[role])) for role in ("function", "derivative"))
    assert np.linalg.norm(one - other) > 0.35


def test_a_slider_knows_its_positions_exactly():
    assert Slider(0, 0.8, step=0.1, value=0).values == (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
    assert Slider(-1, 1, step=0.25, value=0).decimals == 2
    assert Slider(1, 9, step=2, value=1).values == (1, 3, 5, 7, 9)


@pytest.mark.parametrize(
    ("function", "closed", "opened"),
    [
        (lambda x: np.where(x > 0, 1.0, 0.0), [(0, 0)], [(0, 1)]),
        (lambda x: np.where(x >= 0, 1.0, 0.0), [(0, 1)], [(0, 0)]),
        (np.sign, [(0, 0)], [(0, -1), (0, 1)]),
        (lambda x: np.where(x == 0, 1.0, 0.0), [(0, 1)], [(0, 0)]),
        (np.zeros_like, [], []),
    ],
)
def test_the_dots_at_a_jump_show_where_the_value_lies(function, closed, opened):
    _, ax = axes()
    drawn = curve(ax, function, jumps=[0])
    assert drawn.closed.get_xydata().tolist() == [list(map(float, dot)) for dot in closed]
    assert np.allclose(drawn.open.get_xydata().reshape(-1, 2), np.reshape(opened, (-1, 2)))
    assert drawn.open.get_markerfacecolor() == PAPER


def test_gaps_at_several_jumps():
    _, ax = axes()
    drawn = curve(ax, np.floor, jumps=[2, -1, 0.5])
    gaps = np.flatnonzero(np.isnan(drawn.x))
    assert np.allclose(drawn.x[gaps - 1], [-1, 0.5, 2])
    assert np.all(np.diff(drawn.x[~np.isnan(drawn.x)]) > 0)
