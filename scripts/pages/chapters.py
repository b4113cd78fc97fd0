"""The chapters of a part: front matter goes in, their order, their map and their list come out.

A chapter's front matter says what it `teaches`, and which chapters beside it it `needs`,
by the names of their files. The map has a row for each step away from the first
chapter, and an arrow from each chapter to those that build on it.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, SubElement

import yaml
from markdown.util import AtomicString
from mkdocs.utils.yaml import get_yaml_loader

from scripts.errors import PageError
from scripts.pages.site import Page, pages
from scripts.project import ROOT
from scripts.sources import nearest

# Four boxes of a row are as wide as a phone.
_WIDTH, _HEIGHT, _APART, _BETWEEN = 86, 46, 6, 30
_LARGEST = 1.4  # how much larger the map is where there is room


def beside(page: Page) -> list[Page]:
    """The pages of a page's folder, in the order of the navigation; those that it leaves out last."""
    folder = PurePosixPath(page.uri).parent
    order = {uri: place for place, uri in enumerate(navigation())}
    found = [other for other in pages() if PurePosixPath(other.uri).parent == folder]
    return sorted(found, key=lambda other: (order.get(other.uri, len(order)), other.uri))


def navigation() -> Iterator[str]:
    """The pages of the navigation, in its order, from `docs/`."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    yield from _leaves(yaml.load(text, get_yaml_loader()).get("nav", []))


def _leaves(tree: object) -> Iterator[str]:
    """The texts of nested lists and mappings, in order."""
    if isinstance(tree, str):
        yield tree
    else:
        for branch in tree.values() if isinstance(tree, dict) else tree:
            yield from _leaves(branch)


def overview(page: Page) -> Element:
    """The map and the list of the chapters of the part whose index this page is.

    Raises
    ------
    PageError
        If a chapter does not say what it teaches, or needs one that there is not, or
        that comes after it.
    """
    chapters = {PurePosixPath(each.uri).stem: each for each in beside(page) if each.uri != page.uri}
    needs = {name: _needs(chapter, name, list(chapters)) for name, chapter in chapters.items()}
    root = Element("div", {"class": "chapters"})
    root.append(_map(chapters, needs))
    listed = SubElement(root, "ol")
    for name, chapter in chapters.items():
        item = SubElement(listed, "li")
        SubElement(item, "a", {"href": f"{name}.md"}).text = AtomicString(chapter.title)
        SubElement(item, "span").text = AtomicString(_teaches(chapter))
    return root


def _teaches(chapter: Page) -> str:
    if not chapter.front.get("teaches"):
        raise PageError("the front matter does not say what the chapter teaches: add 'teaches: …'",
                        chapter.path, 1)  # fmt: skip
    return str(chapter.front["teaches"])


def _needs(chapter: Page, name: str, order: list[str]) -> list[str]:
    """The chapters that one needs directly."""
    needed = chapter.front.get("needs", [])
    before = order[: order.index(name)]
    for other in needed:
        if other not in before:
            raise PageError(
                f"no chapter before this one is called '{other}', which its front matter needs. "
                f"{nearest(other, before)}", chapter.path, 1,
            )  # fmt: skip
    return needed


def _rows(needs: dict[str, list[str]]) -> list[list[str]]:
    """The chapters by their distance from the first, each near the middle of what it needs."""
    depth: dict[str, int] = {}
    for name, needed in needs.items():  # what is needed comes earlier
        depth[name] = max((depth[other] + 1 for other in needed), default=0)
    rows: list[list[str]] = []
    place: dict[str, float] = {}
    for level in range(max(depth.values(), default=-1) + 1):
        row = [name for name in needs if depth[name] == level]
        row.sort(key=lambda name: _mean([place[other] for other in needs[name]]))
        place |= {name: index - (len(row) - 1) / 2 for index, name in enumerate(row)}
        rows.append(row)
    return rows


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _arrows(needs: dict[str, list[str]]) -> list[tuple[str, str]]:
    """From each chapter to those that need it, unless another one on the way says so already."""
    reached: dict[str, set[str]] = {}
    for name, needed in needs.items():
        reached[name] = set(needed).union(*(reached[other] for other in needed))
    return [
        (other, name)
        for name, needed in needs.items()
        for other in needed
        if not any(other in reached[between] for between in needed)
    ]


def _map(chapters: dict[str, Page], needs: dict[str, list[str]]) -> Element:
    rows = _rows(needs)
    width = max(map(len, rows), default=0) * (_WIDTH + _APART) - _APART
    height = len(rows) * (_HEIGHT + _BETWEEN) - _BETWEEN
    corner = {
        name: (
            (width - len(row) * (_WIDTH + _APART) + _APART) / 2 + index * (_WIDTH + _APART),
            level * (_HEIGHT + _BETWEEN),
        )
        for level, row in enumerate(rows)
        for index, name in enumerate(row)
    }
    label = "Map of the chapters: arrows lead from each to those that build on it"
    svg = Element("svg", {"viewBox": f"-2 -2 {width + 4:g} {height + 4:g}", "role": "group",
                          "aria-label": label, "width": f"{_LARGEST * width:g}"})  # fmt: skip
    for start, end in _arrows(needs):
        (x0, y0), (x1, y1) = corner[start], corner[end]
        x0, x1, y0 = x0 + _WIDTH / 2, x1 + _WIDTH / 2, y0 + _HEIGHT
        lane = _lane(x0, x1, [left for left, top in corner.values() if y0 < top < y1])
        d = f"M{x0:g} {y0:g}{_bend(x0, lane, y0, y0 + _BETWEEN)}" if lane != x0 else f"M{x0:g} {y0:g}"
        d += f"V{y1 - _BETWEEN:g}{_bend(lane, x1, y1 - _BETWEEN, y1 - 4)}"
        SubElement(svg, "path", {"class": "chapters-arrow", "d": d})
        SubElement(svg, "path", {"class": "chapters-head", "d": f"M{x1 - 4:g} {y1 - 6:g}h8l-4 6z"})
    for number, (name, chapter) in enumerate(chapters.items(), 1):
        _box(svg, corner[name], f"{name}.md", number, chapter.title)
    return svg


def _lane(x: float, target: float, boxes: list[float]) -> float:
    """Where an arrow passes the rows that it skips: beside a box that would hide it."""
    for left in boxes:
        if left < x < left + _WIDTH:
            sides = left - _APART / 2, left + _WIDTH + _APART / 2
            return min(sides, key=lambda side: abs(side - target))
    return x


def _bend(x0: float, x1: float, y0: float, y1: float) -> str:
    middle = y0 + _BETWEEN / 2
    return f"C{x0:g} {middle:g} {x1:g} {middle:g} {x1:g} {y1:g}"


def _box(svg: Element, corner: tuple[float, float], target: str, number: int, title: str) -> None:
    # A link of HTML: instant navigation fails at one of SVG, which has no address that it can set.
    x, y = corner
    place = SubElement(svg, "foreignObject", {"x": f"{x:g}", "y": f"{y:g}", "width": f"{_WIDTH}",
                                              "height": f"{_HEIGHT}"})  # fmt: skip
    SubElement(place, "a", {"href": target}).text = AtomicString(f"{number} {title}")
