"""The code view of a snippet: the text that a page shows, and the text that a reader copies."""

from collections.abc import Iterator
from functools import lru_cache

from pygments import highlight
from pygments.filter import Filter
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import PythonLexer
from pygments.token import Name, Operator, Punctuation, Text, Whitespace

from scripts.pages.bundle import Bundle, key_of, summarized
from scripts.sources import Definition

_FORMATTER = HtmlFormatter(cssclass="highlight", wrapcode=True)
_LEXER = PythonLexer()


class _Plain(Filter):
    """Leaves what is as plain as text without markup of its own."""

    def filter(self, lexer: Lexer, stream: Iterator[tuple]) -> Iterator[tuple]:
        plain = (Name, Operator, Punctuation, Whitespace)
        return ((Text if kind in plain else kind, value) for kind, value in stream)


# A whole file weighs a fourth less so, and has half as many elements.
_LISTING_LEXER = PythonLexer()
_LISTING_LEXER.add_filter(_Plain())


@lru_cache(maxsize=4096)
def highlighted(code: str) -> str:
    """Python as HTML, in Material's markup."""
    return highlight(code, _LEXER, _FORMATTER).strip()


@lru_cache(maxsize=1024)  # read on every rebuild of a server, and seldom changed
def listed(code: str) -> str:
    """A whole file as HTML, with less markup."""
    return highlight(code, _LISTING_LEXER, _FORMATTER).strip()


def shown(definition: Definition) -> str:
    """The source with each docstring cut to its summary: the contract stands under the code."""
    return summarized(definition.source, definition.node, definition.line)


def standalone(definition: Definition) -> str:
    """The snippet with the imports and the snippets that it needs: it runs in a fresh interpreter."""
    key = key_of(definition)
    return Bundle(whole=[key]).add(key).take()


def with_imports(definition: Definition) -> str:
    """A function with the imports and the neighbors in its module that it needs."""
    key = key_of(definition)
    return Bundle(packages=(), whole=[key]).add(key).take()
