"""Stages: what is remembered is not computed again, what fails is not remembered."""

import pytest

from scripts import cache, stages
from scripts.errors import PageError


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    """A cache that nobody else has filled."""
    monkeypatch.setenv("THREE_VIEWS_CACHE", str(tmp_path / "cache"))  # for the child
    monkeypatch.setattr(cache, "CACHE", tmp_path / "cache")
    cache._cache.cache_clear()
    yield
    cache._cache.cache_clear()


def running(key: str, source: str) -> stages.Request:
    cells = [{"kind": "block", "source": source, "line": 3, "error": None}]
    return stages.Request("running", key, key, {"page": "docs/x.md", "names": [], "cells": cells})


def texts(result: dict) -> list[str]:
    return [cell["text"] for cell in result["cells"]]


def test_a_result_is_computed_once(tmp_path):
    count = tmp_path / "count"
    request = running("a", f"open({str(count)!r}, 'a').write('x'); print('ran')")
    first = stages.results([request])
    assert stages.results([request]) == first
    assert texts(first[0]) == ["ran"]
    assert count.read_text() == "x"


def test_others_are_computed_with_the_first_that_is_missing():
    one, two = running("one", "print(1)"), running("two", "print(2)")
    stages.results([one], others=lambda: [one, two])
    assert cache.remembered("running", "two")
    assert texts(stages.results([two], others=lambda: pytest.fail("nothing is missing"))[0]) == ["2"]


def test_a_failure_stops_with_its_page_and_line_and_is_not_remembered():
    wrong, right = running("wrong", "1 / 0"), running("right", "print(1)")
    with pytest.raises(PageError, match=r"^docs/x\.md:3: .*ZeroDivisionError"):
        stages.results([wrong], others=lambda: [right])
    assert not cache.remembered("running", "wrong")
    assert cache.remembered("running", "right")


def test_a_failure_leaves_the_remembered_result_alone():
    stages.results([running("same", "print('old')")])
    failures = stages.compute([running("same", "1 / 0")], force=True)
    assert list(failures) == ["same"]
    assert texts(cache.recall("running", "same")) == ["old"]


def test_what_is_not_stored_cannot_be_recalled():
    with pytest.raises(KeyError):
        cache.recall("running", "never")


def test_any_joblib_backend_serves():
    request = running("threads", "print('here')")
    assert stages.compute([request], jobs=1, backend="threading") == {}
    assert texts(cache.recall("running", "threads")) == ["here"]
