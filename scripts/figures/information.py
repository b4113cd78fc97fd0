"""Diagrams of surprise, entropy, divergence and temperature, drawn with the snippets."""

from typing import Annotated

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import information, probability

TRUE = 0.7
LOGITS = np.array([2.0, 1.0, 0.0, -1.0])


def surprise() -> Figure:
    """The rarer, the more surprising."""
    fig, ax = style.axes(x=(0, 1), y=(0, 5), xlabel="probability p", ylabel="surprise in nats")
    style.curve(ax, information.surprise, np.linspace(0.006, 1, 121))
    for p, name in ((0.5, "a coin"), (1 / 6, "a die"), (1 / 52, "a card of 52")):
        height = float(information.surprise(p))
        style.point(ax, p, height, color=style.FUNCTION)
        style.remark(ax, name, p, height, shift=(10, 6), ha="left")
    return fig


def binary_entropy() -> tuple:
    """Yes or no: two bars of probability, and the entropy that they have together."""
    fig, ax = style.axes(x=(0, 1), y=(0, 0.8), xlabel="probability of yes", ylabel="entropy in nats")
    style.curve(ax, information.binary_entropy)
    (drop,) = ax.plot(
        [0, 0], [0, 1], color=style.HIGHLIGHT, linestyle=style.DOTTED, linewidth=1.5, gid="drop"
    )
    here = style.point(ax, 0, 0, gid="here")
    text = style.remark(ax, "", 0.02, 0.73, color=style.HIGHLIGHT, ha="left", gid="text")

    def update(yes: Annotated[float, Slider(0, 1, step=0.05, value=0.9, label="p")]) -> None:
        height = float(information.binary_entropy(yes))
        drop.set_data([yes, yes], [0, height])
        here.set_data([yes], [height])
        text.set_text(f"entropy {height:.2f}")

    return fig, update


def entropy() -> Figure:
    """Three distributions over four cases, from certain to open."""
    rows = {"sure": [1.0, 0, 0, 0], "leaning": [0.7, 0.1, 0.1, 0.1], "open": [0.25] * 4}
    width, height = style.WIDTH / 3, 200
    fig = style.figure((style.WIDTH, height))
    for place, (name, p) in enumerate(rows.items()):
        value = information.entropy(np.array(p))
        ax = style.plane(
            fig,
            (place * width, 0, width, height),
            (0.3, 4.7),
            (0, 1.1),
            xlabel=name,
            ylabel=f"H = {value:.2f}",
        )
        ax.set_xticks([])
        ax.set_yticks([0, 1])
        ax.bar([1, 2, 3, 4], p, width=0.6, color=style.FUNCTION)
    return fig


def cross_entropy() -> tuple:
    """Belief against truth: the extra surprise is zero where they meet."""
    fig, ax = style.axes(
        x=(0, 1), y=(0, 2.5), xlabel="believed probability q", ylabel="mean surprise in nats"
    )
    truth = np.array([TRUE, 1 - TRUE])
    believed = np.linspace(0.02, 0.98, 97)
    floor = information.entropy(truth)
    ax.plot(
        believed, [information.cross_entropy(truth, _pair(q)) for q in believed], color=style.FUNCTION
    )
    ax.plot([0, 1], [floor, floor], color=style.SECOND, linestyle=style.DASHED, linewidth=2)
    style.remark(ax, "cross-entropy", 0.1, 1.62, color=style.FUNCTION, shift=(10, 4), ha="left")
    style.remark(ax, "entropy of the truth", 0.98, floor, color=style.SECOND, shift=(0, -12), ha="right")
    (gap,) = ax.plot([0, 0], [0, 1], color=style.HIGHLIGHT, linewidth=4, gid="gap")
    here = style.point(ax, 0, 0, gid="here")
    text = style.remark(ax, "", 0.5, 2.2, color=style.HIGHLIGHT, gid="text")

    def update(q: Annotated[float, Slider(0.05, 0.95, step=0.05, value=0.2)]) -> None:
        height = information.cross_entropy(truth, _pair(q))
        gap.set_data([q, q], [floor, height])
        here.set_data([q], [height])
        text.set_text(f"divergence {information.kl_divergence(truth, _pair(q)):.3f}")

    return fig, update


def kl_divergence() -> tuple:
    """One bell for two hills: each direction of the divergence prefers another place."""
    cases = np.linspace(-5, 5, 81)
    p = _normed(probability.gaussian(cases, -2, 0.7) + probability.gaussian(cases, 2, 0.7) + 1e-5)
    means = np.linspace(-4, 4, 61)
    bells = [_normed(probability.gaussian(cases, mean, 0.9) + 1e-6) for mean in means]
    fig, (above, below) = style.above_below(
        (-5, 5), (0, 0.07), (0, 6), xlabel="case, and mean of q",
        labels=("probability", "divergence in nats"),
    )  # fmt: skip
    above.fill_between(cases, 0, p, color=style.NEUTRAL, alpha=0.3, linewidth=0)
    style.remark(above, "p", -2, 0.012, color=style.INK)
    (bell,) = above.plot(cases, p, color=style.FUNCTION, gid="bell")
    name = style.remark(above, "q", 0, 0, color=style.FUNCTION, shift=(0, 10), gid="q")
    below.plot(means, [information.kl_divergence(p, q) for q in bells], color=style.SECOND)
    below.plot(
        means,
        [information.kl_divergence(q, p) for q in bells],
        color=style.DERIVATIVE,
        linestyle=style.DASHED,
    )
    style.remark(below, "KL(p, q)", -4.9, 5.2, color=style.SECOND, ha="left")
    style.remark(below, "KL(q, p)", 2, 1.6, color=style.DERIVATIVE)
    forward = style.point(below, 0, 0, color=style.SECOND, gid="forward")
    reverse = style.point(below, 0, 0, color=style.DERIVATIVE, gid="reverse")

    def update(
        mean: Annotated[float, Slider(-4, 4, step=0.4, value=-0.8, label="mean of q")],
    ) -> None:
        q = _normed(probability.gaussian(cases, mean, 0.9) + 1e-6)
        bell.set_ydata(q)
        name.xy = (mean, float(q.max()))
        forward.set_data([mean], [information.kl_divergence(p, q)])
        reverse.set_data([mean], [information.kl_divergence(q, p)])

    return fig, update


def tempered_softmax() -> tuple:
    """The same four scores at any temperature."""
    fig, ax = style.axes(x=(0.3, 4.7), y=(0, 1.1), xlabel="score z", ylabel="probability")
    ax.set_xticks([1, 2, 3, 4], [f"{z:g}".replace("-", "−") for z in LOGITS])
    bars = ax.bar([1, 2, 3, 4], np.ones(4), width=0.6, color=style.FUNCTION)
    for place, bar in enumerate(bars):
        bar.set_gid(f"bar{place}")
    texts = [style.remark(ax, "", x, 0, shift=(0, 10), gid=f"text{x}") for x in (1, 2, 3, 4)]
    open_ = style.remark(ax, "", 4.6, 0.95, color=style.HIGHLIGHT, ha="right", gid="entropy")

    def update(tau: Annotated[float, Slider(0.2, 5, step=0.2, value=1, label="τ")]) -> None:
        p = information.tempered_softmax(LOGITS, tau)
        for bar, text, x, height in zip(bars, texts, (1, 2, 3, 4), p, strict=True):
            bar.set_height(height)
            text.xy = (x, height)
            text.set_text(f"{height:.2f}")
        open_.set_text(f"entropy {information.entropy(p):.2f}")

    return fig, update


def jensen_inequality() -> Figure:
    """The logarithm lies below its tangent at 1, and touches it there alone."""
    fig, ax = style.axes(x=(0, 3), y=(-2, 2), ylabel="log(x)")
    x = np.linspace(0.05, 3, 119)
    ax.plot([0, 3], [-1, 2], color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=1.5)
    style.remark(ax, "x − 1", 2.4, 1.4, color=style.NEUTRAL, shift=(-8, 6), ha="right")
    ax.plot(x, np.log(x), color=style.FUNCTION)
    style.point(ax, 1, 0)
    return fig


def code_lengths() -> Figure:
    """Four symbols and the yes-or-no questions that find each of them."""
    p, codes = np.array([0.5, 0.25, 0.125, 0.125]), ["0", "10", "110", "111"]
    fig = style.figure((style.WIDTH, 190))
    ax = style.plane(
        fig,
        (0, 0, style.WIDTH, 190),
        (0, 1),
        (0, 3.2),
        xlabel="probability",
        ylabel="length of the code in bits",
    )
    left = 0.0
    for share, code in zip(p, codes, strict=True):
        ax.add_patch(
            Rectangle(
                (left, 0),
                share,
                len(code),
                facecolor=style.FUNCTION,
                alpha=0.25,
                edgecolor=style.FUNCTION,
            )
        )
        style.remark(ax, code, left + share / 2, 0.5, color=style.INK)
        left += share
    mean = information.entropy(p) / np.log(2)
    ax.axhline(mean, color=style.HIGHLIGHT, linestyle=style.DOTTED, linewidth=2)
    style.remark(ax, f"mean {mean:.2f}", 0.02, mean, color=style.HIGHLIGHT, shift=(0, 10), ha="left")
    return fig


def _pair(q: float) -> np.ndarray:
    return np.array([q, 1 - q])


def _normed(weights: np.ndarray) -> np.ndarray:
    return weights / weights.sum()
