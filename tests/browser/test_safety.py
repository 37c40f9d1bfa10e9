"""The safety questions, notices and changes in a real browser: on a small and a wide screen, light and dark, by tap."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from programs import sessions
from stretches import catalogue
from stretches.models import Condition, Exercise
from tests.factories.accounts import UserFactory
from tests.factories.programs import adjustment_of, notice_of, plan_of, screening_of

from .playing import recorded

pytestmark = pytest.mark.usefixtures("content")


@pytest.fixture
def person() -> Any:
    """Somebody with a plan, hips and a brittle back, a notice and a change of today."""
    today = timezone.localdate()
    plan = plan_of(exercises=list(Exercise.objects.all()), started_on=today, screened=False)
    screening_of(plan.owner, *Condition.objects.filter(slug__in=["hip-replacement", "osteoporosis"]), day=today)
    notice_of(plan.owner, day=today)
    adjustment_of(plan.prescriptions.first(), day=today)
    return plan.owner


@pytest.mark.unseen
def test_pages_fit_and_are_accessible(
    live_server: LiveServer,
    page: Page,
    console: list[str],
    faults: Callable[[Page], Any],
    sign_in: Callable[[Any], None],
    person: Any,
) -> None:
    """Pages that say more to this person than test_pages.py sees: nothing sticks out, no rule of axe is broken."""
    sign_in(person)
    own = [person.sessions.get().get_absolute_url(), person.plans.get().get_absolute_url()]
    for path in ["/screening/result/", "/notices/", "/today/", *own]:
        page.goto(live_server.url + path)
        assert faults(page) == [], path
    assert console == []


@pytest.mark.parametrize("sensation", ["tingling", "dizzy"])
def test_a_sign_in_a_session_changes_the_rest_of_it_at_once(
    live_server: LiveServer,
    page: Page,
    console: list[str],
    violations: Callable[[Page], Any],
    sign_in: Callable[[Any], None],
    sensation: str,
) -> None:
    """The page comes again from the top: what goes the same way is left out; somebody dizzy is to end the session."""
    arching = Exercise.objects.filter(slug__in=["cobra-pose", "fish-pose", "heel-slides"])
    session = plan_of(exercises=list(arching), started_on=timezone.localdate()).sessions.get()
    sessions.begin(session=session, catalogue=catalogue.read(), today=session.date)
    sign_in(session.owner)
    page.set_viewport_size({"width": 320, "height": 900})
    page.set_default_timeout(10_000)
    page.goto(live_server.url + session.get_absolute_url())
    cobra = page.locator("#exercise-cobra-pose")
    cobra.locator("summary", has_text="This hurts").click()
    cobra.locator(f"label:has([name=sensations][value={sensation}])").click()
    cobra.get_by_role("button", name="Save").last.click()
    expect(page.locator("#notices .panel")).to_have_count(1)
    expect(page.locator("#exercise-fish-pose")).to_contain_text("Left out for now")
    is_over = page.get_by_role("heading", name="End the session here")
    expect(is_over).to_have_count(1 if sensation == "dizzy" else 0)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#exercise-fish-pose").get_by_role("button", name="Skip it").click()
    expect(recorded(page, "fish-pose")).to_have_text("Skipped")
    assert console == []


def test_the_questions_take_a_few_taps(live_server: LiveServer, page: Page, sign_in: Callable[[Any], None]) -> None:
    """None of these, three times, the consent, and go on; an emergency sign instead stops."""
    person = plan_of(UserFactory(), started_on=timezone.localdate(), screened=False).owner
    sign_in(person)
    page.goto(f"{live_server.url}/today/")
    page.get_by_role("link", name="Answer the safety questions").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Safety questions")
    for none in page.get_by_label("None of these").all():
        none.check()
    page.get_by_label("I have read this").check()
    page.get_by_role("button", name="Save my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You can go on")
    page.goto(f"{live_server.url}/emergency/")
    page.get_by_label("Do you have chest pain?").check()
    page.get_by_role("button", name="This is true for me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please get help now")
    page.get_by_role("link", name="A clinician has seen me").click()
    page.get_by_role("button", name="Yes, a clinician has seen me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You can go on")


def test_a_notice_goes_with_one_tap(
    live_server: LiveServer, page: Page, sign_in: Callable[[Any], None], person: Any
) -> None:
    """Only the notices are swapped, and the focus stays there."""
    sign_in(person)
    page.goto(f"{live_server.url}/today/")
    page.evaluate("window.stays = true")
    page.get_by_role("button", name="I have read this").click()
    expect(page.get_by_text("It should have settled by now")).to_have_count(0)
    expect(page.locator("#notices")).to_be_focused()
    assert page.evaluate("window.stays")
