"""Real pages in a real Chromium: the console must stay quiet, no other host is reached, axe finds nothing."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests import content as shipped

# Playwright's synchronous interface runs an event loop in this thread; Django would refuse to query there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

HERE = Path(__file__).parent
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = [
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--no-first-run",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder; it needs a live server, and so a database that is emptied after each test."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium, kept from looking up its maker's hosts."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        if os.environ.get("CI") == "true":
            pytest.fail("no chromium: apt install chromium")
        pytest.skip("no chromium: apt install chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET}


@pytest.fixture
def console(page: Page) -> list[str]:
    """Collect what the console complains of; every breach of the content security policy is among it."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
def content(transactional_db: None) -> None:
    """Load the shipped catalogue, questions and programs."""
    shipped.load()


@pytest.fixture
def sign_in(context: BrowserContext, live_server: LiveServer) -> Callable[[Any], None]:
    """Sign a person in without the form: the session is made here and its cookie given to the browser."""

    def sign_in(person: Any) -> None:
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return sign_in


@pytest.fixture
def violations() -> Callable[..., list[tuple[str, list[str]]]]:
    """Give a function that lists what axe-core finds on a page, rule by rule, with the elements.

    `rules` are the only ones to look at, where the page was looked at before and just its colours or width changed.
    """
    axe = Axe()

    def violations(page: Page, rules: list[str] | None = None) -> list[tuple[str, list[str]]]:
        wanted = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AXE_RULES}
        found = axe.run(page, options={"runOnly": wanted, "resultTypes": ["violations"]}).response["violations"]
        return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]

    return violations
