"""What a person tells seldom, and the numbers of the rules as they are now: one query for all of it.

Screenings, clearances, pauses, changes by hand, decisions taken back and thresholds are a few rows each; a query for
each kind would cost more than what it brings.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast

from .. import thresholds
from ..models import Adjustment, Clearance, Pause, PersonThreshold, Screening, Threshold
from ..rules.thresholds import Thresholds


class Row(NamedTuple):
    """A row of any kind; what its kind has no use for is None."""

    what: Any
    pk: Any
    plan: Any
    day: Any
    at: Any
    word: Any
    is_so: Any
    until: Any
    number: Any
    data: Any
    value: Any


COLUMNS = Row(
    what=models.CharField(),
    pk=models.BigIntegerField(),
    plan=models.BigIntegerField(),
    day=models.DateField(),
    at=models.DateTimeField(),
    word=models.CharField(),
    is_so=models.BooleanField(),
    until=models.DateField(),
    number=models.BigIntegerField(),
    data=models.JSONField(),
    value=models.DecimalField(max_digits=6, decimal_places=2),
)
TYPED = Row(*(Cast(Value(None), column) for column in COLUMNS))
"""No values, each with its type: PostgreSQL takes the types of a union from its first query."""
NOTHING = Row(*(Value(None, column) for column in COLUMNS))
"""No values for the queries after it, where writing the types once more takes longer than all else."""


@dataclass(frozen=True)
class Told:
    """Screenings with the conditions that are there, the rows of the other kinds, and the thresholds of the person."""

    screenings: list[tuple[Row, frozenset[str]]]
    clearances: list[Row]
    pauses: list[Row]
    edits: list[Row]
    undone: list[Row]
    thresholds: Thresholds


def read(owner, days, *, since):
    """What counts for the days (first, last); of what was changed by hand or taken back, all from `since` on.

    Each kind comes in the order in which it was written down, so that two changes of one instant keep theirs.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    first, *others = _querysets(owner, days, since)
    for row in sorted((Row(*values) for values in first.union(*others, all=True)), key=attrgetter("pk")):
        found[row.what].append(row)
    answers: dict[int, list[Row]] = defaultdict(list)
    for row in found["answer"]:
        answers[row.pk].append(row)
    return Told(
        screenings=[(rows[0], frozenset(row.word for row in rows if row.is_so)) for rows in answers.values()],
        clearances=found["clearance"],
        pauses=found["pause"],
        edits=found["edit"],
        undone=found["undone"],
        thresholds=thresholds.together((row.word, row.value, row.is_so) for row in found["number"]),
    )


def _querysets(owner, days, since):
    # A pause of long ago still tells which week of the plan a day lies in.
    is_recent, runs = (
        Q(last_day=None) | Q(last_day__gte=days[0]),
        Q(plan__ended_on=None) | Q(plan__ended_on__gte=days[0]),
    )
    to_be_counted = is_recent | runs & Q(weeks__gt=0)
    by_hand = {"rule__in": Adjustment.BY_HAND, "state": Adjustment.State.STANDS, "prescription__isnull": False}
    made, kinds = {"owner": owner, "day__gte": since}, [Clearance.Kind.SEEN, Clearance.Kind.TALKED]
    answers, clearances, pauses, edits, undone, numbers, own_numbers = _shapes()
    return [
        answers.filter(owner=owner, day__range=days),
        clearances.filter(owner=owner, day__range=days, kind__in=kinds),
        pauses.filter(to_be_counted, plan__owner=owner, first_day__lte=days[1]),
        edits.filter(**made, **by_hand),
        undone.filter(**made, state=Adjustment.State.UNDONE),
        numbers,
        own_numbers.filter(owner=owner),
    ]


@cache
def _shapes():
    """Each kind as rows of the same columns. Putting seven times eleven together takes longer than all that follows."""
    answer = {"word": "answers__condition__slug", "is_so": "answers__is_present"}
    edit = {"plan": "plan", "number": "prescription__exercise", "data": "after"}
    named = {"word": "name", "value": "value"}
    return [
        _rows("answer", Screening, empty=TYPED, day="day", at="recorded_at", **answer),
        _rows("clearance", Clearance, day="day", at="recorded_at", word="kind"),
        _rows("pause", Pause, plan="plan", day="first_day", until="last_day", number="weeks"),
        _rows("edit", Adjustment, day="day", at="made_at", **edit),
        _rows("undone", Adjustment, word="fingerprint", data="undo_answer"),
        _rows("number", Threshold, is_so=Value(False), **named),
        _rows("number", PersonThreshold, is_so=Value(True), **named),
    ]


def _rows(what, model, *, empty=NOTHING, **told):
    columns = empty._replace(what=Cast(Value(what), COLUMNS.what), pk=F("pk"), **told)
    return model.objects.order_by().values_list(*columns)
