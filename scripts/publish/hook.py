"""The hook of MkDocs: a build goes in; labs, notebooks, previews, what the browser runs, a copy to take
away and the policy of the pages come in addition.

What the browser runs goes to `assets/runtime/` of the site; nothing is written under
`docs/`. Other generators do not call hooks: their site has no such folder, and its Run
buttons say so.
"""

import json
import logging
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from scripts.assets.manifest import MANIFEST, entry, read
from scripts.notebooks.publish import add_notebooks
from scripts.pages.programs import programs
from scripts.project import RUNTIME
from scripts.publish import labs
from scripts.publish.archive import archive
from scripts.publish.offline import publish_copy
from scripts.publish.policy import publish_policy
from scripts.publish.previews import add_previews

_FOLDER = "assets/runtime"
_log = logging.getLogger("mkdocs.hooks.three_views")
_command = "build"


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note what MkDocs was called for."""
    global _command
    _command = command


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Execute the labs. The last site is still there: a lab that fails leaves it alone."""
    labs.execute()


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Leave out the labs' data that no page needs."""
    labs.choose_data(files)


def on_pre_page(page: Page, *, config: MkDocsConfig, files: Files) -> None:
    """Let the site's own Markdown render the labs."""
    labs.render_as_page(page)


def on_page_read_source(*, page: Page, config: MkDocsConfig) -> str | None:
    """Give a lab the Markdown of its script."""
    return labs.text_of(page)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Add the files, after the pages have been read and before any file is copied."""
    add_notebooks(files, config)
    if _command != "serve":  # nobody shares a page of this machine
        add_previews(files, config)
    manifest = read()
    if manifest is None:
        _log.info("Python for the browser is not there; `make assets` brings it")
        return
    made = {f"figures/{name}.py": text.encode() for name, text in programs().items()}
    made["site.zip"] = archive()
    for name in manifest["files"]:
        _link(_add(files, config, name, abs_src_path=str(RUNTIME / name)))
    for name, content in made.items():
        manifest["files"][name] = entry(len(content), sha256(content).hexdigest())
        _add(files, config, name, content=content)
    _add(files, config, MANIFEST, content=json.dumps(manifest, sort_keys=True))


def _add(files: Files, config: MkDocsConfig, name: str, **source: str | bytes) -> File:
    uri = f"{_FOLDER}/{name}"
    file = File.generated(config, uri, inclusion=InclusionLevel.INCLUDED, **source)
    files.append(file)
    return file


def _link(file: File) -> None:
    """Put a large file into the site without a copy, where the disk allows; else MkDocs copies it."""
    target = Path(file.abs_dest_path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        os.link(file.abs_src_path, target)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Add the copy and write the policy into the pages, but not under `serve`.

    There a build is to be quick, and what reloads the page is an inline script.
    """
    if _command != "serve":
        publish_copy(Path(config.site_dir))
        publish_policy(Path(config.site_dir))
