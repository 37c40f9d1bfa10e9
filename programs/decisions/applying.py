"""Storing what was decided: the days, the adjustments and notices that are new or no longer hold, the prescriptions."""

from django.utils import timezone

from ..models import Adjustment, DecidedDay, Notice, Prescription
from ..rules.codec import to_data

DAY_FIELDS = ["is_over", "thresholds", "decisions", "state", "decided_at"]
ROW_FIELDS = ["form", "sets", "reps", "hold", "is_core", "is_fixed", "status", "resting_until", "dose_since"]


def records(made):
    """The decisions of a day as plain data, most careful first. `changes` marks what is an adjustment."""
    return [
        {
            "rule": one.rule,
            "sentence": one.sentence,
            "plan": one.subject.plan,
            "exercise": one.subject.exercise,
            "inputs": one.numbers,
            "before": to_data(one.before) if one.before else {},
            "after": to_data(one.after) if one.after else {},
            "changes": _changes(one),
            "notice": one.notice,
            "acts": one.acts,
            "undone": one.undone,
            "held_by": one.held_by,
            "fingerprint": one.fingerprint,
        }
        for one in made.decisions
    ]


def _changes(decision):
    """Whether it changes what the person does: a prescription, a stop, a lighter session, the sore days."""
    effect = decision.effect
    return bool(decision.after or effect.stop or effect.reductions or decision.sentence == "N3")


def store(owner, plans, old, new):
    """Put decided days in the place of the old ones. Five writes at most, whatever was decided."""
    now = timezone.now()
    rows = [row for row, _ in new]
    before, after = _keyed(old), _keyed(rows)
    DecidedDay.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["owner", "day"], update_fields=DAY_FIELDS
    )
    _store_adjustments(owner, plans, before, after, now)
    _store_notices(owner, plans, before, after, now)
    _prescribe(plans, new[-1][1], rows[-1].day)


def _keyed(rows):
    return {(row.day, one["rule"], one["fingerprint"]): one for row in rows for one in row.decisions}


def _differing(before, after, counts):
    """(to put in place, gone) of the decisions that `counts` picks, by day, rule and fingerprint."""
    put = {key: one for key, one in after.items() if counts(one) and before.get(key) != one}
    gone = {key: one for key, one in before.items() if counts(one) and not counts(after.get(key) or {})}
    return put, gone


def _is_adjustment(one):
    return one.get("changes") and one["acts"]


def _is_notice(one):
    return one.get("notice") and one["acts"]


def _store_adjustments(owner, plans, before, after, now):
    put, gone = _differing(before, after, _is_adjustment)
    states = Adjustment.State
    found = [(key, one, states.STANDS, None) for key, one in put.items()]
    for key, one in gone.items():
        is_undone = key in after and after[key]["undone"]
        found += [] if is_undone else [(key, one, states.REPLACED, now)]
    Adjustment.objects.bulk_create(
        [
            Adjustment(
                owner=owner,
                plan_id=one["plan"] and int(one["plan"]),
                prescription=plans.rows.get((one["plan"], one["exercise"])),
                rule=rule,
                sentence=one["sentence"],
                day=day,
                inputs=one["inputs"],
                before=one["before"],
                after=one["after"],
                fingerprint=fingerprint,
                state=state,
                state_at=at,
            )
            for (day, rule, fingerprint), one, state, at in found
        ],
        update_conflicts=True,
        unique_fields=["owner", "day", "rule", "fingerprint"],
        update_fields=["inputs", "before", "after", "state", "state_at"],
    )


def _store_notices(owner, plans, before, after, now):
    put, gone = _differing(before, after, _is_notice)
    found = [(key, one, None) for key, one in put.items()] + [(key, one, now) for key, one in gone.items()]
    Notice.objects.bulk_create(
        [
            Notice(
                owner=owner,
                plan_id=one["plan"] and int(one["plan"]),
                rule=rule,
                sentence=one["sentence"],
                day=day,
                inputs=one["inputs"],
                fingerprint=fingerprint,
                replaced_at=replaced_at,
            )
            for (day, rule, fingerprint), one, replaced_at in found
        ],
        update_conflicts=True,
        unique_fields=["owner", "rule", "day", "fingerprint"],
        update_fields=["inputs", "replaced_at"],
    )


def _prescribe(plans, state, day):
    """Bring the prescriptions to where the last day leaves them."""
    changed = []
    for plan in state.plans:
        for one in plan.prescriptions:
            row = plans.rows.get((plan.id, one.slug))
            if row and bring(row, one, day):
                changed.append(row)
    if changed:
        Prescription.objects.bulk_update(changed, ROW_FIELDS)


def bring(row, one, day):
    """Bring a row to what the rules' prescription is on a day, unsaved; whether it had to be changed."""
    was = [getattr(row, name) for name in ROW_FIELDS]
    row.form = row.exercise.form_of(one.form)
    row.sets, row.reps, row.hold = one.dose.sets, one.dose.reps, one.dose.hold
    row.is_core, row.is_fixed, row.status, row.dose_since = one.core, one.fixed, _status(one, day), one.since
    row.resting_until = one.resting_until if one.is_resting(day) else None
    return was != [getattr(row, name) for name in ROW_FIELDS]


def _status(one, day):
    status = Prescription.Status
    if one.hidden:
        return status.HIDDEN
    if one.is_resting(day):
        return status.RESTING
    return status.FIXED if one.fixed else status.ACTIVE
