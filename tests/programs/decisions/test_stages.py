"""An exercise that a plan has in some of its weeks: which days these are, for the rules, after a pause."""

import datetime as dt

import pytest

from programs import pauses
from programs.models import Prescription, Session
from tests.factories.programs import SessionFactory

from .people import Life, day

pytestmark = pytest.mark.django_db

WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def life():
    """Six weeks of three days; camel in the first two, cobra from the third on, child's pose in all."""
    life = Life(slugs=("cobra-pose", "camel-pose", "childs-pose"))
    life.plan.weeks = 6
    life.plan.save()
    weeks = {"cobra-pose": (3, 6), "camel-pose": (1, 2), "childs-pose": (1, 6)}
    for slug, (first, last) in weeks.items():
        Prescription.objects.filter(plan=life.plan, exercise__slug=slug).update(from_week=first, to_week=last)
    for number in range(18):
        on = day(number // 3 * 7 + (0, 2, 4)[number % 3])
        SessionFactory(plan=life.plan, date=on, week=number // 3 + 1)
    return life


def stage(life, slug, number):
    """First and last day of an exercise as decided on that day, in days from MONDAY."""
    held = life.decide(number).state.plan(str(life.plan.pk)).prescription(slug)
    return [None if on is None else (on - day(0)).days for on in (held.starts, held.ends)]


def weeks_of(life, slug):
    """First and last day of the plan's weeks that have it, by where its sessions stand now."""
    row = life.prescription(slug)
    held = [one for one in Session.objects.filter(plan=life.plan).order_by("date") if row.is_on(one)]
    first, last = min(held, key=lambda one: one.date), max(held, key=lambda one: one.date)
    return [(first.date - day(0)).days, (last.date - day(0)).days]


def rest(life, first, last, *, today):
    last_day = None if last is None else day(last)
    return pauses.pause(plan=life.plan, first_day=day(first), last_day=last_day, reason="ill", today=day(today))


def test_without_a_pause_they_are_the_weeks_from_the_start(life):
    assert stage(life, "camel-pose", 0) == [0, 13]
    assert stage(life, "cobra-pose", 0) == [14, None]


def test_a_pause_moves_the_weeks_after_it(life):
    """Ill for the second week: its sessions are done in the third, and the third week's in the fourth."""
    rest(life, 7, 13, today=7)
    assert weeks_of(life, "camel-pose") == [0, 18]
    assert stage(life, "camel-pose", 14) == [0, 20]
    assert stage(life, "cobra-pose", 14) == [21, None]


def test_a_pause_within_a_week_moves_what_is_left_of_it(life):
    """From the second Wednesday on for a week: camel's last days move, what began before it stays."""
    rest(life, 9, 15, today=9)
    assert weeks_of(life, "camel-pose") == [0, 18]
    assert stage(life, "camel-pose", 14) == [0, 20]
    assert stage(life, "cobra-pose", 14) == [21, None]


def test_two_pauses_add_up_and_going_on_early_gives_back(life):
    """Three weeks planned and one taken, then another week."""
    pause = rest(life, 7, 27, today=7)
    pauses.resume(pause=pause, today=day(14))
    rest(life, 21, 27, today=21)
    assert weeks_of(life, "cobra-pose")[0] == 28
    assert stage(life, "camel-pose", 28) == [0, 20]
    assert stage(life, "cobra-pose", 28) == [28, None]


def test_a_pause_of_long_ago_still_counts(life):
    """Far outside the window that the rules read."""
    rest(life, 7, 13, today=7)
    life.decide(100)
    assert stage(life, "cobra-pose", 101) == [21, None]


def test_a_dose_is_raised_in_weeks_that_a_pause_moved(life):
    """P1: paused for two weeks at once, so that the plan's first two weeks are the third and fourth."""
    rest(life, 0, 13, today=0)
    for number in (14, 16, 18, 21, 23, 25):
        life.session(number, session=life.plan.sessions.get(date=day(number)), slugs=["camel-pose", "childs-pose"])
        life.morning(number + 1)
    life.decide(27)
    assert life.owner.adjustments.filter(prescription=life.prescription("camel-pose"), rule="P1").exists()
