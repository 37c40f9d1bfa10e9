"""A person's records of some days as the facts that the rules read: three queries, whatever the history.

Each fact has the local day it counts for and an instant that orders it within the day. What was written down on
another day takes the usual hour of its kind on the day it counts for, so that logging late changes no order of days.
"""

import datetime as dt
from itertools import groupby
from operator import itemgetter

from django.db.models import Max

from stretches.models import Condition

from ..models import CheckIn, Session
from ..rules import conditions
from ..rules import facts as rules
from ..rules.dose import Dose
from ..rules.schedule import wall_clock
from . import seldom
from .exercises import exercise as for_rules

HOURS = {CheckIn.Kind.MORNING: dt.time(7)}
NOON = dt.time(12)
SESSION = ("pk", "plan", "ordinal", "date", "time", "status", "kind", "started_at")
ENTRY = (
    *("exercise", "form", "order", "sets", "reps", "hold", "outcome", "skip_reason", "feel"),
    *("discomfort", "discomfort_left", "discomfort_right", "sensations", "signs", "recorded_at", "told_at"),
)


class Reader:
    """Reads the facts of one person. `zone` is where they are now."""

    def __init__(self, owner, catalogue):
        self.owner, self.catalogue, self.zone = owner, catalogue, owner.zone

    def read(self, first, last, *, since):
        """(the facts of the days from `first` to `last`, the thresholds that hold for the person now).

        What was changed by hand or taken back is read from `since` on.
        """
        days = (first, last)
        checkins = list(self._checkins(days))
        told = {(session, one.kind): one for session, one in checkins if session}
        sessions = tuple(self._sessions(days, told))
        held = {id(one) for session in sessions for one in (session.before, session.after)}
        told = seldom.read(self.owner, days, since=since)
        facts = rules.Facts(
            sessions=sessions,
            checkins=tuple(one for _, one in checkins if id(one) not in held),
            screenings=tuple(rules.Screening(row.day, self._at(row), answers) for row, answers in told.screenings),
            clearances=tuple(rules.Clearance(row.day, self._at(row), row.word) for row in told.clearances),
            pauses=tuple(rules.Pause(str(row.plan), row.day, row.until, row.number) for row in told.pauses),
            edits=tuple(self._edit(row) for row in told.edits),
            undone=frozenset(rules.Undone(row.word, row.data.get("sign_gone")) for row in told.undone),
            **signs(self.catalogue.conditions),
        )
        return facts, told.thresholds

    def instant(self, day, at, usual):
        """`at` where it lies on that local day, else the usual time of the day."""
        if at is not None and at.astimezone(self.zone).date() == day:
            return at
        return wall_clock(day, usual, self.zone)

    def _at(self, row):
        return self.instant(row.day, row.at, NOON)

    def _checkins(self, days):
        """(session or None, check-in) of those days."""
        rows = self.owner.checkins.filter(day__range=days).order_by("pk").annotate(worst=Max("areas__score"))
        names = ("session", "session__time", "kind", "day", "discomfort", "worst", "sensations", "signs", "woke")
        for session, time, kind, day, score, worst, sensations, signs, woke, bad, told_at in rows.values_list(
            *names, "bad_day", "told_at"
        ):
            at = self.instant(day, told_at, time or HOURS.get(kind, NOON))
            if session and kind == CheckIn.Kind.AFTER and at != told_at:
                at += dt.timedelta(hours=1)
            yield (
                session,
                rules.CheckIn(
                    day=day,
                    at=at,
                    kind=kind,
                    discomfort=score,
                    areas=() if worst is None else (worst,),
                    sensations=frozenset(sensations),
                    signs=frozenset(signs),
                    woke=bool(woke),
                    bad_day=bad,
                ),
            )

    def _sessions(self, days, told):
        rows = self.owner.sessions.filter(date__range=days).order_by("pk", "entries__order", "entries__pk")
        rows = rows.values_list(*SESSION, *(f"entries__{name}" for name in ENTRY))
        for head, held in groupby(rows, key=itemgetter(slice(len(SESSION)))):
            pk, plan, ordinal, day, time, status, kind, started = head
            at = self.instant(day, started, time)
            entries = (dict(zip(ENTRY, row[len(SESSION) :], strict=True)) for row in held)
            yield rules.Session(
                plan=str(plan),
                ordinal=ordinal,
                day=day,
                at=at,
                status=status,
                before=told.get((pk, CheckIn.Kind.BEFORE)),
                after=told.get((pk, CheckIn.Kind.AFTER)),
                entries=tuple(self._entry(row, day, at) for row in entries if row["exercise"]),
                sore_day=kind == Session.Kind.SORE_DAY,
            )

    def _entry(self, row, day, begun):
        scores = (row["discomfort"], row["discomfort_left"], row["discomfort_right"])
        at = row["told_at"] or row["recorded_at"]
        if at is None or at.astimezone(self.zone).date() != day:
            at = begun + dt.timedelta(minutes=row["order"])
        return rules.Entry(
            slug=self.catalogue.exercise(row["exercise"]).slug,
            at=at,
            form=self.catalogue.form(row["form"]).kind,
            dose=Dose(row["sets"], row["reps"], row["hold"]),
            outcome=row["outcome"],
            reason=row["skip_reason"] or None,
            feel=row["feel"] or None,
            discomfort=max((score for score in scores if score is not None), default=None),
            sensations=frozenset(row["sensations"]),
            signs=frozenset(row["signs"]),
        )

    def _edit(self, row):
        """What was changed by hand, by whom makes no difference."""
        exercise, after = self.catalogue.exercise(row.number), row.data
        return rules.Edit(
            day=row.day,
            at=row.at,
            plan=str(row.plan),
            slug=exercise.slug,
            exercise=for_rules(exercise) if after.get("added") else None,
            form=after.get("form"),
            dose=Dose(**after["dose"]) if "dose" in after else None,
            core=after.get("core"),
            fixed=after.get("fixed"),
            hidden=after.get("hidden"),
            awake=after.get("awake", False),
        )


def signs(asked):
    """The conditions that are signs, by the rule they belong to: those that ship and those that editors added.

    A sign that editors make an emergency is no longer a mere urgent one.
    """
    listed = {name: {one.slug for one in asked if one.list == name} for name in Condition.List.values}
    emergency = conditions.EMERGENCY | listed[Condition.List.EMERGENCY]
    return {"emergency": emergency, "urgent": (conditions.URGENT | listed[Condition.List.URGENT]) - emergency}
