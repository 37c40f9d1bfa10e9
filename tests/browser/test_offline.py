"""Limber without a network: what is kept, what it says, and when it goes. With a real service worker."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from config import offline
from stretches.models import Edition, Exercise
from tests import content
from tests.factories.accounts import UserFactory
from tests.factories.programs import SessionFactory, plan_of

PASSWORD = "a-stretch-a-day"
KEPT = """async (url) => navigator.serviceWorker.controller
  && Boolean(await caches.match(url, {ignoreVary: true}))"""
NOTHING_PERSONAL = "async () => !(await caches.keys()).some((name) => name.endsWith('personal'))"
# Names of what is kept; `serviceWorker.ready` would wait for ever where the installation fails.
ALL_KEPT = """async () => { const found = [];
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys())
    found.push(new URL(request.url).pathname);
  return found; }"""


pytestmark = pytest.mark.worker


@pytest.fixture(autouse=True)
def catalogue(transactional_db: None) -> None:
    """Two exercises are enough; each worker fetches all there are."""
    content.load()
    Exercise.objects.exclude(slug__in=["cat-cow", "cobra-pose"]).update(status="draft")
    Edition.renew()


@pytest.fixture
def owner() -> Any:
    """A person with a session today."""
    person = UserFactory(password=PASSWORD)
    today, exercises = timezone.localdate(), list(Exercise.objects.filter(slug="cat-cow"))
    plan = plan_of(person, exercises=exercises, sessions=0, started_on=today)
    SessionFactory(plan=plan, date=today, time=dt.time(12))
    return person


def until(page: Page, script: str, argument: Any = None) -> None:
    """Wait until the script's promise comes true; Playwright's own waiting takes a promise for true."""
    for _ in range(200):
        if page.evaluate(script, argument):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never true: {script} {argument}")


def wait_for(page: Page, url: str) -> None:
    """Wait until the worker is in charge and the page is kept."""
    until(page, KEPT, url)


def sign_in_by_form(page: Page, live_server: LiveServer, person: Any) -> None:
    """Sign in as people do."""
    page.goto(f"{live_server.url}/accounts/login/")
    page.locator("[name=login]").fill(person.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").first.click()
    page.wait_for_url("**/today/")


def test_a_visitor_reads_the_catalogue_offline(
    live_server: LiveServer, page: Page, context: BrowserContext, violations: Callable[[Page], Any]
) -> None:
    """Also an exercise never opened before, with its figure; and the page says how old it is.

    Of a page that isn't kept there is not the browser's own error page, but what is kept, and the way on.
    """
    page.goto(f"{live_server.url}/stretches/")
    wait_for(page, "/stretches/cobra-pose/")
    wait_for(page, "/offline/")
    context.set_offline(True)
    page.reload()
    expect(page.locator("#offline")).to_contain_text(re.compile(r"You are offline\. This page is from .*\d.* \(.+\)"))
    page.get_by_role("link", name="Cobra").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Cobra"))
    figure = page.locator(".figure-stage img").first
    assert figure.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }") > 0
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px", "without its styles"
    page.goto(f"{live_server.url}/programs/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
    assert violations(page) == []
    page.get_by_role("link", name="The stretches").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stretches")


def test_todays_session_is_there_offline(
    live_server: LiveServer, page: Page, context: BrowserContext, owner: Any, sign_in: Callable[[Any], None]
) -> None:
    """Though only the today page was opened. Back online the network comes first; nothing says offline any more."""
    sign_in(owner)
    page.goto(f"{live_server.url}/today/")
    session = owner.sessions.get().get_absolute_url()
    wait_for(page, session)
    context.set_offline(True)
    page.reload()
    expect(page.locator("#offline")).to_contain_text("You are offline")
    page.locator("a[data-keep]").click()
    page.wait_for_url(f"**{session}")
    expect(page.locator("#offline")).to_contain_text("You are offline")
    expect(page.locator("body")).to_contain_text(Exercise.objects.get(slug="cat-cow").name)
    context.set_offline(False)
    owner.sessions.update(status="skipped")
    page.goto(f"{live_server.url}/today/")
    expect(page.locator("#offline")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skipped for today")


def test_signing_out_takes_private_pages_away(
    live_server: LiveServer, page: Page, context: BrowserContext, owner: Any
) -> None:
    """Afterwards nobody reads them on this device; the catalogue stays."""
    sign_in_by_form(page, live_server, owner)
    wait_for(page, owner.sessions.get().get_absolute_url())
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url(f"{live_server.url}/")
    until(page, NOTHING_PERSONAL)
    context.set_offline(True)
    page.goto(f"{live_server.url}/today/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
    page.goto(f"{live_server.url}/stretches/cat-cow/")
    expect(page.locator("#offline")).to_contain_text("This page is from")


def test_another_person_finds_nothing_of_the_one_before(
    live_server: LiveServer, page: Page, context: BrowserContext, owner: Any, sign_in: Callable[[Any], None]
) -> None:
    """Even where no sign-out was seen, as when a session ended elsewhere."""
    sign_in(owner)
    page.goto(f"{live_server.url}/today/")
    session = owner.sessions.get().get_absolute_url()
    wait_for(page, session)
    sign_in(UserFactory())
    page.goto(f"{live_server.url}/stretches/")
    until(page, "async (url) => !(await caches.match(url))", session)
    context.set_offline(True)
    page.goto(live_server.url + session)
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")


def test_a_new_release_replaces_the_old(
    live_server: LiveServer, page: Page, context: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the next visit its worker takes over, and what the old one kept is gone."""
    names = "async () => (await caches.keys()).sort().join()"
    monkeypatch.setattr(offline, "version", lambda: "first")
    page.goto(f"{live_server.url}/stretches/")
    wait_for(page, "/stretches/cobra-pose/")
    assert page.evaluate(names).startswith("limber-first")
    monkeypatch.setattr(offline, "version", lambda: "second")
    exercise = Exercise.objects.get(slug="cobra-pose")
    exercise.summary = "All new words."
    exercise.save()
    page.goto(f"{live_server.url}/stretches/cat-cow/")
    until(page, f"async () => !(await ({names})()).includes('first')")
    wait_for(page, "/stretches/cobra-pose/")
    context.set_offline(True)
    page.goto(f"{live_server.url}/stretches/cobra-pose/")
    expect(page.locator(".pagehead")).to_contain_text("All new words.")


def test_only_what_is_meant_to_be_kept_is_kept(
    live_server: LiveServer, page: Page, console: list[str], owner: Any, sign_in: Callable[[Any], None]
) -> None:
    """No settings, no admin, no search, no error, no part of a page, whatever was asked for; no policy is broken."""
    owner.is_staff = owner.is_superuser = True
    owner.save()
    sign_in(owner)
    page.goto(f"{live_server.url}/today/")
    wait_for(page, owner.sessions.get().get_absolute_url())
    for path in ("/accounts/", "/accounts/settings/", "/admin/", "/stretches/?q=back", "/week/"):
        page.goto(live_server.url + path)
    assert console == []
    page.goto(f"{live_server.url}/stretches/no-such/")
    console.clear()  # of the word that this page isn't there
    page.goto(f"{live_server.url}/today/")
    wait_for(page, "/stretches/cobra-pose/")
    assert console == []
    # A POST and a range are answered by the server.
    status = "async (options) => (await fetch('/stretches/', options)).status"
    assert page.evaluate(status, {"method": "POST"}) in (403, 405)
    with page.expect_response("**/stretches/cat-cow/") as seen:
        page.evaluate("() => fetch('/stretches/cat-cow/', {headers: {Range: 'bytes=0-9'}})")
    assert not seen.value.from_service_worker
    odd = r"/(accounts|admin|week|media|healthz)/|no-such|/static/(admin|editing)/"
    assert [path for path in page.evaluate(ALL_KEPT) if re.match(odd, path)] == []
