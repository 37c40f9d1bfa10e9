"""Real pages in a real Chromium: the console must stay quiet, no other host is reached, axe finds nothing."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.servers.basehttp import WSGIRequestHandler
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests import content as shipped

# Playwright's synchronous interface runs an event loop in this thread; Django would refuse to query there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

HERE = Path(__file__).parent
Violations = Callable[..., list[tuple[str, list[str]]]]
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Each width with the light in which axe looks, and for what; 640 is 1280 px at 200 % zoom. Names, roles and order are
# the same at every width and in every light; colours and distances are not.
LOOKS: list[tuple[int, Any, Any]] = [
    (320, "dark", None),
    (640, None, None),
    (1440, "light", ["color-contrast", "target-size"]),
]
# The headless shell is the same engine without the windows around it, and takes half the time.
CHROMIUMS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
QUIET = [
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--no-first-run",
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",  # drawn for every page, for an address bar nobody sees
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
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not chromium:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: apt install chromium-headless-shell")
        # Who has none runs the rest; bin/test says so in one line, and on CI its absence is a failure (above).
        pytest.skip("no Chromium: apt install chromium-headless-shell")
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET}


@pytest.fixture(autouse=True, scope="session")
def answers_leave_at_once() -> Iterator[None]:
    """Have the test server send each answer at once: its second part waited 40 ms for word that the first arrived."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIRequestHandler, "disable_nagle_algorithm", True)
        yield


@pytest.fixture
def context(context: BrowserContext, request: pytest.FixtureRequest) -> BrowserContext:
    """Leave the service worker to tests marked `worker`: in every new context it fetches half of the site to keep it.

    The others see what a browser has on plain http.
    """
    if not request.node.get_closest_marker("worker"):
        context.add_init_script("delete Navigator.prototype.serviceWorker")
    return context


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
def violations() -> Violations:
    """Give a function that lists what axe-core finds on a page, rule by rule, with the elements.

    `rules` are the only ones to look at, where the page was looked at before and just its colours or width changed.
    """
    script = Axe().axe_script

    def violations(page: Page, rules: list[str] | None = None) -> list[tuple[str, list[str]]]:
        wanted = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AXE_RULES}
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        found = page.evaluate(
            "async (options) => (await axe.run(document, options)).violations",
            # No rule of ours needs the style sheets fetched once more.
            {"runOnly": wanted, "resultTypes": ["violations"], "preload": False},
        )
        return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]

    return violations


def in_light(page: Page, scheme: Any) -> None:
    """Show the page by day or by night; colours that are on their way are no colours to judge."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.getAnimations().forEach((one) => one.finish?.())")


@pytest.fixture
def violations_in_both(violations: Violations) -> Violations:
    """Give a function that lists what axe-core finds on a page by day, and of its colours by night."""

    def violations_in_both(page: Page) -> list[tuple[str, list[str]]]:
        in_light(page, "light")
        by_day = violations(page)
        in_light(page, "dark")
        return by_day + violations(page, ["color-contrast"])

    return violations_in_both


@pytest.fixture
def faults(violations: Violations) -> Callable[[Page], list[Any]]:
    """Give a function that lists what is wrong with a page narrow, zoomed and wide, by day and by night."""

    def faults(page: Page) -> list[Any]:
        found: list[Any] = []
        for width, scheme, rules in LOOKS:
            if scheme:
                in_light(page, scheme)
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(("too wide", width))
            if scheme:
                found += [(scheme, *broken) for broken in violations(page, rules)]
        return found

    return faults
