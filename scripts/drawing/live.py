"""Draw a live diagram once, then only what its sliders change.

In goes a figure with its `update` and sliders, out come the drawing at the sliders'
first position and the frames for all positions. Whatever would stay wrong while a
reader drags is an error here.
"""

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from scripts.drawing import curves, frames, renderer, sliders, svg
from scripts.drawing.style import Slider
from scripts.errors import PageError


@dataclass(frozen=True)
class Live:
    """A figure that its sliders change."""

    fig: Figure
    update: Callable[..., None]
    sliders: Mapping[str, Slider]
    labelled: list[Artist]
    claimed: list[curves.Curve]

    def show(self, position: Mapping[str, float]) -> None:
        """Move the sliders and check the curves there."""
        try:
            self.update(**position)
        except Exception as error:
            line = traceback.extract_tb(error.__traceback__)[-1]
            raise PageError(
                f"update at {_words(position)} raises {type(error).__name__}: {error} "
                f"(line {line.lineno} of {line.name})"
            ) from error
        for curve in self.claimed:
            curve.check(position)


def draw(live: Live, definitions: svg.Definitions) -> Element:
    """The whole drawing at the sliders' first position."""
    renderer.wrap(live.labelled)
    live.show(sliders.start(live.sliders))
    tree = svg.tidy(renderer.whole(live.fig), definitions)
    live.fig.set_layout_engine("none")  # it has done its work, and must not move anything now
    return tree


def animate(live: Live, tree: Element, definitions: svg.Definitions) -> dict:
    """The frames for every position of the sliders.

    Parameters
    ----------
    live : Live
        The figure, drawn before.
    tree : Element
        That first drawing.
    definitions : Definitions
        Where all drawings of the figure keep their definitions.

    Raises
    ------
    PageError
        Without a position, for a change outside the labelled artists, and for an `update`
        that does not give the same picture at the same position.
    """
    _separate(tree)
    since = len(definitions.elements)
    positions = sliders.positions(live.sliders)
    steps: list[frames.Groups] = []
    states = dict.fromkeys(live.labelled)
    for position in positions:
        live.show(position)
        changed = [artist for artist in live.labelled if renderer.state(artist) != states[artist]]
        drawn = svg.groups(svg.tidy(renderer.alone(live.fig, changed), definitions))
        steps.append({**steps[-1], **drawn} if steps else drawn)
        states = {artist: renderer.state(artist) for artist in live.labelled}
        if position in (positions[0], positions[-1]):
            _compare_rest(live, position, tree, definitions)
    first = sliders.start(live.sliders)
    _compare_groups(svg.groups(tree), steps[positions.index(first)], first)
    counts = [len(slider.values) for slider in live.sliders.values()]
    return frames.encode(steps, counts, added=definitions.text(since))


def _separate(tree: Element) -> None:
    for name, group in svg.groups(tree).items():
        inside = [part for part in svg.groups(group) if part != name]
        if inside:
            raise PageError(
                f"the labelled artist '{inside[0]}' is drawn inside the labelled '{name}'; "
                "give only one of them a gid"
            )


def _compare_rest(
    live: Live, position: dict[str, float], tree: Element, definitions: svg.Definitions
) -> None:
    now = svg.tidy(renderer.rest(live.fig, live.labelled), definitions)
    before, after = svg.without_groups(tree), svg.without_groups(now)
    if before != after:
        first = _words(sliders.start(live.sliders))
        raise PageError(
            f"update changes something that has no gid: between {first} and {_words(position)}, "
            f"{_first_difference(before, after)}. Give every artist that changes a gid, and make "
            "all of them before update"
        )


def _compare_groups(
    before: dict[str, Element], after: dict[str, Element], position: dict[str, float]
) -> None:
    for name, group in before.items():
        if svg.inner(group) != svg.inner(after[name]):
            raise PageError(
                f"update does not give the same picture twice: at {_words(position)}, "
                f"{_first_difference([svg.inner(group)], [svg.inner(after[name])])} in '{name}'"
            )


def _first_difference(before: list[str], after: list[str]) -> str:
    pairs = zip([*before, "nothing"], [*after, "nothing"], strict=False)
    old, new = next(pair for pair in pairs if pair[0] != pair[1])
    return f"{old[:160]} becomes {new[:160]}"


def _words(position: Mapping[str, float]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in position.items())
