"""What the labs must reach, read from the tables of the built pages: nothing is trained again."""

import re
from html import unescape
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


def rows(site: Path, lab: str) -> dict[str, list[str]]:
    """The other cells of each table row of a lab, by what its first cell says."""
    html = (site / "labs" / lab / "index.html").read_text("utf-8")
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL):
        cells = [unescape(cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
        if cells:
            found.setdefault(cells[0], cells[1:])
    return found


def mean(cell: str) -> float:
    """97.5 of "97.5 ± 0.1"."""
    return float(re.fullmatch(r"(\d+\.\d) ± \d+\.\d", cell)[1])


def test_digits_are_read_as_well_as_they_must_be(site: Path) -> None:
    table = rows(site, "handwritten-digits")
    assert mean(table["ReLU"][0]) >= 95.5  # the plain network
    assert mean(table["45 epochs"][0]) >= 97.5  # dropout, cosine schedule, shifted images


def test_each_rung_of_the_ladder_is_judged_by_its_gain(site: Path) -> None:
    table = rows(site, "handwritten-digits")
    ladder = {name: cells for name, cells in table.items() if len(cells) == 4 and "±" in cells[1]}
    assert len(ladder) == 10
    for accuracy, gain, verdict, seconds in ladder.values():
        assert 50 < mean(accuracy) < 99 and float(seconds) > 0
        change, spread = map(float, gain.replace("−", "-").split(" ± "))
        # The limit 2.92 in standard errors of three runs; rounded digits leave some play.
        clear = abs(change) - 2.92 / 3**0.5 * spread
        assert verdict in ("helps", "hurts", "no clear gain")
        if abs(clear) > 0.2:
            assert (verdict == "no clear gain") == (clear < 0)
            assert (verdict == "hurts") <= (change < 0)


def test_signals_are_as_hard_as_published(site: Path) -> None:
    table = rows(site, "mnist-1d")
    for order in ("in order", "shuffled"):
        assert abs(mean(table[f"softmax regression, {order}"][0]) - 32) < 4
        assert abs(mean(table[f"MLP, {order}"][0]) - 68) < 5
