"""Finishing a session, and what its summary says."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from programs import sessions
from programs.models import Session
from stretches import catalogue
from tests.factories.accounts import UserFactory
from tests.factories.programs import MONDAY, CheckInFactory, EntryFactory, SessionFactory, plan_of

from .threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def session(owner):
    """A running session of two exercises, the first one done."""
    session = SessionFactory(plan=plan_of(owner, exercises=0, sessions=0), begun=True)
    EntryFactory(session=session, done=True)
    EntryFactory(session=session)
    return session


def finish(browser, session, **sent):
    return browser.post(reverse("session_finish", args=[session.pk]), sent)


def summary(browser, session):
    return browser.get(reverse("session_summary", args=[session.pk]))


def test_finishing_leads_to_the_summary(member, session):
    """With one of two exercises done it is partly done."""
    assert finish(member, session).url == reverse("session_summary", args=[session.pk])
    session.refresh_from_db()
    assert (session.status, session.seconds) == (Session.Status.PARTLY_DONE, 2 * 15 + 5)


@pytest.mark.parametrize(("outcome", "status"), [("eased", "done"), ("skipped", "partly-done")])
def test_the_status_comes_from_the_entries(member, session, outcome, status):
    """Eased counts as done; one skipped makes it partly done."""
    session.entries.filter(order=2).update(outcome=outcome)
    finish(member, session)
    session.refresh_from_db()
    assert session.status == status


def test_finishing_twice_changes_nothing(member, session):
    """The first end stays."""
    finish(member, session)
    session.refresh_from_db()
    first = session.finished_at
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(11), tzinfo=dt.UTC)):
        finish(member, session)
    session.refresh_from_db()
    assert session.finished_at == first


def test_the_answer_after_is_kept_with_the_finish(member, session):
    """One form, one button."""
    finish(member, session, discomfort="1")
    assert session.checkins.get(kind="after").discomfort == 1


def test_a_wrong_answer_after_finishes_nothing(member, session):
    """The page comes back with what was typed."""
    answer = finish(member, session, discomfort="99", note="so so")
    session.refresh_from_db()
    assert answer.status_code == 422
    assert "so so" in answer.text
    assert session.status == Session.Status.IN_PROGRESS


def test_a_session_that_was_not_begun_cannot_be_finished(member, owner):
    """It stays planned, and its page comes back."""
    session = plan_of(owner).sessions.get()
    assert finish(member, session).url == session.get_absolute_url()
    assert summary(member, session).url == session.get_absolute_url()
    session.refresh_from_db()
    assert session.status == Session.Status.PLANNED


def test_the_summary_says_what_was_done(member, session):
    """Minutes, exercises, and discomfort before and after."""
    CheckInFactory(session=session, kind="before", discomfort=5)
    finish(member, session, discomfort="2")
    page = summary(member, session).text
    assert "1 of 2" in page
    assert "5 of 10" in page
    assert "2 of 10" in page
    for entry in catalogue.read().attach(session.entries.all()):
        assert entry.exercise.name in page


def test_a_missing_number_is_said_in_words(member, session):
    """And asked for again, without making one up."""
    finish(member, session)
    page = summary(member, session).text
    assert page.count("no answer") == 2
    assert "How is your back now?" in page


def test_after_an_earlier_day_it_asks_about_then(member, session):
    """The heading as the question under it: today's pain is not that day's."""
    finish(member, session)
    with time_machine.travel(dt.datetime.combine(MONDAY + dt.timedelta(days=2), dt.time(10), tzinfo=dt.UTC)):
        page = summary(member, session).text
    assert "How was your back afterwards?" in page
    assert "How is your back now?" not in page


def test_an_answered_after_is_not_asked_again(member, session):
    """Nothing more to do."""
    finish(member, session, discomfort="2")
    assert "How is your back now?" not in summary(member, session).text


def test_zero_is_a_number(member, session):
    """No discomfort is an answer."""
    finish(member, session, discomfort="0")
    page = summary(member, session).text
    assert "0 of 10" in page
    assert page.count("no answer") == 1


def test_the_summary_says_what_comes_next(member, session):
    """The next planned session, with its day."""
    assert "Nothing is planned after this." in (finish(member, session), summary(member, session))[1].text
    SessionFactory(plan=session.plan, date=MONDAY + dt.timedelta(days=2))
    assert "Wednesday 4 March at 08:00" in summary(member, session).text


@pytest.mark.django_db(transaction=True)
def test_two_tabs_finish_one_session():
    """Both see the same end."""
    session = EntryFactory(session__plan=plan_of(UserFactory(), exercises=0, sessions=0), done=True).session
    content = catalogue.read()
    one, other = at_once(*[lambda: sessions.finish(session=session, catalogue=content)] * 2)
    assert one.finished_at == other.finished_at
    assert Session.objects.get().status == Session.Status.DONE


def test_what_the_rules_say_to_it_stands_on_the_summary(member, session):
    """A sign told at the end is answered at once, not on the next page."""
    finish(member, session, sensations=["dizzy"])
    page = summary(member, session).text
    assert "Stop and rest" in page
    assert reverse("notice_acknowledge", args=[session.owner.notices.get(rule="T6").pk]) in page
