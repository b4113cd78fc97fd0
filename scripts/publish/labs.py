"""Labs among the pages of MkDocs: mkdocs-jupyter registers them, the site's own Markdown renders them.

The plugin alone would publish 600 KB a page, ask other hosts for scripts, publish cells that
failed, and miss a change in whatever a lab imports. So it only tells MkDocs that a lab is a
page; here the page gets its text, and its rendering back.
"""

from pathlib import Path
from posixpath import dirname, join, normpath
from re import findall

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from scripts import stages
from scripts.labs.requests import data_files
from scripts.labs.source import DATA, LABS
from scripts.pages.site import all_requests, lab_cells, lab_requests, markdown, pages
from scripts.project import DOCS


def execute() -> None:
    """Execute the labs of which something has changed, with all other work of the build beside them.

    At the start of a build, since the longest must not begin last.
    """
    stages.results(lab_requests(), all_requests)


def is_lab(file: File) -> bool:
    """Whether a file is the script of a lab."""
    path = Path(file.abs_src_path or "")
    return path.suffix == ".py" and path.parent == LABS


def text_of(page: Page) -> str | None:
    """The Markdown of a lab, front matter included; nothing for another page."""
    return markdown(Path(page.file.abs_src_path)) if is_lab(page.file) else None


def render_as_page(page: Page) -> None:
    """Undo what mkdocs-jupyter has put in place of a lab's rendering."""
    if is_lab(page.file):
        vars(page).pop("render", None)


def choose_data(files: Files) -> None:
    """Publish of the labs' data what a published page reads or links to."""
    wanted = published_data()
    for file in files:
        path = Path(file.abs_src_path or "")
        if path.is_relative_to(DATA):
            chosen = path.relative_to(DOCS).as_posix() in wanted
            file.inclusion = InclusionLevel.INCLUDED if chosen else InclusionLevel.EXCLUDED


def published_data() -> set[str]:
    """The paths, from `docs/`, of the data that pages read or link to."""
    found = set()
    for page in pages():
        targets = findall(r"\]\(([^)#\s]+)", page.text)
        found |= {normpath(join(dirname(page.uri), target)) for target in targets}
        if page.is_lab:
            found |= {path.relative_to(DOCS).as_posix() for path in data_files(lab_cells(page))}
    return found
