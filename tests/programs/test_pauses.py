"""Pausing a plan, going on, and taking a pause back."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from programs import agenda, lineup, pauses, plans
from programs.models import Pause, Session
from programs.rules.absence import adherence
from programs.rules.facts import Pause as PauseFact
from programs.rules.facts import Session as SessionFact
from stretches import catalogue
from tests.factories.programs import MONDAY, PauseFactory, PlanFactory, SessionFactory
from tests.programs.threads import at_once

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def plan(owner):
    """Two weeks on Monday, Wednesday and Friday from MONDAY on."""
    plan = PlanFactory(owner=owner)
    for number, offset in enumerate([0, 2, 4, 7, 9, 11]):
        day = MONDAY + offset * DAY
        SessionFactory(plan=plan, date=day, first_date=day, week=number // 3 + 1)
    return plan


@pytest.fixture
def at():
    """Be on a later day at 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC), tick=False) as clock:
        yield lambda day: clock.move_to(dt.datetime.combine(day, dt.time(10), tzinfo=dt.UTC))


def days(plan):
    """How many days after MONDAY each session stands, by its number in the plan."""
    return [(day - MONDAY).days for day in plan.sessions.order_by("ordinal").values_list("date", flat=True)]


def rest(plan, first, last, *, today=0):
    """Pause from one day after MONDAY to another (None: open)."""
    last_day = None if last is None else MONDAY + last * DAY
    return pauses.pause(
        plan=plan, first_day=MONDAY + first * DAY, last_day=last_day, reason="ill", today=MONDAY + today * DAY
    )


def test_what_is_left_moves_on_by_whole_weeks(plan):
    """Ill from Wednesday to the next Tuesday: Wednesday and Friday come a week later, and so does all that follows."""
    rest(plan, 2, 8)
    assert days(plan) == [0, 9, 11, 14, 16, 18]


def test_a_session_that_was_moved_keeps_how_far_it_was_moved(plan):
    """The day the plan gives it moves on as well."""
    session = plan.sessions.get(ordinal=5)
    plans.move(session=session, day=MONDAY + 10 * DAY, today=MONDAY)
    rest(plan, 7, 13)
    session.refresh_from_db()
    assert (session.first_date, session.date) == (MONDAY + 16 * DAY, MONDAY + 17 * DAY)


def test_what_has_begun_or_is_over_never_moves(plan):
    """Done on Wednesday, begun on Friday: both stay, in the middle of the pause."""
    plan.sessions.filter(ordinal=2).update(status="done")
    plan.sessions.filter(ordinal=3).update(status="in-progress")
    rest(plan, 2, 8)
    assert days(plan) == [0, 2, 4, 14, 16, 18]


def test_a_pause_without_a_session_in_it_moves_nothing(plan):
    """Tuesday alone."""
    rest(plan, 1, 1)
    assert days(plan) == [0, 2, 4, 7, 9, 11]


def test_a_pause_told_afterwards_moves_what_was_missed_to_days_to_come(plan):
    """On the second Thursday: ill from Monday to Wednesday of the week before."""
    rest(plan, 0, 2, today=10)
    assert days(plan)[:2] == [14, 16]


def test_an_open_pause_leaves_the_days_and_calls_none_missed(plan, owner):
    """Until the person goes on they stand where they were, paused."""
    rest(plan, 2, None)
    today = MONDAY + 9 * DAY
    states = [agenda.state_of(session, today) for session in plan.sessions.with_pause().order_by("ordinal")]
    assert states == ["missed"] + ["paused"] * 5
    found = agenda.today(owner=owner, today=today, catalogue=catalogue.read())
    assert (found.now, found.following, found.missed) == (None, None, None)
    assert [pause.plan for pause in found.paused] == [plan]


def test_going_on_moves_what_is_left_to_today_or_later(plan):
    """Open from Wednesday, back on the second Tuesday."""
    pause = rest(plan, 2, None)
    pauses.resume(pause=pause, today=MONDAY + 8 * DAY)
    pause.refresh_from_db()
    assert pause.last_day == MONDAY + 7 * DAY
    assert days(plan) == [0, 9, 11, 14, 16, 18]


def test_going_on_early_takes_back_what_the_pause_moved_too_far(plan):
    """Planned for three weeks, back after one: two weeks are given back. Going on twice changes nothing."""
    pause = rest(plan, 7, 27)
    assert days(plan) == [0, 2, 4, 28, 30, 32]
    for _ in range(2):
        pauses.resume(pause=pause, today=MONDAY + 13 * DAY)
        assert days(plan) == [0, 2, 4, 14, 16, 18]


def test_a_pause_to_come_can_be_taken_back(plan):
    """Everything stands where it stood, and the pause has gone; the second time changes nothing."""
    pause = rest(plan, 7, 13)
    for _ in range(2):
        pauses.take_back(pause=pause, today=MONDAY)
        assert days(plan) == [0, 2, 4, 7, 9, 11]
    assert not plan.pauses.exists()


def test_a_pause_that_has_begun_is_not_taken_back(plan):
    """What was is not undone; going on is the way."""
    pause = rest(plan, 7, 13)
    with pytest.raises(plans.Refused):
        pauses.take_back(pause=pause, today=MONDAY + 8 * DAY)


@pytest.mark.parametrize(("first", "last"), [(5, 7), (8, 9), (13, 20), (5, None), (7, None)])
def test_overlapping_pauses_are_refused(plan, first, last):
    """There is one from the second Monday to its Sunday."""
    rest(plan, 7, 13)
    with pytest.raises(plans.Refused):
        rest(plan, first, last)
    assert plan.pauses.count() == 1


@pytest.mark.parametrize(("first", "last"), [(5, 6), (14, 15), (14, None)])
def test_pauses_side_by_side_are_fine(plan, first, last):
    """Before it and after it."""
    rest(plan, 7, 13)
    rest(plan, first, last)
    assert plan.pauses.count() == 2


def test_a_pause_sent_twice_is_one(plan):
    """A double click moves what is left once."""
    first, second = rest(plan, 2, 8), rest(plan, 2, 8)
    assert first == second
    assert days(plan) == [0, 9, 11, 14, 16, 18]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_pause(plan):
    """Behind the plan's row."""
    at_once(*[lambda: rest(plan, 2, 8)] * 2)
    assert plan.pauses.count() == 1
    assert days(plan) == [0, 9, 11, 14, 16, 18]


def test_a_pause_does_not_count_against_adherence(plan):
    """One done of one planned is all of it, whatever the pause holds."""
    rest(plan, 2, None)
    plan.sessions.filter(ordinal=1).update(status="done")
    noon = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
    facts = [SessionFact("1", s.ordinal, s.date, noon, s.status) for s in plan.sessions.all()]
    paused = [PauseFact("1", one.first_day, one.last_day) for one in plan.pauses.all()]
    assert adherence(facts, paused) == 1


def test_a_session_may_be_done_in_a_pause(plan):
    """Nobody is held back from stretching."""
    rest(plan, 0, None)
    session = plan.sessions.get(ordinal=1)
    assert lineup.with_factor(Session.objects).get(pk=session.pk).is_paused
    plan.sessions.filter(pk=session.pk).update(status="done")
    assert agenda.state_of(plan.sessions.with_pause().get(pk=session.pk), MONDAY) == "done"


def test_the_page_of_a_session_in_a_pause_calls_it_so(member, plan, at):
    """It was not cancelled: it waits until the plan goes on."""
    at(MONDAY)
    rest(plan, 1, None)
    page = member.get(plan.sessions.get(ordinal=2).get_absolute_url()).text
    assert "A session in a pause" in page
    assert "cancelled" not in page


def test_pausing_on_the_page(member, plan, at):
    """The plan's page says so, and so do today and the week."""
    at(MONDAY)
    answer = member.post(
        reverse("plan_pause", args=[plan.pk]), {"first_day": "2026-03-02", "last_day": "", "reason": "holiday"}
    )
    assert answer.url == plan.get_absolute_url()
    assert "on holiday" in member.get(plan.get_absolute_url()).text
    assert "Your plan rests today" in member.get(reverse("today")).text
    assert "on holiday" in member.get(reverse("week")).text


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"first_day": ""}, "first_day"),
        ({"first_day": "2025-01-01"}, "first_day"),
        ({"first_day": "9999-12-31"}, "first_day"),
        ({"last_day": "2026-03-01"}, "last_day"),
        ({"last_day": "2030-03-01"}, "last_day"),
        ({"last_day": "\0"}, "last_day"),
        ({"reason": "laziness"}, "reason"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_pause_needs_days_in_reach_and_a_reason(member, plan, at, sent, field):
    """Told at the field, typing kept, nothing saved."""
    at(MONDAY)
    typed = {"first_day": "2026-03-03", "last_day": "2026-03-04", "reason": "ill"} | sent
    page = member.post(reverse("plan_pause", args=[plan.pk]), typed)
    assert page.status_code == 422
    assert page.context["form"].errors[field]
    assert page.context["form"][field].value() == typed[field]
    assert not Pause.objects.exists()


def test_overlapping_on_the_page_is_told_in_words(member, plan, at):
    """Status 422, at the first day."""
    at(MONDAY)
    PauseFactory(plan=plan)
    page = member.post(
        reverse("plan_pause", args=[plan.pk]), {"first_day": "2026-03-10", "last_day": "2026-03-12", "reason": "ill"}
    )
    assert page.status_code == 422
    assert "There is a pause in these days already" in page.text


def test_going_on_from_the_page(member, plan, at):
    """One tap; the second one finds nothing to do."""
    pause = rest(plan, 0, None)
    at(MONDAY + 3 * DAY)
    for _ in range(2):
        assert member.post(reverse("pause_end", args=[plan.pk, pause.pk])).url == plan.get_absolute_url()
    assert days(plan) == [7, 9, 11, 14, 16, 18]


def test_a_pause_is_its_owners_alone(plan, stranger, visitor, at):
    """So is ending it."""
    at(MONDAY)
    pause = rest(plan, 0, None)
    for url in (reverse("plan_pause", args=[plan.pk]), reverse("pause_end", args=[plan.pk, pause.pk])):
        assert stranger.post(url).status_code == 404
        assert visitor.post(url).status_code == 302
    other = PlanFactory()
    assert stranger.post(reverse("pause_end", args=[other.pk, pause.pk])).status_code == 404
    assert plan.pauses.filter(last_day=None).exists()
