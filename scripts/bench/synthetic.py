"""Synthetic topics: a number of topics goes in, a project with as many pages comes out.

Every topic has a function, a formula, a diagram and numbers of its own, so that no two
share a result by accident; every fifth has a live diagram with 21 positions. The views
stand between comments, so that what a build made of them can be found in its HTML.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase

from scripts.bench.projects import Project, bring_runtime, machinery

BEGIN, END = "<!-- begin views -->", "<!-- end views -->"
LIVE_EVERY = 5

_SNIPPET = '''\
"""A number or an array in, a curve of topic {letters} out."""

import numpy as np


def {symbol}(x: np.ndarray{parameter}) -> np.ndarray:
    """Bend a line in the way of topic {letters}.

    Parameters
    ----------
    x : ndarray, any shape
{contract}
    Returns
    -------
    ndarray, same shape as x
    """
    return {code}
'''

_ORACLE = '''\
"""The curve of topic {letters} again, number by number."""

from tests.oracles._entrywise import entrywise


@entrywise
def {symbol}(x: float{oracle_parameter}) -> float:
    return {oracle}
'''

_STATIC = '''\
"""Diagrams of topic {letters}."""

from scripts.drawing.style import axes, curve
from snippets import {module}


def {symbol}():
    """The curve of topic {letters}."""
    fig, ax = axes(y=(-4, 4))
    curve(ax, {module}.{symbol}, label="{symbol}")
    return fig
'''

_LIVE = '''\
"""Diagrams of topic {letters}."""

from functools import partial
from typing import Annotated

from scripts.drawing.style import Slider, axes, curve
from snippets import {module}


def {symbol}():
    """The curve of topic {letters}, bent by a slider."""
    fig, ax = axes(y=(-4, 4))
    line = curve(ax, partial({module}.{symbol}, alpha=1.0), gid="{module}.{symbol}", label="{symbol}")

    def update(alpha: Annotated[float, Slider(0.0, 2.0, step=0.1, value=1.0, label="α")]) -> None:
        line.redraw(partial({module}.{symbol}, alpha=alpha))

    return fig, update
'''

_PAGE = '''\
# Topic {letters}

This page shows one function and its three views. The paragraph stands here so that
the page has prose to render, to index and to search, as every page of a text has, and
so that an edit of the prose leaves the views as they are.

## The function

It bends a line, and by how much is its own: {first} on the way up and {second} on the
way down. A list says what to look at:

- where it crosses the axis, and how steeply;
- where it turns, if it does;
- what becomes of it far from zero.

{begin}

```math of="{name}"
\\operatorname{{{symbol}}}(x) = {formula}
```

```diagram of="{name}"
A curve through the origin, bent in the way of topic {letters}.
```

```snippet of="{name}"
```

```python run
x = np.linspace(-2, 2, 9)
for value in {symbol}(x):
    print(f"{{value:.6f}}")
```

{end}

## What you saw

The formula, the diagram and the code agree. The next page has another function.
'''

_REFERENCES = {
    "docs/reference/source.md": "# Source\n\n{begin}\n\n```source\n```\n\n{end}\n",
    "docs/reference/tests.md": "# Tests\n\n{begin}\n\n```tests\n```\n\n{end}\n",
    "docs/reference/notation.md": "# Notation\n\n{begin}\n\n```notation\n```\n\n{end}\n",
    "docs/reference/verification.md": "# Verification\n\n{begin}\n\n```verification\n```\n\n{end}\n",
    "docs/bibliography.bib": "",
}


@dataclass(frozen=True)
class Topic:
    """The topic of a number, and its files."""

    number: int

    @property
    def letters(self) -> str:
        """The number in letters, which every language that is used here takes in a name."""
        return "".join(ascii_lowercase[int(digit)] for digit in f"{self.number:03d}")

    @property
    def module(self) -> str:
        return f"topic_{self.letters}"

    @property
    def symbol(self) -> str:
        return f"bend{self.letters}"

    @property
    def is_live(self) -> bool:
        return self.number % LIVE_EVERY == 0

    @property
    def page(self) -> str:
        return f"topics/{self.letters}.md"

    @property
    def files(self) -> dict[str, str]:
        """Paths from the project's root, and their texts."""
        fields = self._fields()
        figure = _LIVE if self.is_live else _STATIC
        return {
            f"snippets/{self.module}.py": _SNIPPET.format(**fields),
            f"tests/snippets/test_{self.module}.py": _test(self),
            f"tests/oracles/{self.module}.py": _ORACLE.format(**fields),
            f"scripts/figures/{self.module}.py": figure.format(**fields),
            f"docs/{self.page}": _PAGE.format(**fields),
        }

    def _fields(self) -> dict[str, str]:
        first, second = f"{1 + self.number / 1000:.3f}", f"{2 - self.number / 1000:.3f}"
        factor, parameter, contract = first, "", ""
        if self.is_live:
            factor, parameter = r"\alpha", ", alpha: float = 1.0"
            contract = "    alpha : float, in [0, 2], default 1.0\n        How steep it is.\n"
        formula, code = _forms(factor, first, second)[self.number % 3]
        return {
            "letters": self.letters, "module": self.module, "symbol": self.symbol,
            "name": f"{self.module}.{self.symbol}", "first": first, "second": second,
            "parameter": parameter, "contract": contract, "formula": formula,
            "code": code, "begin": BEGIN, "end": END,
            "oracle": re.sub(r"np\.(max|min|abs)(imum)?", r"\1", code),
            "oracle_parameter": parameter,
        }  # fmt: skip


def _forms(factor: str, first: str, second: str) -> list[tuple[str, str]]:
    """Formulas and the code that says the same."""
    named = factor.removeprefix("\\")
    return [
        (rf"\frac{{{factor} x}}{{{first} + {second} |x|}}",
         f"{named} * x / ({first} + {second} * np.abs(x))"),
        (rf"\max({factor} x, {second} x - {first})",
         f"np.maximum({named} * x, {second} * x - {first})"),
        (rf"{factor} x + \min({second} x, {first})",
         f"{named} * x + np.minimum({second} * x, {first})"),
    ]  # fmt: skip


def _test(topic: Topic) -> str:
    return (
        f"from snippets.{topic.module} import {topic.symbol}\n\n\n"
        f"def test_{topic.symbol}() -> None:\n    assert {topic.symbol}(0.0) <= 0.0\n"
    )


def _notation(topics: list[Topic]) -> str:
    functions = "".join(
        f"  - symbol: '\\operatorname{{{topic.symbol}}}'\n"
        f"    snippet: {topic.module}.{topic.symbol}\n"
        f"    meaning: the bend of topic {topic.letters}\n"
        for topic in topics
    )
    return (
        "symbols:\n"
        "  - {symbol: 'x', name: x, shape: scalar or array, meaning: input of a function}\n"
        "  - {symbol: '\\alpha', name: alpha, shape: scalar, meaning: how steep a bend is}\n"
        f"functions:\n{functions}"
    )


def synthetic(target: Path, count: int) -> tuple[Project, list[Topic]]:
    """A project of its own with so many topics."""
    topics = [Topic(number) for number in range(count)]
    references = [path.removeprefix("docs/") for path in _REFERENCES if path.endswith(".md")]
    project = machinery(target, ["index.md", *(topic.page for topic in topics), *references])
    bring_runtime(target)
    project.write("docs/index.md", "# Home\n\nSynthetic topics.\n")
    project.write("docs/notation.yml", _notation(topics))
    for path, text in _REFERENCES.items():
        project.write(path, text.format(begin=BEGIN, end=END))
    for topic in topics:
        for path, text in topic.files.items():
            project.write(path, text)
    return project, topics
