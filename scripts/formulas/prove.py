"""A formula and the name of a snippet in, a verdict out: do they say the same?

The formula is read whole, evaluated at random inputs that keep the snippet's contract,
and every side of it is compared with what the code returns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scripts.formulas.agreement import compare_all
from scripts.formulas.contract import ContractError, contract_of
from scripts.formulas.findings import Disagreement, Report
from scripts.formulas.forward import forward_of
from scripts.formulas.notation import Notation
from scripts.formulas.options import EXEMPTIONS, Options, read_options
from scripts.formulas.parse import parse
from scripts.formulas.problems import Refused
from scripts.formulas.scope import scope_of, snippet_function
from scripts.formulas.tokens import position


@dataclass(frozen=True)
class Verdict:
    """What the check of one formula found.

    Attributes
    ----------
    verdict : str
        "proven", "refuted", "refused" or "exempt".
    checked : bool
        Whether formula and code were compared and agree.
    error : float or None
        The largest relative difference.
    tolerance : float or None
        The relative difference that was allowed: 1e-9, or 1e-6 where a numerical
        derivative or limit takes part.
    reason : str or None
        For readers, why an exempt formula is not checked.
    message : str or None
        For authors: what disagrees and the input that shows it, or what cannot be read.
    at_line, column : int or None
        Where in the page.
    """

    page: str | None
    line: int
    name: str
    latex: str
    verdict: str
    checked: bool = False
    error: float | None = None
    tolerance: float | None = None
    reason: str | None = None
    message: str | None = None
    column: int | None = None
    at_line: int | None = None


def check(
    latex: str,
    name: str,
    options: Mapping[str, str],
    notation: Notation,
    package: str = "snippets",
    page: str | None = None,
    line: int = 1,
    given: Sequence[tuple[str, str]] = (),
) -> Verdict:
    """Compare a formula with the function that it describes.

    Parameters
    ----------
    latex : str
        The body of the fence.
    name : str
        `module.symbol` of the function.
    options : mapping of str
        The options of the fence, without `of`.
    notation : Notation
        The meaning of the site's symbols.
    package : str
        The package in which the function lives.
    page : str or None
        Where the formula stands, for the verdict.
    line : int
        The line of the page on which the formula's first line stands.
    given : sequence of tuple
        Left sides, and rows of other formulas that begin with them: definitions that
        stand above this one.

    Returns
    -------
    Verdict
        A bad formula never raises.
    """
    blank = Verdict(page, line, name, latex, "refused")
    try:
        settings = read_options(options)
    except Refused as problem:
        return _refused(blank, problem)
    found = _checked(blank, settings, notation, package, given)
    if settings.unchecked is None:
        return found
    if found.verdict == "proven":
        message = "this formula can be checked, and it holds: remove unchecked"
        return replace(found, verdict="refused", checked=False, message=message)
    return replace(blank, verdict="exempt", reason=EXEMPTIONS[settings.unchecked])


def _checked(
    blank: Verdict,
    settings: Options,
    notation: Notation,
    package: str,
    given: Sequence[tuple[str, str]],
) -> Verdict:
    try:
        with np.errstate(all="ignore"):
            report = _report(blank, settings, notation, package, given)
    except Refused as problem:
        return _refused(blank, problem)
    except ContractError as problem:
        return _refused(blank, Refused(str(problem)))
    except Disagreement as found:
        at_line, column = _place(blank, found.at)
        return replace(
            blank, verdict="refuted", error=found.error, message=found.text(blank.latex),
            at_line=at_line, column=column, tolerance=found.tolerance,
        )  # fmt: skip
    except Exception as error:  # a build must report a formula that breaks its reader
        message = f"the reader of formulas failed on it: {type(error).__name__}: {error}"
        return _refused(blank, Refused(message))
    return replace(
        blank, verdict="proven", checked=True, error=report.error, tolerance=report.tolerance
    )


def _report(
    blank: Verdict,
    settings: Options,
    notation: Notation,
    package: str,
    given: Sequence[tuple[str, str]],
) -> Report:
    contract = contract_of(snippet_function(blank.name, package))
    for value in contract.returns:
        if value.lacks:
            raise Refused(value.lacks)
    if not contract.returns:
        raise Refused(f"the docstring of {contract.name} has no Returns section")
    forward = forward_of(blank.name, settings.derivative_of, package)
    scope = scope_of(contract, notation, settings, package, forward)
    rows = parse(blank.latex, scope, given)
    return compare_all(rows, scope, seed=f"{package}.{blank.name}: {blank.latex}")


def _refused(blank: Verdict, problem: Refused) -> Verdict:
    at_line, column = _place(blank, problem.at)
    return replace(
        blank, verdict="refused", message=problem.message, at_line=at_line, column=column
    )


def _place(blank: Verdict, at: int) -> tuple[int, int]:
    line, column = position(blank.latex, at)
    return blank.line + line - 1, column


def as_dict(verdict: Verdict) -> dict[str, Any]:
    """The verdict as plain JSON."""
    return {key: _plain(value) for key, value in vars(verdict).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return float(value) if np.isfinite(value) else None
    return value
