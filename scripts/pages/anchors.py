"""The blocks of a page: a page goes in, its groups of views with their anchors come out."""

from scripts.pages.fences import VIEWS, Fence
from scripts.pages.site import Page


def blocks(page: Page) -> list[tuple[str, list[Fence]]]:
    """The blocks of a page, in order.

    Returns
    -------
    list of tuple of str and list of Fence
        Each block's anchor and views. The bare name is the anchor of the block
        with the code, which is the one to link to; the rest are numbered.
    """
    groups = _groups(page)
    owners: dict[str, list[Fence]] = {}
    for group in sorted(groups, key=lambda group: all(view.kind != "snippet" for view in group)):
        owners.setdefault(group[0].name, group)
    count: dict[str, int] = {}
    anchored = []
    for group in groups:
        anchor = name = group[0].name
        if owners[name] is not group:
            count[name] = count.get(name, 1) + 1
            anchor = f"{name}-{count[name]}"
        anchored.append((anchor, group))
    return anchored


def anchors(page: Page) -> dict[int, str]:
    """The anchor of the block that each view stands in, by the view's line."""
    return {view.line: anchor for anchor, views in blocks(page) for view in views}


def _groups(page: Page) -> list[list[Fence]]:
    """View fences of one name that stand together, with nothing but blank lines between."""
    lines = page.text.split("\n")
    groups: list[list[Fence]] = []
    for fence in page.of_kind(*VIEWS):
        last = groups[-1][-1] if groups else None
        together = (
            last is not None
            and last.base == fence.base
            and last.column == fence.column
            and not any(line.strip() for line in lines[last.end : fence.start])
        )
        if together:
            groups[-1].append(fence)
        else:
            groups.append([fence])
    return groups


def run_anchor(number: int) -> str:
    """The anchor of the run block that comes as this one, from 1."""
    return f"run-{number}"
