"""Facts that come late, thresholds that change later, and what was decided before."""

import datetime as dt

import pytest

from programs import decisions, plans, sessions
from programs.models import CheckIn, Clearance, DecidedDay, Entry, PersonThreshold, Threshold
from stretches import catalogue
from tests.factories.programs import PrescriptionFactory, screening_of
from tests.factories.stretches import CautionFactory, ConditionFactory
from tests.world import left_as_found

from .people import Life, day, exercise_of

pytestmark = pytest.mark.django_db

START = ("usual", (1, 2, 15), None)
RAISED = ("usual", (1, 2, 20), None)


@pytest.fixture
def life():
    return Life()


def change_entry(life, number, **values):
    """What was answered about a session of that day, told otherwise later."""
    Entry.objects.filter(session__date=day(number)).update(**values)
    decisions.mark(life.owner, day(number))


def test_a_late_fact_replaces_what_was_decided_from_its_day_on(life):
    """The raise falls, and stays listed as replaced."""
    life.calm_week()
    life.decide(8)
    assert life.held() == RAISED
    change_entry(life, 4, discomfort=5)
    life.decide(8)
    assert life.held() == START
    assert life.made() == []
    assert life.made("replaced") == [("P1", 7)]
    assert life.owner.adjustments.get().state_at is not None


def test_the_fact_taken_back_brings_the_decision_back(life):
    """As the same row, not a second one."""
    life.calm_week()
    life.decide(8)
    change_entry(life, 4, discomfort=5)
    life.decide(8)
    change_entry(life, 4, discomfort=3)
    life.decide(8)
    assert life.held() == RAISED
    assert life.made() == [("P1", 7)]
    assert life.owner.adjustments.count() == 1


def test_what_stands_on_earlier_days_stays(life):
    """Days before the late fact are not touched."""
    life.session(0, during=6)
    life.decide(5)
    before = list(DecidedDay.objects.filter(owner=life.owner, day__lt=day(3)).values_list("day", "decided_at"))
    life.morning(3, 4)
    life.decide(5)
    after = list(DecidedDay.objects.filter(owner=life.owner, day__lt=day(3)).values_list("day", "decided_at"))
    assert before == after
    assert life.made() == [("T3", 0)]


def test_late_and_in_time_give_the_same_plan():
    """The same facts, entered day by day or all at the end from the last to the first."""
    early, late = Life(), Life(slugs=("childs-pose",))
    for number in (0, 2, 4):
        early.session(number)
        early.decide(number)
        early.morning(number + 1)
        early.decide(number + 1)
    early.decide(9)
    late.decide(9)
    for number in (4, 2, 0):
        late.morning(number + 1)
        late.session(number)
        late.decide(9)
    assert early.held() == late.held("childs-pose") == RAISED
    assert early.made() == late.made() == [("P1", 7)]


def test_an_acknowledged_notice_stays_acknowledged(life):
    """Replaced by a late fact and raised again on the same facts."""
    for number in range(1, 6):
        life.morning(number, 6)
    life.decide(5)
    notice = life.owner.notices.get(rule="F1")
    decisions.acknowledge(notice)
    calm = CheckIn.objects.get(owner=life.owner, day=day(3))
    for score in (2, 6):
        CheckIn.objects.filter(pk=calm.pk).update(discomfort=score)
        decisions.mark(life.owner, day(3))
        life.decide(5)
        notice.refresh_from_db()
        assert (notice.replaced_at is None) == (score == 6)
    assert notice.acknowledged_at is not None
    assert "F1" not in life.told()


def test_a_changed_threshold_rewrites_nothing(life):
    """What was decided keeps its figures, even where a late fact has it made anew; new days have the new ones."""
    life.calm_week()
    life.decide(8)
    Threshold.objects.create(name="dose_days", value=14)
    life.decide(9)
    assert life.held() == RAISED
    decisions.mark(life.owner, day(5))
    life.decide(9)
    assert life.held() == RAISED
    stored = {row.day: row.thresholds["dose_days"] for row in DecidedDay.objects.filter(owner=life.owner)}
    assert (stored[day(8)], stored[day(9)]) == (7, 14)


def test_a_clinicians_stricter_number_holds_for_one_person():
    """Red from a rise of 2 for one, of 3 for the other; a looser one counts for nothing."""
    strict, other = Life(), Life(slugs=("childs-pose",))
    PersonThreshold.objects.create(owner=strict.owner, name="red_rise", value=2)
    PersonThreshold.objects.create(owner=other.owner, name="red_rise", value=5)
    for life in (strict, other):
        life.session(0, before=1, during=3)
        life.decide(0)
    assert strict.made() == [("T3", 0)]
    assert other.made() == []


def test_the_past_is_decided_when_a_page_is_read_days_later(life):
    """Nobody came for a week: every day of it is decided, each once."""
    life.session(0)
    life.decide(0)
    life.decide(8)
    days = list(DecidedDay.objects.filter(owner=life.owner).values_list("day", flat=True))
    assert days == [day(number) for number in range(-1, 9)]


def test_a_day_is_decided_again_when_its_evening_comes(life):
    """N4 by the evening; before it nothing is missing."""
    life.session(0)
    life.decide(1, at=dt.time(9))
    rules = [one["rule"] for one in DecidedDay.objects.get(owner=life.owner, day=day(1)).decisions]
    assert "N4" not in rules
    life.decide(1)
    rules = [one["rule"] for one in DecidedDay.objects.get(owner=life.owner, day=day(1)).decisions]
    assert "N4" in rules


def test_a_session_moved_among_days_to_come_decides_nothing(life):
    """Facts of days that are not here yet wait for them."""
    life.planned(0)
    later = life.planned(9)
    life.decide(1)
    plans.move(session=later, day=day(10), today=day(1))
    assert life.decide(1).day == day(1)
    life.owner.standing.refresh_from_db()
    assert life.owner.standing.stale_from is None


def test_somebody_without_plan_or_screening_has_no_decisions(owner):
    """Nothing is stored for them."""
    present = decisions.bring_up_to_date(owner, catalogue=catalogue.read(), today=day(0))
    assert present.block is None
    assert not owner.decided_days.exists()


def missed_before_a_sore_morning(mornings=1):
    """A session missed on Monday, and on Friday evening as many sore mornings in a row after the sessions since."""
    life = Life(weekdays=(0, 1, 2, 3, 4))
    missed = life.planned(0)
    for number in (1, 3)[-mornings:]:
        life.session(number)
        life.morning(number + 1, 5)
    life.decide(4)
    return life, missed


def begun(life, session, *, on, today=4):
    """(kind, dose, rules that reduce it) of the session, begun on the day `today` for the day `on`."""
    found = sessions.begin(session=session, catalogue=life.content, today=day(today), day=day(on))
    entry = found.entries.get(exercise__slug="cobra-pose")
    return found.kind, (entry.sets, entry.reps, entry.hold), {one.rule for one in found.reductions.all()}


@pytest.mark.parametrize("mornings", [1, 2])
def test_a_missed_session_logged_for_its_day_holds_what_it_held_then(mornings):
    """What the rules decided after that day says nothing of it: neither half a dose nor, after two, a sore day."""
    life, missed = missed_before_a_sore_morning(mornings)
    assert begun(life, missed, on=0) == ("usual", (1, 2, 15), set())


def test_a_missed_session_done_today_holds_what_the_rules_allow_today():
    """Half of it, after a sore morning."""
    life, missed = missed_before_a_sore_morning()
    assert begun(life, missed, on=4) == ("usual", (1, 2, 5), {"N2"})


def test_a_session_to_come_logged_for_a_day_that_is_past_holds_what_that_day_held():
    """It was done before its day, when the rules said something else than now."""
    life, _missed = missed_before_a_sore_morning()
    assert begun(life, life.planned(5), on=0) == ("usual", (1, 2, 15), set())


def test_a_lighter_session_logged_late_is_lighter():
    """What the rules said on its day counts, also when they say nothing of it any more."""
    life = Life()
    life.session(0)
    life.morning(1, 5)
    missed = life.planned(2)
    life.session(4)
    life.morning(5)
    life.decide(6)
    assert begun(life, missed, on=2, today=6) == ("usual", (1, 2, 5), {"N2"})


def test_what_rests_since_is_in_the_log_of_an_earlier_day():
    """T3 lets it rest after Wednesday’s session; on Monday it was there to be done, and it is all there was."""
    life = Life(easier=False)
    missed = life.planned(0)
    life.session(2, during=7)
    life.decide(2)
    assert life.held()[2] == day(16)
    assert begun(life, missed, on=0, today=2)[1] == (1, 2, 15)


def test_what_rested_then_is_not_in_the_log_of_that_day():
    """Its rest is over by now; what was rested was not done."""
    life = Life(slugs=("cobra-pose", "cat-cow"), easier=False)
    life.session(0, during=7, slugs=["cobra-pose"])
    missed = life.planned(2)
    life.decide(2)
    life.decide(20)
    found = sessions.begin(session=missed, catalogue=life.content, today=day(20), day=day(2))
    assert [entry.exercise.slug for entry in found.entries.all()] == ["cat-cow"]


def test_a_dose_raised_since_is_not_in_the_log_of_an_earlier_day():
    """P1 raised it a week later."""
    life = Life()
    missed = life.planned(1)
    life.calm_week()
    life.decide(8)
    assert life.held() == RAISED
    assert begun(life, missed, on=1, today=8)[1] == (1, 2, 15)


def test_what_was_put_in_since_is_not_in_the_log_of_an_earlier_day():
    """The plan did not have it yet."""
    life = Life()
    missed = life.planned(0)
    life.decide(1)
    PrescriptionFactory(plan=life.plan, exercise=exercise_of("cat-cow"), dose_since=day(2))
    decisions.mark(life.owner, day(2))
    life.decide(2)
    found = sessions.begin(session=missed, catalogue=life.content, today=day(2), day=day(0))
    assert [entry.exercise.slug for entry in found.entries.all()] == ["cobra-pose"]


def test_the_turn_in_the_log_of_an_earlier_day_is_as_it_was_then():
    """Of two that take turns the one that was done since had been waiting longest."""
    life = Life(slugs=("cobra-pose", "cat-cow"), session_size=1)
    life.session(0, slugs=["cobra-pose"])
    missed = life.planned(1)
    life.session(2, slugs=["cat-cow"])
    life.decide(3)
    found = sessions.begin(session=missed, catalogue=life.content, today=day(3), day=day(1))
    assert [entry.exercise.slug for entry in found.entries.all()] == ["cat-cow"]


def test_what_a_condition_hides_since_is_in_the_log_of_an_earlier_day():
    """It was there to be done on Monday; the safety questions of Thursday say nothing of then."""
    life = Life(slugs=("cobra-pose", "cat-cow"), easier=False)
    missed, condition = life.planned(0), ConditionFactory()
    CautionFactory(exercise=life.exercises["cobra-pose"], condition=condition, effect="hide")
    screening_of(life.owner, condition, day=day(3))
    life.decide(3)
    for on, held in ((0, {"cobra-pose", "cat-cow"}), (3, {"cat-cow"})):
        with left_as_found():
            found = sessions.begin(session=missed, catalogue=life.content, today=day(3), day=day(on))
            assert {entry.exercise.slug for entry in found.entries.all()} == held


def test_what_was_cleared_then_is_in_the_log_of_that_day():
    """A clearance ends with the condition; on the day that is logged it stood."""
    life = Life(slugs=("cobra-pose", "cat-cow"), easier=False)
    missed, condition = life.planned(1), ConditionFactory()
    cobra = life.exercises["cobra-pose"]
    CautionFactory(exercise=cobra, condition=condition, effect="hide")
    screening_of(life.owner, condition, day=day(0))
    Clearance.objects.create(owner=life.owner, kind="cleared", exercise=cobra, condition=condition, day=day(0))
    screening_of(life.owner, absent=[condition], day=day(3))
    life.decide(3)
    found = sessions.begin(session=missed, catalogue=life.content, today=day(3), day=day(1))
    assert {entry.exercise.slug for entry in found.entries.all()} == {"cobra-pose", "cat-cow"}
