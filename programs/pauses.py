"""Pausing a plan for illness or a holiday, going on, and taking a pause back.

What is left of the plan, the sessions that have not begun, moves on by whole weeks, so that weekdays and order stay.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from . import decisions, locks
from .models import Session
from .refused import Refused
from .rules.schedule import weeks_to_shift

EARLIEST = timedelta(days=28)
FARTHEST = timedelta(days=365)
DAY = timedelta(days=1)


@transaction.atomic
def pause(*, plan, first_day, last_day, reason, today):
    """Pause a plan from `first_day` to `last_day` (None: until the person goes on), both local days and both in it.

    Refused where the plan has ended or the days lie in another pause; the same pause again is the one that is there.
    A pause told afterwards moves what was missed in it to days that are still to come.
    """
    plan = locks.plan(plan)
    if not plan.is_running:
        raise Refused(_("This plan has ended."))
    made = plan.pauses.filter(first_day=first_day, last_day=last_day).first()
    if made:
        return made
    if last_day and last_day < first_day:
        raise Refused(_("The last day can’t come before the first day."))
    if overlapping(plan, first_day, last_day).exists():
        raise Refused(_("There is a pause in these days already. Take that one back, or choose other days."))
    made = plan.pauses.create(first_day=first_day, last_day=last_day, reason=reason)
    _shift(made, last_day=last_day, today=today)
    decisions.mark(plan.owner_id, min(first_day, today))
    return made


def overlapping(plan, first_day, last_day):
    """The pauses of a plan that have a day in common with those from `first_day` to `last_day` (None: open)."""
    over = Q(last_day__lt=first_day)
    later = Q(first_day__gt=last_day) if last_day else Q(pk=None)
    return plan.pauses.exclude(over).exclude(later)


@transaction.atomic
def resume(*, pause, today):
    """Go on today: the pause ends yesterday, or never was where it has not begun. Once over, it stays as it is."""
    pause = locks.plan(pause.plan).pauses.filter(pk=pause.pk).first()
    if pause is None or (pause.last_day and pause.last_day < today):
        return
    yesterday = today - DAY
    if pause.first_day > yesterday:
        take_back(pause=pause, today=today)
        return
    _shift(pause, last_day=yesterday, today=today)
    pause.last_day = yesterday
    pause.save(update_fields=["last_day"])
    decisions.mark(pause.plan.owner_id, pause.first_day)


@transaction.atomic
def take_back(*, pause, today):
    """Take a pause back that has not begun: what it moved returns. Taking it back again changes nothing."""
    pause = locks.plan(pause.plan).pauses.filter(pk=pause.pk).first()
    if pause is None:
        return
    if pause.first_day < today:
        raise Refused(_("This pause has begun. You can go on today, but what is past stays."))
    _move(pause, -pause.weeks)
    pause.delete()
    decisions.mark(pause.plan.owner_id, today)


@contextmanager
def lifted(plan, *, today):
    """Lay out what is left of a plan inside as if it had no pause now or later; afterwards the pauses move it again."""
    standing = list(plan.pauses.exclude(last_day__lt=today).order_by("first_day"))
    for pause in reversed(standing):
        _move(pause, -pause.weeks)
        pause.weeks = 0
    yield
    for pause in standing:
        _shift(pause, last_day=pause.last_day, today=today)


def _shift(pause, *, last_day, today):
    """Move what is left to where a pause up to `last_day` (None: open) puts it, from where it stood without it."""
    _move(pause, -pause.weeks)
    days = list(_left(pause).values_list("date", flat=True))
    weeks = 0
    if last_day and any(pause.first_day <= day <= last_day for day in days):
        paused_to = max(last_day, today - DAY)
        weeks = weeks_to_shift(days, paused_from=pause.first_day, paused_to=paused_to)
    pause.weeks = weeks
    _move(pause, weeks)
    pause.save(update_fields=["weeks"])


def _move(pause, weeks):
    """Move what is left after the pause's first day by so many weeks (back where below 0), `first_date` as well."""
    by = timedelta(weeks=weeks)
    left = _left(pause).filter(date__gte=pause.first_day - min(by, timedelta()))
    left.update(date=F("date") + by, first_date=F("first_date") + by)


def _left(pause):
    return pause.plan.sessions.filter(status=Session.Status.PLANNED, date__gte=pause.first_day).order_by()
