"""The week page: which days it shows, what stands on them, what it costs."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from programs.dates import week_of
from programs.models import Outcome, Session
from stretches.drawings import figure_url
from tests.factories.programs import MONDAY, EntryFactory, PrescriptionFactory, SessionFactory, plan_of
from tests.factories.stretches import ExerciseFactory

pytestmark = pytest.mark.django_db

WEDNESDAY = MONDAY + dt.timedelta(days=2)


@pytest.fixture(autouse=True)
def wednesday():
    """It is the Wednesday after MONDAY, 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(WEDNESDAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        yield


def lines_of(page):
    """The lines of the page in turn."""
    return [line for day in page.context["week"].days for line in day.lines]


@pytest.mark.parametrize(
    ("first_weekday", "day", "first"),
    [
        (1, dt.date(2026, 3, 2), dt.date(2026, 3, 2)),
        (1, dt.date(2026, 3, 8), dt.date(2026, 3, 2)),
        (7, dt.date(2026, 3, 7), dt.date(2026, 3, 1)),
        (7, dt.date(2026, 3, 8), dt.date(2026, 3, 8)),
        (6, dt.date(2026, 3, 6), dt.date(2026, 2, 28)),
        (6, dt.date(2026, 3, 7), dt.date(2026, 3, 7)),
        (1, dt.date(2027, 1, 1), dt.date(2026, 12, 28)),
    ],
)
def test_a_week_begins_on_the_persons_first_day(first_weekday, day, first):
    """Seven days that hold the day, from Monday, Saturday or Sunday on."""
    assert week_of(day, first_weekday) == (first, first + dt.timedelta(days=6))


def test_the_page_follows_the_persons_first_day(member, owner):
    """Sunday first; the address names any day of the week."""
    owner.first_weekday = owner.Weekday.SUNDAY
    owner.save()
    week = member.get("/week/2026-03-07/").context["week"]
    assert (week.first, week.last) == (dt.date(2026, 3, 1), dt.date(2026, 3, 7))
    assert (week.previous, week.following) == (dt.date(2026, 2, 22), dt.date(2026, 3, 8))


def test_without_a_date_it_is_this_week(member):
    """Today is marked, once."""
    page = member.get(reverse("week"))
    assert [day.date for day in page.context["week"].days if day.is_today] == [WEDNESDAY]
    assert page.text.count('aria-current="date"') == 1


def test_another_week_has_no_today(member):
    """And a way back to this one."""
    page = member.get("/week/2026-03-16/")
    assert 'aria-current="date"' not in page.text
    assert f'href="{reverse("week")}"' in page.text


def test_today_is_where_the_person_is(member, owner):
    """On the line where Thursday has begun, Thursday is marked."""
    owner.timezone = "Pacific/Kiritimati"
    owner.save()
    week = member.get(reverse("week")).context["week"]
    assert [day.date for day in week.days if day.is_today] == [WEDNESDAY + dt.timedelta(days=1)]


@pytest.mark.parametrize(
    "day",
    ["0000-00-00", "9999-12-31", "2026-02-30", "0001-01-01", "2026-13-01", "2026-3-2", "٢٠٢٦-٠٣-٠٢", "2026-03-02x"],
)
def test_what_is_no_day_is_not_found(member, day):
    """A 404, never an error."""
    assert member.get(f"/week/{day}/").status_code == 404


def test_the_ends_of_the_calendar_are_pages(member):
    """The first and the last day that an address can name; nothing overflows."""
    for day in ("1900-01-01", "2199-12-31"):
        assert member.get(f"/week/{day}/").status_code == 200


def test_a_visitor_signs_in_first(visitor):
    """Nothing of a week is public."""
    assert visitor.get("/week/2026-03-02/").status_code == 302


def test_the_week_is_its_owners_alone(member, stranger, owner):
    """A stranger's week is empty."""
    plan_of(owner, name="Mine alone", sessions=3)
    assert len(lines_of(member.get(reverse("week")))) == 3
    page = stranger.get(reverse("week"))
    assert "Mine alone" not in page.text
    assert page.context["week"].is_empty


def test_all_plans_stand_together_in_the_order_of_the_day(member, owner):
    """Two plans on one day, by time."""
    plan_of(owner, name="Evening", time=dt.time(18))
    plan_of(owner, name="Morning", time=dt.time(7))
    first = member.get(reverse("week")).context["week"].days[0]
    assert [line.session.plan.name for line in first.lines] == ["Morning", "Evening"]


def test_each_session_says_how_it_stands(member, owner):
    """Done, partly done, skipped, missed, running, planned; cancelled ones are gone."""
    plan = plan_of(owner, sessions=0)
    for status in ("done", "partly-done", "skipped", "planned", "cancelled"):
        SessionFactory(plan=plan, status=status)
    SessionFactory(plan=plan, begun=True, date=WEDNESDAY)
    SessionFactory(plan=plan, date=WEDNESDAY + dt.timedelta(days=1))
    page = member.get(reverse("week"))
    assert [line.state for line in lines_of(page)] == [
        "done",
        "partly-done",
        "skipped",
        "missed",
        "in-progress",
        "planned",
    ]
    for word in ("Done", "Partly done", "Skipped", "Missed", "Running", "Planned"):
        assert f">{word}" in page.text or f"{word}<" in page.text


def test_todays_planned_session_is_not_missed_yet(member, owner):
    """Its day isn't over, though its hour is."""
    plan_of(owner, started_on=WEDNESDAY)
    assert [line.state for line in lines_of(member.get(reverse("week")))] == ["planned"]


def test_a_session_shows_its_exercises_and_minutes(member, owner):
    """2 × 15 s with 5 s to get ready is under a minute; two of them with a rest between are a minute and a bit."""
    exercises = [ExerciseFactory(name="Cat-cow"), ExerciseFactory(name="Cobra")]
    plan_of(owner, exercises=exercises, started_on=WEDNESDAY)
    page = member.get(reverse("week"))
    assert "Cat-cow, Cobra" in page.text
    assert [line.minutes for line in lines_of(page)] == [2]  # 35 s + 20 s + 35 s, rounded up


def test_a_done_session_shows_how_long_it_took(member, owner):
    """Its stored seconds, not what was prescribed."""
    SessionFactory(plan=plan_of(owner, sessions=0), done=True, seconds=601)
    assert [line.minutes for line in lines_of(member.get(reverse("week")))] == [11]


def test_coming_sessions_rotate_as_if_each_were_done(member, owner):
    """Of four exercises at two a session, two come on Wednesday and the others on Thursday."""
    plan_of(owner, exercises=4, sessions=9, session_size=2)
    held = [
        [entry.exercise.order for entry in line.entries]
        for line in lines_of(member.get(reverse("week")))
        if line.session.date >= WEDNESDAY
    ]
    assert all(len(orders) == 2 for orders in held)
    assert set(held[0]).isdisjoint(held[1])
    assert held[0] == held[2]
    following = lines_of(member.get("/week/2026-03-09/"))
    assert [entry.exercise.order for entry in following[0].entries] == held[1]


def test_a_skipped_session_can_be_taken_back_from_here(member, owner):
    """One in which something was recorded can't."""
    plan = plan_of(owner, sessions=0)
    skipped = SessionFactory(plan=plan, status="skipped", skip_reason="ill")
    recorded = SessionFactory(plan=plan, begun=True, status=Session.Status.SKIPPED)
    page = member.get(reverse("week")).text
    assert reverse("session_unskip", args=[skipped.pk]) in page
    assert reverse("session_unskip", args=[recorded.pk]) not in page


def test_a_moved_session_says_from_where(member, owner):
    """Its first day stays readable."""
    SessionFactory(plan=plan_of(owner, sessions=0), date=WEDNESDAY, first_date=MONDAY)
    assert "Moved from Monday 2 March" in member.get(reverse("week")).text


def test_an_empty_week_leads_to_the_programs(member):
    """Seven days with nothing planned, and the next step."""
    page = member.get(reverse("week"))
    assert page.text.count("Nothing planned") == 7
    assert reverse("program_list") in page.text


def fill(owner, *, sessions, plans):
    """Plans with sessions around today, a history of entries behind them."""
    for _number in range(plans):
        plan = plan_of(owner, sessions=sessions, started_on=WEDNESDAY - dt.timedelta(days=sessions // 2))
        done = plan.sessions.filter(date__lt=WEDNESDAY)
        done.update(status="done", started_at="2026-01-01T08:00Z", finished_at="2026-01-01T09:00Z", seconds=600)
        for session in done.order_by("-date")[:2]:
            for prescription in plan.prescriptions.select_related("exercise"):
                EntryFactory(session=session, exercise=prescription.exercise, outcome=Outcome.DONE)


def test_a_session_shows_a_small_figure_of_each_exercise(member, owner):
    """Still, loaded as it comes into sight, and silent: the names stand below."""
    prescription = plan_of(owner).prescriptions.first()
    form = prescription.form
    form.drawings = {"pose-right": "a" * 64, "moving-right": "b" * 64}
    form.save()
    page = member.get(reverse("week")).text
    assert f'<img src="{figure_url(form, "pose")}" alt="" width="120" height="80" loading="lazy">' in page
    assert figure_url(form) not in page


def test_the_week_costs_the_same_with_few_and_many_sessions(member, owner, queries_of):
    """Three sessions or three thousand, in this week, the next and the last: at most eight queries with the account."""
    weeks = ["/week/", "/week/2026-03-11/", "/week/2026-02-24/"]
    fill(owner, sessions=24, plans=1)
    member.get("/week/")
    few = {url: queries_of(member, url) for url in weeks}
    fill(owner, sessions=1000, plans=3)
    PrescriptionFactory(plan=owner.plans.first())
    member.get("/week/")
    assert {url: queries_of(member, url) for url in weeks} == few
    assert max(few.values()) <= 8
