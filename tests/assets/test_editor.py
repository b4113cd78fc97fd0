"""The editor in a real browser, under a policy as strict as the site's: it edits, and lets go."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.assets.editor import bundle
from scripts.bench.browser import serve
from scripts.project import ROOT

_MODULES = ROOT / "node_modules"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (_MODULES / "esbuild").is_dir(), reason="npm ci has not been run: no Node"),
]

_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:"
_PAGE = f"""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>Editor</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
<body><button id="before">before</button><div id="host"></div><button id="after">after</button>
<script type="module" src="page.js"></script>
"""
_STYLE = """\
:root { --md-code-hl-keyword-color: rgb(1, 2, 3); --md-code-fg-color: rgb(4, 5, 6); }
.dark { --md-code-hl-keyword-color: rgb(7, 8, 9); }
"""
_SCRIPT = """\
import {createEditor} from "./editor.js";
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => violations.push(event.blockedURI));
window.ran = 0;
window.editor = createEditor(document.querySelector("#host"), {
  text: %s,
  label: "Code of the example",
  run: () => { window.ran += 1; },
  change: (text) => { window.changed = text; },
});
"""
_TEXT = "def one(x):\n    return x\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editor")
    bundle(_MODULES, folder / "editor.js")
    (folder / "index.html").write_text(_PAGE, encoding="utf-8")
    (folder / "page.css").write_text(_STYLE, encoding="utf-8")
    (folder / "page.js").write_text(_SCRIPT % json.dumps(_TEXT), encoding="utf-8")
    return folder


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    with serve(folder) as served:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(served.url)
        expect(page.get_by_role("textbox", name="Code of the example")).to_be_visible(timeout=60_000)
        yield page
        assert said == []
        assert page.evaluate("violations") == []
        page.close()


def text(page: Page) -> str:
    return page.evaluate("editor.text")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def test_keywords_take_their_color_from_the_page_and_follow_its_theme(page: Page) -> None:
    keyword = page.locator(".cm-line span", has_text="def").first
    expect(keyword).to_have_css("color", "rgb(1, 2, 3)")
    page.evaluate("document.documentElement.classList.add('dark')")
    expect(keyword).to_have_css("color", "rgb(7, 8, 9)")
    expect(page.locator(".cm-content")).to_have_css("caret-color", "rgb(4, 5, 6)")


def test_a_new_line_is_indented_and_brackets_close(page: Page) -> None:
    page.evaluate("editor.text = ''")
    page.locator(".cm-content").click()
    page.keyboard.type("if x:\nreturn f(")
    assert text(page) == "if x:\n    return f()"


def test_brackets_that_belong_together_are_marked(page: Page) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+Home")
    for _ in "def one":
        page.keyboard.press("ArrowRight")
    expect(page.locator(".cm-matchingBracket")).to_have_text(["(", ")"])


def test_edits_are_reported_and_can_be_undone(page: Page) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type("one(2)")
    assert page.evaluate("changed") == _TEXT + "one(2)"
    page.evaluate("editor.text = 'reset'")
    assert text(page) == "reset"
    page.keyboard.press("ControlOrMeta+z")
    assert text(page) == _TEXT + "one(2)"


def test_control_enter_runs_and_leaves_the_text_alone(page: Page) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+Enter")
    assert page.evaluate("ran") == 1
    assert text(page) == _TEXT


def test_tab_indents_and_escape_then_tab_leaves(page: Page) -> None:
    page.locator("#before").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "host"
    page.keyboard.press("Tab")
    assert focused(page) == "host"
    assert text(page) == "    " + _TEXT
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert focused(page) == "after"
    assert text(page) == "    " + _TEXT


def test_a_screen_reader_hears_how_to_leave(page: Page) -> None:
    field = page.get_by_role("textbox", name="Code of the example")
    expect(field).to_have_accessible_description("Tab indents. Escape, then Tab leaves the editor.")


def test_a_second_editor_takes_the_place_of_the_first(page: Page) -> None:
    page.evaluate(
        """async () => {
          editor.destroy();
          const {createEditor} = await import("/editor.js");
          window.editor = createEditor(document.querySelector("#host"), {text: "again"});
        }"""
    )
    expect(page.locator(".cm-content")).to_have_count(1)
    expect(page.locator(".cm-content")).to_have_text("again")


def test_its_license_travels_with_it(folder: Path) -> None:
    code = (folder / "editor.js").read_text("utf-8")
    assert "Marijn Haverbeke" in code and "Permission is hereby granted" in code


def test_what_cannot_be_bundled_stops_with_the_reason(tmp_path: Path) -> None:
    bin_ = tmp_path / ".bin"
    bin_.mkdir()
    (tmp_path / "@codemirror" / "view").mkdir(parents=True)
    (tmp_path / "@codemirror" / "view" / "LICENSE").write_text("MIT License", encoding="utf-8")
    (tmp_path / ".package-lock.json").write_text("{}")
    (bin_ / "esbuild").write_text("#!/bin/sh\necho 'cannot resolve it' >&2\nexit 1\n")
    (bin_ / "esbuild").chmod(0o755)
    with pytest.raises(Exception, match="cannot resolve it"):
        bundle(tmp_path, tmp_path / "editor.js")
    assert not (tmp_path / "editor.js").exists()
