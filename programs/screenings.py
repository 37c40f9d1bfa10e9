"""What people do with the screening: answer it, say that somebody qualified has seen to a sign, or cleared an exercise.

Each is one transaction behind the person's row, so that a double click, two tabs or a retry leave one record.
"""

import hashlib
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from . import checkins, decisions, locks
from .models import CheckIn, Clearance, Screening, ScreeningAnswer

NOTE = _(
    "Limber is a diary with published rules. It is not a medical device and makes no diagnosis. It doesn’t know you, "
    "and it can’t replace a doctor or physiotherapist. A stretch may pull, it may not hurt."
)
"""What every person agrees to with the screening; its words are part of the version."""


def version(conditions):
    """Names the questions as they were asked, with the note: another word is another version."""
    lines = [str(NOTE), *(f"{one.slug}\t{one.list}\t{one.question}" for one in conditions)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def latest(owner):
    """The person's last screening with its answers, or None: two queries."""
    return owner.screenings.prefetch_related("answers").first()


def present(screening):
    """The conditions (primary keys) that a screening says are there."""
    return {answer.condition_id for answer in screening.answers.all() if answer.is_present} if screening else set()


@transaction.atomic
def record(*, owner, conditions, ticked, day, key):
    """Keep a person's answers: every one of `conditions` asked, those in `ticked` (slugs) present.

    `day` is the local day. The same form with the same answers sent again changes nothing; a form that comes again
    with other answers (somebody went back) is a screening of its own, so that a sign ticked late is never lost.
    """
    locks.person(owner.pk)
    key = uuid.uuid5(key, "\n".join(sorted(ticked)))
    last = owner.screenings.first()
    if last and last.key == key:
        return last
    if owner.screenings.filter(key=key).exists():
        key = uuid.uuid4()
    made = Screening.objects.create(owner=owner, day=day, version=version(conditions), key=key)
    ScreeningAnswer.objects.bulk_create(
        ScreeningAnswer(screening=made, condition=condition, is_present=condition.slug in ticked)
        for condition in conditions
    )
    decisions.mark(owner, day)
    return made


@transaction.atomic
def tell(*, owner, signs, day, key):
    """Keep signs (slugs) that were told outside the screening, as a check-in of that local day; the same `key` with
    the same signs changes nothing. It answers no other question, so a screening that is due stays due."""
    key = uuid.uuid5(key, "\n".join(sorted(signs)))
    checkins.record(owner=owner, kind=CheckIn.Kind.OTHER, day=day, answer={"signs": sorted(signs)}, key=key)
    decisions.mark(owner, day)


@transaction.atomic
def unlock(*, owner, kind, day, is_locked):
    """Note that a clinician has seen the person (`seen`), or that they have talked to someone (`talked`).

    `is_locked(owner)` says, behind the person's row, whether there still is something to unlock: a second click finds
    nothing and notes nothing. Gives the clearance, or None.
    """
    locks.person(owner.pk)
    if not is_locked(owner):
        return None
    made = Clearance.objects.create(owner=owner, kind=kind, day=day)
    decisions.mark(owner, day)
    return made


@transaction.atomic
def clear(*, owner, exercise, condition, day, is_cleared):
    """Note that the person's clinician cleared an exercise in spite of a condition; once until the condition has gone.

    `is_cleared(owner)` says, behind the person's row, whether that stands already.
    """
    locks.person(owner.pk)
    if is_cleared(owner):
        return None
    return Clearance.objects.create(
        owner=owner, kind=Clearance.Kind.CLEARED, exercise=exercise, condition=condition, day=day
    )
