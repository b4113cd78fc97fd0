"""Markdown of a page goes in, Markdown comes out that Jupyter shows the same way.

Links lead to the published site, citations are names with links, and what only the site's
own Markdown knows (boxes, attributes, grids) becomes plain.
"""

import re
from collections.abc import Callable
from html import escape
from posixpath import normpath

from scripts.pages.citations import BIBLIOGRAPHY_PAGE, entries, label

# What a link may lead to: another page, or a place of this one.
_LINK = re.compile(r"\]\((?P<page>[\w./-]+\.md)?(?P<anchor>#[\w./-]+)?\)")
_TEXT_LINK = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?:[\w./-]+\.md(?:#[\w./-]+)?|#[\w./-]+)\)")
_CITATION = re.compile(r"\[(@[\w:-]+(?:;\s*@[\w:-]+)*)\]")
_KEY = re.compile(r"@([\w:-]+)")
_ATTRIBUTES = re.compile(r" *\{:? *[#.][A-Za-z][\w .#=\"-]*\}(?= |$)", re.MULTILINE)
_FRAME = re.compile(r"^</?div\b[^>]*>\n?", re.MULTILINE)


class Prose:
    """Rewrites the prose of one page.

    Parameters
    ----------
    uri : str
        The page, from `docs/`.
    address : callable
        Takes a page of `docs/` and gives where it is published; None if that is not known.
    """

    def __init__(self, uri: str, address: Callable[[str], str | None]) -> None:
        self._uri, self._address = uri, address

    def __call__(self, text: str) -> str:
        text = _FRAME.sub("", _ATTRIBUTES.sub("", text))
        text = _CITATION.sub(self._cited, text)
        if self._address(self._uri) is None:
            return _TEXT_LINK.sub(lambda link: link["text"], text)
        return _LINK.sub(self._linked, text)

    def link(self, text: str, anchor: str = "") -> str:
        """A link to this page on the site, or only its text."""
        return text if self._address(self._uri) is None else f"[{text}]({self._to(self._uri, anchor)})"

    def _linked(self, link: re.Match[str]) -> str:
        if not link["page"]:
            return f"]({self._to(self._uri, link['anchor'] or '')})"
        uri = normpath(f"{self._uri.rpartition('/')[0] or '.'}/{link['page']}")
        return f"]({self._to(uri, link['anchor'] or '')})"

    def _to(self, uri: str, anchor: str) -> str:
        return f"{self._address(uri)}{anchor}"

    def _cited(self, citation: re.Match[str]) -> str:
        known = entries().entries
        linked = [
            f"[{label(known[key])}]({self._to(BIBLIOGRAPHY_PAGE, f'#{key}')})"
            if self._address(BIBLIOGRAPHY_PAGE)
            else label(known[key])
            for key in _KEY.findall(citation[1])
        ]
        return f"({'; '.join(linked)})"


def quoted(text: str) -> str:
    """A text in a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def folded(title: str, text: str) -> str:
    """A text that opens when its title is clicked."""
    return f"<details>\n<summary>{escape(title)}</summary>\n\n{text}\n\n</details>"


def indented(text: str, columns: int) -> str:
    """A text as a part of a list."""
    return "\n".join(" " * columns + line if line else "" for line in text.split("\n"))


def picture(png: str, alternative_text: str, width: float) -> str:
    """A picture that travels in the text: Colab shows no attachments."""
    return (
        f'<img src="data:image/png;base64,{png}" width="{width:.0f}" '
        f'alt="{escape(alternative_text, quote=True)}">'
    )
