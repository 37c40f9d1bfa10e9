"""Programs, plans and what was done in them, for tests.

plan = plan_of(owner, exercises=3)             # a plan with prescriptions and one planned session a day
session = SessionFactory(plan=plan, date=day)  # one more
EntryFactory(session=session)                  # one exercise of it, frozen at its form's start dose
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import factory
from django.utils import timezone

from accounts.models import User
from accounts.models.invitation import digest, new_code
from programs import decisions
from programs.models import (
    Adjustment,
    AreaScore,
    CheckIn,
    ClinicianAccess,
    Entry,
    Notice,
    Outcome,
    Pause,
    Plan,
    Prescription,
    Program,
    Reduction,
    Screening,
    ScreeningAnswer,
    Session,
    Stage,
    StageExercise,
)
from stretches.models import Condition, Exercise, Status
from tests.factories.accounts import ClinicianFactory, UserFactory
from tests.factories.stretches import BodyAreaFactory, ExerciseFactory

MONDAY = dt.date(2026, 3, 2)
"""A Monday far from clock changes and the turn of the year."""


class ProgramFactory(factory.django.DjangoModelFactory):
    """A published program with one stage: two weeks of three days, two exercises.

    `stages=[(weeks, days, [exercise, …]), …]` lays out others, `stages=[]` none.
    """

    class Meta:
        model = Program
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"program-{number}")
    order = factory.Sequence(lambda number: number)
    status = Status.PUBLISHED
    name = factory.Sequence(lambda number: f"Program {number}")
    summary = "A few easy exercises."
    description = "Begin *here*."

    @factory.post_generation
    def stages(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if not create:
            return
        default = [(2, 3, ExerciseFactory.create_batch(2))] if extracted is None else []
        for order, (weeks, days, exercises) in enumerate(extracted or default, start=1):
            stage = StageFactory(program=self, order=order, weeks=weeks, days=days)
            for exercise in exercises:
                StageExerciseFactory(stage=stage, exercise=exercise)


class StageFactory(factory.django.DjangoModelFactory):
    """One week of three days, without exercises."""

    class Meta:
        model = Stage

    program = factory.SubFactory(ProgramFactory, stages=[])
    order = factory.Sequence(lambda number: number)
    weeks = 1
    days = 3


class StageExerciseFactory(factory.django.DjangoModelFactory):
    """A rotating exercise of a stage, in its usual form."""

    class Meta:
        model = StageExercise

    stage = factory.SubFactory(StageFactory)
    exercise = factory.SubFactory(ExerciseFactory)


class PlanFactory(factory.django.DjangoModelFactory):
    """A running plan from MONDAY, three days a week at 8; it has no sessions and no prescriptions yet."""

    class Meta:
        model = Plan

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda number: f"Plan {number}")
    baseline = 4
    started_on = MONDAY
    weeks = 2
    weekdays = factory.LazyFunction(lambda: [0, 2, 4])
    time = dt.time(8)


class PrescriptionFactory(factory.django.DjangoModelFactory):
    """An exercise of a plan in its usual form, at its start dose."""

    class Meta:
        model = Prescription

    plan = factory.SubFactory(PlanFactory)
    exercise = factory.SubFactory(ExerciseFactory)
    form = factory.LazyAttribute(lambda row: row.exercise.usual)
    sets = factory.LazyAttribute(lambda row: row.form.start_sets)
    reps = factory.LazyAttribute(lambda row: row.form.start_reps)
    hold = factory.LazyAttribute(lambda row: row.form.start_hold)
    dose_since = factory.SelfAttribute("plan.started_on")


class SessionFactory(factory.django.DjangoModelFactory):
    """A planned session on the plan's first day. `begun=True` runs since then; `done=True` is over."""

    class Meta:
        model = Session

    class Params:
        begun = factory.Trait(
            status=Session.Status.IN_PROGRESS,
            started_at=factory.LazyAttribute(lambda row: instant(row.date, row.time)),
        )
        done = factory.Trait(
            status=Session.Status.DONE,
            started_at=factory.LazyAttribute(lambda row: instant(row.date, row.time)),
            finished_at=factory.LazyAttribute(lambda row: instant(row.date, row.time) + dt.timedelta(minutes=10)),
            seconds=600,
        )

    plan = factory.SubFactory(PlanFactory)
    owner = factory.SelfAttribute("plan.owner")
    ordinal = factory.LazyAttribute(lambda row: row.plan.sessions.count() + 1)
    week = 1
    date = factory.SelfAttribute("plan.started_on")
    time = factory.SelfAttribute("plan.time")
    first_date = factory.SelfAttribute("date")


class EntryFactory(factory.django.DjangoModelFactory):
    """An exercise of a session, not reached yet. `done=True` was done without discomfort."""

    class Meta:
        model = Entry

    class Params:
        done = factory.Trait(
            outcome=Outcome.DONE,
            discomfort=0,
            recorded_at=factory.LazyAttribute(lambda row: instant(row.session.date, row.session.time)),
        )

    session = factory.SubFactory(SessionFactory, begun=True)
    exercise = factory.SubFactory(ExerciseFactory)
    form = factory.LazyAttribute(lambda row: row.exercise.usual)
    order = factory.LazyAttribute(lambda row: row.session.entries.count() + 1)
    sets = factory.LazyAttribute(lambda row: row.form.start_sets)
    reps = factory.LazyAttribute(lambda row: row.form.start_reps)
    hold = factory.LazyAttribute(lambda row: row.form.start_hold)


class CheckInFactory(factory.django.DjangoModelFactory):
    """Discomfort 3 at some time on MONDAY; with `session=` and `kind=` it belongs to that session."""

    class Meta:
        model = CheckIn

    owner = factory.LazyAttribute(lambda row: row.session.owner if row.session else UserFactory())
    session = None
    kind = CheckIn.Kind.OTHER
    day = factory.LazyAttribute(lambda row: row.session.date if row.session else MONDAY)
    discomfort = 3


class AreaScoreFactory(factory.django.DjangoModelFactory):
    """Discomfort 3 in one area at a check-in."""

    class Meta:
        model = AreaScore

    checkin = factory.SubFactory(CheckInFactory)
    area = factory.SubFactory(BodyAreaFactory)
    score = 3


class ReductionFactory(factory.django.DjangoModelFactory):
    """A session at half its dose."""

    class Meta:
        model = Reduction

    session = factory.SubFactory(SessionFactory)
    rule = "N2"
    factor = "0.5"


class AccessFactory(factory.django.DjangoModelFactory):
    """A clinician who sees a plan."""

    class Meta:
        model = ClinicianAccess

    plan = factory.SubFactory(PlanFactory)
    clinician = factory.SubFactory(ClinicianFactory)
    digest = factory.LazyFunction(lambda: digest(new_code()))
    expires_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=7))
    accepted_at = factory.LazyFunction(timezone.now)


class PauseFactory(factory.django.DjangoModelFactory):
    """A plan that rests for a week from its second one on."""

    class Meta:
        model = Pause

    plan = factory.SubFactory(PlanFactory)
    first_day = factory.LazyAttribute(lambda row: row.plan.started_on + dt.timedelta(days=7))
    last_day = factory.LazyAttribute(lambda row: row.first_day + dt.timedelta(days=6))


def instant(day: dt.date, time: dt.time) -> dt.datetime:
    """That time of that day in UTC, the zone of a test person."""
    return dt.datetime.combine(day, time, tzinfo=dt.UTC)


def plan_of(
    owner: User | None = None,
    *,
    exercises: int | list[Exercise] = 2,
    sessions: int = 1,
    screened: bool = True,
    **fields: Any,
) -> Plan:
    """A plan with prescriptions and a planned session on each of its first days; more `fields` go to the plan.

    Its owner has answered the safety questions on its first day, with nothing to tell, unless not `screened`.
    """
    plan = PlanFactory(**({"owner": owner} if owner else {}), **fields)
    if screened and not plan.owner.screenings.exists():
        screening_of(plan.owner, day=plan.started_on)
    for exercise in ExerciseFactory.create_batch(exercises) if isinstance(exercises, int) else exercises:
        PrescriptionFactory(plan=plan, exercise=exercise)
    days = [plan.started_on + dt.timedelta(days=number) for number in range(sessions)]
    # Not by the factory, which takes ten times as long: some tests have three thousand.
    same = {"plan": plan, "owner": plan.owner, "time": plan.time}
    Session.objects.bulk_create(
        Session(**same, ordinal=number + 1, week=number // 7 % 52 + 1, date=day, first_date=day)
        for number, day in enumerate(days)
    )
    return plan


def screening_of(
    owner: User, *present: Condition, day: dt.date = MONDAY, absent: Iterable[Condition] = ()
) -> Screening:
    """A whole screening: these conditions are there, `absent` ones were asked and are not."""
    screening = Screening.objects.create(owner=owner, day=day, version="test")
    answers = [(condition, True) for condition in present] + [(condition, False) for condition in absent]
    ScreeningAnswer.objects.bulk_create(
        ScreeningAnswer(screening=screening, condition=condition, is_present=is_present)
        for condition, is_present in answers
    )
    decisions.mark(owner, day)
    return screening


def notice_of(owner: User, rule: str = "F1", **fields: Any) -> Notice:
    """A notice that a rule raised on MONDAY and nobody has acknowledged; `sentence` and `inputs` fit F1."""
    told = {"lowest": 5, "checkins": 3, "days": 4}
    number = owner.notices.count()
    given = {"sentence": rule, "day": MONDAY, "inputs": told, "fingerprint": f"notice-{number}", **fields}
    return Notice.objects.create(owner=owner, rule=rule, **given)


def adjustment_of(prescription: Prescription, rule: str = "T3", **fields: Any) -> Adjustment:
    """A change of MONDAY to a prescription: by T3, to rest until the end of its two weeks."""
    plan, dose = prescription.plan, {"sets": 1, "reps": 3, "hold": 20}
    told = {
        "exercise": prescription.exercise.slug,
        "day": "2026-03-02",
        "until": "2026-03-16",
        "during": 6,
        "before": 2,
    }
    given = {
        "sentence": "T3.rest",
        "day": MONDAY,
        "inputs": told,
        "before": {"form": "usual", "dose": dose},
        "after": {"form": "usual", "dose": dose, "resting_until": "2026-03-16"},
        "fingerprint": f"adjustment-{plan.owner.adjustments.count()}",
        **fields,
    }
    return Adjustment.objects.create(owner=plan.owner, plan=plan, prescription=prescription, rule=rule, **given)
