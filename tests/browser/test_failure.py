"""What is sent and comes to nothing is told, wherever on the page the reader is, and what was typed stays."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from programs import sessions
from programs.models import Session
from stretches import catalogue
from stretches.models import Exercise
from tests.factories.programs import plan_of

from .accessibility import Found
from .playing import recorded

pytestmark = pytest.mark.usefixtures("content")
WORDS = "My knee clicked, and this took a while to type."


@pytest.fixture
def session() -> Session:
    """A running session of two exercises."""
    exercises = list(Exercise.objects.filter(slug__in=["cat-cow", "childs-pose"]))
    session = plan_of(exercises=exercises, started_on=timezone.localdate()).sessions.get()
    sessions.begin(session=session, catalogue=catalogue.read(), today=session.date)
    return session


@pytest.fixture
def card(live_server: LiveServer, page: Page, sign_in: Callable[[Any], None], session: Session) -> Locator:
    """The exercise on the session's page, a note typed."""
    sign_in(session.owner)
    page.goto(live_server.url + session.get_absolute_url())
    card = page.locator("#exercise-cat-cow")
    card.locator("summary", has_text="This hurts").click()
    card.locator("[name=note]").fill(WORDS)
    card.locator("label:has([name=outcome][value=done])").click()
    return card


def send(card: Locator) -> None:
    """Press Save."""
    card.get_by_role("button", name="Save").last.click()


def test_a_save_that_is_refused_is_told(card: Locator, page: Page, context: BrowserContext, session: Session) -> None:
    """A number that can't be; then a sign-in that ran out, and a stale token as after signing in in another tab."""
    page.set_viewport_size({"width": 360, "height": 640})
    card.locator("[name=sets]").fill("0")
    send(card)
    # The focus goes to the field, so that it and its word are in view.
    expect(card.locator("[name=sets]")).to_be_focused()
    expect(card.get_by_text("Choose at least 1.")).to_be_in_viewport()
    card.locator("[name=sets]").fill("1")
    cookies = context.cookies()
    for cookie in ("sessionid", "csrftoken"):
        context.add_cookies(cookies)
        context.clear_cookies(name=cookie)
        send(card)
        expect(page.get_by_role("alert"), cookie).to_contain_text("may not be saved")
        expect(page.get_by_role("alert"), cookie).to_be_in_viewport(ratio=1)
        expect(card.locator("[name=note]"), cookie).to_have_value(WORDS)
        page.get_by_role("alert").get_by_role("button", name="Close").click()
        expect(page.get_by_role("alert"), cookie).to_have_count(0)
    assert session.entries.get(exercise__slug="cat-cow").recorded_at is None


def test_a_save_without_a_network_is_told_and_can_be_sent_again(
    card: Locator, page: Page, context: BrowserContext, violations_in_both: Callable[[Page], Found]
) -> None:
    """Narrow and wide, by day and by night; with the network the next try is saved, and the word goes.

    It stays told while another exercise is stored.
    """
    context.set_offline(True)
    send(card)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)
        assert violations_in_both(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    context.set_offline(False)
    page.locator("#exercise-childs-pose").get_by_role("button", name="Fine").click()
    expect(recorded(page, "childs-pose")).to_have_text(["Done", "Fine"])
    expect(page.get_by_role("alert")).to_be_visible()
    send(card)
    expect(recorded(page, "cat-cow")).to_have_text("Done")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_is_wrong_is_read_before_the_way_on(card: Locator, page: Page, session: Session) -> None:
    """In a card that offers the next exercise, the focus goes to what can't be; or to the word that it changed."""
    send(card)
    expect(card.get_by_role("link", name="Next")).to_be_focused()
    card.locator("summary", has_text="Change").click()
    card.locator("[name=sets]").fill("0")
    send(card)
    expect(card.locator("[name=sets]")).to_be_focused()
    session.entries.filter(exercise__slug="cat-cow").update(key=uuid.uuid4(), note="Another tab")
    card.locator("[name=sets]").fill("1")
    send(card)
    expect(card.get_by_text("saved somewhere else")).to_be_in_viewport()
