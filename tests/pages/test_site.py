"""What a page asks of the stages: keys change with all that decides a result, with nothing else."""

from scripts import sources
from scripts.pages import site
from scripts.pages.fences import scan

RELU = '```math of="activations.relu"{options}\n{latex}\n```'


def formula(latex: str, options: str = "", before: str = "") -> site.Request:
    text = before + RELU.format(latex=latex, options=options)
    page = site.Page("docs/x.md", "x.md", text, tuple(scan(text, "docs/x.md")))
    return site.formula_request(page, page.of_kind("math")[0])


def test_moving_a_formula_is_free():
    assert formula("x").key == formula("x", before="More prose.\n\n").key


def test_a_formula_and_its_options_decide():
    keys = {formula("x").key, formula("x + 0").key, formula("x", ' each="element"').key}
    assert len(keys) == 3


def test_every_function_that_a_formula_names_decides(monkeypatch):
    reached = []
    monkeypatch.setattr(sources, "key", lambda stage, paths, *extra: str(reached.append(set(paths))))
    formula(r"\sigma(x)")
    formula("Q(x)", ' names="Q: derivatives.derivative; \\theta: x"')
    formula("x", ' derivative_of="functions.square"')
    modules = [{path.stem for path in paths} for paths in reached]
    assert modules == [{"activations"}, {"activations", "derivatives"}, {"activations", "functions"}]
