"""Other weekdays or another time for what is left, a week again, and going on after the last one."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from programs import pauses, rescheduling
from programs.models import Session
from programs.models.fields import MOST_WEEKS
from programs.refused import Refused
from tests.factories.programs import MONDAY, PauseFactory, PlanFactory, PrescriptionFactory, SessionFactory
from tests.programs.threads import at_once

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
EIGHT = dt.time(8)


@pytest.fixture
def plan(owner):
    """Two weeks on Monday, Wednesday and Friday from MONDAY on."""
    plan = PlanFactory(owner=owner)
    Session.objects.bulk_create(
        SessionFactory.build(plan=plan, ordinal=number, date=MONDAY + offset * DAY, week=(number + 2) // 3)
        for number, offset in enumerate([0, 2, 4, 7, 9, 11], start=1)
    )
    return plan


@pytest.fixture(autouse=True)
def tuesday():
    """It is the first Tuesday, 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(MONDAY + DAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        yield


def days(plan):
    """(week, days after MONDAY) of each session that stands, by its number in the plan."""
    rows = plan.sessions.exclude(status="cancelled").order_by("ordinal").values_list("week", "date")
    return [(week, (day - MONDAY).days) for week, day in rows]


def change(plan, weekdays, *, today=1, time=EIGHT):
    return rescheduling.change_days(plan=plan, weekdays=weekdays, time=time, today=MONDAY + today * DAY)


def test_what_is_left_goes_to_the_new_weekdays(plan):
    """Monday is done and stays; what is left of the week goes to Thursday and Saturday, evenly beside it."""
    plan.sessions.filter(ordinal=1).update(status="done")
    change(plan, [1, 3, 5])
    assert days(plan) == [(1, 0), (1, 3), (1, 5), (2, 8), (2, 10), (2, 12)]


@pytest.mark.parametrize("act", ["change_days", "repeat_week", "go_on"])
def test_the_rules_look_again_from_the_first_day_that_changed(plan, act):
    """Today."""
    told = {"weekdays": [1, 3, 5], "time": EIGHT} if act == "change_days" else {"weeks": plan.weeks}
    getattr(rescheduling, act)(plan=plan, today=MONDAY + DAY, **told)
    assert plan.owner.standing.stale_from == MONDAY + DAY


def test_in_a_pause_the_rules_look_again_from_its_first_day(plan):
    """What the pause put off is laid out anew as well."""
    PauseFactory(plan=plan, first_day=MONDAY, last_day=None)
    change(plan, [1, 3, 5])
    assert plan.owner.standing.stale_from == MONDAY


def test_changing_the_days_twice_changes_nothing_more(plan):
    """A double click."""
    change(plan, [1, 3, 5])
    first = days(plan)
    change(plan, [1, 3, 5])
    assert days(plan) == first


def test_another_time_holds_for_what_is_left(plan):
    """What is past keeps the time it had."""
    change(plan, [0, 2, 4], time=dt.time(18))
    assert list(plan.sessions.order_by("date").values_list("time", flat=True)) == [EIGHT] + [dt.time(18)] * 5
    assert days(plan) == [(1, 0), (1, 2), (1, 4), (2, 7), (2, 9), (2, 11)]


def test_what_has_begun_never_moves(plan):
    """Wednesday's was begun ahead; only Friday's goes to Saturday."""
    plan.sessions.filter(ordinal__in=[1, 2]).update(status="done")
    change(plan, [1, 3, 5])
    assert days(plan)[:3] == [(1, 0), (1, 2), (1, 5)]


def test_fewer_days_take_the_surplus_out(plan):
    """Cancelled, not deleted: the numbers in the plan stay whole."""
    change(plan, [1, 4])
    assert days(plan) == [(1, 0), (1, 4), (2, 8), (2, 11)]
    assert plan.sessions.filter(status="cancelled").count() == 2


def test_more_days_add_sessions(plan):
    """Four days from three: one more a week, in the order of the days."""
    change(plan, [1, 2, 4, 6])
    assert days(plan)[-4:] == [(2, 8), (2, 9), (2, 11), (2, 13)]
    ordinals = list(plan.sessions.order_by("date").values_list("ordinal", flat=True))
    assert ordinals == sorted(set(ordinals))


def test_quieter_weeks_stay_quieter(owner):
    """A week with two sessions of a plan of three days keeps two."""
    plan = PlanFactory(owner=owner, started_on=MONDAY + 7 * DAY)
    for offset in (7, 11):
        SessionFactory(plan=plan, date=MONDAY + offset * DAY, first_date=MONDAY + offset * DAY)
    change(plan, [1, 3, 5])
    assert days(plan) == [(1, 8), (1, 12)]


def test_what_no_longer_fits_into_the_week_stays(plan):
    """On Sunday nothing of Monday and Tuesday is left of this week, so Sunday's session stays."""
    plan.sessions.filter(ordinal=3).update(date=MONDAY + 6 * DAY)
    change(plan, [0, 1, 2], today=6)
    assert days(plan) == [(1, 0), (1, 2), (1, 6), (2, 7), (2, 8), (2, 9)]


def test_new_days_stay_out_of_a_pause_to_come(plan):
    """The second week rests; its new days come after it."""
    pauses.pause(plan=plan, first_day=MONDAY + 7 * DAY, last_day=MONDAY + 13 * DAY, reason="holiday", today=MONDAY)
    change(plan, [1, 3, 5])
    assert days(plan)[3:] == [(2, 15), (2, 17), (2, 19)]


def test_a_week_again_comes_after_itself_and_the_rest_moves_on(plan):
    """Week 1 becomes weeks 1 and 2, week 2 is week 3."""
    rescheduling.repeat_week(plan=plan, weeks=2, today=MONDAY + DAY)
    plan.refresh_from_db()
    assert plan.weeks == 3
    assert days(plan) == [(1, 0), (1, 2), (1, 4), (2, 7), (2, 9), (2, 11), (3, 14), (3, 16), (3, 18)]


def test_exercises_of_later_weeks_come_in_a_week_later(plan):
    """One of week 1 alone, one from week 2 on, one of all weeks."""
    weeks = [(1, 1), (2, 2), (1, None)]
    rows = [PrescriptionFactory(plan=plan, from_week=first, to_week=last) for first, last in weeks]
    rescheduling.repeat_week(plan=plan, weeks=2, today=MONDAY)
    for row in rows:
        row.refresh_from_db()
    assert [(row.from_week, row.to_week) for row in rows] == [(1, 2), (3, 3), (1, None)]


def test_repeating_goes_with_a_pause_to_come(plan):
    """Week 1 again before the pause, week 2 after it, without an empty week between."""
    pauses.pause(plan=plan, first_day=MONDAY + 14 * DAY, last_day=MONDAY + 20 * DAY, reason="holiday", today=MONDAY)
    rescheduling.repeat_week(plan=plan, weeks=2, today=MONDAY)
    assert days(plan)[3:] == [(2, 7), (2, 9), (2, 11), (3, 21), (3, 23), (3, 25)]


def test_what_was_begun_ahead_stays_when_a_week_comes_again(plan):
    """The first session of week 2 was done already."""
    plan.sessions.filter(ordinal=4).update(status="done", date=MONDAY)
    rescheduling.repeat_week(plan=plan, weeks=2, today=MONDAY + 7 * DAY)
    assert plan.sessions.get(status="done").date == MONDAY


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("act", "number"), [(rescheduling.repeat_week, 9), (rescheduling.go_on, 18)])
def test_two_clicks_at_once_grow_a_plan_once(plan, act, number):
    """Both saw a plan of two weeks."""
    at_once(*[lambda: act(plan=plan, weeks=2, today=MONDAY + DAY)] * 2)
    assert plan.sessions.count() == plan.sessions.values("ordinal").distinct().count() == number


def test_going_on_adds_four_weeks_like_the_last(plan):
    """On the same weekdays, right after it; its exercises stay."""
    row = PrescriptionFactory(plan=plan, from_week=2, to_week=2)
    rescheduling.go_on(plan=plan, weeks=2, today=MONDAY + 8 * DAY)
    row.refresh_from_db()
    assert row.to_week == 6
    assert days(plan)[6:9] == [(3, 14), (3, 16), (3, 18)]
    assert days(plan)[-1] == (6, 39)


def test_going_on_later_begins_with_what_is_to_come(plan):
    """Ten days after the last session: nothing new is missed at once."""
    rescheduling.go_on(plan=plan, weeks=2, today=MONDAY + 21 * DAY)
    assert days(plan)[6] == (3, 21)


def test_a_plan_that_was_ended_does_not_grow(plan):
    """Nor is its page there."""
    plan.ended_at, plan.ended_on = dt.datetime(2026, 3, 2, tzinfo=dt.UTC), MONDAY
    plan.save()
    for act in (rescheduling.repeat_week, rescheduling.go_on):
        act(plan=plan, weeks=2, today=MONDAY)
    assert plan.sessions.count() == 6


def test_a_plan_grows_only_so_far(plan):
    """Told in words."""
    plan.weeks = MOST_WEEKS
    plan.save()
    with pytest.raises(Refused):
        rescheduling.go_on(plan=plan, weeks=MOST_WEEKS, today=MONDAY)


def test_a_last_week_without_sessions_cannot_go_on(plan):
    """All of them were taken out."""
    Session.objects.filter(plan=plan).update(status="cancelled")
    with pytest.raises(Refused):
        rescheduling.go_on(plan=plan, weeks=2, today=MONDAY)


PAGES = ["plan_days", "plan_repeat", "plan_go_on"]


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_the_owners_alone(plan, member, stranger, visitor, name):
    """A stranger finds nothing, a visitor is asked to sign in."""
    url = reverse(name, args=[plan.pk])
    assert member.get(url).status_code == 200
    assert stranger.post(url, {"weeks": 2}).status_code == 404
    assert visitor.post(url).status_code == 302
    assert plan.sessions.count() == 6


@pytest.mark.parametrize("name", ["plan_repeat", "plan_go_on"])
def test_growing_on_the_page_counts_a_double_click_once(plan, member, name):
    """The same form sent twice."""
    url, before = reverse(name, args=[plan.pk]), plan.weeks
    typed = {"weeks": member.get(url).context["form"]["weeks"].value()}
    for _ in range(2):
        assert member.post(url, typed).url == plan.get_absolute_url()
    plan.refresh_from_db()
    assert plan.weeks == before + (1 if name == "plan_repeat" else 4)


@pytest.mark.parametrize("weeks", ["", "many", "-1", "9" * 30, "\0"])
def test_growing_needs_the_weeks_of_the_page(plan, member, weeks):
    """A form that was tampered with is shown again."""
    assert member.post(reverse("plan_repeat", args=[plan.pk]), {"weeks": weeks}).status_code == 422
    assert plan.sessions.count() == 6


def test_the_days_are_changed_on_the_page(plan, member):
    """And the plan says so."""
    answer = member.post(reverse("plan_days", args=[plan.pk]), {"weekdays": ["1", "3", "5"], "time": "18:30"})
    assert answer.url == plan.get_absolute_url()
    plan.refresh_from_db()
    assert (plan.weekdays, plan.time) == ([1, 3, 5], dt.time(18, 30))


@pytest.mark.parametrize(
    ("field", "value"), [("weekdays", []), ("weekdays", ["7"]), ("time", "25:00"), ("time", ""), ("time", "\0")]
)
def test_days_need_weekdays_and_a_time(plan, member, field, value):
    """Told at the field, typing kept."""
    typed = {"weekdays": ["1"], "time": "18:30"} | {field: value}
    page = member.post(reverse("plan_days", args=[plan.pk]), typed)
    assert page.status_code == 422
    assert page.context["form"].errors[field]
    assert (page.context["form"][field].value() or []) == (value or [])


def test_the_last_week_offers_to_go_on(plan, member):
    """Not before it."""
    link = reverse("plan_go_on", args=[plan.pk])
    assert link not in member.get(plan.get_absolute_url()).text
    with time_machine.travel(dt.datetime.combine(MONDAY + 7 * DAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        assert link in member.get(plan.get_absolute_url()).text
