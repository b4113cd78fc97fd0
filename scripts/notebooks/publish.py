"""The pages of a build go in, notebooks come out as files of the site, and each page knows its own.

A page that has a notebook carries its address in `page.meta["notebook"]`, from the root
of the site, and those of the data that it reads in `page.meta["data"]`;
`partials/actions.html` makes the buttons of them, whoever has put them there.
"""

from pathlib import PurePosixPath
from urllib.parse import urljoin

import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from scripts.notebooks.labs import data_of
from scripts.notebooks.notebook import has_notebook, notebook
from scripts.pages.site import pages


def add_notebooks(files: Files, config: MkDocsConfig) -> None:
    """Add the notebook of every page that has one, beside the page."""

    def address(uri: str) -> str | None:
        file = files.get_file_from_path(uri)
        return urljoin(config.site_url, file.url) if config.site_url and file else None

    for page in pages():
        file = files.get_file_from_path(page.uri)
        if file is None or file.page is None:  # left out of this build
            continue
        uri = PurePosixPath(page.uri).with_suffix(".ipynb").as_posix()
        is_taken = has_notebook(page)
        if is_taken:
            text = nbformat.v4.writes(notebook(page, config.site_name, address)) + "\n"
            files.append(File.generated(config, uri, content=text, inclusion=InclusionLevel.INCLUDED))
        file.page.meta["notebook"] = uri if is_taken else None
        file.page.meta["data"] = data_of(page)
