"""A person whose days are told in one line each, on rows of the database."""

import datetime as dt

from programs import decisions, lineup
from programs.models import CheckIn, Outcome, Prescription, Session
from stretches import catalogue
from stretches.models import Exercise
from tests.factories.accounts import UserFactory
from tests.factories.programs import (
    MONDAY,
    CheckInFactory,
    EntryFactory,
    PlanFactory,
    PrescriptionFactory,
    SessionFactory,
    instant,
    screening_of,
)
from tests.factories.stretches import ExerciseFactory, FormFactory

DAY = dt.timedelta(days=1)
NOON, EVENING = dt.time(12), dt.time(20)


def day(number):
    """Day 0 is MONDAY."""
    return MONDAY + number * DAY


DIRECTIONS = {"cobra-pose": "arching", "camel-pose": "arching", "childs-pose": "bending"}


def exercise_of(slug, *, easier=True):
    """The exercise of that slug, neutral unless its name says more; with an easier form if it is made now."""
    there = Exercise.objects.filter(slug=slug).first()
    if there:
        return there
    made = ExerciseFactory(slug=slug, name=slug, direction=DIRECTIONS.get(slug, "neutral"))
    if easier:
        FormFactory(exercise=made, easier=True, start_hold=10)
    return made


class Life:
    """One person with a plan; `number` is a day from MONDAY on. All was answered with 3 unless told otherwise."""

    def __init__(self, *, slugs=("cobra-pose",), easier=True, screened=-1, baseline=3, weekdays=(0, 2, 4), **plan):
        self.owner = plan.pop("owner", None) or UserFactory()
        self.exercises = {slug: exercise_of(slug, easier=easier) for slug in slugs}
        self.plan = PlanFactory(
            owner=self.owner, baseline=baseline, weeks=12, weekdays=list(weekdays), started_on=MONDAY, **plan
        )
        for one in self.exercises.values():
            PrescriptionFactory(plan=self.plan, exercise=one)
        if screened is not None:
            screening_of(self.owner, day=day(screened))

    @property
    def content(self):
        return catalogue.read()

    def planned(self, number):
        """A session that nothing was done in yet."""
        return SessionFactory(plan=self.plan, date=day(number), week=number // 7 + 1)

    def session(self, number, *, before=3, during=3, after=3, felt=(), slugs=None, session=None, **more):
        """A session done on that day, at the doses prescribed then."""
        session = session or self.planned(number)
        began = instant(day(number), session.time)
        Session.objects.filter(pk=session.pk).update(
            status="done", started_at=began, finished_at=began + dt.timedelta(minutes=10), date=day(number)
        )
        for slug in slugs or self.exercises:
            held = self.prescription(slug)
            EntryFactory(
                session=session,
                exercise=held.exercise,
                form=held.form,
                sets=held.sets,
                reps=held.reps,
                hold=held.hold,
                outcome=Outcome.DONE,
                discomfort=during,
                sensations=list(felt),
                recorded_at=began + dt.timedelta(minutes=5),
                **more,
            )
        for kind, score, minutes in (("before", before, 0), ("after", after, 10)):
            if score is not None:
                at = began + dt.timedelta(minutes=minutes)
                CheckInFactory(session=session, kind=kind, discomfort=score, told_at=at)
        decisions.mark(self.owner, day(number))
        return Session.objects.get(pk=session.pk)

    def morning(self, number, score=3, **more):
        """The morning question answered at 7."""
        at = instant(day(number), dt.time(7))
        made = CheckInFactory(
            owner=self.owner, kind=CheckIn.Kind.MORNING, day=day(number), discomfort=score, told_at=at, **more
        )
        decisions.mark(self.owner, day(number))
        return made

    def decide(self, number, at=EVENING):
        """Bring decisions up to that day, in the evening unless told otherwise."""
        now = instant(day(number), at)
        return decisions.bring_up_to_date(self.owner, catalogue=self.content, today=day(number), now=now)

    def prescription(self, slug="cobra-pose"):
        return Prescription.objects.select_related("exercise", "form").get(
            plan=self.plan, exercise=self.exercises[slug]
        )

    def held(self, slug="cobra-pose"):
        """Form and dose of a prescription, and the end of its rest."""
        row = self.prescription(slug)
        return row.form.kind, (row.sets, row.reps, row.hold), row.resting_until

    def made(self, state="stands"):
        """(rule, day number) of the adjustments in that state, in time."""
        rows = self.owner.adjustments.filter(state=state).order_by("day", "pk")
        return [(row.rule, (row.day - MONDAY).days) for row in rows]

    def told(self):
        """Sentences of the open notices, newest first."""
        return [notice.sentence for notice in decisions.notices(self.owner)]

    def calm_week(self, first=0):
        """Three sessions with calm mornings after them."""
        for number in (first, first + 2, first + 4):
            self.session(number)
            self.morning(number + 1)


def shown(life, number):
    """What the sessions of that day and later hold: {day number: (kind, {slug: dose})}."""

    found = list(
        lineup.with_factor(life.owner.sessions.filter(status="planned", date__gte=day(number)).order_by("date"))
    )
    lines = lineup.line_up(found, catalogue=life.content, today=day(number))
    return {
        (session.date - MONDAY).days: (
            session.kind,
            {entry.exercise.slug: (entry.sets, entry.reps, entry.hold) for entry in lines[session.pk]},
        )
        for session in found
    }
