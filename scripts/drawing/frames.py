"""Keep of a live diagram's drawings only what changes between them.

In go the labelled groups at every position of the sliders, out come columns: an
attribute of one element, with a value for each position. `live.js` reads them.

A column has the `id` of its group, the number `n` of the element within it (in
document order, from 0), the attribute's name `a` (or `text`, or `inner` where even
the elements change), and its values in one of four forms:

`y`: of a path whose x stay, the y in tenths of a pixel: the first, then second
differences along the path;
`xy`: of a path with the same commands, the x and then the y in tenths: the first, then
first differences;
`t`: numbers in tenths, the first and then the differences from position to position;
`v`: the distinct texts and, for each position, the number of its text.
"""

import gzip
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

import numpy as np

from scripts.drawing import markup, svg
from scripts.errors import PageError

_MOST_BYTES = {1: 10 * 1024, 2: 20 * 1024}  # gzipped, by the number of sliders
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d)?")

Groups = dict[str, Element]


def encode(steps: Sequence[Groups], counts: Sequence[int], added: str = "") -> dict:
    """The frames of a live diagram.

    Parameters
    ----------
    steps : sequence of dict
        The labelled groups by id, at each combination of positions.
    counts : sequence of int
        How many positions each slider has.
    added : str
        What the steps add to the drawing's definitions; it counts as part of the frames.

    Returns
    -------
    dict
        `counts` and `columns`.

    Raises
    ------
    PageError
        Without a position, for images, and for more bytes than a page should carry.
    """
    columns = [
        {"id": name, **column}
        for name in steps[0]
        for column in _columns([groups[name] for groups in steps])
    ]
    frames = {"counts": list(counts), "columns": columns}
    size = len(gzip.compress((markup.frames_text(frames) + added).encode(), 9, mtime=0))
    if size > _MOST_BYTES[len(counts)]:
        raise PageError(
            f"the frames take {size / 1024:.1f} KB gzipped, more than the "
            f"{_MOST_BYTES[len(counts)] // 1024} KB of a page: take fewer positions, "
            "fewer points (about 120 a curve), or let fewer artists change"
        )
    return frames


def _columns(versions: list[Element]) -> list[dict]:
    """The columns of one group."""
    if len({svg.inner(group) for group in versions}) == 1:
        return []
    if any(element.tag == "image" for group in versions for element in group.iter()):
        raise PageError(
            f"'{versions[0].get('id')}' is an image that changes; frames hold lines, markers, "
            "areas and text only"
        )
    if len({_shape(group) for group in versions}) > 1:
        return [{"n": 0, "a": "inner", **_table([svg.inner(group) for group in versions])}]
    columns = []
    elements = zip(*([*group.iter()][1:] for group in versions), strict=True)
    for number, states in enumerate(elements):
        for attribute in states[0].attrib:
            values = [state.get(attribute) for state in states]
            if len(set(values)) > 1:
                columns.append({"n": number, "a": attribute, **_values(attribute, values)})
        texts = [state.text or "" for state in states]
        if len(set(texts)) > 1:
            columns.append({"n": number, "a": "text", **_table(texts)})
    return columns


def _shape(group: Element) -> tuple:
    return tuple((element.tag, tuple(element.attrib), len(element)) for element in group.iter())


def _values(attribute: str, values: list[str]) -> dict:
    if attribute == "d":
        return _path(values)
    if all(_PLAIN_NUMBER.fullmatch(value) for value in values):
        return {"t": _differences(np.rint(np.array(values, float) * 10).astype(int))}
    return _table(values)


def _path(values: list[str]) -> dict:
    patterns, points = zip(*(svg.coordinates(value) for value in values), strict=True)
    if len(set(patterns)) > 1:
        return _table(values)
    points = np.array(points)
    x, y = points[:, ::2], points[:, 1::2]
    if (x == x[0]).all():
        return {"y": [[row[0].item(), *_differences(np.diff(row))] for row in y]}
    both = zip(x, y, strict=True)
    return {"xy": [[_differences(along), _differences(up)] for along, up in both]}


def _differences(numbers: np.ndarray) -> list[int]:
    return np.diff(numbers, prepend=0).tolist()


def _table(values: list[str]) -> dict:
    distinct = list(dict.fromkeys(values))
    return {"v": [distinct, [distinct.index(value) for value in values]]}
