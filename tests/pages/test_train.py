"""Fences for training: the panel that they become, and what stops the build."""

import json
import re
from xml.etree import ElementTree

import pytest
from markdown import Markdown

from scripts.errors import PageError
from scripts.sources import snippet
from scripts.training.choices import ACTIVATIONS, DATA

TEXT = "Press **Train**, as [there](foundation/functions.md)."
EXTENSIONS = ["md_in_html", "pymdownx.superfences", "scripts.pages.extension"]


def convert(text: str) -> ElementTree.Element:
    html = Markdown(extensions=EXTENSIONS).convert(text)
    # HTML writes these without a value and without an end.
    html = re.sub(r" (selected|hidden)>", r' \1="\1">', html)
    html = re.sub(r"(<input\b[^>]*)>", r"\1/>", html)
    return ElementTree.fromstring(f"<root>{html}</root>")


@pytest.fixture(scope="module")
def panel() -> ElementTree.Element:
    options = 'data="rings" depth="1" width="3" activation="tanh" learning_rate="0.02" seed="7"'
    return convert(f"```train {options}\n{TEXT}\n```").find("section")


def text(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def test_the_text_stands_above_the_panel_and_is_markdown():
    root = convert(f"```train\n{TEXT}\n```")
    assert [child.tag for child in root] == ["p", "section"]
    assert root.find("p/strong").text == "Train"
    assert root.find("p/a").get("href") == "foundation/functions.md"


def test_every_choice_has_a_label_and_begins_as_the_options_say(panel):
    fields = {text(label.find("span")): label for label in panel.iter("label")}
    assert list(fields) == ["Data", "Hidden layers", "Neurons in each", "Activation", "Learning rate"]
    ranges = {name: fields[name].find("input") for name in ("Hidden layers", "Neurons in each")}
    assert {name: (field.get("min"), field.get("max"), field.get("value"))
            for name, field in ranges.items()} == {
        "Hidden layers": ("0", "3", "1"), "Neurons in each": ("1", "8", "3"),
    }  # fmt: skip
    assert [text(fields[name].find("output")) for name in ranges] == ["1", "3"]
    chosen = {
        name: [option.get("value") for option in label.iter("option") if option.get("selected")]
        for name, label in fields.items()
        if label.find("select") is not None
    }
    assert chosen == {"Data": ["rings"], "Activation": ["tanh"], "Learning rate": ["0.02"]}
    assert panel.get("data-seed") == "7"


def test_all_data_sets_and_activations_can_be_chosen(panel):
    values = {select.get("name"): [option.get("value") for option in select]
              for select in panel.iter("select")}  # fmt: skip
    assert values["data"] == list(DATA) and values["activation"] == list(ACTIVATIONS)


def test_there_are_buttons_and_one_status_and_every_picture_has_a_name(panel):
    buttons = list(panel.iter("button"))
    assert [text(button) for button in buttons] == ["Train", "Step", "Reset", "New start"]
    assert all(button.get("type") == "button" for button in buttons)
    assert len([element for element in panel.iter() if element.get("role") == "status"]) == 1
    pictures = list(panel.iter("canvas"))
    assert len(pictures) == 5
    assert all(picture.get("role") == "img" and picture.get("aria-label") for picture in pictures)
    layers = [part for part in panel.iter("div") if part.get("class") == "train-layer"]
    assert [layer.get("hidden") for layer in layers] == [None, "hidden", "hidden"]


def test_it_has_all_points_from_the_start(panel):
    points = json.loads(panel.get("data-points"))
    assert set(points) == set(DATA)
    for data in points.values():
        assert len(data["places"]) == 2 * sum(data["counts"])
        assert 0 < min(data["places"]) < 100 and 900 < max(data["places"]) < 1000
    assert len(points["spiral"]["counts"]) == 3


def test_without_javascript_there_is_an_example_in_numbers(panel):
    said = text(panel.find(".//p[@class='train-static']"))
    assert "1 × 3 hidden neurons (tanh, learning rate 0.02, seed 7)" in said and "“Rings”" in said
    start, end = re.search(r"from (\d\.\d{3}) to (\d\.\d{3})", said).groups()
    assert float(end) < float(start)


def test_the_code_that_trains_is_shown_and_its_snippets_are_linked(panel):
    drawer = panel.find("details")
    assert "open" not in drawer.attrib and text(drawer.find("summary")) == "the code that trains"
    shown = text(drawer.find("div"))
    assert shown.startswith("class Training:") and "adam_step(" in shown
    assert max(map(len, shown.splitlines())) <= 76
    links = [link.get("href") for link in drawer.iter("a")]
    names = [link.partition("#source.")[2] for link in links]
    assert {"mlp.forward", "mlp.backward", "optimizers.adam_step", "datasets.moons"} <= set(names)
    assert all(snippet(name) for name in names)


@pytest.mark.parametrize(
    ("fence", "line", "says"),
    [
        (f'```train data="moon"\n{TEXT}\n```', 1, "moons, spiral, rings, curve, not moon"),
        (f'```train depth="4"\n{TEXT}\n```', 1, "0, 1, 2, 3, not 4"),
        (f'```train width="many"\n{TEXT}\n```', 1, "many"),
        (f'```train learning_rate="nan"\n{TEXT}\n```', 1, "positive number, not nan"),
        (f'```train learning_rate="0"\n{TEXT}\n```', 1, "positive number, not 0"),
        (f'```train seed="-1"\n{TEXT}\n```', 1, "not -1"),
        (f'```train layers="2"\n{TEXT}\n```', 1, "no option 'layers'"),
        ("```train\n```", 1, "no text"),
        ("```train\nSome\n`{python} 1`\n```", 3, "value"),
        ("````train\nSome\n```python run\n1\n```\n````", 3, "run"),
        (f"```train\n{TEXT}\n```\n\n```train\n{TEXT}\n```", 5, "line 1"),
    ],
)
def test_a_mistake_stops_the_build_and_says_what_to_do(fence, line, says):
    with pytest.raises(PageError) as caught:
        convert(fence)
    assert says in caught.value.message
    assert caught.value.message.startswith(f"<text>:{line}: ")
