"""Making a person's decisions: all days from the first that isn't decided, or whose facts changed, up to today.

One person's decisions are made one at a time, behind the person's row and then their `Standing`, which says whether
facts or decisions have changed since they were read. Whoever changes facts takes the rows in the same order.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import DateField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from ..models import DecidedDay, Plan, Screening, Standing
from ..rules.codec import from_data, to_data
from ..rules.engine import days_between, decide
from ..rules.facts import WINDOW
from ..rules.state import State
from ..rules.thresholds import SHIPPED, Thresholds
from . import applying, facts
from .exercises import exercises
from .running import Plans

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Present:
    """Where a person stands on the last decided day: the rules' state, and what applied on that day."""

    day: object = None
    state: State = field(default_factory=State)
    decisions: list = field(default_factory=list)

    @property
    def block(self):
        """The rule that allows no new session: S1, S2, S3, or None."""
        return self.state.block

    @property
    def offers_sore_day(self):
        """Whether T0 offers the sore-day session today."""
        return any(one["rule"] == "T0" and one["acts"] for one in self.decisions)


def mark(owner, day):
    """Note, in the transaction that changes them, that facts of a local day (an owner, or their key) have changed."""
    owner_id = getattr(owner, "pk", owner)
    first = Value(day, DateField())
    stale = Least(Coalesce("stale_from", first), first)
    if not Standing.objects.filter(owner=owner_id).update(stale_from=stale, turn=F("turn") + 1):
        Standing.objects.get_or_create(owner_id=owner_id, defaults={"stale_from": day})


def bring_up_to_date(owner, *, catalogue, today, now=None):
    """Decide what isn't decided yet, and say where the person stands. One query where all is decided.

    `today` is the local day, `now` the local time (None: present), which says whether the evening has come.
    """
    over = _is_over(today, now or timezone.localtime())
    while True:
        last = _last_days(owner)
        if last and not _is_open(last[-1], today, over):
            return _present(last[-1], exercises(catalogue))
        seen = last[-1] if last else _undecided(owner)
        if seen is None:
            return Present()
        # Somebody else may decide at the same moment; then what they made is looked at, and nothing is done twice.
        if made := _decide(owner, catalogue, last, seen, today, over):
            return made


STANDING = {"stale_from": F("owner__standing__stale_from"), "turn": F("owner__standing__turn")}


def _last_days(owner):
    """The last two decided days, in order, with `stale_from` and `turn` of the person's standing."""
    return list(owner.decided_days.order_by("-day").annotate(**STANDING)[:2])[::-1]


def _undecided(owner):
    """The person, of whom nothing is decided yet, with `stale_from`, `turn` and `begun`; None without anything to
    decide about."""
    person = get_user_model().objects.filter(pk=owner.pk)
    found = person.annotate(stale_from=F("standing__stale_from"), turn=F("standing__turn"), begun=_begun("pk")).get()
    if found.begun and found.turn is None:
        found.turn = Standing.objects.get_or_create(owner=owner)[0].turn
    return found if found.begun else None


def _begun(owner):
    """The first day with a plan or a screening of the person whose key that field holds, as an expression."""
    mine = {"owner": OuterRef(owner)}
    plan = Subquery(Plan.objects.filter(**mine).order_by("started_on").values("started_on")[:1])
    screening = Subquery(Screening.objects.filter(**mine).order_by("day").values("day")[:1])
    return Least(Coalesce(plan, screening), Coalesce(screening, plan))


def _is_open(last, today, over):
    """Whether there is something to decide: changed facts, a new day, or an evening that has come."""
    return bool(last.stale_from) or last.day < today or (last.day == today and over and not last.is_over)


def _is_over(today, now):
    return now.date() > today or now.hour >= settings.LIMBER_EVENING_HOUR


def _present(row, known):
    return Present(row.day, from_data(State, row.state, exercises=known), row.decisions)


@transaction.atomic(savepoint=False)
def _decide(owner, catalogue, last, seen, today, over):
    """Decide, if nobody has done so since `last` and the standing (`seen`) were read; None where somebody has."""
    if not _take_turn(owner, seen):
        return None
    first, begun, days = _first(owner, last, seen, today, over)
    until = max(today, last[-1].day) if last else today
    if first > until:  # only days to come have changed
        return _present(last[-1], exercises(catalogue))
    since = min(first, begun - WINDOW) if begun else first
    known, limits = facts.Reader(owner, catalogue).read(since - WINDOW, until, since=since)
    plans = Plans(owner, catalogue, since, known.pauses)
    plans.keep_beginnings()
    if begun:
        first = min(first, _earliest(known, begun))
    before = next((row for row in days if row.day == first - DAY), None)
    state = from_data(State, before.state, exercises=plans.exercises) if before else State()
    old = [row for row in days if row.day >= first]
    new = list(_fold(owner, plans, known, state, days_between(first, until), old, limits, over and until == today))
    applying.store(owner, plans, old, new)
    row, state = new[-1]
    return Present(row.day, state, row.decisions)


def _take_turn(owner, seen):
    """Whether the person's row and then their standing could be taken as they were seen: one statement for both."""
    person = get_user_model().objects.select_for_update().filter(pk=owner.pk).values("pk")
    mine = Standing.objects.filter(owner__in=person, turn=seen.turn, stale_from=seen.stale_from)
    return mine.update(turn=seen.turn + 1, stale_from=None)


def _first(owner, last, seen, today, over):
    """(the first day to decide, the day on which all began or None, the decided days from the one before it).

    That is a day with changed facts, one not yet decided, or one decided before it was over. Where nothing is decided
    before it, check-ins may come before it still (`_earliest`).
    """
    if not last:
        return min(seen.begun, today), seen.begun, []
    latest = last[-1]
    is_open = not latest.is_over and (latest.day < today or over)
    first = latest.day if is_open else latest.day + DAY
    if seen.stale_from is None or seen.stale_from >= first:
        return first, None, last
    first = seen.stale_from
    if last[0].day < first:
        return first, None, last
    days = list(owner.decided_days.filter(day__gte=first - DAY).order_by("day").annotate(begun=_begun("owner")))
    if days[0].day < first:
        return first, None, days
    begun = days[0].begun or first
    return min(first, begun), begun, days


def _earliest(known, begun):
    """The earliest of the day on which all began and the check-ins in the window before it."""
    return min((one.day for one in known.all_checkins if begun - WINDOW <= one.day <= begun), default=begun)


def _fold(owner, plans, known, state, days, old, limits, over):
    """(row, state) of each day, each from the state the one before it left; `over`: the last day is.

    A day that was decided before keeps its thresholds, the others have the present ones (`limits`).
    """
    stored = {row.day: read_thresholds(row.thresholds) for row in old}
    for day in days:
        numbers = stored.get(day, limits)
        is_over = over or day < days[-1]
        made = decide(plans.entered(state, day), known, day=day, thresholds=numbers, evening=is_over)
        state = made.state
        row = DecidedDay(
            owner=owner,
            day=day,
            is_over=is_over,
            thresholds=numbers.as_dict(),
            decisions=applying.records(made),
            state=to_data(state),
            decided_at=timezone.now(),
        )
        yield row, state


def read_thresholds(stored):
    """Thresholds as stored with a day; a number that was new since then is as shipped."""
    return Thresholds(**{name: stored.get(name, value) for name, value in SHIPPED.as_dict().items()})
