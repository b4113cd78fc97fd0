"""What a classifier's scores are worth: tables, curves and promises."""

from typing import Annotated

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from scripts.drawing import style
from scripts.drawing.style import Slider
from scripts.figures.training import _moons_and_parts, _trained
from snippets import activations, datasets, losses, metrics, mlp

Threshold = Annotated[float, Slider(-3, 4, step=0.25, value=0, label="threshold ϑ")]


def _scores() -> tuple[np.ndarray, np.ndarray]:
    """Scores of 300 patients, of whom 75 are ill (1); many of the ill have a high score."""
    rng = np.random.default_rng(3)
    y = np.repeat([0, 1], [225, 75])
    return rng.normal(np.where(y, 1.5, -0.6), np.where(y, 1.1, 1.0)), y


def accuracy() -> Figure:
    """Accuracy is a staircase, the loss a smooth curve."""
    rng = np.random.default_rng(6)
    y = np.repeat([0, 1], 8)
    x = rng.normal(np.where(y, 1.0, -1.0), 1.0)
    fig, (above, below) = style.above_below((-4, 4), (0, 1.05), (0, 4), xlabel="bias b",
                                            labels=("accuracy", "cross-entropy"),
                                            size=(style.WIDTH, 360))
    shifts = np.linspace(-4, 4, 161)
    steps = np.array([metrics.accuracy((x + b > 0).astype(int), y) for b in shifts])
    kept = np.concatenate([[True], (np.diff(steps) != 0)[:-1] | (np.diff(steps) != 0)[1:], [True]])
    above.plot(shifts[kept], steps[kept], color=style.FUNCTION, linewidth=2)
    below.plot(shifts[::3], [losses.binary_cross_entropy(2 * (x + b), y) for b in shifts[::3]],
               color=style.SECOND, linewidth=2)
    return fig


def confusion_matrix() -> tuple:
    """Four counts, and what is read from them."""
    z, y = _scores()
    fig, ax = style.canvas((style.WIDTH, 268))
    cells = {}
    for i, true in enumerate(("healthy", "ill")):
        style.remark(ax, true, 96, 76 + 54 * i, ha="right")
        for j, said in enumerate(("healthy", "ill")):
            right = i == j
            ax.add_patch(Rectangle((108 + 96 * j, 50 + 54 * i), 96, 54, linewidth=1,
                                   facecolor=style.GRID if right else "none", edgecolor=style.NEUTRAL))
            cells[i, j] = style.remark(ax, "", 156 + 96 * j, 77 + 54 * i, gid=f"cell{i}{j}",
                                       color=style.INK if right else style.HIGHLIGHT)
            if not i:
                style.remark(ax, said, 156 + 96 * j, 38)
    style.remark(ax, "called", 204, 16, color=style.NEUTRAL)
    style.remark(ax, "is", 30, 104, color=style.NEUTRAL)
    lines = [style.remark(ax, "", 108, 184 + 24 * number, ha="left", gid=f"line{number}")
             for number in range(4)]

    def update(threshold: Threshold) -> None:
        said = (z >= threshold).astype(int)
        matrix = metrics.confusion_matrix(said, y, 2)
        for place, text in cells.items():
            text.set_text(str(matrix[place]))
        for text, (name, function) in zip(lines, [
            ("accuracy", metrics.accuracy), ("precision", metrics.precision),
            ("recall", metrics.recall), ("F1", metrics.f1),
        ], strict=True):
            value = function(said, y)
            text.set_text(f"{name}: " + ("–" if np.isnan(value) else f"{value:.3f}"))

    return fig, update


def precision() -> Figure:
    """Precision, recall and their harmonic mean against the threshold."""
    z, y = _scores()
    fig, ax = style.axes(x=(-3, 4), y=(0, 1.05), xlabel="threshold ϑ")
    at = np.linspace(-3, 3.6, 67)
    for function, color, text, place in [
        (metrics.precision, style.FUNCTION, "precision", (-2.9, 0.34)),
        (metrics.recall, style.SECOND, "recall", (2.2, 0.5)),
        (metrics.f1, style.HIGHLIGHT, "F1", (-2.9, 0.47)),
    ]:
        ax.plot(at, [function((z >= one).astype(int), y) for one in at], color=color, linewidth=2,
                linestyle=style.DASHED if text == "F1" else "-")
        style.remark(ax, text, *place, color=color, ha="left")
    return fig


def rates() -> tuple:
    """A threshold cuts the scores; each cut is a point of the ROC curve."""
    z, y = _scores()
    fig = style.figure((style.WIDTH, 520))
    above = style.plane(fig, (0, 0, style.WIDTH, 200), (-4, 5), (-65, 40), xlabel="score z")
    below = style.plane(fig, (20, 196, 320, 324), (0, 1), (0, 1), xlabel="false positive rate",
                        ylabel="true positive rate")
    edges = np.arange(-4, 5.01, 0.75)
    above.set_yticks([])
    for kind, sign, color, text, place in [(1, 1, style.SECOND, "ill", (3.4, 24)),
                                           (0, -1, style.FUNCTION, "healthy", (-3.9, -48))]:
        counts = np.histogram(z[y == kind], edges)[0]
        above.bar(edges[:-1], sign * counts, 0.75, align="edge", color=color, alpha=0.35,
                  edgecolor=color, linewidth=1)
        style.remark(above, text, *place, color=color, ha="left")
    (cut,) = above.plot([0, 0], [-65, 40], color=style.HIGHLIGHT, linewidth=2, gid="cut")
    style.remark(above, "called ill →", 4.9, -58, color=style.HIGHLIGHT, ha="right")
    below.plot(*_corners(*metrics.roc_curve(z, y)[:2]), color=style.FUNCTION, linewidth=2)
    below.plot([0, 1], [0, 1], color=style.NEUTRAL, linewidth=1.2, linestyle=style.DOTTED)
    style.remark(below, "guessing", 0.62, 0.52, color=style.NEUTRAL, ha="left")
    spot = style.point(below, 0, 0, gid="spot")
    spot.set_clip_on(False)
    captions = [style.remark(below, "", 0.98, height, color=style.HIGHLIGHT, ha="right",
                             gid=f"caption{number}") for number, height in enumerate((0.2, 0.1))]

    def update(threshold: Threshold) -> None:
        cut.set_xdata([threshold, threshold])
        both = metrics.rates(z, y, threshold)
        spot.set_data(*([one] for one in both))
        captions[0].set_text(f"{both[1]:.0%} of the ill found")
        captions[1].set_text(f"{both[0]:.0%} false alarms")

    return fig, update


def _corners(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The points of a staircase at which it turns."""
    flat, steep = np.diff(x) > 0, np.diff(y) > 0
    turns = np.concatenate([[True], (flat[1:] != flat[:-1]) | (steep[1:] != steep[:-1]), [True]])
    return x[turns], y[turns]


def auc() -> Figure:
    """Each cell is a pair; the cells under the curve are the pairs in the right order."""
    z = np.array([3.1, 2.6, 2.2, 1.9, 1.5, 1.1, 0.9, 0.4, 0.1])
    y = np.array([1, 1, 0, 1, 0, 1, 0, 0, 0])
    fig, ax = style.axes(x=(0, 1), y=(0, 1), xlabel="negatives, from the highest score",
                         ylabel="positives, from the highest score", size=(style.WIDTH, 330))
    positive, negative = z[y == 1], z[y == 0]
    ax.set_xticks([(j + 0.5) / 5 for j in range(5)], [f"{one:.1f}" for one in negative])
    ax.set_yticks([(i + 0.5) / 4 for i in range(4)], [f"{one:.1f}" for one in positive])
    ax.grid(False)
    for i, high in enumerate(positive):
        for j, low in enumerate(negative):
            ax.add_patch(Rectangle((j / 5, i / 4), 1 / 5, 1 / 4, edgecolor=style.AXIS, linewidth=1,
                                   facecolor=style.SECOND if high > low else "none",
                                   alpha=0.3 if high > low else 1))
    wrong, right, _ = metrics.roc_curve(z, y)
    (line,) = ax.plot(wrong, right, color=style.FUNCTION, linewidth=2.5)
    line.set_clip_on(False)
    style.remark(ax, "17 of 20 pairs in order", 0.6, 0.375, color=style.SECOND)
    assert metrics.auc(z, y) == 17 / 20
    return fig


def calibration_error() -> tuple:
    """What happened against what was promised, at a temperature."""
    fig, ax = style.axes(x=(0.5, 1), y=(0, 1.05), xlabel="confidence", ylabel="share that is right",
                         size=(style.WIDTH, 300))
    ax.plot([0.5, 1], [0.5, 1], color=style.NEUTRAL, linestyle=style.DOTTED, linewidth=2)
    z, y = _overconfident_scores()
    bars = []
    for number in range(5, 10):
        bar = Rectangle((number / 10, 0), 0.1, 0, facecolor=style.FUNCTION, alpha=0.3,
                        edgecolor=style.FUNCTION, linewidth=1, gid=f"bar{number}")
        bars.append(ax.add_patch(bar))
    (means,) = ax.plot([0.7] * 5, [0.5] * 5, "o", color=style.HIGHLIGHT, markersize=5, gid="means")
    caption = style.remark(ax, "", 0.51, 0.97, color=style.HIGHLIGHT, ha="left", gid="caption")

    def update(tau: Annotated[float, Slider(1, 7, step=1, value=1, label="temperature τ")]) -> None:
        p = activations.sigmoid(np.abs(z) / tau)
        correct = ((z > 0) == y).astype(int)
        promised, happened, _ = metrics.reliability(p, correct)
        for bar, height in zip(bars, happened[5:], strict=True):
            bar.set_height(0 if np.isnan(height) else height)
        # An empty bin has its dot outside.
        means.set_data(np.nan_to_num(promised[5:], nan=-1), np.nan_to_num(happened[5:], nan=-1))
        caption.set_text(f"calibration error {metrics.calibration_error(p, correct):.3f}")

    return fig, update


def _overconfident_scores() -> tuple[np.ndarray, np.ndarray]:
    """Scores of an overfitted network on examples that it has not seen."""
    X, y, train, _ = _moons_and_parts()
    layers = _trained(X[train], y[train], 600)[-1]
    unseen, kinds = datasets.moons(2000, 0.35, np.random.default_rng(9))
    Z = mlp.forward(unseen, layers)[0]
    return Z[:, 1] - Z[:, 0], kinds


