"""A reader's code and the cases of an exercise go in, the verdict comes out, ready to be shown.

It runs in the reader's browser, and in the build and the tests just the same.
"""

import inspect
from collections.abc import Callable
from typing import Any

from scripts.exercises.explain import explain
from scripts.exercises.trial import Trial, kept_output, tried
from scripts.exercises.values import leaves, written
from scripts.running import kernel

FILE = "your code"
_DIGITS = 8  # more than the check compares


def check(exercise: dict, source: str, namespace: dict[str, Any]) -> dict:
    """Try a reader's code on every case.

    Parameters
    ----------
    exercise : dict
        What `scripts.exercises.stage.compute` gives.
    source : str
        The reader's code, which defines the function.
    namespace : dict
        What the code has in scope; it is left as it is.

    Returns
    -------
    dict
        `passed`; `message`, one sentence; `tried` and `right`, numbers of cases; `printed`.
        If it failed, where each exists: `explanation`, what is probably wrong; of the first
        case that fails the `input`, `expected` and `actual` as Python, and `place`, its first
        wrong entry; and the `trace` of an exception, with the `line` of the reader's code.
    """
    count = len(exercise["cases"])
    verdict = {"passed": False, "tried": count, "right": 0}
    symbol = exercise["name"].partition(".")[2]
    kernel.register_source(FILE, {1: source})
    with kept_output() as output:
        try:
            function = _defined(source, symbol, dict(namespace))
        except _Unfit as unfit:
            return verdict | {"message": str(unfit)}
        except BaseException as error:
            return verdict | {"message": "The code stops before it can be checked.", **_raised(error)}
    verdict["printed"] = output.text
    if problem := wrong_signature(function, exercise["parameters"]):
        return verdict | {"message": problem}
    trials = [tried(function, case, exercise["defaults"]) for case in exercise["cases"]]
    failed = [trial for trial in trials if not trial.passed]
    verdict["right"] = count - len(failed)
    if not failed:
        message = f"Right: {count} inputs, and each time what the tested code gives."
        return verdict | {"passed": True, "message": message}
    told = f"Not yet: right for {verdict['right']} of {count} inputs."
    verdict["printed"] += failed[0].printed
    explanation = explain(trials, source, symbol, exercise)
    shown = _shown(failed[0], exercise["parameters"])
    return verdict | {"message": told, "explanation": explanation, **shown}


class _Unfit(Exception):
    """There is nothing that can be called."""


def _defined(source: str, symbol: str, namespace: dict[str, Any]) -> Callable:
    """The function that the code defines; what only the page defines is no answer."""
    before = namespace.pop(symbol, None)
    kernel.run_block(source, FILE, namespace)
    function = namespace.get(symbol)
    if function is None or function is before:
        raise _Unfit(f"There is no function called {symbol} in your code: keep the name of the stub.")
    if not callable(function):
        raise _Unfit(f"{symbol} is no function in your code: define it with `def {symbol}(…)`.")
    return function


def wrong_signature(function: Callable, expected: list[str]) -> str | None:
    """What is wrong with the parameters of a function, in a sentence; None if they are as expected."""
    try:
        names = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):  # built in: calling it will show
        return None
    if names == expected:
        return None
    return (
        f"Your function takes ({', '.join(names)}), and is to take ({', '.join(expected)}): "
        "keep the first line of the stub."
    )


def _shown(trial: Trial, parameters: list[str]) -> dict:
    """The case that fails, for the reader, with its arguments in their order."""
    shown = {
        "input": "\n".join(
            assigned(name, trial.arguments[name]) for name in parameters if name in trial.arguments
        ),
        "expected": written(trial.expected, _DIGITS),
    }
    if trial.error is not None:
        return shown | _raised(trial.error)
    return shown | {"actual": written(trial.actual, _DIGITS), "place": place(trial)}


def assigned(name: str, value: Any) -> str:
    """A line, or several, that a reader can run again."""
    before = f"{name} = "
    return before + written(value, before=before)


def place(trial: Trial) -> str | None:
    """The first wrong entry, where there is more than one entry to look at."""
    for actual, expected in trial.pairs or []:
        wrong = trial.wrong(actual, expected)
        if wrong.any() and expected.size > 1:
            index = tuple(int(axis[0]) for axis in wrong.nonzero())
            where = ", ".join(map(str, index))
            given, right = (written(array[index], _DIGITS) for array in (actual, expected))
            several = "result" if len(list(leaves(trial.expected))) == 1 else "first wrong result"
            return f"entry [{where}] of the {several} is {given} instead of {right}"
    return None


def _raised(error: BaseException) -> dict:
    report = kernel.describe(error, {FILE})
    lines = [line for _, line in report["lines"]]
    return {"trace": report["trace"], "line": lines[-1] if lines else None,
            "actual": report["summary"]}  # fmt: skip
