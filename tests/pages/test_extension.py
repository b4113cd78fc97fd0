"""The Markdown extension: what a page's fences become, and what stops it."""

import re
from xml.etree import ElementTree

import pytest
from markdown import Markdown

from scripts.errors import PageError
from scripts.pages import site

EXTENSIONS = ["admonition", "md_in_html", "pymdownx.superfences", "scripts.pages.extension"]

RELU = '''
```math of="activations.relu"
\\operatorname{ReLU}(x) = \\max(x, 0)
```

```snippet of="activations.relu"
```
'''


def convert(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


def test_views_of_one_name_that_stand_together_are_one_block():
    html = convert(RELU)
    assert html.count('class="views"') == 1
    assert 'id="activations.relu"' in html
    assert "✓ formula = code" in html
    assert "<math" in html and "relu" in html


def test_views_with_prose_between_are_two_blocks_and_the_code_has_the_bare_anchor():
    math, snippet = RELU.strip().split("\n\n")
    html = convert(f"{math}\n\nIn words.\n\n{snippet}")
    assert re.findall(r'class="views" id="([^"]+)"', html) == [
        "activations.relu-2",
        "activations.relu",
    ]


def test_a_diagram_that_stands_twice_keeps_its_ids_apart():
    diagram = '```diagram of="activations.leaky_relu"\nTwo half-lines.\n```'
    html = convert(f"{diagram}\n\nAnd again:\n\n{diagram}")
    identifiers = re.findall(r'\bid="([^"]+)"', html)
    assert len(identifiers) == len(set(identifiers)) > 2


def test_links_of_a_block_go_through_markdown():
    html = convert(RELU)
    assert 'href="reference/source.md#source.activations.relu"' in html
    assert 'href="reference/tests.md#tests.activations.relu"' in html


def test_a_block_keeps_its_place_in_an_admonition_and_a_list():
    inner = "\n".join(f"    {line}" for line in RELU.strip().split("\n"))
    html = convert(f"!!! note\n\n{inner}\n\nAfter.")
    note = html.index('class="admonition')
    assert note < html.index('class="views"') < html.index("After.")
    without_math = re.sub("<math.*?</math>", "", html, flags=re.S)
    root = ElementTree.fromstring(f"<root>{without_math}</root>")
    assert root.find("div[@class='admonition note']/section") is not None


def test_run_blocks_show_their_output_and_share_a_namespace():
    html = convert("```python run\na = 20\n```\n\ntext\n\n```python run\nprint('printed')\na + 1\n```\n")
    assert "<samp>printed\n21</samp>" in html
    assert 'id="run-1"' in html and 'id="run-2"' in html


def test_values_in_prose_come_from_the_namespace_and_are_plain_text():
    run = "```python run\nvalues = [1, 2]\n```"
    html = convert(f"{run}\n\nThere are `{{python}} len(values)`: `{{python}} values`.")
    assert "There are 2: [1, 2]." in html


def test_shown_syntax_stays_as_it_is():
    shown = '````md\n```math of="no.such"\nx\n```\n````'
    html = convert(f"Write `` `{{python}} 1 + 1` `` in a sentence.\n\n{shown}")
    assert "{python} 1 + 1" in html and "no.such" in html


def test_a_line_may_end_inside_of_inline_mathematics():
    html = convert("The border is $a =\nb$, and [$2 /\nd$](#there) its width: $5.\n")
    assert html.count("<math") == 2 and "$a" not in html and "$5" in html


def test_inline_and_display_mathematics_become_mathml():
    html = convert("Let $\\alpha > 0$, for $5 or `$x$`.\n\n$$\nx = 1\n$$\n")
    assert html.count("<math") == 2
    assert "$5" in html and "<code>$x$</code>" in html


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('```math of="activations.leaky_rely"\nx\n```', "activations.leaky_relu"),
        ('```snippet of="activations._hidden"\n```', "private"),
        ('```snippet of="../secret.key"\n```', "module.symbol"),
        ('```diagram of="activations.relu"\n```', "alternative text"),
        ('```diagram of="activations.relu" figure="leeky_relu"\nx\n```', "leaky_relu"),
        ("\n$\\nosuch$", "nosuch"),
        ("see [@nobody1900]", "nobody1900"),
        ("<div>\n```python run\n1\n```\n</div>", "markdown="),
    ],
)
def test_a_mistake_stops_the_build_and_says_what_to_do(text, says):
    with pytest.raises(PageError) as caught:
        convert(text)
    assert says in caught.value.message
    assert re.match(r"<text>:\d+: ", caught.value.message)


def test_a_wrong_formula_stops_the_build_with_line_and_both_values():
    wrong = RELU.replace("\\max", "\\min")
    with pytest.raises(PageError, match=r"^<text>:\d+") as caught:
        convert("First line.\n" + wrong)
    assert "\\min" in caught.value.message


def test_an_unknown_command_has_line_and_column():
    with pytest.raises(PageError) as caught:
        convert('text\n\n```math of="activations.relu"\n\\operatorname{ReLU}(x) =\n\\maks(x, 0)\n```')
    assert caught.value.message.startswith("<text>:5:1: ")


def test_a_page_is_recognised_by_its_text_whatever_stands_before_it():
    page = next(page for page in site.pages() if page.uri == "foundation/functions.md")
    assert site.page_of(f"\n\n{page.text}\n").path == "docs/foundation/functions.md"
    first = page.text.split("\n")[0]
    with open(page.path, encoding="utf-8") as file:
        assert file.read().split("\n")[page.first_line - 1] == first


def test_lines_of_fences_are_lines_of_the_file():
    for page in site.pages():
        with open(page.path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        for fence in page.of_kind("math", "diagram", "snippet", "run"):
            assert "```" in lines[fence.line - 1]
