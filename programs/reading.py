"""What a person reads about their plans: the list, and one with its weeks and prescriptions."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Max, Min, Q
from django.utils.dates import WEEKDAYS

from .agenda import DONE, state_of
from .models import Pause, Prescription, Session


def plans_of(owner):
    """The person's running and ended plans, each with `done`, `total`, `first` and `last` of its sessions."""
    kept = ~Q(sessions__status=Session.Status.CANCELLED)
    plans = owner.plans.annotate(
        done=Count("sessions", filter=Q(sessions__status__in=DONE)),
        total=Count("sessions", filter=kept),
        first=Min("sessions__date", filter=kept),
        last=Max("sessions__date", filter=kept),
    ).order_by("-started_on", "-pk")
    plans = list(plans)
    return [plan for plan in plans if plan.is_running], [plan for plan in plans if not plan.is_running]


@dataclass(frozen=True)
class PlanWeek:
    """A week of the program in a plan: its number, and its sessions with their states."""

    number: int
    sessions: list[tuple[Session, str]]
    is_present: bool


@dataclass(frozen=True)
class PlanPage:
    """A plan in full: its weeks, what it prescribes, how far it has come, and the pauses that are not over."""

    weeks: list[PlanWeek]
    prescriptions: list[Prescription]
    done: int
    total: int
    weekdays: list[str]
    pauses: list[Pause]
    is_last_week: bool


def plan(plan, *, today, catalogue):
    """One plan for reading: four queries."""
    sessions = list(plan.sessions.with_pause().order_by("week", "date", "ordinal"))
    present = next((s.week for s in sessions if s.is_open and s.date >= today), None)
    pauses = list(plan.pauses.exclude(last_day__lt=today)) if plan.is_running else []
    weeks = [
        PlanWeek(number, [(session, state_of(session, today)) for session in held], number == present)
        for number, held in groupby(sessions, key=lambda session: session.week)
    ]
    return PlanPage(
        weeks=weeks,
        prescriptions=catalogue.attach(plan.prescriptions.all()),
        done=sum(session.status in DONE for session in sessions),
        total=sum(session.status != Session.Status.CANCELLED for session in sessions),
        weekdays=[WEEKDAYS[day] for day in plan.weekdays],
        pauses=pauses,
        is_last_week=present in (None, plan.weeks) and any(session.date <= today for session in sessions),
    )
