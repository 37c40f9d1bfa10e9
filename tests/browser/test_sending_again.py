"""A form that was refused because its page was open for long: the page that says so tells the truth."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories.accounts import UserFactory


def test_going_back_and_sending_again_saves_what_was_typed(
    live_server: LiveServer, context: BrowserContext, page: Page, sign_in: Callable[[Any], None]
) -> None:
    """As the page says: what was typed is still there, and this time it is taken."""
    person = UserFactory(name="Robin")
    sign_in(person)
    page.goto(f"{live_server.url}/accounts/settings/")
    for typed, renewed in [("Cookie Gone", ""), ("Cookie Of Another Tab", "a" * 32)]:
        page.locator("[name=name]").fill(typed)
        context.clear_cookies(name="csrftoken")
        if renewed:
            context.add_cookies([{"name": "csrftoken", "value": renewed, "url": live_server.url}])
        page.get_by_role("button", name="Save settings").click()
        expect(page.locator("main")).to_contain_text("Go back and send it once more")
        page.go_back()
        expect(page.locator("[name=name]")).to_have_value(typed)
        page.get_by_role("button", name="Save settings").click()
        expect(page.locator("body")).to_contain_text("Your settings are saved.")
        person.refresh_from_db()
        assert person.name == typed
