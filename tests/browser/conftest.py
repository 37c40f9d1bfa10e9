"""Real pages in a real Chromium: the console must stay quiet, no other host is reached, axe finds nothing."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.servers.basehttp import WSGIRequestHandler
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import Client, TransactionTestCase
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests import content as shipped

from .accessibility import SCRIPT, Found, Judge, in_light

# Playwright's synchronous interface runs an event loop in this thread; Django would refuse to query there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A page that is loaded anew takes five seconds on a machine that is busy with much else.
expect.set_options(timeout=20_000)

HERE = Path(__file__).parent
Violations = Callable[[Page], Found]
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
    # A page that lives a second never earns back what compiling for speed costs: a fifth of the time that axe takes.
    "--js-flags=--no-maglev --no-turbofan",
]
# With what Playwright sets in the same place, a mouse: the last one holds.
MOUSE = "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"
ALL_PICTURES = f"--blink-settings=lazyLoadEnabled=false,{MOUSE}"


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


@pytest.fixture(scope="session")
def all_answered() -> Iterator[Callable[[], bool]]:
    """Wait until the server has answered whatever it was asked; tell whether it has within ten seconds.

    The server answers in threads of its own. What Django's test client asks in this one is answered when it is back,
    and where it leaves a file unread that is never told.
    """
    unanswered, changed = 0, threading.Condition()

    def counted(by: int) -> Callable[..., None]:
        def count(**_: Any) -> None:
            nonlocal unanswered
            if threading.current_thread() is threading.main_thread():
                return
            with changed:
                unanswered += by
                changed.notify_all()

        return count

    def all_answered() -> bool:
        with changed:
            return changed.wait_for(lambda: not unanswered, timeout=10)

    asked, answered = counted(1), counted(-1)
    request_started.connect(asked)
    request_finished.connect(answered)
    yield all_answered
    request_started.disconnect(asked)
    request_finished.disconnect(answered)


@pytest.fixture(autouse=True, scope="session")
def database_put_back(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, all_answered: Callable[[], bool]
) -> Iterator[None]:
    """After each test, put back the database as it was, as a copy: Django empties table by table and fills in anew."""
    if connection.vendor != "sqlite":
        yield
        return
    with sqlite3.connect(":memory:") as copy, pytest.MonkeyPatch.context() as patch:
        with django_db_blocker.unblock():
            connection.ensure_connection()
            connection.connection.backup(copy)

        def put_back(_case: TransactionTestCase) -> None:
            # What a closed page still asks for would be done to the next test's rows, which have the same keys.
            assert all_answered()
            connection.ensure_connection()
            copy.backup(connection.connection)

        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield
    copy.close()


@pytest.fixture(autouse=True, scope="session")
def answers_leave_at_once() -> Iterator[None]:
    """Have the test server send each answer at once: its second part waited 40 ms for word that the first arrived."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIRequestHandler, "disable_nagle_algorithm", True)
        yield


@pytest.fixture(scope="session")
def unseen(launch_browser: Callable[..., Browser]) -> Iterator[Browser]:
    """A browser that draws nothing: it lays pages out and runs their scripts, and shows no frame of them.

    Drawing takes a fifth of the time of a page that is read and measured at three widths in two lights. What waits for
    a frame never happens here, and nobody says so: requestAnimationFrame, observers, `resize` and `change` events. So
    it is not for the player. Pictures that load when they come near would wait too; here all load at once.
    """
    browser = launch_browser(args=[*QUIET, "--disable-threaded-compositing", ALL_PICTURES])
    yield browser
    browser.close()


@pytest.fixture
def large_type(launch_browser: Callable[..., Browser], live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Open a page of a given size in a browser whose owner has set its type to half as large again (24 px)."""
    with launch_browser(args=[*QUIET, f"--blink-settings=defaultFontSize=24,{MOUSE}"]) as browser:

        def opened(width: int, height: int) -> Page:
            context = browser.new_context(viewport={"width": width, "height": height}, base_url=live_server.url)
            context.add_init_script("delete Navigator.prototype.serviceWorker")
            return context.new_page()

        yield opened


@pytest.fixture
def browser(request: pytest.FixtureRequest) -> Browser:
    """Give tests marked `unseen` the one that draws nothing."""
    return request.getfixturevalue("unseen" if request.node.get_closest_marker("unseen") else "browser")


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


@pytest.fixture(scope="session")
def passed_looks() -> set[str]:
    """Remember the looks of texts that axe-core has passed: what one test has seen need not be judged in the next."""
    return set()


@pytest.fixture
def judge(context: BrowserContext, passed_looks: set[str]) -> Judge:
    """Give who asks axe-core. Pages come with it: brought onto each, it would be compiled anew each time."""
    context.add_init_script(SCRIPT)
    return Judge(passed_looks)


@pytest.fixture
def violations(judge: Judge) -> Violations:
    """Give a function that lists what axe-core finds on a page, rule by rule, with the elements."""
    return judge.violations


@pytest.fixture
def violations_in_both(judge: Judge) -> Violations:
    """Give a function that lists what axe-core finds on a page by day, and of its colours by night."""

    def violations_in_both(page: Page) -> Found:
        in_light(page, "light")
        by_day = judge.violations(page)
        in_light(page, "dark")
        return by_day + judge.contrast(page)

    return violations_in_both


@pytest.fixture
def faults(judge: Judge) -> Callable[[Page], list[Any]]:
    """Give a function that lists what is wrong with a page narrow, zoomed and wide, by day and by night.

    Names, roles and order are the same at every width and in every light; colours and distances are not. 640 is 1280 px
    at 200 % zoom.
    """

    def faults(page: Page) -> list[Any]:
        found: list[Any] = []

        def at(width: int) -> None:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(("too wide", width))

        def by_night() -> None:
            in_light(page, "dark")
            at(320)
            found.extend(("dark", *broken) for broken in judge.violations(page))

        def by_day() -> None:
            in_light(page, "light")
            at(1440)
            found.extend(("light", *broken) for broken in judge.sight(page))

        # It was just laid out as the page before it was left; begun there, it need not be laid out once more.
        is_narrow = page.viewport_size == {"width": 320, "height": 900}
        first, last = (by_night, by_day) if is_narrow else (by_day, by_night)
        first()
        at(640)
        last()
        return found

    return faults
