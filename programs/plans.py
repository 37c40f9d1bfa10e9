"""What people do with a plan: start it, move or skip its sessions, end it. Each is one transaction, done once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import decisions, locks
from .models import Plan, Prescription, Session
from .refused import Refused as Refused
from .rules.schedule import StageDays, lay_out

FARTHEST_MOVE = timedelta(days=366)


@transaction.atomic
def start(*, owner, program, baseline, started_on, weekdays, time, key):
    """Start a program for a person: the plan, its prescriptions and all its sessions.

    `program` comes with its stages and their exercises and forms prefetched; `weekdays` are as many numbers
    (0 Monday to 6 Sunday) as the busiest stage needs, else ValueError. The same `key` again gives the plan
    that was made the first time.
    """
    stages = list(program.stages.all())
    plan = Plan(
        owner=owner,
        key=key,
        program=program,
        name=program.name,
        baseline=baseline,
        started_on=started_on,
        weeks=program.weeks,
        weekdays=sorted(weekdays),
        time=time,
        order_by=program.order_by,
        session_size=program.session_size,
    )
    days = [StageDays(weeks=stage.weeks, days=stage.days) for stage in stages]
    return lay_down(plan, prescriptions=prescribe(plan, stages), stages=days)


def lay_down(plan, *, prescriptions, stages):
    """Save a new plan with its prescriptions and all sessions of its `stages`; its key again gives the one of then."""
    # Taking the owner's row first queues a double click behind the first one, on PostgreSQL too.
    locks.person(plan.owner_id)
    made = Plan.objects.filter(owner=plan.owner_id, key=plan.key).first()
    if made:
        return made
    plan.save()
    Prescription.objects.bulk_create(prescriptions)
    Session.objects.bulk_create(
        Session(
            plan=plan,
            owner_id=plan.owner_id,
            ordinal=planned.ordinal,
            week=planned.week,
            date=planned.date,
            first_date=planned.date,
            time=plan.time,
        )
        for planned in lay_out(start=plan.started_on, weekdays=plan.weekdays, stages=stages)
    )
    decisions.mark(plan.owner_id, plan.started_on)
    return plan


def prescribe(plan, stages):
    """The unsaved prescriptions of a plan: each exercise from the week it first comes to the week it last does."""
    prescriptions: dict[int, Prescription] = {}
    week = 1
    for stage in stages:
        last = week + stage.weeks - 1
        for row in stage.exercises.all():
            form = form_for(row)
            if row.exercise_id in prescriptions:
                prescriptions[row.exercise_id].to_week = last
            elif form:
                prescriptions[row.exercise_id] = Prescription(
                    plan=plan,
                    exercise=row.exercise,
                    form=form,
                    sets=form.start_sets,
                    reps=form.start_reps,
                    hold=form.start_hold,
                    is_core=row.is_core,
                    from_week=week,
                    to_week=last,
                    dose_since=plan.started_on,
                )
        week = last + 1
    return list(prescriptions.values())


def form_for(row):
    """The form in which a new plan gets a stage's exercise: the one it names, else the usual one.

    None for an exercise that isn't published: an archived one stays with those who have it.
    """
    return (row.exercise.form_of(row.form_kind) or row.exercise.usual) if row.exercise.is_published else None


@transaction.atomic
def end(*, plan, today):
    """End a plan: what is left of it is cancelled, what was done stays. Ending it again changes nothing."""
    plan = locks.plan(plan)
    if not plan.is_running:
        return plan
    plan.ended_at, plan.ended_on = timezone.now(), today
    plan.save(update_fields=["ended_at", "ended_on"])
    plan.sessions.filter(status=Session.Status.PLANNED).update(status=Session.Status.CANCELLED)
    decisions.mark(plan.owner_id, today)
    return plan


@transaction.atomic
def move(*, session, day, today):
    """Put a planned session on another local day; its first date is kept. Refused once it has begun."""
    session = locks.session(session)
    if session.status != Session.Status.PLANNED:
        raise Refused(_("Only a session that has not begun can be moved."))
    if not session.plan.started_on <= day <= max(today, session.first_date) + FARTHEST_MOVE:
        raise Refused(_("Choose a day from the start of your plan to a year ahead."))
    decisions.mark(session.owner_id, min(day, session.date))
    session.date = day
    session.save(update_fields=["date"])
    return session


@transaction.atomic
def skip(*, session, reason):
    """Leave out a planned session, with a reason. Skipping it again changes the reason."""
    session = locks.session(session)
    if session.status not in (Session.Status.PLANNED, Session.Status.SKIPPED):
        raise Refused(_("Only a session that has not begun can be skipped."))
    session.status, session.skip_reason = Session.Status.SKIPPED, reason
    session.save(update_fields=["status", "skip_reason"])
    decisions.mark(session.owner_id, session.date)
    return session


@transaction.atomic
def take_back_skip(*, session):
    """Plan a skipped session again. A session in which something was recorded stays as it is."""
    session = locks.session(session)
    if session.status == Session.Status.SKIPPED and session.started_at is None and session.plan.is_running:
        session.status, session.skip_reason = Session.Status.PLANNED, ""
        session.save(update_fields=["status", "skip_reason"])
        decisions.mark(session.owner_id, session.date)
    return session
