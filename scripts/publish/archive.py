"""The Python that travels to the browser: modules and pages go in, the bytes of one archive come out.

- `snippets/`, `scripts/`: the tested sources, byte by byte, and of the machinery only
  what the browser's side imports
- `pages.json`: for each page its `names`, which its code has in scope
- `cases/<name>.json`: what answers to the exercise of this name are tried on
"""

import io
import json
import zipfile
from pathlib import Path

from scripts import sources, stages
from scripts.pages.site import all_requests, exercise_requests, pages
from scripts.project import FIGURES, ROOT, SNIPPETS

# What the page calls; what these import comes with them.
_ENTRIES = ("scripts.running.browser", "scripts.exercises.check", "scripts.training.trainer")
# The same bytes on every day and machine: the first moment that the format knows, the usual rights.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_RIGHTS = 0o644 << 16
_UNIX = 3


def archive() -> bytes:
    """The archive of the project as it is now: the same bytes for the same content."""
    contents = {sources.relative(path): path.read_bytes() for path in modules()}
    contents["pages.json"] = json.dumps(
        {page.path: {"names": page.names} for page in pages()}, sort_keys=True
    ).encode()
    return packed(contents | _cases())


def _cases() -> dict[str, bytes]:
    """The cases of every exercise of the site."""
    requests = [request for page in pages() for request in exercise_requests(page)]
    return {
        f"cases/{exercise['name']}.json": json.dumps(exercise, sort_keys=True).encode()
        for exercise in stages.results(requests, all_requests)
    }


def modules() -> list[Path]:
    """Every module that code in the browser may import, and those that these import."""
    begin = {path for entry in _ENTRIES for path in sources.files_of(entry)}
    for package in (SNIPPETS, FIGURES):
        begin.update(package.glob("*.py"))
    begin.update(sources.files_of(".".join(FIGURES.relative_to(ROOT).parts)))
    return sources.closure(begin, follow=lambda path: True)


def packed(contents: dict[str, bytes]) -> bytes:
    """A zip archive of files by name."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _RIGHTS
            target.writestr(entry, content)
    return memory.getvalue()
