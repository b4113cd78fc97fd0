"""Citations: `[@key]` in a page becomes a link to the entry of the bibliography."""

import re
from functools import lru_cache
from html import unescape
from posixpath import relpath
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from pybtex.database import BibliographyData, Entry, parse_file
from pybtex.plugin import find_plugin

from scripts.errors import PageError
from scripts.pages.elements import PageElements
from scripts.project import BIBLIOGRAPHY
from scripts.sources import nearest

BIBLIOGRAPHY_PAGE = "reference/bibliography.md"
_KEY = re.compile(r"@([\w:-]+)")


def entries() -> BibliographyData:
    """The entries of the bibliography file."""
    status = BIBLIOGRAPHY.stat()
    return _parse(status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=2)
def _parse(_mtime_ns: int, _size: int) -> BibliographyData:
    return parse_file(BIBLIOGRAPHY)


def label(entry: Entry) -> str:
    """Author and year, as a text cites them."""
    authors = entry.persons.get("author", [])
    names = [unescape(" ".join(author.last_names)).strip("{}") for author in authors]
    if not names:
        names = [entry.fields.get("organization", entry.fields["title"]).strip("{}")]
    cited = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    return f"{cited} {entry.fields.get('year', '')}".strip()


def bibliography() -> str:
    """All entries as a Markdown list, by author and year, each with its anchor."""
    style = find_plugin("pybtex.style.formatting", "unsrt")()
    backend = find_plugin("pybtex.backends", "markdown")()
    data = entries()
    ordered = sorted(data.entries.items(), key=lambda item: label(item[1]).lower())
    formatted = style.format_entries([entry for _, entry in ordered])
    return "\n".join(
        f"- **{label(entry)}.**{{#{key}}} {text.text.render(backend)}".replace("\n", " ")
        for (key, entry), text in zip(ordered, formatted, strict=True)
    )


class CitationProcessor(InlineProcessor):
    """Turns `[@one; @two]` into links."""

    def __init__(self, md: Markdown, elements: PageElements) -> None:
        super().__init__(r"\[(@[\w:-]+(?:;\s*@[\w:-]+)*)\]", md)
        self._elements = elements

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # noqa: N802
        cited = Element("cite", {"class": "citation"})
        cited.text = "("
        for number, key in enumerate(_KEY.findall(m[1])):
            entry = self._entry(key)
            start = self._elements.page.uri.rpartition("/")[0] or "."
            link = SubElement(cited, "a", {"href": f"{relpath(BIBLIOGRAPHY_PAGE, start)}#{key}"})
            link.text = AtomicString(label(entry))
            if number:
                cited[number - 1].tail = "; "
        cited[-1].tail = ")"
        return cited, m.start(0), m.end(0)

    def _entry(self, key: str) -> Entry:
        known = entries().entries
        if key in known:
            return known[key]
        page = self._elements.page
        raise PageError(
            f"the bibliography has no entry '{key}'. {nearest(key, known.keys())}",
            page.path, page.line_of(f"@{key}"),
        )  # fmt: skip
