"""The copy to take away, of a small site: addresses name files; what leads nowhere stops the build."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from scripts.errors import PageError
from scripts.publish.offline import COPY, FOLDER, offline_copy, publish_copy

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<link rel="preload" href="{up}font.woff2" as="font" crossorigin>
<link rel="stylesheet" href="{up}style.css">
<link rel="canonical" href="https://example.org/">
<script id="__config" type="application/json">{{"features": ["navigation.instant", "a"]}}</script>
</head><body>{body}</body></html>"""
LINK = f'<span class="offline-copy" hidden><a href="{COPY}" download>All</a>, to keep.</span>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Home and a page deep in it, with a style sheet that loads a font, and with what no page uses."""
    write(tmp_path, "other.html", "of another site")
    site = tmp_path / "site"
    home = f'{LINK}<a href="deep/er/?q=1#there">deeper</a>'
    write(site, "index.html", PAGE.format(up="", body=home))
    write(site, "deep/er/index.html", deeper("nothing"))
    write(site, "404.html", PAGE.format(up="/", body='<a href="/">home</a>'))
    write(site, "style.css", "@font-face { src: url('fonts/font.woff2') } p { fill: url(#here) }")
    write(site, "fonts/font.woff2", "a font")
    write(site, "assets/runtime/python.wasm", "Python")
    write(site, "assets/javascripts/workers/search.1.min.js", 'answer("</script>")')
    entries = [{"location": place} for place in ("", "#top", "deep/er/", "deep/er/#there")]
    write(site, "search/search_index.json", json.dumps({"docs": entries}))
    return site


def write(site: Path, name: str, text: str) -> None:
    file = site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def deeper(body: str) -> str:
    return PAGE.format(up="../../", body=body)


def links(site: Path, body: str) -> list[str]:
    """What the links of a page deep in the site become."""
    write(site, "deep/er/index.html", deeper(body))
    html = offline_copy(site)["deep/er/index.html"].decode()
    return re.findall(r'href="([^"]*)"', html.partition("<body>")[2])


@pytest.mark.parametrize(("address", "file"), [
    ("../..", "../../index.html"),
    ("../../", "../../index.html"),
    (".", "./index.html"),
    ("../../#top", "../../index.html#top"),
    ("../er/?a=1&amp;b=2#c", "../er/index.html?a=1&amp;b=2#c"),
    ("../../deep/er", "../../deep/er/index.html"),
    ("../../index.html", "../../index.html"),
    ("../../fonts/font.woff2?v=1", "../../fonts/font.woff2?v=1"),
    ("#here", "#here"),
    ("https://example.org/a/", "https://example.org/a/"),
    ("mailto:someone@example.org", "mailto:someone@example.org"),
])  # fmt: skip
def test_an_address_names_a_file(site: Path, address: str, file: str) -> None:
    assert links(site, f'<a title="a > b" href="{address}">there</a>') == [file]


def test_text_that_looks_like_an_address_stays(site: Path) -> None:
    body = '<a title=\'> href=".." \' href="{0}">x</a> href="../.." &lt;a href="../.."&gt;'
    write(site, "deep/er/index.html", deeper(body.format("../..")))
    html = offline_copy(site)["deep/er/index.html"].decode()
    assert html.endswith(f"<body>{body.format('../../index.html')}</body></html>")


@pytest.mark.parametrize("address", ["../nothing/", "/deep/er/", "../../../other.html", "../../fonts/"])
def test_an_address_that_leads_nowhere_stops_the_build(site: Path, address: str) -> None:
    with pytest.raises(PageError, match=rf"deep/er/index\.html: refers to {re.escape(address)}"):
        links(site, f'<a href="{address}">there</a>')


def test_it_holds_the_pages_and_what_they_use(site: Path) -> None:
    assert set(offline_copy(site)) == {
        "index.html", "deep/er/index.html", "style.css", "fonts/font.woff2",
        "search/search_index.js", "assets/javascripts/offline.js",
    }  # fmt: skip


def test_pages_load_the_worker_of_the_search_and_no_font_ahead(site: Path) -> None:
    html = offline_copy(site)["deep/er/index.html"].decode()
    assert '<script src="../../assets/javascripts/offline.js"></script></head>' in html
    assert "preload" not in html and "navigation.instant" not in html


def test_the_index_of_the_search_names_files(site: Path) -> None:
    script = offline_copy(site)["search/search_index.js"].decode()
    index = json.loads(script.removeprefix("var __index = "))
    places = [entry["location"] for entry in index["docs"]]
    assert places == ["index.html", "index.html#top", "deep/er/index.html", "deep/er/index.html#there"]


def test_the_zip_is_one_folder_and_the_same_bytes_each_time(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    publish_copy(site)
    first = (site / COPY).read_bytes()
    assert {name.partition("/")[0] for name in zipfile.ZipFile(io.BytesIO(first)).namelist()} == {FOLDER}
    shown = (site / "index.html").read_text("utf-8")
    assert f'<span class="offline-copy"><a href="{COPY}" download>All</a> (0.0 MB), to keep.' in shown
    write(site, "index.html", home)
    publish_copy(site)
    assert (site / COPY).read_bytes() == first


def test_the_copy_does_not_offer_itself(site: Path) -> None:
    html = offline_copy(site)["index.html"].decode()
    assert "offline-copy" not in html and 'href="deep/er/index.html?q=1#there"' in html
