"""The catalogue in a real browser: found by typing, read by everybody, light on the wire."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.usefixtures("content")

# States that an address alone doesn't show; tests/browser/test_pages.py has the pages themselves.
PAGES = ["/stretches/?q=zzz&area=moon", "/stretches/heel-slides/?moving=usual"]


@pytest.mark.unseen
def test_pages_fit_and_are_accessible(
    live_server: LiveServer, page: Page, console: list[str], faults: Callable[[Page], Any]
) -> None:
    """On a small and a wide screen nothing sticks out, no rule of axe is broken, the console is quiet."""
    for path in PAGES:
        page.goto(live_server.url + path)
        assert faults(page) == [], path
    assert console == []


def test_typing_finds_and_back_restores(live_server: LiveServer, page: Page) -> None:
    """The list follows the words and filters, the address follows the list, the focus stays, and back goes back."""
    page.goto(f"{live_server.url}/stretches/")
    page.get_by_label("Search names").press_sequentially("cobra")
    expect(page.locator("#results article")).to_have_count(1)
    expect(page.locator("#count")).to_have_text("1 of 12 stretches")
    expect(page.get_by_label("Search names")).to_be_focused()
    assert "q=cobra" in page.url
    page.get_by_label("Level").select_option("3")
    expect(page.locator("#results")).to_contain_text("Nothing fits all of that")
    page.go_back()
    expect(page.locator("#count")).to_have_text("1 of 12 stretches")
    expect(page.get_by_label("Search names")).to_have_value("cobra")
    expect(page.get_by_label("Level")).to_have_value("")


def test_everything_works_without_javascript(live_server: LiveServer, browser: Browser) -> None:
    """Search, filters and the moving figure are plain forms and links."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/stretches/")
    page.get_by_label("Level").select_option("3")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#results article")).to_have_count(2)
    page.get_by_role("link", name="Camel pose").click()
    page.get_by_role("link", name="Show it moving").first.click()
    expect(page.get_by_role("link", name="Hold it still")).to_be_visible()
    page.close()
