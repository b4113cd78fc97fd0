"""Exercise fences go in, boxes with task, stub, hints and solution come out; and the list of a chapter.

The box is written as Markdown, an admonition with details in it, so that task and hints
are read like the rest of the page. Without JavaScript it is complete: all of it can be
read, and nothing can be checked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import relpath
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from scripts.errors import PageError
from scripts.exercises.stub import stub
from scripts.pages import code
from scripts.pages.cells import cell_html
from scripts.pages.chapters import beside
from scripts.pages.fences import Fence, scan
from scripts.pages.listings import LISTINGS, listing_of
from scripts.pages.site import Page, snippet_of

_HINT = re.compile(r"Hint:\s*")
_CODE = re.compile(r" *(`{3,}|~{3,})")
_CELL = "exercise-cell cell"
_NOTE = "What you start from"


@dataclass(frozen=True)
class Parts:
    """What an author wrote: the task and the hints, each Markdown."""

    task: str
    hints: tuple[str, ...]


def parts(page: Page, fence: Fence) -> Parts:
    """Take the body of an exercise apart.

    Raises
    ------
    PageError
        If there is no task, if a hint is empty, or if the body holds a fence or a value
        that only the page itself can have.
    """
    for inner in scan(fence.body, page.path, fence.line + 1):
        what = {"value": "computed value", "display": "display formula"}.get(
            inner.kind, f"{inner.kind} fence"
        )
        raise PageError(
            f"a {what} cannot stand inside an exercise: put it before or after",
            page.path, inner.line,
        )  # fmt: skip
    chunks: list[list[str]] = [[]]
    closing = None
    for line in fence.body.split("\n"):
        ticks = _CODE.match(line)
        if closing is None and (hint := _HINT.match(line)):
            chunks.append([line[hint.end() :]])
            continue
        if ticks and closing in (None, ticks[1]):
            closing = None if closing else ticks[1]
        chunks[-1].append(line)
    task, *hints = ("\n".join(chunk).strip() for chunk in chunks)
    if not task:
        raise PageError("this exercise has no task: say in the fence's body what to write",
                        page.path, fence.line)  # fmt: skip
    if not all(hints):
        raise PageError("a hint of this exercise is empty: write its text after 'Hint:'",
                        page.path, fence.line)  # fmt: skip
    return Parts(task, tuple(hints))


class Exercise:
    """One exercise of a page, numbered from 1."""

    def __init__(self, page: Page, fence: Fence, number: int) -> None:
        self.page, self.fence, self.number = page, fence, number
        self.anchor = f"exercise-{number}"
        self.title = fence.options["title"]
        self.definition = snippet_of(page, fence.name, fence.line)

    @property
    def key(self) -> str:
        """What the reader's progress is remembered under."""
        return f"{self.page.uri} {self.fence.name}"

    def markdown(self, wait: Callable[[Element, Fence], str], stash: Callable[[str], str]) -> str:
        """The box.

        Parameters
        ----------
        wait : callable
            Takes an element and its fence, and gives the word that keeps its place.
        stash : callable
            Takes finished HTML and gives what stands for it in the tree.
        """
        read = parts(self.page, self.fence)
        cell = wait(self._cell(stash), self.fence)
        content = [read.task, cell]
        for number, hint in enumerate(read.hints, 1):
            title = f"Hint {number}" if len(read.hints) > 1 else "Hint"
            content.append(_box(f'??? tip hint "{title}"', [hint]))
        solution = Element("div", {"class": "exercise-solution"})
        solution.text = AtomicString(stash(code.highlighted(code.shown(self.definition))))
        folder = self.page.uri.rpartition("/")[0] or "."
        links = " and ".join(
            f"[{label}]({relpath(listing_of(label, self.fence.name), start=folder)})"
            for label in LISTINGS
        )
        said = f"The tested code; its {links}:"
        content.append(_box('??? success solution "Solution"', [said, wait(solution, self.fence)]))
        return _box(f'!!! exercise "Exercise {self.number}: {self.title}"', content)

    def _cell(self, stash: Callable[[str], str]) -> Element:
        """The place of the stub, with what the box itself is to carry."""
        try:
            text = stub(self.definition, {name.partition(".")[2] for name in self.page.names})
        except PageError as error:
            message = error.arguments["message"]
            raise PageError(message, self.page.path, self.fence.line) from None
        attributes = {
            "class": _CELL,
            "id": self.anchor,
            "data-page": self.page.path,
            "data-name": self.fence.name,
            "data-key": self.key,
        }
        cell = Element("div", attributes)
        cell.text = AtomicString(stash(cell_html(text, _NOTE)))
        return cell


def exercises(page: Page) -> list[Exercise]:
    """The exercises of a page, in order.

    Raises
    ------
    PageError
        If two of them are about the same name: progress and answers go by it.
    """
    found = [Exercise(page, fence, number) for number, fence in enumerate(page.of_kind("exercise"), 1)]
    seen: dict[str, Exercise] = {}
    for exercise in found:
        other = seen.setdefault(exercise.fence.name, exercise)
        if other is not exercise:
            raise PageError(
                f"the exercise in line {other.fence.line} is about {exercise.fence.name}, too: "
                "give each name one exercise a page",
                page.path, exercise.fence.line,
            )  # fmt: skip
    return found


class Boxes(Treeprocessor):
    """Gives each box the attributes that its cell brought, once the cell is in its place."""

    def run(self, root: Element) -> None:
        for box in root.iter("div"):
            cell = box.find(f"div[@class='{_CELL}']")
            if cell is None:
                continue
            anchor = cell.attrib["id"]
            title = box.find("p[@class='admonition-title']")
            title.set("id", f"{anchor}-title")
            box.tag = "section"
            box.set("aria-labelledby", f"{anchor}-title")
            for key in [key for key in cell.attrib if key != "class"]:
                box.set(key, cell.attrib.pop(key))


def chapter_list(page: Page) -> Element:
    """The exercises of the pages beside this one, chapter by chapter, for the reader's progress."""
    root = Element("div", {"class": "progress"})
    for chapter in beside(page):
        found = exercises(chapter)
        if not found:
            continue
        part = SubElement(root, "section", {"class": "progress-chapter"})
        head = SubElement(part, "p", {"class": "progress-head"})
        name = PurePosixPath(chapter.uri).name
        SubElement(head, "a", {"href": name}).text = chapter.title
        count = SubElement(head, "span", {"class": "progress-count"})
        count.text = f"{len(found)} exercise{'s' * (len(found) > 1)}"
        items = SubElement(part, "ol")
        for exercise in found:
            item = SubElement(items, "li", {"data-key": exercise.key})
            SubElement(item, "a", {"href": f"{name}#{exercise.anchor}"}).text = exercise.title
    return root


def _box(head: str, content: list[str]) -> str:
    inner = "\n\n".join(content)
    return f"{head}\n\n" + "\n".join(f"    {line}" if line else "" for line in inner.split("\n"))
