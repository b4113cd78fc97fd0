"""Diagrams of methods that go downhill, and of what decides whether they arrive."""

from functools import partial
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import functions, optimization

NARROW = np.array([1.0, 10.0])  # the bowl of gradient descent
VALLEY = np.array([1.0, 25.0])  # the bowl of momentum

Rate = Annotated[float, Slider(0.1, 1.1, step=0.1, value=0.1, label="η")]
NarrowRate = Annotated[float, Slider(0.01, 0.21, step=0.02, value=0.17, label="η")]
ValleyRate = Annotated[float, Slider(0.02, 0.16, step=0.02, value=0.06, label="η")]
Momentum = Annotated[float, Slider(0, 0.9, step=0.15, value=0, label="ρ")]
Start = Annotated[float, Slider(-1.8, 1.8, step=0.2, value=1.4, label="start")]
NewtonStart = Annotated[float, Slider(-1.8, 1.8, step=0.2, value=1.4, label="θ")]
NoisyRate = Annotated[float, Slider(0.1, 1, step=0.1, value=0.3, label="η")]


def gradient_descent() -> tuple:
    """Small, right and too large learning rates on the square."""
    fig = style.figure((style.WIDTH, 440))
    above = style.plane(fig, (0, 0, style.WIDTH, 240), (-4, 4), (-1.5, 12), xlabel="θ",
                        ylabel="square(θ)")
    below = style.plane(fig, (0, 237, style.WIDTH, 203), (0, 12), (1e-4, 100), xlabel="step t",
                        ylabel="distance from the minimum")
    _log(below, range(-4, 3, 2))
    style.curve(above, functions.square, np.linspace(-4, 4, 61))
    (path,) = above.plot([0] * 13, [0] * 13, "o-", color=style.HIGHLIGHT, linewidth=1.5,
                         markersize=5, gid="path")
    style.point(above, 2, 4, color=style.HIGHLIGHT)
    style.remark(above, "start", 2, 4, color=style.HIGHLIGHT, shift=(9, -3), ha="left")
    (error,) = below.plot(range(13), [1] * 13, "o-", color=style.HIGHLIGHT, linewidth=1.5,
                          markersize=5, gid="error")
    caption = _caption(above)

    def update(learning_rate: Rate) -> None:
        theta = optimization.gradient_descent(functions.square_grad, 2.0, learning_rate, 12)
        path.set_data(*_near(above, theta, functions.square(theta)))
        error.set_ydata(np.maximum(np.abs(theta), 1e-9))
        factor = 1 - 2 * learning_rate
        caption.set_text(f"each step: θ · {factor:.1f}, {_fate(factor)}".replace("-", "−"))

    return fig, update


def _fate(factor: float) -> str:
    if abs(factor) < 1e-9:
        return "there at once"
    if abs(factor) > 1 + 1e-9:
        return "farther each time"
    if abs(factor) > 1 - 1e-9:
        return "to and fro forever"
    return "slow" if factor > 0.65 else "fast" if factor > 0 else "to and fro, closer"


def gradient_step() -> Figure:
    """One step: as far as the learning rate times the slope, against it."""
    fig, ax = style.axes(x=(-1, 3.4), y=(-1.5, 8), xlabel="θ", ylabel="square(θ)")
    style.curve(ax, functions.square, np.linspace(-1, 3.4, 45))
    here, eta = 2.0, 0.3
    slope = functions.square_grad(here)
    there = float(optimization.gradient_step(here, slope, eta))
    ends = np.array([1.1, 2.9])
    ax.plot(ends, functions.square(here) + slope * (ends - here), color=style.DERIVATIVE,
            linestyle=style.DASHED, linewidth=2)
    for at in (here, there):
        ax.plot([at, at], [0, functions.square(at)], color=style.NEUTRAL, linewidth=1.2,
                linestyle=style.DOTTED)
        style.point(ax, at, float(functions.square(at)))
    ax.annotate("", (there, 0), (here, 0), arrowprops={
        "arrowstyle": "-|>", "color": style.HIGHLIGHT, "linewidth": 2, "shrinkA": 0, "shrinkB": 0,
        "mutation_scale": 14,
    })
    style.remark(ax, "slope 4", here, 4, color=style.DERIVATIVE, shift=(16, -6), ha="left")
    style.remark(ax, "0.3 · 4 to the left", 1.5, 0, color=style.HIGHLIGHT, shift=(0, -13))
    return fig


def double_well() -> tuple:
    """Where descent ends depends on where it starts."""
    fig, ax = style.axes(x=(-2, 2), y=(-0.6, 1.6), xlabel="θ", ylabel="well(θ)")
    style.curve(ax, optimization.double_well, np.linspace(-2, 2, 61))
    (path,) = ax.plot([0] * 21, [0] * 21, "o-", color=style.HIGHLIGHT, linewidth=1.5,
                      markersize=5, gid="path")
    begin = style.point(ax, 0, 0, gid="begin")
    caption = _caption(ax)

    def update(theta: Start) -> None:
        points = optimization.gradient_descent(optimization.double_well_grad, theta, 0.2, 20)
        path.set_data(points, optimization.double_well(points))
        begin.set_data(points[:1], optimization.double_well(points[:1]))
        side = "right" if points[-1] > 0 else "left"
        caption.set_text(f"ends in the {side} valley")

    return fig, update


def bowl() -> tuple:
    """Gradient descent in a narrow bowl."""
    fig = style.figure((style.WIDTH, 300))
    ax = style.plane(fig, (0, 0, style.WIDTH, 300), (-3.6, 3.6), (-2.4, 2.4), xlabel="θ₁",
                     ylabel="θ₂")
    _contours(ax, NARROW, (0.5, 2, 5, 10, 17, 26))
    (path,) = ax.plot([0] * 21, [0] * 21, "o-", color=style.HIGHLIGHT, linewidth=1.5,
                      markersize=4, gid="path")
    style.remark(ax, "start", 3, 1.5, color=style.HIGHLIGHT, shift=(0, 12))
    caption = _caption(ax)
    gradient = partial(optimization.bowl_grad, A=np.diag(NARROW))

    def update(learning_rate: NarrowRate) -> None:
        points = optimization.gradient_descent(gradient, np.array([3.0, 1.5]), learning_rate, 20)
        path.set_data(*_near(ax, *points.T))
        flat, steep = 1 - learning_rate * NARROW
        caption.set_text(f"each step: θ₁ · {flat:.2f}, θ₂ · {steep:.1f}".replace("-", "−"))

    return fig, update


def convergence_rate() -> Figure:
    """The rate along two axes against the learning rate, and the best compromise."""
    fig, ax = style.axes(x=(0, 0.22), y=(0, 1.3), xlabel="learning rate η", ylabel="rate")
    best = optimization.best_learning_rate(NARROW)
    bound = optimization.learning_rate_bound(NARROW)
    rates = np.linspace(0.0, 0.22, 111)
    worst = [optimization.convergence_rate(NARROW, eta).max() for eta in rates]
    ax.plot(rates, worst, color=style.HIGHLIGHT, linewidth=7, alpha=0.2)
    ax.axhline(1, color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED)
    for bend, color, at, shift in [(1.0, style.FUNCTION, 0.03, (6, -14)),
                                   (10.0, style.SECOND, 0.04, (9, 6))]:
        style.curve(ax, lambda eta, bend=bend: _rate(eta, bend), rates, color=color,
                    label=f"λ = {bend:g}", at=at, shift=shift)
    for at, text, shift, ha in [(best, "best", (4, -15), "left"),
                                (bound, "bound", (-9, 10), "right")]:
        height = float(optimization.convergence_rate(NARROW, at).max())
        style.point(ax, at, height)
        style.remark(ax, text, at, height, color=style.HIGHLIGHT, shift=shift, ha=ha)
    return fig


def _rate(eta: np.ndarray, bend: float) -> np.ndarray:
    return np.array([optimization.convergence_rate(np.array([bend]), one)[0] for one in eta])


def momentum_descent() -> tuple:
    """A narrow valley and, below it, which settings converge there."""
    fig = style.figure((style.WIDTH, 560))
    above = style.plane(fig, (0, 0, style.WIDTH, 255), (-3.6, 3.6), (-2.2, 2.6), xlabel="θ₁",
                        ylabel="θ₂")
    _contours(above, VALLEY, (0.5, 2, 5, 12, 25, 45))
    (path,) = above.plot([0] * 21, [0] * 21, color=style.HIGHLIGHT, linewidth=1.5, gid="path")
    style.point(above, 3, 1.5)
    below = style.plane(fig, (0, 262, style.WIDTH, 298), (0, 0.17), (0, 1), xlabel="learning rate η",
                        ylabel="momentum ρ")
    _region(below)
    setting = style.point(below, 0, 0, gid="setting")
    setting.set_clip_on(False)  # it may stand on the axis
    caption = _caption(above)
    gradient = partial(optimization.bowl_grad, A=np.diag(VALLEY))

    def update(learning_rate: ValleyRate, momentum: Momentum) -> None:
        points = optimization.momentum_descent(gradient, np.array([3.0, 1.5]), learning_rate,
                                               momentum, 20)
        path.set_data(*_near(above, *points.T, margin=1))
        setting.set_data([learning_rate], [momentum])
        worst = optimization.convergence_rate(VALLEY, learning_rate, momentum).max()
        caption.set_text(f"rate {worst:.2f}: {'converges' if worst < 1 else 'diverges'}")

    return fig, update


def _region(ax: Axes) -> None:
    """The rate at each learning rate and momentum, from the eigenvalues."""
    ax.fill(*_reached(1.0), color=style.SECOND, alpha=0.13, linewidth=0)
    for level, width in [(0.8, 1.2), (0.9, 1.2), (1.0, 2.5)]:
        ax.plot(*_reached(level), color=style.SECOND, linewidth=width)
    best = optimization.heavy_ball(VALLEY)
    style.point(ax, *best, color=style.SECOND)
    for text, x, y, shift, color in [
        ("best", *best, (-7, 13), style.SECOND),
        ("converges", 0.035, 0.12, (0, 0), style.SECOND),
        ("diverges", 0.14, 0.2, (0, 0), style.INK),
        ("0.9", 0.043, 0.38, (0, 0), style.SECOND),
        ("0.8", 0.068, 0.48, (0, 0), style.SECOND),
    ]:
        style.remark(ax, text, x, y, color=color, shift=shift)


def _reached(level: float) -> np.ndarray:
    """Where no eigenvalue has a rate above the level: the left edge upward, the right one down."""
    eta = np.linspace(0, 0.17, 3401)
    edges = []
    for rho in np.linspace(0, min(level**2, 1 - 1e-6), 201):
        # The rate depends on the learning rate times the eigenvalue only.
        rates = optimization.convergence_rate(np.outer(VALLEY, eta), 1.0, rho).max(axis=0)
        inside = eta[rates <= level + 1e-9]
        if inside.size:
            edges.append((inside[0], inside[-1], rho))
    # The sides turn out straight, so that three rows draw them.
    left, right, rho = np.array([edges[0], edges[len(edges) // 2], edges[-1]]).T
    return np.array([[*left, *right[::-1], left[0]], [*rho, *rho[::-1], rho[0]]])


def edge() -> Figure:
    """Just inside the bound and just outside of it."""
    fig, ax = style.axes(x=(0, 200), y=(1e-3, 1e5), xlabel="step t",
                         ylabel="distance from the minimum")
    _log(ax, range(-2, 5, 2))
    gradient = partial(optimization.bowl_grad, A=np.diag(VALLEY))
    for momentum, color in [(0.0, style.FUNCTION), (0.5, style.SECOND)]:
        bound = optimization.learning_rate_bound(VALLEY, momentum)
        for share, dots in [(0.98, "-"), (1.02, style.DASHED)]:
            points = optimization.momentum_descent(gradient, np.array([3.0, 1.5]), share * bound,
                                                   momentum, 200)
            distance = np.sqrt(np.sum(points**2, axis=1))
            ax.plot(np.arange(0, 201, 2), distance[::2], color=color, linestyle=dots, linewidth=2)
    for text, x, y, color, ha in [
        ("ρ = 0.5", 10, 8e3, style.SECOND, "left"),
        ("ρ = 0", 185, 3e2, style.FUNCTION, "right"),
        ("2 % above the bound", 200, 4e4, style.INK, "right"),
        ("2 % below", 62, 3e-3, style.INK, "left"),
    ]:
        style.remark(ax, text, x, y, color=color, ha=ha)
    return fig


def newton() -> tuple:
    """The parabola that fits at a point, and its level point."""
    fig, ax = style.axes(x=(-2, 2), y=(-1, 1.6), xlabel="θ", ylabel="well(θ)")
    style.curve(ax, optimization.double_well, np.linspace(-2, 2, 61))
    near = np.linspace(-1, 1, 21)
    (parabola,) = ax.plot(near, near, color=style.HIGHLIGHT, linewidth=2, linestyle=style.DASHED,
                          gid="parabola")
    here = style.point(ax, 0, 0, gid="here")
    level = style.point(ax, 0, 0, gid="level")
    level.set_markerfacecolor(style.PAPER)
    level.set_markeredgecolor(style.HIGHLIGHT)
    caption = _caption(ax)

    def update(theta: NewtonStart) -> None:
        value, slope, bend = (float(f(theta)) for f in (
            optimization.double_well, optimization.double_well_grad,
            optimization.double_well_grad_grad))
        there = float(optimization.newton(optimization.double_well_grad,
                                          optimization.double_well_grad_grad, theta, 1)[-1])
        x = np.append(np.clip(there, -2, 2) + near, there)
        y = value + slope * (x - theta) + bend * (x - theta) ** 2 / 2
        parabola.set_data(x[:-1], y[:-1])
        here.set_data([theta], [value])
        level.set_data(x[-1:], y[-1:])
        bends = "up: to its lowest point" if bend > 0 else "down: to its highest point"
        caption.set_text(f"opens {bends}")

    return fig, update


def stochastic_descent() -> tuple:
    """A noisy path, and the band in which it stays."""
    fig, ax = style.axes(x=(0, 60), y=(-2.2, 3.4), xlabel="step t", ylabel="θ minus the mean")
    X = np.random.default_rng(4).normal(size=(500, 1))
    X = (X - X.mean()) / X.std()
    (path,) = ax.plot(range(61), [0] * 61, color=style.HIGHLIGHT, linewidth=1.5, gid="path")
    edges = [ax.plot([0, 60], [0, 0], color=style.SECOND, linewidth=2, linestyle=style.DASHED,
                     gid=f"edge{side}")[0] for side in range(2)]
    caption = _caption(ax, style.SECOND)

    def update(learning_rate: NoisyRate) -> None:
        points = optimization.stochastic_descent(
            X, np.array([3.0]), learning_rate, 1, 60, np.random.default_rng(11))
        floor = optimization.noise_floor(1.0, learning_rate, 1)
        path.set_ydata(points[:, 0])
        for line, sign in zip(edges, (1, -1), strict=True):
            line.set_ydata([sign * floor] * 2)
        caption.set_text(f"band: ± {floor:.2f}")

    return fig, update


def _contours(ax: Axes, eigenvalues: np.ndarray, levels: tuple[float, ...]) -> None:
    """Ellipses of equal height."""
    for level in levels:
        width, height = 2 * np.sqrt(2 * level / eigenvalues)
        ax.add_patch(Ellipse((0, 0), width, height, fill=False, edgecolor=style.FUNCTION,
                             linewidth=1.2, alpha=0.55))
    style.point(ax, 0, 0, color=style.FUNCTION)


def _near(
    ax: Axes, x: np.ndarray, y: np.ndarray, margin: float = 0.03
) -> tuple[np.ndarray, np.ndarray]:
    """Points with those far outside of the plane moved closer, to where they are still hidden."""
    ends = (ax.get_xlim(), ax.get_ylim())
    return tuple(np.clip(values, low - margin * (high - low), high + margin * (high - low))
                 for values, (low, high) in zip((x, y), ends, strict=True))


def _caption(ax: Axes, color: str = style.HIGHLIGHT) -> Annotation:
    """A line that `update` fills, above the plane at the right, where no curve is."""
    right, top = ax.get_xlim()[1], ax.get_ylim()[1]
    return style.remark(ax, "", right, top, color=color, shift=(0, 16), ha="right", gid="caption")


def _log(ax: Axes, exponents: range) -> None:
    superscripts = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    ax.set_yscale("log")
    ax.minorticks_off()
    names = [f"10{str(n).translate(superscripts)}" if n else "1" for n in exponents]
    ax.set_yticks([10.0**n for n in exponents], names)
