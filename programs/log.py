"""What a person reads about one session: what it holds, how each exercise went, how the back was before and after."""

import hashlib
import json
from copy import copy
from dataclasses import dataclass

from django.db.models import Prefetch

from . import lineup
from .agenda import state_of
from .checkins import AREAS
from .models import CheckIn, Entry, Session
from .rules.minutes import minutes

CHECKINS = Prefetch("checkins", CheckIn.objects.prefetch_related(AREAS))

FINGERPRINT = 16
"""Characters of a fingerprint."""


@dataclass(frozen=True)
class Log:
    """One session in full. `state` is its status on the day of reading, *missed* included."""

    session: Session
    entries: list[Entry]
    state: str

    @property
    def minutes(self):
        """Whole minutes: of what was done once the session is over, of what is planned before."""
        return minutes(
            self.session.seconds if self.session.finished_at else lineup.seconds(self.entries, owner=self.session.owner)
        )

    @property
    def fingerprint(self):
        """What it holds in a few letters: other ones where an exercise, its form, its dose or the order differs, or how
        much of a dose there is to do, to which easier forms are reduced."""
        held = [(one.exercise.slug, one.form.kind, one.sets, one.reps, one.hold) for one in self.entries]
        return hashlib.sha256(json.dumps([self.session.share, held]).encode()).hexdigest()[:FINGERPRINT]

    @property
    def recorded(self):
        """How many exercises have an answer."""
        return sum(entry.recorded_at is not None for entry in self.entries)

    @property
    def done(self):
        return sum(entry.was_done for entry in self.entries)

    @property
    def before(self):
        return self._checkin(CheckIn.Kind.BEFORE)

    @property
    def after(self):
        return self._checkin(CheckIn.Kind.AFTER)

    def _checkin(self, kind):
        return next((one for one in self.session.checkins.all() if one.kind == kind), None)


def read(*, owner, pk, today, catalogue, present=None):
    """One session of the person, with the rules as they stand (`present`; None: read): five queries, six where it is
    planned and they are read. Raises Session.DoesNotExist."""
    session = lineup.with_factor(owner.sessions.prefetch_related(CHECKINS)).get(pk=pk)
    ahead = []
    if session.status == Session.Status.PLANNED and session.date > today:
        ahead = lineup.with_factor(owner.sessions.between(today, session.date))
    held = lineup.line_up([session], catalogue=catalogue, today=today, ahead=ahead, present=present)
    return Log(session, held[session.pk], state_of(session, today))


def as_sore_day(session, *, today, catalogue, present):
    """What the sore-day session would hold in the place of a planned one (from `read`), which stays as it is."""
    offered = copy(session)
    offered.kind, offered.limit_seconds = Session.Kind.SORE_DAY, None
    held = lineup.line_up([offered], catalogue=catalogue, today=today, present=present)
    return Log(offered, held[offered.pk], state_of(offered, today))


def following(*, owner, session):
    """The person's next planned session after this one, or None."""
    planned = owner.sessions.filter(status=Session.Status.PLANNED, date__gte=session.date).exclude(pk=session.pk)
    return planned.select_related("plan").order_by("date", "time", "pk").first()
