"""The content security policy of the pages: what it allows, and that all of them carry it."""

from pathlib import Path

import pytest

from scripts.errors import PageError
from scripts.publish.policy import inline_scripts, policy, publish_policy

HEAD = '<!doctype html><html><head><meta charset="utf-8">'


def test_a_script_is_allowed_by_the_hash_that_the_standard_gives_for_it() -> None:
    # The example of the W3C's Content Security Policy Level 3, section 8.2.
    assert "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='" in policy({"alert('Hello, world.');"})


def test_nothing_is_allowed_in_general() -> None:
    words = policy(set()).replace(";", " ").split()
    assert words[:2] == ["default-src", "'none'"]
    general = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:"}
    assert not general & set(words)


def test_data_and_files_are_no_inline_scripts() -> None:
    html = """
        <script id="__config" type="application/json">{"base": ".."}</script>
        <script src="bundle.js"></script> <script defer src='live.js'></script>
        <script>one = "src=1"</script> <script type="module">two()
        </script> <code>&lt;script&gt;three&lt;/script&gt;</code>
    """
    assert inline_scripts(html) == ['one = "src=1"', "two()\n        "]


def test_every_page_allows_the_scripts_of_all(tmp_path: Path) -> None:
    texts = {"index.html": "here()", "deep/er/index.html": "there()", "404.html": "nowhere()"}
    for name, script in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        page = f"{HEAD}<script>{script}</script></head><body>ä</body></html>"
        (tmp_path / name).write_text(page, "utf-8")

    publish_policy(tmp_path)

    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(set(texts.values()))}">'
    for name, script in texts.items():
        html = (tmp_path / name).read_text("utf-8")
        assert html.startswith(f"{HEAD}{meta}<script>{script}</script>"), "it comes first"
        assert "ä" in html


def test_a_page_without_a_place_for_it_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "odd.html").write_text("<html><head><title>x</title></head></html>", "utf-8")
    with pytest.raises(PageError, match=r"odd\.html.*meta charset"):
        publish_policy(tmp_path)
