"""What readers see of a contract: words in place of the checker's signs."""

import pytest

from scripts.formulas.wording import in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ndarray of int, shape (n,), in 0..K-1", "ndarray of int, shape (n,), each from 0 to K - 1"),
        ("int, in K..K", "int, equal to K"),
        ("int, in 1..9, default 3", "int, from 1 to 9, default 3"),
        ("float, in [0, 1], default 0.2", "float, from 0 to 1, default 0.2"),
        ("float, in (0, 1)", "float, above 0 and below 1"),
        ("float, in [0, 0.5)", "float, at least 0 and below 0.5"),
        ("float, in (0, 1]", "float, above 0 and at most 1"),
        ("float, in [0, inf)", "float, at least 0"),
        ("float, in (-inf, 2]", "float, at most 2"),
        ("ndarray, any shape, in {-1, 1}", "ndarray, any shape, each -1 or 1"),
        ("int, in {1, 2, 3}", "int, 1, 2 or 3"),
        ("ndarray, shape (d,), nonnegative", "ndarray, shape (d,), none negative"),
        ("Tensor, shape (d,), nonzero", "Tensor, shape (d,), none zero"),
        ("float, nonzero, default 1e-5", "float, not zero, default 1e-5"),
        ("callable, takes shape (d,), smooth", "callable, of an array of shape (d,), smooth"),
        ("ndarray, shape (n, K), rows sum to 1", "ndarray, shape (n, K), rows sum to 1"),
        ("list of pairs", "list of pairs"),
    ],
)
def test_the_signs_of_the_checker_become_words(text, words):
    assert in_words(text) == words


def test_a_range_of_nothing_but_its_own_name_is_left_out():
    assert in_words("int, in n..n", "n") == "int"
    assert in_words("int, in K..K", "classes") == "int, equal to K"
