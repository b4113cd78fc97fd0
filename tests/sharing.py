"""How the workers of a test run share it: tests in, their order and what stays together out.

The longest come first and the quickest last, so that no worker ends long before another. What
waits for the built site comes after what does not: one worker builds while the others go on.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

# By what they take, the longest first; those that are not named come after them.
_LONG = (
    "tests/test_builds.py",
    "tests/snippets/test_older_numpy.py",
    "tests/test_mutations.py",
    "tests/verify/test_project.py",
    "tests/site/test_train.py",
    "tests/site/test_running.py",
    "tests/site/test_lighthouse.py",
    "tests/site/test_navigation.py",
    "tests/site/test_files.py",
    "tests/site/test_exercises.py",
    "tests/site/test_pages.py",
    "tests/oracles/test_oracles.py",
    "tests/pages/test_programs.py",
    "tests/formulas/test_corpus.py",
)
# Their tests need nothing of each other: each goes to who is free, all of one page together.
_DIVIDED = ("tests/test_mutations.py", "tests/site/")


class Sharing(LoadScopeScheduling):
    """A file goes to one worker, with what its tests prepare; of some files, a page or a test does."""

    def __init__(self, config: pytest.Config, log: object) -> None:
        super().__init__(config, log)
        # By default the file with the most tests would come first, which is not the longest.
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)


def unit(nodeid: str) -> str:
    """What a test must stay together with."""
    path, _, test = nodeid.partition("::")
    if not path.startswith(_DIVIDED):
        return path
    name, bracket, parameters = test.partition("[")
    return f"{path}{bracket}{parameters}" if bracket else f"{path}::{name}"


def together(items: list[pytest.Item]) -> list[pytest.Item]:
    """Those of a unit one after another, so that what they share is made once."""
    units: dict[str, list[pytest.Item]] = {}
    for item in items:
        units.setdefault(unit(item.nodeid), []).append(item)
    return [item for members in units.values() for item in members]


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """First the longest of each kind: one that waits for the built site, those that do not, the rest."""
    return sorted(items, key=_rank)


def _rank(item: pytest.Item) -> tuple[int, int]:
    path = item.nodeid.partition("::")[0]
    place = _LONG.index(path) if path in _LONG else len(_LONG)
    if item.get_closest_marker("slow") is None:
        return 3, place
    return (2 if place else 0) if "built" in item.fixturenames else 1, place
