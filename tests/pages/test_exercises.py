"""Exercise fences: the box that they become, and what stops the build."""

import re
from xml.etree import ElementTree

import pytest
from markdown import Markdown

from scripts.errors import PageError
from scripts.pages import site
from scripts.pages.exercises import chapter_list, exercises

EXTENSIONS = [
    "admonition", "md_in_html", "pymdownx.details", "pymdownx.superfences", "scripts.pages.extension",
]  # fmt: skip

LEAK = '''
````exercise of="activations.leaky_relu" title="The leak, $\\alpha$"
Write **it**, as [there](foundation/functions.md).

```python
Hint: no hint, but code
```

Hint: The first.

Still the first.

Hint: The second, with $x$.
````
'''


def convert(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


def tree(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<root>{html}</root>")


def test_an_exercise_becomes_a_box_with_number_title_and_task():
    box = tree(convert(LEAK)).find("section")
    assert box.get("class") == "admonition exercise"
    assert box.get("id") == "exercise-1" and box.get("data-name") == "activations.leaky_relu"
    title = box.find(f"p[@id='{box.get('aria-labelledby')}']")
    assert "".join(title.itertext()) == "Exercise 1: The leak, α"
    assert box.find("p/strong").text == "it"
    assert box.find("p/a").get("href") == "foundation/functions.md"


def test_task_stub_hints_and_solution_are_all_in_the_page_and_closed():
    box = tree(convert(LEAK)).find("section")
    details = box.findall("details")
    assert [part.find("summary").text for part in details] == ["Hint 1", "Hint 2", "Solution"]
    assert [len(part.findall("p")) for part in details[:2]] == [2, 1]
    assert not any("open" in part.attrib for part in details)
    stub = "".join(box.find("div[@class='exercise-cell cell']").itertext())
    assert stub.startswith("def leaky_relu(x: np.ndarray, alpha: float = 0.2)")
    assert "alpha : float, from 0 to 1, default 0.2" in stub and "np.maximum" not in stub
    solution = "".join(details[2].itertext())
    assert "np.maximum(x, 0.0) + alpha" in solution
    sources = [link.get("href") for link in details[2].findall("p/a")]
    assert sources[0] == "reference/source.md#source.activations.leaky_relu"


def test_a_line_of_code_that_looks_like_a_hint_is_code():
    assert "no hint, but code" in "".join(tree(convert(LEAK)).find("section/div").itertext())


def test_exercises_are_numbered_and_a_single_hint_is_not():
    other = '```exercise of="functions.square" title="Square"\nWrite it.\n\nHint: Multiply.\n```'
    boxes = tree(convert(f"{LEAK}\n\n{other}")).findall("section")
    assert [box.get("id") for box in boxes] == ["exercise-1", "exercise-2"]
    assert [part.find("summary").text for part in boxes[1].findall("details")] == ["Hint", "Solution"]


def test_an_exercise_keeps_its_place_in_a_list():
    inner = "\n".join(f"    {line}" for line in LEAK.strip().split("\n"))
    html = convert(f"1.  First\n\n{inner}\n\n2.  Second")
    assert tree(html).find("ol/li/section") is not None


def test_the_name_of_an_exercise_is_in_scope_only_if_a_view_shows_it():
    with pytest.raises(PageError, match="leaky_relu"):
        convert(f"{LEAK}\n\n```python run\nleaky_relu\n```")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('```exercise of="activations.leaky_rely" title="x"\nx\n```', "activations.leaky_relu"),
        ('```exercise title="x"\nx\n```', "of="),
        ('```exercise of="activations.relu"\nx\n```', "title="),
        ('```exercise of="activations.relu" title="x"\n```', "no task"),
        ('```exercise of="activations.relu" title="x"\nx\n\nHint:\n```', "hint"),
        ('````exercise of="activations.relu" title="x"\nx\n```python run\n1\n```\n````', "run fence"),
        ('```exercise of="activations.relu" title="x"\n`{python} 1`\n```', "computed value"),
        (f"{LEAK}\n{LEAK}", "line 1"),
    ],
)
def test_a_mistake_stops_the_build_and_says_what_to_do(text, says):
    with pytest.raises(PageError) as caught:
        convert(text)
    assert says in caught.value.message
    assert re.match(r"<text>:\d+: ", caught.value.message)


def test_the_list_of_a_chapter_links_to_each_of_its_exercises():
    page = next(page for page in site.pages() if page.uri == "foundation/index.md")
    links = [link.get("href") for link in chapter_list(page).iter("a")]
    beside = [other for other in site.pages() if other.uri.startswith("foundation/")]
    for other in beside:
        name = other.uri.removeprefix("foundation/")
        for exercise in exercises(other):
            assert f"{name}#{exercise.anchor}" in links
    assert sum("#" in link for link in links) == sum(len(exercises(other)) for other in beside)
