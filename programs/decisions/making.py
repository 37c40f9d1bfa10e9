"""Making a person's decisions: all days from the first that isn't decided, or whose facts changed, up to today.

One person's decisions are made one at a time, behind the person's row and then their `Standing`, which says whether
facts or decisions have changed since they were read. Whoever changes facts takes the rows in the same order.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import DateField, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from .. import thresholds as numbers
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
        if not last and not _has_any(owner):
            return Present()
        if last and not _is_open(last[-1], today, over):
            return _present(last[-1], exercises(catalogue))
        # Somebody else may decide at the same moment; then what they made is looked at, and nothing is done twice.
        if made := _decide(owner, catalogue, last, today, over):
            return made


def _last_days(owner):
    """The last two decided days, in order, with `stale_from` and `turn` of the person's standing, and the last day
    on which something was changed by hand or taken back (`by_hand_on`)."""
    days = owner.decided_days.order_by("-day").annotate(
        stale_from=F("owner__standing__stale_from"),
        turn=F("owner__standing__turn"),
        by_hand_on=Subquery(facts.told_by_hand(owner).order_by("-day").values("day")[:1]),
    )
    return list(days[:2])[::-1]


def _is_open(last, today, over):
    """Whether there is something to decide: changed facts, a new day, or an evening that has come."""
    return bool(last.stale_from) or last.day < today or (last.day == today and over and not last.is_over)


def _is_over(today, now):
    return now.date() > today or now.hour >= settings.LIMBER_EVENING_HOUR


def _has_any(owner):
    """Whether there is anything to decide about: a plan, or a screening."""
    mine = {"owner": OuterRef("pk")}
    known = Exists(Plan.objects.filter(**mine)) | Exists(Screening.objects.filter(**mine))
    return get_user_model().objects.filter(known, pk=owner.pk).exists()


def _present(row, known):
    return Present(row.day, from_data(State, row.state, exercises=known), row.decisions)


@transaction.atomic(savepoint=False)
def _decide(owner, catalogue, last, today, over):
    """Decide, if nobody has done so since `last` was read; None where somebody has."""
    get_user_model().objects.select_for_update().get(pk=owner.pk)
    stale_from, turn = _turn(owner, last)
    mine = Standing.objects.filter(owner=owner, turn=turn, stale_from=stale_from)
    if not mine.update(turn=turn + 1, stale_from=None):
        return None
    first = _first(owner, last, stale_from, today, over)
    until = max(today, last[-1].day) if last else today
    if first > until:  # only days to come have changed
        return _present(last[-1], exercises(catalogue))
    days = last if not last or last[0].day < first else _from(owner, first - DAY)
    plans = Plans(owner, catalogue, first)
    plans.keep_beginnings()
    before = next((row for row in days if row.day == first - DAY), None)
    state = from_data(State, before.state, exercises=plans.exercises) if before else State()
    old = [row for row in days if row.day >= first]
    run = days_between(first, until)
    has_hands = not last or (last[-1].by_hand_on is not None and last[-1].by_hand_on >= first)
    hands = facts.by_hand(owner, since=first, plans=plans) if has_hands else ((), frozenset())
    known = facts.Reader(owner, catalogue).read(first - WINDOW, until, *hands)
    new = list(_fold(owner, plans, known, state, run, old, over and until == today))
    applying.store(owner, plans, old, new)
    row, state = new[-1]
    return Present(row.day, state, row.decisions)


def _turn(owner, last):
    if last:
        return last[-1].stale_from, last[-1].turn
    standing, _made = Standing.objects.get_or_create(owner=owner)
    return standing.stale_from, standing.turn


def _from(owner, day):
    return list(owner.decided_days.filter(day__gte=day).order_by("day"))


def _first(owner, last, stale_from, today, over):
    """The first day to decide: one with changed facts, one not yet decided, or one decided before it was over."""
    if not last:
        return min(_earliest(owner), today)
    latest = last[-1]
    is_open = not latest.is_over and (latest.day < today or over)
    first = latest.day if is_open else latest.day + DAY
    if stale_from is None or stale_from >= first:
        return first
    has_earlier = stale_from > last[0].day or owner.decided_days.filter(day__lt=stale_from).exists()
    return stale_from if has_earlier else min(stale_from, _earliest(owner))


def _earliest(owner):
    """The earliest day with a plan or a screening, or with a check-in in the window before it."""
    plan = owner.plans.order_by("started_on").values_list("started_on", flat=True).first()
    screening = owner.screenings.order_by("day").values_list("day", flat=True).first()
    begun = min(filter(None, (plan, screening)))
    checkins = owner.checkins.filter(day__range=(begun - WINDOW, begun)).order_by("day")
    return checkins.values_list("day", flat=True).first() or begun


def _fold(owner, plans, known, state, days, old, over):
    """(row, state) of each day, each from the state the one before it left; `over`: the last day is."""
    stored = {row.day: row.thresholds for row in old}
    present = SHIPPED if len(stored) == len(days) else numbers.of(owner)
    for day in days:
        limits = read_thresholds(stored[day]) if day in stored else present
        is_over = over or day < days[-1]
        made = decide(plans.entered(state, day), known, day=day, thresholds=limits, evening=is_over)
        state = made.state
        row = DecidedDay(
            owner=owner,
            day=day,
            is_over=is_over,
            thresholds=limits.as_dict(),
            decisions=applying.records(made),
            state=to_data(state),
            decided_at=timezone.now(),
        )
        yield row, state


def read_thresholds(stored):
    """Thresholds as stored with a day; a number that was new since then is as shipped."""
    return Thresholds(**{name: stored.get(name, value) for name, value in SHIPPED.as_dict().items()})
