"""What axe finds on a page: its rules up to WCAG 2.2 AA, and its best practices."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

# All of a violation is told; of what is in order, the number alone. Telling of each element takes most of axe's time.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def faults(page: Page) -> list[str]:
    """Each fault as a line: the rule, and the first elements that break it."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']} {' '.join(node['html'][:200] for node in one['nodes'][:3])}" for one in found]
