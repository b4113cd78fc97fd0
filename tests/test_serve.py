"""The server of an author: what is edited shows up, and what is broken does not end it."""

import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.bench.projects import Project
from tests.project import make_project

pytestmark = pytest.mark.slow

_PATIENCE = 60  # seconds; a busy machine is no failure
PAGE = """\
# Lines

```diagram of="lines.double" figure="double_line"
A line through the origin.
```

```snippet of="lines.double"
```

Twice two is `{python} double(2)`.
"""


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

    project.replace("scripts/figures/lines.py", "axes()", 'axes(xlabel="the input")')
    assert server.shows("lines/", lambda html: "the input" in html)

    project.replace("docs/notation.yml", "twice a number", "two times a number")
    assert server.shows("notation/", lambda html: "two times a number" in html)

    project.replace("docs/lines.md", 'snippet of="lines.double"', 'snippet of="lines.duble"')
    assert server.says("Did you mean lines.double?")

    project.replace("docs/lines.md", "lines.duble", "lines.double")
    project.replace("docs/lines.md", "Twice two", "Again, twice two")
    assert server.shows("lines/", lambda html: "Again, twice two is 6." in html)
