"""The exercises of the site and the wrong answers to them: pages and data files in, test cases out."""

import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from scripts import stages
from scripts.exercises.check import check
from scripts.exercises.stub import stub
from scripts.pages import code, site
from scripts.pages.exercises import Exercise, exercises
from scripts.verify.names import imported

WRONG = Path(__file__).parent / "wrong"


def all_exercises() -> list[Exercise]:
    """Every exercise of every page."""
    return [exercise for page in site.pages() for exercise in exercises(page)]


def wrong_file(exercise: Exercise) -> Path:
    """The file with wrong answers to the exercises of this page: named like the page."""
    return WRONG / Path(exercise.page.path).with_suffix(".py").name


@lru_cache
def wrong_answers(file: Path) -> dict[str, list[str]]:
    """Wrong answers by the name of the snippet: each a whole definition."""
    if not file.is_file():
        return {}
    spec = importlib.util.spec_from_file_location(f"wrong_{file.stem}", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.WRONG


def in_scope(exercise: Exercise) -> dict[str, Any]:
    """What the page's code finds."""
    shown = {name.partition(".")[2]: imported(name) for name in exercise.page.names}
    return {"np": np, **shown}


def imports(exercise: Exercise) -> str:
    """The lines of the stub before the function: a reader keeps them."""
    text = stub(exercise.definition, in_scope(exercise))
    return text[: text.index(f"def {exercise.definition.symbol}")]


def solution(exercise: Exercise) -> str:
    """The page's stub with the solution that stands under it."""
    return imports(exercise) + code.shown(exercise.definition)


def verdict(exercise: Exercise, answer: str) -> dict:
    """What the reader is told."""
    (cases,) = stages.results([
        request
        for request in site.exercise_requests(exercise.page)
        if request.payload["name"] == exercise.fence.name
    ])  # fmt: skip
    return check(cases, answer, in_scope(exercise))
