"""The session page: what it holds, beginning it, and how it looks in each state."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from programs import sessions
from programs.models import CheckIn, Entry, Session, SkipReason
from stretches import catalogue
from tests.factories.accounts import UserFactory
from tests.factories.programs import (
    MONDAY,
    CheckInFactory,
    EntryFactory,
    PrescriptionFactory,
    ReductionFactory,
    SessionFactory,
    plan_of,
)
from tests.factories.stretches import ExerciseFactory
from tests.htmx import tree

from .conftest import signed_in
from .decisions.people import Life
from .threads import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def clock(day, hour, minute=0):
    return time_machine.travel(dt.datetime.combine(day, dt.time(hour, minute), tzinfo=dt.UTC), tick=False)


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with clock(MONDAY, 10):
        yield


@pytest.fixture(scope="module")
def pages(shared_rows):
    """The page of a planned session on its day and on the day after, read once for all tests."""
    with shared_rows(), clock(MONDAY, 10):
        owner = UserFactory()
        member, address = signed_in(owner), plan_of(owner, sessions=3).sessions.first().get_absolute_url()
        on_its_day = member.get(address).text
        with clock(MONDAY + DAY, 10):
            return {"on its day": on_its_day, "a day late": member.get(address).text}


@pytest.fixture
def plan(owner):
    return plan_of(owner, exercises=2, sessions=3)


@pytest.fixture
def session(plan):
    return plan.sessions.first()


@pytest.fixture
def running(owner):
    """A session of two exercises that runs since 8:00."""
    plan = plan_of(owner, sessions=0)
    session = SessionFactory(plan=plan, begun=True)
    for prescription in plan.prescriptions.all():
        EntryFactory(session=session, exercise=prescription.exercise)
    return session


def url(name, session, *more):
    return reverse(name, args=[session.pk, *more])


def begin(browser, session, **sent):
    return browser.post(url("session_begin", session), sent)


def test_a_planned_session_shows_what_it_holds(member, plan, session):
    """Each exercise with its dose, the minutes, when to stop, the phone, and a start."""
    page = member.get(session.get_absolute_url()).text
    for prescription in plan.prescriptions.all():
        assert prescription.exercise.name in page
    assert "2 exercises, 2 minutes" in page
    assert "2 × 15 s" in page
    assert "When to stop" in page
    assert "phone within reach" in page
    assert url("session_begin", session) in page
    assert reverse("emergency") in page


def test_a_reduced_session_shows_the_reduced_dose(member, session):
    """Half the dose is what will be done."""
    ReductionFactory(session=session, factor="0.5")
    assert "2 × 5 s" in member.get(session.get_absolute_url()).text


def test_beginning_freezes_what_was_shown(member, plan, session):
    """Entries come from the prescriptions; a later change of the plan leaves them alone."""
    assert begin(member, session).url == session.get_absolute_url()
    plan.prescriptions.update(reps=9)
    session.refresh_from_db()
    assert session.status == Session.Status.IN_PROGRESS
    assert [entry.reps for entry in session.entries.all()] == [2, 2]


def test_beginning_twice_changes_nothing(member, session):
    """A double click leaves one set of entries and the first start."""
    begin(member, session)
    session.refresh_from_db()
    first = session.started_at
    begin(member, session)
    session.refresh_from_db()
    assert (session.started_at, session.entries.count()) == (first, 2)


def test_the_answer_before_is_kept_with_the_start(member, session):
    """One form, one button."""
    begin(member, session, discomfort="4", sensations=["", "stiff"], note="slept badly")
    before = session.checkins.get()
    assert (before.kind, before.discomfort, before.day) == (CheckIn.Kind.BEFORE, 4, MONDAY)
    assert (before.sensations, before.note) == (["stiff"], "slept badly")


def test_no_answer_before_is_no_check_in(member, session):
    """Start without a number invents none."""
    begin(member, session, discomfort="")
    assert not session.checkins.exists()


def test_a_bad_number_before_starts_nothing(member, session):
    """The page comes back with what was typed, and nothing is half saved."""
    answer = begin(member, session, discomfort="11", note="ouch")
    session.refresh_from_db()
    assert answer.status_code == 422
    assert "ouch" in answer.text
    assert session.status == Session.Status.PLANNED
    assert not CheckIn.objects.exists()


def test_a_session_of_an_earlier_day_can_be_logged_or_done(pages):
    """A missed session offers both."""
    page = pages["a day late"]
    assert "Log it for Monday 2 March" in page
    assert "Do it today" in page


def question(page, part):
    """What stands in the form of the session's page that begins or finishes it."""
    return tree(page).by_id(part).text()


def test_what_a_session_of_an_earlier_day_would_hold_is_said_of_today(pages):
    """Logged for its day it holds what it held then, and that may be something else."""
    headings = {which: tree(page).by_id("holds").text() for which, page in pages.items()}
    assert headings == {
        "on its day": "2 exercises, 2 minutes",
        "a day late": "If you do it today: 2 exercises, 2 minutes",
    }


def test_a_missed_session_can_be_logged_though_all_of_it_rests_by_now():
    """What rests since hurt on a later day; on its own day there was something to do."""
    life = Life(easier=False)
    missed = life.planned(0)
    life.session(2, during=7)
    life.decide(2)
    with clock(MONDAY + 2 * DAY, 20):
        browser = signed_in(life.owner)
        page = tree(browser.get(missed.get_absolute_url()).text)
        assert "Nothing of it for today" in page.text()
        assert "Do it today" not in page.text()
        begin(browser, missed, **page.by_id("begin").fields() | {"day": MONDAY.isoformat()})
    missed.refresh_from_db()
    assert (missed.date, missed.status, missed.entries.count()) == (MONDAY, Session.Status.IN_PROGRESS, 1)


def test_a_session_of_today_asks_about_now(pages):
    """The answer is how it is before it begins."""
    assert "How much discomfort do you have now?" in question(pages["on its day"], "begin")


def test_a_session_of_an_earlier_day_does_not_ask_about_now(pages):
    """The rules would read today's pain as that day's; the one form serves both days, so its words do too."""
    words = question(pages["a day late"], "begin")
    assert "How much discomfort before that session?" in words
    assert "If you did it on Monday 2 March, answer for then. If you do it today, answer for now." in words
    assert "do you have now" not in words
    assert "Where is it?" not in words


def test_the_words_of_an_earlier_day_stay_when_something_is_wrong(member, session):
    """The page that comes back asks the same."""
    with clock(MONDAY + DAY, 10):
        answer = begin(member, session, day=MONDAY.isoformat(), discomfort="11")
    assert answer.status_code == 422
    assert "How much discomfort before that session?" in answer.text


def test_a_session_that_is_logged_late_asks_how_it_was_after_it(member, session):
    """Not how it is today."""
    with clock(MONDAY + DAY, 10):
        begin(member, session, day=MONDAY.isoformat())
        words = question(member.get(session.get_absolute_url()).text, "finish")
        wrong = member.post(url("session_finish", session), {"discomfort": "11"})
    assert "How much discomfort after that session?" in words
    assert "How much discomfort after that session?" in wrong.text
    assert "do you have" not in words


def test_a_session_that_runs_past_midnight_still_asks_about_now(member, running):
    """It is done now, though it keeps its day."""
    with clock(MONDAY + DAY, 0, 5):
        page = member.get(running.get_absolute_url()).text
    assert "How much discomfort do you have after the session?" in question(page, "finish")


def test_logging_for_the_day_it_stood_on(member, session):
    """The facts count for that day."""
    with clock(MONDAY + DAY, 10):
        begin(member, session, day=MONDAY.isoformat(), discomfort="3")
    session.refresh_from_db()
    assert (session.date, session.checkins.get().day) == (MONDAY, MONDAY)


def test_logging_for_the_day_it_stood_on_leads_through_nothing(member, session):
    """It holds what was right on that day; who wants to do it today does today's."""
    with clock(MONDAY + DAY, 10):
        begin(member, session, day=MONDAY.isoformat())
        page = member.get(session.get_absolute_url()).text
    assert "Answer after each exercise" in page
    assert "data-player" not in page


def test_doing_a_missed_session_today_moves_it(member, session):
    """Its first date is kept."""
    with clock(MONDAY + DAY, 10):
        begin(member, session, day=(MONDAY + DAY).isoformat())
    session.refresh_from_db()
    assert (session.date, session.first_date) == (MONDAY + DAY, MONDAY)


def test_a_coming_session_can_be_done_today(member, plan):
    """Somebody has time now."""
    session = plan.sessions.last()
    assert "Do it today" in member.get(session.get_absolute_url()).text
    begin(member, session)
    session.refresh_from_db()
    assert session.date == MONDAY


def test_a_day_that_cannot_be_is_refused(member, session):
    """Tomorrow, before the plan, and what is no day."""
    for day in ("2026-03-03", "2026-03-01", "0000-00-00", "2026-02-30", "x", "\x00", "9" * 50):
        answer = begin(member, session, day=day)
        session.refresh_from_db()
        assert (answer.status_code, session.status) == (422, Session.Status.PLANNED), day


def test_a_plan_that_starts_later_says_so(member, owner):
    """There is no start before its first day, and beginning it all the same is refused."""
    session = plan_of(owner, started_on=MONDAY + DAY).sessions.get()
    page = member.get(session.get_absolute_url()).text
    assert "Your plan starts on Tuesday 3 March" in page
    assert url("session_begin", session) not in page
    assert begin(member, session).status_code == 422


def test_a_session_without_exercises_says_so(member, owner):
    """All of them may be resting."""
    session = plan_of(owner, exercises=0).sessions.get()
    assert "Nothing in this session" in member.get(session.get_absolute_url()).text
    assert begin(member, session).status_code == 422


@pytest.mark.parametrize(
    ("status", "words"), [("skipped", "You skipped this session: ill."), ("cancelled", "This session was cancelled")]
)
def test_a_session_that_is_out_says_why_and_cannot_begin(member, session, status, words):
    """Skipped can be taken back, cancelled cannot."""
    session.status, session.skip_reason = status, SkipReason.ILL
    session.save()
    page = member.get(session.get_absolute_url()).text
    assert words in page
    assert (url("session_unskip", session) in page) == (status == "skipped")
    assert begin(member, session).status_code == 302
    assert not session.entries.exists()
    assert "can’t begin" in member.get(session.get_absolute_url()).text


def test_a_running_session_holds_a_form_for_each_exercise(member, running):
    """With steps, dose and the way to the emergency signs, all without a script."""
    html = member.get(running.get_absolute_url()).text
    page = tree(html)
    entries = running.entries.all()
    assert len(entries) == 2
    for entry in entries:
        slug = entry.exercise.slug
        assert page.by_id(f"entry-{slug}").attributes["action"] == url("entry_save", running, slug)
        words = page.by_id(f"exercise-{slug}").text()
        assert "Draw one knee to your chest." in words
        assert "2 × 15 s" in words
        assert "Signs that need help at once" in words
    assert url("session_finish", running) in html


def test_a_closed_session_is_a_log_that_can_be_changed(member, owner):
    """What was done is read first, and every exercise can be changed."""
    session = SessionFactory(plan=plan_of(owner, sessions=0), done=True)
    entry = EntryFactory(session=session, done=True, note="easy", sensations=["pulling"])
    CheckInFactory(session=session, kind="before", discomfort=5)
    page = member.get(session.get_absolute_url()).text
    assert "easy" in page
    assert "pulling" in page
    assert "5 of 10" in page
    assert url("entry_save", session, entry.exercise.slug) in page
    assert url("checkin_session", session, "after") in page


def test_a_session_left_running_closes_at_four(member, running):
    """At 03:59 it still runs, at 04:00 it is closed as it stands."""
    Entry.objects.filter(session=running, order=1).update(outcome="done", recorded_at=dt.datetime.now(dt.UTC))
    with clock(MONDAY + DAY, 3, 59):
        member.get(running.get_absolute_url())
        running.refresh_from_db()
        assert running.status == Session.Status.IN_PROGRESS
    with clock(MONDAY + DAY, 9):
        member.get(running.get_absolute_url())
        running.refresh_from_db()
    assert running.status == Session.Status.PARTLY_DONE
    assert running.finished_at == dt.datetime.combine(MONDAY + DAY, dt.time(4), tzinfo=dt.UTC)


def test_logging_an_earlier_day_takes_its_time(member, session):
    """A session of Monday, begun on Wednesday, runs until Thursday at four."""
    with clock(MONDAY + 2 * DAY, 10):
        begin(member, session, day=MONDAY.isoformat())
        member.get(session.get_absolute_url())
        session.refresh_from_db()
        assert session.status == Session.Status.IN_PROGRESS
    with clock(MONDAY + 3 * DAY, 4):
        member.get(session.get_absolute_url())
        session.refresh_from_db()
        assert session.status == Session.Status.SKIPPED


def test_a_coming_session_shows_what_rotation_will_bring(member, owner):
    """The page and the week agree: what stands before it is taken as done."""
    exercises = [ExerciseFactory(name=name) for name in ("Alpha", "Beta")]
    plan = plan_of(owner, exercises=exercises, sessions=2, session_size=1)
    first, second = plan.sessions.all()
    assert "Alpha" in member.get(first.get_absolute_url()).text
    assert "Beta" in member.get(second.get_absolute_url()).text


def test_what_a_coming_session_holds_is_settled_as_it_begins(member, owner):
    """So the player waits until then, and an answer to what it then doesn't hold is not found; nothing begins."""
    exercises = [ExerciseFactory(name=name) for name in ("Alpha", "Beta")]
    coming = plan_of(owner, exercises=exercises, sessions=2, session_size=1).sessions.last()
    assert "session-plan" not in member.get(coming.get_absolute_url()).text
    answer = {"feel": "fine", "key": str(uuid.uuid4())}
    assert member.post(url("entry_save", coming, exercises[1].slug), answer).status_code == 404
    begin(member, coming)
    coming.refresh_from_db()
    assert (coming.status, coming.entries.get().exercise) == (Session.Status.IN_PROGRESS, exercises[0])
    assert "session-plan" in member.get(coming.get_absolute_url()).text


@pytest.mark.parametrize("name", ["session_detail", "session_summary"])
def test_reading_is_for_the_owner(name, session, member, stranger, visitor):
    """A stranger finds nothing, a visitor signs in first."""
    session.status, session.started_at, session.finished_at = "done", *[dt.datetime.now(dt.UTC)] * 2
    session.save()
    address = url(name, session)
    assert member.get(address).status_code == 200
    assert stranger.get(address).status_code == 404
    assert visitor.get(address).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["session_begin", "session_finish"])
def test_writing_is_for_the_owner(name, session, stranger, visitor):
    """Neither a stranger nor a visitor changes anything."""
    assert stranger.post(url(name, session)).status_code == 404
    assert visitor.post(url(name, session)).url.startswith(reverse("account_login"))
    session.refresh_from_db()
    assert session.status == Session.Status.PLANNED


@pytest.mark.parametrize("pk", [0, 10**30])
def test_no_session_of_that_number(member, pk):
    """Not found, however large."""
    assert member.get(f"/sessions/{pk}/").status_code == 404


def test_a_stale_token_is_refused(owner, session):
    """A form without its token starts nothing."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner)
    assert begin(browser, session).status_code == 403


def test_a_script_gets_no_page(member, session):
    """The guided session only needs to know that it is stored."""
    answer = member.post(url("session_begin", session), headers={"Accept": "application/json"})
    assert (answer.status_code, answer.content) == (204, b"")


def more(plan, number, *, date):
    """That many more planned sessions on one day."""
    same = {"plan": plan, "owner": plan.owner, "week": 2, "date": date, "first_date": date, "time": plan.time}
    first = plan.sessions.count() + 1
    Session.objects.bulk_create(Session(**same, ordinal=first + one) for one in range(number))


def test_the_same_queries_with_few_and_many(member, running, queries_of):
    """Neither more sessions nor more exercises cost more."""
    member.get(running.get_absolute_url())
    few = queries_of(member, running.get_absolute_url())
    for number in range(4, 12):
        PrescriptionFactory(plan=running.plan)
        more(running.plan, 10, date=MONDAY + number * DAY)
        EntryFactory(session=running, exercise=running.plan.prescriptions.last().exercise)
    member.get(running.get_absolute_url())
    assert queries_of(member, running.get_absolute_url()) == few <= 16


def test_a_planned_page_takes_the_same_queries_with_few_and_many(member, plan, queries_of):
    """The sessions before a coming one are read in one go."""
    session = plan.sessions.last()
    member.get(session.get_absolute_url())
    few = queries_of(member, session.get_absolute_url())
    more(plan, 200, date=MONDAY + DAY)
    assert queries_of(member, session.get_absolute_url()) == few <= 18


@pytest.mark.django_db(transaction=True)
def test_two_tabs_begin_one_session():
    """Two starts at once leave one set of entries."""
    session = plan_of(UserFactory()).sessions.get()
    content = catalogue.read()

    def start():
        return sessions.begin(session=session, catalogue=content, today=MONDAY)

    at_once(start, start)
    assert Entry.objects.count() == 2
