"""Matplotlib's SVG made fit for a page.

In goes raw SVG, out comes a small tree: no style, no metadata, ids that carry the
figure's name, colors as classes that the page's style sheet fills in, coordinates in
tenths of a pixel.
"""

import re
from dataclasses import dataclass, field
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from scripts.drawing import paths
from scripts.drawing.palette import ROLES
from scripts.errors import PageError

_NAMES = {color: role for role, color in ROLES.items()}
_HREF = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_REFERRING = re.compile(r"(<(?:use|image) [^>]*?)\bhref=")
_DROPPED_STYLE = {"font-family", "stroke-dashoffset"}
_COORDINATES = ("x", "y", "width", "height", "transform")
_PAINTED = {"path", "use", "text", "tspan"}


@dataclass
class Definitions:
    """Clip paths, markers and patterns of all drawings of one figure, by their content."""

    prefix: str
    elements: list[Element] = field(default_factory=list)
    _ids: dict[str, str] = field(default_factory=dict)

    def add(self, element: Element) -> str:
        """Keep a definition once; gives the id under which it is found."""
        element.attrib.pop("id", None)
        content = _text(element)
        if content not in self._ids:
            self._ids[content] = f"{self.prefix}-{len(self._ids)}"
            element.set("id", self._ids[content])
            self.elements.append(element)
        return self._ids[content]

    def text(self, since: int = 0) -> str:
        """The text of the definitions, from some number on."""
        return "".join(_text(element) for element in self.elements[since:])


def tidy(raw: str, definitions: Definitions) -> Element:
    """One drawing as a tree for the page, its definitions moved into `definitions`.

    Parameters
    ----------
    raw : str
        What the renderer wrote.
    definitions : Definitions
        Shared by all drawings of a figure, so that they name the same thing alike.

    Raises
    ------
    PageError
        Without a position, for a color that is not one of the style.
    """
    source = ElementTree.fromstring(raw)
    for element in source.iter():
        element.tag = element.tag.rpartition("}")[2]
    ids: dict[str, str] = {}
    for defs in source.iter("defs"):
        for element in defs:
            if element.tag != "style":
                name = element.get("id")
                if element.tag == "path":
                    element.set("fill", "inherit")  # from the <use> that shows the marker
                ids[name] = definitions.add(_clean(element, ids, definitions.prefix)[0])
    root = Element("svg", viewBox=_rounded(source.get("viewBox")), attrib={
        "stroke-linejoin": "round",
    })
    for child in source:
        root.extend(_clean(child, ids, definitions.prefix))
    return root


def still(root: Element) -> Element:
    """The tree of a drawing that never moves: its paths by steps, which are smaller."""
    for path in root.iter("path"):
        path.set("d", paths.relative(path.get("d")))
    return root


def write(root: Element, definitions: Definitions) -> str:
    """The text of a tree, with the definitions at its head."""
    complete = Element(root.tag, root.attrib)
    if definitions.elements:
        SubElement(complete, "defs").extend(definitions.elements)
    complete.extend(root)
    return _text(complete)


def parse(svg: str) -> Element:
    """The tree of a drawing's text."""
    return ElementTree.fromstring(svg.replace(" xlink:href=", " href="))


def groups(root: Element) -> dict[str, Element]:
    """The labelled groups of a tree, by id."""
    return {group.get("id"): group for group in root.iter("g") if group.get("id")}


def without_groups(root: Element) -> list[str]:
    """The text of each element that no labelled group holds, in document order."""
    if root.tag == "g" and root.get("id"):
        return [root.get("id")]
    own = Element(root.tag, root.attrib)
    own.text = root.text
    return [_text(own), *(line for child in root for line in without_groups(child))]


def inner(group: Element) -> str:
    """The text of what a group contains."""
    return "".join(_text(child) for child in group)


def coordinates(d: str) -> tuple[str, list[int]]:
    """The pattern of a path's commands and numbers, and the numbers in tenths of a pixel."""
    numbers = [round(float(number) * 10) for number in _NUMBER.findall(d)]
    return _NUMBER.sub("0", d).replace(" ", ""), numbers


def accessible(svg: str, title: str, alternative_text: str) -> str:
    """Name and describe a drawing for those who hear the page.

    The name is an `aria-label`, since a `<title>` would pop up under the pointer.
    """
    label, description = escape(title), escape(alternative_text)
    opened = svg.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
    return opened.replace(">", f"><desc>{description}</desc>", 1)


def standalone(svg: str) -> str:
    """The same drawing as a file of its own, in the colors of the light theme."""
    root = parse(svg)
    for element in root.iter():
        for name in element.attrib.pop("class", "").split():
            _, attribute, role = name.split("-")
            element.set(attribute, ROLES[role])
    root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("font-family", "system-ui, sans-serif")
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _clean(element: Element, ids: dict[str, str], prefix: str) -> list[Element]:
    """An element without what the page does not need: none, one, or its children."""
    if element.tag in ("metadata", "defs"):
        return []
    attributes = _attributes(element, ids)
    if element.tag == "path" and attributes.get("fill") == "none" and not _stroked(attributes):
        return []
    children = [kept for child in element for kept in _clean(child, ids, prefix)]
    if element.tag == "g":
        if element.get("id"):
            attributes["id"] = f"{prefix}-{element.get('id')}"
            # The renderer's group around the one that the artist itself may open.
            children = [
                part
                for child in children
                for part in (child if child.get("id") == attributes["id"] else [child])
            ]
        if not attributes:
            return children
    result = Element(element.tag, attributes)
    result.text = element.text if element.tag in ("text", "tspan") else None
    result.extend(children)
    return [result]


def _attributes(element: Element, ids: dict[str, str]) -> dict[str, str]:
    """Attributes of one element: style spelled out, colors as classes, numbers rounded."""
    plain = {name: value for name, value in element.attrib.items() if name not in ("style", "id")}
    if _HREF in plain:
        plain["href"] = plain.pop(_HREF)
    plain |= _style(element.get("style", ""))
    if element.tag in _PAINTED and "style" in element.attrib:
        plain.setdefault("fill", "#000000")  # which Matplotlib leaves out
    classes = []
    for attribute in ("stroke", "fill"):
        if plain.get(attribute, "").startswith("#"):
            classes.append(f"fig-{attribute}-{_role(plain.pop(attribute))}")
    if classes:
        plain["class"] = " ".join(classes)
    for name, value in plain.items():
        if "#" in value:
            plain[name] = re.sub("#([^)]+)", lambda match: f"#{ids[match[1]]}", value)
        elif name == "d":
            plain[name] = paths.rounded(value)
        elif name in _COORDINATES and element.tag != "image":
            plain[name] = _rounded(value)
    if plain.get("text-anchor") == "start":
        del plain["text-anchor"]
    if plain.get("transform", "").startswith("rotate(0 "):
        del plain["transform"]
    return plain


def _style(style: str) -> dict[str, str]:
    declarations = (declaration.partition(":") for declaration in style.split(";") if declaration)
    pairs = {name.strip(): value.strip() for name, _, value in declarations}
    pairs = {name: value for name, value in pairs.items() if name not in _DROPPED_STYLE}
    return {name: value.removesuffix("px") for name, value in pairs.items()}


def _role(color: str) -> str:
    if color not in _NAMES:
        raise PageError(
            f"the color {color} is not one of scripts.drawing.style, so it could not follow the "
            f"light and the dark theme; use {', '.join(role.upper() for role in ROLES)}, "
            "with alpha= for a lighter shade"
        )
    return _NAMES[color]


def _stroked(attributes: dict[str, str]) -> bool:
    return "stroke" in attributes or "fig-stroke" in attributes.get("class", "")


def _rounded(value: str) -> str:
    return _NUMBER.sub(lambda match: paths.short(match[0]), value)


def _text(element: Element) -> str:
    """The text of an element for a page.

    Instant navigation assigns to the `href` of whatever has one, which a `<use>` or an
    `<image>` does not allow; it leaves the older `xlink:href` alone.
    """
    return _REFERRING.sub(r"\1xlink:href=", ElementTree.tostring(element, encoding="unicode"))
