"""Every page of ours in Chromium: read by everybody, at any width, in any light, by keyboard, quiet and light."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests import addresses, world
from tests.addresses import ALLAUTH, OURS
from tests.world import World

ROOT = Path(__file__).parents[2]
FIRST_VISIT = 60 * 1024
# What is no page, and pages whose own tests look at them (the gallery, the editors' sheet of figures).
NO_PAGE = {"drawing", "healthz", "manifest", "service_worker", "media", "whoami", "gallery", "figure_sheet"}
# Pages of the account that everybody who is signed in reaches without a second step.
ACCOUNT = ["account_logout", "account_email", "account_change_password", "account_reauthenticate", "mfa_index"]
ACCOUNT += ["mfa_list_webauthn", "usersessions_list"]
WAYS_IN = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"]
WAYS_IN += ["account_email_verification_sent", "account_inactive"]
BY_KEYBOARD = ["exercise_list", "exercise_detail", "today", "week", "session_detail", "plan_start", "account_settings"]
BY_KEYBOARD += ["checkin_new", "screening", "plan_edit"]

# Pages with much beside each other.
UNDER_LARGE_TYPE = ["plan_edit", "plan_new", "screening", "session_detail", "today", "week", "program_detail"]
UNDER_LARGE_TYPE += ["question_list", "mfa_index"]
# Links whose contents are wider than they are, so that they lie over those beside them.
WORDS_OVER_WORDS = """(all) => [...document.querySelectorAll(all)]
  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent.trim())"""

PARTS = [("visitor", slice(None)), ("owner", slice(0, None, 2)), ("owner", slice(1, None, 2))]

FOCUSED = """() => {
  const one = document.activeElement
  if (!one || one === document.body) return null
  const near = [one, one.closest("label"), one.nextElementSibling, one.parentElement, one.closest(".card")]
  const styles = near.filter(Boolean).map((part) => getComputedStyle(part))
  const shown = [...styles, getComputedStyle(one, "::after")]
    .some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
  const skips = one.classList.contains("skip-link")
  const inside = ["date", "time"].includes(one.type) && "seen" in one.dataset // its own little stops show themselves
  const around = skips && "seen" in one.dataset
  one.dataset.seen = ""
  return { around, shown: shown || inside, skips, what: one.outerHTML.slice(0, 160) }
}"""
LEFT_OUT = """() => {
  const seen = (one) => "seen" in one.dataset
  const radios = new Set([...document.querySelectorAll("[type=radio]")].filter(seen).map((one) => one.name))
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((one) => !seen(one) && !one.disabled && one.type !== "hidden" && one.tabIndex >= 0)
    .filter((one) => !radios.has(one.name) && one.checkVisibility({ visibilityProperty: true }))
    .map((one) => one.outerHTML.slice(0, 160))
}"""


@pytest.fixture
def host(transactional_db: None) -> World:
    """The shipped content, and a person with a history."""
    return world.build(shipped=True)


def pages(host: World, who: str) -> dict[str, str]:
    """The path of every page of ours for a visitor, or those that only members see."""
    public = {name for name, line in OURS.items() if line.who == addresses.EVERYBODY}
    own = {name for name, line in OURS.items() if line.who in (addresses.MEMBERS, addresses.OWNER)}
    own = {name for name in own if OURS[name].takes != addresses.POST} - {"erase_account"}
    names = [*sorted(public - NO_PAGE), *WAYS_IN] if who == "visitor" else [*sorted(own - NO_PAGE), *ACCOUNT]
    found = {name: {**OURS, **ALLAUTH}[name].url(name, host) for name in names}
    if who == "owner":
        for state in ("done", "skipped", "missed", "running"):
            found[f"a {state} session"] = host.pieces[state].get_absolute_url()
    return found | {"an unknown page": "/no/such/page/"}


def enter(page: Page, host: World, who: str, live_server: LiveServer) -> None:
    """Sign in without the form."""
    for name, value in host.cookies[who].items():
        page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])


@pytest.mark.unseen
@pytest.mark.timeout(150)
@pytest.mark.parametrize(("who", "part"), PARTS, ids=["visitor", "owner", "owner, the rest"])
def test_every_page_fits_and_is_accessible(
    live_server: LiveServer, page: Page, host: World, faults: Callable[[Page], Any], who: str, part: slice
) -> None:
    """Nothing sticks out, no rule of axe is broken, the console is quiet, and no other host is asked."""
    enter(page, host, who, live_server)
    hosts, complaints, found = set(), [], []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for name, path in list(pages(host, who).items())[part]:
        answer = page.goto(live_server.url + path)
        assert answer
        if answer.status != (404 if name == "an unknown page" else 200):
            found.append((name, "status", answer.status))
        found += [(name, *fault) for fault in faults(page)]
        found += [(name, "console", text) for text in complaints if "status of 404" not in text]
        complaints.clear()
    assert found == []
    assert hosts == {live_server.url.split("/")[2]}


def test_nothing_sticks_out_under_large_type(
    live_server: LiveServer, large_type: Callable[..., Page], host: World
) -> None:
    """On the narrowest phone, at half as large again: drawings make room for words, and long words break."""
    page = large_type(320, 640)
    enter(page, host, "owner", live_server)
    found = []
    for name in UNDER_LARGE_TYPE:
        page.goto({**OURS, **ALLAUTH}[name].url(name, host))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(name)
    assert found == []
    assert page.evaluate(WORDS_OVER_WORDS, ".tabbar a > span, .tabbar a") == []


@pytest.mark.unseen
@pytest.mark.timeout(150)
def test_everything_is_reached_by_keyboard(live_server: LiveServer, page: Page, host: World) -> None:
    """The skip link comes first, every stop shows where the focus is, and Tab leaves nothing out."""
    enter(page, host, "owner", live_server)
    for name in BY_KEYBOARD:
        page.goto(live_server.url + OURS[name].url(name, host))
        stops: list[Any] = []
        while len(stops) < 400:
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop is None or stop["around"]:
                break
            stops.append(stop)
        assert stops[0]["skips"], name
        assert [stop["what"] for stop in stops if not stop["shown"]] == [], name
        assert page.evaluate(LEFT_OUT) == [], name


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Limber as `make run` serves it: collected static files, gunicorn, an empty database of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("LIMBER_", "DATABASE_", "DJANGO_"))
    }
    env |= {"LIMBER_VAR": str(tmp_path), "SECRET_KEY": settings.SECRET_KEY, "LIMBER_IGNORE_DOT_ENV": "1"}
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env, check=True, capture_output=True)
    serve = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", address]
    serve += ["--config", "python:config.server"]
    with subprocess.Popen([*serve, "--log-level", "critical"], cwd=ROOT, env=env) as server:
        try:
            wait_for(address)
            yield f"http://{address}"
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    """Return as soon as somebody answers there."""
    host, port = address.split(":")
    for _ in range(200):
        with socket.socket() as knock:
            if knock.connect_ex((host, int(port))) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(address)


@pytest.mark.unseen
def test_the_first_visit_is_light_over_the_wire(served: str, page: Page, console: list[str]) -> None:
    """HTML, styles and scripts of the catalogue as Chromium receives them: at most 60 KB, all from this host."""
    wire = page.context.new_cdp_session(page)
    kinds: dict[str, tuple[str, str]] = {}
    sizes: dict[str, int] = {}
    wire.send("Network.enable")
    wire.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: (e["type"], e["response"]["url"])}))
    wire.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto(f"{served}/stretches/", wait_until="networkidle")
    counted = {
        url: sizes[request]
        for request, (kind, url) in kinds.items()
        if kind in ("Document", "Stylesheet", "Script") and request in sizes
    }
    assert len(counted) > 5
    assert sum(counted.values()) <= FIRST_VISIT, counted
    assert all(url.startswith(served) for _, url in kinds.values())
    assert console == []
