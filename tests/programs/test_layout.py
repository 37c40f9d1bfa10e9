"""Which days a plan's sessions fall on, and what each holds."""

import datetime as dt
import uuid
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from programs import library, lineup, plans, sessions
from programs.models import Outcome, Session
from programs.rules.composition import POSITIONS
from programs.rules.schedule import wall_clock
from stretches import catalogue
from tests.factories.programs import MONDAY, screening_of

BERLIN = ZoneInfo("Europe/Berlin")
CORE = {"cat-cow", "childs-pose", "single-knee-to-chest"}


@pytest.fixture
def start(shipped, owner):
    """Start a shipped program for the owner, who has answered the safety questions."""
    screening_of(owner)

    def started(slug, *, weekdays, on=MONDAY, time=dt.time(8)):
        program = library.by_slug(slug, catalogue.read())
        return plans.start(
            owner=owner,
            program=program,
            baseline=4,
            started_on=on,
            weekdays=weekdays,
            time=time,
            key=uuid.uuid4(),
        )

    return started


def held(plan):
    """The slugs of each session of the plan in turn, each taken as done on its day."""
    found = list(lineup.with_factor(plan.sessions.order_by("date")))
    lines = lineup.line_up(found, catalogue=catalogue.read(), today=plan.started_on)
    return [[entry.exercise.slug for entry in lines[session.pk]] for session in found]


def test_gentle_start_grows_from_three_days_a_week_to_five(start):
    """Six weeks of 3, 3, 4, 4, 5 and 5 days: 24 sessions."""
    plan = start("gentle-start", weekdays=[0, 1, 2, 4, 5])
    weeks = Counter(plan.sessions.values_list("week", flat=True))
    assert [weeks[week] for week in range(1, 7)] == [3, 3, 4, 4, 5, 5]
    assert list(plan.sessions.order_by("date").values_list("ordinal", flat=True)) == list(range(1, 25))


def test_quieter_weeks_spread_over_the_picked_days(start):
    """Three of Monday, Tuesday, Wednesday, Friday and Saturday are Monday, Wednesday and Friday."""
    plan = start("gentle-start", weekdays=[0, 1, 2, 4, 5])
    first = plan.sessions.filter(week=1).values_list("date", flat=True)
    assert {day.weekday() for day in first} == {0, 2, 4}


def test_a_plan_begun_in_midweek_counts_its_weeks_from_there(start):
    """Week n is seven days from the start, whatever weekday that is."""
    plan = start("desk-reset", weekdays=[0, 1, 2, 3, 4], on=MONDAY + dt.timedelta(days=2))
    first = list(plan.sessions.filter(week=1).order_by("date").values_list("date", flat=True))
    assert [day.weekday() for day in first] == [2, 3, 4, 0, 1]


def test_a_session_of_gentle_start_holds_at_most_six_and_every_core_exercise(start):
    """In each of the 24 sessions."""
    lines = held(start("gentle-start", weekdays=[0, 1, 2, 4, 5]))
    assert len(lines) == 24
    assert all(len(slugs) <= 6 and set(slugs) >= CORE for slugs in lines)


def test_rotation_gives_every_exercise_its_turn(start):
    """All twelve come up, and in the last two weeks no rotating one more than twice as often as another."""
    lines = held(start("gentle-start", weekdays=[0, 1, 2, 4, 5]))
    assert len({slug for slugs in lines for slug in slugs}) == 12
    turns = Counter(slug for slugs in lines[14:] for slug in slugs if slug not in CORE)
    assert len(turns) == 9
    assert max(turns.values()) <= 2 * min(turns.values())


def test_what_was_not_done_comes_up_again_first(start):
    """A rotating exercise that was skipped is the least recently done one next time."""
    plan, content = start("gentle-start", weekdays=[0, 1, 2, 4, 5]), catalogue.read()
    fourteenth = plan.sessions.get(ordinal=7)
    begun = sessions.begin(session=fourteenth, catalogue=content, today=fourteenth.date)
    rotating = [e for e in begun.entries.select_related("exercise") if e.exercise.slug not in CORE]
    begun.entries.update(outcome=Outcome.DONE)
    begun.entries.filter(pk=rotating[0].pk).update(outcome=Outcome.SKIPPED)
    following = lineup.with_factor(plan.sessions.filter(ordinal=8))
    lines = lineup.line_up(following, catalogue=content, today=fourteenth.date)
    slugs = {entry.exercise.slug for entry in next(iter(lines.values()))}
    assert rotating[0].exercise.slug in slugs
    assert not slugs & {entry.exercise.slug for entry in rotating[1:]}


def test_people_get_down_and_up_once(start):
    """Within a session the positions follow from the floor up."""
    plan = start("gentle-start", weekdays=[0, 1, 2, 4, 5])
    found = list(lineup.with_factor(plan.sessions.all()))
    lines = lineup.line_up(found, catalogue=catalogue.read(), today=plan.started_on)
    for entries in lines.values():
        places = [POSITIONS.index(entry.form.position) for entry in entries]
        assert places == sorted(places)


def test_all_twelve_keeps_the_order_of_the_catalogue(start):
    """Every session is the whole sequence."""
    lines = held(start("all-twelve", weekdays=[0, 2, 4]))
    assert lines == [[exercise.slug for exercise in catalogue.read().published]] * 12


def test_camel_begins_in_its_easier_form(start):
    """As the program says; the others begin as usual."""
    plan = start("gentle-start", weekdays=[0, 1, 2, 4, 5])
    forms = {p.exercise.slug: p.form.kind for p in catalogue.read().attach(plan.prescriptions.all())}
    assert {slug for slug, kind in forms.items() if kind == "easier"} == {
        "camel-pose",
        "downward-facing-dog",
        "fish-pose",
    }


def test_an_exercise_comes_in_with_its_week(start):
    """Fish is not in weeks 1 to 4."""
    plan = start("gentle-start", weekdays=[0, 1, 2, 4, 5])
    assert plan.prescriptions.get(exercise__slug="fish-pose").from_week == 5


@pytest.mark.parametrize(
    ("change", "hours"),
    [(dt.date(2026, 3, 29), [6, 5]), (dt.date(2026, 10, 25), [5, 6])],
    ids=["spring", "autumn"],
)
def test_sessions_on_both_sides_of_a_clock_change_keep_their_local_hour(start, change, hours):
    """07:00 is 07:00 on the wall; only its instant in UTC moves."""
    plan = start("all-twelve", weekdays=[4, 5, 6], on=change - dt.timedelta(days=2), time=dt.time(7))
    before, _saturday, after = plan.sessions.order_by("date")[:3]
    assert (before.time, after.time) == (dt.time(7), dt.time(7))
    assert [wall_clock(s.date, s.time, BERLIN).hour for s in (before, after)] == hours


def test_a_time_that_does_not_exist_moves_forward():
    """02:30 on the night of the spring change is 03:30 on the wall."""
    instant = wall_clock(dt.date(2026, 3, 29), dt.time(2, 30), BERLIN)
    assert instant.astimezone(BERLIN).time() == dt.time(3, 30)


def test_a_doubled_time_is_the_first():
    """02:30 comes twice in the autumn night; the first is still summer time."""
    assert wall_clock(dt.date(2026, 10, 25), dt.time(2, 30), BERLIN).hour == 0


def test_a_program_without_a_schedule_is_no_plan(shipped):
    """The sore day has no weekdays to start on."""
    assert not library.can_start(library.by_slug("sore-day", catalogue.read()))


def test_sessions_are_laid_out_once_each(start):
    """Every ordinal once, every one of them planned and owned by the person."""
    plan = start("desk-reset", weekdays=[0, 1, 2, 3, 4])
    assert plan.sessions.count() == plan.sessions.values("ordinal").distinct().count() == 20
    assert set(plan.sessions.values_list("status", "owner")) == {(Session.Status.PLANNED, plan.owner_id)}
