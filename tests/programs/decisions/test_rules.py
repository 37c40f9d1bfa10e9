"""Each trigger on rows of the database: what it changes, what it says, and what sessions hold then."""

import uuid
from itertools import pairwise

import pytest

from programs import decisions, sessions
from programs.decisions import seldom
from programs.rules.dose import Dose
from tests.factories.programs import screening_of

from .people import Life, day, shown

pytestmark = pytest.mark.django_db

START = ("usual", (1, 2, 15), None)


@pytest.fixture
def life():
    return Life()


def test_a_red_brings_the_easier_form_next_time(life):
    """T3: form and dose of the row, an adjustment with before and after, and the next session."""
    life.session(0, during=6)
    life.planned(2)
    life.decide(0)
    assert life.held() == ("easier", (1, 2, 10), None)
    made = life.owner.adjustments.get()
    assert (made.rule, made.sentence, made.day, made.prescription) == ("T3", "T3.easier", day(0), life.prescription())
    assert made.before == {"form": "usual", "dose": {"sets": 1, "reps": 2, "hold": 15}}
    assert made.after == {"form": "easier", "dose": {"sets": 1, "reps": 2, "hold": 10}}
    assert made.inputs["during"] == 6
    assert shown(life, 1)[2] == ("usual", {"cobra-pose": (1, 2, 10)})


def test_without_an_easier_form_it_rests():
    """T3: it stays out of the sessions for 14 days, and comes back by itself."""
    life = Life(easier=False, slugs=("cobra-pose", "heel-slides"))
    life.session(0, during=6, slugs=["cobra-pose"])
    life.planned(14)
    life.planned(15)
    life.decide(0)
    assert life.prescription().status == "resting"
    assert life.prescription().resting_until == day(14)
    assert "cobra-pose" not in shown(life, 1)[14][1]
    assert "cobra-pose" in shown(life, 1)[15][1]
    life.decide(15)
    assert life.prescription().status == "active"


def test_two_calm_sessions_bring_the_usual_form_back(life):
    """T3 leads through: red, easier form, two greens with calm mornings and a quiet week, usual form."""
    life.session(0, during=6)
    life.decide(0)
    for number in (7, 9):
        life.decide(number)
        life.session(number)
        life.morning(number + 1)
    life.decide(11)
    assert life.held() == START
    assert [rule for rule, _ in life.made()] == ["T3", "T3"]


def test_a_week_of_calm_raises_one_rung(life):
    """P1 after 7 days at the dose, not before."""
    life.calm_week()
    life.decide(6)
    assert life.held() == START
    life.decide(7)
    assert life.held() == ("usual", (1, 2, 20), None)
    assert life.made() == [("P1", 7)]
    assert life.prescription().dose_since == day(7)


def test_an_unanswered_morning_raises_nothing(life):
    """Only the mornings are missing."""
    for number in (0, 2, 4):
        life.session(number)
    life.decide(8)
    assert life.held() == START


def test_a_sore_morning_halves_the_next_session_only(life):
    """N2: the session is lighter, the prescription is not; the one after it is whole again."""
    life.session(0)
    life.morning(1, 5)
    first, _second = life.planned(2), life.planned(4)
    life.decide(1)
    assert life.held() == START
    assert life.made() == [("N2", 1)]
    assert [dose["cobra-pose"] for _, dose in shown(life, 1).values()] == [(1, 2, 5), (1, 2, 15)]
    life.session(2, session=first)
    life.decide(3)
    assert shown(life, 3)[4][1]["cobra-pose"] == (1, 2, 15)


def test_after_a_sore_morning_nothing_begins_for_three_days():
    """N2: no exercise for the first time; one that was done before stays."""
    life = Life(slugs=("cobra-pose", "childs-pose"))
    life.session(0, slugs=["cobra-pose"])
    life.morning(1, 5)
    life.planned(2)
    life.planned(4)
    life.decide(1)
    assert set(shown(life, 1)[2][1]) == {"cobra-pose"}
    assert set(shown(life, 1)[4][1]) == {"cobra-pose", "childs-pose"}


def test_two_sore_mornings_bring_sore_days_until_two_are_calm(life):
    """N3: the next session is the sore-day one, the plan waits; two calm mornings end it and S3 asks."""
    life.session(0)
    life.morning(1, 5)
    life.session(2)
    life.morning(3, 5)
    life.planned(4)
    life.planned(7)
    present = life.decide(3)
    assert present.state.sore_calm == 0
    assert [kind for kind, _ in shown(life, 3).values()] == ["sore-day", "usual"]
    life.morning(4)
    life.morning(5)
    present = life.decide(5)
    assert present.state.sore_calm is None
    assert present.block == "S3"


def test_notices_of_the_sore_days_go_with_them(life):
    """Nobody reads in one page that the plan goes on and that sore days begin; each stays in the list."""

    def open_ones(present):
        return [one.sentence for one in decisions.notices(life.owner, present)]

    for number in (0, 2):
        life.session(number)
        life.morning(number + 1, 5)
    assert open_ones(life.decide(3)) == ["N3"]
    life.morning(4)
    life.morning(5)
    assert [one for one in open_ones(life.decide(5)) if one.startswith("N3")] == ["N3.over"]
    screening_of(life.owner, day=day(6))
    assert [one for one in open_ones(life.decide(6)) if one.startswith("N3")] == []
    assert life.owner.notices.filter(rule="N3").count() == 2


def test_a_leg_sign_stops_its_direction_now_and_next_session():
    """T4: what arches is out of the next session and in again in the one after it; the neutral ones stay."""
    life = Life(slugs=("cobra-pose", "camel-pose", "heel-slides"))
    life.session(0, felt=["tingling"], slugs=["cobra-pose"])
    life.planned(2)
    life.planned(4)
    present = life.decide(0)
    assert "T4" in [rule for rule, _ in life.made()]
    assert present.block == "S3"
    assert set(shown(life, 1)[2][1]) == {"heel-slides"}
    assert set(shown(life, 1)[4][1]) == {"cobra-pose", "camel-pose", "heel-slides"}


def test_dizziness_keeps_some_out_until_the_screening_is_answered():
    """T6: camel is out of all coming sessions; answering the screening lifts it."""
    life = Life(slugs=("camel-pose", "heel-slides"))
    life.session(0, felt=["dizzy"], slugs=["heel-slides"])
    life.planned(2)
    life.planned(4)
    life.decide(0)
    assert all(set(dose) == {"heel-slides"} for _, dose in shown(life, 1).values())
    screen(life, 1)
    life.decide(1)
    assert set(shown(life, 1)[2][1]) == {"camel-pose", "heel-slides"}


def screen(life, number):
    """Answer the safety questions with no sign, on that day."""
    screening_of(life.owner, day=day(number))
    decisions.mark(life.owner, day(number))


def test_a_bad_start_offers_the_sore_day_session(life):
    """T0 is an offer: nothing is swapped by itself."""
    life.planned(2)
    assert not life.decide(0).offers_sore_day
    life.session(2, before=7, session=life.planned(2))
    assert life.decide(2).offers_sore_day
    assert shown(life, 2)[2][0] == "usual"


def test_a_week_away_makes_the_first_week_back_lighter(life):
    """A2: three quarters in the first week from the next session on, whole after it."""
    life.session(0)
    life.morning(1)
    for number in (2, 9, 14, 18):
        life.planned(number)
    life.decide(8)
    assert ("A2", 7) in life.made()
    holds = {number: dose["cobra-pose"][2] for number, (_, dose) in shown(life, 8).items()}
    assert holds == {9: 10, 14: 10, 18: 15}


def test_what_began_lighter_keeps_the_reason(life):
    """The reduction is written down with the session it concerned."""
    life.session(0)
    life.morning(1, 5)
    session = life.planned(2)
    life.decide(2)
    begun = sessions.begin(session=session, catalogue=life.content, today=day(2))
    assert [(one.rule, float(one.factor)) for one in begun.reductions.all()] == [("N2", 0.5)]
    assert begun.entries.get().hold == 5


def test_what_a_clinician_fixed_is_left_alone_but_for_red(life):
    """A fix exempts from N and P, not from T3."""
    row = life.prescription()
    row.status, row.is_fixed = "fixed", True
    row.save()
    life.calm_week()
    life.morning(8, 6)
    life.planned(9)
    life.decide(8)
    assert life.held() == START
    assert shown(life, 8)[9][1]["cobra-pose"] == (1, 2, 15)
    life.session(9, during=6)
    life.decide(9)
    assert life.held()[0] == "easier"


def test_no_change_of_the_dose_without_an_adjustment(life):
    """Every step a prescription took is listed, each from where the one before left it."""
    life.calm_week()
    life.calm_week(7)
    life.decide(13)
    life.session(14, during=7)
    life.decide(20)
    rows = list(life.owner.adjustments.exclude(before={}).order_by("day", "pk"))
    assert [row.rule for row in rows] == ["P1", "T3"]
    for earlier, later in pairwise(rows):
        assert earlier.after == later.before
    form, (sets, reps, hold), _ = life.held()
    assert rows[-1].after == {"form": form, "dose": {"sets": sets, "reps": reps, "hold": hold}}


def test_it_should_have_settled_is_a_notice(life):
    """F1: open until acknowledged, then only in the list."""
    for number in range(1, 6):
        life.morning(number, 6)
    life.decide(5)
    assert "F1" in life.told()
    notice = life.owner.notices.get(rule="F1")
    decisions.acknowledge(notice)
    decisions.acknowledge(notice)
    assert "F1" not in life.told()
    notice.refresh_from_db()
    assert notice.acknowledged_at is not None


def test_changes_by_hand_come_in_the_order_in_which_they_were_written_down(life):
    """The later of two changes of one instant holds, wherever the database keeps their rows."""
    row = life.prescription()
    for number in (2, 1, 0):
        dose = Dose(sets=1, reps=2, hold=10 + number)
        decisions.hands.change(row, by=life.owner, day=day(number), key=uuid.uuid4(), dose=dose)
    told = seldom.read(life.owner, (day(0), day(2)), since=day(0))
    assert [edit.data["dose"]["hold"] for edit in told.edits] == [12, 11, 10]
