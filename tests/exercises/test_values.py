"""Values of exercises: to JSON and back without loss, and as Python that a reader can run."""

import json

import numpy as np
import pytest

from scripts.exercises.values import Function, Seeded, decoded, encoded, written

VALUES = [
    np.array([[1.5, -0.0], [np.inf, np.nan]]),
    np.array(2.5),
    np.array([], float).reshape(0, 3),
    np.array([1, 2, 3]),
    np.array([True, False]),
    3, 0.1, True, None, "mean",
    (np.array([1.0]), 2.0),
    [np.array([1.0, 2.0]), np.array([3.0])],
]  # fmt: skip


def same(one, other) -> bool:
    if isinstance(one, tuple | list):
        return type(one) is type(other) and all(map(same, one, other))
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and np.array_equal(
            one, other, equal_nan=one.dtype.kind == "f"
        )
    return type(one) is type(other) and one == other


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_survives_json(value):
    assert same(decoded(json.loads(json.dumps(encoded(value)))), value)


def test_a_function_and_a_generator_survive_json():
    function = decoded(json.loads(json.dumps(encoded(Function("lambda t: 3 * t - 1")))))
    assert function(2.0) == 5.0 and written(function) == "lambda t: 3 * t - 1"
    generator = decoded(json.loads(json.dumps(encoded(Seeded(7)))))
    assert generator.normal() == np.random.default_rng(7).normal()
    assert written(generator) == "np.random.default_rng(7)"


def test_what_no_exercise_can_hold_is_refused():
    with pytest.raises(TypeError, match="set"):
        encoded({1, 2})


@pytest.mark.parametrize("value", VALUES[:2] + VALUES[3:6])
def test_what_is_written_is_python(value):
    again = eval(written(value), {"np": np})
    np.testing.assert_array_equal(again, value)


def test_digits_can_be_limited_and_further_lines_are_indented():
    assert written(np.array([4.000000000000001, 1 / 3]), 8) == "np.array([4.0, 0.33333333])"
    lines = written(np.eye(2), before="X = ").split("\n")
    assert lines[1].index("[") == len("X = np.array([")


def test_whole_numbers_are_those_of_the_machine_that_reads_them():
    assert encoded(np.array([1, 2]))["kind"] == "int"
    assert decoded(encoded(np.array([1, 2]))).dtype == np.int_
    assert decoded(encoded(np.array([1, 2], np.int16))).dtype == np.int16
