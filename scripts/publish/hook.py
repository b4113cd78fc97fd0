"""The hook of MkDocs: a build goes in; what the browser runs, previews and the policy come in addition.

What the browser runs goes to `assets/runtime/` of the site, the images that stand for its
pages elsewhere to `assets/previews/`; nothing is written under `docs/`. Other generators do
not call hooks: their site has no such folders, and its Run buttons say so.
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
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from scripts.assets.manifest import MANIFEST, entry, read
from scripts.pages.programs import programs
from scripts.project import RUNTIME
from scripts.publish.archive import archive
from scripts.publish.policy import publish_policy
from scripts.publish.previews import described, images

_RUNTIME = "assets/runtime"
_log = logging.getLogger("mkdocs.hooks.three_views")
_command = "build"


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note what MkDocs was called for."""
    global _command
    _command = command


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Add the files, after the pages have been read and before any file is copied."""
    if _command != "serve":  # nobody shares a page of this machine
        read_pages = (file.page for file in files.documentation_pages() if file.page)
        for uri, content in images(read_pages, config.site_name).items():
            _add(files, config, uri, content=content)
    _add_runtime(files, config)


def on_page_context(
    context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Tell the template what stands for the page elsewhere."""
    context["preview"] = None if _command == "serve" else described(page, config.site_name)
    return context


def _add_runtime(files: Files, config: MkDocsConfig) -> None:
    manifest = read()
    if manifest is None:
        _log.info("Python for the browser is not there; `make assets` brings it")
        return
    made = {f"figures/{name}.py": text.encode() for name, text in programs().items()}
    made["site.zip"] = archive()
    for name in manifest["files"]:
        _link(_add(files, config, f"{_RUNTIME}/{name}", abs_src_path=str(RUNTIME / name)))
    for name, content in made.items():
        manifest["files"][name] = entry(len(content), sha256(content).hexdigest())
        _add(files, config, f"{_RUNTIME}/{name}", content=content)
    _add(files, config, f"{_RUNTIME}/{MANIFEST}", content=json.dumps(manifest, sort_keys=True))


def _add(files: Files, config: MkDocsConfig, uri: str, **source: str | bytes) -> File:
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
    """Write the policy into the pages, except under `serve`, whose reload is an inline script."""
    if _command != "serve":
        publish_policy(Path(config.site_dir))
