"""Tables of measurements."""

from scripts.bench.table import table


def test_columns_are_aligned_and_numbers_stand_right() -> None:
    rows = [["a build", "10.25 s", "nothing"], ["b", "1.5 s", "2 drawings, 1 run"]]
    assert table(["", "time", "computed"], rows).split("\n") == [
        "         time     computed",
        "-------  -------  -----------------",
        "a build  10.25 s  nothing",
        "b          1.5 s  2 drawings, 1 run",
    ]
