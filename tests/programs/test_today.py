"""The today page: one thing, what now."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from programs.models import Session
from tests.factories.programs import MONDAY, CheckInFactory, EntryFactory, ProgramFactory, SessionFactory, plan_of
from tests.factories.stretches import ExerciseFactory
from tests.htmx import tree

from .test_week import fill

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
TODAY = "/today/"


@pytest.fixture
def at():
    """Travel to an hour of MONDAY."""
    travelled = []

    def to(hour, minute=0, day=MONDAY):
        traveller = time_machine.travel(dt.datetime.combine(day, dt.time(hour, minute), tzinfo=dt.UTC), tick=False)
        traveller.start()
        travelled.append(traveller)

    to(10)
    yield to
    for traveller in reversed(travelled):
        traveller.stop()


@pytest.fixture(autouse=True)
def morning(at):
    """It is MONDAY, 10:00 in UTC."""


def title(page):
    """The page's heading."""
    return page.text.partition('<h1 id="title">')[2].partition("</h1>")[0]


def test_a_planned_session_is_the_one_thing(member, owner):
    """What it holds, how long it takes, and a Start that leads to it."""
    plan = plan_of(owner, exercises=[ExerciseFactory(name="Cat-cow"), ExerciseFactory(name="Cobra")])
    page = member.get(TODAY)
    assert title(page) == "Your session for today"
    assert "2 exercises, 2 minutes" in page.text
    assert page.text.index("Cat-cow") < page.text.index("Cobra")
    assert plan.sessions.get().get_absolute_url() in page.text


def test_a_running_session_goes_on(member, owner):
    """Even where another is planned earlier in the day."""
    plan = plan_of(owner)
    running = SessionFactory(plan=plan, begun=True, time=dt.time(20), date=MONDAY)
    EntryFactory(session=running)
    page = member.get(TODAY)
    assert title(page) == "Your session is running"
    assert "Go on" in page.text
    assert page.context["today"].now.session == running
    assert [line.session for line in page.context["today"].others] == [plan.sessions.first()]


def test_yesterdays_running_session_goes_on_until_four(member, owner, at):
    """At 03:59 it is what to do; at 04:00 it is closed and today's comes."""
    yesterday = SessionFactory(plan=plan_of(owner), begun=True, date=MONDAY - DAY, started_at="2026-03-01T22:00Z")
    EntryFactory(session=yesterday, done=True)
    at(3, 59)
    assert member.get(TODAY).context["today"].now.session == yesterday
    at(4)
    assert member.get(TODAY, follow=True).context["today"].now.session != yesterday
    yesterday.refresh_from_db()
    assert yesterday.status == Session.Status.DONE


def late_log(owner, **of_plan):
    """A session of two days ago that is being logged now."""
    begun = {"begun": True, "started_at": "2026-03-02T09:30Z"}
    session = SessionFactory(plan=plan_of(owner, **of_plan), date=MONDAY - 2 * DAY, **begun)
    EntryFactory(session=session)
    return session


def test_a_late_log_leaves_today_to_todays_session(member, owner):
    """What is planned for today is the one thing; the log is named with its day below it."""
    late = late_log(owner)
    todays = late.plan.sessions.get(date=MONDAY)
    page = member.get(TODAY)
    assert title(page) == "Your session for today"
    assert page.context["today"].now.session == todays
    words = tree(page.text).by_id("content").text()
    assert words.index("Also today") < words.index("for Saturday 28 February")


def test_a_late_log_alone_names_its_day(member, owner):
    """Nobody takes it for a session of today."""
    late_log(owner, sessions=0)
    page = member.get(TODAY)
    assert title(page) == "A session still to log"
    assert "for Saturday 28 February" in page.text
    assert "Log it" in page.text
    assert "What you will do" not in page.text
    assert "08:00" not in tree(page.text).by_id("content").text()


def test_a_session_that_runs_comes_before_a_late_log(member, owner):
    """Whichever was begun first."""
    late = late_log(owner, sessions=0)
    running = SessionFactory(plan=late.plan, begun=True, date=MONDAY, time=dt.time(20))
    EntryFactory(session=running)
    assert member.get(TODAY).context["today"].now.session == running


def test_a_late_log_that_was_left_open_closes_at_four(member, owner, at):
    """Also where today's session is the one thing."""
    late = late_log(owner, started_on=MONDAY - 2 * DAY, sessions=5)
    at(4, day=MONDAY + DAY)
    page = member.get(TODAY, follow=True)
    late.refresh_from_db()
    assert not late.is_open
    assert title(page) == "Your session for today"


def test_a_late_log_costs_no_more_queries(member, owner, queries_of):
    """At most ten, as on any other day."""
    late_log(owner)
    member.get(TODAY)
    assert queries_of(member, TODAY) <= 10


def test_after_the_session_the_page_says_well_done_and_what_comes_next(member, owner):
    """The next day on which something is planned."""
    plan = plan_of(owner, sessions=0)
    SessionFactory(plan=plan, done=True)
    SessionFactory(plan=plan, date=MONDAY + 3 * DAY)
    page = member.get(TODAY)
    assert "Well done" in title(page)
    assert "Thursday 5 March at 08:00" in page.text


def test_a_skipped_day_is_not_praised(member, owner):
    """Nor blamed."""
    SessionFactory(plan=plan_of(owner, sessions=0), status="skipped")
    assert title(member.get(TODAY)) == "Skipped for today"


def test_a_day_without_sessions_names_the_next_one(member, owner):
    """The earliest of all plans."""
    for days in (4, 2):
        SessionFactory(plan=plan_of(owner, sessions=0), date=MONDAY + days * DAY)
    page = member.get(TODAY)
    assert title(page) == "Nothing planned today"
    assert "Wednesday 4 March" in page.text


def test_two_plans_on_one_day_are_both_there(member, owner):
    """The earlier one first, the other below it."""
    plan_of(owner, name="Evening", time=dt.time(18))
    plan_of(owner, name="Morning", time=dt.time(7))
    now = member.get(TODAY).context["today"]
    assert now.now.session.plan.name == "Morning"
    assert [line.session.plan.name for line in now.others] == ["Evening"]


def test_somebody_without_a_plan_is_shown_the_default_program(member):
    """Not the first of the list, the one that is suggested."""
    ProgramFactory(order=1)
    program = ProgramFactory(order=2, is_default=True)
    page = member.get(TODAY)
    assert title(page) == "Pick a program to begin with"
    assert program.get_absolute_url() in page.text
    assert reverse("program_finder") in page.text


def test_without_any_program_there_is_still_a_way_on(member):
    """The stretches."""
    page = member.get(TODAY)
    assert page.status_code == 200
    assert reverse("exercise_list") in page.text


def test_a_plan_that_came_to_its_end_says_so(member, owner):
    """All sessions are past and done."""
    plan = plan_of(owner, sessions=0)
    SessionFactory(plan=plan, done=True, date=MONDAY - 20 * DAY)
    page = member.get(TODAY)
    assert title(page) == "Your plan has no sessions left"
    assert plan.get_absolute_url() in page.text


def test_a_missed_session_of_this_week_is_offered_quietly(member, owner):
    """The latest one, for seven days."""
    plan = plan_of(owner, sessions=0)
    for days in (9, 3, 2):
        SessionFactory(plan=plan, date=MONDAY - days * DAY)
    assert member.get(TODAY).context["today"].missed.date == MONDAY - 2 * DAY


def test_an_old_missed_session_is_not_mentioned(member, owner):
    """Eight days ago is over."""
    SessionFactory(plan=plan_of(owner, sessions=0), date=MONDAY - 8 * DAY)
    assert member.get(TODAY).context["today"].missed is None


def test_the_first_session_says_how_to_get_down_and_up(member, owner):
    """And to keep the phone within reach; the second doesn't."""
    session = plan_of(owner).sessions.get()
    assert "phone within reach" in member.get(TODAY).text
    session.ordinal = 2
    session.save()
    assert "phone within reach" not in member.get(TODAY).text


def test_a_cancelled_session_is_not_there(member, owner):
    """Its plan was ended."""
    plan_of(owner).sessions.update(status="cancelled")
    assert not member.get(TODAY).context["today"].knows_any


def test_today_is_the_persons_day(member, owner):
    """At 10:00 UTC it is Tuesday already in Kiritimati."""
    owner.timezone = "Pacific/Kiritimati"
    owner.save()
    plan_of(owner, sessions=2)
    assert member.get(TODAY).context["today"].now.session.date == MONDAY + DAY


def test_a_session_at_half_its_dose_is_shown_so(member, owner):
    """Reductions count for this one session."""
    plan = plan_of(owner, exercises=[ExerciseFactory()])
    plan.prescriptions.update(reps=4, hold=20)
    plan.sessions.get().reductions.create(rule="N2", factor="0.5")
    assert "4 × 10 s" in member.get(TODAY).text


def test_the_page_is_its_owners_alone(stranger, visitor, owner):
    """A stranger sees their own day, a visitor signs in."""
    plan_of(owner, name="Mine alone")
    assert "Mine alone" not in stranger.get(TODAY).text
    assert visitor.get(TODAY).status_code == 302


def test_today_costs_the_same_with_few_and_many_sessions(member, owner, queries_of, at):
    """Three sessions or three thousand: at most ten queries with session and account."""
    at(10, day=MONDAY + 2 * DAY)
    fill(owner, sessions=24, plans=1)
    CheckInFactory(owner=owner, kind="morning", day=MONDAY + 2 * DAY)  # an answer costs one query more than none
    member.get(TODAY)
    few = queries_of(member, TODAY)
    fill(owner, sessions=1000, plans=3)
    member.get(TODAY)
    assert queries_of(member, TODAY) == few <= 10


def test_the_morning_question_stands_there_until_the_evening(member, owner, at):
    """At 17:59 it is asked, at 18:00 no more."""
    plan_of(owner, sessions=2)
    question = f'action="{reverse("checkin_morning")}"'
    at(17, 59)
    assert question in member.get(TODAY).text
    at(18)
    assert question not in member.get(TODAY).text


def test_the_evening_comes_where_the_person_is(member, owner, at):
    """18:00 in Berlin is 17:00 in UTC in winter."""
    owner.timezone = "Europe/Berlin"
    owner.save()
    plan_of(owner, sessions=2)
    at(17)
    assert reverse("checkin_morning") not in member.get(TODAY).text


def test_somebody_without_a_session_is_not_asked(member):
    """There is nothing to compare with."""
    assert reverse("checkin_morning") not in member.get(TODAY).text
