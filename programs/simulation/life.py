"""Half a year of one person: mornings, sessions and answers, day by day through the real rules."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from programs.rules.composition import Candidate, choose
from programs.rules.engine import Day, decide
from programs.rules.facts import CheckIn, Clearance, Edit, Entry, Facts, Screening, Session
from programs.rules.offer import Offer, offer
from programs.rules.schedule import lay_out, stage_weekdays
from programs.rules.state import Plan, Prescription, State
from programs.simulation.content import Stage, exercises, stages
from programs.simulation.people import Kind, Person

START = date(2026, 1, 5)
WEEKDAYS = (0, 1, 2, 3, 4)
PLAN = "gentle"
WAIT = {"S1": 3, "S2": 2, "S3": 0}
"""Days until a simulated person has unlocked what blocks."""


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of a day."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


@dataclass
class Life:
    """What happened: the state at the start, all facts, the days as they were decided, and the offers."""

    person: Person
    first: State
    facts: Facts = field(default_factory=Facts)
    days: list[Day] = field(default_factory=list)
    offers: list[tuple[date, Offer]] = field(default_factory=list)

    @property
    def state(self) -> State:
        """Where the person's plans stand."""
        return self.days[-1].state if self.days else self.first

    def add(self, **more: tuple[Any, ...]) -> None:
        """Add facts by name."""
        self.facts = replace(self.facts, **{name: getattr(self.facts, name) + one for name, one in more.items()})


def live(kind: Kind, *, seed: int, weeks: int = 26) -> Life:
    """A life of so many weeks: Gentle start, then its last stage for as long as it takes."""
    run = stages()
    person = Person(kind, Random(f"{kind.name}-{seed}"))  # noqa: S311 - made-up people, not cryptography
    life = Life(person, State(plans=(_plan(person, run[0]),)))
    life.add(edits=_edits(run))
    planned = _planned(run, weeks)
    blocked: date | None = None
    for offset in range(weeks * 7):
        day = START + timedelta(days=offset)
        _morning(life, day)
        if day in planned:
            made = decide(life.state, life.facts, day=day, evening=False)
            blocked = _session_day(life, made, day, planned[day], blocked)
        life.days.append(decide(life.state, life.facts, day=day))
    return life


def _plan(person: Person, stage: Stage) -> Plan:
    known = exercises()
    first = tuple(
        # None where the exercise ships without that form: then nothing can be simulated, and it stops here.
        Prescription(known[slug], form, known[slug].form(form).start, START, core=core)  # type: ignore[union-attr]
        for slug, form, core in stage.exercises
    )
    return Plan(PLAN, START, person.kind.usual, first, session_size=6, days_a_week=len(WEEKDAYS))


def _edits(run: tuple[Stage, ...]) -> tuple[Edit, ...]:
    """What later stages add, on the first day of each."""
    added: dict[str, Edit] = {}
    known = {slug for slug, _, _ in run[0].exercises}
    week = run[0].days.weeks
    for stage in run[1:]:
        day = START + timedelta(weeks=week)
        for slug, form, core in stage.exercises:
            if slug not in known:
                added.setdefault(slug, Edit(day, at(day, 0), PLAN, slug, exercises()[slug], form, core=core))
        week += stage.days.weeks
    return tuple(added.values())


def _planned(run: tuple[Stage, ...], weeks: int) -> dict[date, int]:
    """Planned days with their ordinal: the program's, then its last stage's again and again."""
    days = [one.date for one in lay_out(start=START, weekdays=WEEKDAYS, stages=[one.days for one in run])]
    used = stage_weekdays(WEEKDAYS, run[-1].days.days)
    later = days[-1] + timedelta(days=7 - days[-1].weekday())
    while later < START + timedelta(weeks=weeks):
        days += [later + timedelta(days=weekday) for weekday in used]
        later += timedelta(weeks=1)
    return {day: ordinal for ordinal, day in enumerate(days, start=1)}


def _week(day: date) -> float:
    return (day - START).days / 7


def _morning(life: Life, day: date) -> None:
    if life.person.chance(life.person.kind.mornings):
        life.add(checkins=(CheckIn(day, at(day, 8), "morning", life.person.level(_week(day))),))


def _session_day(life: Life, made: Day, day: date, ordinal: int, blocked: date | None) -> date | None:
    """A planned day: unlock what blocks after a while, then do the session, or miss it. Returns since when
    something blocks."""
    state = made.state
    offered = offer(state, state.plan(PLAN), day=day)
    life.offers.append((day, offered))
    planned = Session(PLAN, ordinal, day, at(day, 18))
    if offered.block is not None:
        if (day - (blocked or day)).days >= WAIT[offered.block]:
            _unlock(life, offered.block, day)
            state = decide(life.state, life.facts, day=day, evening=False).state
            offered = offer(state, state.plan(PLAN), day=day)
            life.offers.append((day, offered))
        if offered.block is not None:
            life.add(sessions=(planned,))
            return blocked or day
    if life.person.chance(life.person.kind.does):
        planned = _do(life, planned, offered, day)
    life.add(sessions=(planned,))
    return None


def _unlock(life: Life, block: str, day: date) -> None:
    if block == "S3":
        life.add(screenings=(Screening(day, at(day, 17)),))
    else:
        life.add(clearances=(Clearance(day, at(day, 17), "seen"),))
        life.add(screenings=(Screening(day, at(day, 17, 5)),))


def _do(life: Life, session: Session, offered: Offer, day: date) -> Session:
    person = life.person
    before = CheckIn(day, at(day, 18), "before", person.level(_week(day)))
    score = before.score or 0
    doses = {one.prescription.slug: one for one in offered.exercises}
    candidates = [_candidate(one.prescription) for one in offered.exercises]
    entries: list[Entry] = []
    for number, candidate in enumerate(choose(candidates, size=6)):
        one = doses[candidate.slug]
        felt = person.sensations(one.prescription.exercise)
        entries.append(
            Entry(
                candidate.slug,
                at(day, 18, 2 + 2 * number),
                one.prescription.form,
                one.dose,
                discomfort=person.during(score),
                sensations=felt,
                signs=frozenset({"both-legs"}) if felt and person.chance(person.kind.emergency * 20) else frozenset(),
            )
        )
        if felt:
            break
    worst = max((entry.discomfort or 0 for entry in entries), default=score)
    after = CheckIn(day, at(day, 18, 40), "after", min(worst, score + person.random.choice((0, 0, 0, 1))))
    status = "done" if entries else "skipped"
    return replace(session, status=status, before=before, after=after, entries=tuple(entries))


def _candidate(one: Prescription) -> Candidate:
    return Candidate(one.slug, one.exercise.order, one.core, one.last_done, "lying-back", one.dose)
