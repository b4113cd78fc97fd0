"""The HTML of a diagram: what `live.js` and `figures.css` expect to find.

In goes a drawing of the drawing stage with its texts, out comes a `<figure>`.
"""

import json
import re
from html import escape

from scripts.drawing import svg


def figure_html(
    drawing: dict, alternative_text: str, caption: str | None = None, occurrence: int = 1
) -> str:
    """A diagram for a page.

    Parameters
    ----------
    drawing : dict
        What the drawing stage computed.
    alternative_text : str
        What the picture shows, for those who do not see it.
    caption : str or None
        A line below the picture, as text.
    occurrence : int
        Counts the same diagram on one page, so that its ids stay unique there.

    Returns
    -------
    str
        The `<figure>`; complete without JavaScript.
    """
    picture = svg.accessible(drawing["svg"], drawing["title"], alternative_text)
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    live = drawing["frames"] is not None
    # An attribute, since instant navigation runs every <script> of a page as code, and
    # text of any other element would end up in the search index.
    data = f" data-frames='{_attribute(frames_text(drawing['frames']))}'" if live else ""
    html = (
        f'<figure class="diagram{" live" if live else ""}" id="diagram-{drawing["id"]}" '
        f'data-search-exclude{data}>{picture}{_sliders(drawing["sliders"])}{below}</figure>'
    )
    if occurrence == 1:
        return html
    return _renamed(html, drawing["id"], f"{drawing['id']}-{occurrence}")


def frames_text(frames: dict) -> str:
    """The frames of a live diagram as its page carries them."""
    return json.dumps(frames, separators=(",", ":"), ensure_ascii=False)


def _renamed(html: str, old: str, new: str) -> str:
    """The same figure with every id and every reference under another name."""
    return re.sub(rf'(?<=["#]){re.escape(old)}(?=-)|(?<="diagram-){re.escape(old)}(?=")', new, html)


def _sliders(sliders: list[dict]) -> str:
    if not sliders:
        return ""
    rows = "".join(_slider(slider) for slider in sliders)
    return f'<div class="sliders">{rows}<button type="button" disabled>Reset</button></div>'


def _slider(slider: dict) -> str:
    numbers = " ".join(
        f'{name}="{json.dumps(slider[name])}"' for name in ("min", "max", "step", "value")
    )
    value = f"{slider['value']:.{slider['decimals']}f}".replace("-", "\N{MINUS SIGN}")
    label = escape(slider["label"])
    return (
        f'<label><span>{label}</span><input type="range" name="{slider["name"]}" {numbers} '
        f'data-decimals="{slider["decimals"]}" aria-label="{label}" aria-valuetext="{value}" '
        f'autocomplete="off"><output aria-live="off">{value}</output></label>'
    )


def _attribute(text: str) -> str:
    """Text between single quotes, so that the many double ones of JSON stay as they are."""
    return text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")
