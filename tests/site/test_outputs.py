"""When two outputs count as the same."""

import pytest

from tests.site.outputs import same_output


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("array([1., 2.])", "array([1., 2.])"),
        ("[1.   2.25]", "[1. 2.25]"),
        ("gap 1.2e-16", "gap 1.3e-16"),
        ("0.1234567890", "0.1234567891"),
        ("-inf and nan", "-inf and nan"),
        ("3.142", "3.141"),
        ("best 6e-03", "best 9e-03"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert same_output(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", "2"),
        ("3.14", "3.16"),
        ("1.0", "1.0 2.0"),
        ("a 1.0", "b 1.0"),
        ("1.0e-3", "1.0e-2"),
        ("2e-03", "9e-03"),
        ("2e-03", "-2e-03"),
        ("inf", "-inf"),
        ("", "1"),
        ("ValueError: x1", "ValueError: x2"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert not same_output(one, other)
