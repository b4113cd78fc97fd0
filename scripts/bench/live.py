"""Measure live diagrams: the figures of the project go in, the cost and the size of frames come out."""

import gzip
import json
from dataclasses import dataclass

from scripts import sources
from scripts.drawing.stage import compute
from scripts.project import FIGURES

_REPEATS = 3


@dataclass(frozen=True)
class Frames:
    """What the frames of one live diagram cost.

    Attributes
    ----------
    name : str
        The figure function.
    positions : int
        How many combinations of slider positions there are.
    sliders : int
        How many sliders.
    ratio : float
        Time of all frames over the time of the static drawing.
    bytes : int
        Gzipped.
    """

    name: str
    positions: int
    sliders: int
    ratio: float
    bytes: int


def frames() -> list[Frames]:
    """The live diagrams of the project, drawn again."""
    measured = (_measure(definition) for definition in sources.definitions(FIGURES).values())
    return [result for result in measured if result is not None]


def _measure(definition: sources.Definition) -> Frames | None:
    payload = {"module": definition.module, "function": definition.symbol}
    drawing = compute(payload)
    if not drawing["sliders"]:
        return None
    positions = 1
    for slider in drawing["sliders"]:
        positions *= len(slider["values"])
    # The least of several: the first one also pays for fonts and imports.
    seconds = [compute(payload)["seconds"] for _ in range(_REPEATS)]
    ratio = min(time["frames"] for time in seconds) / min(time["static"] for time in seconds)
    text = json.dumps(drawing["frames"], separators=(",", ":"), ensure_ascii=False)
    size = len(gzip.compress(text.encode(), 9))
    return Frames(definition.name, positions, len(drawing["sliders"]), ratio, size)
