"""The trials of a wrong answer go in, a sentence that says what is probably wrong comes out.

Rules are asked in order, the surest first. A rule speaks only if what it says holds in
every trial that it is about; where none does, the first failing case must speak for itself.
"""

import ast
from collections.abc import Callable

import numpy as np

from scripts.exercises.patterns import value_rules
from scripts.exercises.shapes import shape_rules
from scripts.exercises.trial import Trial

_MESSAGES = (
    ("truth value of an array", "`if` and `and` decide once, and your condition has a truth value for "
     "every entry: decide entry by entry, with np.where or with arithmetic."),
    ("only length-1 arrays", "A function of the module math takes a single number, and the input is an "
     "array: use the one of NumPy."),
    ("only 0-dimensional arrays", "A function that takes a single number is given an array: use the one "
     "of NumPy."),
)  # fmt: skip
_ENOUGH = 3  # right answers, for what the wrong ones share to be no chance
_SHAPES = ("could not be broadcast", "matmul", "not aligned", "mismatch in its core dimension")


def explain(trials: list[Trial], source: str, symbol: str, exercise: dict) -> str | None:
    """What is probably wrong, in words; None if nothing can be recognized.

    Parameters
    ----------
    trials : list of Trial
        All of them, in order; at least one has failed.
    source, symbol : str
        The reader's code, and the function in it.
    exercise : dict
        What the stage gives.
    """
    failed = [trial for trial in trials if not trial.passed]
    first = failed[0]
    rules: tuple[Callable[[], str | None], ...] = (
        lambda: _returns_nothing(trials),
        lambda: _raises(first, symbol),
        lambda: _changes_input(first),
        *(lambda rule=rule: rule(failed) for rule in shape_rules()),
        lambda: _unused(source, symbol, exercise["parameters"], failed),
        *(lambda rule=rule: rule(trials, failed) for rule in value_rules()),
        lambda: _only_kind(trials, failed, exercise["parameters"]),
    )
    with np.errstate(all="ignore"):  # what the reader's numbers do is theirs
        return next((sentence for rule in rules if (sentence := rule())), None)


def _returns_nothing(trials: list[Trial]) -> str | None:
    if all(trial.actual is None and trial.error is None for trial in trials):
        return "Your function returns nothing: end it with `return` and the value."
    if any(trial.actual is None and trial.error is None for trial in trials):
        return "For this input your function ends without `return`."
    return None


def _raises(trial: Trial, symbol: str) -> str | None:
    """What an exception means to somebody who writes their first functions on arrays."""
    error = trial.error
    if error is None:
        return None
    message = str(error)
    for part, sentence in _MESSAGES:
        if part in message:
            return sentence
    if isinstance(error, RecursionError):
        return f"Your function calls {symbol}, which is your function itself, and so on without an end."
    if isinstance(error, NameError) and hasattr(np, str(error.name)):
        return f"{error.name} is a function of NumPy: write np.{error.name}."
    if isinstance(error, TypeError) and "'Function'" in message:
        name = next(name for name, value in trial.inputs.items() if callable(value))
        return f"{name} is a function: call it, as in {name}(x)."
    if any(part in message for part in _SHAPES):
        shapes = [
            f"{name} has the shape {value.shape}"
            for name, value in trial.arguments.items()
            if isinstance(value, np.ndarray)
        ]
        return f"The shapes do not fit together. Here {', '.join(shapes)}."
    return f"For this input your function raises {type(error).__name__}."


def _changes_input(trial: Trial) -> str | None:
    if not trial.changed:
        return None
    name = trial.changed[0]
    return (
        f"Your function changes its input {name}, and whoever called it would lose their numbers: "
        f"make a new array instead, for example with {name}.copy()."
    )


def _unused(source: str, symbol: str, parameters: list[str], failed: list[Trial]) -> str | None:
    """A parameter that the function never looks at, although it made a difference."""
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.name == symbol
    ]
    if not functions:
        return None
    used = {
        node.id
        for part in functions[-1].body
        for node in ast.walk(part)
        if isinstance(node, ast.Name)
    }
    for name in parameters:
        if name not in used and any(name in trial.arguments for trial in failed):
            return f"Your function never uses {name}."
    return None


def _only_kind(trials: list[Trial], failed: list[Trial], parameters: list[str]) -> str | None:
    """What all failing inputs have in common."""
    kinds = {trial.kind for trial in failed}
    if kinds == {"defaults"}:
        missing = [name for name in parameters if name not in failed[0].arguments]
        return f"Only the call without {' and '.join(missing)} is wrong: look at the default in `def`."
    if kinds == {"whole"}:
        return (
            "Only the input of whole numbers is wrong: an array made like it, as by np.zeros_like, "
            "holds whole numbers too and cuts off decimals."
        )
    if kinds == {"extreme"}:
        return "Only inputs that are very large or very small are wrong."
    others = [trial for trial in trials if trial.passed]
    for has, sentence in (
        (_has_size_of_one, "Only inputs with an axis of length 1 are wrong."),
        (_has_ties, "Only inputs in which equal numbers stand side by side in a row are wrong."),
    ):
        if len(others) >= _ENOUGH and all(map(has, failed)) and not any(map(has, others)):
            return sentence
    return None


def _arrays(trial: Trial) -> list[np.ndarray]:
    return [value for value in trial.arguments.values() if isinstance(value, np.ndarray)]


def _has_size_of_one(trial: Trial) -> bool:
    return any(1 in array.shape for array in _arrays(trial))


def _has_ties(trial: Trial) -> bool:
    return any(
        array.ndim and len(np.unique(row)) < len(row)
        for array in _arrays(trial)
        for row in array.reshape(-1, array.shape[-1] if array.ndim else 1)
    )
