"""The addresses of the site's pages, found from their sources: Markdown and labs."""

from pathlib import PurePosixPath

from scripts.pages.site import pages


def address(page: str) -> str:
    """Where a page of `docs/` stands below the site's address."""
    plain = PurePosixPath(page).with_suffix("").as_posix()
    return plain.removesuffix("index").rstrip("/") + "/" if page != "index.md" else ""


PAGES = [page.uri for page in pages()]
ADDRESSES = [address(page) for page in PAGES]
