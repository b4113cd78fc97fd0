"""The addresses of the site's pages, found from the Markdown."""

from scripts.project import DOCS


def address(page: str) -> str:
    """Where a page of `docs/` stands below the site's address."""
    return page.removesuffix(".md").removesuffix("index").rstrip("/") + "/" if page != "index.md" else ""


PAGES = [path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob("*.md"))]
ADDRESSES = [address(page) for page in PAGES]
