"""A curve that carries a snippet's name is that snippet, at every point and every step."""

import pytest

from scripts.drawing.draw import draw
from scripts.errors import PageError
from tests.drawing import samples


@pytest.mark.parametrize(
    ("function", "names"),
    [
        (samples.static, {"functions.square"}),
        (samples.jump, {"functions.step"}),
        (samples.scatter, {"functions.square"}),
        (samples.live, {"activations.leaky_relu", "activations.leaky_relu_grad"}),
    ],
)
def test_curves_drawn_with_the_snippet_agree(function, names):
    curves = draw(function, "samples", function.__name__)["curves"]
    assert {curve["name"] for curve in curves} == names
    assert all(curve["error"] == 0 for curve in curves)


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (samples.wrong_curve, "is not activations.relu: at x = -3 the figure plots y = -0.6"),
        (samples.wrong_slope, "with alpha = 0.2 the figure plots y = -0.63, the code gives -0.6"),
        (samples.wrong_point, r"at x = -1.15 the figure plots y = 1e-06, the code gives 0"),
        (samples.missing_piece, "at x = -1.15 the figure plots y = nan, the code gives 0"),
        (samples.wrong_at_one_step, "alpha = 0.95 the figure plots y = -2.7, the code gives -2.85"),
        (samples.no_such_snippet, "Did you mean activations.relu"),
        (samples.named_text, "is on a Annotation, but only lines and scatters"),
        (samples.unknown_parameter, "sets alpha, which activations.relu does not have"),
        (samples.nothing_plotted, "has no points to compare"),
        (samples.not_imported, "does not import snippets.derivatives"),
    ],
)
def test_another_curve_than_the_name_says_is_refused(function, says):
    with pytest.raises(PageError, match=says) as caught:
        draw(function, "samples", function.__name__)
    place = caught.value.arguments
    assert place["page"] == "tests/drawing/samples.py"
    assert place["line"] == function.__code__.co_firstlineno
    assert function.__name__ in place["message"]
