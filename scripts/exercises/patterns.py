"""Trials whose shapes are right go in, a sentence about the wrong numbers comes out, or none."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from scripts.exercises.trial import Trial, matches

_CLOSE = 1e-5
_ENOUGH = 6  # different entries, for a border between right and wrong to be no chance
_NUMBERS = {
    np.log(2.0): "log 2", 1 / np.log(2.0): "1 / log 2", np.log(10.0): "log 10",
    1 / np.log(10.0): "1 / log 10", np.pi: "π", 1 / np.pi: "1 / π", np.sqrt(2.0): "√2",
    1 / np.sqrt(2.0): "1 / √2", np.sqrt(2 * np.pi): "√(2π)", 1 / np.sqrt(2 * np.pi): "1 / √(2π)",
}  # fmt: skip
_INFINITE = "an exponential of a large number, or a division by zero"
_UNDEFINED = "inf - inf, inf / inf, 0 times inf, 0 / 0, or the logarithm or root of a negative number"
_STEPS = (
    (np.square, "its square"),
    (np.sqrt, "its square root"),
    (np.exp, "its exponential"),
    (np.log, "its logarithm"),
    (np.reciprocal, "one over it"),
    (np.abs, "its absolute value"),
    (lambda y: 1.0 - y, "one minus it"),
)
_USES = (
    (lambda y, right, v: (y * v, right), "Your result lacks the factor {}."),
    (lambda y, right, v: (y, right * v), "Your result has the factor {} once too often."),
    (lambda y, right, v: (y + v, right), "To your result, {} is still to be added."),
    (lambda y, right, v: (y - v, right), "From your result, {} is still to be subtracted."),
)
_ROUNDED = (np.trunc, np.round, np.floor)

Rule = Callable[[list[Trial], list[Trial]], str | None]


def value_rules() -> Sequence[Rule]:
    """The rules, in the order in which to ask them; each takes all trials and those that failed."""
    return (
        _sign, _factor, _offset, _unchanged, _order, _argument, _step, _decimals, _somewhere,
        _not_finite,
    )  # fmt: skip


def _comparable(failed: list[Trial]) -> list[Trial]:
    """The failures that are finite numbers of the right shape."""
    return [trial for trial in failed if trial.pairs is not None and trial.finite]


def _flat(trial: Trial) -> tuple[np.ndarray, np.ndarray]:
    actual, expected = zip(*trial.pairs, strict=True)
    return tuple(np.concatenate([part.ravel() for part in side]) for side in (actual, expected))


def _sign(trials: list[Trial], failed: list[Trial]) -> str | None:
    found = _comparable(failed)
    if found and all(_all_match(trial, lambda y: -y) for trial in found):
        return "The sign is wrong: your result is the negative of the right one."
    return None


def _all_match(trial: Trial, change: Callable[[np.ndarray], np.ndarray]) -> bool:
    changed = [change(actual) for actual, _ in trial.pairs]
    expected = [right for _, right in trial.pairs]
    return matches(changed, expected, trial.absolute)


def _factor(trials: list[Trial], failed: list[Trial]) -> str | None:
    found = [trial for trial in _comparable(failed) if _is_large(trial).any()]
    ratios = [_ratio(trial) for trial in found]
    if len(found) < 2 or None in ratios:
        return None
    if np.allclose(ratios, ratios[0], rtol=_CLOSE):
        return f"Your result is {_number(ratios[0])} times what it should be."
    for label, values in _all_sizes(found):
        if np.allclose(ratios, values, rtol=_CLOSE):
            return f"Your result is too large, by {label} as a factor: a sum where a mean belongs?"
        if np.allclose(ratios, 1.0 / values, rtol=_CLOSE):
            return f"Your result is too small: divided by {label}. A mean where a sum belongs?"
        if np.allclose(ratios, values / (values - 1.0), rtol=_CLOSE):
            return f"Your result is divided by one less than {label}, instead of by {label} itself."
    return None


def _is_large(trial: Trial) -> np.ndarray:
    """Which expected entries are large enough to divide by."""
    _, expected = _flat(trial)
    return np.abs(expected) > max(1e-6 * np.max(np.abs(expected), initial=0.0), 1e3 * trial.absolute)


def _ratio(trial: Trial) -> float | None:
    """The one number by which all expected entries are multiplied."""
    actual, expected = _flat(trial)
    large = _is_large(trial)
    ratio = float(np.median(actual[large] / expected[large]))
    return ratio if np.allclose(actual, ratio * expected, rtol=_CLOSE, atol=trial.absolute) else None


def _offset(trials: list[Trial], failed: list[Trial]) -> str | None:
    found = _comparable(failed)
    offsets = []
    for trial in found:
        actual, expected = _flat(trial)
        offset = float(np.median(actual - expected)) if actual.size else 0.0
        if not np.allclose(actual, expected + offset, rtol=1e-9, atol=_CLOSE * abs(offset)):
            return None
        offsets.append(offset)
    if len(found) < 2:
        return None
    too = "large" if offsets[0] > 0 else "small"
    if np.allclose(offsets, offsets[0], rtol=_CLOSE):
        return f"Your result is {_number(abs(offsets[0]))} too {too}, everywhere."
    return None


def _all_sizes(found: list[Trial]) -> Iterator[tuple[str, np.ndarray]]:
    """The sizes that the arrays among the arguments bring along."""
    for name, value in found[0].inputs.items():
        if isinstance(value, np.ndarray):
            yield from _sizes(name, [trial.inputs[name] for trial in found])


def _sizes(name: str, values: list[np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    yield f"the number of entries of {name}", np.array([value.size for value in values], float)
    depth = min(value.ndim for value in values)
    words = ["the number of rows of", "the number of columns of"] if depth == 2 else []
    for axis in range(depth):
        word = words[axis] if words else f"the length of axis {axis} of"
        yield f"{word} {name}", np.array([value.shape[axis] for value in values], float)


def _argument(trials: list[Trial], failed: list[Trial]) -> str | None:
    """An argument is missing as a factor or a term, or is there once too often."""
    found = _comparable(failed)
    if len(found) < 2:
        return None
    for name, value in found[0].inputs.items():
        if not isinstance(value, int | float | np.ndarray):
            continue
        for use, sentence in _USES:
            if all(_fits(trial, use, np.asarray(trial.inputs[name], float)) for trial in found):
                return sentence.format(name)
    return None


def _fits(trial: Trial, use: Callable, argument: np.ndarray) -> bool:
    """Whether using the argument once more makes the result right, and makes a difference."""
    try:
        used = [use(actual, expected, argument) for actual, expected in trial.pairs]
    except ValueError:  # the shapes do not fit
        return False
    left, right = [one for one, _ in used], [other for _, other in used]
    return matches(left, right, trial.absolute)


def _unchanged(trials: list[Trial], failed: list[Trial]) -> str | None:
    found = _comparable(failed)
    if not found or any(len(trial.pairs) != 1 for trial in found):
        return None
    for name, value in found[0].inputs.items():
        if isinstance(value, np.ndarray) and all(
            np.array_equal(trial.inputs[name], trial.pairs[0][0]) for trial in found
        ):
            return f"Where it fails, your function returns {name} as it came."
    return None


def _order(trials: list[Trial], failed: list[Trial]) -> str | None:
    found = _comparable(failed)
    if not found or any(len(trial.pairs) != 1 for trial in found):
        return None
    if all(len(set(trial.pairs[0][0].shape)) < 2 for trial in found):
        if all(trial.pairs[0][0].ndim == 2 and _all_match(trial, np.transpose) for trial in found):
            return "The result is transposed: its rows and columns have changed places."
    if all(trial.pairs[0][0].ndim and _all_match(trial, np.flip) for trial in found):
        return "The numbers are right, in reverse order."
    if all(np.allclose(*map(np.sort, _flat(trial)), rtol=_CLOSE, atol=trial.absolute)
           and np.ptp(_flat(trial)[1]) > 0 for trial in found):  # fmt: skip
        return "The numbers are right, in the wrong places."
    return None


def _step(trials: list[Trial], failed: list[Trial]) -> str | None:
    """The result is right after one more step, in every trial."""
    found = [trial for trial in trials if trial.pairs is not None]
    if len(found) < len(trials) or sum(trial.finite for trial in failed) < 2:
        return None
    for change, words in _STEPS:
        if all(_all_match(trial, change) for trial in found if trial.finite):
            return f"One step is missing: the right result is {words}, where yours stands."
    return None


def _decimals(trials: list[Trial], failed: list[Trial]) -> str | None:
    found = _comparable(failed)
    for rounded in _ROUNDED:
        pairs = [pair for trial in found for pair in trial.pairs]
        if found and all(np.array_equal(actual, rounded(expected)) for actual, expected in pairs):
            if all(trial.kind == "whole" for trial in found):
                return None  # the rule about whole numbers says why
            return "The decimals are lost: your result holds whole numbers."
    return None


def _not_finite(trials: list[Trial], failed: list[Trial]) -> str | None:
    first = failed[0]
    for actual, expected in first.pairs or []:
        lost = np.isfinite(expected) & ~np.isfinite(actual)
        if lost.any():
            undefined = np.isnan(actual[lost]).any()
            is_right_else = len(failed) < len(trials) and not any(map(_plainly_wrong, failed))
            only = "It is right otherwise. " if is_right_else else ""
            return (
                f"Your result holds {'nan' if undefined else 'inf'} where a finite number belongs. "
                f"{only}Some step on the way leaves the range of floats: "
                f"{_UNDEFINED if undefined else _INFINITE}. Look for a form whose steps stay in range."
            )
    return None


def _plainly_wrong(trial: Trial) -> bool:
    """Whether a finite entry is wrong."""
    return trial.pairs is None or any(
        np.any(trial.wrong(actual, expected) & np.isfinite(actual)) for actual, expected in trial.pairs
    )


def _somewhere(trials: list[Trial], failed: list[Trial]) -> str | None:
    """Where the wrong entries are, if one input decides it entry by entry."""
    if any(trial.pairs is None or len(trial.pairs) != 1 for trial in trials):
        return None
    if not all(map(_plainly_wrong, failed)):
        return None
    # Far out many functions are flat, so that wrong answers are right there by chance.
    shown = [trial for trial in trials if trial.kind != "extreme"]
    for name, value in failed[0].arguments.items():
        if not isinstance(value, np.ndarray):
            continue
        entries = [
            (np.ravel(trial.arguments[name]), np.ravel(trial.wrong(*trial.pairs[0])))
            for trial in shown
            if np.shape(trial.arguments.get(name)) == trial.pairs[0][1].shape
        ]
        if len(entries) < len(shown):
            continue
        values, wrong = (np.concatenate(part) for part in zip(*entries, strict=True))
        if sentence := _split(name, values, wrong):
            return sentence
    return None


def _split(name: str, values: np.ndarray, wrong: np.ndarray) -> str | None:
    if not wrong.any() or wrong.all():
        return None
    signs, all_signs = np.unique(np.sign(values[wrong])), np.unique(np.sign(values))
    words = {-1.0: "negative", 0.0: "zero", 1.0: "positive"}
    if set(words) - set(signs) == {0.0} == set(np.unique(np.sign(values[~wrong]))):
        return f"Your result is right only where {name} is zero."
    if len(signs) < len(all_signs):
        right = [words[sign] for sign in all_signs if sign not in signs]
        part = words[signs[0]] if len(signs) == 1 else f"not {right[0]}"
        return f"Entries are wrong only where {name} is {part}."
    below, above = values[wrong], values[~wrong]
    if min(len(np.unique(below)), len(np.unique(above))) < _ENOUGH:
        return None
    if below.max() < above.min():
        return f"Entries are wrong where {name} is {below.max():.3g} or less, and right above."
    if above.max() < below.min():
        return f"Entries are wrong where {name} is {below.min():.3g} or more, and right below."
    return None


def _number(value: float) -> str:
    """A number as people write it: 1/4 rather than 0.25."""
    for known, text in _NUMBERS.items():
        if np.isclose(abs(value), known, rtol=_CLOSE):
            return text if value > 0 else f"-{text}"
    for below in range(1, 13):
        if np.isclose(value * below, round(value * below), rtol=_CLOSE, atol=0) and round(value * below):
            top = round(value * below)
            return str(top) if below == 1 else f"{top}/{below}"
    return f"{value:.4g}"
