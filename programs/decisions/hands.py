"""Changing a prescription by hand: the person's own, or their clinician's. Each change is an adjustment, and a fact."""

from django.db import transaction
from django.utils.translation import gettext as _

from .. import locks
from ..models import Adjustment, Prescription
from ..refused import Refused
from ..rules.dose import within
from .exercises import exercise
from .making import mark


@transaction.atomic
def change(
    prescription,
    *,
    by,
    day,
    key,
    by_name="",
    form=None,
    dose=None,
    core=None,
    fixed=None,
    hidden=None,
    awake=False,
):
    """Change a prescription on the local day: another form (its kind) or dose, core, fixed, hidden; or end its rest.

    What is None stays. `by_name` is kept beside who made it (the account's own name unless given). The row follows at
    the next `bring_up_to_date`. The same `key` (a UUID) again changes nothing.
    Refused for a form the exercise doesn't have, a dose above the form's top dose, and a fix by the person.
    """
    locks.person(prescription.plan.owner_id)
    prescription = Prescription.objects.select_related("plan__owner", "exercise", "form").get(pk=prescription.pk)
    _check(prescription, by, form, dose, fixed)
    after = {"core": core, "fixed": fixed, "hidden": hidden, "form": form, "awake": awake or None}
    return _note(prescription, by, day, key, dose, after, before=_as_it_is(prescription), by_name=by_name)


@transaction.atomic
def add(plan, *, exercise, by, day, key, form="usual", dose=None, core=False):
    """Put an exercise (of the catalogue) into a plan, at its form's start dose unless told otherwise.

    One that was there and hidden comes back. Refused for a form it doesn't have or a dose above its top.
    """
    locks.person(plan.owner_id)
    there = plan.prescriptions.filter(exercise=exercise).first()
    if there:
        return change(there, by=by, day=day, key=key, form=form, dose=dose, core=core, hidden=False)
    row = exercise.form_of(form)
    if row is None:
        raise Refused(_("This exercise has no such form."))
    made = Prescription(
        plan=plan,
        exercise=exercise,
        form=row,
        sets=row.start_sets,
        reps=row.start_reps,
        hold=row.start_hold,
        is_core=core,
        dose_since=day,
    )
    _check(made, by, form, dose, None)
    if dose:
        made.sets, made.reps, made.hold = dose.sets, dose.reps, dose.hold
    made.save()
    after = {"added": True, "form": form, "core": core}
    return _note(made, by, day, key, dose or made.dose, after, before={})


def _check(prescription, by, form, dose, fixed):
    if fixed is not None and by.pk == prescription.plan.owner_id:
        raise Refused(_("Only a clinician can fix a dose."))
    known = exercise(prescription.exercise)
    wanted = known.form(form or prescription.form.kind)
    if wanted is None:
        raise Refused(_("This exercise has no such form."))
    if dose and (dose.hold is None) != (wanted.top.hold is None):
        raise Refused(_("This form is held, or it is moved through: the dose must fit."))
    if dose and not within(dose, wanted.top):
        raise Refused(_("That is more than the top dose of this form."))


def _note(prescription, by, day, key, dose, after, *, before, by_name=""):
    owner = prescription.plan.owner
    after = {name: value for name, value in after.items() if value is not None}
    if dose:
        after["dose"] = _dose(dose)
    is_own = by.pk == owner.pk
    made, is_new = Adjustment.objects.get_or_create(
        owner=owner,
        day=day,
        rule=Adjustment.HAND if is_own else Adjustment.CLINICIAN,
        fingerprint=key.hex,
        defaults={
            "plan": prescription.plan,
            "prescription": prescription,
            "sentence": Adjustment.HAND if is_own else Adjustment.CLINICIAN,
            "by": by,
            "by_name": by_name or by.get_full_name(),
            "inputs": {"exercise": prescription.exercise.slug},
            "before": before,
            "after": after,
        },
    )
    if is_new:
        mark(owner, day)
    return made


def _as_it_is(prescription):
    return {
        "form": prescription.form.kind,
        "dose": _dose(prescription.dose),
        "core": prescription.is_core,
        "fixed": prescription.is_fixed,
        "hidden": prescription.status == Prescription.Status.HIDDEN,
    }


def _dose(dose):
    return {"sets": dose.sets, "reps": dose.reps, **({"hold": dose.hold} if dose.hold is not None else {})}
