import json
from dataclasses import fields

from scripts.formulas.prove import Verdict
from scripts.formulas.stage import compute

PAYLOAD = {
    "page": "docs/foundation/functions.md",
    "line": 7,
    "latex": r"\operatorname{LeakyReLU}(x) = \max(\alpha x, x)",
    "name": "activations.leaky_relu",
    "options": {},
    "given": [],
}


def test_a_formula_of_the_site_is_proven():
    found = compute(PAYLOAD)
    assert set(found) == {field.name for field in fields(Verdict)}
    assert found["verdict"] == "proven" and found["checked"] is True
    assert (found["page"], found["line"]) == (PAYLOAD["page"], 7)


def test_results_are_plain_json():
    for change in ({}, {"latex": "y = "}, {"name": "no.thing"}, {"options": {"each": "?"}}):
        found = compute(PAYLOAD | change)
        assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_an_undefined_value_is_plain_json_too():
    found = compute(PAYLOAD | {"latex": r"\operatorname{LeakyReLU}(x) = \frac{x}{x - x}"})
    assert found["verdict"] == "refuted" and found["error"] is None


def test_the_same_payload_gives_the_same_result():
    wrong = PAYLOAD | {"latex": r"\operatorname{LeakyReLU}(x) = \max(\alpha, x)"}
    assert compute(wrong) == compute(wrong)
    assert compute(wrong)["verdict"] == "refuted"
