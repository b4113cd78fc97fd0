"""The chapters of a part: rows, arrows and refusals, from what their front matter says."""

import pytest

from scripts.errors import PageError
from scripts.pages import chapters, site
from scripts.pages.fences import scan


def page(uri: str, **front: object) -> site.Page:
    return site.Page(f"docs/{uri}", uri, "", tuple(scan("", uri)), front=front)


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> site.Page:
    found = [
        page("part/index.md", title="Part"),
        page("part/first.md", title="First", teaches="how to begin"),
        page("part/left.md", title="Left", teaches="one thing", needs=["first"]),
        page("part/right.md", title="Right", teaches="another", needs=["first"]),
        page("part/last.md", title="Both together", teaches="all", needs=["left", "right", "first"]),
        page("elsewhere/other.md", title="Other"),
    ]
    monkeypatch.setattr(chapters, "pages", lambda: found)
    monkeypatch.setattr(chapters, "navigation", lambda: iter(each.uri for each in found))
    return found[0]


def test_the_list_says_what_each_chapter_teaches(part: site.Page) -> None:
    items = chapters.overview(part).findall("ol/li")
    assert [(item.find("a").text, item.find("a").get("href")) for item in items] == [
        ("First", "first.md"), ("Left", "left.md"), ("Right", "right.md"), ("Both together", "last.md"),
    ]  # fmt: skip
    assert [item.find("span").text for item in items] == ["how to begin", "one thing", "another", "all"]


def test_the_map_has_a_row_for_each_step_from_the_first(part: site.Page) -> None:
    found = chapters.overview(part).findall("svg/foreignObject")
    boxes = {box.find("a").get("href"): box for box in found}
    corners = {name: (box.get("x"), box.get("y")) for name, box in boxes.items()}
    tops = [float(corners[name][1]) for name in ("first.md", "left.md", "right.md", "last.md")]
    assert tops[0] < tops[1] == tops[2] < tops[3]
    assert float(corners["left.md"][0]) < float(corners["first.md"][0]) < float(corners["right.md"][0])
    assert boxes["last.md"].find("a").text == "4 Both together"


def test_an_arrow_that_others_imply_is_left_out(part: site.Page) -> None:
    arrows = chapters.overview(part).findall("svg/path[@class='chapters-arrow']")
    assert len(arrows) == 4  # first to left and right, and from these to the last


@pytest.mark.parametrize(("needed", "says"), [("frist", "first"), ("last", "before this one")])
def test_a_need_that_is_no_earlier_chapter_is_an_error(part: site.Page, needed: str, says: str) -> None:
    chapters.pages()[2].front["needs"] = [needed]
    with pytest.raises(PageError, match=says) as raised:
        chapters.overview(part)
    assert raised.value.arguments["page"] == "docs/part/left.md"


def test_a_chapter_says_what_it_teaches(part: site.Page) -> None:
    del chapters.pages()[3].front["teaches"]
    with pytest.raises(PageError, match="teaches"):
        chapters.overview(part)
