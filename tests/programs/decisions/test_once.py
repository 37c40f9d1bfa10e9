"""Deciding costs a fixed number of queries whatever the history, and two requests at once decide once."""

import datetime as dt
import threading
import time
import uuid
from itertools import product

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs import clinicians, decisions, easing, pauses, plans, rescheduling, sessions
from programs.models import AreaScore, CheckIn, DecidedDay, Entry, Session
from programs.rules.dose import Dose
from tests.factories.programs import AccessFactory, PauseFactory, SessionFactory, instant
from tests.factories.stretches import BodyAreaFactory
from tests.programs.conftest import signed_in
from tests.programs.threads import at_once
from tests.world import left_as_found

from .people import NOON, Life, day

MOST = 12
"""Queries of one decision, those of the page that asks for it not among them."""


def statements(captured):
    """What went to the database, but for the brackets of a transaction."""
    return [one["sql"] for one in captured if one["sql"].split()[0] not in ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")]


def history(life, years):
    """Sessions three days a week with entries and check-ins, for years before MONDAY."""
    form, area, dose = life.prescription().form, BodyAreaFactory(), {"sets": 1, "reps": 2, "hold": 15}
    days = [day(-number) for number in range(2, int(years * 365)) if day(-number).weekday() in (0, 2, 4)]
    life.plan.started_on = min(days)
    life.plan.save()
    made = Session.objects.bulk_create(
        Session(
            plan=life.plan,
            owner=life.owner,
            ordinal=1000 + number,
            week=1,
            date=on,
            first_date=on,
            time=life.plan.time,
            status="done",
            started_at=instant(on, life.plan.time),
            finished_at=instant(on, life.plan.time),
        )
        for number, on in enumerate(days)
    )
    Entry.objects.bulk_create(
        Entry(session=one, exercise=form.exercise, form=form, order=1, **dose, outcome="done", feel="fine")
        for one in made
    )
    told = CheckIn.objects.bulk_create(
        CheckIn(owner=life.owner, kind=kind, session=one, day=one.date, discomfort=3)
        for one in made
        for kind in ("before", "after")
    )
    AreaScore.objects.bulk_create(AreaScore(checkin=one, area=area, score=3) for one in told)
    DecidedDay.objects.bulk_create(
        DecidedDay(owner=life.owner, day=day(-number), decided_at=instant(day(-number), dt.time(20)))
        for number in range(int(years * 365), 1, -1)
    )


def closing(years):
    """Decide after a session that turned red, with so many years behind it: the statements, and the facts read."""
    life = Life()
    life.decide(-1)
    if years:
        DecidedDay.objects.filter(owner=life.owner).delete()
        history(life, years)
        decisions.mark(life.owner, day(-1))
        life.decide(-1)
    life.decide(0, at=dt.time(7))
    life.session(0, before=7, during=9, after=9, felt=["tingling"])
    content = life.content  # read before, as a page does
    seen, real = [], decisions.facts.Reader.read

    def read(self, *days, **since):
        found = real(self, *days, **since)
        seen.append(found[0])
        return found

    with pytest.MonkeyPatch.context() as patch, CaptureQueriesContext(connection) as captured:
        patch.setattr(decisions.facts.Reader, "read", read)
        decisions.bring_up_to_date(life.owner, catalogue=content, today=day(0), now=instant(day(0), dt.time(10)))
    assert life.owner.adjustments.exists()
    assert life.owner.notices.exists()
    return statements(captured), seen[-1]


@pytest.fixture(scope="module")
def closed(shared_rows):
    """What it takes to close a session with no years behind it and with three; nothing of it stays."""
    found = {}
    for years in (0, 3):
        with shared_rows():
            found[years] = closing(years)
    return found


@pytest.mark.django_db
def test_three_years_of_history_cost_what_none_costs(closed):
    """As many queries, and at most twelve."""
    (fresh, _), (with_history, _) = closed[0], closed[3]
    assert len(fresh) == len(with_history) <= MOST


@pytest.mark.django_db
def test_only_a_window_of_the_history_is_read(closed):
    """The rules get the last weeks, not three years."""
    _, facts = closed[3]
    assert 15 < len(facts.sessions) < 30


def behind(years):
    """A person with so many years behind them."""
    life = Life(slugs=("cobra-pose", "childs-pose", "camel-pose"))
    if years:
        history(life, years)
    return life


def all_at_once(life, years, *, plans=1):
    """Put before a person the dearest decision there can be: the day's first, after sessions that turned red, with
    changes by their hand and the clinician's, a shorter session, a bad day, a pause, and a plan that the rules see for
    the first time. With `years` None nothing was decided before."""
    lives = [life, *(Life(owner=life.owner, slugs=life.exercises, screened=None) for _ in range(plans - 1))]
    if years is not None:
        life.decide(-1)
    for one in lives:
        one.session(0, before=7, during=9, after=9, felt=["tingling"], slugs=["cobra-pose"])
        PauseFactory(plan=one.plan, first_day=day(3), last_day=day(4))
        hands(one)
    easing.shorten(session=life.planned(2), is_short=True)
    easing.say_bad_day(owner=life.owner, day=day(0), key=uuid.uuid4(), discomfort=8, sensations=["dizzy"], signs=[])
    Life(owner=life.owner, slugs=("cobra-pose",), screened=None)
    return life


def hands(life):
    """Their own dose, and all that a clinician can do to a plan."""
    held = {slug: life.prescription(slug) for slug in life.exercises}
    dose, once = Dose(1, 3, 15), {"day": day(0), "key": uuid.uuid4()}
    decisions.hands.change(held["childs-pose"], by=life.owner, dose=dose, **once)
    access = AccessFactory(plan=life.plan)
    clinicians.prescribe(access=access, prescription=held["camel-pose"], fixed=True, dose=dose, **once)
    clinicians.set_threshold(access=access, name="dose_days", value=12, **once)
    clinicians.write_note(access=access, text="Slowly.", **once)


def cost(life, *, late=0):
    """Queries of deciding on the morning of day 0, when every table is written.

    Just before, the morning of so many days ago (0: none) was told late.
    """
    if late:
        life.morning(-late, 8)
    content, now = life.content, instant(day(0), dt.time(10))
    with CaptureQueriesContext(connection) as captured:
        decisions.bring_up_to_date(life.owner, catalogue=content, today=day(0), now=now)
    made = statements(captured)
    written = {sql.split('"')[1].removeprefix("programs_") for sql in made if sql.startswith(("INSERT", "UPDATE"))}
    assert written == {"adjustment", "decidedday", "notice", "plan", "prescription", "standing"}
    return len(made)


@pytest.mark.django_db
def test_all_at_once_costs_at_most_twelve():
    """With a few weeks behind it as with three years, with one plan as with several."""
    costs = {}
    for years in (0.2, 3):
        life = behind(years)
        for several in (1, 3):
            with left_as_found():
                all_at_once(life, years, plans=several)
                for late in (0, 1, 20):
                    with left_as_found():
                        costs[late, several, years] = cost(life, late=late)
    for late, several in product((0, 1, 20), (1, 3)):
        assert costs[late, several, 0.2] == costs[late, several, 3] <= MOST, (late, several)


@pytest.mark.django_db
@pytest.mark.parametrize("late", [0, 20, 60])
def test_the_first_decision_of_all_costs_at_most_twelve(late):
    """It finds out on which day all began, too."""
    assert cost(all_at_once(behind(None), None), late=late) <= MOST


@pytest.mark.django_db
@pytest.mark.parametrize("late", [2, 20, 60])
def test_what_came_before_the_first_decision_costs_at_most_twelve(late):
    """A morning told late, before the first day that was decided: all is decided anew from there."""
    assert cost(all_at_once(behind(0), 0), late=late) <= MOST


@pytest.mark.django_db
def test_nothing_to_decide_is_one_query():
    life = Life()
    life.decide(0)
    content = life.content
    with CaptureQueriesContext(connection) as captured:
        decisions.bring_up_to_date(life.owner, catalogue=content, today=day(0), now=instant(day(0), dt.time(21)))
    assert len(captured) == 1


@pytest.fixture
def running(transactional_db):
    """A session of today that runs, with a red exercise answered."""
    with time_machine.travel(instant(day(0), dt.time(9)), tick=True):
        life = Life()
        session = life.planned(0)
        life.decide(0)
        sessions.begin(session=session, catalogue=life.content, today=day(0))
        sessions.record(
            session=session,
            exercise=life.exercises["cobra-pose"],
            catalogue=life.content,
            today=day(0),
            key=uuid.uuid4(),
            answer={"discomfort": 8, "outcome": "done", "sensations": ["sharp"]},
        )
        yield life, session


@pytest.mark.django_db(transaction=True)
def test_a_session_closed_twice_at_once_has_one_set_of_adjustments(running):
    """Two requests, each with a browser of its own."""
    life, session = running
    browsers = [signed_in(life.owner) for _ in range(4)]
    address = f"/sessions/{session.pk}/finish/"
    answers = at_once(*(lambda browser=browser: browser.post(address, {"discomfort": "8"}) for browser in browsers))
    assert {answer.status_code for answer in answers} == {302}
    assert [rule for rule, _ in life.made()] == ["T3"]
    assert life.owner.adjustments.count() == 1
    assert DecidedDay.objects.filter(owner=life.owner, day=day(0)).count() == 1
    assert life.held()[0] == "easier"


@pytest.mark.django_db(transaction=True)
def test_pages_read_at_once_decide_once(running):
    """A day that is over, decided on four reads."""
    life, session = running
    sessions.finish(session=session, catalogue=life.content)
    with time_machine.travel(instant(day(1), dt.time(9)), tick=True):
        browsers = [signed_in(life.owner) for _ in range(4)]
        answers = at_once(*(lambda browser=browser: browser.get("/today/") for browser in browsers))
        assert {answer.status_code for answer in answers} == {200}
    assert [rule for rule, _ in life.made()] == ["T3"]
    assert life.owner.adjustments.count() == 1
    assert life.owner.decided_days.filter(day=day(1)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_facts_told_while_others_are_decided_are_not_lost(running):
    """A check-in beside a closing session: afterwards both count, whoever was first."""
    life, session = running
    browsers = [signed_in(life.owner) for _ in range(2)]
    at_once(
        lambda: browsers[0].post(f"/sessions/{session.pk}/finish/", {"discomfort": "8"}),
        lambda: browsers[1].post("/checkins/morning/", {"discomfort": "2", "sensations": ["numb"]}),
    )
    assert life.decide(0).block == "S3"
    assert "T3" in [rule for rule, _ in life.made()]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", ["pause", "end", "go on"])
def test_a_plan_changed_while_others_are_decided_waits_for_nobody_who_waits(running, monkeypatch, write):
    """Whoever changes a plan takes the person's row first, as who decides does; else each would wait for the other."""
    life, session = running
    sessions.finish(session=session, catalogue=life.content)
    plan, today, writing = life.plan, day(0), threading.Event()
    real = decisions.mark

    def mark(*args):
        writing.set()
        time.sleep(0.3)
        return real(*args)

    monkeypatch.setattr(decisions, "mark", mark)
    writes = {
        "pause": lambda: pauses.pause(plan=plan, first_day=day(1), last_day=day(3), reason="ill", today=today),
        "end": lambda: plans.end(plan=plan, today=today),
        "go on": lambda: rescheduling.go_on(plan=plan, weeks=plan.weeks, today=today),
    }
    SessionFactory(plan=plan, date=day(2), week=plan.weeks)
    at_once(writes[write], lambda: writing.wait(5) and life.decide(0, at=NOON))
    life.decide(0, at=NOON)
    assert [rule for rule, _ in life.made()] == ([] if write == "end" else ["T3"])


@pytest.mark.django_db(transaction=True)
def test_a_skip_is_not_taken_back_into_a_plan_that_ends_meanwhile(running, monkeypatch):
    """Whoever waited sees the plan as it is after the wait."""
    life, _ = running
    skipped, ending, real = life.planned(1), threading.Event(), decisions.mark
    plans.skip(session=skipped, reason="tired")

    def mark(*args):
        ending.set()
        time.sleep(0.3)
        return real(*args)

    monkeypatch.setattr(decisions, "mark", mark)
    at_once(
        lambda: plans.end(plan=life.plan, today=day(0)),
        lambda: ending.wait(5) and plans.take_back_skip(session=skipped),
    )
    skipped.refresh_from_db()
    assert skipped.status == "skipped"
