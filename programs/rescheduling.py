"""Laying out anew what is left of a plan: other weekdays or another time, a week again, more weeks after the last.

Sessions that have begun or are over never move; those taken out are cancelled, never deleted.
"""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from . import decisions, locks, pauses
from .models import Session
from .models.fields import MOST_WEEKS
from .refused import Refused
from .rules.schedule import WEEK, stage_weekdays

MORE_WEEKS = 4
"""How many weeks going on after the last one adds."""
OUT_OF_THE_WAY = 10_000
"""Added to ordinals while they are dealt out anew, so that no two are ever the same."""


@transaction.atomic
def change_days(*, plan, weekdays, time, today):
    """Put what is left of a plan on other weekdays (0 Monday to 6 Sunday) at another time.

    Each week keeps its number of sessions; with fewer or more weekdays than before it has fewer or more by as many,
    at least one. What no longer fits into the present week stays on its day. Doing it again changes nothing.
    """
    plan = locks.plan(plan)
    more = len(weekdays) - len(plan.weekdays)
    with pauses.lifted(plan, today=today):
        first = _first_left(plan, today)
        for number, held in _weeks(plan).items():
            left = [session for session in held if session.status == Session.Status.PLANNED and session.date >= first]
            if left:
                wanted = min(max(1, len(held) + more), len(weekdays)) - (len(held) - len(left))
                _lay_out(plan, number, held, left, weekdays=weekdays, wanted=max(wanted, 0), first=first)
        plan.sessions.filter(status=Session.Status.PLANNED, date__gte=first).update(time=time)
        plan.weekdays, plan.time = sorted(weekdays), time
        plan.save(update_fields=["weekdays", "time"])
    _renumber(plan)
    decisions.mark(plan.owner_id, _first_left(plan, today))
    return plan


def _weeks(plan):
    """The sessions of each week of a plan, in time."""
    weeks = defaultdict(list)
    for session in plan.sessions.exclude(status=Session.Status.CANCELLED).order_by("date", "ordinal"):
        weeks[session.week].append(session)
    return weeks


def _lay_out(plan, number, held, left, *, weekdays, wanted, first):
    """Put the sessions `left` of a week on its days from `first` on that are free, `wanted` of them."""
    begins = _week_of(plan, left[0].first_date)
    taken = {session.date for session in held if session not in left}
    days = [begins + timedelta(days=offset) for offset in range(7)]
    free = {day.weekday(): day for day in days if day.weekday() in weekdays and day >= first and day not in taken}
    surplus = [session.pk for session in left[wanted:]]
    Session.objects.filter(pk__in=surplus).update(status=Session.Status.CANCELLED)
    left, wanted = left[:wanted], min(wanted, len(free))
    if wanted < len(left) or not wanted:
        return
    beside = {day.weekday() for day in taken & set(days)}
    used = sorted(free[day] for day in stage_weekdays(free, wanted, taken=beside))
    for session, day in zip(left, used, strict=False):
        session.date = session.first_date = day
    Session.objects.bulk_update(left, ["date", "first_date"])
    _add(plan, [(number, day) for day in used[len(left) :]])


@transaction.atomic
def repeat_week(*, plan, weeks, today):
    """Put the present week into the plan again, after it; what comes later moves on by a week.

    `weeks` is how many weeks the plan had when the person asked: a second click finds more and changes nothing.
    """
    plan = locks.plan(plan)
    if plan.weeks != weeks or not plan.is_running:
        return plan
    _refuse_beyond(plan, 1)
    number = present_week(plan, today=today)
    with pauses.lifted(plan, today=today):
        days = _days_of(plan, number)
        later = plan.sessions.filter(week__gt=number)
        left = later.filter(status=Session.Status.PLANNED)
        following = left.order_by("first_date").values_list("first_date", flat=True).first()
        gap = _week_of(plan, following) - _week_of(plan, days[0]) if following else _gap(plan, days[0], today)
        left.update(date=F("date") + WEEK, first_date=F("first_date") + WEEK)
        later.update(week=F("week") + 1)
        plan.prescriptions.filter(to_week__gte=number).update(to_week=F("to_week") + 1)
        plan.prescriptions.filter(from_week__gt=number).update(from_week=F("from_week") + 1)
        _grow(plan, 1)
        _add(plan, [(number + 1, day + gap) for day in days])
    _renumber(plan)
    decisions.mark(plan.owner_id, _first_left(plan, today))
    return plan


@transaction.atomic
def go_on(*, plan, weeks, today):
    """Add four weeks like the last one, from the week after it, or from this week if that is past.

    `weeks` is how many weeks the plan had when the person asked: a second click finds more and changes nothing.
    """
    plan = locks.plan(plan)
    if plan.weeks != weeks or not plan.is_running:
        return plan
    _refuse_beyond(plan, MORE_WEEKS)
    with pauses.lifted(plan, today=today):
        days = _days_of(plan, plan.weeks)
        gap, added = _gap(plan, days[0], today), range(MORE_WEEKS)
        plan.prescriptions.filter(to_week__gte=plan.weeks).update(to_week=plan.weeks + MORE_WEEKS)
        new = [(plan.weeks + 1 + week, day + gap + week * WEEK) for week in added for day in days]
        _grow(plan, MORE_WEEKS)
        _add(plan, new)
    _renumber(plan)
    decisions.mark(plan.owner_id, _first_left(plan, today))
    return plan


def _days_of(plan, week):
    """The days that the plan gave the sessions of a week. Refused where it has none any more."""
    held = plan.sessions.filter(week=week).exclude(status=Session.Status.CANCELLED)
    days = sorted(set(held.values_list("first_date", flat=True)))
    if not days:
        raise Refused(_("That week has no session that could be repeated."))
    return days


def _gap(plan, day, today):
    """By how many whole weeks a week that begins with `day` moves on to follow it, and to be still to come."""
    return max(1, -(-(_first_left(plan, today) - day).days // 7)) * WEEK


def present_week(plan, *, today):
    """The number of the week a plan is in: that of its last session up to today, before the first one 1."""
    begun = plan.sessions.with_pause().exclude(status=Session.Status.CANCELLED).filter(date__lte=today)
    begun = begun.exclude(status=Session.Status.PLANNED, is_paused=True)
    return begun.aggregate(week=Max("week"))["week"] or 1


def _refuse_beyond(plan, more):
    if plan.weeks + more > MOST_WEEKS:
        raise Refused(_("This plan has grown as long as it can. Start a new one to go on."))


def _grow(plan, weeks):
    plan.weeks += weeks
    plan.save(update_fields=["weeks"])


def _add(plan, days):
    """New planned sessions of a plan, in (week, day)."""
    last = plan.sessions.aggregate(last=Max("ordinal"))["last"] or 0
    Session.objects.bulk_create(
        Session(plan=plan, owner_id=plan.owner_id, ordinal=ordinal, week=week, date=day, first_date=day, time=plan.time)
        for ordinal, (week, day) in enumerate(days, start=last + 1)
    )


def _renumber(plan):
    """Deal the ordinals of what has not begun out anew, in the order of the days; all others keep theirs."""
    planned = list(plan.sessions.filter(status=Session.Status.PLANNED).order_by("date", "time", "ordinal"))
    ordinals = sorted(session.ordinal for session in planned)
    if ordinals == [session.ordinal for session in planned]:
        return
    plan.sessions.filter(status=Session.Status.PLANNED).update(ordinal=F("ordinal") + OUT_OF_THE_WAY)
    for session, ordinal in zip(planned, ordinals, strict=True):
        session.ordinal = ordinal
    Session.objects.bulk_update(planned, ["ordinal"])


def _first_left(plan, today):
    """The day from which sessions count as left: today, or the first day of a pause that today lies in."""
    return min([today, *(pause.first_day for pause in plan.pauses.all() if pause.covers(today))])


def _week_of(plan, first_date):
    """The first day of the plan's seven that hold the day."""
    return first_date - timedelta(days=(first_date - plan.started_on).days % 7)
