"""The server of an author: what is edited shows up, and what is broken does not end it."""

import io
import json
import socket
import subprocess
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.bench.projects import Project, bring_runtime
from scripts.project import RUNTIME
from tests.labs.samples import lab
from tests.project import make_project

pytestmark = pytest.mark.slow

_PATIENCE = 300  # seconds; a busy machine is no failure
PAGE = """\
# Lines

```diagram of="lines.double" figure="double_line"
A line through the origin.
```

```snippet of="lines.double"
```

Twice two is `{python} double(2)`.
"""
LAB = lab("#: # Trying\n\nDoubled:", "from snippets.lines import double\ndouble(2)")


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, project: Project, url: str, log: Path) -> None:
        self.project, self.url, self.log = project, url, log

    def shows(self, page: str, is_there: Callable[[str], bool]) -> bool:
        """Whether a page comes to show something before patience ends."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(self.url + page, timeout=5) as reply:
                    if is_there(reply.read().decode()):
                        return True
            except OSError:
                pass  # It is not up yet.
            time.sleep(0.2)
        return False

    def says(self, text: str) -> bool:
        """Whether the server comes to print something."""
        end = time.monotonic() + _PATIENCE
        while text not in self.log.read_text("utf-8") and time.monotonic() < end:
            time.sleep(0.2)
        return text in self.log.read_text("utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    pages = {"lines.md": PAGE, "notation.md": "# Notation\n\n```notation\n```\n"}
    project = make_project(tmp_path / "project", pages)
    project.write("docs/labs/trying.py", LAB)
    project.replace("mkdocs.yml", "  - lines.md\n", "  - lines.md\n  - labs/trying.py\n")
    bring_runtime(project.root)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = tmp_path / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            project.command("mkdocs", "serve", "--dev-addr", address),
            cwd=project.root, env=project.environment, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            yield Server(project, f"http://{address}/", log)
        finally:
            process.terminate()
            process.wait()


def test_whatever_is_edited_shows_up_and_errors_do_not_end_it(server: Server) -> None:
    project = server.project
    assert server.shows("lines/", lambda html: "Twice two is 4." in html), server.log.read_text()

    project.replace("snippets/lines.py", "return x + x", "return x + x + x")
    assert server.shows("lines/", lambda html: "Twice two is 6." in html)
    assert server.shows("labs/trying/", lambda html: "<samp>6</samp>" in html)

    project.replace("docs/labs/trying.py", "double(2)", "double(3)")
    assert server.shows("labs/trying/", lambda html: "<samp>9</samp>" in html)

    project.replace("scripts/figures/lines.py", "axes()", 'axes(xlabel="the input")')
    assert server.shows("lines/", lambda html: "the input" in html)

    project.replace("docs/notation.yml", "twice a number", "two times a number")
    assert server.shows("notation/", lambda html: "two times a number" in html)

    project.replace("docs/lines.md", 'snippet of="lines.double"', 'snippet of="lines.duble"')
    assert server.says("Did you mean lines.double?")

    project.replace("docs/lines.md", "lines.duble", "lines.double")
    project.replace("docs/lines.md", "Twice two", "Again, twice two")
    assert server.shows("lines/", lambda html: "Again, twice two is 6." in html)


@pytest.mark.skipif(not RUNTIME.is_dir(), reason="make assets has not brought the runtime")
def test_an_edited_snippet_travels_to_the_browser_anew(server: Server) -> None:
    hashes: list[str] = []

    def is_new(manifest: str) -> bool:
        found = json.loads(manifest)["files"]["site.zip"]["hash"]
        if found in hashes:
            return False
        hashes.append(found)
        return True

    assert server.shows("assets/runtime/manifest.json", is_new), server.log.read_text()
    server.project.replace("snippets/lines.py", "return x + x", "return 2 * x")
    assert server.shows("assets/runtime/manifest.json", is_new)
    with urllib.request.urlopen(f"{server.url}assets/runtime/site.zip") as reply:
        archive = zipfile.ZipFile(io.BytesIO(reply.read()))
    assert b"return 2 * x" in archive.read("snippets/lines.py")
    # Its reload is an inline script, which the policy would forbid.
    assert server.shows("lines/", lambda html: "Content-Security-Policy" not in html)
