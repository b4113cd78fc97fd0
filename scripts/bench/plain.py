"""What the site would cost without its machinery: a built project goes in, a plain one comes out.

The plain project has the same pages, theme and plugins. Each fence is replaced by the
HTML that the build made of it, as a static block in the Markdown, so that the pages
come out in the same size. What remains between the two is the cost of the machinery.
"""

import re
import shutil
from pathlib import Path

from scripts.bench.projects import Project
from scripts.bench.synthetic import BEGIN, END

_VIEWS = re.compile(f"{BEGIN}(.*?){END}", re.DOTALL)
_EXTENSION = "  - scripts.pages.extension\n"
_OURS = re.compile(r"^(?:watch|hooks):.*\n(?:[ \t]+.*\n)*", re.MULTILINE)
_THEME = "scripts/pages/theme"


def plain(built: Project, target: Path) -> Project:
    """The plain counterpart of a project that was built.

    Raises
    ------
    ValueError
        If a page of the built site lacks what its Markdown asks for.
    """
    for folder in ("docs", _THEME):
        shutil.copytree(built.root / folder, target / folder)
    project = Project(target)
    config = (built.root / "mkdocs.yml").read_text("utf-8")
    if _EXTENSION not in config:
        raise ValueError("mkdocs.yml does not list the extension of the pages")
    # A plain project has neither the sources in the watched folders nor the hook.
    config = _OURS.sub("", config.replace(_EXTENSION, ""))
    project.write("mkdocs.yml", config)
    for page in sorted((target / "docs").rglob("*.md")):
        text = page.read_text("utf-8")
        if BEGIN in text:
            html = html_of(built.root / "site", page.relative_to(target / "docs"))
            static = _VIEWS.search(html.read_text("utf-8"))
            if static is None:
                raise ValueError(f"{html} has no views")
            page.write_text(_VIEWS.sub(lambda _: static[0], text), "utf-8")  # noqa: B023
    return project


def html_of(site: Path, page: Path) -> Path:
    """The HTML file of a page of `docs/`."""
    is_index = page.stem == "index"
    return site / page.parent / "index.html" if is_index else site / page.with_suffix("") / "index.html"
