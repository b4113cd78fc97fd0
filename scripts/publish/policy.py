"""What a page may load and run: a built site goes in, each page comes out with its policy.

The policy allows the site's own files and nothing else: no other host, no code in strings
and no inline style. Inline scripts run only by their hashes. With instant navigation the
policy of the page that was opened first stays in force on all that follow, so every page
allows the inline scripts of all pages.
"""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from scripts.errors import PageError

# In a page that a generator wrote, text never holds a bare `<`: what looks like a tag is one.
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_LOADED = re.compile(r"""\bsrc\s*=""")
_DATA = re.compile(r"""\btype\s*=\s*["']?application/(?:ld\+)?json""")
_HEAD = re.compile(r"""<meta\s+charset=["']?utf-8["']?\s*/?>""", re.IGNORECASE)


def publish_policy(site: Path) -> None:
    """Write the policy into every page of a built site.

    Raises
    ------
    PageError
        If a page does not declare its encoding, after which the policy stands.
    """
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8")
             for path in sorted(site.rglob("*.html"))}  # fmt: skip
    for name, html in sealed(pages).items():
        (site / name).write_text(html, "utf-8")


def sealed(pages: dict[str, str], from_disk: bool = False) -> dict[str, str]:
    """Pages with their policy.

    Parameters
    ----------
    pages : dict
        HTML by path.
    from_disk : bool
        Whether they are opened as files.

    Raises
    ------
    PageError
        As for `publish_policy`.
    """
    scripts = {script for html in pages.values() for script in inline_scripts(html)}
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(scripts, from_disk)}">'
    done = {}
    for name, html in pages.items():
        done[name], count = _HEAD.subn(lambda head: head[0] + meta, html, count=1)
        if not count:
            raise PageError(
                "there is no <meta charset> in the head, after which the content security policy "
                "would stand: let the theme's templates declare it",
                name,
            )
    return done


def policy(scripts: set[str], from_disk: bool = False) -> str:
    """The policy of a site with these inline scripts, that of its copy on a disk too."""
    hashes = sorted(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in scripts)
    # Files have no origin of their own: whether 'self' means them, browsers do not agree.
    own = ["'self'", "file:"] if from_disk else ["'self'"]
    directives = {
        "default-src": ["'none'"],
        # Python in the browser is WebAssembly, which is compiled there.
        "script-src": [*own, "'wasm-unsafe-eval'", *hashes],
        # A worker from a blob is governed by the policy of its page; one from a file is not.
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "style-src": own,
        "font-src": own,
        # The icons of the theme and the figures that a reader draws are data.
        "img-src": [*own, "data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def inline_scripts(html: str) -> list[str]:
    """The text of each script that stands in a page itself; data that no browser runs is none."""
    return [
        text
        for attributes, text in _SCRIPT.findall(html)
        if not _LOADED.search(attributes) and not _DATA.search(attributes)
    ]
