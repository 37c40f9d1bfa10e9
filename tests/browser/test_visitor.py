"""Pages that belong to no app, as a visitor's browser sees them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

PAGES = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]


@pytest.mark.parametrize("path", PAGES)
def test_ways_in_are_quiet_and_accessible(
    live_server: LiveServer, page: Page, console: list[str], violations: Callable[[Page], Any], path: str
) -> None:
    """No complaint in the console, so nothing breaks the policy; no rule of axe broken."""
    page.goto(live_server.url + path)
    assert violations(page) == []
    assert console == []


def test_a_page_asks_no_other_host(live_server: LiveServer, page: Page) -> None:
    """Every request of a page goes to the host it came from."""
    hosts = []
    page.on("request", lambda request: hosts.append(request.url.split("/")[2]))
    page.goto(live_server.url + "/accounts/login/", wait_until="networkidle")
    assert set(hosts) == {live_server.url.split("/")[2]}
