"""What a formula takes from those above: rows found by their left sides, and what they prove."""

import pytest

from scripts.formulas import given
from scripts.formulas.notation import Notation
from scripts.formulas.problems import Refused
from scripts.formulas.prove import check

MEAN = (r"\mu", r"\mu = \frac{1}{n} \sum_{i=1}^{n} x_i")
VARIANCE = r"s = \frac{1}{n} \sum_{i=1}^{n} (x_i - \mu)^2"


def verdict(latex, *rows):
    return check(latex, "library.variance", {"result": "s"}, Notation(), "tests.formulas", given=rows)


def test_rows_are_found_by_their_left_sides():
    latex = r"""\begin{aligned}
    \mu_j &= \frac{1}{n} \sum_{i=1}^{n} X_{ij} = m_j \\[2pt]
    \hat X_{ij} &= \begin{cases} 1 & x < 0 \\ 2 & x \ge 0 \end{cases} \\
    &= 3,
    \end{aligned}"""
    assert given.rows(latex) == {
        r"\mu _ j": r"\mu_j &= \frac{1}{n} \sum_{i=1}^{n} X_{ij} = m_j",
        r"\hat{X} _ { i j }": r"\hat X_{ij} &= \begin{cases} 1 & x < 0 \\ 2 & x \ge 0 \end{cases}",
    }
    assert given.rows("f(x) = 2x") == {"f ( x )": "f(x) = 2x"}


def test_left_sides_are_listed_with_commas_between():
    listed = given.left_sides(r"\mu_j, X_{i,j}, \hat  X_{ij}")
    assert list(listed.values()) == [r"\mu_j", "X_{i,j}", r"\hat  X_{ij}"]
    assert r"\hat{X} _ { i j }" in listed


def test_what_is_given_counts_as_if_it_stood_there():
    assert verdict(VARIANCE).verdict == "refused"
    assert verdict(VARIANCE, MEAN).verdict == "proven"
    wrong = (MEAN[0], MEAN[1].replace("x_i", "x_i^3"))
    assert verdict(VARIANCE, wrong).verdict == "refuted"
    assert verdict(VARIANCE.replace("-", "+"), MEAN).verdict == "refuted"


def test_one_given_row_may_need_another():
    distance = ("q_i", r"q_i = x_i - \mu")
    latex = r"s = \frac{1}{n} \sum_{i=1}^{n} q_i^2"
    assert verdict(latex, MEAN, distance).verdict == "proven"
    assert "given q_i" in verdict(latex, distance, MEAN).message


def test_further_sides_of_a_given_row_are_not_checked_again():
    assert verdict(VARIANCE, (MEAN[0], MEAN[1] + " = 7")).verdict == "proven"


def test_a_given_row_may_be_one_of_several_results():
    cell = r"c_t = \frac{c_{t-1}}{1 + \exp(-f)} + \frac{\tanh(g)}{1 + \exp(-i)}"
    hidden = r"h_t = \frac{\tanh(c_t)}{1 + \exp(-o)}"
    options = {"result": "c_t, h_t", "names": "c_{t-1}: c"}

    def found(row, latex=hidden):
        return check(
            latex, "library.lstm_cell", options, Notation(), "tests.formulas", given=[("c_t", row)]
        )

    assert found(cell).verdict == "proven"
    assert found(cell, hidden.replace("c_t", "c_{t-1}")).verdict == "refuted"
    assert found(cell.replace("-f", "-i")).verdict == "refuted"
    twice = rf"\begin{{aligned}} {cell} \\ {hidden} \end{{aligned}}"
    assert found(cell, twice).verdict == "refused"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("q", "q = x_1"), "nothing uses q"),
        (("s", "s = x_1"), "given s: it has a meaning in this formula already"),
        (("x", "x = 1"), "given x"),
        ((r"\mu", r"\mu = 1 \le 2"), r"given \mu"),
    ],
)
def test_a_row_that_cannot_be_given_is_refused(row, says):
    found = verdict(VARIANCE, MEAN, row) if row[0] != MEAN[0] else verdict(VARIANCE, row)
    assert (found.verdict, found.at_line) == ("refused", 1)
    assert says in found.message


def test_what_cannot_be_read_is_said():
    with pytest.raises(Refused, match="never closed"):
        given.rows(r"\mu = \frac{1")
