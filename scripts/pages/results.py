"""A page goes in, what the stages of the build made of its fences comes out, fence by fence."""

import re
from collections import Counter

from scripts import stages
from scripts.pages.fences import Fence
from scripts.pages.site import Page, all_requests, lab_request

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$])")


class Results:
    """The results of a page's requests, by fence."""

    def __init__(self, page: Page) -> None:
        self._page = page
        requests = page.requests
        results = iter(stages.results(requests, all_requests))
        self._by_line: dict[tuple[int, int], dict] = {}
        for fence in page.of_kind("math"):
            self._by_line[fence.line, fence.column] = next(results)
        drawn: Counter[str] = Counter()
        for fence in page.of_kind("diagram"):
            drawing = next(results)
            drawn[drawing["id"]] += 1
            occurrence = drawn[drawing["id"]]  # a diagram may stand on a page twice
            self._by_line[fence.line, fence.column] = {**drawing, "occurrence": occurrence}
        cells = page.of_kind("run", "value")
        if cells and not page.is_lab:
            for fence, cell in zip(cells, next(results)["cells"], strict=True):
                self._by_line[fence.line, fence.column] = cell
        for fence in page.of_kind("train"):
            self._by_line[fence.line, fence.column] = next(results)
        if page.is_lab:
            (lab,) = stages.results([lab_request(page)], all_requests)
            for fence, outputs in zip(page.of_kind("cell"), lab["cells"], strict=True):
                self._by_line[fence.line, fence.column] = {"outputs": outputs}
            for fence, text in zip(page.of_kind("value"), lab["values"], strict=True):
                self._by_line[fence.line, fence.column] = {"text": text}

    def of(self, fence: Fence) -> dict | None:
        return self._by_line.get((fence.line, fence.column))

    def lines(self) -> list[str]:
        """The lines of the page with its computed values in place, as Markdown shows them literally."""
        lines = self._page.text.split("\n")
        for fence in reversed(self._page.of_kind("value")):
            start, end = fence.span
            value = _SPECIAL.sub(r"\\\1", self.of(fence)["text"])
            lines[fence.start] = lines[fence.start][:start] + value + lines[fence.start][end:]
        return lines
