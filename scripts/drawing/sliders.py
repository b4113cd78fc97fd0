"""Read the sliders of a live diagram from the annotations of its `update`.

In goes `update`, out come its sliders by parameter and the grid of their positions.
"""

import itertools
import math
import typing
from collections.abc import Callable, Mapping

from scripts.drawing.style import Slider
from scripts.errors import PageError

_EXAMPLE = "alpha: Annotated[float, Slider(0, 1, step=0.05, value=0.2)]"
_MOST_POSITIONS = {1: 101, 2: 11}  # of each slider, by the number of sliders


def read(update: Callable[..., None]) -> dict[str, Slider]:
    """The slider of each parameter.

    Raises
    ------
    PageError
        Without a position, if a parameter has no slider, or one that cannot work.
    """
    code = update.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    if len(names) not in _MOST_POSITIONS:
        raise PageError(f"update needs one slider or two, not {len(names)} parameters")
    hints = typing.get_type_hints(update, include_extras=True)
    sliders = {name: _slider(name, hints.get(name)) for name in names}
    for name, slider in sliders.items():
        _validate(name, slider, _MOST_POSITIONS[len(names)])
    return sliders


def _slider(name: str, hint: object) -> Slider:
    found = [extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Slider)]
    if len(found) != 1:
        raise PageError(
            f"the parameter '{name}' of update needs one Slider as its annotation, as in {_EXAMPLE}"
        )
    return found[0]


def _validate(name: str, slider: Slider, most: int) -> None:
    steps = (slider.max - slider.min) / slider.step if slider.step > 0 else 0
    if round(steps) < 1 or not math.isclose(steps, round(steps), abs_tol=1e-6):
        raise PageError(
            f"the slider of '{name}': the step {slider.step} does not divide the range "
            f"from {slider.min} to {slider.max}"
        )
    if not any(math.isclose(slider.value, value, abs_tol=1e-9) for value in slider.values):
        raise PageError(f"the slider of '{name}': its value {slider.value} is not one of its steps")
    if len(slider.values) > most:
        raise PageError(
            f"the slider of '{name}' has {len(slider.values)} positions; at most {most} keep the "
            "page light, so take a larger step"
        )


def positions(sliders: Mapping[str, Slider]) -> list[dict[str, float]]:
    """Every combination of the sliders' positions, the last slider moving fastest."""
    grid = itertools.product(*(slider.values for slider in sliders.values()))
    return [dict(zip(sliders, values, strict=True)) for values in grid]


def start(sliders: Mapping[str, Slider]) -> dict[str, float]:
    """Where the sliders stand at first."""
    return {
        name: round(float(slider.value), slider.decimals) for name, slider in sliders.items()
    }


def described(name: str, slider: Slider) -> dict:
    """A slider as the page stores it."""
    return {
        "name": name,
        "label": slider.label or name,
        "min": slider.min,
        "max": slider.max,
        "step": slider.step,
        "value": round(slider.value, slider.decimals),
        "values": list(slider.values),
        "decimals": slider.decimals,
    }
