"""A `train` fence goes in, the panel comes out in which the reader trains a small network.

The body of the fence, which is read as Markdown, stands above the panel: what there is to see
and to try. Without JavaScript there is an example in numbers, and the code can be read;
with it, `train.js` brings the panel to life. What it computes: `scripts/training`.
"""

import ast
import json
from collections.abc import Mapping
from html import escape
from posixpath import relpath
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from scripts import sources
from scripts.errors import PageError
from scripts.pages import code
from scripts.pages.elements import PageElements
from scripts.pages.fences import Fence, scan
from scripts.pages.listings import listing_of
from scripts.pages.site import Page, settings_of
from scripts.project import SCRIPTS
from scripts.training.choices import ACTIVATIONS, DATA, DEPTHS, LEARNING_RATES, WIDTHS, Settings
from scripts.training.requests import CODE

_LABEL = "Train it in the browser"
_READY = "Press Train. The first time, this loads Python."
_NUMBERS = ("epoch", "loss", "accuracy", "seed")
_BUTTONS = {"go": "Train", "step": "Step", "reset": "Reset", "new": "New start"}


def panel(page: Page, fence: Fence, computed: dict, elements: PageElements) -> str:
    """The Markdown of a panel: its text, and the word that keeps the panel's place.

    Parameters
    ----------
    page, fence
        Where it stands.
    computed : dict
        What the stage `training` gave for it.
    elements : PageElements

    Raises
    ------
    PageError
        If it is the second of its page, since one network is in training; or if it has no text.
    """
    first = page.of_kind("train")[0]
    if fence is not first:
        raise PageError(
            f"a page has one panel for training, and that of this one stands in line {first.line}: "
            "let that one do, with other words around it",
            page.path, fence.line,
        )  # fmt: skip
    return f"{_text(page, fence)}\n\n{elements.wait(_element(page, fence, computed, elements), fence)}"


def _text(page: Page, fence: Fence) -> str:
    for inner in scan(fence.body, page.path, fence.line + 1):
        raise PageError(
            f"the text of a panel for training is plain Markdown, without a fence, a display formula "
            f"or a computed value (here: {inner.kind}): put it before or after",
            page.path, inner.line,
        )  # fmt: skip
    if not fence.body.strip():
        raise PageError(
            "this panel has no text: say in the fence's body what there is to see and to try",
            page.path, fence.line,
        )  # fmt: skip
    return fence.body.strip()


def _element(page: Page, fence: Fence, computed: dict, elements: PageElements) -> Element:
    settings = settings_of(page, fence)
    panel = Element("section", {"class": "train", "id": "train-it", "aria-label": _LABEL})
    panel.set("data-search-exclude", "true")
    panel.set("data-seed", str(settings.seed))
    panel.set("data-points", json.dumps(computed["points"], separators=(",", ":")))
    inside = SubElement(panel, "div")
    html = _example(settings, computed["example"]) + _controls(settings) + _bar() + _views(settings)
    inside.text = AtomicString(elements.stash(html))
    panel.append(_drawer(page, elements))
    return panel


def _example(settings: Settings, example: dict) -> str:
    """What there is instead for those without JavaScript."""
    layers = f"{settings.depth} × {settings.width} hidden neurons"
    activation, rate = ACTIVATIONS[settings.activation], f"{settings.learning_rate:g}"
    chosen = f"{activation}, learning rate {rate}, seed {settings.seed}"
    return (
        '<p class="train-static">With JavaScript you can train a network here. When this page was made, '
        f"the same code trained one with {layers} ({chosen}) on the data set “{DATA[settings.data]}”: "
        f"in {example['epochs']} epochs the loss went from {example['start']:.3f} to "
        f"{example['end']:.3f}, and at the end the accuracy was {example['accuracy']:.1%}.</p>"
    )


def _controls(settings: Settings) -> str:
    rates = {f"{rate:g}": f"{rate:g}" for rate in sorted({*LEARNING_RATES, settings.learning_rate})}
    fields = [
        _select("data", "Data", DATA, settings.data),
        _range("depth", "Hidden layers", DEPTHS, settings.depth),
        _range("width", "Neurons in each", WIDTHS, settings.width),
        _select("activation", "Activation", ACTIVATIONS, settings.activation),
        _select("learning_rate", "Learning rate", rates, f"{settings.learning_rate:g}"),
    ]
    return f'<div class="train-controls" role="group" aria-label="Settings">{"".join(fields)}</div>'


def _select(name: str, label: str, choices: Mapping[str, str], chosen: str) -> str:
    options = "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in choices.items()
    )
    return (
        f'<label class="train-field"><span>{label}</span>'
        f'<select name="{name}" aria-label="{label}" autocomplete="off">{options}</select></label>'
    )


def _range(name: str, label: str, choices: range, chosen: int) -> str:
    return (
        f'<label class="train-field"><span>{label}</span><input type="range" name="{name}" '
        f'min="{choices[0]}" max="{choices[-1]}" step="1" value="{chosen}" aria-label="{label}" '
        f'autocomplete="off"><output aria-live="off">{chosen}</output></label>'
    )


def _bar() -> str:
    buttons = "".join(
        f'<button type="button" class="train-{name}">{label}</button>'
        for name, label in _BUTTONS.items()
    )
    status = f'<span class="train-status" role="status">{_READY}</span><span class="train-bytes"></span>'
    return f'<div class="train-bar"><span class="train-buttons">{buttons}</span>{status}</div>'


def _views(settings: Settings) -> str:
    numbers = "".join(
        f'<div><dt>{name.capitalize()}</dt><dd class="train-{name}">–</dd></div>' for name in _NUMBERS
    )
    layers = "".join(
        f'<div class="train-layer"{" hidden" if number > settings.depth else ""}>'
        f"{_caption(f'Layer {number}')}"
        f"{_canvas('train-answers', f'What each neuron of layer {number} says of each place')}</div>"
        for number in range(1, DEPTHS[-1] + 1)
    )
    many = " train-many" if settings.width > 4 else ""
    return (
        '<div class="train-views">'
        f'<div class="train-view">{_caption("What the network says of each place")}'
        f"{_canvas('train-plane', 'The points of the data set')}</div>"
        f'<div class="train-view">{_caption("Loss on these points")}'
        f"{_canvas('train-curve', 'No loss yet')}"
        f'<dl class="train-numbers">{numbers}</dl></div></div>'
        f'<div class="train-layers{many}">{layers}<p class="train-note">What each hidden neuron says '
        "of each place: blue above 0, orange below, blank at 0, each on its own scale. A silent "
        "one is 0 everywhere.</p>"
        '<p class="train-note train-none" hidden>Without a hidden layer there is nothing to bend the '
        "line: every boundary is straight.</p></div>"
    )


def _caption(text: str) -> str:
    return f'<p class="train-caption">{text}</p>'


def _canvas(name: str, label: str) -> str:
    return f'<canvas class="{name}" role="img" aria-label="{label}"></canvas>'


def _drawer(page: Page, elements: PageElements) -> Element:
    """The code that trains, closed, and links to the snippets that it calls."""
    drawer = Element("details", {"class": "train-code"})
    SubElement(drawer, "summary").text = AtomicString("the code that trains")
    training = sources.definition(SCRIPTS / "training", "network.Training")
    SubElement(drawer, "div").text = AtomicString(elements.stash(code.highlighted(code.shown(training))))
    said = SubElement(drawer, "p")
    said.text = "All that it calls is tested and shown on this site: "
    folder = page.uri.rpartition("/")[0] or "."
    names = _snippets()
    for place, name in enumerate(names):
        link = SubElement(said, "a", {"href": relpath(listing_of("source", name), start=folder)})
        SubElement(link, "code").text = AtomicString(name.partition(".")[2])
        link.tail = "." if place == len(names) - 1 else ", "
    return drawer


def _snippets() -> list[str]:
    """The names of the snippets that the code imports."""
    return [
        f"{node.module.partition('.')[2]}.{alias.name}"
        for node in sources.read(CODE).tree.body
        if isinstance(node, ast.ImportFrom) and node.module.startswith("snippets.")
        for alias in node.names
    ]
