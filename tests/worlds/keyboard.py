"""Pages used by the keyboard alone."""

from playwright.sync_api import Page


def tab_to(page: Page, wanted: str) -> None:
    """Go to a field, a link or a button by the tab key alone; ``wanted`` is its selector."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} cannot be reached by keyboard")
