"""Looking back: sessions and check-ins by week, and the last four weeks in numbers."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from programs import history
from programs.models import Session
from tests.factories.programs import MONDAY, CheckInFactory, EntryFactory, SessionFactory, plan_of
from tests.htmx import tree

pytestmark = pytest.mark.django_db
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
NOW = dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC)
HISTORY, PROGRESS = "/progress/history/", "/progress/"


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan(owner):
    return plan_of(owner, exercises=0, sessions=0, started_on=MONDAY - 30 * WEEK)


def done(plan, day, before=None, after=None):
    """A session done on that day, with the numbers that were given."""
    session = SessionFactory(plan=plan, date=day, done=True)
    for kind, number in (("before", before), ("after", after)):
        if number is not None:
            CheckInFactory(session=session, kind=kind, discomfort=number)
    return session


@pytest.mark.parametrize("url", [HISTORY, PROGRESS])
def test_nothing_yet(member, url):
    """A new person is told what comes here, and where to go."""
    page = member.get(url)
    assert page.status_code == 200
    assert reverse("today") in tree(page.text).by_id("content").__repr__()


def test_sessions_stand_in_their_weeks(member, plan):
    """Newest first, each with its link, its minutes and its numbers."""
    session = done(plan, MONDAY - 2 * DAY, before=5, after=3)
    done(plan, MONDAY - 9 * DAY)
    page = member.get(HISTORY).text
    assert page.index("23 February – 1 March 2026") < page.index("16 February – 22 February 2026")
    assert session.get_absolute_url() in page
    assert "before 5 of 10, after 3 of 10" in page
    assert "1 of 1 session done, 10 minutes." in page


def test_the_week_begins_where_the_person_says(member, owner, plan):
    """On Sunday for some."""
    owner.first_weekday = 7
    owner.save()
    done(plan, MONDAY - DAY)
    assert "1 March – 7 March 2026" in member.get(HISTORY).text


def test_totals_count_what_was_answered_on_both_sides(owner, plan):
    """The median before and after of sessions with both numbers; half done counts, a skip does not."""
    for number, (before, after) in enumerate([(6, 3), (2, 2), (4, None), (None, 1)], start=1):
        done(plan, MONDAY - number * DAY, before, after)
    SessionFactory(plan=plan, date=MONDAY - DAY, status="skipped")
    SessionFactory(plan=plan, date=MONDAY - DAY)
    SessionFactory(plan=plan, date=MONDAY - DAY, status="cancelled")
    totals = history.totals(owner=owner, first=MONDAY - WEEK, last=MONDAY, today=MONDAY)
    assert (totals.done, totals.planned, totals.minutes) == (4, 6, 40)
    assert (totals.before, totals.after) == (4, 2.5)


def test_no_numbers_give_no_median(owner, plan):
    """Nothing is made up."""
    done(plan, MONDAY - DAY, before=4)
    totals = history.totals(owner=owner, first=MONDAY - WEEK, last=MONDAY, today=MONDAY)
    assert (totals.before, totals.after) == (None, None)


def test_a_missed_session_can_be_logged_from_here(member, plan):
    """It stands among the others with its link."""
    session = SessionFactory(plan=plan, date=MONDAY - DAY)
    page = member.get(HISTORY).text
    assert "Missed" in page
    assert session.get_absolute_url() in page


def test_what_is_still_to_come_is_not_history(member, plan):
    """Today's plan and next week's stay away."""
    for day in (MONDAY, MONDAY + DAY):
        session = SessionFactory(plan=plan, date=day)
        assert session.get_absolute_url() not in member.get(HISTORY).text


def test_other_check_ins_are_listed_to_change(member, owner):
    """The morning and any other time."""
    for kind in ("morning", "other"):
        checkin = CheckInFactory(owner=owner, kind=kind)
        assert reverse("checkin_edit", args=[checkin.pk]) in member.get(HISTORY).text


def test_older_weeks_are_a_link_away(member, plan):
    """Past an empty stretch, straight to what is there; and back again."""
    old = done(plan, MONDAY - 20 * WEEK)
    done(plan, MONDAY - DAY)
    page = member.get(HISTORY).text
    assert old.get_absolute_url() not in page
    assert f"?until={old.date}" in page
    page = member.get(f"{HISTORY}?until={old.date}").text
    assert old.get_absolute_url() in page
    assert "Later weeks" in page


def test_a_day_to_come_shows_the_present(member, plan):
    """There is nothing later than today."""
    session = done(plan, MONDAY - DAY)
    assert session.get_absolute_url() in member.get(f"{HISTORY}?until=2100-01-01").text


@pytest.mark.parametrize("day", ["0000-00-00", "9999-12-31", "2026-02-30", "x", "\x00", "1" * 1000])
def test_a_day_that_is_none(member, day):
    """Not found, no error."""
    assert member.get(HISTORY, {"until": day}).status_code == 404


def test_progress_adds_up_four_weeks(member, plan):
    """Sessions, minutes, before and after, and how the exercises felt."""
    session = done(plan, MONDAY - DAY, before=4, after=3)
    done(plan, MONDAY - 21 * DAY)
    done(plan, MONDAY - 22 * DAY)
    EntryFactory(session=session, done=True, feel="bit")
    page = tree(member.get(PROGRESS).text).by_id("content").text()
    assert "2 of 2" in page
    assert "In 1 session with both answers: 4 of 10 before, 3 of 10 after." in page
    assert "A bit 1 time" in page


@pytest.mark.parametrize("url", [HISTORY, PROGRESS])
def test_only_ones_own(url, member, stranger, visitor, plan):
    """A stranger sees theirs, a visitor signs in first."""
    session = done(plan, MONDAY - DAY)
    assert session.get_absolute_url() not in stranger.get(url).text
    assert visitor.get(url).url.startswith(reverse("account_login"))


def test_the_same_queries_with_three_sessions_and_three_thousand(member, owner, queries_of):
    """And no more than eight for the history, once the rules have decided (the first reading of a day)."""
    plan = plan_of(owner, exercises=0, sessions=0, started_on=MONDAY - 900 * DAY)
    most = {HISTORY: 8, PROGRESS: 10}

    def asked():
        member.get(PROGRESS)
        return {url: queries_of(member, url) for url in most}

    for number in range(1, 4):
        EntryFactory(session=done(plan, MONDAY - number * DAY, 4, 3), done=True, feel="fine")
    few = asked()
    days = [MONDAY - (number % 900) * DAY for number in range(3000)]
    over = {"status": "done", "started_at": NOW, "finished_at": NOW, "seconds": 600}
    plan.sessions.bulk_create(
        Session(plan=plan, owner=owner, ordinal=number, week=1, date=day, first_date=day, time=plan.time, **over)
        for number, day in enumerate(days, start=10)
    )
    owner.checkins.bulk_create(CheckInFactory.build(owner=owner, day=MONDAY - n * DAY) for n in range(100))
    assert asked() == few
    assert [url for url in most if few[url] > most[url]] == []
