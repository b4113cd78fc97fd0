"""The site's Markdown becomes one that Jupyter shows."""

import pytest

from scripts.notebooks.markdown import Prose, folded, indented, picture, quoted
from scripts.notebooks.parts import Bound, Box, Verbatim, parts_of
from scripts.notebooks.parts import Prose as ProsePart
from scripts.pages.fences import scan


def there(uri: str) -> str:
    return f"https://example.org/{uri.removesuffix('.md')}/"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", "[a](https://example.org/part/b/)"),
        ("[a](../other/b.md#c.d)", "[a](https://example.org/other/b/#c.d)"),
        ("[a\nb](#here)", "[a\nb](https://example.org/part/page/#here)"),
        ("[`f`](https://example.net/x) `a[0](x)`", "[`f`](https://example.net/x) `a[0](x)`"),
        ("## Title { #anchor }", "## Title"),
        ('<div class="grid cards" markdown>\n\nin it\n\n</div>\n', "\nin it\n\n"),
        ("x^{.5} and f{.note}", "x^{.5} and f"),
    ],
)
def test_links_lead_to_the_site_and_attributes_go(text, expected):
    assert Prose("part/page.md", there)(text) == expected


def test_a_citation_is_names_with_links():
    text = Prose("part/page.md", there)("said [@huber1964robust; @laplace1774memoire].")
    page = "https://example.org/reference/bibliography/"
    assert text == (
        f"said ([Huber 1964]({page}#huber1964robust); [Laplace 1774]({page}#laplace1774memoire))."
    )


def test_without_an_address_links_are_text():
    prose = Prose("part/page.md", lambda uri: None)
    assert prose("[a](b.md), [c](#d), [@huber1964robust]") == "a, c, (Huber 1964)"
    assert prose.link("here") == "here"


def test_boxes_and_pictures():
    assert quoted("a\n\nb") == "> a\n>\n> b"
    assert indented("a\n\nb", 3) == "   a\n\n   b"
    assert folded("a < b", "text") == "<details>\n<summary>a &lt; b</summary>\n\ntext\n\n</details>"
    assert picture("QUJD", 'a "b" < c', 480.4) == (
        '<img src="data:image/png;base64,QUJD" width="480" alt="a &quot;b&quot; &lt; c">'
    )


def test_parts_of_a_page():
    text = """\
# Title

Prose.

!!! question "What?"

    Inside.

    ??? tip "Hint"

        ```python run
        1
        ```

    After.

1.  In a list

    ```math of="a.b"
    x
    ```

```python
# a comment, and no heading
!!! note
```

$$
y
$$

End."""
    first, box, listed, formula, code, display, end = parts_of(text.split("\n"), scan(text, "page.md"))
    assert first == ProsePart("# Title\n\nProse.")
    assert isinstance(box, Box) and box.title == "What?" and not box.is_folded
    inside, hint, after = box.parts
    assert (inside, after) == (ProsePart("Inside."), ProsePart("After."))
    assert hint.is_folded and hint.parts[0].fence.body == "1" and hint.parts[0].indent == 0
    assert listed == ProsePart("1.  In a list")
    assert isinstance(formula, Bound) and formula.indent == 4
    assert code == Verbatim("```python\n# a comment, and no heading\n!!! note\n```")
    assert display == Verbatim("$$\ny\n$$")
    assert end == ProsePart("End.")
