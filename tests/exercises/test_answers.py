"""Every exercise of the site: its solution passes, and wrong answers are told what is wrong."""

import pytest

from scripts.exercises.stub import stub
from tests.exercises.answers import (
    WRONG,
    all_exercises,
    imports,
    in_scope,
    solution,
    verdict,
    wrong_answers,
    wrong_file,
)

EXERCISES = {f"{exercise.page.uri}:{exercise.fence.name}": exercise for exercise in all_exercises()}
ANSWERS = {
    f"{name}:{number}": (exercise, answer)
    for name, exercise in EXERCISES.items()
    for number, answer in enumerate(wrong_answers(wrong_file(exercise)).get(exercise.fence.name, ()), 1)
}


@pytest.mark.parametrize("name", EXERCISES)
def test_the_solution_passes_its_own_check(name):
    told = verdict(EXERCISES[name], solution(EXERCISES[name]))
    assert told["passed"], told
    assert told["tried"] == told["right"] > 10


@pytest.mark.parametrize("name", EXERCISES)
def test_the_stub_as_it_is_does_not_pass(name):
    exercise = EXERCISES[name]
    told = verdict(exercise, stub(exercise.definition, in_scope(exercise)))
    assert not told["passed"] and "return" in told["explanation"]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_wrong_answer_fails_and_is_shown_where(name):
    exercise, answer = ANSWERS[name]
    told = verdict(exercise, imports(exercise) + answer)
    assert not told["passed"], answer
    assert told["input"] and told["expected"] and told["actual"]


@pytest.mark.parametrize("uri", sorted({exercise.page.uri for exercise in EXERCISES.values()}))
def test_every_exercise_has_wrong_answers_and_five_of_the_page_are_explained(uri):
    mine = [exercise for exercise in EXERCISES.values() if exercise.page.uri == uri]
    answers = wrong_answers(wrong_file(mine[0]))
    assert answers.keys() == {exercise.fence.name for exercise in mine}
    told = [
        verdict(exercise, imports(exercise) + answer)
        for exercise in mine
        for answer in answers[exercise.fence.name]
    ]
    assert sum(bool(each["explanation"]) for each in told) >= 5


def test_every_file_of_wrong_answers_is_about_a_page():
    assert {file.name for file in WRONG.glob("*.py")} == {
        wrong_file(exercise).name for exercise in EXERCISES.values()
    }
