"""Small people to try the rules on: facts and states in one line each."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from programs.rules.dose import Dose
from programs.rules.engine import days_between, decide, replay
from programs.rules.facts import CheckIn, Entry, Facts, Screening, Session
from programs.rules.state import Exercise, Form, Plan, Prescription, State

MONDAY = date(2026, 3, 2)
LOW, HIGH = Dose(1, 2, 15), Dose(1, 3, 30)


def day(number: int) -> date:
    """Day 0 is a Monday."""
    return MONDAY + timedelta(days=number)


def at(number: int, hour: int = 18, minute: int = 0) -> datetime:
    return datetime.combine(day(number), time(hour, minute), tzinfo=UTC)


def exercise(slug="cobra-pose", order=9, direction="arching", kinds=("easier", "usual", "harder"), areas=()):
    forms = tuple(Form(kind, LOW, HIGH) for kind in kinds)
    return Exercise(slug, order, direction, forms, frozenset(areas))


COBRA = exercise()
CAMEL = exercise("camel-pose", 11)
CAT = exercise("cat-cow", 3, "both")
CHILD = exercise("childs-pose", 4, "bending")
HEEL = exercise("heel-slides", 2, "neutral")


def prescribe(what=COBRA, form="usual", dose=LOW, since=-30, **more):
    return Prescription(what, form, dose, day(since), **more)


def plan(*prescriptions, baseline=3, start=-60, name="a", **more):
    prescriptions = prescriptions or (prescribe(),)
    return Plan(name, day(start), baseline, tuple(prescriptions), **more)


def state(*plans, screened=0, **more):
    """A person screened on day 0, with one plan of cobra unless told otherwise."""
    return State(plans=plans or (plan(),), screened_on=None if screened is None else day(screened), **more)


def checkin(number, score=3, kind="other", hour=12, **more):
    return CheckIn(day(number), at(number, hour), kind, score, **more)


def morning(number, score=3, **more):
    return checkin(number, score, "morning", hour=8, **more)


def entry(slug="cobra-pose", number=0, score=3, felt=(), **more):
    values = {"dose": LOW, "discomfort": score, "sensations": frozenset(felt), **more}
    return Entry(slug, at(number, 18, 10), **values)


def session(number, *entries, before=3, after=3, status="done", name="a", **more):
    """A session with cobra felt as before, unless told otherwise."""
    entries = entries or (entry(number=number, score=before if before is not None else 3),)
    first = None if before is None else checkin(number, before, "before", hour=18)
    last = None if after is None else checkin(number, after, "after", hour=19)
    values = {"before": first, "after": last, **more}
    return Session(name, number + 100, day(number), at(number), status, entries=entries, **values)


def planned(number, status="planned", name="a"):
    return Session(name, number + 100, day(number), at(number), status)


def facts(*given, **more):
    """Facts sorted into their kinds."""
    kinds = {"sessions": Session, "checkins": CheckIn, "screenings": Screening}
    sorted_in = {name: tuple(one for one in given if isinstance(one, kind)) for name, kind in kinds.items()}
    return replace(Facts(**sorted_in), **more)


def run(given, until, start=0, first=None, **more):
    """The days from `start` to `until`, decided one after the other."""
    return replay(first or state(), given, days=days_between(day(start), day(until)), **more)


def decided(number, given, first=None, **more):
    return decide(first or state(), given, day=day(number), **more)


def rules(made, acting=True):
    """Ids of the rules of a day: those that act, or all."""
    return [one.rule for one in made.decisions if one.acts or not acting]


def sentences(made):
    return [one.sentence for one in made.decisions if one.acts]


def find(made, sentence):
    """The one decision with that sentence, or None."""
    return next((one for one in made.decisions if one.sentence == sentence), None)


def present(made, slug="cobra-pose", name="a"):
    return made.state.plan(name).prescription(slug)


def calm_week(first=0, score=3):
    """Three sessions on days 0, 2, 4 that prove a dose, each with a calm morning after it."""
    numbers = (first, first + 2, first + 4)
    return (*(session(n, before=score, after=score) for n in numbers), *(morning(n + 1, score) for n in numbers))
