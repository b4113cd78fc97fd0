"""The snippets of schedules in, the diagrams of schedules out."""

from functools import partial
from typing import Annotated

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Annotation

from scripts.drawing import style
from scripts.drawing.style import Slider
from snippets import optimization, schedules

RUN = 100  # steps of every run
FIRST = 1.0  # the base rate of the noisy runs
NOISE, START = 1.0, 20.0

Factor = Annotated[float, Slider(0.1, 0.9, step=0.1, value=0.3, label="factor c")]
Stages = Annotated[int, Slider(1, 5, step=1, value=3, label="stages F")]
Left = Annotated[float, Slider(0.01, 0.1, step=0.01, value=0.01, label="c, what is left")]
Lowest = Annotated[float, Slider(0, 0.5, step=0.05, value=0, label="lowest rate")]
Rising = Annotated[int, Slider(5, 65, step=10, value=15, label="warm-up steps")]
WellRising = Annotated[int, Slider(1, 21, step=1, value=1, label="warm-up steps")]
Which = Annotated[int, Slider(1, 5, step=1, value=1, label="schedule")]
Rate = Annotated[float, Slider(0.1, 1, step=0.1, value=0.5, label="η")]


def noisy_runs() -> tuple:
    """A schedule above, and below what it makes of a noisy parabola."""
    fig = style.figure((style.WIDTH, 480))
    above = style.plane(fig, (0, 0, style.WIDTH, 210), (0, RUN), (0, 1.1), xlabel="",
                        ylabel="learning rate")
    below = style.plane(fig, (0, 212, style.WIDTH, 268), (0, RUN), (-3, 3), xlabel="step t",
                        ylabel="θ")
    t = np.arange(RUN)
    (rate,) = above.plot(t, t, color=style.FUNCTION, linewidth=2.2, gid="rate")
    (path,) = below.plot(np.arange(RUN + 1), np.arange(RUN + 1), color=style.HIGHLIGHT,
                         linewidth=1.4, gid="path")
    band = [below.plot(np.arange(0, RUN + 1, 2), np.zeros(51), color=style.SECOND, linewidth=1.8,
                       linestyle=style.DASHED, gid=f"band{side}")[0] for side in range(2)]
    name = _caption(above, style.FUNCTION, gid="name")
    left = _caption(below, style.SECOND)
    noise = NOISE * np.random.default_rng(1).normal(size=RUN)

    def update(schedule: Which) -> None:
        title, rates = _named(int(schedule) - 1)
        theta, square = [START], START**2
        spread = [START]
        for eta, shake in zip(rates, noise, strict=True):
            theta.append(theta[-1] - eta * (theta[-1] + shake))
            square = schedules.mean_square_step(square, eta, NOISE)
            spread.append(float(np.sqrt(square)))
        rate.set_ydata(rates)
        path.set_ydata(np.clip(theta, -4, 4))
        for line, sign in zip(band, (1, -1), strict=True):
            line.set_ydata(np.clip(sign * np.array(spread[::2]), -4, 4))
        name.set_text(title)
        left.set_text(f"at the end: ± {spread[-1]:.2f}")

    return fig, update


def _named(number: int) -> tuple[str, np.ndarray]:
    t = np.arange(RUN)
    return [
        ("constant, 0.5", np.full(RUN, 0.5)),
        ("constant, 0.05", np.full(RUN, 0.05)),
        ("step decay", schedules.step_decay(t, RUN, 0.5)),
        ("exponential decay", schedules.exponential_decay(t, RUN, 0.5)),
        ("cosine", schedules.cosine(t, RUN, 0.5)),
    ][number]


def step_decay() -> tuple:
    """A staircase of learning rates."""
    fig, ax = _plane()
    curve = style.curve(ax, partial(schedules.step_decay, steps=RUN, learning_rate=1.0,
                                    factor=0.3, stages=3), np.arange(RUN),
                        gid=_gid("step_decay"))
    caption = _caption(ax, style.INK)

    def update(factor: Factor, stages: Stages) -> None:
        function = partial(schedules.step_decay, steps=RUN, learning_rate=1.0, factor=factor,
                           stages=int(stages))
        curve.redraw(function)
        caption.set_text(f"last rate: {function(RUN - 1):.2g}")

    return fig, update


def exponential_decay() -> tuple:
    """The same part of the rate is lost at each step."""
    fig, ax = _plane()
    curve = style.curve(ax, partial(schedules.exponential_decay, steps=RUN, learning_rate=1.0,
                                    factor=0.01), _every(),
                        gid=_gid("exponential_decay"))
    caption = _caption(ax, style.INK)

    def update(factor: Left) -> None:
        curve.redraw(partial(schedules.exponential_decay, steps=RUN, learning_rate=1.0,
                             factor=factor))
        caption.set_text(f"each step keeps {factor ** (1 / RUN):.3f}")

    return fig, update


def cosine() -> tuple:
    """Half a wave from the base rate to the lowest."""
    fig, ax = _plane(last=130)
    x = np.arange(0, 131, 2)
    curve = style.curve(ax, partial(schedules.cosine, steps=RUN, learning_rate=1.0, lowest=0.0), x,
                        gid=_gid("cosine"))
    ax.axvline(RUN, color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED)
    style.remark(ax, "T", RUN, 1.05, color=style.INK, shift=(9, 0))

    def update(lowest: Lowest) -> None:
        curve.redraw(partial(schedules.cosine, steps=RUN, learning_rate=1.0, lowest=lowest))

    return fig, update


def warmup_cosine() -> tuple:
    """Up in a line, down in half a wave."""
    fig, ax = _plane()
    curve = style.curve(ax, partial(schedules.warmup_cosine, steps=RUN, learning_rate=1.0,
                                    warmup_steps=15), _every(),
                        gid=_gid("warmup_cosine"))
    caption = _caption(ax, style.INK)

    def update(warmup_steps: Rising) -> None:
        curve.redraw(partial(schedules.warmup_cosine, steps=RUN, learning_rate=1.0,
                             warmup_steps=int(warmup_steps)))
        caption.set_text(f"first rate: 1 / {int(warmup_steps)}")

    return fig, update


def warmup() -> tuple:
    """Descent in the double well from a steep start, with a warm-up."""
    fig = style.figure((style.WIDTH, 430))
    above = style.plane(fig, (0, 0, style.WIDTH, 240), (-2.6, 2.6), (-0.8, 5), xlabel="θ",
                        ylabel="well(θ)")
    below = style.plane(fig, (0, 240, style.WIDTH, 190), (0, 30), (0, 0.9), xlabel="step t",
                        ylabel="learning rate")
    style.curve(above, optimization.double_well, np.linspace(-2.4, 2.4, 61))
    (path,) = above.plot(np.zeros(31), np.zeros(31), "o-", color=style.HIGHLIGHT, linewidth=1.3,
                         markersize=5, gid="path")
    (rate,) = below.plot(np.arange(30), np.zeros(30), "o-", color=style.SECOND, linewidth=1.2,
                         markersize=3.5, gid="rate")
    style.remark(above, "start", 2, float(optimization.double_well(2.0)), color=style.HIGHLIGHT,
                 shift=(10, 0), ha="left")
    caption = _caption(above)

    def update(warmup_steps: WellRising) -> None:
        theta, rates = [2.0], schedules.warmup(np.arange(30), int(warmup_steps), 0.8)
        for eta in rates:
            here = theta[-1]
            # Far out, where nothing is seen any more, the path stops before it overflows.
            there = here - eta * optimization.double_well_grad(here) if abs(here) < 1e3 else here
            theta.append(float(there))
        shown = np.clip(theta, -2.75, 2.75)
        heights = np.clip(optimization.double_well(shown), -1, 5.8)
        path.set_data(shown, heights)
        rate.set_ydata(rates)
        caption.set_text("explodes" if abs(theta[-1]) > 3 else
                         f"ends at {theta[-1]:.3f}".replace("-", "−"))

    return fig, update


def mean_square_step() -> tuple:
    """What one step makes of the error, against the learning rate of that step."""
    fig, ax = style.axes(x=(0, 1), y=(0, 5.5), xlabel="learning rate of the step",
                         ylabel="mean squared error")
    rates = np.linspace(0, 1, 41)
    (total,) = ax.plot(rates, rates, color=style.HIGHLIGHT, linewidth=2.4, gid="total")
    ax.plot(rates, rates**2 * NOISE**2, color=style.SECOND, linewidth=1.8, linestyle=style.DOTTED)
    best = style.point(ax, 0, 0, gid="best")
    style.remark(ax, "from the noise", 0.98, 0.2, color=style.SECOND, ha="right")
    name = style.remark(ax, "after the step", 0.08, 1, color=style.HIGHLIGHT, shift=(4, 12),
                        ha="left", gid="name")
    caption = _caption(ax)

    def update(error: Annotated[float, Slider(0.5, 5, step=0.5, value=4, label="error δ²")]) -> None:
        after = np.array([schedules.mean_square_step(error, eta, NOISE) for eta in rates])
        total.set_ydata(after)
        eta = float(schedules.best_rate(error, NOISE))
        best.set_data([eta], [schedules.mean_square_step(error, eta, NOISE)])
        name.xy = (0.08, float(after[3]))
        caption.set_text(f"best rate: {eta:.2f}")

    return fig, update


def best_rate() -> tuple:
    """The best rates one after the other, and what they leave, against a constant rate."""
    fig, planes = style.above_below((0, RUN), (0, 1.1), (1e-3, 1e3), labels=(
        "learning rate", "mean squared error"), xlabel="step t")
    _log(planes[1], range(-3, 4, 2))
    square, rates, errors = START**2, [], [START**2]
    for _ in range(RUN):
        rates.append(float(schedules.best_rate(square, NOISE)))
        square = float(schedules.mean_square_step(square, rates[-1], NOISE))
        errors.append(square)
    t = np.arange(RUN + 1)
    planes[0].plot(t[:-1], rates, color=style.HIGHLIGHT)
    planes[1].plot(t, errors, color=style.HIGHLIGHT)
    (rate,) = planes[0].plot(t[::4], t[::4], color=style.FUNCTION, linestyle=style.DASHED,
                             linewidth=2, gid="rate")
    (error,) = planes[1].plot(t, t, color=style.FUNCTION, linestyle=style.DASHED, linewidth=2,
                              gid="error")
    style.remark(planes[0], "best", 8, 0.2, color=style.HIGHLIGHT, shift=(0, 8), ha="left")
    style.remark(planes[1], "best", 60, 4e-3, color=style.HIGHLIGHT)
    style.remark(planes[1], "constant", 60, 20, color=style.FUNCTION)

    def update(eta: Rate) -> None:
        rate.set_ydata(np.full(len(t[::4]), eta))
        square, path = START**2, [START**2]
        for _ in range(RUN):
            square = float(schedules.mean_square_step(square, eta, NOISE))
            path.append(square)
        error.set_ydata(path)

    return fig, update


def _plane(last: int = RUN) -> tuple:
    return style.axes(x=(0, last), y=(0, 1.15), xlabel="step t", ylabel="learning rate / η₀")


def _gid(name: str) -> str:
    """The snippet with the arguments that have no slider."""
    return f"schedules.{name}?steps={RUN}&learning_rate=1.0"


def _every() -> np.ndarray:
    return np.arange(RUN + 1)


def _caption(
    ax: Axes, color: str = style.HIGHLIGHT, gid: str = "caption"
) -> Annotation:
    """A line that `update` fills, above the plane at the right, where no curve is."""
    right, top = ax.get_xlim()[1], ax.get_ylim()[1]
    return style.remark(ax, "", right, top, color=color, shift=(0, 16), ha="right", gid=gid)


def _log(ax: Axes, exponents: range) -> None:
    superscripts = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    ax.set_yscale("log")
    ax.minorticks_off()
    names = [f"10{str(n).translate(superscripts)}" if n else "1" for n in exponents]
    ax.set_yticks([10.0**n for n in exponents], names)
