"""Accessibility by axe-core: a page in the browser goes in, its violations of WCAG 2.2 AA come out."""

from playwright.sync_api import Page

from scripts.project import ROOT

_AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLORS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
OF_THE_SCREEN = {
    "type": "rule",
    "values": [*COLORS["values"], "target-size", "scrollable-region-focusable", "css-orientation-lock"],
}
_RUN = """runOnly => axe.run(document, {runOnly, resultTypes: ["violations"]}).then(result =>
  result.violations.map(violation => [violation.id, violation.nodes.slice(0, 3).map(
    node => `${node.target}: ${node.failureSummary}`)]))"""


def violations(page: Page, rules: dict = ALL) -> list:
    """Each violated rule, with the first elements that violate it."""
    assert _AXE.is_file(), "axe-core is missing: install Node (20 or later) and run `npm ci`"
    page.evaluate(_AXE.read_text("utf-8"))
    return page.evaluate(_RUN, rules)
