"""The Python-Markdown extension: pages with fences go in, blocks whose views agree come out.

It is an extension and not a hook of one generator, so that the same pages build
under MkDocs and under Zensical.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from scripts.errors import PageError
from scripts.pages.alternatives import refuse_unseen
from scripts.pages.anchors import blocks, run_anchor
from scripts.pages.blocks import Block, View
from scripts.pages.cells import run_attributes, run_html
from scripts.pages.chapters import overview
from scripts.pages.citations import CitationProcessor
from scripts.pages.elements import PageElements
from scripts.pages.exercises import Boxes, chapter_list, exercises
from scripts.pages.fences import Fence
from scripts.pages.generated import FILL
from scripts.pages.labs import cells
from scripts.pages.listings import LISTINGS, listing
from scripts.pages.mathml import MathError, mathml
from scripts.pages.results import Results
from scripts.pages.site import Page, parameter_symbols
from scripts.pages.train import panel


class ThreeViews(Extension):
    """Registers the processors of one page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        self.elements = PageElements(md)
        # First of all: the lines must still be those of the file.
        md.preprocessors.register(_Fences(md, self.elements), "three_views", 1000)
        # Before the inline patterns, so that links in a block are seen by all who treat links.
        md.treeprocessors.register(_Place(md, self.elements), "three_views", 25)
        md.treeprocessors.register(Boxes(md), "three_views_exercises", 24)
        # After code spans (190), before escapes (180): a formula's backslashes are its own.
        md.inlinePatterns.register(_InlineMath(md, self.elements), "three_views_math", 185)
        md.inlinePatterns.register(CitationProcessor(md, self.elements), "three_views_cite", 184)


class _Fences(Preprocessor):
    """Replaces each fence by its element's token, generated text or computed value."""

    def __init__(self, md: Markdown, elements: PageElements) -> None:
        super().__init__(md)
        self._elements = elements

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        page = self._elements.begin(text)
        results = Results(page)
        lines = results.lines()
        replaced: list[tuple[Fence, Fence, str]] = []
        for anchor, views in blocks(page):
            token = self._view_block(page, views, results, anchor)
            replaced.append((views[0], views[-1], token))
        for number, fence in enumerate(page.of_kind("run"), 1):
            element = self._elements.raw(run_html(fence, results.of(fence), number))
            element.set("id", run_anchor(number))
            element.attrib.update(run_attributes(fence, page.path, number))
            replaced.append((fence, fence, self._elements.wait(element, fence)))
        for fence in page.of_kind("display"):
            html = f'<div class="formula">{_mathml(page, fence.body, fence.line)}</div>'
            replaced.append((fence, fence, self._elements.wait(self._elements.raw(html), fence)))
        for exercise in exercises(page):
            text = exercise.markdown(self._elements.wait, self._elements.stash)
            replaced.append((exercise.fence, exercise.fence, text))
        for fence in page.of_kind("train"):
            text = panel(page, fence, results.of(fence), self._elements)
            replaced.append((fence, fence, text))
        for fence, text in cells(page, results, self._elements):
            replaced.append((fence, fence, text))
        for kind, make in (("exercises", chapter_list), ("chapters", overview)):
            for fence in page.of_kind(kind):
                replaced.append((fence, fence, self._elements.wait(make(page), fence)))
        for fence in page.of_kind(*LISTINGS):
            replaced.append((fence, fence, listing(page, fence)))
        for fence in page.of_kind(*FILL):
            replaced.append((fence, fence, FILL[fence.kind]()))
        for first, last, text in sorted(replaced, key=lambda item: -item[0].start):
            indent = " " * (first.column - 1)
            new = ["", *(indent + line for line in text.split("\n")), ""]
            lines[first.start : last.end] = new
        return lines

    def _view_block(
        self, page: Page, fences: list[Fence], results: Results, anchor: str
    ) -> str:
        views = [View(fence, results.of(fence)) for fence in fences]
        for view in views:
            if view.fence.kind == "math":
                _refuse_wrong(page, view)
            elif view.fence.kind == "diagram":
                refuse_unseen(view.fence.body, view.result, page.path, view.fence.line)
        block = Block(page, views, self._elements.stash, parameter_symbols())
        return self._elements.wait(block.element(anchor), fences[0])


def _refuse_wrong(page: Page, view: View) -> None:
    result = view.result
    if result["verdict"] in ("proven", "exempt"):
        return
    offset = (result.get("at_line") or 1) - 1
    column = result.get("column")
    raise PageError(
        f"{result['message']}",
        page.path,
        view.fence.line + 1 + offset,
        column and column + view.fence.column - 1,
    )


def _mathml(page: Page, latex: str, line: int, display: bool = True) -> str:
    try:
        return mathml(latex, display)
    except MathError as error:
        raise PageError(f"cannot convert the formula {latex}: {error}", page.path, line) from None


class _InlineMath(InlineProcessor):
    """`$…$` as MathML; a line of the file may end inside."""

    def __init__(self, md: Markdown, elements: PageElements) -> None:
        super().__init__(r"(?<!\\)\$(?![\s$])([^$]+?)(?<![\s\\])\$(?!\d)", md)
        self._elements = elements

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # noqa: N802
        page = self._elements.page
        markup = _mathml(page, m[1], page.line_of(m[0].partition("\n")[0]), display=False)
        return self._elements.stash(markup), m.start(0), m.end(0)


class _Place(Treeprocessor):
    """Puts each element where its token stands."""

    def __init__(self, md: Markdown, elements: PageElements) -> None:
        super().__init__(md)
        self._elements = elements

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                element = self._elements.take((child.text or "").strip()) if child.tag == "p" else None
                if element is not None:
                    element.tail = child.tail
                    parent[index] = element
        lost = self._elements.left_over()
        if lost:
            raise PageError(
                f"this {lost.kind} fence stands where Markdown is not read or not as a paragraph of "
                'its own: leave blank lines around it, and write markdown="1" on raw HTML around it',
                self._elements.page.path,
                lost.line,
            )


def makeExtension(**options: object) -> ThreeViews:  # noqa: N802
    """Called by Python-Markdown."""
    return ThreeViews(**options)
