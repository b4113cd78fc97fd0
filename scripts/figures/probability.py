"""Diagrams of distributions, averages, likelihood and Bayes' rule, drawn with the snippets."""

from functools import partial
from typing import Annotated

import numpy as np
from matplotlib.figure import Figure

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import probability

FACES = np.arange(1.0, 7.0)
DATA = np.array([-1.0, 0.0, 0.3, 1.1, 2.1])

Mean = Annotated[float, Slider(-2, 2, step=0.5, value=0, label="μ")]
Spread = Annotated[float, Slider(0.4, 2, step=0.2, value=1, label="s")]


def bernoulli() -> tuple:
    """Two bars that share one unit of probability."""
    places = (1, 2)  # not at 0, where the plane has an axis
    fig, ax = style.axes(x=(0.3, 2.7), y=(0, 1.1), xlabel="y", ylabel="probability")
    ax.set_xticks(places, ["0 (no)", "1 (yes)"])
    bars = ax.bar(places, [1, 1], width=0.5, color=[style.SECOND, style.FUNCTION])
    for bar, name in zip(bars, ("no", "yes"), strict=True):
        bar.set_gid(name)
    texts = [style.remark(ax, "", x, 0, shift=(0, 10), gid=f"text{x}") for x in places]

    def update(p: Annotated[float, Slider(0, 1, step=0.05, value=0.3)]) -> None:
        heights = probability.bernoulli(np.array([0, 1]), p)
        for bar, text, x, height in zip(bars, texts, places, heights, strict=True):
            bar.set_height(height)
            text.xy = (x, height)
            text.set_text(f"{height:.2f}")

    return fig, update


def expectation() -> tuple:
    """The faces of a die as weights on a beam, which balances at the mean."""
    fig, ax = style.axes(x=(0, 7), y=(-0.25, 1.05), xlabel="face of the die", ylabel="probability")
    ax.set_xticks(FACES)
    ax.set_yticks([0, 0.5, 1])
    bars = ax.bar(FACES, np.ones(6), width=0.5, color=style.FUNCTION)
    for face, bar in enumerate(bars, 1):
        bar.set_gid(f"face{face}")
    (balance,) = ax.plot([0], [-0.07], "^", color=style.HIGHLIGHT, markersize=12, gid="balance")
    name = style.remark(ax, "", 0, -0.17, color=style.HIGHLIGHT, gid="mean")

    def update(
        six: Annotated[float, Slider(0, 1, step=0.05, value=0.5, label="chance of a six")],
    ) -> None:
        p = np.append(np.full(5, (1 - six) / 5), six)
        mean = probability.expectation(FACES, p)
        for bar, height in zip(bars, p, strict=True):
            bar.set_height(height)
        balance.set_xdata([mean])
        name.xy = (mean, -0.17)
        name.set_text(f"μ = {mean:.2f}")

    return fig, update


def variance() -> Figure:
    """Two dice with one mean: the farther the weights from it, the larger the variance."""
    fig, planes = style.side_by_side(
        (0, 7), (0, 0.6), (0, 0.6), xlabel="face", labels=("fair", "only 1 and 6")
    )
    extreme = np.array([0.5, 0, 0, 0, 0, 0.5])
    for ax, p in zip(planes, (np.full(6, 1 / 6), extreme), strict=True):
        ax.set_xticks([1, 6])
        ax.set_yticks([0, 0.5])
        ax.bar(FACES, p, width=0.5, color=style.FUNCTION)
        mean, spread = probability.expectation(FACES, p), np.sqrt(probability.variance(FACES, p))
        ax.plot([mean - spread, mean + spread], [0.55, 0.55], color=style.HIGHLIGHT, linewidth=2)
        ax.plot([mean], [0.55], "o", color=style.HIGHLIGHT, markersize=7)
        style.remark(ax, f"3.5 ± {spread:.2f}", mean, 0.55, color=style.HIGHLIGHT, shift=(0, -13))
    return fig


def large_numbers() -> Figure:
    """The mean of more and more rolls comes closer to the expectation, slowly."""
    fig, ax = style.axes(x=(0, 400), y=(2, 5), xlabel="rolls", ylabel="mean so far")
    count = np.arange(1, 401)
    band = np.sqrt(probability.variance(FACES, np.full(6, 1 / 6)) / count)
    ax.fill_between(count, 3.5 - 2 * band, 3.5 + 2 * band, color=style.NEUTRAL, alpha=0.15, linewidth=0)
    ax.axhline(3.5, color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=1.5)
    for seed, color in enumerate((style.FUNCTION, style.SECOND, style.HIGHLIGHT)):
        cases = probability.categorical_sample(np.full(6, 1 / 6), 400, np.random.default_rng(seed))
        ax.plot(count[::4], (np.cumsum(FACES[cases]) / count)[::4], color=color, linewidth=1.8)
    style.remark(
        ax, "3.5 ± 2 standard deviations of the mean", 390, 4.4, color=style.NEUTRAL, ha="right"
    )
    return fig


def categorical_sample() -> Figure:
    """A random height meets a staircase of probabilities, and the step it hits is the case."""
    p = np.array([0.2, 0.5, 0.3])
    fig, ax = style.axes(x=(0, 3.4), y=(0, 1.1), xlabel="case", ylabel="random number u")
    ax.set_xticks([0.5, 1.5, 2.5], ["0", "1", "2"])
    heights = np.concatenate([[0.0], np.cumsum(p)])
    for case, (low, high) in enumerate(zip(heights[:-1], heights[1:], strict=True)):
        ax.plot([case, case + 1], [high, high], color=style.FUNCTION, linewidth=2.5)
        ax.plot(
            [case + 1, case + 1], [high, heights[min(case + 2, 3)]], color=style.FUNCTION, linewidth=2.5
        )
        ax.fill_between([case, case + 1], low, high, color=style.FUNCTION, alpha=0.18, linewidth=0)
        style.remark(ax, f"{p[case]:.1f}", case + 0.5, (low + high) / 2, color=style.FUNCTION)
    u = 0.62
    case = int(np.searchsorted(np.cumsum(p)[:-1], u, side="right"))
    ax.plot([0, case + 0.75], [u, u], color=style.HIGHLIGHT, linestyle=style.DOTTED, linewidth=2)
    ax.plot(
        [case + 0.75, case + 0.75], [0, u], color=style.HIGHLIGHT, linestyle=style.DOTTED, linewidth=2
    )
    style.point(ax, case + 0.75, u)
    style.remark(ax, f"u = {u}", 0.08, u, color=style.HIGHLIGHT, shift=(0, 10), ha="left")
    return fig


def gaussian() -> tuple:
    """The bell curve at any place and of any width."""
    fig, ax = style.axes(x=(-5, 5), y=(-0.05, 1.1), ylabel="density")
    curve = style.curve(ax, probability.gaussian)
    (width,) = ax.plot([-1, 1], [0, 0], color=style.HIGHLIGHT, linewidth=2, gid="width")
    middle = style.point(ax, 0, 0, gid="middle")
    name = style.remark(ax, "μ ± s", 0, 0, color=style.HIGHLIGHT, shift=(0, -10), gid="name")

    def update(mu: Mean, s: Spread) -> None:
        curve.redraw(partial(probability.gaussian, mu=mu, s=s))
        y = float(probability.gaussian(mu + s, mu, s))
        width.set_data([mu - s, mu + s], [y, y])
        middle.set_data([mu], [y])
        name.xy = (mu, y)

    return fig, update


def gaussian_log() -> Figure:
    """The logarithm of the bell curve is a parabola."""
    fig, (above, below) = style.above_below((-4, 4), (-0.05, 0.45), (-9, 1),
                                          labels=("density", "log-density"))
    style.curve(above, probability.gaussian)
    style.curve(below, probability.gaussian_log, color=style.SECOND)
    return fig


def gaussian_log_grad() -> Figure:
    """The log-density above its slope, a falling line through the mean."""
    fig, (above, below) = style.above_below((-4, 4), (-9, 1), (-4.5, 4.5), name="log-density")
    style.curve(above, probability.gaussian_log, color=style.SECOND)
    style.curve(below, probability.gaussian_log_grad, color=style.DERIVATIVE)
    return fig


def gaussian_sample() -> Figure:
    """Shares of a thousand draws, and the density that they come from."""
    fig, ax = style.axes(x=(-4, 4), y=(-0.02, 0.5), ylabel="share per unit")
    draws = probability.gaussian_sample(0.0, 1.0, 1000, np.random.default_rng(0))
    ax.hist(draws, bins=np.linspace(-4, 4, 33), density=True, color=style.SECOND, alpha=0.45)
    style.curve(ax, probability.gaussian)
    return fig


def log_likelihood() -> tuple:
    """A Gaussian over five data, and the log-likelihood as its mean moves."""
    fig, (upper, lower) = style.above_below((-3, 3), (-0.05, 1.05), (-8, 0), xlabel="x and μ",
                                           labels=("density", "log-likelihood"))
    upper.plot(DATA, np.zeros_like(DATA), "o", color=style.INK, markersize=7, zorder=4)
    curve = style.curve(upper, probability.gaussian)
    stems = [
        upper.plot([x, x], [0, 1], color=style.HIGHLIGHT, linewidth=2, gid=f"stem{i}")[0]
        for i, x in enumerate(DATA)
    ]
    means = np.linspace(-3, 3, 61)
    (hill,) = lower.plot(means, means, color=style.SECOND, gid="hill")
    here = style.point(lower, 0, 0, gid="here")
    best = probability.gaussian_fit(DATA)[0]
    lower.axvline(best, color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=1.5)
    style.remark(lower, "mean of the data", best, -0.7, color=style.NEUTRAL, shift=(6, 0), ha="left")

    def update(
        mu: Annotated[float, Slider(-2, 2, step=0.5, value=-1, label="μ")],
        s: Annotated[float, Slider(0.4, 2, step=0.2, value=0.6, label="s")],
    ) -> None:
        curve.redraw(partial(probability.gaussian, mu=mu, s=s))
        for stem, x in zip(stems, DATA, strict=True):
            stem.set_ydata([0, float(probability.gaussian(x, mu, s))])
        hill.set_ydata([probability.log_likelihood(DATA, mean, s) for mean in means])
        here.set_data([mu], [probability.log_likelihood(DATA, mu, s)])

    return fig, update


def bayes() -> tuple:
    """A positive test: what it means depends on how common the condition is."""
    fig, ax = style.axes(
        x=(0, 1),
        y=(0, 1.1),
        xlabel="prior: how common it is",
        ylabel="posterior: how sure after a positive test",
    )
    likelihood = np.array([0.99, 0.05])
    rates = np.concatenate([np.linspace(0, 0.1, 41), np.linspace(0.11, 1, 60)])
    ax.plot(rates, [_posterior(rate, likelihood) for rate in rates], color=style.FUNCTION)
    ax.plot([0, 1], [0, 1], color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=1.5)
    style.remark(ax, "no test", 0.72, 0.72, color=style.NEUTRAL, shift=(8, -8), ha="left")
    (drop,) = ax.plot(
        [0, 0], [0, 1], color=style.HIGHLIGHT, linestyle=style.DOTTED, linewidth=1.5, gid="drop"
    )
    here = style.point(ax, 0, 0, gid="here")
    text = style.remark(ax, "", 0.98, 0.3, color=style.HIGHLIGHT, ha="right", gid="text")

    def update(
        prior: Annotated[float, Slider(0.01, 0.61, step=0.02, value=0.01, label="prior")],
    ) -> None:
        after = _posterior(prior, likelihood)
        drop.set_data([prior, prior], [0, after])
        here.set_data([prior], [after])
        text.set_text(f"{prior:.2f} becomes {after:.2f}")

    return fig, update


def underflow() -> Figure:
    """The likelihood of more and more data reaches 0 in floats; its logarithm falls on a line."""
    fig, ax = style.axes(
        x=(0, 600), y=(-900, 40), xlabel="number of data", ylabel="log10 of the likelihood"
    )
    draws = probability.gaussian_sample(0.0, 10.0, 600, np.random.default_rng(0))
    logs = np.cumsum(probability.gaussian_log(draws, 0.0, 10.0)) / np.log(10)
    counts = np.arange(1, 601)
    ax.plot(counts[::5], logs[::5], color=style.SECOND)
    last = int(np.argmax(np.cumprod(probability.gaussian(draws, 0.0, 10.0)) == 0))
    ax.axvline(last, color=style.HIGHLIGHT, linestyle=style.DOTTED, linewidth=2)
    style.remark(
        ax,
        f"the product is 0\nfrom {last + 1} data on",
        last,
        -120,
        color=style.HIGHLIGHT,
        shift=(8, 0),
        ha="left",
    )
    style.remark(
        ax, "sum of logarithms", 300, float(logs[300]), color=style.SECOND, shift=(10, 8), ha="left"
    )
    return fig


def _posterior(rate: float, likelihood: np.ndarray) -> float:
    return float(probability.bayes(np.array([rate, 1 - rate]), likelihood)[0])
