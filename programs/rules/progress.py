"""Raises: P1 (one rung), P2 (the harder form is offered), and T3's way back to the usual form.

An unanswered question never raises a dose: a session proves a dose only where its before, its after, the
entry and the next morning were all answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from programs.rules.absence import recent_adherence
from programs.rules.decision import Decision, Effect, Subject, change, inputs
from programs.rules.dose import Dose, Load, areas_over, work
from programs.rules.facts import Light
from programs.rules.light import Lit
from programs.rules.look import Look
from programs.rules.morning import was_calm
from programs.rules.signs import LEG
from programs.rules.state import Plan, Prescription


def decide(look: Look) -> Iterator[Decision]:
    """T3's way back, P1 and P2 for every plan under way."""
    raised: set[str] = set()
    for plan in sorted(look.running, key=lambda one: (one.start, one.id)):
        for prescription in plan.prescriptions:
            yield from _step_back(look, plan, prescription)
            yield from _offer(look, plan, prescription)
        for made in _raises(look, plan, raised):
            raised.add(made.subject.exercise or "")
            yield made


def may_rise(look: Look) -> bool:
    """No raise while the screening is due or a sign is open, nor in the days N2, N3 and F2 hold."""
    state = look.state
    held = state.held_until is not None and look.day < state.held_until
    return not (state.block or held or state.sore_calm is not None or state.rising is not None)


def is_quiet(look: Look, slug: str) -> bool:
    """No amber, red, leg sign or dizziness for the exercise in the last 7 days, in any plan. The same weekday
    a week before still counts (the more careful reading)."""
    recent = look.lit(slug, days=look.thresholds.quiet_days + 1)
    return not any(lit.light in (Light.AMBER, Light.RED) or lit.entry.sensations & (LEG | {"dizzy"}) for lit in recent)


def proven(look: Look, plan: Plan, prescription: Prescription, count: int, *, dose: Dose | None) -> list[Lit] | None:
    """The last `count` sessions of the exercise in its plan before today, where each was done in the present
    form (at `dose`, unless None), was green as an entry and as a session, and had a calm morning."""
    if not may_rise(look):
        return None
    days = (look.day - prescription.since).days + 1
    known = look.lit(prescription.slug, days=days)
    own = [lit for lit in known if lit.session.plan == plan.id and lit.session.day < look.day]
    last = own[-count:]
    if len(last) < count or not is_quiet(look, prescription.slug):
        return None
    return last if all(_proves(look, lit, prescription.form, dose) for lit in last) else None


def _proves(look: Look, lit: Lit, form: str, dose: Dose | None) -> bool:
    entry = lit.entry
    return (
        lit.light is Light.GREEN
        and lit.whole is Light.GREEN
        and entry.outcome == "done"
        and entry.form == form
        and dose in (None, entry.dose)
        and was_calm(look, lit.session.day)
    )


def _step_back(look: Look, plan: Plan, prescription: Prescription) -> Iterator[Decision]:
    """T3: two greens in the easier form bring the usual one back, at its start dose.

    It is a raise, so it waits for what every raise waits for. What a clinician has fixed stays eased until a
    hand changes it, for the usual start dose may be above the fixed one.
    """
    usual = prescription.exercise.form("usual")
    if not _can_change(look, prescription) or not prescription.eased or usual is None:
        return
    greens = proven(look, plan, prescription, look.thresholds.greens_back, dose=None)
    if greens is None:
        return
    after = replace(prescription.moved_to(usual, day=look.day, eased=False), raised_on=look.day)
    numbers = inputs(exercise=prescription.slug, greens=len(greens))
    basis = tuple(lit.key for lit in greens)
    about = Subject(plan=plan.id, exercise=prescription.slug)
    yield change(Decision("T3", look.day, about, "T3.usual", numbers, basis), prescription, after)


def _can_change(look: Look, prescription: Prescription) -> bool:
    return prescription.is_active(look.day) and not prescription.fixed


def _raises(look: Look, plan: Plan, raised: set[str]) -> Iterator[Decision]:
    """P1, up to the plan's cap: longest unraised first, ties in catalogue order."""
    limits = look.thresholds
    share = recent_adherence(look, plan)
    coming_back = any(one.rule == "A2" and one.plan == plan.id for one in look.state.reductions)
    if share is None or share < limits.raise_adherence or coming_back:
        return
    recent = look.day - timedelta(days=limits.raise_days)
    active = [one for one in plan.prescriptions if one.is_active(look.day)]
    left = max(1, len(active) // limits.raise_share)
    left -= sum(one.raised_on is not None and one.raised_on > recent for one in plan.prescriptions)
    turn = sorted(active, key=lambda one: (one.raised_on or date.min, one.exercise.order))
    for prescription in turn:
        elsewhere = prescription.slug in raised or _raised_elsewhere(look, plan, prescription.slug, recent)
        made = None if left < 1 or elsewhere else _raise(look, plan, prescription, share)
        if made is not None:
            left -= 1
            yield made


def _raised_elsewhere(look: Look, plan: Plan, slug: str, recent: date) -> bool:
    others = [other.prescription(slug) for other in look.state.plans if other.id != plan.id]
    return any(one is not None and one.raised_on is not None and one.raised_on > recent for one in others)


def _raise(look: Look, plan: Plan, prescription: Prescription, share: float) -> Decision | None:
    limits, days = look.thresholds, prescription.days_at_dose(look.day)
    if not _can_change(look, prescription) or prescription.eased or days < limits.dose_days:
        return None
    greens, rung = proven(look, plan, prescription, limits.greens, dose=prescription.dose), prescription.rung
    if greens is None or rung is None or brings_nothing(look, plan, prescription, rung):
        return None
    after = replace(prescription, dose=rung, since=look.day, raised_on=look.day, offered=False)
    numbers = inputs(
        exercise=prescription.slug,
        days=days,
        greens=len(greens),
        percent=round(100 * share),
        before=str(prescription.dose),
        after=str(rung),
    )
    basis = (str(prescription.dose), *(lit.key for lit in greens))
    about = Subject(plan=plan.id, exercise=prescription.slug)
    return change(Decision("P1", look.day, about, "P1", numbers, basis), prescription, after)


def brings_nothing(look: Look, plan: Plan, prescription: Prescription, rung: Dose) -> bool:
    """Whether the raise would stretch a muscle area of the exercise more than 4 min a session or 10 min a
    week, per side, over all the person's plans."""
    loads = [load for other in look.running for load in _loads(look, other, plan, prescription, rung)]
    limits = look.thresholds
    over = areas_over(loads, session_seconds=limits.area_session_seconds, week_seconds=limits.area_week_seconds)
    return bool(over & prescription.exercise.areas)


def _loads(look: Look, plan: Plan, raised_in: Plan, raised: Prescription, rung: Dose) -> Iterator[Load]:
    """What a plan stretches in a week. Rotating exercises share the places core leaves; in one session are
    the raised one, core, and those that fill its places with the most stretch (the worst case)."""
    active = [one for one in plan.prescriptions if one.is_active(look.day)]
    core = [one for one in active if one.core]
    rotating = [one for one in active if not one.core]
    places = max(0, plan.session_size - len(core))
    turn = min(1.0, places / len(rotating)) if rotating else 1.0

    def seconds(one: Prescription) -> int:
        dose = rung if plan.id == raised_in.id and one.slug == raised.slug else one.dose
        return work(dose, one.present_form.tempo)

    def first(one: Prescription) -> tuple[bool, int]:
        return one.slug != raised.slug, -seconds(one) if one.exercise.areas & raised.exercise.areas else 0

    beside = {one.slug for one in [*core, *sorted(rotating, key=first)[:places]]}
    for one in active:
        times = plan.days_a_week * (1.0 if one.core else turn)
        together = plan.id == raised_in.id and one.slug in beside
        yield Load(one.exercise.areas, seconds(one), times, together)


def _offer(look: Look, plan: Plan, prescription: Prescription) -> Iterator[Decision]:
    """P2: at the top and green for 14 days: the next harder form is offered; where there is none, it keeps.

    Green for 14 days means at least two sessions in them, all green. What T3 has eased isn't offered more.
    """
    days = look.thresholds.top_days
    long = prescription.days_at_dose(look.day) >= days
    top = prescription.dose == prescription.present_form.top
    if not _can_change(look, prescription) or prescription.eased or prescription.offered or not (top and long):
        return
    own = [lit for lit in look.lit(prescription.slug, days=days) if lit.session.plan == plan.id]
    if len(own) < look.thresholds.greens or any(lit.light is not Light.GREEN for lit in own) or not may_rise(look):
        return
    harder = prescription.exercise.harder_than(prescription.form)
    about = Subject(plan=plan.id, exercise=prescription.slug)
    numbers = inputs(exercise=prescription.slug, days=days, form=harder.kind if harder else None)
    basis = (prescription.form, str(prescription.dose), prescription.since.isoformat())
    sentence = "P2" if harder else "P2.keep"
    offered = Effect(prescription=replace(prescription, offered=True))
    yield Decision("P2", look.day, about, sentence, numbers, basis, effect=offered, notice=harder is not None)
