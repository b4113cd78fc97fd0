"""Whole files on listing pages: each module once, in the listing of its part, with an anchor a name."""

import re

import pytest

from scripts import sources
from scripts.errors import PageError
from scripts.pages import listings, site
from scripts.pages.fences import scan
from scripts.pages.listings import LISTINGS, listing, listing_of
from scripts.pages.site import Page
from scripts.project import ROOT, SNIPPETS

FUNCTIONS = '```snippet of="functions.square"\n```\n'
NETWORKS = '```snippet of="activations.relu"\n```\n\n```snippet of="softmax.softmax"\n```\n'


def page(uri: str, text: str) -> Page:
    return Page(f"docs/{uri}", uri, text, tuple(scan(text, f"docs/{uri}")))


@pytest.fixture
def installed(monkeypatch):
    """Install pages, and give what their listings list: module names by page and fence."""

    def install(**texts: str) -> list[list[str]]:
        read = [page(uri, text) for uri, text in texts.items()]
        monkeypatch.setattr(listings, "pages", lambda: read)
        monkeypatch.setattr(listings, "navigation", lambda: list(texts))
        return [
            re.findall(r"^## (\w+)", listing(each, fence), re.MULTILINE)
            for each in read
            for fence in each.of_kind("source")
        ]

    return install


@pytest.mark.parametrize("kind", LISTINGS)
def test_the_listings_of_the_site_have_an_anchor_for_each_name(kind):
    listed = "\n".join(
        listing(page, fence) for page in site.pages() for fence in page.of_kind(kind)
    )
    anchors = re.findall(r'<a id="([^"]+)">', listed)
    assert sorted(anchors) == sorted(f"{kind}.{name}" for name in sources.definitions(SNIPPETS))
    text = re.sub(r"<[^>]+>", "", listed)
    assert ("def leaky_relu" in text) is (kind == "source")
    assert ("def test_" in text) is (kind == "tests")


def test_an_anchor_stands_where_its_definition_begins():
    (found,) = [page for page in site.pages() if page.uri == "reference/source.md"]
    lines = listing(found, *found.of_kind("source")).split("\n")
    (line,) = [line for line in lines if 'id="source.activations.relu"' in line]
    assert re.sub(r"<[^>]+>", "", line).startswith("def relu(")


def test_a_part_lists_what_its_pages_show_first_and_the_rest_stands_elsewhere(installed):
    everything = {path.stem for path in SNIPPETS.glob("[!_]*.py")}
    rest, part = installed(**{
        "one/a.md": FUNCTIONS,
        "two/b.md": NETWORKS + FUNCTIONS,
        "all.md": "```source\n```",
        "two.md": '```source part="two"\n```',
    })
    assert part == ["activations", "softmax"]
    assert set(rest) == everything - set(part)
    assert listing_of("source", "softmax.softmax") == "two.md#source.softmax.softmax"
    assert listing_of("source", "functions.square") == "all.md#source.functions.square"


def test_letters_divide_a_part(installed):
    first, last, _ = installed(**{
        "two/b.md": NETWORKS,
        "first.md": '```source part="two" letters="a-l"\n```',
        "last.md": '```source part="two" letters="m-z"\n```',
        "all.md": "```source\n```",
    })
    assert (first, last) == (["activations"], ["softmax"])


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({"a.md": "```source\n```", "b.md": "```source\n```"}, "listed by docs/a.md:1 and docs/b.md:1"),
        ({"two/b.md": NETWORKS, "x.md": '```source part="two" letters="a-l"\n```'}, "by no page"),
        ({"a.md": "```source\n```", "b.md": '```source part="nowhere"\n```'}, "lists nothing"),
        ({"two/b.md": NETWORKS, "x.md": '```source part="two" letters="some"\n```'}, "a range such as"),
    ],
    ids=["twice", "not at all", "an unknown part", "letters"],
)
def test_what_is_listed_twice_or_never_stops_the_build(installed, texts, message):
    with pytest.raises(PageError, match=message):
        installed(**texts)


def test_a_module_without_tests_stops_the_build(monkeypatch):
    monkeypatch.setattr(listings, "TESTS", ROOT / "tests" / "nowhere")
    (found,) = [page for page in site.pages() if page.uri == "reference/tests.md"]
    with pytest.raises(PageError, match=r"^snippets/activations\.py: .*test_activations\.py"):
        listing(found, *found.of_kind("tests"))
