"""Changing what a plan prescribes: doses, forms, adding, taking out, swapping, and the order."""

import datetime as dt
import uuid
from copy import deepcopy

import pytest
import time_machine
from django.urls import reverse

from programs import decisions, lineup
from programs.models import Adjustment, Prescription
from programs.rules.dose import Dose
from stretches import catalogue
from tests.factories.programs import MONDAY, EntryFactory, PrescriptionFactory, plan_of
from tests.factories.stretches import BodyAreaFactory, ExerciseFactory, FormFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC)
POSTS = ["prescription_edit", "prescription_hide", "prescription_show", "prescription_swap"]


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def prescribed(shared_rows):
    """A stretch from 1 × 2 × 15 s to 1 × 3 × 30 s, with an easier form, in a plan; the tests work on copies."""
    with shared_rows():
        with time_machine.travel(NOW, tick=False):
            exercise = ExerciseFactory(areas=[BodyAreaFactory(slug="hips")])
            FormFactory(exercise=exercise, easier=True, start_hold=10)
            row = plan_of(exercises=[exercise]).prescriptions.get()
        yield row


@pytest.fixture
def row(prescribed):
    return deepcopy(prescribed)


@pytest.fixture
def exercise(row):
    return row.exercise


@pytest.fixture
def plan(row):
    return row.plan


@pytest.fixture
def owner(plan):
    return plan.owner


@pytest.fixture
def other(db):
    """Another one for the same area, in no plan."""
    return ExerciseFactory(areas=[BodyAreaFactory(slug="hips")], slug="other")


def once(**more):
    """What a one-tap form sends."""
    return {"key": str(uuid.uuid4()), **more}


def url(name, plan, exercise):
    return reverse(name, args=[plan.pk, exercise.slug])


def dose_of(row):
    row.refresh_from_db()
    return row.dose


def test_a_dose_is_changed_and_listed(member, owner, plan, exercise, row):
    """By the person, with what it was before; the second click changes nothing more."""
    typed = once(sets="1", reps="3", hold="20", core="on")
    for _ in range(2):
        assert member.post(url("prescription_edit", plan, exercise), typed).url == reverse("plan_edit", args=[plan.pk])
    assert dose_of(row) == Dose(1, 3, 20)
    assert row.is_core
    made = owner.adjustments.get()
    assert (made.rule, made.by, made.before["dose"]["hold"]) == (Adjustment.HAND, owner, 15)


def test_a_changed_dose_can_be_taken_back(member, owner, plan, exercise, row):
    """Through the same list as what the rules changed."""
    member.post(url("prescription_edit", plan, exercise), once(sets="1", reps="3", hold="20"))
    decisions.undo(owner.adjustments.get())
    decisions.bring_up_to_date(owner, catalogue=catalogue.read(), today=MONDAY)
    assert dose_of(row) == Dose(1, 2, 15)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hold", "31"),
        ("hold", "14"),
        ("reps", "4"),
        ("reps", "1"),
        ("sets", "2"),
        ("hold", ""),
        ("reps", "x"),
        ("reps", "\0"),
    ],
)
def test_a_dose_stays_between_start_and_top(member, plan, exercise, row, field, value):
    """The bounds are told at the field, typing kept."""
    page = member.post(
        url("prescription_edit", plan, exercise), once(**{"sets": "1", "reps": "2", "hold": "15", field: value})
    )
    assert page.status_code == 422
    assert "what this form starts with" in page.context["form"].errors[field][0]
    assert page.context["form"][field].value() == value
    assert dose_of(row) == Dose(1, 2, 15)


def test_saving_without_a_change_lists_nothing(member, owner, plan, exercise):
    """No adjustment for nothing."""
    member.post(url("prescription_edit", plan, exercise), once(sets="1", reps="2", hold="15"))
    assert not owner.adjustments.exists()


def test_an_easier_form_begins_at_its_start_dose(member, plan, exercise, row):
    """Whatever dose the usual one had come to."""
    row.hold = 30
    row.save()
    member.post(reverse("prescription_form", args=[plan.pk, exercise.slug, "easier"]), once())
    assert dose_of(row) == Dose(1, 2, 10)
    assert row.form.kind == "easier"


def test_a_form_that_does_not_exist_is_not_found(member, plan, exercise):
    """Neither a harder one that nobody wrote nor nonsense."""
    for kind in ("harder", "nonsense"):
        assert member.post(reverse("prescription_form", args=[plan.pk, exercise.slug, kind]), once()).status_code == 404


def test_taking_out_hides_it_and_keeps_what_was_done(member, plan, exercise, row):
    """Sessions to come leave it out; it can be put back."""
    EntryFactory(session__plan=plan, session__ordinal=9, exercise=exercise, done=True)
    member.post(url("prescription_hide", plan, exercise), once())
    row.refresh_from_db()
    assert row.status == Prescription.Status.HIDDEN
    session = lineup.with_factor(plan.sessions.filter(status="planned"))
    assert lineup.line_up(session, catalogue=catalogue.read(), today=MONDAY)[session.get().pk] == []
    member.post(url("prescription_show", plan, exercise), once())
    row.refresh_from_db()
    assert row.status == Prescription.Status.ACTIVE


def test_a_page_that_the_browser_kept_still_works(member, plan, row):
    """One key, two buttons: two changes."""
    second = PrescriptionFactory(plan=plan)
    key = once()
    for exercise in (row.exercise, second.exercise):
        member.post(url("prescription_hide", plan, exercise), key)
    assert plan.prescriptions.filter(status="hidden").count() == 2


def test_an_exercise_is_added_once(member, plan, other):
    """At its start dose, however often it is clicked."""
    typed = once(exercise=other.slug)
    for _ in range(2):
        member.post(reverse("prescription_add", args=[plan.pk]), typed)
    added = plan.prescriptions.get(exercise=other)
    assert (added.dose, added.status) == (Dose(1, 2, 15), "active")


def test_swapping_puts_another_of_the_same_area_in_its_place(member, plan, exercise, other, row):
    """In every session, as the one before; both changes are listed."""
    row.is_core = True
    row.save()
    page = member.get(url("prescription_edit", plan, exercise))
    assert page.context["instead"] == [other]
    member.post(url("prescription_swap", plan, exercise), once(exercise=other.slug))
    row.refresh_from_db()
    added = plan.prescriptions.get(exercise=other)
    assert (row.status, added.status, added.is_core) == ("hidden", "active", True)
    assert plan.adjustments.count() == 2


@pytest.mark.parametrize("slug", ["", "no-such", "\0", "x" * 5000])
@pytest.mark.parametrize("name", ["prescription_swap", "prescription_add"])
def test_only_what_is_offered_can_be_picked(member, plan, exercise, other, name, slug):
    """Anything else changes nothing."""
    args = [plan.pk] if name == "prescription_add" else [plan.pk, exercise.slug]
    member.post(reverse(name, args=args), once(exercise=slug))
    assert plan.prescriptions.count() == 1


def test_a_dose_that_a_clinician_fixed_is_theirs(member, plan, exercise, row):
    """The person can take it out, not change it."""
    row.status, row.is_fixed = Prescription.Status.FIXED, True
    row.save()
    member.post(url("prescription_edit", plan, exercise), once(sets="1", reps="3", hold="20"))
    assert dose_of(row) == Dose(1, 2, 15)
    member.post(url("prescription_hide", plan, exercise), once())
    row.refresh_from_db()
    assert row.status == Prescription.Status.HIDDEN


@pytest.fixture
def three(owner):
    """A plan with three exercises, in catalogue order a, b, c."""
    return plan_of(owner, exercises=[ExerciseFactory(slug=slug) for slug in "abc"])


def order(plan):
    """The slugs of the plan's session in turn."""
    plan.refresh_from_db()
    session = lineup.with_factor(plan.sessions.all())
    lines = lineup.line_up(session, catalogue=catalogue.read(), today=MONDAY)
    return "".join(entry.exercise.slug for entry in lines[session[0].pk])


def test_ones_own_order_begins_as_it_is_and_takes_each_place(member, three):
    """The last one goes first; a second click leaves it there."""
    page = reverse("plan_order", args=[three.pk])
    member.post(page, {"order_by": "own"})
    assert order(three) == "abc"
    for _ in range(2):
        member.post(page, {"exercise": "c", "place": "1"})
        assert order(three) == "cab"
    member.post(page, {"order_by": "catalogue"})
    assert order(three) == "abc"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"order_by": "height"},
        {"exercise": "z", "place": "1"},
        {"exercise": "c", "place": "0"},
        {"exercise": "c", "place": "1"},
    ],
)
def test_an_order_that_makes_no_sense_changes_nothing(member, three, sent):
    """Nor does a place while the order is not one's own."""
    assert member.post(reverse("plan_order", args=[three.pk]), sent).status_code == 302
    assert order(three) == "abc"


@pytest.mark.parametrize("name", POSTS)
def test_prescriptions_are_the_owners_alone(stranger, visitor, plan, exercise, row, name):
    """A stranger finds nothing, a visitor is asked to sign in."""
    assert stranger.post(url(name, plan, exercise), once(sets="1", reps="3", hold="20")).status_code == 404
    assert visitor.post(url(name, plan, exercise)).status_code == 302
    assert dose_of(row) == Dose(1, 2, 15)


@pytest.mark.parametrize("name", ["plan_edit", "prescription_add", "plan_order"])
def test_the_plans_own_pages_are_the_owners_alone(stranger, plan, name):
    """404 for anybody else."""
    page = reverse(name, args=[plan.pk])
    answer = stranger.get(page) if name == "plan_edit" else stranger.post(page, once(order_by="own"))
    assert answer.status_code == 404


def test_the_edit_page_takes_a_fixed_number_of_queries(member, owner, plan, queries_of):
    """With one exercise or with many."""
    page = reverse("plan_edit", args=[plan.pk])
    member.get(page)
    few = queries_of(member, page)
    for exercise in ExerciseFactory.create_batch(8):
        PrescriptionFactory(plan=plan, exercise=exercise)
    member.get(page)
    assert queries_of(member, page) == few <= 9
