"""A plan of one's own: what it would hold and how long it would take, and making it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from stretches.models import Caution, Exercise, Form

from .cautions import Care
from .library import FIRST_DAY
from .lineup import candidate
from .models import Plan, Prescription
from .plans import lay_down, prescribe
from .rules.composition import compose
from .rules.dose import Load, areas_over, work
from .rules.minutes import minutes, session_seconds
from .rules.schedule import StageDays, program_week

MUCH_MINUTES = 30
MUCH_EXERCISES = 6
MOST_WEEKS = 26
NO_LOAD = frozenset({"supine-position"})
"""Held for minutes, but no stretch of a muscle."""


@dataclass(frozen=True)
class Choice:
    """An exercise to choose from: the form it would come in, what the person's conditions mean for it (None: nothing),
    and, where it is copied `from_program`, whether every session has it and the week it comes in."""

    exercise: Exercise
    form: Form
    care: Care | None = None
    is_core: bool = False
    from_week: int = 1
    from_program: bool = False

    @property
    def is_hidden(self):
        """Whether a condition leaves it out."""
        return self.care is not None and self.care.effect == Caution.Effect.HIDE


def choices(catalogue, cares, program=None):
    """Every published exercise as a choice, in order; `cares` come from `cautions.read`, `program` is copied."""
    copied = (
        {row.exercise.slug: row for row in prescribe(Plan(started_on=FIRST_DAY), program.stages.all())}
        if program
        else {}
    )
    return [_choice(exercise, cares.get(exercise.pk), copied.get(exercise.slug)) for exercise in catalogue.published]


def _choice(exercise, care, row):
    form = (care and care.form) or (row.form if row else exercise.usual)
    copied = (row.is_core, row.from_week, True) if row else ()
    return Choice(exercise, form, care, *copied)


def prescriptions(plan, chosen):
    """The unsaved prescriptions of a plan with the choices in it, at the doses they start with."""
    return [
        Prescription(
            plan=plan,
            exercise=one.exercise,
            form=one.form,
            sets=one.form.start_sets,
            reps=one.form.start_reps,
            hold=one.form.start_hold,
            is_core=one.is_core,
            from_week=min(one.from_week, plan.weeks),
            dose_since=plan.started_on,
        )
        for one in chosen
    ]


@transaction.atomic
def build(*, owner, chosen, name, weeks, weekdays, time, started_on, baseline, session_size, key, order_by):
    """Make a plan of a person's own choices, with all its sessions; the same `key` again gives the one of then."""
    plan = Plan(
        owner=owner,
        key=key,
        name=name,
        baseline=baseline,
        started_on=started_on,
        weeks=weeks,
        weekdays=sorted(weekdays),
        time=time,
        order_by=order_by,
        session_size=session_size,
    )
    stages = [StageDays(weeks=weeks, days=len(weekdays))]
    return lay_down(plan, prescriptions=prescriptions(plan, chosen), stages=stages)


@dataclass(frozen=True)
class Total:
    """What a plan would ask: whole minutes of a session and of a week, and what is much about it.

    `in_session` is the most exercises a session holds; `areas` those stretched beyond what brings anything.
    """

    number: int
    in_session: int
    shortest: int
    longest: int
    days: int
    areas: list = field(default_factory=list)

    @property
    def a_week(self):
        return self.longest * self.days

    @property
    def is_long(self):
        return self.longest > MUCH_MINUTES

    @property
    def is_many(self):
        return self.in_session > MUCH_EXERCISES

    @property
    def is_much(self):
        return self.is_long or self.is_many or bool(self.areas)


def total(chosen, *, days, weeks, session_size, order_by, others, get_ready, catalogue):
    """What these choices add up to on so many `days` a week; `others` are the loads of the person's other plans.

    `get_ready` is how many seconds the person takes to get ready.
    """
    plan = Plan(started_on=FIRST_DAY, weeks=weeks, session_size=session_size, order_by=order_by)
    rows = prescriptions(plan, chosen)
    lengths = [session_seconds((one.item for one in held), get_ready) for held in _sessions(plan, rows, days)]
    share = min(1, session_size / len(rows)) if rows else 0
    loads = [*others, *(load(row, times_a_week=days * (1 if row.is_core else share)) for row in rows)]
    over = areas_over([one for one in loads if one])
    return Total(
        number=len(rows),
        in_session=min(len(rows), session_size),
        shortest=minutes(min(lengths, default=0)),
        longest=minutes(max(lengths, default=0)),
        days=days,
        areas=[area for area in catalogue.areas if area.slug in over],
    )


def _sessions(plan, rows, days):
    """The exercises of each session in turn, played through as `library.preview` does."""
    done: dict[str, date] = {}
    for week in range(1, plan.weeks + 1):
        for _day in range(days):
            on = [candidate(row, last_done=done.get(row.exercise.slug)) for row in rows if row.from_week <= week]
            held = compose(on, size=plan.session_size, order_by=plan.order_by)
            if held:
                day = max(done.values(), default=FIRST_DAY) + timedelta(days=1)
                done.update({one.slug: day for one in held})
                yield held


def load(row, *, times_a_week, together=True):
    """The stretch that a prescription brings, or None where it stretches no muscle."""
    exercise = row.exercise
    if "stretch" not in exercise.kinds or exercise.slug in NO_LOAD:
        return None
    areas = frozenset(area.slug for area in exercise.areas.all())
    return Load(areas, work(row.dose, row.form.tempo), times_a_week, together)


def loads_of(owner, *, today, catalogue):
    """The stretch of the person's running plans in the week they are in: one query."""
    hidden = Prescription.Status.HIDDEN
    rows = Prescription.objects.filter(plan__owner=owner, plan__ended_at=None).exclude(status=hidden)
    by_plan: dict[int, list] = {}
    for row in catalogue.attach(rows.select_related("plan")):
        week = min(max(program_week(today, start=row.plan.started_on), 1), row.plan.weeks)
        if row.from_week <= week <= (row.to_week or week):
            by_plan.setdefault(row.plan_id, []).append(row)
    found = []
    for held in by_plan.values():
        share = min(1, held[0].plan.session_size / len(held))
        for row in held:
            times = len(row.plan.weekdays) * (1 if row.is_core else share)
            found.append(load(row, times_a_week=times, together=False))
    return [one for one in found if one]
