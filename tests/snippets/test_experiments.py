"""How results are reported: known texts and numbers, and what is refused."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.experiments import markdown_table, mean_and_spread, paired_t

results = st.lists(st.integers(0, 2000).map(lambda right: right / 20.0), min_size=2, max_size=6)


def test_mean_and_spread_by_hand():
    # The squares from the mean add up to 0.02, over two of the three runs: 0.01.
    assert mean_and_spread(np.array([97.4, 97.5, 97.6])) == "97.5 ± 0.1"
    # Over all of them it would be 0.816, and shown as 0.82.
    assert mean_and_spread(np.array([1.0, 2.0, 3.0]), decimals=2) == "2.00 ± 1.00"
    assert mean_and_spread(np.array([1, 2]), decimals=0) in ("2 ± 1", "1 ± 1")


def test_a_change_shows_its_sign():
    assert mean_and_spread(np.array([1.0, 2.0]), signed=True) == "+1.5 ± 0.7"
    assert mean_and_spread(np.array([-1.0, -2.0]), signed=True) == "-1.5 ± 0.7"
    assert mean_and_spread(np.array([0.0, 0.0]), signed=True) == "+0.0 ± 0.0"


@pytest.mark.parametrize("values", [[], [97.5], [[1.0, 2.0], [3.0, 4.0]]])
def test_no_spread_without_two_runs(values):
    with pytest.raises(ValueError, match="need two or more runs"):
        mean_and_spread(np.array(values))


def test_gain_in_standard_errors_by_hand():
    # Gains of 1, 2 and 3: the mean 2, the standard deviation 1, the error 1 / sqrt(3).
    t = paired_t(np.array([10.0, 20.0, 30.0]), np.array([11.0, 22.0, 33.0]))
    assert t == pytest.approx(2.0 * math.sqrt(3.0))


@given(results, st.data())
def test_the_way_back_has_the_opposite_sign(before, data):
    # Multiples of an eighth: their differences are exact.
    before = np.round(8.0 * np.array(before)) / 8.0
    gains = data.draw(st.lists(st.integers(-9, 9), min_size=len(before), max_size=len(before)))
    after = before + np.array(gains) / 8.0
    assert paired_t(before, after) == -paired_t(after, before)


def test_gains_without_spread():
    before = np.array([1.0, 2.0, 3.0])
    assert paired_t(before, before + 1.0) == math.inf
    assert paired_t(before, before - 1.0) == -math.inf
    assert paired_t(before, before) == 0.0


def test_unsigned_results_have_negative_gains():
    assert paired_t(np.array([2, 2], np.uint8), np.array([1, 0], np.uint8)) == pytest.approx(-3.0)


@pytest.mark.parametrize("pair", [([1.0], [2.0]), ([1.0, 2.0], [1.0]), ([], [])])
def test_pairs_that_do_not_fit_are_told(pair):
    with pytest.raises(ValueError, match="need two or more pairs"):
        paired_t(*map(np.array, pair))


def test_table_by_hand():
    table = markdown_table(["configuration", "accuracy", "seconds"],
                           [["a | b", "97.5 ± 0.1", 12], ["two\nlines", "—", 3.5]])
    assert table.splitlines() == [
        "| configuration | accuracy | seconds |",
        "| --- | ---: | ---: |",
        r"| a \| b | 97.5 ± 0.1 | 12 |",
        "| two lines | — | 3.5 |",
    ]


@pytest.mark.parametrize(("cell", "side"), [(-1, "---:"), ("+0.3 ± 0.1", "---:"), ("−2", "---:"),
                                            ("", "---"), ("+", "---"), ("MLP", "---")])
def test_numbers_stand_to_the_right(cell, side):
    assert markdown_table(["x"], [[cell]]).splitlines()[1] == f"| {side} |"


def test_numbers_below_zero_have_a_minus_sign():
    rows = [[-2.5], ["-0.1 ± 0.2"], ["3e-7"], ["- a hyphen"], ["-"], ["−1"]]
    cells = markdown_table(["x"], rows).splitlines()[2:]
    assert cells == ["| −2.5 |", "| −0.1 ± 0.2 |", "| 3e-7 |", "| - a hyphen |", "| - |", "| −1 |"]


def test_an_empty_cell_does_not_say_on_which_side_its_column_stands():
    sides = markdown_table(["gain", "why"], [["", ""], ["+0.3", "luck"], ["none", 3]]).splitlines()[1]
    assert sides == "| ---: | --- |"


@pytest.mark.parametrize("rows", [[], [["a"]], [["a", "b"], ["c", "d", "e"]]])
def test_a_row_of_another_length_is_told(rows):
    with pytest.raises(ValueError, match="need rows of 2 cells"):
        markdown_table(["one", "two"], rows)
