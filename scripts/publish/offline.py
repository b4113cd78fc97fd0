"""A copy to take away: a built site goes in, a zip that opens from disk and a link to it come out.

From disk there is no server that answers the address of a folder with its index, and browsers
read no file and start no worker of one. So links name the index, and the index of the search
and the code of its worker stand in scripts. The copy holds the pages and what these refer to:
not the Python of the browser, which cannot run there.
"""

import json
import os
import posixpath
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scripts.errors import PageError
from scripts.publish.archive import packed
from scripts.publish.policy import sealed

COPY = "offline/three-views.zip"  #: in the site
FOLDER = "three-views"  #: the one folder in the zip
_SEARCH = "search/search_index.json"
_SCRIPT = "assets/javascripts/offline.js"
_WORKER = "assets/javascripts/workers/search.*.min.js"
_PLACE = '"the code of the search\'s worker"'
_NOT_FOUND = "404.html"  # what servers answer

# What refers to something; an attribute may hold any text, `>` included.
_TAG = re.compile(r"""<(?:a|link|script|img|source)\s(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""(\s)([\w:-]+)=(["'])(.*?)\3""", re.DOTALL)
_ADDRESSES = {"href", "src"}
_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
# From disk a font is allowed where a style sheet asks for it, but not ahead of that.
_PRELOAD = re.compile(r"""\srel=["']preload["']""")
# What the theme's script reads; instant navigation fetches pages, and from disk it ends the others, too.
_CONFIG = re.compile(r"""(<script id=["']?__config["']? [^>]*>)(.*?)(?=</script>)""", re.DOTALL)
_INSTANT = "navigation.instant"
# On Home, hidden until there is something to download: under `serve` there is not.
_LINK = re.compile(r'(<span class="offline-copy") hidden(>.*?</a>)(.*?</span>)', re.DOTALL)


def publish_copy(site: Path) -> None:
    """Put the zip into a built site, and let Home show the link to it with its size.

    Raises
    ------
    PageError
        If a page refers to what is not in the site.
    """
    content = packed({f"{FOLDER}/{name}": content for name, content in offline_copy(site).items()})
    zip_ = site / COPY
    zip_.parent.mkdir(exist_ok=True)
    _replace(zip_, content)
    home = site / "index.html"
    shown = _LINK.sub(rf"\1\2 ({len(content) / 1e6:.1f} MB)\3", home.read_text("utf-8"))
    _replace(home, shown.encode())


def _replace(file: Path, content: bytes) -> None:
    aside = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    aside.write_bytes(content)
    aside.replace(file)


def offline_copy(site: Path) -> dict[str, bytes]:
    """The files of the copy, by their path."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    pages, files = {}, set()
    for name in names:
        if name != _NOT_FOUND:
            pages[name] = _opened_from_disk(site, name, files)
    files -= set(pages)
    for style in [name for name in files if name.endswith(".css")]:
        files |= set(_loaded_by(site, style))
    contents = {name: text.encode() for name, text in sealed(pages, from_disk=True).items()}
    contents |= {name: (site / name).read_bytes() for name in files}
    return contents | _search(site)


def _opened_from_disk(site: Path, page: str, files: set[str]) -> str:
    """The HTML of a page whose links name files; notes these files."""

    def attribute(found: re.Match[str]) -> str:
        space, name, quote, value = found.groups()
        file = _file_of(site, page, unescape(value)) if name in _ADDRESSES else None
        if file is None:
            return found[0]
        if file.startswith(("/", "..")) or not (site / file).is_file():
            raise PageError(f"refers to {value}, which is no file of the site: mend the link", page)
        files.add(file)
        path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", value, re.DOTALL).groups()
        if posixpath.basename(file) != posixpath.basename(unquote(unescape(path))):
            path = f"{path.rstrip('/')}/index.html"
        return f"{space}{name}={quote}{path}{mark}{rest}{quote}"

    def tag(found: re.Match[str]) -> str:
        return "" if _PRELOAD.search(found[0]) else _ATTRIBUTE.sub(attribute, found[0])

    html = _LINK.sub("", (site / page).read_text("utf-8"))  # The copy does not hold itself.
    html = _CONFIG.sub(_without_instant, _TAG.sub(tag, html))
    script = "../" * page.count("/") + _SCRIPT
    return html.replace("</head>", f'<script src="{script}"></script></head>', 1)


def _without_instant(found: re.Match[str]) -> str:
    config = json.loads(found[2])
    config["features"] = [name for name in config["features"] if not name.startswith(_INSTANT)]
    return found[1] + json.dumps(config).replace("<", "\\u003c")


def _file_of(site: Path, page: str, address: str) -> str | None:
    """The file that an address in a page means; none if it is of the page itself or elsewhere."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    if (site / name).is_dir():
        name = posixpath.normpath(posixpath.join(name, "index.html"))
    return name


def _loaded_by(site: Path, style: str) -> Iterator[str]:
    """The files that a style sheet loads; the math font may be absent."""
    for address in _URL.findall((site / style).read_text("utf-8")):
        file = _file_of(site, style, address)
        if file and (site / file).is_file():
            yield file


def _search(site: Path) -> dict[str, bytes]:
    """The index of the search and the code of its worker, as scripts."""
    index = json.loads((site / _SEARCH).read_text("utf-8"))
    for entry in index["docs"]:
        folder, mark, anchor = entry["location"].partition("#")
        entry["location"] = f"{folder}index.html{mark}{anchor}"
    (worker,) = site.glob(_WORKER)
    code = Path(__file__).with_suffix(".js").read_text("utf-8")
    return {
        # Under this name and in this variable the theme expects it.
        _SEARCH.removesuffix("on"): f"var __index = {json.dumps(index, ensure_ascii=False)}".encode(),
        _SCRIPT: code.replace(_PLACE, json.dumps(worker.read_text("utf-8"))).encode(),
    }
