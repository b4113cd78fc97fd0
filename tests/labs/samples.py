"""Small labs for tests."""

from textwrap import dedent

HEAD = """\
# ---
# title: {title}
# description: A lab of a test.
# takes: a second
# ---

"""


def lab(*cells: str, title: str = "A lab") -> str:
    """A lab with these cells; one that begins with `#: ` is Markdown."""
    return HEAD.format(title=title) + "\n\n".join(map(_cell, map(dedent, cells))).strip() + "\n"


def _cell(text: str) -> str:
    text = text.strip("\n")
    if not text.startswith("#: "):
        return f"# %%\n{text}"
    lines = text.removeprefix("#: ").split("\n")
    return "# %% [markdown]\n" + "\n".join(f"# {line}".rstrip() for line in lines)
