"""What a person told us: the records the rules read. Nothing here is ever invented: no answer is None.

Every fact has the local `day` it counts for and the instant `at` (UTC) that orders facts within a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import cached_property
from typing import TypeVar

from programs.rules.conditions import EMERGENCY, URGENT
from programs.rules.dose import Dose
from programs.rules.state import Exercise

WINDOW = timedelta(days=48)
"""How far back the rules read: four full ISO weeks of F2 and the running one, and 28 days before those 14
days in which a sensation may have been reported."""


class Light(IntEnum):
    """The traffic light of the pain-monitoring model; no light at all is None, and never green."""

    GREEN = 0
    AMBER = 1
    RED = 2


ONE = Dose(1, 1)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How the person is: `kind` before, after, morning or other; overall `discomfort` 0-10 and the scores of
    areas; `signs` are emergency or urgent conditions ticked here; `woke`: did pain wake you?;
    `bad_day`: "my back is bad today"."""

    day: date
    at: datetime
    kind: str
    discomfort: int | None = None
    areas: tuple[int, ...] = ()
    sensations: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    woke: bool = False
    bad_day: bool = False

    @property
    def score(self) -> int | None:
        """Overall discomfort; left empty, the highest area; None where nothing was answered."""
        return self.discomfort if self.discomfort is not None else max(self.areas, default=None)


def score_of(checkin: CheckIn | None) -> int | None:
    """The check-in's score, None without one."""
    return None if checkin is None else checkin.score


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise in one session: form and prescribed dose as a snapshot, outcome (with the reason
    of a skip), feel, discomfort (the worse of left and right), sensations, and emergency signs ticked at
    "this hurts"."""

    slug: str
    at: datetime
    form: str = "usual"
    dose: Dose = ONE
    outcome: str = "done"
    reason: str | None = None
    feel: str | None = None
    discomfort: int | None = None
    sensations: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()

    @property
    def was_tried(self) -> bool:
        """Done or eased: it counts as done, and has a light."""
        return self.outcome in ("done", "eased")


@dataclass(frozen=True, slots=True)
class Session:
    """One planned occurrence. `day` is the local day it counts for, `status` as stored."""

    plan: str
    ordinal: int
    day: date
    at: datetime
    status: str = "planned"
    before: CheckIn | None = None
    after: CheckIn | None = None
    entries: tuple[Entry, ...] = ()
    sore_day: bool = False

    @property
    def key(self) -> str:
        """Names the session within a person's facts."""
        return f"{self.plan}#{self.ordinal}"

    @property
    def was_done(self) -> bool:
        """Done, at least in part: a session day for the morning rules."""
        return self.status in ("done", "partly-done")

    @property
    def worst(self) -> int | None:
        """The highest discomfort told in it: before, after or during."""
        told = [score_of(self.before), score_of(self.after)]
        told += [entry.discomfort for entry in self.entries]
        return max((score for score in told if score is not None), default=None)


@dataclass(frozen=True, slots=True)
class Screening:
    """Dated answers: the slugs of the conditions answered yes."""

    day: date
    at: datetime
    answers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Clearance:
    """`seen`: "a clinician has seen me" (opens S1 and S2); `talked`: "I have talked to someone" (S2)."""

    day: date
    at: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Days without sessions, `start` to `end` (both in it; open: None). Sessions in it don't count. `weeks`: by how
    many it moved what was left of the plan."""

    plan: str
    start: date
    end: date | None = None
    weeks: int = 0

    def covers(self, day: date) -> bool:
        """Whether the day lies in the pause."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Edit:
    """A prescription changed by hand (person or clinician) or by a new stage of the program. What is None
    stays. With an `exercise` a prescription that isn't there yet is added."""

    day: date
    at: datetime
    plan: str
    slug: str
    exercise: Exercise | None = None
    form: str | None = None
    dose: Dose | None = None
    core: bool | None = None
    fixed: bool | None = None
    hidden: bool | None = None
    awake: bool = False
    """Ends a rest early."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A decision taken back, by its fingerprint. T3 and T4 ask first whether the sign is gone."""

    fingerprint: str
    sign_gone: bool | None = None


@dataclass(frozen=True)
class Facts:
    """All facts of a bounded window. Their order says nothing: they are sorted when read."""

    sessions: tuple[Session, ...] = ()
    checkins: tuple[CheckIn, ...] = ()
    """Morning and other check-ins; those before and after a session stand in it."""
    screenings: tuple[Screening, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    pauses: tuple[Pause, ...] = ()
    edits: tuple[Edit, ...] = ()
    undone: frozenset[Undone] = frozenset()
    emergency: frozenset[str] = EMERGENCY
    urgent: frozenset[str] = URGENT
    """The slugs of the conditions that are signs of S1 and of S2."""

    def seen_on(self, day: date) -> Facts:
        """The facts that count for the day or the window before it, sorted; nothing later."""
        first = day - WINDOW
        return replace(
            self,
            sessions=tuple(sorted(_between(self.sessions, first, day), key=_session_key)),
            checkins=tuple(sorted(_between(self.checkins, first, day), key=_checkin_key)),
            screenings=tuple(sorted(_between(self.screenings, first, day), key=_dated_key)),
            clearances=tuple(sorted(_between(self.clearances, first, day), key=_dated_key)),
            edits=tuple(sorted(_between(self.edits, first, day), key=_dated_key)),
        )

    @cached_property
    def all_checkins(self) -> list[CheckIn]:
        """Every check-in, those of sessions among them, in time."""
        own = [checkin for session in self.sessions for checkin in (session.before, session.after) if checkin]
        return sorted([*self.checkins, *own], key=_checkin_key)


Fact = TypeVar("Fact", Session, CheckIn, Screening, Clearance, Edit)


def _between(facts: Iterable[Fact], first: date, last: date) -> list[Fact]:
    return [fact for fact in facts if first <= fact.day <= last]


def _session_key(session: Session) -> tuple[date, datetime, str, int]:
    return session.day, session.at, session.plan, session.ordinal


def _checkin_key(checkin: CheckIn) -> tuple[date, datetime, str, int, list[str]]:
    score = -1 if checkin.score is None else checkin.score
    return checkin.day, checkin.at, checkin.kind, score, sorted(checkin.sensations | checkin.signs)


def _dated_key(fact: Screening | Clearance | Edit) -> tuple[date, datetime, list[str]]:
    if isinstance(fact, Screening):
        return fact.day, fact.at, sorted(fact.answers)
    if isinstance(fact, Clearance):
        return fact.day, fact.at, [fact.kind]
    return fact.day, fact.at, [fact.plan, fact.slug, str(fact.form), str(fact.dose)]
