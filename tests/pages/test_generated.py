"""The fences that the build fills in: notation, sources, bibliography."""

import re

import yaml

from scripts import sources
from scripts.pages import site
from scripts.pages.citations import bibliography, entries, label
from scripts.pages.contract import contract_html
from scripts.pages.generated import notation_tables
from scripts.project import NOTATION


def test_the_notation_page_shows_every_entry_of_the_table():
    table = yaml.safe_load(NOTATION.read_text(encoding="utf-8"))
    shown = notation_tables()
    for row in table["symbols"]:
        assert f"| ${row['symbol']}$ | `{row['name']}` |" in shown
    for row in table["functions"]:
        assert f"| ${row['symbol']}$ | `{row['snippet']}` |" in shown
        assert sources.snippet(row["snippet"])
    for sentence in table["conventions"]:
        assert " ".join(sentence.split()) in " ".join(shown.split())


def test_no_symbol_has_two_meanings():
    table = yaml.safe_load(NOTATION.read_text(encoding="utf-8"))
    symbols = [row["symbol"] for row in [*table["symbols"], *table["functions"]]]
    assert len(symbols) == len(set(symbols))


def test_the_bibliography_lists_every_entry_once_in_order():
    listed = bibliography()
    anchors = re.findall(r"\{#([\w:-]+)\}", listed)
    assert sorted(anchors) == sorted(entries().entries)
    labels = [label(entries().entries[anchor]).lower() for anchor in anchors]
    assert labels == sorted(labels)


def test_every_entry_of_the_bibliography_is_cited():
    text = "".join(page.text for page in site.pages())
    assert [key for key in entries().entries if f"@{key}" not in text] == []


def test_the_contract_lists_what_a_snippet_takes_gives_and_refuses():
    html = contract_html(sources.snippet("activations.leaky_relu"))
    for part in ("<code>alpha</code>", "from 0 to 1", "returns", "raises <span>ValueError"):
        assert part in html
    text = re.sub(r"<[^>]+>", "", contract_html(sources.snippet("activations.sigmoid")))
    assert "any shape" in text
