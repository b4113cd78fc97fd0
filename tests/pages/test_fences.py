"""The scanner of pages: what it finds, where, and what it refuses."""

import pytest

from scripts.errors import PageError
from scripts.pages.fences import scan

PAGE = """\
# Title

````md
```math of="inside.another_fence"
x
```
````

A value `{python} 1 + 1`, and shown as text: `` `{python} 2` ``.

```math of="activations.relu" each="element"
\\max(x, 0)
```

- a list

    ```python run error="ValueError"
    a = 1
    if a:
        b
    ```

$$
x = 1
$$

```python
print("an ordinary fence")
```

```notation
```
"""


def test_finds_every_fence_in_order_with_its_line():
    found = [(fence.kind, fence.line, fence.body) for fence in scan(PAGE, "p.md", first_line=5)]
    assert found == [
        ("value", 13, "1 + 1"),
        ("math", 15, "\\max(x, 0)"),
        ("run", 21, "a = 1\nif a:\n    b"),
        ("display", 27, "x = 1"),
        ("notation", 35, ""),
    ]


def test_reads_options_and_columns():
    math, run = (fence for fence in scan(PAGE, "p.md") if fence.kind in ("math", "run"))
    assert math.options == {"of": "activations.relu", "each": "element"}
    assert (math.column, run.column, run.options) == (1, 5, {"error": "ValueError"})


def test_value_span_covers_the_code_span():
    text = "so `{python} x` and `{python} y`"
    values = scan(text, "p.md")
    assert [text[slice(*value.span)] for value in values] == ["`{python} x`", "`{python} y`"]
    assert [text[value.column - 1] for value in values] == ["x", "y"]


def test_a_derivative_stands_in_the_block_of_its_function():
    grad, backward = scan('```snippet of="a.f_grad"\n```\n```snippet of="a.g_backward"\n```', "p.md")
    assert (grad.base, backward.base) == ("a.f", "a.g")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('\n```math of="a.b"\nx', 2, "never closed"),
        ("```math\nx\n```", 1, 'math of="module.name"'),
        ('```math off="a.b"\nx\n```', 1, "did you mean of?"),
        ("```math of=a.b\nx\n```", 1, 'key="value"'),
        ('```python run of="a"\nx\n```', 1, "no option 'of'"),
        ('```diagram of=""\nx\n```', 1, "names its snippet"),
        ("text\n\n$$\nx", 3, "never closed"),
    ],
)
def test_refuses_with_page_and_line(text, line, says):
    with pytest.raises(PageError, match=rf"^docs/p\.md:{line}: ") as caught:
        scan(text, "docs/p.md")
    assert says in caught.value.message
