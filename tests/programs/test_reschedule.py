"""Moving a session, skipping it, taking that back."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from programs.models import Session
from tests.factories.programs import MONDAY, SessionFactory, plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        yield


@pytest.mark.parametrize("name", ["session_move", "session_skip"])
def test_a_session_is_its_owners_alone(member, stranger, visitor, owner, name):
    """So is changing it."""
    session = plan_of(owner).sessions.get()
    url = reverse(name, args=[session.pk])
    assert member.get(url).status_code == 200
    assert stranger.get(url).status_code == 404
    assert stranger.post(url, {"day": "2026-03-04", "reason": "ill"}).status_code == 404
    assert visitor.post(url).status_code == 302
    session.refresh_from_db()
    assert (session.date, session.status) == (MONDAY, Session.Status.PLANNED)


def test_moving_a_session_keeps_its_first_day(member, owner):
    """Only the day changes, and the week of the new day comes next."""
    session = plan_of(owner).sessions.get()
    answer = member.post(reverse("session_move", args=[session.pk]), {"day": "2026-03-12"})
    session.refresh_from_db()
    assert answer.url == "/week/2026-03-12/"
    assert "now on Thursday 12 March 2026" in member.get(answer.url).text
    assert (session.date, session.first_date) == (dt.date(2026, 3, 12), MONDAY)


@pytest.mark.parametrize("day", ["", "2026-03-01", "2027-03-04", "0000-00-00", "9999-12-31", "\0", "🧘", "9" * 10**5])
def test_a_session_moves_only_within_reach(member, owner, day):
    """From the start of the plan to a year ahead; told at the field, typing kept."""
    session = plan_of(owner).sessions.get()
    page = member.post(reverse("session_move", args=[session.pk]), {"day": day})
    assert page.status_code == 422
    assert page.context["form"].errors["day"]
    assert page.context["form"]["day"].value() == day
    session.refresh_from_db()
    assert session.date == MONDAY


@pytest.mark.parametrize("name", ["session_move", "session_skip"])
def test_a_session_that_was_done_stays_as_it_is(member, owner, name):
    """Told in words, not an error page."""
    session = SessionFactory(plan=plan_of(owner), done=True)
    page = member.post(reverse(name, args=[session.pk]), {"day": "2026-03-12", "reason": "ill"})
    assert page.status_code == 422
    assert "has not begun" in page.text
    session.refresh_from_db()
    assert (session.date, session.status) == (MONDAY, Session.Status.DONE)


def test_skipping_asks_why_and_can_be_taken_back(member, owner):
    """Skipped with its reason, then planned again without one; the second time changes nothing."""
    session = plan_of(owner).sessions.get()
    member.post(reverse("session_skip", args=[session.pk]), {"reason": "ill"})
    session.refresh_from_db()
    assert (session.status, session.skip_reason) == ("skipped", "ill")
    for _ in range(2):
        assert member.post(reverse("session_unskip", args=[session.pk])).url == "/week/2026-03-02/"
        session.refresh_from_db()
        assert (session.status, session.skip_reason) == ("planned", "")


@pytest.mark.parametrize("reason", ["", "laziness", "\0"])
def test_a_skip_needs_a_reason_from_the_list(member, owner, reason):
    """Told at the field."""
    session = plan_of(owner).sessions.get()
    page = member.post(reverse("session_skip", args=[session.pk]), {"reason": reason})
    assert page.status_code == 422
    assert page.context["form"].errors["reason"]


def test_taking_back_is_the_owners_alone(stranger, visitor, member, owner):
    """And never a GET."""
    session = SessionFactory(plan=plan_of(owner), status="skipped")
    url = reverse("session_unskip", args=[session.pk])
    assert stranger.post(url).status_code == 404
    assert visitor.post(url).status_code == 302
    assert member.get(url)["Location"] == session.get_absolute_url()
    session.refresh_from_db()
    assert session.status == "skipped"


def test_a_skip_in_an_ended_plan_stays(member, owner):
    """There is nothing left to plan it in."""
    plan = plan_of(owner, sessions=0, ended_at="2026-03-01T10:00Z", ended_on="2026-03-01")
    session = SessionFactory(plan=plan, status="skipped")
    member.post(reverse("session_unskip", args=[session.pk]))
    session.refresh_from_db()
    assert session.status == "skipped"
