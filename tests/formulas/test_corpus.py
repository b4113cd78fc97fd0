"""The reader of formulas against a corpus: right formulas, wrong variants, inputs to refuse.

The corpus is the `*.yml` files beside this test. A right formula must be proven. A
wrong variant replaces one piece of a right formula and must be stopped: `refuted` by
its value, or `refused` where it does not even make sense (`any` where the drawn
shapes decide which). An input of `refused.yml` must be refused at a stated place.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import yaml

from scripts.formulas.notation import Notation
from scripts.formulas.prove import Verdict, check
from tests.formulas.mutants import mutants

CORPUS = Path(__file__).parent / "corpus"
NOTATION = Notation.load(CORPUS / "notation.yml")
FIRST_LINE = 11
# Mutants that say the same as the formula, by the reason.
EQUIVALENT = {
    "the shift cancels, whatever it is": (
        r"\begin{aligned} m &= \min_i z_i \\ L &= m + \log\sum_i e^{z_i - m} \end{aligned}",
        r"\begin{aligned} m &= \min_j z_j \\"
        r" p_i &= \frac{e^{z_i - m}}{\sum_j e^{z_j - m}} \end{aligned}",
    ),
    "the matrix is symmetric": (r"J_{ji} = p_i(\mathbb{1}[i = j] - p_j)",),
    "the sum takes every pair of indices": (
        r"c = \sqrt{\sum_{i,j} A_{ji}^2} = \sqrt{\operatorname{tr}(A^\top A)}",
        r"c = x^\top Ax = \sum_i\sum_j A_{ji}x_ix_j",
    ),
    "the covariance is symmetric, and one centered factor is enough": tuple(
        r"\begin{aligned} m_j &= \frac{1}{n}\sum_{i=1}^{n} X_{ij} \\"
        rf" C_{{{indices}}} &= \frac{{1}}{{n}}\sum_{{i=1}}^{{n}}{factors} \end{{aligned}}"
        for indices, factors in (
            ("kj", "(X_{ij} - m_j)(X_{ik} - m_k)"),
            ("jk", "(X_{ij} + m_j)(X_{ik} - m_k)"),
            ("jk", "(X_{ij} - m_j)(X_{ik} + m_k)"),
        )
    ),
}
STOPPED = {"refuted": ("refuted",), "refused": ("refused",), "any": ("refuted", "refused")}


@dataclass(frozen=True)
class Formula:
    """One formula of the corpus with what is expected of it."""

    label: str
    name: str
    latex: str
    options: dict[str, str]
    expected: tuple[str, ...]

    def check(self) -> Verdict:
        return check(
            self.latex,
            self.name,
            self.options,
            NOTATION,
            package="tests.formulas",
            page="corpus.md",
            line=FIRST_LINE,
        )


def _entries(path: Path) -> list[dict]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _topics() -> list[Path]:
    others = ("notation", "refused")
    return [path for path in sorted(CORPUS.glob("*.yml")) if path.stem not in others]


def _right() -> list[Formula]:
    return [
        Formula(
            f"{path.stem}-{number}-{entry['name'].removeprefix('library.')}",
            entry["name"],
            entry["latex"],
            entry.get("options", {}),
            ("proven",),
        )
        for path in _topics()
        for number, entry in enumerate(_entries(path), 1)
    ]


def _wrong() -> list[Formula]:
    found = []
    for path in _topics():
        for number, entry in enumerate(_entries(path), 1):
            for change in entry.get("wrong", []):
                label = f"{path.stem}-{number}-{entry['name'].removeprefix('library.')}"
                assert entry["latex"].count(change["from"]) == 1, f"{label}: {change['from']}"
                found.append(
                    Formula(
                        f"{label}: {change['what']}",
                        entry["name"],
                        entry["latex"].replace(change["from"], change["to"]),
                        entry.get("options", {}),
                        STOPPED[change.get("verdict", "refuted")],
                    )
                )
    return found


RIGHT, WRONG, REFUSED = _right(), _wrong(), _entries(CORPUS / "refused.yml")


def test_the_corpus_is_large_enough() -> None:
    assert len(RIGHT) >= 80
    assert len(WRONG) >= 80
    assert len(REFUSED) >= 30
    assert len({(formula.name, formula.latex) for formula in RIGHT}) == len(RIGHT)
    assert len({(formula.name, formula.latex) for formula in WRONG}) == len(WRONG)


@pytest.mark.parametrize("formula", RIGHT, ids=lambda formula: formula.label)
def test_right_formula_is_proven(formula: Formula) -> None:
    verdict = formula.check()
    assert verdict.verdict == "proven", verdict.message
    assert verdict.checked
    assert 0 <= verdict.error <= verdict.tolerance


@pytest.mark.parametrize("formula", WRONG, ids=lambda formula: formula.label)
def test_wrong_formula_is_stopped(formula: Formula) -> None:
    verdict = formula.check()
    assert verdict.verdict in formula.expected, (verdict.verdict, formula.latex, verdict.message)
    assert FIRST_LINE <= verdict.at_line <= FIRST_LINE + formula.latex.count("\n")
    if verdict.verdict == "refuted":
        for part in (formula.name, formula.latex, "input:", "formula gives", "code gives"):
            assert part in verdict.message


@pytest.mark.parametrize("entry", REFUSED, ids=lambda entry: entry["why"])
def test_input_is_refused_at_its_place(entry: dict) -> None:
    options = entry.get("options", {"result": "y"})
    formula = Formula(entry["why"], entry["name"], entry["latex"], options, ())
    verdict = formula.check()
    assert verdict.verdict == "refused", verdict.message
    place = (verdict.at_line - FIRST_LINE + 1, verdict.column)
    assert place == (entry.get("line", 1), entry["column"]), verdict.message
    assert entry["says"] in verdict.message


@pytest.mark.parametrize("formula", RIGHT, ids=lambda formula: formula.label)
def test_slips_of_the_pen_are_stopped(formula: Formula) -> None:
    equivalent = {latex for mutants in EQUIVALENT.values() for latex in mutants}
    for latex in mutants(formula.latex):
        expected = "proven" if " ".join(latex.split()) in equivalent else "stopped"
        verdict = replace(formula, latex=latex).check().verdict
        actual = "proven" if verdict == "proven" else "stopped"
        assert actual == expected, latex
