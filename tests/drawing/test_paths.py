"""Path data: shorter, and the same line to the tenth of a pixel."""

import re

from hypothesis import given
from hypothesis import strategies as st

from scripts.drawing.paths import relative, rounded

TENTHS = st.integers(-5000, 5000)
POLYGONS = st.lists(
    st.tuples(st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=6), st.booleans()),
    min_size=1, max_size=3,
)  # fmt: skip


def absolute(d: str) -> list[list[tuple[int, int]]]:
    """What a browser makes of relative path data, in tenths."""
    lines, x, y = [], 0, 0
    for command, numbers in re.findall(r"([mlz])([^mlz]*)", d):
        values = [round(float(n) * 10) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        if command == "z":
            x, y = lines[-1][0]
        if command == "m":
            lines.append([])
        for dx, dy in zip(values[::2], values[1::2], strict=True):
            x, y = x + dx, y + dy
            lines[-1].append((x, y))
    return lines


@given(POLYGONS)
def test_steps_lead_through_the_same_points(polygons):
    d = " ".join(
        f"M {first[0] / 10} {first[1] / 10} "
        + " ".join(f"L {x / 10} {y / 10}" for x, y in rest)
        + (" z" if is_closed else "")
        for (first, *rest), is_closed in polygons
    )
    assert absolute(relative(rounded(d))) == [points for points, _ in polygons]


def test_known_values():
    assert rounded("M 1.04 2 L 3.06 -4 L 5 6") == "M1 2L3.1-4 5 6"
    assert relative("M1 2L3.1-4 5 6") == "m1 2l2.1-6 1.9 10"
    assert relative("M0 0L0.5 0z") == "m0 0l.5 0z"


def test_curves_stay_as_they_are():
    assert relative("M0 0C1 1 2 2 3 3") == "M0 0C1 1 2 2 3 3"
