"""A slider that cannot work is refused, and the message says which and why."""

from typing import Annotated

import pytest

from scripts.drawing import sliders
from scripts.drawing.style import Slider
from scripts.errors import PageError

Half = Annotated[float, Slider(0, 1, step=0.5, value=0.5)]


def update_of(hint: object):
    def update(alpha) -> None: ...

    update.__annotations__["alpha"] = hint
    return update


def no_parameter() -> None: ...


def no_annotation(alpha) -> None: ...


def three(a: Half, b: Half, c: Half) -> None: ...


def fine_and_coarse(a: Half, b: Annotated[float, Slider(0, 1, step=0.05, value=0)]) -> None: ...


def test_sliders_by_parameter():
    def update(a: Half, b: Half) -> None: ...

    assert sliders.read(update) == {"a": Slider(0, 1, 0.5, 0.5), "b": Slider(0, 1, 0.5, 0.5)}


@pytest.mark.parametrize(
    ("update", "says"),
    [
        (no_parameter, "one slider or two, not 0"),
        (three, "one slider or two, not 3"),
        (no_annotation, "the parameter 'alpha' of update needs one Slider"),
        (update_of(float), "the parameter 'alpha' of update needs one Slider"),
        (update_of(Annotated[float, 0.5]), "the parameter 'alpha' of update needs one Slider"),
        (update_of(Annotated[float, Slider(0, 1, step=0.3, value=0)]), "does not divide the range"),
        (update_of(Annotated[float, Slider(0, 1, step=0, value=0)]), "does not divide the range"),
        (update_of(Annotated[float, Slider(1, 0, step=0.1, value=0)]), "does not divide the range"),
        (update_of(Annotated[float, Slider(0, 1, step=0.1, value=0.25)]), "not one of its steps"),
        (update_of(Annotated[float, Slider(0, 1, step=0.001, value=0)]), "1001 positions"),
        (fine_and_coarse, "the slider of 'b' has 21 positions; at most 11"),
    ],
)
def test_a_wrong_slider_is_refused(update, says):
    with pytest.raises(PageError, match=says):
        sliders.read(update)
