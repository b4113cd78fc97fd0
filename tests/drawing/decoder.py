"""Frames applied to a drawing in Python: what `live.js` does in the page."""

import re
from itertools import accumulate
from xml.etree.ElementTree import Element

from scripts.drawing import svg

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def apply(root: Element, frames: dict, step: int) -> None:
    """Show one step of the frames in a drawing."""
    for column in frames["columns"]:
        group = next(group for group in root.iter("g") if group.get("id") == column["id"])
        if column["a"] == "inner":
            _replace(group, column["v"][0][column["v"][1][step]])
            continue
        element = [*group.iter()][1 + column["n"]]
        if "y" in column:
            first, *second = column["y"][step]
            element.set("d", _moved(element, {1: accumulate([first, *accumulate(second)])}))
        elif "xy" in column:
            x, y = column["xy"][step]
            element.set("d", _moved(element, {0: accumulate(x), 1: accumulate(y)}))
        elif "t" in column:
            element.set(column["a"], f"{list(accumulate(column['t']))[step] / 10:g}")
        elif column["a"] == "text":
            element.text = column["v"][0][column["v"][1][step]]
        else:
            element.set(column["a"], column["v"][0][column["v"][1][step]])


def _replace(group: Element, markup: str) -> None:
    for child in list(group):
        group.remove(child)
    group.extend(svg.parse(f"<g>{markup}</g>"))


def _moved(element: Element, axes: dict) -> str:
    between = [text or " " for text in NUMBER.split(element.get("d"))]
    numbers = NUMBER.findall(element.get("d"))
    for offset, values in axes.items():
        numbers[offset::2] = [f"{value / 10:g}" for value in values]
    return "".join(text + number for text, number in zip(between, [*numbers, ""], strict=True))


def comparable(element: Element) -> list:
    """A drawing as a list that equals another's when both look the same."""
    return [
        (part.tag, part.text or "", {name: _value(text) for name, text in part.attrib.items()})
        for part in element.iter()
    ]


def _value(text: str) -> list:
    numbers = [float(number) for number in NUMBER.findall(text)]
    return [NUMBER.sub("", text).replace(" ", ""), numbers]
