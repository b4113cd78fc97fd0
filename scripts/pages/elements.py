"""What the processors of one page share: the page, and the elements that wait for their place."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AtomicString

from scripts.pages.fences import Fence
from scripts.pages.site import Page, page_of


class PageElements:
    """The page being rendered and the elements that wait for their place in its tree."""

    def __init__(self, md: Markdown) -> None:
        self._md = md
        self.page: Page | None = None
        self._waiting: dict[str, tuple[Element, Fence]] = {}

    def begin(self, text: str) -> Page:
        self.page = page_of(text)
        self._waiting = {}
        return self.page

    def stash(self, html: str) -> str:
        return self._md.htmlStash.store(html)

    def raw(self, html: str) -> Element:
        element = Element("div")
        element.text = AtomicString(self.stash(html))
        return element

    def wait(self, element: Element, fence: Fence) -> str:
        """A word that no author writes, which becomes a paragraph of its own."""
        token = f"threeviewselement{len(self._waiting)}x"
        self._waiting[token] = element, fence
        return token

    def take(self, token: str) -> Element | None:
        return self._waiting.pop(token, (None, None))[0]

    def left_over(self) -> Fence | None:
        return next((fence for _, fence in self._waiting.values()), None)
