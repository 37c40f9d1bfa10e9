"""What a person reads about the days ahead: the calendar week, and what to do today."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q

from . import lineup
from .dates import week_of
from .models import Entry, Pause, Session
from .rules.minutes import minutes

LOOK_BACK = dt.timedelta(days=7)
"""How long a missed session is still mentioned on the today page."""

DONE = (Session.Status.DONE, Session.Status.PARTLY_DONE)


@dataclass(frozen=True)
class Line:
    """A session with what it holds, how many minutes it takes (or took), and its state on the day of reading."""

    session: Session
    entries: list[Entry]
    state: str

    @property
    def minutes(self):
        if self.session.finished_at:
            return minutes(self.session.seconds)
        return minutes(lineup.seconds(self.entries, owner=self.session.owner))

    @property
    def is_movable(self):
        return self.session.status == Session.Status.PLANNED

    @property
    def is_running(self):
        return self.session.status == Session.Status.IN_PROGRESS

    @property
    def rank(self):
        """Which is the one thing to do: what runs, then what is planned, then what is only written down late."""
        if self.is_running:
            return 2 if self.session.is_logged_late else 0
        return 1

    @property
    def can_take_back(self):
        """Whether it was skipped without anything recorded, and its plan still runs."""
        skipped = self.session.status == Session.Status.SKIPPED and self.session.started_at is None
        return skipped and self.session.plan.is_running


def state_of(session, today):
    """The session's status; *paused* is a planned one that stands in a pause, *missed* one whose day is over.

    Whether it stands in a pause is known of sessions from `with_pause`.
    """
    if session.status != Session.Status.PLANNED:
        return session.status
    if getattr(session, "is_paused", False):
        return "paused"
    return "missed" if session.date < today else session.status


@dataclass(frozen=True)
class Day:
    """A day of the week, its sessions of all plans together, and the pauses it lies in."""

    date: dt.date
    lines: list[Line]
    is_today: bool
    pauses: list[Pause] = field(default_factory=list)


@dataclass(frozen=True)
class Week:
    """Seven days; `previous` and `following` are the first days of the weeks beside it."""

    days: list[Day]
    is_present: bool

    @property
    def first(self):
        return self.days[0].date

    @property
    def last(self):
        return self.days[-1].date

    @property
    def previous(self):
        return self.first - LOOK_BACK

    @property
    def following(self):
        return self.first + LOOK_BACK

    @property
    def is_empty(self):
        return not any(day.lines or day.pauses for day in self.days)


def week(*, owner, day, today, catalogue, present=None):
    """The calendar week of the person that holds `day`, with the rules as they stand (`present`): four queries."""
    first, last = week_of(day, owner.first_weekday)
    # A coming week is shown as it will be once what stands before it is done, so that is read as well.
    found = list(lineup.with_factor(owner.sessions.between(min(first, today), last)))
    shown = [session for session in found if session.date >= first]
    ahead = [session for session in found if session.date < first]
    lines = _lines(shown, ahead=ahead, today=today, catalogue=catalogue, present=present)
    pauses = pauses_between(owner, first, last)
    dates = [first + dt.timedelta(days=offset) for offset in range(7)]
    days = [
        Day(
            date=date,
            lines=[line for line in lines if line.session.date == date],
            is_today=date == today,
            pauses=[pause for pause in pauses if pause.covers(date)],
        )
        for date in dates
    ]
    return Week(days, first <= today <= last)


def pauses_between(owner, first, last):
    """The pauses of the person's running plans that have a day from `first` to `last`, both included: one query."""
    pauses = Pause.objects.filter(plan__owner=owner, plan__ended_at=None, first_day__lte=last)
    return list(pauses.exclude(last_day__lt=first).select_related("plan").order_by("first_day", "pk"))


def _lines(shown, *, today, catalogue, present, ahead=()):
    held = lineup.line_up(shown, catalogue=catalogue, today=today, ahead=ahead, present=present)
    return [Line(session, held[session.pk], state_of(session, today)) for session in shown]


@dataclass(frozen=True)
class Today:
    """What a person needs to know today, the one thing first.

    `now` is the session to do: the running one, else the first that is still planned for today, else one of an earlier
    day that is being logged. `others` are to be done or logged too, `over` are today's closed ones. `following` is the
    next one after today, `missed` the last one that was not done in the week before. What stands in a pause is none of
    these; `paused` are the pauses of a day with nothing to do.
    """

    now: Line | None = None
    others: list[Line] = field(default_factory=list)
    over: list[Line] = field(default_factory=list)
    following: Session | None = None
    missed: Session | None = None
    paused: list[Pause] = field(default_factory=list)

    @property
    def was_done(self):
        return any(line.session.status in DONE for line in self.over)

    @property
    def is_running(self):
        return self.now is not None and self.now.is_running

    @property
    def running(self):
        """All sessions in progress: the one to do, and late logs beside it."""
        lines = [self.now, *self.others] if self.now else []
        return [line.session for line in lines if line.is_running]

    @property
    def knows_any(self):
        """Whether there is any session to speak of, today or later, or a pause."""
        return bool(self.now or self.over or self.following or self.paused)


def today(*, owner, today, catalogue, present=None):
    """What to do today, with the rules as they stand (`present`): three queries, or two where nothing is due."""
    planned = owner.sessions.with_pause().filter(status=Session.Status.PLANNED, is_paused=False)
    following = planned.filter(date__gt=today).order_by("date", "time", "pk").values("pk")[:1]
    missed = planned.filter(date__range=(today - LOOK_BACK, today - dt.timedelta(days=1)))
    missed = missed.order_by("-date", "-time", "-pk").values("pk")[:1]
    wanted = Q(date=today) | Q(status=Session.Status.IN_PROGRESS) | Q(pk__in=following) | Q(pk__in=missed)
    found = owner.sessions.filter(wanted).exclude(status=Session.Status.CANCELLED).order_by("date", "time", "pk")
    found = list(lineup.with_factor(found))
    due = [s for s in found if s.date == today or s.status == Session.Status.IN_PROGRESS]
    due = [s for s in due if state_of(s, today) != "paused"]
    lines = _lines(due, today=today, catalogue=catalogue, present=present)
    to_do = sorted((line for line in lines if line.session.is_open), key=lambda line: line.rank)
    return Today(
        now=to_do[0] if to_do else None,
        others=to_do[1:],
        over=[line for line in lines if not line.session.is_open],
        following=next((s for s in found if s.date > today and s not in due), None),
        missed=next((s for s in found if s.date < today and s not in due), None),
        paused=[] if due else pauses_between(owner, today, today),
    )
