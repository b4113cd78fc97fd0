"""An answer to an exercise and its cases go in, what is right or wrong with it is printed.

It travels in the notebooks, with the very code that compares results on the site.
"""

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

from scripts.exercises.check import assigned, place, wrong_signature
from scripts.exercises.trial import Trial, tried
from scripts.exercises.values import written
from scripts.pages.bundle import Bundle, Key

_LENGTH = 8  # digits of a result that is shown: more than the check compares
_BEFORE = " " * 6  # what stands before a result on its line


def checker(exercises: dict) -> Callable:
    """What checks the answers to some exercises: a function that is called with an answer."""

    def check(answer: Callable) -> None:
        """Say whether a function is right, and else for which input it is not."""
        name = getattr(answer, "__name__", None)
        if name in exercises:
            _report(answer, exercises[name])
        else:
            print(f"Give one of these, as you have written it: {', '.join(exercises)}.")

    return check


def _report(function: Callable, exercise: dict) -> None:
    if problem := wrong_signature(function, exercise["parameters"]):
        print(problem)
        return
    trials = _trials(function, exercise)
    failed = [trial for trial in trials if not trial.passed]
    if not failed:
        print(f"Right: {len(trials)} inputs, and each time what the tested code gives.")
    elif all(trial.actual is None and trial.error is None for trial in trials):
        print(f"Not yet: {function.__name__} returns nothing. "
              "Write it in the cell above, run that cell, and then this one.")  # fmt: skip
    else:
        print(f"Not yet: right for {len(trials) - len(failed)} of {len(trials)} inputs. For example,\n")
        _show(failed[0], exercise["parameters"])


def _trials(function: Callable, exercise: dict) -> list[Trial]:
    trials = []
    for case in exercise["cases"]:
        trials.append(tried(function, case, exercise["defaults"]))
        if isinstance(trials[-1].error, KeyboardInterrupt):  # the reader has stopped an endless loop
            raise trials[-1].error
    return trials


def _show(trial: Trial, parameters: list[str]) -> None:
    """A case that fails, with its arguments in their order."""
    for name in parameters:
        if name in trial.arguments:
            print(assigned(name, trial.arguments[name]))
    print(f"\ngives {_outcome(trial)}\nnot   {written(trial.expected, _LENGTH, _BEFORE)}")
    if where := place(trial):
        print(where)
    if trial.printed:
        print(f"It printed:\n{trial.printed}")


def _outcome(trial: Trial) -> str:
    """What came out, in words where it is no result."""
    if trial.error is not None:
        return f"{type(trial.error).__name__}: {trial.error}"
    text = written(trial.actual, _LENGTH, _BEFORE)
    return f"{text}, and changes {', '.join(trial.changed)}" if trial.changed else text


def program(exercises: list[dict]) -> str:
    """The code that makes `check`, for the exercises that the stage gives.

    All that it calls is inside it, so that it takes no name that the notebook needs.
    """
    inside = Bundle(packages=["scripts"]).add(Key(Path(__file__), "checker")).take()
    return (
        f"import json\n\n\ndef _checker():\n{textwrap.indent(inside, '    ')}\n    return checker\n\n\n"
        f'check = _checker()(json.loads(r"""{_data(exercises)}"""))\n'
    )


def _data(exercises: list[dict]) -> str:
    """The exercises by the names of their functions, as JSON with a line for each case."""
    entries = []
    for exercise in exercises:
        cases = ",\n".join(json.dumps(case, separators=(",", ":")) for case in exercise["cases"])
        said = {key: exercise[key] for key in ("parameters", "defaults")}
        name = exercise["name"].partition(".")[2]
        entries.append(f'"{name}": {json.dumps(said)[:-1]}, "cases": [\n{cases}\n]}}')
    return "{" + ",\n".join(entries) + "}"
