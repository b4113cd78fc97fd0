"""Synthetic topics: none shares a result with another, and a build computes what an edit reaches."""

import re
from pathlib import Path

import pytest

from scripts.bench.builds import build, size
from scripts.bench.plain import plain
from scripts.bench.synthetic import Topic, synthetic

_ONE_OF_EACH = {"formulas": 1, "drawing": 1, "running": 1, "verify": 1}


def test_no_two_topics_share_a_view() -> None:
    pages = [next(text for path, text in Topic(number).files.items() if path.endswith(".md"))
             for number in range(200)]
    bodies = [re.sub(r"bend[a-j]{3}|topic[_ ][a-j]{3}", "", page) for page in pages]
    assert len(set(bodies)) == 200


def test_every_fifth_topic_is_live() -> None:
    live = [number for number in range(20)
            if any("Slider(" in text for text in Topic(number).files.values())]
    assert live == [0, 5, 10, 15]


@pytest.mark.slow
def test_only_the_dependents_of_an_edit_are_computed(tmp_path: Path) -> None:
    project, topics = synthetic(tmp_path / "ours", 6)

    previews = len(list((project.root / "docs").rglob("*.md")))
    assert build(project).work == {**{stage: 6 for stage in _ONE_OF_EACH}, "previews": previews}
    assert build(project).work == {}
    project.replace(f"docs/{topics[1].page}", "agree.", "agree, again.")
    assert build(project).work == {}
    project.replace(f"snippets/{topics[5].module}.py", "    return", "    # The same.\n    return")
    assert build(project).work == _ONE_OF_EACH
    project.replace(f"scripts/figures/{topics[0].module}.py", "(-4, 4)", "(-3, 3)")
    assert build(project).work == {"drawing": 1, "previews": 1}
    project.replace(f"tests/oracles/{topics[2].module}.py", "again", "once more")
    assert build(project).work == {"verify": 1}

    static = plain(project, tmp_path / "plain")
    build(static)
    # What ours has more: its policy, how it looks where it is shared, the link to its notebook.
    assert size(static.root / "site") == pytest.approx(size(project.root / "site"), rel=0.1)
