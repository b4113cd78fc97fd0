"""The contract of a snippet as readers see it: its docstring's parameters, returns and errors."""

import ast
from html import escape

from numpydoc.docscrape import NumpyDocString, Parameter

from scripts.formulas.wording import in_words
from scripts.sources import Definition

_SECTIONS = ("Parameters", "Returns", "Raises")


def contract_html(definition: Definition) -> str:
    """A definition list of what the snippet takes, gives and refuses; empty without a docstring."""
    docstring = ast.get_docstring(definition.node)
    if not docstring:
        return ""
    read = NumpyDocString(docstring)
    rows = [row for section in _SECTIONS for row in _rows(section, read[section])]
    notes = "".join(f"<p>{escape(' '.join(paragraph))}</p>" for paragraph in _paragraphs(read["Notes"]))
    return f"<dl>{''.join(rows)}</dl>{notes}" if rows else ""


def _rows(section: str, entries: list) -> list[str]:
    rows = []
    for entry in entries:
        term = f"<code>{escape(entry.name)}</code> " if entry.name else ""
        label = {"Parameters": "", "Returns": "returns ", "Raises": "raises "}[section]
        rows.append(
            f"<dt>{label}{term}<span>{escape(_type(section, entry))}</span></dt>"
            f"<dd>{escape(' '.join(entry.desc))}</dd>"
        )
    return rows


def _type(section: str, entry: Parameter) -> str:
    """What a value is, in words; of an error, its name."""
    return entry.type if section == "Raises" else in_words(entry.type, entry.name)


def _paragraphs(lines: list[str]) -> list[list[str]]:
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            paragraphs[-1].append(line.strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]
