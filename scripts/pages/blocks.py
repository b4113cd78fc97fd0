"""The block of a name: its views and what was proved of them go in, one HTML element comes out.

The element is a tree whose links are Markdown's own (`page.md#anchor`), so that
every generator resolves and checks them; the views themselves are finished HTML.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from posixpath import relpath
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from scripts.drawing.markup import figure_html
from scripts.pages import code
from scripts.pages.anchors import anchors
from scripts.pages.cells import drawing_html
from scripts.pages.contract import contract_html
from scripts.pages.fences import Fence
from scripts.pages.given import Given
from scripts.pages.listings import LISTINGS, listing_of
from scripts.pages.mathml import mathml, with_parameters
from scripts.pages.site import Page, figure_name
from scripts.sources import snippet

VERIFICATION_PAGE = "reference/verification.md"
_COPY = "Copy code that runs alone"
_REPORT = '<a class="views-report" href="#report" data-search-exclude="true">report a mistake</a>'


@dataclass(frozen=True)
class View:
    """A view fence and the result of its stage (none for code)."""

    fence: Fence
    result: dict | None = None


class Block:
    """Builds the element of one block.

    Parameters
    ----------
    page : Page
    views : list of View
        Of one name, or of a name and its derivative.
    stash : callable
        Takes finished HTML and gives what stands for it in the tree.
    symbols : dict
        Parameter names to their LaTeX symbols.
    """

    def __init__(
        self, page: Page, views: list[View], stash: Callable[[str], str], symbols: dict[str, str]
    ) -> None:
        self._page, self._views, self._stash, self._symbols = page, views, stash, symbols

    def element(self, identifier: str) -> Element:
        names = list(dict.fromkeys(view.fence.name for view in self._views))
        section = Element("section", {"class": "views", "id": identifier})
        section.set("aria-label", " and ".join(names))
        self._head(section, identifier, names)
        # Named here, so that no style waits for what comes later in the page: nothing moves.
        kinds = [f"with-{kind}" for kind in ("math", "diagram", "snippet") if self._of_kind(kind)]
        body = SubElement(section, "div", {"class": " ".join(["views-body", *kinds])})
        for kind, html in (("math", self._math), ("diagram", self._diagram)):
            views = self._of_kind(kind)
            if views:
                self._raw(body, f"view view-{kind}", "".join(html(view) for view in views))
        snippets = self._of_kind("snippet")
        if snippets:
            codes = SubElement(body, "div", {"class": "view view-code"})
            for view in snippets:
                self._code(codes, view.fence.name)
        for view in self._of_kind("diagram"):
            self._raw(body, "view view-drawing", drawing_html(figure_name(view.fence)))
        return section

    def _of_kind(self, kind: str) -> list[View]:
        return [view for view in self._views if view.fence.kind == kind]

    def _head(self, section: Element, identifier: str, names: list[str]) -> None:
        head = SubElement(section, "div", {"class": "views-head"})
        link = SubElement(head, "a", {"class": "views-name", "href": f"#{identifier}"})
        for name in names:
            SubElement(link, "code").text = AtomicString(name)
        proof, kind = self._proof()
        mark = SubElement(head, "a", {"class": f"views-proof {kind}".strip()})
        mark.set("href", self._to(VERIFICATION_PAGE))
        mark.set("data-search-exclude", "true")
        mark.text = AtomicString(proof)

    def _proof(self) -> tuple[str, str]:
        """What the build proved of this block, in a few words, and the class that colors them.

        A view is named only if all of its kind were checked. Beside a formula the diagram
        must show the block's own function: a curve of another says nothing of this formula.
        """
        formulas, diagrams = self._of_kind("math"), self._of_kind("diagram")
        proved = ["formula"] if formulas and all(view.result["checked"] for view in formulas) else []
        own = {view.fence.name for view in self._views}
        curves = [{curve["name"] for curve in view.result["curves"]} for view in diagrams]
        if curves and all(names & own if formulas else names for names in curves):
            proved.append("diagram")
        if proved:
            return "✓ " + " = ".join([*proved, "code"]), ""
        if diagrams and not formulas:
            return "drawn by the code", "views-drawn"
        if not formulas:  # a class, for one, has none; code without tests stops the build
            return "tested code", "views-drawn"
        return "not checked", "views-unproved"

    def _math(self, view: View) -> str:
        sliders = {
            slider["name"]: self._symbols[slider["name"]]
            for other in self._of_kind("diagram")
            for slider in other.result["sliders"]
            if slider["name"] in self._symbols
        }
        markup = with_parameters(mathml(view.fence.body, display=True), sliders)
        reason = view.result.get("reason")
        note = f'<p class="unchecked">Not checked: {escape(reason)}</p>' if reason else ""
        return f'<div class="formula" data-search-exclude="true">{markup}</div>{self._given(view)}{note}'

    def _given(self, view: View) -> str:
        """What the formula takes from formulas above, with links to them."""
        taken: dict[int, list[Given]] = {}
        for each in self._page.given(view.fence):
            taken.setdefault(each.source.line, []).append(each)
        if not taken:
            return ""
        anchor_of = anchors(self._page)
        listed = [
            f'{", ".join(mathml(each.left) for each in rows)} from '
            f'<a href="#{anchor_of[line]}">{rows[0].source.name}</a>'
            for line, rows in taken.items()
        ]
        return f'<p class="given">with {"; ".join(listed)}</p>'

    @staticmethod
    def _diagram(view: View) -> str:
        alternative_text = " ".join(view.fence.body.split())
        return figure_html(view.result, alternative_text, occurrence=view.result["occurrence"])

    def _code(self, parent: Element, name: str) -> None:
        definition = snippet(name)
        text = escape(code.standalone(definition), quote=True)
        copy = (
            f'<button class="md-clipboard md-icon" type="button" title="{_COPY}" '
            f'aria-label="{_COPY}" data-clipboard-text="{text}"></button>'
        )
        self._raw(parent, "code no-copy", copy + code.highlighted(code.shown(definition)))
        foot = SubElement(parent, "div", {"class": "views-foot"})
        contract = contract_html(definition)
        if contract:
            inner = f"<summary>contract</summary>{contract}"
            self._raw(foot, "contract", f'<details data-search-exclude="true">{inner}</details>')
        for label in LISTINGS:
            link = SubElement(foot, "a", {"href": self._to(listing_of(label, name))})
            link.text = AtomicString(label)
        # Finished HTML: it leads to the foot of the page, which is the theme's.
        SubElement(foot, "span").text = AtomicString(self._stash(_REPORT))

    def _to(self, uri: str) -> str:
        return relpath(uri, start=self._page.uri.rpartition("/")[0] or ".")

    def _raw(self, parent: Element, classes: str, html: str) -> None:
        SubElement(parent, "div", {"class": classes}).text = AtomicString(self._stash(html))
