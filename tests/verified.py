"""The name of a snippet in, whether all that the verification compares with it agrees out."""

from scripts.formulas.notation import Notation
from scripts.formulas.prove import check
from scripts.pages.site import formula_request, pages
from scripts.project import NOTATION
from scripts.verify.requests import requests as verify_requests
from scripts.verify.stage import compute


def verified(name: str) -> bool:
    """Whether oracles, gradient checks and formulas of a snippet and its derivative agree."""
    records = [
        record
        for request in verify_requests()
        if name in (request.payload["name"], request.payload["gradient_of"])
        for record in compute(request.payload).values()
        if record
    ]
    notation = Notation.load(NOTATION)
    formulas = [
        formula_request(page, fence).payload
        for page in pages()
        for fence in page.of_kind("math")
        if fence.name == name and "unchecked" not in fence.options
    ]
    verdicts = [verdict(formula, formula["latex"], notation) for formula in formulas]
    return not any(record["message"] for record in records) and set(verdicts) <= {"proven"}


def verdict(formula: dict, latex: str, notation: Notation) -> str:
    """What the checker says of a formula of a page, with this LaTeX in the place of its own."""
    options, given = formula["options"], formula["given"]
    return check(latex, formula["name"], options, notation, given=given).verdict
