"""A person's records of some days as the facts that the rules read: four queries, whatever the history.

Each fact has the local day it counts for and an instant that orders it within the day. What was written down on
another day takes the usual hour of its kind on the day it counts for, so that logging late changes no order of days.
"""

import datetime as dt
from itertools import groupby
from operator import itemgetter

from django.db.models import CharField, DateField, Max, Q, Value
from django.db.models.functions import Cast

from stretches.models import Condition

from ..models import Adjustment, CheckIn, Clearance, Pause, Session
from ..rules import conditions
from ..rules import facts as rules
from ..rules.dose import Dose
from ..rules.schedule import wall_clock

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

    def read(self, first, last, edits, undone):
        """The facts that count for the days from `first` to `last`, with these edits and undone decisions."""
        days = (first, last)
        checkins = list(self._checkins(days))
        told = {(session, one.kind): one for session, one in checkins if session}
        sessions = tuple(self._sessions(days, told))
        held = {id(one) for session in sessions for one in (session.before, session.after)}
        screenings, clearances, pauses = self._dated(days)
        return rules.Facts(
            sessions=sessions,
            checkins=tuple(one for _, one in checkins if id(one) not in held),
            screenings=screenings,
            clearances=clearances,
            pauses=pauses,
            edits=edits,
            undone=undone,
            **signs(self.catalogue.conditions),
        )

    def instant(self, day, at, usual):
        """`at` where it lies on that local day, else the usual time of the day."""
        if at is not None and at.astimezone(self.zone).date() == day:
            return at
        return wall_clock(day, usual, self.zone)

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

    def _dated(self, days):
        """Screenings, clearances and pauses in one query."""
        kinds = [Clearance.Kind.SEEN, Clearance.Kind.TALKED]
        screenings = self.owner.screenings.filter(day__range=days).values_list(
            _word("screening"), "pk", "day", "recorded_at", "answers__condition__slug", "answers__is_present", _no_day()
        )
        clearances = self.owner.clearances.filter(day__range=days, kind__in=kinds).values_list(
            _word("clearance"), "pk", "day", "recorded_at", "kind", _yes(), _no_day()
        )
        pauses = Pause.objects.filter(Q(last_day=None) | Q(last_day__gte=days[0]), plan__owner=self.owner)
        pauses = pauses.filter(first_day__lte=days[1]).values_list(
            _word("pause"), "plan", "first_day", "plan__created_at", _word(""), _yes(), "last_day"
        )
        asked: dict[tuple, set[str]] = {}
        cleared, paused = [], []
        for what, key, day, at, word, is_so, last in screenings.order_by().union(
            clearances.order_by(), pauses.order_by(), all=True
        ):
            if what == "pause":
                paused.append(rules.Pause(str(key), day, last))
            elif what == "clearance":
                cleared.append(rules.Clearance(day, self.instant(day, at, NOON), word))
            else:
                asked.setdefault((key, day, at), set()).update([word] if is_so else [])
        answered = (
            rules.Screening(day, self.instant(day, at, NOON), frozenset(answers))
            for (_, day, at), answers in asked.items()
        )
        return tuple(answered), tuple(cleared), tuple(paused)


def signs(asked):
    """The conditions that are signs, by the rule they belong to: those that ship and those that editors added.

    A sign that editors make an emergency is no longer a mere urgent one.
    """
    listed = {name: {one.slug for one in asked if one.list == name} for name in Condition.List.values}
    emergency = conditions.EMERGENCY | listed[Condition.List.EMERGENCY]
    return {"emergency": emergency, "urgent": (conditions.URGENT | listed[Condition.List.URGENT]) - emergency}


def by_hand(owner, *, since, plans):
    """What was changed or taken back since that day: (edits, undone decisions), one query."""
    undone, edits = set(), []
    rows = told_by_hand(owner).filter(day__gte=since).order_by("pk")
    for row in rows.values("rule", "state", "day", "made_at", "fingerprint", "undo_answer", "after", "plan", *SLUG):
        if row["state"] == Adjustment.State.UNDONE:
            undone.add(rules.Undone(row["fingerprint"], row["undo_answer"].get("sign_gone")))
        elif slug := plans.slugs.get(row[SLUG[0]]):
            edits.append(_edit(row, slug, plans.exercises[slug]))
    return tuple(edits), frozenset(undone)


def told_by_hand(owner):
    """The adjustments that are facts: changes by hand that stand, and decisions taken back."""
    by_hand = Q(rule__in=Adjustment.BY_HAND, state=Adjustment.State.STANDS)
    return Adjustment.objects.filter(by_hand | Q(state=Adjustment.State.UNDONE), owner=owner)


SLUG = ("prescription__exercise",)


def _edit(row, slug, exercise):
    after = row["after"]
    return rules.Edit(
        day=row["day"],
        at=row["made_at"],
        plan=str(row["plan"]),
        slug=slug,
        exercise=exercise if after.get("added") else None,
        form=after.get("form"),
        dose=Dose(**after["dose"]) if "dose" in after else None,
        core=after.get("core"),
        fixed=after.get("fixed"),
        hidden=after.get("hidden"),
        awake=after.get("awake", False),
    )


def _word(word):
    return Cast(Value(word), CharField())


def _yes():
    return Value(True)


def _no_day():
    return Cast(Value(None, output_field=DateField()), DateField())
