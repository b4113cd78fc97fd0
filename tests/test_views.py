"""Everything that the pages bind, found and not listed: formula, diagram and code agree."""

import inspect

import pytest

from scripts.drawing.curves import TOLERANCE
from scripts.formulas.contract import contract_of
from scripts.formulas.options import EXEMPTIONS
from scripts.pages.fences import Fence
from scripts.pages.site import (
    Page,
    all_requests,
    diagram_request,
    figure_name,
    formula_request,
    pages,
    run_requests,
)
from scripts.project import FIGURES
from scripts.sources import definitions, snippet
from scripts.verify.gather import Results, gather
from scripts.verify.names import function_of, imported
from scripts.verify.requests import requests

SHARE = 0.9
FORMULAS = 60
CHECKS = requests()


def fences(*kinds: str) -> list:
    """Every fence of these kinds, with its page, named by its place."""
    return [
        pytest.param(page, fence, id=f"{page.uri}:{fence.line}-{fence.name}")
        for page in pages()
        for fence in page.of_kind(*kinds)
    ]


@pytest.fixture(scope="module")
def results() -> Results:
    return Results([*all_requests(), *CHECKS])


@pytest.mark.parametrize(("page", "fence"), fences("math"))
def test_formula_agrees_with_its_code(page: Page, fence: Fence, results: Results):
    result, failure = results.of(formula_request(page, fence))
    assert not failure, failure["message"]
    if result["verdict"] == "exempt":
        assert not result["checked"]
        assert result["reason"] == EXEMPTIONS[fence.options["unchecked"]]
    else:
        assert result["verdict"] == "proven", result["message"]
        assert result["checked"]
        assert 0.0 <= result["error"] <= 1e-6


@pytest.mark.parametrize(("page", "fence"), fences("diagram"))
def test_diagram_is_drawn_with_the_curves_that_it_names(
    page: Page, fence: Fence, results: Results
):
    result, failure = results.of(diagram_request(page, fence))
    assert not failure, failure["message"]
    assert result["svg"].startswith("<svg")
    assert fence.body.strip()
    for curve in result["curves"]:
        assert 0.0 <= curve["error"] <= TOLERANCE


@pytest.mark.parametrize(("page", "fence"), fences("snippet"))
def test_code_is_a_public_snippet_with_a_whole_contract(page: Page, fence: Fence):
    assert snippet(fence.name).source.startswith(("def ", "class ", "@"))
    contract = contract_of(function_of(fence.name))
    assert [each.lacks for each in (*contract.parameters, *contract.returns) if each.lacks] == []
    assert contract.returns or inspect.isclass(imported(fence.name))


@pytest.mark.parametrize(
    "page", [pytest.param(page, id=page.uri) for page in pages() if run_requests(page)]
)
def test_every_example_of_the_page_ran(page: Page, results: Results):
    (request,) = run_requests(page)
    result, failure = results.of(request)
    assert not failure, failure["message"]
    assert len(result["cells"]) == len(page.of_kind("run", "value"))


@pytest.mark.parametrize("check", [pytest.param(check, id=check.label) for check in CHECKS])
def test_snippet_agrees_with_its_oracles_and_its_slopes(check, results: Results):
    result, failure = results.of(check)
    assert not failure, failure["message"]
    assert result["snippet"]["message"] is None, result["snippet"]["message"]
    assert result["snippet"]["oracle"]
    if check.payload["gradient_of"]:
        assert result["gradient"]["message"] is None, result["gradient"]["message"]
        assert result["gradient"]["error"] is not None


def test_almost_all_display_formulas_are_checked(results: Results):
    found = gather()
    assert not found.failures
    assert found.checked_share >= SHARE
    assert sum(record["checked"] for record in found.formulas) >= FORMULAS


def test_every_figure_stands_on_a_page_and_no_helper_is_taken_for_one():
    shown = {figure_name(fence) for page in pages() for fence in page.of_kind("diagram")}
    assert shown == set(definitions(FIGURES))
