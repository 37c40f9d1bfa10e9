"""What happens in a session: beginning it, recording an entry, finishing it.

Each write is one transaction behind the session's row, so that a double click, two tabs or a retry leave one record.
"""

from datetime import time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import decisions, locks
from .lineup import done_seconds, line_up, with_factor
from .models import Entry, Outcome, Reduction, Session
from .plans import Refused
from .rules.schedule import wall_clock

CLOSES_AT = time(4)
"""A running session keeps its day and closes at this time the next morning."""


class Blocked(Refused):
    """The safety rules (S1 to S3) allow no new session now."""


NOT_NOW = {
    "S1": gettext_lazy("Not now: a sign you told us about has to be looked at first."),
    "S2": gettext_lazy("Not now: talk to someone about the sign you told us about first."),
    "S3": gettext_lazy("Not now: the safety questions come first."),
}
"""What each of them says to who wants to begin."""


@transaction.atomic
def begin(*, session, catalogue, today, day=None, at=None):
    """Freeze what the session holds and mark it as running; beginning it again changes nothing.

    It counts for `day` (a local day up to today; None: the day it stands on if that is past, else today). `at` is the
    instant it began, where that was without a network (None: now). It holds what the plan and the rules held for it on
    that day.
    Refused for a session that was skipped, cancelled, or whose plan is over; Blocked where the safety rules allow no
    new session. Logging one of a past day, or one that has begun already (`at`), is always allowed: it says what was.
    """
    session = with_factor(Session.objects).get(pk=locks.session(session).pk)
    if session.status != Session.Status.PLANNED:
        if session.status in (Session.Status.CANCELLED, Session.Status.SKIPPED) and not session.started_at:
            raise Refused(_("This session was taken out of your plan, so it can’t begin."))
        return session
    day = day or min(session.date, today)
    if not session.plan.started_on <= day <= today:
        raise Refused(_("Choose a day from the start of your plan to today."))
    present = None
    if day == today:
        present = decisions.bring_up_to_date(session.owner, catalogue=catalogue, today=today)
        if present.block and at is None:
            raise Blocked(NOT_NOW[present.block])
    was, session.date = session.date, day
    entries = line_up([session], catalogue=catalogue, today=day, present=present, is_past=day < today)[session.pk]
    if not entries:
        raise Refused(_("There is no exercise in this session."))
    Entry.objects.bulk_create(entries)
    reduced = [Reduction(session=session, rule=rule, factor=factor) for rule, factor in session.lighter]
    Reduction.objects.bulk_create(reduced, ignore_conflicts=True)
    decisions.mark(session.owner_id, min(day, was))
    session.status, session.started_at = Session.Status.IN_PROGRESS, at or timezone.now()
    session.save(update_fields=["date", "status", "started_at", "kind"])
    # How the back was before may have been answered while the session still stood on another day.
    session.checkins.exclude(day=day).update(day=day)
    return session


READ = {"outcome", "skip_reason", "feel", "discomfort", "discomfort_left", "discomfort_right", "sensations", "signs"}
"""What the rules read of an entry."""


class Overtaken(Refused):
    """The entry was answered somewhere else after the form was shown, so saving would undo that unseen."""


@transaction.atomic
def record(*, session, exercise, catalogue, today, key, answer, seen=None, at=None):
    """Save how one exercise of a session went. The first one begins the session; the same `key` again is ignored.

    `answer` maps fields of Entry (outcome, dose done, feel, discomfort, sensations, note …) to cleaned values; what it
    does not name stays. Recording in a session that is over works out its status and length anew.

    `seen` is the entry's key when the form was shown: a form from before the last answer raises Overtaken, unless it
    says the same. Without it (None) the answer that was given last holds: `at` is the instant it was given, if it
    comes late (None: now). One from before what is stored changes nothing.
    Raises Entry.DoesNotExist where the session has no such exercise.
    """
    session = begin(session=session, catalogue=catalogue, today=today)
    entry = session.entries.get(exercise=exercise)
    at = max(min(at or timezone.now(), timezone.now()), session.started_at)
    if entry.recorded_at and (entry.key == key or at < entry.recorded_at):
        return entry
    before = {name: getattr(entry, name) for name in (*answer, "outcome")}
    for name, value in answer.items():
        setattr(entry, name, value)
    _complete(entry, answer, was=before["outcome"], is_on_page=seen is not None)
    if seen is not None and seen != entry.key:
        if entry.recorded_at and all(getattr(entry, name) == value for name, value in before.items()):
            return entry
        raise Overtaken(_("This was saved somewhere else after you opened the page. Save again to replace it."))
    entry.key, entry.recorded_at = key, at
    if entry.told_at is None or any(before[name] != getattr(entry, name) for name in READ & before.keys()):
        entry.told_at = at
    entry.save()
    if session.finished_at:
        _settle(session, catalogue)
    else:
        decisions.mark(session.owner_id, session.date)
    return entry


def _complete(entry, answer, *, was, is_on_page):
    """What an answer implies: a feel means that it was done, done means the prescribed dose where none is given.

    The player asks how it felt after an exercise that was broken off, too: that leaves it skipped. An exercise left out
    has no dose; one that was eased keeps an unknown dose unknown.
    """
    is_broken_off = was == Outcome.SKIPPED and not is_on_page
    if answer.get("feel") and not entry.was_done and entry.outcome == was and not is_broken_off:
        entry.outcome = Outcome.DONE
    if entry.outcome == Outcome.DONE:
        for part in ("sets", "reps", "hold"):
            if getattr(entry, f"done_{part}") is None:
                setattr(entry, f"done_{part}", getattr(entry, part))
    elif entry.outcome != Outcome.EASED:
        entry.done_sets = entry.done_reps = entry.done_hold = None
    if entry.outcome != Outcome.SKIPPED:
        entry.skip_reason = ""


@transaction.atomic
def keep_place(*, session, place):
    """Keep where the player is, unless the session is over or a place of a later instant is kept already."""
    session = locks.session(session)
    if session.is_open and place["at"] >= (session.place or {}).get("at", 0):
        session.place = place
        session.save(update_fields=["place"])


@transaction.atomic
def finish(*, session, catalogue, at=None):
    """Close a running session: done, partly done or skipped, by its entries. Closing it again changes nothing.

    `at` is the instant it closed (None: now).
    """
    session = locks.session(session)
    if session.status == Session.Status.IN_PROGRESS:
        session.finished_at = max(at or timezone.now(), session.started_at)
        _settle(session, catalogue)
    return session


def _settle(session, catalogue):
    """Work out status and length of a session from its entries, and save them."""
    entries = catalogue.attach(session.entries.all())
    done = sum(entry.was_done for entry in entries)
    if done == len(entries):
        session.status = Session.Status.DONE
    else:
        session.status = Session.Status.PARTLY_DONE if done else Session.Status.SKIPPED
    session.seconds = done_seconds(entries, session.owner)
    session.save(update_fields=["status", "seconds", "finished_at"])
    decisions.mark(session.owner_id, session.date)


def is_overdue(session, local):
    """Whether the running session should be closed: its day ended before 04:00 this morning, on the person's clock.

    Logging a past day takes a while too: a session begun just now is not overdue.
    """
    first_open_day = local.date() if local.time() >= CLOSES_AT else local.date() - timedelta(days=1)
    closing = wall_clock(first_open_day, CLOSES_AT, local.tzinfo)
    return session.date < first_open_day and session.started_at < closing


def close_overdue(*, owner, catalogue, now=None):
    """Close the person's running sessions that are overdue: one query if none.

    Gives how many were closed.
    """
    local = timezone.localtime(now, owner.zone)
    running = owner.sessions.filter(status=Session.Status.IN_PROGRESS, date__lt=local.date())
    overdue = [session for session in running if is_overdue(session, local)]
    for session in overdue:
        finish(session=session, catalogue=catalogue, at=_closing(session, owner.zone))
    return len(overdue)


def _closing(session, zone):
    """The first 04:00 after the session was begun."""
    begun = session.started_at.astimezone(zone)
    day = begun.date() if begun.time() < CLOSES_AT else begun.date() + timedelta(days=1)
    return wall_clock(day, CLOSES_AT, zone)
