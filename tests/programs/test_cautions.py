"""What a person's conditions mean for their exercises."""

import datetime as dt

import pytest

from programs import cautions, lineup, log
from programs.models import Clearance
from stretches import catalogue
from stretches.models import Caution, Condition
from tests.factories.programs import MONDAY, plan_of, screening_of
from tests.factories.stretches import CautionFactory, ConditionFactory, ExerciseFactory, FormFactory

pytestmark = pytest.mark.django_db

HIDE = Caution.Effect.HIDE


@pytest.fixture
def hip():
    """A condition that hides one exercise and marks another."""
    return ConditionFactory(slug="hip")


@pytest.fixture
def hidden(hip):
    return CautionFactory(condition=hip, effect=HIDE, exercise__name="Piriformis").exercise


@pytest.fixture
def marked(hip):
    return CautionFactory(condition=hip, exercise__name="Cobra").exercise


def care_of(owner):
    return cautions.read(owner, catalogue.read())


def test_nobody_asked_nothing_changes(owner, hidden, marked):
    """Without a screening there is no care, and nothing is hidden."""
    assert care_of(owner) == {}
    assert cautions.hidden(owner) == set()


def test_a_condition_hides_and_marks(owner, hip, hidden, marked):
    """Each exercise with its reason."""
    screening_of(owner, hip)
    cares = care_of(owner)
    assert {care.exercise.name: care.effect for care in cares.values()} == {"Piriformis": "hide", "Cobra": "mark"}
    assert cares[marked.pk].reasons[0].advice == "Go only as far as it feels good."
    assert cautions.hidden(owner) == {hidden.pk}


def test_only_the_latest_answers_count(owner, hip, hidden):
    """What is no longer there hides nothing."""
    screening_of(owner, hip)
    screening_of(owner, absent=[hip])
    assert cautions.hidden(owner) == set()


def test_to_hide_is_stronger_than_to_mark(owner, hidden, hip):
    """Where two conditions disagree."""
    other = CautionFactory(exercise=hidden).condition
    screening_of(owner, hip, other)
    assert care_of(owner)[hidden.pk].effect == "hide"


def test_the_easier_of_two_forms_is_named(owner):
    """Where two conditions name different ones."""
    exercise = ExerciseFactory()
    easier = FormFactory(exercise=exercise, easier=True)
    usual = CautionFactory(exercise=exercise, form=exercise.usual).condition
    other = CautionFactory(exercise=exercise, form=easier).condition
    screening_of(owner, usual, other)
    assert care_of(owner)[exercise.pk].form == easier


def cleared(owner, exercise, condition):
    kind = Clearance.Kind.CLEARED
    return Clearance.objects.create(owner=owner, kind=kind, exercise=exercise, condition=condition, day=MONDAY)


def test_what_a_clinician_cleared_is_shown_again(owner, hip, hidden, marked):
    """That exercise alone; the reason stays, with its date."""
    screening_of(owner, hip)
    cleared(owner, hidden, hip)
    care = care_of(owner)[hidden.pk]
    assert (care.effect, care.form, care.reasons[0].cleared_on) == ("", None, MONDAY)
    assert care_of(owner)[marked.pk].effect == "mark"
    assert cautions.hidden(owner) == set()


def test_a_clearance_lasts_through_the_same_answer(owner, hip, hidden):
    """Asked again, answered the same."""
    screening_of(owner, hip)
    cleared(owner, hidden, hip)
    screening_of(owner, hip)
    assert cautions.hidden(owner) == set()


def test_a_condition_that_went_and_came_back_hides_anew(owner, hip, hidden):
    """The clearance was for the other time."""
    screening_of(owner, hip)
    cleared(owner, hidden, hip)
    screening_of(owner, absent=[hip])
    screening_of(owner, hip)
    assert cautions.hidden(owner) == {hidden.pk}


def test_another_persons_answers_are_theirs(owner, hip, hidden):
    """Neither their conditions nor their clearances count for me."""
    other = plan_of().owner
    screening_of(other, hip)
    assert cautions.hidden(owner) == set()
    screening_of(owner, hip)
    cleared(other, hidden, hip)
    assert cautions.hidden(owner) == {hidden.pk}


def test_a_session_leaves_out_what_is_hidden(owner, hip, hidden, marked):
    """The other exercises stay."""
    session = plan_of(owner, exercises=[hidden, marked]).sessions.get()
    screening_of(owner, hip)
    read = log.read(owner=owner, pk=session.pk, today=MONDAY, catalogue=catalogue.read())
    assert [entry.exercise for entry in read.entries] == [marked]


def test_the_shipped_lists_hide_what_is_published(owner, shipped):
    """The exercises that the rules name, by condition."""
    expected = {
        "stenosis-or-spondylolisthesis": {"cobra-pose", "fish-pose", "camel-pose"},
        "late-pregnancy": {"cobra-pose", "fish-pose", "camel-pose"},
        "osteoporosis": {"childs-pose", "single-knee-to-chest"},
        "hip-replacement": {"piriformis-stretch", "single-knee-to-chest"},
    }
    content = catalogue.read()
    for condition in Condition.objects.all():
        cares = cautions.of(content, {condition.pk}, {})
        found = {care.exercise.slug for care in cares.values() if care.effect == HIDE}
        assert found == expected.get(condition.slug, set()), condition.slug


def test_what_is_hidden_stays_hidden_for_who_travels_west(owner, hip, hidden):
    """Answered on Tuesday morning in Auckland, read on Monday where the person is now."""
    screening_of(owner, hip, day=MONDAY + dt.timedelta(days=1))
    session = plan_of(owner, exercises=[hidden, ExerciseFactory()], screened=False).sessions.get()
    [found] = lineup.line_up(
        list(lineup.with_factor(owner.sessions.filter(pk=session.pk))), catalogue=catalogue.read(), today=MONDAY
    ).values()
    assert hidden not in [entry.exercise for entry in found]
