"""Where a person's plans stand at the start of a day: what the fold of `engine.replay` carries along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from programs.rules.dose import HOLD_STEP, Dose, next_rung

DIRECTIONS = {
    "neutral": frozenset[str](),
    "bending": frozenset({"bending"}),
    "arching": frozenset({"arching"}),
    "both": frozenset({"bending", "arching"}),
}
"""Which ways an exercise takes the spine, by its direction."""


@dataclass(frozen=True, slots=True)
class Form:
    """A way to do an exercise: `kind` easier, usual or harder; start and top dose, tempo in seconds."""

    kind: str
    start: Dose
    top: Dose
    tempo: int | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """What the rules need of an exercise. `order` is its place in the catalogue; `hold_step` is 30 for the
    supine position; `areas` are the muscle areas it stretches (empty unless its kind is *stretch*)."""

    slug: str
    order: int
    direction: str
    forms: tuple[Form, ...]
    areas: frozenset[str] = frozenset()
    hold_step: int = HOLD_STEP

    def form(self, kind: str) -> Form | None:
        """The form of that kind, or None."""
        return next((form for form in self.forms if form.kind == kind), None)

    @property
    def ways(self) -> frozenset[str]:
        """Bending, arching, both or neither."""
        return DIRECTIONS[self.direction]

    def easier_than(self, kind: str) -> Form | None:
        """The form to step down to (T3): the easier one; failing that, the usual one from the harder."""
        if kind == "easier":
            return None
        return self.form("easier") or (self.form("usual") if kind == "harder" else None)

    def harder_than(self, kind: str) -> Form | None:
        """The next harder form (P2)."""
        kinds = ["easier", "usual", "harder"]
        later = kinds[kinds.index(kind) + 1 :]
        return next((form for form in map(self.form, later) if form), None)


@dataclass(frozen=True, slots=True)
class Prescription:
    """An exercise in a plan: form, present dose and since when.

    `eased`: T3 stepped it down, so that two greens bring its usual form back. `offered`: P2 has spoken at
    this dose. `fixed`: by the clinician, exempt from P, A and N. `starts` and `ends` bound the stages that
    have it; `resting_until` is the last day of its rest. `raised_on`, `last_done`: the day of the last raise,
    and when it was last tried.
    """

    exercise: Exercise
    form: str
    dose: Dose
    since: date
    core: bool = False
    fixed: bool = False
    hidden: bool = False
    starts: date | None = None
    ends: date | None = None
    resting_until: date | None = None
    eased: bool = False
    offered: bool = False
    raised_on: date | None = None
    last_done: date | None = None

    @property
    def slug(self) -> str:
        """The exercise's slug; a plan has each exercise once."""
        return self.exercise.slug

    @property
    def present_form(self) -> Form:
        """Its form; raises LookupError where the exercise has none of that kind."""
        form = self.exercise.form(self.form)
        if form is None:
            raise LookupError(f"{self.slug} has no {self.form} form")
        return form

    @property
    def rung(self) -> Dose | None:
        """The next dose up, None at the top."""
        form = self.present_form
        return next_rung(self.dose, form.top, form.tempo, hold_step=self.exercise.hold_step)

    def is_active(self, day: date) -> bool:
        """Neither hidden nor resting on that day, and in a stage that has it."""
        return self.is_in_stage(day) and not self.hidden and not self.is_resting(day)

    def is_in_stage(self, day: date) -> bool:
        """Whether the plan has it on that day."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)

    def is_resting(self, day: date) -> bool:
        """Whether T3's rest still lasts on that day."""
        return self.resting_until is not None and day <= self.resting_until

    def days_at_dose(self, day: date) -> int:
        """How long it has been at this dose, in the plan."""
        return (day - max(self.since, self.starts or self.since)).days

    def moved_to(self, form: Form, *, day: date, eased: bool, resting_until: date | None = None) -> Prescription:
        """The prescription in another form, at that form's start dose."""
        return replace(
            self,
            form=form.kind,
            dose=form.start,
            since=day,
            eased=eased,
            offered=False,
            resting_until=resting_until,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """One person's run of a program, with its baseline (usual discomfort, 0-10; None: not answered) and
    weekly days."""

    id: str
    start: date
    baseline: int | None
    prescriptions: tuple[Prescription, ...]
    session_size: int = 6
    days_a_week: int = 3
    ended: date | None = None
    last_done: date | None = None

    def runs_on(self, day: date) -> bool:
        """Whether the plan has begun and hasn't ended."""
        return self.start <= day and (self.ended is None or day < self.ended)

    def prescription(self, slug: str) -> Prescription | None:
        """The plan's prescription of that exercise, or None."""
        return next((one for one in self.prescriptions if one.slug == slug), None)

    def with_prescription(self, changed: Prescription) -> Plan:
        """The plan with that prescription put in, in catalogue order."""
        others = [one for one in self.prescriptions if one.slug != changed.slug]
        return replace(self, prescriptions=tuple(sorted([*others, changed], key=lambda one: one.exercise.order)))


@dataclass(frozen=True, slots=True)
class Stop:
    """Exercises stopped in all plans: those of some `ways` of the spine, or `slugs`. Lifted after the next
    session day (T4), or where `until_screened`, by the next screening (T6)."""

    rule: str
    since: date
    ways: frozenset[str] = frozenset()
    slugs: frozenset[str] = frozenset()
    until_screened: bool = False

    def covers(self, exercise: Exercise) -> bool:
        """Whether the exercise is stopped by it."""
        return exercise.slug in self.slugs or bool(self.ways & exercise.ways)


@dataclass(frozen=True, slots=True)
class Reduction:
    """A factor on a plan's sessions, never on its prescriptions: N2 for the next one, A2 for the first week
    back, which begins `back` (None: not back yet)."""

    rule: str
    plan: str
    factor: float
    since: date
    back: date | None = None
    days: int = 7
    """How long it lasts from `back` on (A2)."""


@dataclass(frozen=True, slots=True)
class State:
    """All the rules carry from day to day; the rest they read from the facts."""

    plans: tuple[Plan, ...] = ()
    emergency: frozenset[str] = frozenset()
    """Open emergency signs (S1)."""
    urgent: frozenset[str] = frozenset()
    """Open urgent signs (S2)."""
    cleared: frozenset[str] = frozenset()
    """Answers someone has seen the person for, unchanged since."""
    screened_on: date | None = None
    due: frozenset[str] = frozenset()
    """Why the screening is asked again before the next new session (S3)."""
    stops: frozenset[Stop] = frozenset()
    reductions: frozenset[Reduction] = frozenset()
    sore_calm: int | None = None
    """N3: mornings of N1 so far; None outside the sore days."""
    flared: date | None = None
    """Session day of the last N2, for N3."""
    held_until: date | None = None
    """N2: before this day no raise, and no exercise for the first time."""
    rising: float | None = None
    """F2: the last weekly median while progress is held."""
    told: frozenset[tuple[str, str, date]] = frozenset()
    """Advice given: rule, subject and day, so that it isn't given again too soon."""

    def plan(self, plan_id: str) -> Plan:
        """The plan of that id; raises LookupError where there is none."""
        for plan in self.plans:
            if plan.id == plan_id:
                return plan
        raise LookupError(f"no plan {plan_id}")

    def with_plan(self, changed: Plan) -> State:
        """The state with that plan put in its place."""
        return replace(self, plans=tuple(changed if plan.id == changed.id else plan for plan in self.plans))

    def since_told(self, rule: str, subject: str, day: date) -> timedelta | None:
        """How long ago the rule last spoke about the subject; None: never."""
        days = [told for one, other, told in self.told if (one, other) == (rule, subject)]
        return day - max(days) if days else None

    @property
    def block(self) -> str | None:
        """The rule that allows no new session: S1, S2, S3, or None."""
        if self.emergency:
            return "S1"
        if self.urgent:
            return "S2"
        return "S3" if self.due else None
