"""The snippets of optimizers in, the diagrams of optimizers out."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import optimization, optimizers

BENDS = np.array([1.0, 40.0])  # the valley of the race
START = np.array([-3.0, 1.2])
RACE = 60
SLOPES = (3.0, -1.0, -1.0)  # of Reddi, Kale and Kumar, again and again

Step = Annotated[int, Slider(0, RACE, step=5, value=10, label="step")]
Bend = Annotated[float, Slider(1, 41, step=10, value=21, label="κ")]
Decay = Annotated[float, Slider(0.5, 0.95, step=0.09, value=0.86, label="β₂")]
Memory = Annotated[float, Slider(0.5, 0.95, step=0.09, value=0.86, label="β₁")]
Squares = Annotated[float, Slider(0.9, 0.999, step=0.009, value=0.999, label="β₂")]
Digits = Annotated[float, Slider(-10, -4, step=1, value=-8, label="ε: power of ten")]
Strength = Annotated[float, Slider(0, 1, step=0.1, value=0.5, label="ζ")]
Turn = Annotated[float, Slider(0, 45, step=9, value=0, label="turn")]
Short = Annotated[float, Slider(0, 0.9, step=0.1, value=0.1, label="β₂")]


def race() -> tuple:
    """Four methods on the same valley: where they are, and how high."""
    fig = style.figure((style.WIDTH, 500))
    above = style.plane(fig, (0, 0, style.WIDTH, 240), (-3.6, 3.6), (-1.5, 1.7), xlabel="θ₁",
                        ylabel="θ₂")
    below = style.plane(fig, (0, 240, style.WIDTH, 260), (0, RACE), (1e-4, 100), xlabel="step t",
                        ylabel="loss")
    _log(below, range(-4, 3, 2))
    _contours(above, BENDS, (0.5, 2, 5, 12, 30))
    heads = []
    for number, (points, color, dashes, marker) in enumerate(_racers()):
        heights = np.sum(BENDS * points**2, axis=1) / 2
        above.plot(*points.T, color=color, linewidth=1.3, alpha=0.55, linestyle=dashes)
        below.plot(np.arange(RACE + 1), np.maximum(heights, 1e-6), color=color, linewidth=1.8,
                   linestyle=dashes)
        for ax, x, y in [(above, *points.T), (below, np.arange(RACE + 1), heights)]:
            (head,) = ax.plot(x[:1], y[:1], marker, color=color, markersize=9, zorder=3,
                              markeredgecolor=style.PAPER, clip_on=ax is below,
                              gid=f"head{number}{'a' if ax is above else 'b'}")
            heads.append((head, x, y))
    for text, x, y, color, ha in [
        ("▲ RMSProp", 39, 6e-4, style.INK, "right"),
        ("◆ Adam", 34, 3.5, style.HIGHLIGHT, "left"),
        ("■ momentum", 2, 0.06, style.SECOND, "left"),
        ("● descent", 60, 0.25, style.FUNCTION, "right"),
    ]:
        style.remark(below, text, x, y, color=color, ha=ha)

    def update(t: Step) -> None:
        for head, x, y in heads:
            head.set_data(x[int(t) : int(t) + 1], y[int(t) : int(t) + 1])

    return fig, update


def _racers() -> list[tuple]:
    gradient = partial(optimization.bowl_grad, A=np.diag(BENDS))
    return [
        (optimization.gradient_descent(gradient, START, 0.045, RACE), style.FUNCTION, "-", "o"),
        (optimization.momentum_descent(gradient, START, 0.02, 0.7, RACE), style.SECOND, "-", "s"),
        (_path(optimizers.rmsprop_step, gradient, START, RACE, 1, learning_rate=0.1, decay=0.9),
         style.INK, style.DASHED, "^"),
        (_path(optimizers.adam_step, gradient, START, RACE, 2, learning_rate=0.15, beta_2=0.99),
         style.HIGHLIGHT, "-", "D"),
    ]


def nesterov_step() -> Figure:
    """Where momentum and Nesterov's method take the gradient."""
    fig, ax = style.axes(x=(0, 5), y=(0, 3.4), xlabel="θ₁", ylabel="θ₂")
    here, memory = np.array([0.6, 0.6]), np.array([2.4, 1.8])
    ahead = here + memory
    near, far = np.array([1.1, 0.1]), np.array([0.6, -1.4])
    for start, change, color in [(here, memory, style.SECOND), (ahead, near, style.FUNCTION),
                                 (ahead, far, style.HIGHLIGHT)]:
        _arrow(ax, start, start + change, color)
    _arrow(ax, here, near, style.FUNCTION)
    style.point(ax, *here, color=style.INK)
    style.point(ax, *ahead, color=style.SECOND)
    for text, at, shift, color, ha in [
        ("velocity", here + 0.5 * memory, (-8, 10), style.SECOND, "right"),
        ("here", here, (0, -14), style.INK, "center"),
        ("ahead", ahead, (-4, 13), style.SECOND, "right"),
        ("downhill, as seen here", ahead + near, (6, 30), style.FUNCTION, "right"),
        ("downhill from ahead", ahead + far, (8, -13), style.HIGHLIGHT, "center"),
    ]:
        style.remark(ax, text, *at, shift=shift, color=color, ha=ha)
    return fig


def adagrad_step() -> Figure:
    """The length of a step of AdaGrad under gradients of constant size."""
    fig, ax = style.axes(x=(0, 60), y=(0, 1.1), xlabel="step t", ylabel="length of the step / η")
    for size, color, marker, height in [(10.0, style.FUNCTION, "-", 0.62),
                                        (0.01, style.SECOND, "o", 0.5)]:
        path = _path(optimizers.adagrad_step, lambda _, size=size: np.array([size]), np.zeros(1),
                     60, 1, learning_rate=1.0)
        every = 1 if marker == "-" else 4
        ax.plot(np.arange(1, 61)[::every], -np.diff(path[:, 0])[::every], marker, color=color,
                markersize=5.5)
        style.remark(ax, f"{'line' if marker == '-' else 'dots'}: gradient {size:g}", 20, height,
                     color=color, ha="left")
    return fig


def rmsprop_step() -> tuple:
    """Steps under a gradient that becomes ten times smaller."""
    fig, ax = style.axes(x=(0, 80), y=(0, 4), xlabel="step t", ylabel="length of the step / η")
    sizes = np.where(np.arange(80) < 30, 10.0, 1.0)
    ax.axvline(30, color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED)
    ax.axhline(1, color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED)
    style.remark(ax, "gradient 10", 28, 3.7, color=style.INK, ha="right")
    style.remark(ax, "gradient 1", 32, 3.7, color=style.INK, ha="left")
    summed = _lengths(optimizers.adagrad_step, sizes)
    ax.plot(np.arange(80), summed, color=style.FUNCTION, linestyle=style.DASHED, linewidth=2)
    style.remark(ax, "AdaGrad", 76, summed[75], color=style.FUNCTION, shift=(0, 11), ha="right")
    (line,) = ax.plot(np.arange(80), summed, color=style.HIGHLIGHT, linewidth=2.2, gid="line")
    style.remark(ax, "RMSProp", 76, 1, color=style.HIGHLIGHT, shift=(0, 12), ha="right")

    def update(decay: Decay) -> None:
        line.set_ydata(np.minimum(_lengths(optimizers.rmsprop_step, sizes, decay=decay), 5.0))

    return fig, update


def _lengths(step: Callable, sizes: np.ndarray, **options: float) -> np.ndarray:
    slopes = iter(sizes)
    path = _path(step, lambda _: np.array([next(slopes)]), np.zeros(1), len(sizes), 1,
                 learning_rate=1.0, **options)
    return -np.diff(path[:, 0])


def scaling() -> tuple:
    """Descent and RMSProp in a valley that becomes narrower."""
    fig = style.figure((style.WIDTH, 300))
    ax = style.plane(fig, (0, 0, style.WIDTH, 300), (-3.6, 3.6), (-2.5, 2.8), xlabel="θ₁",
                     ylabel="θ₂")
    around = np.linspace(0, 2 * np.pi, 29)
    rings = [ax.plot(around, around, color=style.FUNCTION, linewidth=1.2, alpha=0.55,
                     gid=f"ring{number}")[0] for number in range(2)]
    descent, rms = (ax.plot(np.arange(21), np.arange(21), marker, color=color, linewidth=1.5,
                            markersize=4.5, gid=name)[0]
                    for name, marker, color in [("descent", "o-", style.FUNCTION),
                                                ("rms", "^-", style.HIGHLIGHT)])
    style.point(ax, 0, 0, color=style.INK)
    style.remark(ax, "start", 3, 1.5, color=style.INK, shift=(0, 12))
    style.remark(ax, "▲ RMSProp", 1.5, 1.5, color=style.HIGHLIGHT, shift=(-24, 0), ha="right")
    style.remark(ax, "● descent", 1.5, -0.9, color=style.FUNCTION, shift=(-20, -22))
    caption = _caption(ax)

    def update(condition: Bend) -> None:
        bends = np.array([1.0, condition])
        gradient = partial(optimization.bowl_grad, A=np.diag(bends))
        for ring, level in zip(rings, (1.0, 4.5), strict=True):
            width, height = np.sqrt(2 * level / bends)
            ring.set_data(width * np.cos(around), height * np.sin(around))
        start = np.array([3.0, 1.5])
        # 0.9 of the bound, so that the narrow direction settles.
        rate = 0.9 * optimization.best_learning_rate(bends)
        first = optimization.gradient_descent(gradient, start, rate, 20)
        second = _path(optimizers.rmsprop_step, gradient, start, 20, 1, learning_rate=0.2,
                       decay=0.9)
        descent.set_data(*first.T)
        rms.set_data(*second.T)
        caption.set_text(f"left after 20 steps: ● {max(_height(first, bends), 1e-6):.1g}, "
                         f"▲ {_height(second, bends):.1g}")

    return fig, update


def _height(points: np.ndarray, bends: np.ndarray) -> float:
    return float(np.sum(bends * points[-1] ** 2) / 2)


def moving_mean() -> tuple:
    """A moving mean of noisy values, with and without the correction."""
    fig, ax = style.axes(x=(0, 36), y=(-0.5, 2.5), xlabel="number of values", ylabel="mean")
    t = np.arange(1, 37)
    values = 1 + 0.5 * np.random.default_rng(5).normal(size=36)
    ax.plot(t, values, ".", color=style.NEUTRAL, markersize=4)
    raw, corrected = (ax.plot(t, values, color=color, linestyle=dashes, linewidth=2, gid=name)[0]
                      for name, color, dashes in [("raw", style.SECOND, style.DASHED),
                                                  ("corrected", style.HIGHLIGHT, "-")])
    style.remark(ax, "corrected", 16, 2.2, color=style.HIGHLIGHT, shift=(0, 0), ha="left")
    style.remark(ax, "not corrected", 12, -0.25, color=style.SECOND, shift=(0, 0), ha="left")

    def update(decay: Memory) -> None:
        mean = optimizers.moving_mean(values, decay)
        corrected.set_ydata(mean)
        raw.set_ydata(mean * (1 - decay**t))

    return fig, update


def adam_step() -> tuple:
    """The first steps of Adam with and without the corrections."""
    fig, ax = style.axes(x=(0, 60), y=(0, 7), xlabel="number of the step",
                         ylabel="length of the step / η")
    t = np.arange(1, 61)
    path = _path(optimizers.adam_step, lambda _: np.ones(1), np.zeros(1), 60, 2, learning_rate=1.0)
    ax.plot(t, -np.diff(path[:, 0]), color=style.HIGHLIGHT)
    style.remark(ax, "corrected", 58, 1, color=style.HIGHLIGHT, shift=(0, -11), ha="right")
    (raw,) = ax.plot(t, t, color=style.SECOND, linestyle=style.DASHED, gid="raw")
    caption = _caption(ax, style.SECOND)

    def update(beta_2: Squares) -> None:
        lengths = (1 - 0.9**t) / np.sqrt(1 - beta_2**t)
        raw.set_ydata(lengths)
        caption.set_text(f"not corrected: up to {lengths.max():.1f}")

    return fig, update


def eps() -> tuple:
    """The first step against the size of the gradient, for both places of ε."""
    fig, ax = style.axes(x=(1e-12, 1), y=(0, 1.15), xlabel="size of the gradient",
                         ylabel="length of the step / η")
    ax.set_xscale("log")
    ax.minorticks_off()
    ax.set_xticks([10.0**n for n in range(-12, 1, 4)], [_power(n) for n in range(-12, 1, 4)])
    g = np.logspace(-12, 0, 61)
    inside, outside = (ax.plot(g, g, color=color, linestyle=dashes, gid=name)[0]
                       for name, color, dashes in [("inside", style.SECOND, style.DASHED),
                                                   ("outside", style.HIGHLIGHT, "-")])
    labels = [style.remark(ax, text, 1, 0.5, color=color, shift=shift, ha=ha, gid=f"{text}:label")
              for text, color, shift, ha in [("inside", style.SECOND, (8, -6), "left"),
                                             ("outside", style.HIGHLIGHT, (-8, 6), "right")]]

    def update(power: Digits) -> None:
        small = 10.0**power
        inside.set_ydata(g / np.sqrt(g**2 + small))
        outside.set_ydata([-_first_step(each, small) for each in g])
        for label, at in zip(labels, (np.sqrt(small), small), strict=True):
            label.xy = (at, 0.5)

    return fig, update


def _first_step(slope: float, small: float) -> float:
    return float(optimizers.adam_step(0.0, slope, 0.0, 0.0, 1, learning_rate=1.0, eps=small)[0])


def adamw_step() -> tuple:
    """Two weights under a penalty inside the gradient, and under decay beside it."""
    fig, planes = style.side_by_side((0, 100), (0, 1.25), (0, 1.25), xlabel="step t",
                                     labels=("L2 inside", "decay apart"),
                                     size=(style.WIDTH, 260))
    noise = (-1.0) ** np.arange(100)[:, None] * np.array([5.0, 0.1])
    lines = [[ax.plot(np.arange(0, 101, 4), np.ones(26), color=color, linestyle=dashes, linewidth=2,
                      gid=f"weight{side}{number}")[0]
              for number, (color, dashes) in enumerate([(style.FUNCTION, "-"),
                                                        (style.HIGHLIGHT, style.DASHED)])]
             for side, ax in enumerate(planes)]
    style.remark(planes[0], "large gradients", 100, 1.15, color=style.FUNCTION, ha="right")
    style.remark(planes[0], "small", 45, 0.42, color=style.HIGHLIGHT, ha="left")
    style.remark(planes[1], "both", 100, 1.15, color=style.INK, ha="right")

    def update(weight_decay: Strength) -> None:
        for pair, path in zip(lines, (_inside(noise, weight_decay), _apart(noise, weight_decay)),
                              strict=True):
            for line, weight in zip(pair, path.T, strict=True):
                line.set_ydata(weight[::4])

    return fig, update


def _inside(noise: np.ndarray, strength: float) -> np.ndarray:
    slopes = iter(noise)
    return _path(optimizers.adam_step, lambda theta: next(slopes) + strength * theta, np.ones(2),
                 len(noise), 2, learning_rate=0.02)


def _apart(noise: np.ndarray, strength: float) -> np.ndarray:
    slopes = iter(noise)
    return _path(optimizers.adamw_step, lambda _: next(slopes), np.ones(2), len(noise), 2,
                 learning_rate=0.02, weight_decay=strength)


def tilt() -> tuple:
    """Adam in a narrow valley that turns."""
    fig = style.figure((style.WIDTH, 330))
    ax = style.plane(fig, (0, 0, style.WIDTH, 330), (-3.6, 3.6), (-3, 3), xlabel="θ₁", ylabel="θ₂")
    around = np.linspace(0, 2 * np.pi, 25)
    (ring,) = ax.plot(around, around, color=style.FUNCTION, linewidth=1.2, alpha=0.55, gid="ring")
    (line,) = ax.plot(np.arange(41), np.arange(41), color=style.HIGHLIGHT, linewidth=1.8, gid="line")
    begin = style.point(ax, 0, 0, color=style.INK, gid="begin")
    style.point(ax, 0, 0, color=style.FUNCTION)
    caption = _caption(ax)
    bends = np.array([1.0, 100.0])

    def update(degrees: Turn) -> None:
        angle = np.deg2rad(degrees)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        axes = np.sqrt(8 / bends)[:, None] * np.array([np.cos(around), np.sin(around)])
        ring.set_data(*(turn @ axes))
        gradient = partial(optimization.bowl_grad, A=turn @ np.diag(bends) @ turn.T)
        points = _path(optimizers.adam_step, gradient, turn @ np.array([-2.5, 0.6]), 40, 2,
                       learning_rate=0.2, beta_2=0.99)
        line.set_data(*points.T)
        begin.set_data(points[:1, 0], points[:1, 1])
        caption.set_text(f"left after 40 steps: {_height(points @ turn, bends):.2g}")

    return fig, update


def amsgrad_step() -> tuple:
    """The example on which Adam goes to the worst point."""
    fig, ax = style.axes(x=(0, 240), y=(-1.25, 1.25), xlabel="step t", ylabel="θ")
    ax.axhline(-1, color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED)
    ax.axhline(1, color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED)
    style.remark(ax, "best", 240, -1, color=style.INK, shift=(0, -10), ha="right")
    style.remark(ax, "worst", 240, 1, color=style.INK, shift=(0, 10), ha="right")
    every = np.arange(0, 241, 6)  # two rounds each
    adam, other = (ax.plot(every, 0 * every, color=color, linestyle=dashes, linewidth=2, gid=name)[0]
                   for name, color, dashes in [("adam", style.HIGHLIGHT, "-"),
                                               ("ams", style.SECOND, style.DASHED)])
    tag = style.remark(ax, "Adam", 105, 0, color=style.HIGHLIGHT, shift=(0, 13), gid="tag")
    style.remark(ax, "AMSGrad", 5, -0.85, color=style.SECOND, ha="left")

    def update(beta_2: Short) -> None:
        theta = _rounds(optimizers.adam_step, 2, beta_2)[every]
        adam.set_ydata(theta)
        tag.xy = (108, theta[18])
        other.set_ydata(_rounds(optimizers.amsgrad_step, 3, beta_2)[every])

    return fig, update


def _rounds(step: Callable, states: int, beta_2: float) -> np.ndarray:
    theta, state, path = np.zeros(1), [np.zeros(1)] * states, [0.0]
    for number in range(1, 241):
        slope = np.array([SLOPES[(number - 1) % 3]])
        theta, *state = step(theta, slope, *state, number, 0.3 / np.sqrt(number), beta_1=0.0,
                             beta_2=beta_2)
        theta = np.clip(theta, -1, 1)
        path.append(float(theta[0]))
    return np.array(path)


def sensitivity() -> Figure:
    """The loss after the race against the learning rate."""
    fig, ax = style.axes(x=(1e-3, 3), y=(1e-6, 1e3), xlabel="learning rate η",
                         ylabel="loss after 60 steps")
    ax.set_xscale("log")
    ax.set_xticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
    _log(ax, range(-6, 4, 3))
    rates = np.logspace(-3, np.log10(3), 60)
    gradient = partial(optimization.bowl_grad, A=np.diag(BENDS))
    for text, run, color, dashes, x, y, ha in [
        ("descent", lambda eta: optimization.gradient_descent(gradient, START, eta, RACE),
         style.FUNCTION, "-", 0.043, 250, "right"),
        ("momentum", lambda eta: optimization.momentum_descent(gradient, START, eta, 0.9, RACE),
         style.SECOND, "-", 0.115, 250, "left"),
        ("RMSProp", lambda eta: _path(optimizers.rmsprop_step, gradient, START, RACE, 1,
                                      learning_rate=eta, decay=0.9),
         style.INK, style.DASHED, 0.06, 1e-5, "right"),
        ("Adam", lambda eta: _path(optimizers.adam_step, gradient, START, RACE, 2,
                                   learning_rate=eta, beta_2=0.99),
         style.HIGHLIGHT, "-", 3, 4e-4, "right"),
    ]:
        with np.errstate(over="ignore"):
            heights = np.array([_height(run(eta), BENDS) for eta in rates])
        ax.plot(rates, np.clip(heights, 1e-7, 1e5), color=color, linestyle=dashes, linewidth=2)
        style.remark(ax, text, x, y, color=color, ha=ha)
    return fig


def _path(
    step: Callable, gradient: Callable, start: np.ndarray, steps: int, states: int, **options: float
) -> np.ndarray:
    """The points of a method that keeps so many states."""
    theta, state, points = start, [np.zeros_like(start)] * states, [start]
    for number in range(1, steps + 1):
        counted = {"step": number} if states > 1 else {}
        theta, *state = step(theta, gradient(theta), *state, **counted, **options)
        points.append(theta)
    return np.array(points)


def _arrow(ax: Axes, start: np.ndarray, end: np.ndarray, color: str) -> None:
    ax.annotate("", end, start, arrowprops={
        "arrowstyle": "-|>", "color": color, "linewidth": 2, "shrinkA": 0, "shrinkB": 0,
        "mutation_scale": 14,
    })


def _contours(ax: Axes, bends: np.ndarray, levels: tuple[float, ...]) -> None:
    for level in levels:
        width, height = 2 * np.sqrt(2 * level / bends)
        ax.add_patch(Ellipse((0, 0), width, height, fill=False, edgecolor=style.FUNCTION,
                             linewidth=1.1, alpha=0.4))
    style.point(ax, 0, 0, color=style.INK)


def _caption(ax: Axes, color: str = style.HIGHLIGHT) -> Annotation:
    """A line that `update` fills, above the plane at the right, where no curve is."""
    right, top = ax.get_xlim()[1], ax.get_ylim()[1]
    return style.remark(ax, "", right, top, color=color, shift=(0, 16), ha="right", gid="caption")


def _power(exponent: int) -> str:
    raised = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"10{raised}" if exponent else "1"


def _log(ax: Axes, exponents: range) -> None:
    ax.set_yscale("log")
    ax.minorticks_off()
    ax.set_yticks([10.0**n for n in exponents], [_power(n) for n in exponents])
