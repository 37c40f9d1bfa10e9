"""A decision: the rule that made it, about whom or what, on which numbers, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from programs.rules.dose import Dose
from programs.rules.state import Prescription, Reduction, Stop

Input = str | int | float | None
Inputs = tuple[tuple[str, Input], ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about: the person, a plan, a session of it, or an exercise in it."""

    plan: str | None = None
    exercise: str | None = None
    session: int | None = None

    @property
    def kind(self) -> str:
        """`exercise`, `session`, `plan` or `person`."""
        if self.exercise is not None:
            return "exercise"
        if self.session is not None:
            return "session"
        return "person" if self.plan is None else "plan"

    def __str__(self) -> str:
        return "/".join(str(part) for part in (self.plan, self.session, self.exercise) if part is not None)


PERSON = Subject()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A prescription as it stood: form, dose, first day back where it rests."""

    form: str
    dose: Dose
    resting_until: date | None = None

    @classmethod
    def of(cls, prescription: Prescription) -> Snapshot:
        """The snapshot of a prescription."""
        return cls(prescription.form, prescription.dose, prescription.resting_until)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision changes when it acts; what is None or empty stays as it is."""

    prescription: Prescription | None = None
    stop: Stop | None = None
    reductions: tuple[Reduction, ...] = ()
    hold_until: date | None = None
    rising: float | None = None
    calm: int | None = None
    """Sore days (N3): mornings of N1 so far."""
    end_sore: bool = False
    flared: date | None = None
    due: str | None = None
    """Why the screening is asked again."""
    told: tuple[str, str] | None = None
    """Rule and subject of advice given."""


NOTHING = Effect()


@dataclass(frozen=True, slots=True)
class Decision:
    """One rule that applied on one day.

    `sentence` is an id of `table.SENTENCES`, `inputs` its numbers; `basis` names the facts it stands on;
    `notice` marks advice that the person acknowledges; `acts` is set by `precedence.settle`: False where a
    more careful rule acts on the same thing (`held_by`) or the person has undone it (`undone`).
    """

    rule: str
    day: date
    subject: Subject
    sentence: str
    inputs: Inputs = ()
    basis: tuple[str, ...] = ()
    before: Snapshot | None = None
    after: Snapshot | None = None
    effect: Effect = NOTHING
    notice: bool = False
    acts: bool = True
    held_by: str | None = None
    undone: bool = False

    @property
    def family(self) -> str:
        """The rule's letter: S, T, N, P, A, F or G."""
        return self.rule[0]

    @property
    def can_be_undone(self) -> bool:
        """S can't be undone, only unlocked."""
        return self.family != "S"

    @property
    def asks_first(self) -> bool:
        """Undoing it asks first whether the sign is gone."""
        return self.rule in ("T3", "T4")

    @property
    def fingerprint(self) -> str:
        """The same for the same rule, subject and facts, whenever it is made."""
        text = "\x1f".join([self.rule, self.sentence, str(self.subject), *self.basis])
        return sha256(text.encode()).hexdigest()[:32]

    @property
    def numbers(self) -> dict[str, Input]:
        """The inputs as a dictionary."""
        return dict(self.inputs)


def change(decision: Decision, before: Prescription, after: Prescription) -> Decision:
    """The decision with a prescription's change as its effect, before and after kept."""
    return replace(
        decision,
        before=Snapshot.of(before),
        after=Snapshot.of(after),
        effect=replace(decision.effect, prescription=after),
    )


def inputs(**numbers: Input) -> Inputs:
    """Inputs in a fixed order."""
    return tuple(sorted(numbers.items()))
