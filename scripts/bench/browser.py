"""A built site in a real browser: a folder goes in, a local server and a Chromium come out.

The server keeps what it sent, so that a page's weight counts all that the page asked
for, workers and fonts included.
"""

import gzip
import re
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

# The browser must not call home: no request may leave this machine.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # Pages of the address bar, which nobody sees here; each new window would load them.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]  # fmt: skip

_PLACE = re.compile(rb"<loc>https?://[^/]+/")


@dataclass
class Served:
    """A site on a free local port.

    Attributes
    ----------
    url : str
        Of the site, with a slash at the end.
    prefix : str
        The path of that address; what stands outside is not there.
    sent : list of tuple
        Path and gzipped size of each file that was sent, in order.
    """

    url: str
    prefix: str = "/"
    sent: list[tuple[str, int]] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """Gzipped bytes sent so far."""
        return sum(size for _, size in self.sent)


@lru_cache(maxsize=1024)
def _packed(content: bytes) -> bytes | None:
    """The content gzipped, unless that makes it larger, as it does a font."""
    packed = gzip.compress(content, 9)
    return packed if len(packed) < len(content) else None


class _Handler(SimpleHTTPRequestHandler):
    """Sends files as a server of static pages does, gzipped to browsers, and notes what it sent."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802
        served: Served = self.server.served
        if not self.path.startswith(served.prefix):
            return self.send_error(404)
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if path.is_dir() and not self.path.endswith("/"):
            return super().do_GET()  # which says where it is
        is_there = file.is_file()
        file = file if is_there else Path(self.directory, "404.html")
        if not file.is_file():
            return self.send_error(404)
        content = file.read_bytes()
        if file.name == "sitemap.xml":
            # Instant navigation follows the sitemap, which names the address of publication.
            content = _PLACE.sub(f"<loc>{served.url}".encode(), content)
        packed = _packed(content)
        served.sent.append((self.path, len(packed or content)))
        is_packed = packed is not None and "gzip" in self.headers.get("Accept-Encoding", "")
        content = packed if is_packed else content
        self.send_response(200 if is_there else 404)
        self.send_header("Content-Type", self.guess_type(file))
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.server.served.prefix))

    def log_message(self, *_: object) -> None:
        """Say nothing; `Served` has it all."""


class _Server(ThreadingHTTPServer):
    """A server whose readers may leave before a page is whole."""

    served: Served

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serve(site: Path, prefix: str = "/") -> Iterator[Served]:
    """Serve a folder, below a path that begins and ends with a slash, until the end of the block."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    server.served = Served(f"http://127.0.0.1:{server.server_address[1]}{prefix}", prefix)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def chromium_path() -> str:
    """The program of the system's Chromium."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise RuntimeError("Chromium is missing: install it so that `chromium` is on the PATH")
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, until the end of the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
