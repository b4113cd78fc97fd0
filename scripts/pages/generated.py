"""Fences that the build fills in: each gives Markdown made from the project's own data."""

from collections.abc import Callable
from pathlib import Path

from scripts.pages.citations import bibliography
from scripts.pages.labs import lab_list
from scripts.pages.site import notation
from scripts.verify.page import verification


def notation_tables() -> str:
    """The notation table: conventions, symbols and function symbols."""
    table = notation()
    parts = ["## Conventions", *(f"- {sentence}" for sentence in table.get("conventions", []))]
    parts += ["", "## Symbols", "", "| symbol | in code | shape | meaning |", "|---|---|---|---|"]
    parts += [
        f"| ${row['symbol']}$ | `{row['name']}` | {row['shape']} | {_linked(row)} |"
        for row in table["symbols"]
    ]
    parts += ["", "## Functions", "", "| symbol | snippet | meaning |", "|---|---|---|"]
    parts += [
        f"| ${row['symbol']}$ | `{row['snippet']}` | {_linked(row)} |" for row in table["functions"]
    ]
    return "\n".join(parts)


def _linked(row: dict) -> str:
    """The meaning of a symbol, with a link to the page that introduces it."""
    if "page" not in row:
        return row["meaning"]
    title = Path(row["page"].partition("#")[0]).stem.replace("-", " ").capitalize()
    return f"{row['meaning']} ([{title}](../{row['page']}))"


FILL: dict[str, Callable[[], str]] = {
    "notation": notation_tables,
    "verification": verification,
    "bibliography": bibliography,
    "labs": lab_list,
}
