"""Simulated people (`programs.simulation`) lived through the real database, to see that it decides what the rules do.

All that a person told is written down as records, the days are decided from them, and each day is compared with the
one that the pure rules made. Nothing is kept.
"""

import datetime as dt
import json
import uuid

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from stretches import catalogue as catalogues

from . import decisions
from .models import CheckIn, Clearance, DecidedDay, Entry, Plan, Prescription, Screening, Session
from .rules.codec import to_data
from .simulation.life import START, WEEKDAYS, live

EVENING = dt.time(20)
DAY = dt.timedelta(days=1)


def rehearse(kind, *, seed, weeks=26, at_once=True):
    """Live one life through the database; give what differs, one line each. Nothing of it stays.

    `at_once` decides all days in the end, else each in its evening.
    """
    life = live(kind, seed=seed, weeks=weeks)
    with transaction.atomic(), timezone.override(dt.UTC):
        found = list(_differences(life, at_once))
        transaction.set_rollback(True)
    return found


def _differences(life, at_once):
    catalogue = catalogues.read()
    owner = User.objects.create(email=f"{uuid.uuid4().hex}@simulated.invalid", timezone="UTC")
    plan = _plan(life, owner, catalogue)
    _write(life, owner, plan, catalogue)
    days = [made.day for made in life.days]
    for today in days[-1:] if at_once else days:
        now = dt.datetime.combine(today, EVENING, tzinfo=dt.UTC)
        decisions.bring_up_to_date(owner, catalogue=catalogue, today=today, now=now)
    stored = {row.day: row for row in DecidedDay.objects.filter(owner=owner)}
    for made in life.days:
        ours, theirs = _told(stored[made.day].decisions), _told(decisions.applying.records(made))
        if ours != theirs:
            yield f"{made.day}: decided {sorted(ours ^ theirs)}"
    yield from _doses(life, plan)


def _told(records):
    """What can be compared of a day's decisions: the plan has another name in the database."""
    return {
        (one["rule"], one["sentence"], one["exercise"], one["acts"], json.dumps(one["after"], sort_keys=True))
        for one in records
    }


def _doses(life, plan):
    """Where the rows of the prescriptions stand otherwise than the rules' state."""
    rows = {row.exercise.slug: row for row in plan.prescriptions.select_related("exercise", "form")}
    for one in life.state.plans[0].prescriptions:
        row = rows[one.slug]
        if (row.form.kind, row.dose) != (one.form, one.dose):
            yield f"{one.slug}: {row.form.kind} {row.dose} in the database, {one.form} {one.dose} by the rules"


def _plan(life, owner, catalogue):
    first = life.first.plans[0]
    plan = Plan.objects.create(
        owner=owner,
        name=first.id,
        baseline=first.baseline,
        started_on=START,
        weeks=len(life.days) // 7,
        weekdays=list(WEEKDAYS),
        time=dt.time(18),
        session_size=first.session_size,
    )
    started = [(one.exercise.slug, one.form, one.core, START) for one in first.prescriptions]
    later = [(edit.slug, edit.form, bool(edit.core), edit.day) for edit in life.facts.edits]
    for slug, kind, core, since in [*started, *later]:
        exercise = catalogue.by_slug(slug)
        form = exercise.form_of(kind)
        Prescription.objects.create(
            plan=plan,
            exercise=exercise,
            form=form,
            sets=form.start_sets,
            reps=form.start_reps,
            hold=form.start_hold,
            is_core=core,
            dose_since=since,
        )
    return plan


def _write(life, owner, plan, catalogue):
    """All that the person told, as records."""
    for one in life.facts.sessions:
        begun = one.at if one.was_done or one.entries else None
        session = Session.objects.create(
            plan=plan,
            owner=owner,
            ordinal=one.ordinal,
            week=min((one.day - START).days // 7 + 1, plan.weeks),
            date=one.day,
            first_date=one.day,
            time=dt.time(18),
            status=one.status,
            started_at=begun,
        )
        for checkin in (one.before, one.after):
            if checkin:
                _check_in(checkin, owner, session)
        Entry.objects.bulk_create(
            _entry(entry, session, order, catalogue) for order, entry in enumerate(one.entries, 1)
        )
    for checkin in life.facts.checkins:
        _check_in(checkin, owner, None)
    for one in life.facts.screenings:
        made = Screening.objects.create(owner=owner, day=one.day, version="simulated")
        Screening.objects.filter(pk=made.pk).update(recorded_at=one.at)
    for one in life.facts.clearances:
        cleared = Clearance.objects.create(owner=owner, day=one.day, kind=one.kind)
        Clearance.objects.filter(pk=cleared.pk).update(recorded_at=one.at)


def _check_in(told, owner, session):
    CheckIn.objects.create(
        owner=owner,
        session=session,
        kind=told.kind,
        day=told.day,
        discomfort=told.discomfort,
        sensations=sorted(told.sensations),
        signs=sorted(told.signs),
        told_at=told.at,
    )


def _entry(told, session, order, catalogue):
    exercise = catalogue.by_slug(told.slug)
    return Entry(
        session=session,
        exercise=exercise,
        form=exercise.form_of(told.form),
        order=order,
        **{"hold": None, **to_data(told.dose)},
        outcome=told.outcome,
        discomfort=told.discomfort,
        sensations=sorted(told.sensations),
        signs=sorted(told.signs),
        recorded_at=told.at,
        told_at=told.at,
    )
