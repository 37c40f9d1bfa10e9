"""Taking back and changing by hand: each within its limits, each listed."""

import uuid
from copy import deepcopy

import pytest

from programs import decisions, sentences
from programs.models import Adjustment, Prescription
from programs.refused import Refused
from programs.rules.dose import Dose
from tests.factories.accounts import UserFactory
from tests.factories.stretches import ExerciseFactory

from .people import Life, day, shown

pytestmark = pytest.mark.django_db

START = ("usual", (1, 2, 15), None)
RAISED = ("usual", (1, 2, 20), None)


@pytest.fixture
def life():
    return Life()


@pytest.fixture(scope="module")
def calm(shared_rows):
    """A life with one raise, on day 7."""
    with shared_rows():
        life = Life()
        life.calm_week()
        life.decide(8)
        yield life


@pytest.fixture
def raised(calm):
    return deepcopy(calm)


def test_a_raise_taken_back_is_gone_and_not_made_again(raised):
    """From the same facts; the row stays listed as undone."""
    decisions.undo(raised.owner.adjustments.get())
    raised.decide(8)
    assert raised.held() == START
    raised.decide(12)
    assert raised.held() == START
    assert raised.made("undone") == [("P1", 7)]
    assert raised.made() == []


def test_new_facts_raise_again(raised):
    """What was taken back isn't forbidden for ever."""
    decisions.undo(raised.owner.adjustments.get())
    raised.decide(8)
    raised.calm_week(9)
    raised.decide(16)
    assert raised.held() == RAISED


def test_taking_back_twice_changes_nothing(raised):
    made = raised.owner.adjustments.get()
    first = decisions.undo(made)
    second = decisions.undo(made)
    assert (first.state, first.state_at) == (second.state, second.state_at)


def test_red_asks_first_whether_the_sign_is_gone(life):
    """Without an answer it stands, and so it does with a no, which is recorded."""
    life.session(0, during=6)
    life.decide(0)
    made = life.owner.adjustments.get()
    with pytest.raises(decisions.AnswerFirst):
        decisions.undo(made)
    assert decisions.undo(made, answer=False).state == Adjustment.State.STANDS
    life.decide(1)
    assert life.held()[0] == "easier"
    made.refresh_from_db()
    assert made.undo_answer["sign_gone"] is False


def test_red_is_taken_back_once_the_sign_is_gone(life):
    """The usual form and its dose come back."""
    life.session(0, during=6)
    life.decide(0)
    decisions.undo(life.owner.adjustments.get(), answer=True)
    life.decide(1)
    assert life.held() == START


def test_a_half_session_is_taken_back(life):
    """N2 changes no prescription, and can be undone like the others."""
    life.session(0)
    life.morning(1, 5)
    life.planned(2)
    life.decide(1)
    decisions.undo(life.owner.adjustments.get(rule="N2"))
    life.decide(1)
    assert shown(life, 1)[2][1]["cobra-pose"] == (1, 2, 15)


def test_safety_leaves_nothing_to_take_back(life):
    """S is a notice and a block, never an adjustment: it is unlocked, not undone."""
    life.session(0, felt=["both-legs"])
    assert life.decide(0).block
    assert not [rule for rule, _ in life.made() if rule.startswith("S")]


def test_what_was_replaced_cannot_be_taken_back(raised):
    raised.owner.adjustments.update(state=Adjustment.State.REPLACED)
    with pytest.raises(Refused):
        decisions.undo(raised.owner.adjustments.get())


def hand(life, number, *, by=None, **change):
    """A change by hand on that day."""
    return decisions.hands.change(life.prescription(), by=by or life.owner, day=day(number), key=uuid.uuid4(), **change)


def test_a_dose_of_ones_own_is_an_adjustment(life):
    """The row follows, and the rules go on from there."""
    life.decide(0)
    hand(life, 1, dose=Dose(1, 3, 20))
    life.decide(1)
    assert life.held() == ("usual", (1, 3, 20), None)
    made = life.owner.adjustments.get()
    assert (made.rule, made.by, made.before["dose"]["hold"], made.after["dose"]["hold"]) == ("hand", life.owner, 15, 20)
    life.decide(3)
    assert life.held() == ("usual", (1, 3, 20), None)


def test_a_change_by_hand_can_be_taken_back(life):
    life.decide(0)
    made = hand(life, 1, hidden=True)
    life.decide(1)
    assert life.prescription().status == Prescription.Status.HIDDEN
    decisions.undo(made)
    life.decide(2)
    assert life.prescription().status == Prescription.Status.ACTIVE


def test_the_same_wish_twice_is_one_change(life):
    key = uuid.uuid4()
    for _ in range(2):
        decisions.hands.change(life.prescription(), by=life.owner, day=day(0), key=key, form="easier")
    life.decide(0)
    assert life.owner.adjustments.count() == 1
    assert life.held() == ("easier", (1, 2, 10), None)


@pytest.mark.parametrize(
    "change", [{"form": "harder"}, {"dose": Dose(1, 4, 30)}, {"dose": Dose(1, 6)}, {"fixed": True}]
)
def test_limits_of_ones_own_hand(life, change):
    """A form that isn't there, above the top, of the wrong kind, and the clinician's fix."""
    with pytest.raises(Refused):
        hand(life, 0, **change)
    assert not life.owner.adjustments.exists()


def test_a_clinicians_fix_has_a_name_and_exempts_from_raises(life):
    clinician = UserFactory(name="Dr Grey")
    hand(life, 0, by=clinician, fixed=True, dose=Dose(1, 2, 10))
    life.decide(0)
    life.calm_week()
    life.decide(8)
    assert life.held() == ("usual", (1, 2, 10), None)
    assert life.prescription().status == Prescription.Status.FIXED
    made = life.owner.adjustments.get()
    assert sentences.of(made, life.content) == "cobra-pose: On the floor, 2 × 10 s, fixed by Dr Grey."
    clinician.delete()
    made.refresh_from_db()
    assert (made.by, made.by_name) == (None, "Dr Grey")


def test_an_exercise_put_in_takes_part_from_its_day(life):
    """And is raised like the others."""
    exercise = ExerciseFactory(slug="heel-slides")
    life.exercises["heel-slides"] = exercise
    life.decide(0)
    decisions.hands.add(life.plan, exercise=exercise, by=life.owner, day=day(1), key=uuid.uuid4())
    life.decide(1)
    assert [one.slug for one in life.decide(1).state.plans[0].prescriptions] == ["cobra-pose", "heel-slides"]
    assert life.held("heel-slides") == START
    decisions.mark(life.owner, day(0))
    life.decide(2)
    assert life.held("heel-slides") == START


def test_sentences_say_what_why_and_which_rule(life):
    """In the reader's words, with names, days and doses."""
    life.session(0, during=6)
    life.decide(0)
    expected = "cobra-pose: On a bed, 2 × 10 s from now on, because it was 6 of 10 on Monday 2 March. (T3)"
    assert sentences.of(life.owner.adjustments.get(), life.content) == expected


def test_every_adjustment_and_notice_of_a_bad_month_has_a_sentence():
    """Nothing is left unfilled."""
    life = Life(slugs=("cobra-pose", "childs-pose", "heel-slides"))
    for number in range(0, 28, 2):
        felt = ["tingling"] if number == 8 else ["dizzy"] if number == 12 else []
        life.session(number, before=4 + number // 8, during=4 + number // 5, felt=felt, slugs=["cobra-pose"])
        life.morning(number + 1, 6 + number // 9)
    life.decide(30)
    rows = [*life.owner.adjustments.all(), *life.owner.notices.all()]
    assert len({row.rule for row in rows}) > 5
    for row in rows:
        text = sentences.of(row, life.content)
        assert "%" not in text
        assert row.rule in text
