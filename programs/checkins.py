"""Saving how a person's back is: before and after a session, in the morning, or at any other time."""

import uuid

from django.db import transaction
from django.db.models import Max, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from . import decisions, locks
from .models import AreaScore, CheckIn
from .refused import Refused

AREAS = Prefetch("areas", AreaScore.objects.order_by("area__order", "side"))


@transaction.atomic
def record(*, owner, kind, day, answer, areas=(), session=None, key=None):
    """Save a check-in, or replace what was answered before on the same thing.

    The same thing is the session for before and after, the local day for the morning, and the `key` at any other
    time. A key that a check-in of another kind has changes nothing.
    `answer` maps fields of CheckIn (discomfort, sensations, woke, note) to cleaned values; `areas` are (area, side,
    score) with each area and side once. No answer is no number: discomfort stays None.
    """
    locks.person(owner.pk)
    same = {
        CheckIn.Kind.BEFORE: {"kind": kind, "session": session},
        CheckIn.Kind.AFTER: {"kind": kind, "session": session},
        CheckIn.Kind.MORNING: {"kind": kind, "day": day},
        CheckIn.Kind.OTHER: {"key": key or uuid.uuid4()},
    }[kind]
    checkin, made = CheckIn.objects.get_or_create(
        owner=owner, **same, defaults={"kind": kind, "day": day, "session": session, **answer}
    )
    if made:
        _point_at(checkin, areas)
        if kind != CheckIn.Kind.AFTER or session.finished_at or checkin.sensations or checkin.signs:
            decisions.mark(owner, day)  # a mere number after a running session is decided on when that closes
    elif checkin.kind == kind:
        change(checkin=checkin, day=day, answer=answer, areas=areas)
    return checkin


@transaction.atomic
def change(*, checkin, day, answer, areas=()):
    """Answer a check-in anew; its areas become these. One that tells a sign stays on its day: S is only unlocked.

    Refused for one that was deleted meanwhile.
    """
    locks.person(checkin.owner_id)
    checkin = CheckIn.objects.filter(pk=checkin.pk).first()
    if checkin is None:
        raise Refused(_("This check-in was deleted meanwhile, so it can’t be changed. You can write a new one."))
    day = checkin.day if checkin.signs else day
    first = min(day, checkin.day)
    before = _read(checkin), set(checkin.areas.values_list("area", "side", "score"))
    for name, value in {"day": day, **answer}.items():
        setattr(checkin, name, value)
    is_told_anew = before != (_read(checkin), {(area.pk, side, score) for area, side, score in areas})
    if is_told_anew:
        checkin.told_at = timezone.now()
        checkin.areas.all().delete()
        _point_at(checkin, areas)
        decisions.mark(checkin.owner_id, first)
    checkin.save()
    return checkin


def _read(checkin):
    """What the rules read of a check-in, but for its areas."""
    names = ("day", "discomfort", "sensations", "signs", "woke", "bad_day")
    return [getattr(checkin, name) for name in names]


def _point_at(checkin, areas):
    AreaScore.objects.bulk_create(
        AreaScore(checkin=checkin, area=area, side=side, score=score) for area, side, score in areas
    )


def morning_of(owner, day):
    """What the person answered that morning, with `worst`, the highest area; or None. One query."""
    mornings = owner.checkins.filter(kind=CheckIn.Kind.MORNING, day=day)
    return mornings.annotate(worst=Max("areas__score")).first()


@transaction.atomic
def delete(*, owner, pk, open_signs=frozenset()):
    """Delete a check-in of the person; deleting it again changes nothing.

    Refused while it tells one of the `open_signs`, which stand in the way of sessions: S is unlocked, not undone.
    """
    locks.person(owner.pk)
    checkin = owner.checkins.filter(pk=pk).first()
    if checkin and open_signs & set(checkin.signs):
        raise Refused(_("This tells of a sign that has to be looked at first. It can be deleted after that."))
    if checkin:
        checkin.delete()
        decisions.mark(owner, checkin.day)
