"""Changing what a plan prescribes, by the person's own hand: another exercise in its place, and the order they come in.

Doses, forms, adding and taking out go through `decisions.hands`: each is an adjustment that can be undone.
"""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from . import cautions, decisions, locks
from .lineup import candidate
from .models import Plan, Prescription
from .refused import Refused
from .rules.composition import in_order

MOST_SUGGESTIONS = 4


def ordered(plan, prescriptions):
    """The prescriptions (with exercise and form) in the order in which a session has them; the hidden ones last."""
    rows = {row.exercise.slug: row for row in prescriptions}
    hidden = Prescription.Status.HIDDEN
    shown = [candidate(row, last_done=None) for row in rows.values() if row.status != hidden]
    in_turn = [rows[one.slug] for one in in_order(shown, order_by=plan.order_by)]
    return in_turn, [row for row in rows.values() if row.status == hidden]


def to_add(prescriptions, *, catalogue, owner):
    """What the plan doesn't have yet: (exercise, what the person's conditions mean for it), what they hide left out."""
    there = {row.exercise_id for row in prescriptions if row.status != Prescription.Status.HIDDEN}
    cares = cautions.read(owner, catalogue)
    offered = [(exercise, cares.get(exercise.pk)) for exercise in catalogue.published if exercise.pk not in there]
    return [(exercise, care) for exercise, care in offered if care is None or care.effect != "hide"]


def instead_of(exercise, offered):
    """Of what could be added, what works on the same areas: most areas in common first, then the nearest level."""
    areas = {area.pk for area in exercise.areas.all()}

    def likeness(other):
        common = areas & {area.pk for area in other.areas.all()}
        return -len(common), abs(other.level - exercise.level), other.order

    alike = sorted((other for other, _care in offered), key=likeness)
    return [other for other in alike if likeness(other)[0] < 0][:MOST_SUGGESTIONS]


def form_kind(exercise, care):
    """The form in which an exercise comes in: the one that a condition asks for, else the usual one."""
    return care.form.kind if care and care.form else exercise.usual.kind


@transaction.atomic
def swap(*, prescription, exercise, kind, day, key):
    """Put another exercise in a prescription's place, in every session if that one was: two adjustments, by the owner.

    The same `key` again changes nothing.
    """
    plan = prescription.plan
    keys = [uuid.uuid5(key, word) for word in ("out", "in")]
    decisions.hands.change(prescription, by=plan.owner, day=day, key=keys[0], hidden=True)
    decisions.hands.add(
        plan, exercise=exercise, by=plan.owner, day=day, key=keys[1], form=kind, core=prescription.is_core
    )
    if prescription.place:
        plan.prescriptions.filter(exercise=exercise).update(place=prescription.place)


@transaction.atomic
def order(*, plan, order_by, catalogue):
    """Choose how the plan's sessions are put in order; one's own order begins as the order is at present."""
    plan = locks.plan(plan)
    if plan.order_by == order_by:
        return plan
    if order_by == Plan.OrderBy.OWN:
        _deal(ordered(plan, catalogue.attach(plan.prescriptions.all()))[0])
    plan.order_by = order_by
    plan.save(update_fields=["order_by"])
    return plan


@transaction.atomic
def put(*, plan, slug, place, catalogue):
    """Put an exercise on a place (from 1) of the plan's own order. Doing it again changes nothing."""
    plan = locks.plan(plan)
    if plan.order_by != Plan.OrderBy.OWN:
        raise Refused(_("Choose your own order first."))
    rows = ordered(plan, catalogue.attach(plan.prescriptions.all()))[0]
    moved = next((row for row in rows if row.exercise.slug == slug), None)
    if moved is None:
        raise Refused(_("This exercise is not in your plan."))
    rows.remove(moved)
    rows.insert(max(place, 1) - 1, moved)
    _deal(rows)


def _deal(rows):
    for place, row in enumerate(rows, start=1):
        row.place = place
    Prescription.objects.bulk_update(rows, ["place"])
