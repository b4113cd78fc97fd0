"""The theme's own pages and links, rendered alone: reports, the page for missing ones, robots."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation

from scripts.project import ROOT

REPOSITORY = "https://github.com/someone/three-views"
PAGE = "foundation/functions.md"
_HREF = re.compile(r'href="([^"]*)"')
_SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)


def rendered(template: str, base: str = "", page: str | None = None, **settings: str) -> str:
    """What a template of the theme gives, with the real navigation."""
    config = load_config(str(ROOT / "mkdocs.yml"), **settings)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    nav = get_navigation(files, config)
    shown = files.get_file_from_path(page).page if page else None
    if shown:
        shown.read_source(config)
        shown.content = "<h1>Its title</h1>"
    return config.theme.get_env().get_template(template).render(
        get_context(nav, files, config, page=shown, base_url=base)
    )


def links(html: str) -> list[str]:
    return [unescape(href) for href in _HREF.findall(_SCRIPT.sub("", html))]


def fields(url: str) -> dict[str, str]:
    return {name: value for name, [value] in parse_qs(urlsplit(url).query).items()}


def test_the_report_of_a_page_opens_an_issue_that_knows_the_page() -> None:
    site = "https://someone.github.io/three-views/"
    [link] = links(rendered("partials/report.html", page=PAGE, site_url=site, repo_url=REPOSITORY))
    assert link.partition("?")[0] == f"{REPOSITORY}/issues/new"
    assert fields(link) == {
        "template": "mistake.yml",
        "title": "Mistake: Functions",
        "page": f"{site}foundation/functions/",
    }


def test_the_form_has_the_fields_that_the_links_fill_in() -> None:
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "mistake.yml").read_text("utf-8"))
    assert {part["type"] for part in form["body"]} <= {"markdown", "input", "textarea"}
    asked = {part["id"]: part for part in form["body"] if "id" in part}
    assert list(asked) == ["page", "name", "wrong", "right"]
    assert all(part["attributes"]["label"] for part in asked.values())


@pytest.mark.parametrize("page", [PAGE, "index.md"])
def test_without_a_repository_a_report_leads_to_how_it_is_done(page: str) -> None:
    [link] = links(rendered("partials/report.html", page=page, repo_url=""))
    up = "../../" if page == PAGE else ""
    assert link == f"{up}reference/errata/#report-a-mistake"
    assert "## Report a mistake" in (ROOT / "docs" / "reference" / "errata.md").read_text("utf-8")


def test_the_link_to_the_repository_asks_nobody_for_its_stars() -> None:
    html = rendered("main.html", page=PAGE, repo_url=REPOSITORY)
    assert html.count(f'href="{REPOSITORY}"') == 2, "in the header and in the menu of a phone"
    # What Material's script looks for before it asks api.github.com.
    assert 'data-md-component="source"' not in html
    assert "md-source" not in rendered("main.html", page=PAGE, repo_url="")


@pytest.mark.parametrize("base", ["/", "/three-views/", "/a/b/"])
def test_the_page_for_missing_ones_has_absolute_links_below_any_prefix(base: str) -> None:
    html = rendered("404.html", base, site_url=f"https://example.org{base}", repo_url="")
    local = [link for link in links(html) if not link.startswith("#")]
    assert len(local) > 50
    assert [link for link in local if not link.startswith(base)] == []
    article = links(html.partition("<article")[2].partition("</article>")[0])
    parts = ["", "how-to-read/", "foundation/", "neural-networks/"]
    assert [f"{base}{part}" for part in parts if part] == article[2:5]
    assert urlsplit(article[0]) == urlsplit(f"{base}.?q=")


def test_the_page_for_missing_ones_tells_where_to_report_a_dead_link() -> None:
    html = rendered("404.html", "/", repo_url=REPOSITORY).partition("<article")[2]
    [link] = [link for link in links(html) if link.startswith(REPOSITORY)]
    assert set(fields(link)) == {"template", "title"}
    assert "github" not in rendered("404.html", "/", repo_url="").partition("<article")[2]


def test_robots_name_a_sitemap_only_where_there_is_an_address() -> None:
    assert "Sitemap: https://example.org/x/sitemap.xml\n" in rendered(
        "robots.txt", site_url="https://example.org/x/"
    )
    assert "Sitemap" not in rendered("robots.txt", site_url="")


def test_the_workflow_tells_the_site_its_address_and_its_repository() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text("utf-8"))
    [step] = [step for step in workflow["jobs"]["build"]["steps"] if step.get("run") == "make site"]
    named = set(re.findall(r"!ENV \[(\w+)", (ROOT / "mkdocs.yml").read_text("utf-8")))
    assert set(step["env"]) == named == {"SITE_URL", "REPO_URL"}
