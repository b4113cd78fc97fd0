"""Diagrams of a benchmark over the years, of a network at work, and of a network that learns."""

from typing import Annotated

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import deep_learning
from snippets.datasets import moons
from snippets.losses import softmax_cross_entropy, softmax_cross_entropy_grad
from snippets.mlp import backward, forward, random_layers
from snippets.optimizers import adam_step

# Top-5 error of the winner in percent, as the page's table gives it with its sources.
WINNERS = {2010: 28.2, 2011: 25.8, 2012: 15.3, 2013: 11.7, 2014: 6.7, 2015: 3.6}
FIRST_DEEP, SECOND_OF_2012 = 2012, 26.2

WEIGHTS = [
    np.array([[1.2, -0.8, 0.5, 0.9], [-0.7, 1.1, 0.8, -0.4], [0.4, 0.6, -1.2, 0.7]]),
    np.array([[0.9, -1.0, 0.3, 0.8], [-0.6, 0.7, 1.1, -0.9], [0.8, 0.5, -0.7, 0.6],
              [-1.1, 0.4, 0.9, 1.0]]),
    np.array([[1.0, -0.8], [-0.9, 0.6], [0.7, 1.1], [0.5, -1.0]]),
]  # fmt: skip
COLUMNS = (40, 140, 240, 330)
STEPS_A_POSITION = 12

Input = Annotated[float, Slider(-2, 2, step=0.5, value=1, label="x₁")]
Position = Annotated[float, Slider(0, 10, step=1, value=0, label="trained")]


def relative_reduction() -> Figure:
    """The best error of each year as a bar; the year of the first deep network stands out."""
    fig, ax = style.axes(x=(2009.4, 2015.6), y=(0, 33), xlabel="", ylabel="top-5 error (%)",
                         size=(style.WIDTH, 300))
    ax.set_xticks(list(WINNERS))
    ax.grid(False, axis="x")
    for year, error in WINNERS.items():
        color = style.FUNCTION if year >= FIRST_DEEP else style.NEUTRAL
        ax.bar(year, error, width=0.6, color=color, edgecolor="none")
        style.remark(ax, f"{error:g}", year, error, shift=(0, 9), color=color)
    ax.plot([2011.7, 2012.3], [SECOND_OF_2012] * 2, color=style.HIGHLIGHT, linewidth=3)
    style.remark(ax, "the second of 2012", 2012.4, SECOND_OF_2012, color=style.HIGHLIGHT, ha="left")
    style.remark(ax, "no deep network", 2010.5, 31.6, color=style.NEUTRAL)
    style.remark(ax, "deep networks", 2014.2, 17.5, color=style.FUNCTION)
    return fig


def layer() -> tuple:
    """Three layers between inputs and outputs; each disc is as large as its neuron is active."""
    fig, ax = style.canvas((style.WIDTH, 286))
    places = [_column(x, count) for x, count in zip(COLUMNS, (3, 4, 4, 2), strict=True)]
    for W, left, right in zip(WEIGHTS, places[:-1], places[1:], strict=True):
        for i, j in np.ndindex(W.shape):
            color = style.FUNCTION if W[i, j] > 0 else style.HIGHLIGHT
            ax.plot(*np.array([left[i], right[j]]).T, color=color, linewidth=abs(W[i, j]), alpha=0.45)
    discs = []
    for number, column in enumerate(places):
        for row, place in enumerate(column):
            ax.add_patch(Circle(place, 16, facecolor=style.PAPER, edgecolor=style.NEUTRAL,
                                linewidth=1.2, zorder=3))
            discs.append(ax.plot(*place, "o", color=style.SECOND, markersize=10,
                                 gid=f"disc{number}-{row}", zorder=4)[0])
    for x, name in zip(COLUMNS, ("inputs", "layer 1", "layer 2", "output"), strict=True):
        style.remark(ax, name, x, 274)

    def update(first: Input) -> None:
        values = [np.array([[first, 0.5, -1.0]])]
        for W in WEIGHTS:
            values.append(deep_learning.layer(values[-1], W, np.zeros(W.shape[1])))
        values[0] = values[0] / 2.0  # inputs reach from -2 to 2, neurons from -1 to 1
        for disc, value in zip(discs, np.concatenate([each[0] for each in values]), strict=True):
            disc.set_markersize(1.0 + 27.0 * abs(value))

    return fig, update


def _column(x: float, count: int) -> list[tuple[float, float]]:
    return [(x, 130 + 62 * (row - (count - 1) / 2)) for row in range(count)]


def network() -> tuple:
    """Points of two classes, and the border that a network draws between them while it learns."""
    fig, ax = style.axes(x=(-1.6, 2.6), y=(-1.2, 2.0), xlabel="x₁", ylabel="x₂",
                         size=(style.WIDTH, 320))
    X, y = moons(80, 0.12, np.random.default_rng(3))
    for label, marker, color in ((0, "o", style.SECOND), (1, "s", style.DERIVATIVE)):
        ax.plot(*X[y == label].T, marker, color=color, markersize=5, linestyle="none")
    border = ax.plot([0], [0], color=style.FUNCTION, gid="border")[0]
    caption = style.remark(ax, "", 2.55, 1.87, ha="right", gid="caption")
    history = _training(X, y)

    def update(position: Position) -> None:
        layers = history[int(position)]
        border.set_data(*_border(layers))
        Z, _ = forward(X, layers)
        wrong = int(np.sum(np.argmax(Z, axis=1) != y))
        loss = softmax_cross_entropy(Z, y)
        caption.set_text(f"{STEPS_A_POSITION * int(position)} steps: {wrong} of {len(y)} wrong, "
                         f"loss {loss:.2f}")

    return fig, update


def _training(X: np.ndarray, y: np.ndarray) -> list[list[tuple[np.ndarray, np.ndarray]]]:
    """The layers at every position of the slider."""
    layers = random_layers([2, 16, 16, 2], np.random.default_rng(1))
    state = [np.zeros((2, *array.shape)) for pair in layers for array in pair]
    history = [layers]
    for step in range(1, 10 * STEPS_A_POSITION + 1):
        Z, tape = forward(X, layers)
        gradients = backward(softmax_cross_entropy_grad(Z, y), layers, tape)
        arrays = [array for pair in layers for array in pair]
        slopes = [array for pair in gradients for array in pair]
        for i, (theta, slope) in enumerate(zip(arrays, slopes, strict=True)):
            arrays[i], *moved = adam_step(theta, slope, *state[i], step, learning_rate=0.01)
            state[i] = np.stack(moved)
        layers = list(zip(arrays[::2], arrays[1::2], strict=True))
        if step % STEPS_A_POSITION == 0:
            history.append(layers)
    return history


def _border(layers: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Where both classes have the same score, as one broken line."""
    across, up = np.linspace(-1.6, 2.6, 43), np.linspace(-1.2, 1.7, 37)
    grid = np.stack(np.meshgrid(across, up), axis=-1)
    Z, _ = forward(grid.reshape(-1, 2), layers)
    margin = (Z[:, 1] - Z[:, 0]).reshape(grid.shape[:2])
    pieces = Figure().add_subplot().contour(across, up, margin, [0.0]).allsegs[0]
    broken = [np.concatenate([piece, [[np.nan, np.nan]]]) for piece in pieces]
    return np.concatenate(broken).T if broken else np.full((2, 1), np.nan)
