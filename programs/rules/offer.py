"""What may be done in a plan today: whether a session may begin, of which kind, how much of it, and which
exercises it is composed from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programs.rules.dose import Dose, reduce, smallest
from programs.rules.state import Plan, Prescription, State


@dataclass(frozen=True, slots=True)
class Offered:
    """A prescription and the dose of it in this one session."""

    prescription: Prescription
    dose: Dose


@dataclass(frozen=True, slots=True)
class Offer:
    """`block`: the rule that allows no new session (S1, S2, S3; None: it may begin). `sore_day`: N3 puts the
    sore-day session in its place. `factor` and `rule`: the smallest reduction and who made it. `left_out`:
    slug and why: `hidden`, `resting`, `stopped`, `new`."""

    block: str | None
    sore_day: bool
    factor: float
    rule: str | None
    exercises: tuple[Offered, ...]
    left_out: tuple[tuple[str, str], ...]


def offer(state: State, plan: Plan, *, day: date, extra: Iterable[tuple[str, float]] = ()) -> Offer:
    """Today's offer in a plan, from the state that `engine.decide` left for the day.

    `extra` are reductions of one's own for this session (sore day, five minutes), as rule and factor.
    What a clinician has fixed keeps its dose under A and N, not under the person's own.
    """
    extra = list(extra)
    own = [(one.rule, one.factor) for one in state.reductions if one.plan == plan.id]
    rule, factor = min([*own, *extra], key=lambda one: one[1], default=(None, 1.0))
    by_hand = smallest(one for _, one in extra)
    offered: list[Offered] = []
    left_out: list[tuple[str, str]] = []
    for prescription in plan.prescriptions:
        if not prescription.is_in_stage(day):
            continue
        why = why_not(state, prescription, day)
        if why is not None:
            left_out.append((prescription.slug, why))
            continue
        share = by_hand if prescription.fixed else factor
        offered.append(Offered(prescription, reduce(prescription.dose, share)))
    return Offer(state.block, state.sore_calm is not None, factor, rule, tuple(offered), tuple(left_out))


def why_not(state: State, prescription: Prescription, day: date) -> str | None:
    """Why an exercise isn't done today: `hidden`, `resting` (T3), `stopped` (T4, T6), `new` (N2: nothing for
    the first time); None where it may be. Nothing of a plan is offered while `Offer.block` stands."""
    if prescription.hidden:
        return "hidden"
    if prescription.is_resting(day):
        return "resting"
    if any(stop.covers(prescription.exercise) for stop in state.stops):
        return "stopped"
    new = prescription.last_done is None and not prescription.fixed
    return "new" if new and state.held_until is not None and day < state.held_until else None
