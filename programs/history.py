"""What a person looks back at: sessions and check-ins by calendar week, with totals."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from django.db.models import Count, Q

from .agenda import DONE, state_of
from .checkins import AREAS
from .dates import WEEK, week_of
from .models import CheckIn, Entry, Feel, Session
from .rules.minutes import minutes

WEEKS_A_PAGE = 8
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Past:
    """A session of the past: its state, and discomfort before and after it (None without an answer)."""

    session: Session
    state: str
    before: int | None
    after: int | None

    @property
    def minutes(self):
        return minutes(self.session.seconds)


@dataclass(frozen=True)
class Totals:
    """Sessions and check-ins of a run of days, newest first, and what they add up to.

    `hurt`: how many check-ins gave an area, by its primary key, a number above 0.
    """

    first: dt.date
    last: dt.date
    sessions: list[Past]
    checkins: list[CheckIn]
    hurt: Counter[int] = field(default_factory=Counter)

    @property
    def done(self):
        """Sessions done, in full or in part."""
        return sum(past.session.status in DONE for past in self.sessions)

    @property
    def planned(self):
        """Sessions that stood in these days."""
        return len(self.sessions)

    @property
    def minutes(self):
        return minutes(sum(past.session.seconds for past in self.sessions))

    @property
    def both(self):
        """Sessions with an answer both before and after."""
        return [past for past in self.sessions if past.before is not None and past.after is not None]

    @property
    def before(self):
        """Median of discomfort before those sessions, or None."""
        return median(past.before for past in self.both) if self.both else None

    @property
    def after(self):
        return median(past.after for past in self.both) if self.both else None

    @property
    def is_empty(self):
        return not (self.sessions or self.checkins)


@dataclass(frozen=True)
class Page:
    """Some weeks of history, newest first; `older` and `newer` are days to look at next, or None."""

    weeks: list[Totals]
    older: dt.date | None
    newer: dt.date | None


def page(*, owner, until, today):
    """The weeks that end with the one that holds `until` (today at the latest): four queries."""
    last = week_of(min(until, today), owner.first_weekday)[1]
    first = last - WEEKS_A_PAGE * WEEK + DAY
    whole = totals(owner=owner, first=first, last=last, today=today)
    weeks = [_part(whole, last - number * WEEK) for number in range(WEEKS_A_PAGE)]
    newer = min(last + WEEKS_A_PAGE * WEEK, today) if last < today else None
    return Page([week for week in weeks if not week.is_empty], _last_before(owner, first), newer)


def _part(whole, last):
    first = last - WEEK + DAY
    return Totals(
        first,
        last,
        [past for past in whole.sessions if first <= past.session.date <= last],
        [checkin for checkin in whole.checkins if first <= checkin.day <= last],
    )


def _last_before(owner, first):
    """The last day before `first` on which there is something to look back at, or None."""
    sessions = owner.sessions.exclude(status=Session.Status.CANCELLED).filter(date__lt=first)
    checkins = owner.checkins.filter(day__lt=first)
    days = sessions.order_by().values_list("date").union(checkins.order_by().values_list("day"))
    found = days.order_by("-date").first()
    return found and found[0]


def totals(*, owner, first, last, today, plan=None):
    """What stood in the days from `first` to `last`, up to today, without what a pause left out: three queries.

    With a `plan` only its sessions, and the check-ins that belong to them or to no session.
    """
    of_plan = Q(session=None) | Q(session__plan=plan) if plan else Q()
    checkins = list(owner.checkins.filter(of_plan, day__range=(first, last)).prefetch_related(AREAS))
    scores = {(one.session_id, one.kind): one.score for one in checkins if one.session_id}
    sessions = owner.sessions.with_pause().between(first, min(last, today)).select_related("plan").reverse()
    sessions = sessions.filter(plan=plan) if plan else sessions
    kinds = (CheckIn.Kind.BEFORE, CheckIn.Kind.AFTER)
    past = [
        Past(session, state_of(session, today), *(scores.get((session.pk, kind)) for kind in kinds))
        for session in sessions
        if session.status != Session.Status.PLANNED or not (session.is_paused or session.date == today)
    ]
    hurt = Counter(area for one in checkins for area in {row.area_id for row in one.areas.all() if row.score > 0})
    return Totals(first, last, past, [one for one in checkins if not one.session_id], hurt)


def feels(*, owner, first, last):
    """How often each feel was answered in those days: (label, number) in order, without those never given."""
    rows = Entry.objects.filter(session__owner=owner, session__date__range=(first, last)).exclude(feel="")
    counted = Counter(dict(rows.order_by().values_list("feel").annotate(Count("pk"))))
    return [(feel.label, counted[feel]) for feel in Feel if counted[feel]]
