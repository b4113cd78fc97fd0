"""A figure function becomes a drawing that fits any page, the same one every time."""

import json
import re
import subprocess
import sys
from collections import Counter
from xml.etree import ElementTree

import pytest

from scripts.drawing import svg
from scripts.drawing.draw import draw
from scripts.drawing.markup import figure_html
from scripts.errors import PageError
from scripts.project import ROOT
from tests.drawing import samples

GOOD = [samples.static, samples.jump, samples.many, samples.live, samples.two_sliders]


def drawing_of(function):
    return draw(function, "samples", function.__name__)


@pytest.mark.parametrize("function", GOOD)
def test_a_drawing_brings_no_style_and_no_metadata(function):
    text = drawing_of(function)["svg"]
    root = svg.parse(text)
    tags = {element.tag for element in root.iter()}
    shapes = {"rect", "path", "use", "text", "tspan"}
    assert tags <= {"svg", "defs", "clipPath", "pattern", "g"} | shapes
    assert not any(
        "style" in element.attrib or "xmlns" in element.attrib for element in root.iter()
    )
    assert "font-family" not in text
    assert " href=" not in text, "instant navigation would assign to it"
    assert not re.search(r"#[0-9a-f]{6}\b", text), "a color that cannot follow the theme"


@pytest.mark.parametrize("function", GOOD)
def test_ids_carry_the_figures_name_and_references_find_them(function):
    root = svg.parse(drawing_of(function)["svg"])
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert all(name.startswith(f"samples-{function.__name__}-") for name in ids)
    assert max(ids.values()) == 1
    targets = {
        match for element in root.iter() for value in element.attrib.values()
        for match in re.findall(r"#([^)]+)", value)
    }
    assert targets and targets <= set(ids)


@pytest.mark.parametrize("function", GOOD)
def test_coordinates_are_tenths(function):
    root = svg.parse(drawing_of(function)["svg"])
    for element in root.iter():
        for name in ("d", "x", "y", "transform"):
            assert not re.search(r"\.\d\d", element.get(name, "")), (element.tag, name)


def test_two_fresh_processes_give_the_same_bytes():
    code = (
        "import json\nfrom scripts.drawing.draw import draw\nfrom tests.drawing import samples\n"
        "for name in ('many', 'two_sliders'):\n"
        "    drawing = draw(getattr(samples, name), 'samples', name)\n"
        "    del drawing['seconds']\n    print(json.dumps(drawing))"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT, capture_output=True, check=True, text=True,
            env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert [json.loads(line)["id"] for line in outputs[0].splitlines()] == [
        "samples-many",
        "samples-two_sliders",
    ]


def test_a_drawing_knows_its_title_and_size():
    drawing = drawing_of(samples.static)
    assert drawing["title"] == "A parabola & more"
    assert (drawing["width"], drawing["height"]) == (360, 270)
    assert 'viewBox="0 0 360 270"' in drawing["svg"]
    assert drawing_of(samples.live)["title"] == "Leaky ReLU above its derivative"


def test_text_stays_readable_beside_a_formula_and_on_a_phone():
    shown_at = 306 / 360  # the narrowest of both
    root = svg.parse(drawing_of(samples.static)["svg"])
    sizes = [float(text.get("font-size")) for text in root.iter("text")]
    assert min(sizes) * shown_at >= 11


def test_a_jump_is_a_gap_between_an_open_and_a_closed_dot():
    root = svg.parse(drawing_of(samples.jump)["svg"])
    groups = svg.groups(root)
    line = groups["samples-jump-functions.step"].find("path").get("d")
    left, right = (part for part in line.split("m") if part)
    up = -float(right.split("l")[0].split("-")[1])
    assert up < -10, "the second piece begins where the jump leads, well above the end of the first"
    for part, role in (("closed", "function"), ("open", "paper")):
        dots = list(groups[f"samples-jump-functions.step:{part}"].iter("use"))
        assert len(dots) == 1
        assert f"fig-fill-{role}" in dots[0].get("class")


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (samples.fails, "fails raises "),
        (samples.nothing, "returns nothing"),
        (lambda: 7, "returns a int"),
        (lambda: (samples.static(), 7), r"returns \(Figure, int\)"),
        (samples.foreign_color, "the color #123456 is not one of"),
        (samples.twins, "two artists have the gid 'spot'"),
    ],
)
def test_a_figure_that_is_none_is_refused_with_its_place(function, says):
    with pytest.raises(PageError, match=says) as caught:
        drawing_of(function)
    assert caught.value.arguments["page"].startswith("tests/drawing/")
    assert caught.value.arguments["line"]


def test_an_error_points_at_the_line_that_raised():
    with pytest.raises(PageError) as caught:
        drawing_of(samples.fails)
    line = caught.value.arguments["line"]
    text = (ROOT / "tests/drawing/samples.py").read_text().splitlines()[line - 1]
    assert text.strip() == 'square("not a number")'


def test_the_markup_names_describes_and_carries_the_frames():
    drawing = drawing_of(samples.live)
    root = svg.parse(
        figure_html(drawing, 'Two "half-lines" & <more>', "It's <live>")
        .replace(" data-search-exclude", "").replace(" disabled", "")
        .replace('autocomplete="off">', 'autocomplete="off"/>')
    )
    assert root.get("class") == "diagram live"
    frames = root.get("data-frames").replace(" href=", " xlink:href=")  # as before parsing
    assert json.loads(frames) == drawing["frames"]
    assert root.find("svg").get("role") == "img"
    assert root.find("svg").get("aria-label") == "Leaky ReLU above its derivative"
    assert root.find("svg/desc").text == 'Two "half-lines" & <more>'
    assert root.find("figcaption").text == "It's <live>"
    slider = root.find("div/label/input")
    expected = {"min": "0", "max": "1", "step": "0.05", "value": "0.2", "aria-valuetext": "0.20"}
    assert {name: slider.get(name) for name in expected} == expected


def test_the_same_diagram_twice_on_a_page_shares_no_id():
    drawing = drawing_of(samples.two_sliders)
    first, second = (
        figure_html(drawing, "Dots", occurrence=number) for number in (1, 2)
    )
    ids = [set(re.findall(r'[" (](?:id="|#)([^")]+)', html)) for html in (first, second)]
    assert ids[0] and len(ids[0]) == len(ids[1])
    assert not ids[0] & ids[1]
    assert second.replace("samples-two_sliders-2", "samples-two_sliders") == first


def test_a_file_of_its_own_has_colors_instead_of_classes():
    text = svg.standalone(drawing_of(samples.jump)["svg"])
    root = ElementTree.fromstring(text.encode())
    assert "class=" not in text
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "#3b5bdb" in text
