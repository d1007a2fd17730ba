"""Moving about a page by the Tab key alone."""

from playwright.sync_api import Locator, Page

MOST_STOPS = 200


def tab_to(page: Page, place: Locator) -> None:
    """Press Tab until this has the focus."""
    for _ in range(MOST_STOPS):
        if place.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the Tab key does not lead there")


def press(page: Page, place: Locator, key: str = "Enter") -> None:
    """Go to something and press a key on it."""
    tab_to(page, place)
    page.keyboard.press(key)
