"""What a clinician reads of one plan that was opened to them: numbers of the last weeks, never another plan's."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from . import advice, history, prescriptions, thresholds
from .models import ClinicianAccess, Entry
from .rules.thresholds import limits

WEEKS = dt.timedelta(weeks=6)
MOST_LISTED = 30
MOST_ENTRIES = 12


def accesses(clinician):
    """The plans that are open to a clinician, with their people: one query."""
    rows = ClinicianAccess.objects.standing().filter(clinician=clinician, clinician__is_clinician=True)
    return rows.select_related("plan__owner").order_by("plan__owner__name", "plan__name", "pk")


@dataclass(frozen=True)
class Patient:
    """A plan as its clinician sees it. `numbers` are the thresholds set for this person."""

    shown: list
    hidden: list
    totals: history.Totals
    changes: list
    notices: list
    notes: list
    numbers: list


def read(access, *, today, catalogue):
    """One plan for reading: seven queries. `today` is the day where the person is."""
    plan, owner = access.plan, access.plan.owner
    shown, hidden = prescriptions.ordered(plan, catalogue.attach(plan.prescriptions.all()))
    of_plan = Q(plan=plan) | Q(plan=None)
    since = today - WEEKS
    adjustments = owner.adjustments.filter(of_plan, day__gte=since).select_related("prescription", "plan")
    notices = owner.notices.filter(of_plan, day__gte=since, replaced_at=None)
    return Patient(
        shown=shown,
        hidden=hidden,
        totals=history.totals(owner=owner, first=since, last=today, today=today, plan=plan),
        changes=advice.changes(adjustments[:MOST_LISTED], catalogue),
        notices=advice.advice(notices[:MOST_LISTED], catalogue),
        notes=list(plan.clinician_notes.all()[:MOST_LISTED]),
        numbers=[Own(name, value) for name, value in thresholds.own(owner).items()],
    )


def entries(access, prescription):
    """The last times that an exercise was done, or was to be done, in the plan: one query."""
    rows = Entry.objects.filter(session__plan=access.plan, exercise=prescription.exercise_id, recorded_at__isnull=False)
    return rows.select_related("session").order_by("-session__date", "-pk")[:MOST_ENTRIES]


@dataclass(frozen=True)
class Own:
    """A number of the rules for one person: what is set for them (None: nothing), else this server's."""

    name: str
    value: object = None
    server: object = None

    @property
    def rule(self):
        return limits()[self.name].rule

    @property
    def label(self):
        return thresholds.LABELS[self.name]

    @property
    def text(self):
        return thresholds.in_words(self.name, self.value)[1]

    @property
    def server_text(self):
        return thresholds.in_words(self.name, self.server)[1]

    @property
    def stricter(self):
        """`lower` or `higher`."""
        return limits()[self.name].stricter


def numbers(owner):
    """Every number of the rules for one person, rule by rule: two queries."""
    own, server = thresholds.own(owner), thresholds.current()
    rules = list(dict.fromkeys(limit.rule for limit in limits().values()))
    found = [Own(name, own.get(name), getattr(server, name)) for name in limits()]
    return sorted(found, key=lambda one: rules.index(one.rule))


def number(owner, name):
    """One of them, or None where the rules have none of that name."""
    return next((one for one in numbers(owner) if one.name == name), None)
